// The answer of screening: may this person train, with what limits, and what must be asked or done.
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/domain/limits.hpp>
#include <sinew/domain/reading.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::domain {

struct MissingFact {
    FactIndex fact;
    MissingReason reason;
    friend bool operator==(MissingFact, MissingFact) noexcept = default;
};

/// A clinician sets a named rule aside, or adds one. Expires, is audited, never covers an open question.
struct Override {
    std::string rule;  ///< "SCR-004", or the local id of an added rule.
    std::string who, reason;
    Day from{}, until{};      ///< at most 30 days apart
    bool limits_too = false;  ///< the rule's limits leave the merge as well
    struct Added {
        Outcome outcome = Outcome::modify;
        Limits limits;
        std::string say;
        friend bool operator==(const Added&, const Added&) = default;
    };
    std::optional<Added> added;  ///< A rule the clinician adds; `rule` is then its own name.
    friend bool operator==(const Override&, const Override&) = default;
};

struct Clearance {
    Outcome outcome = Outcome::incomplete;
    Mode mode = Mode::both;
    std::vector<RuleIndex> fired;      ///< ascending by id; set-aside rules included
    std::vector<RuleIndex> passed;     ///< looked at and found fine
    std::vector<RuleIndex> undecided;  ///< unknown for lack of an optional fact
    std::vector<MissingFact> missing;  ///< questions to ask, by fact order
    std::vector<FactIndex> optional_unknown;
    std::vector<std::string_view> need;  ///< duties, in rule order, each once
    Limits limits;
    std::optional<std::vector<Activity>> permitted_meanwhile;  ///< nothing when training is allowed
    std::vector<RuleIndex> set_aside;  ///< fired rules that an override took out of the outcome
    std::vector<Override> overrides;   ///< those that were in force
    Intake facts;                      ///< as judged: staleness and derivation done

    [[nodiscard]] bool complete() const noexcept { return missing.empty(); }
    [[nodiscard]] bool training_allowed() const noexcept { return outcome <= Outcome::supervise; }
    friend bool operator==(const Clearance&, const Clearance&) = default;
};

}  // namespace sinew::domain
