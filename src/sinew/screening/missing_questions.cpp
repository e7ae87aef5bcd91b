#include <sinew/screening/logic.hpp>
#include <sinew/screening/missing_questions.hpp>

#include <algorithm>

namespace sinew::screening {
namespace {

using namespace domain;
using knowledge::FactSpec;
using knowledge::ScreeningPack;

bool unknown(const Reading& reading) noexcept {
    return reading.stale || reading.state == Reading::State::absent ||
           reading.state == Reading::State::invalid;
}

bool was_said(const Reading& reading) noexcept {
    return reading.state == Reading::State::known || reading.state == Reading::State::never;
}

/// Would a rule that does not fire now fire, were this one old answer still true?
bool old_answer_would_fire(FactIndex fact, const Intake& said,
                           const std::vector<RuleIndex>& in_scope,
                           const std::vector<RuleIndex>& fired, const ScreeningPack& pack) {
    const JudgedFacts as_if_fresh = age_and_derive(said, pack, fact);
    return std::any_of(in_scope.begin(), in_scope.end(), [&](RuleIndex rule) {
        return !std::binary_search(fired.begin(), fired.end(), rule) &&
               evaluate(pack.rules[rule].when, as_if_fresh.facts) == Truth::yes;
    });
}

}  // namespace

std::vector<MissingFact> missing_questions(const Intake& said, const JudgedFacts& judged,
                                           const std::vector<RuleIndex>& in_scope,
                                           const std::vector<RuleIndex>& fired,
                                           const ScreeningPack& pack) {
    std::vector<MissingFact> missing;
    const FactIndex clearance = pack.fact("medical_clearance");
    for (std::size_t i = 0; i < pack.facts.size(); ++i) {
        const auto fact = static_cast<FactIndex>(i);
        const FactSpec& spec = pack.facts[i];
        const Reading& now = judged.facts[i];
        if (said[i].state == Reading::State::invalid) {
            missing.push_back({fact, MissingReason::invalid});
            continue;
        }
        if (fact == clearance && judged.clearance_voided) {
            missing.push_back({fact, MissingReason::voided});
            continue;
        }
        const bool too_old =
            was_said(said[i]) && said[i].age_h > spec.max_age_h &&
            !(was_said(now) && !now.stale && !now.derived && now.value == said[i].value);
        if (!unknown(now) && !too_old) continue;
        const bool wanted =
            unknown(now) &&
            (spec.required || (!spec.required_when.empty() &&
                               evaluate(spec.required_when, judged.facts) == Truth::yes));
        if (too_old) {
            if (wanted || old_answer_would_fire(fact, said, in_scope, fired, pack))
                missing.push_back({fact, MissingReason::stale});
        } else if (wanted) {
            missing.push_back({fact, MissingReason::unknown});
        }
    }
    return missing;
}

}  // namespace sinew::screening
