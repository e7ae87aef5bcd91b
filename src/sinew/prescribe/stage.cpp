#include <sinew/prescribe/stage.hpp>

#include <algorithm>

namespace sinew::prescribe {
namespace {

using domain::Moud;
using domain::Stage;
using knowledge::StageSpec;

/// Unknown days count as few: an induction nobody timed is an induction.
bool fewer(std::optional<double> days, double than) noexcept { return !days || *days < than; }

bool in_induction(const StageFacts& facts, const StageSpec& spec) noexcept {
    if (facts.moud == Moud::methadone)
        return fewer(facts.moud_days_on, spec.methadone_induction_days) ||
               fewer(facts.moud_days_since_dose_change, spec.methadone_change_days);
    return facts.moud == Moud::buprenorphine &&
           fewer(facts.moud_days_on, spec.buprenorphine_induction_days);
}

/// The stage the facts alone give, with every reason of the first match.
StageAnswer stage_by_facts(const StageFacts& facts, const StageSpec& spec) {
    StageAnswer answer;
    const bool on_agonist = facts.moud && spec.agonists.has(*facts.moud);
    const bool settled = on_agonist && !fewer(facts.moud_days_on, spec.agonist_days_settled);
    if (facts.cows_total && *facts.cows_total >= spec.acute_cows_at_least)
        answer.rules.push_back("STG-01");
    if (in_induction(facts, spec)) answer.rules.push_back("STG-02");
    if (facts.days_since_last_use && *facts.days_since_last_use <= spec.acute_days_to && !settled)
        answer.rules.push_back("STG-03");
    if (!facts.days_since_last_use) answer.rules.push_back("STG-04");
    if (!answer.rules.empty()) return answer;

    const bool early = *facts.days_since_last_use <= spec.early_days_to ||
                       (on_agonist && fewer(facts.moud_days_on, spec.agonist_days_sustained));
    answer.stage = early ? Stage::S1 : Stage::S2;
    answer.rules.push_back(early ? "STG-05" : "STG-06");
    return answer;
}

std::optional<double> number_of(const domain::Reading& reading) noexcept {
    const bool known = reading.state == domain::Reading::State::known && !reading.stale;
    return known ? std::optional{reading.value} : std::nullopt;
}

}  // namespace

StageAnswer stage_of(const StageFacts& facts, const StageSpec& spec) {
    StageAnswer answer = stage_by_facts(facts, spec);
    if (!facts.previous || answer.stage <= *facts.previous) return answer;
    const bool may_rise = !fewer(facts.days_in_previous, spec.days_before_rise);
    const auto next = static_cast<Stage>(static_cast<unsigned>(*facts.previous) + 1U);
    const Stage highest = may_rise ? next : *facts.previous;
    if (answer.stage > highest) {
        answer.held_back_from = answer.stage;
        answer.stage = highest;
        answer.rules.push_back("STG-07");
    }
    return answer;
}

StageFacts stage_facts(const domain::Intake& judged, const knowledge::DoseFacts& where) noexcept {
    StageFacts facts;
    facts.days_since_last_use = number_of(judged[where.days_since_last_use]);
    facts.cows_total = number_of(judged[where.cows_total]);
    if (const auto moud = number_of(judged[where.moud]))
        facts.moud = static_cast<Moud>(static_cast<unsigned>(*moud));
    facts.moud_days_on = number_of(judged[where.moud_days_on]);
    facts.moud_days_since_dose_change = number_of(judged[where.moud_days_since_dose_change]);
    return facts;
}

}  // namespace sinew::prescribe
