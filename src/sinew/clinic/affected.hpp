// Whom a breach touches: everybody whose data an account or a device looked at, changed or passed on in a span of time, read off
// the audit log (CMP-049).
#pragma once

#include <sinew/clinic/store.hpp>
#include <sinew/knowledge/breach_clocks.hpp>

#include <map>
#include <set>

namespace sinew::clinic {

struct AffectedQuestion {
    std::optional<Id> actor;            ///< nothing: whoever it was
    std::optional<std::string> device;  ///< as the log writes it; nothing: any
    Instant from{};
    Instant until = Instant::max();  ///< the first moment that no longer counts
};

struct AffectedPerson {
    Id person;
    int looks = 0, changes = 0, disclosures = 0;
    Instant first{}, last{};
    std::set<std::string> actions;  ///< verb.object
};

/// Entries in the order of the log; people in the order in which they were first touched.
class Affected {
public:
    explicit Affected(AffectedQuestion question) : question_{std::move(question)} {}
    void take(const AuditEntry& entry);
    /// Somebody of whom the log need not speak, at the end of the people; who is among them already stays as they are.
    void add(const Id& person);

    std::vector<AffectedPerson> people;
    /// Looks at lists, which name nobody: the log does not say who stood in them on that day.
    std::map<std::string, int> lists;
    std::int64_t entries = 0;  ///< that fit the question

private:
    AffectedQuestion question_;
    std::map<Id, std::size_t> place_;
};

struct BreachDeadline {
    knowledge::BreachClock clock;
    Instant until{};  ///< equal to the moment it was known where the law says at once
};

/// @errors those of the pack
[[nodiscard]] Checked<std::vector<BreachDeadline>> breach_deadlines(
    const knowledge::PackSource& packs, Instant known);

}  // namespace sinew::clinic
