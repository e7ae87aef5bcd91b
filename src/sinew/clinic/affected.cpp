#include <sinew/clinic/affected.hpp>

#include <algorithm>
#include <array>

namespace sinew::clinic {
namespace {

enum class Kind { look, change, disclosure, nothing };

Kind kind_of(std::string_view action) {
    const std::string_view verb = action.substr(0, action.find('.'));
    constexpr std::array<std::string_view, 2> kLooks{"read", "print"};
    constexpr std::array<std::string_view, 2> kOut{"disclose", "export"};
    if (verb == "refused") return Kind::nothing;
    if (std::ranges::find(kLooks, verb) != kLooks.end()) return Kind::look;
    if (std::ranges::find(kOut, verb) != kOut.end()) return Kind::disclosure;
    return Kind::change;
}

}  // namespace

void Affected::take(const AuditEntry& entry) {
    if (question_.actor && entry.actor != question_.actor) return;
    if (question_.device && entry.device != *question_.device) return;
    if (entry.at < question_.from || entry.at >= question_.until) return;
    ++entries;
    const Kind kind = kind_of(entry.action);
    if (kind == Kind::nothing) return;
    if (!entry.person) {
        if (kind != Kind::change) ++lists[entry.action];
        return;
    }
    const auto [at, is_new] = place_.try_emplace(*entry.person, people.size());
    if (is_new) people.emplace_back().person = *entry.person;
    AffectedPerson& person = people[at->second];
    // A clock may have been set back: the order of the log is not that of the hours.
    person.first = is_new ? entry.at : std::min(person.first, entry.at);
    person.last = is_new ? entry.at : std::max(person.last, entry.at);
    (kind == Kind::look     ? person.looks
     : kind == Kind::change ? person.changes
                            : person.disclosures)++;
    person.actions.insert(entry.action);
}

void Affected::add(const Id& person) {
    if (place_.try_emplace(person, people.size()).second) people.emplace_back().person = person;
}

Checked<std::vector<BreachDeadline>> breach_deadlines(const knowledge::PackSource& packs,
                                                      Instant known) {
    auto clocks = knowledge::load_breach_clocks(packs);
    if (!clocks) return tl::make_unexpected(clocks.error());
    std::vector<BreachDeadline> deadlines;
    for (auto& clock : *clocks) {
        const Instant until = known + std::chrono::hours{clock.hours};
        deadlines.push_back({std::move(clock), until});
    }
    std::ranges::stable_sort(deadlines, {}, &BreachDeadline::until);
    return deadlines;
}

}  // namespace sinew::clinic
