#include <sinew/session/stop_rules.hpp>

#include <algorithm>

namespace sinew::session {

bool known_to_be_no(const domain::Intake& facts, domain::FactIndex fact) noexcept {
    if (fact >= facts.size()) return false;
    const domain::Reading& reading = facts[fact];
    return reading.state == domain::Reading::State::known && !reading.stale && reading.value == 0;
}

std::vector<std::string> applicable_stop_rules(const knowledge::Catalogue& catalogue,
                                               const domain::Intake& facts) {
    std::vector<std::string> ids;
    for (const auto& rule : catalogue.screening.session_rules) {
        const auto& exceptions = catalogue.sessions.not_applicable;
        const bool cannot =
            std::any_of(exceptions.begin(), exceptions.end(), [&](const auto& unless) {
                return unless.id == rule.id && known_to_be_no(facts, unless.fact);
            });
        if (!cannot) ids.push_back(rule.id);
    }
    return ids;
}

}  // namespace sinew::session
