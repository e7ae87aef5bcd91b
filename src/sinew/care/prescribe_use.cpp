#include <sinew/care/prescribe_use.hpp>
#include <sinew/care/screening_use.hpp>
#include <sinew/prescribe/counterfactuals.hpp>
#include <sinew/prescribe/plan.hpp>

namespace sinew::care {

Prescription prescribe(const domain::Record& record, const domain::AsOf& as_of,
                       const knowledge::Catalogue& catalogue) {
    Prescription answer;
    answer.as_of = as_of;
    if (record.person.deceased) {
        answer.kind = AnswerKind::not_applicable;
        return answer;
    }
    answer.clearance = screen_record(record, as_of.day(), catalogue);
    constexpr std::size_t kMostOutcomes = 6;
    const auto changes = prescribe::counterfactuals(record.facts, answer.clearance,
                                                    answer.clearance.overrides, catalogue);
    answer.would_change = prescribe::outcome_phrases(changes, answer.clearance, kMostOutcomes);
    if (!answer.clearance.training_allowed()) return answer;
    answer.kind = AnswerKind::programme;
    answer.programme = prescribe::plan_programme(record, answer.clearance, as_of.day(), catalogue);
    prescribe::add_counterfactuals(*answer.programme, changes);
    return answer;
}

}  // namespace sinew::care
