#include <sinew/care/adapt_use.hpp>
#include <sinew/prescribe/counterfactuals.hpp>

namespace sinew::care {
namespace {

Adapted answered(prescribe::WeekAdaptation decision, const domain::Programme& programme,
                 const domain::Record& record, const domain::AsOf& as_of,
                 const knowledge::Catalogue& catalogue) {
    Adapted adapted;
    adapted.decision = std::move(decision);
    adapted.answer.as_of = as_of;
    adapted.answer.clearance = programme.clearance;
    if (!adapted.decision.suspended()) {
        adapted.answer.kind = AnswerKind::programme;
        adapted.answer.programme =
            adapted.decision.programme ? adapted.decision.programme : programme;
        constexpr std::size_t kMostOutcomes = 6;
        const auto changes = prescribe::counterfactuals(record.facts, programme.clearance,
                                                        programme.clearance.overrides, catalogue);
        adapted.answer.would_change =
            prescribe::outcome_phrases(changes, programme.clearance, kMostOutcomes);
        prescribe::add_counterfactuals(*adapted.answer.programme, changes);
        return adapted;
    }
    // Suspended: nothing is planned any more. After a stop nothing at all is permitted until someone has looked.
    const bool stopped = adapted.decision.next.decision == domain::WeekDecision::stop;
    adapted.answer.kind = AnswerKind::meanwhile;
    adapted.answer.clearance.outcome =
        stopped ? domain::Outcome::stop_now : domain::Outcome::incomplete;
    adapted.answer.clearance.permitted_meanwhile = std::vector<domain::Activity>{};
    if (!stopped)
        adapted.answer.clearance.permitted_meanwhile->push_back(domain::Activity::seated_breathing);
    return adapted;
}

}  // namespace

Adapted adapt(const domain::Programme& programme, const domain::Record& record,
              const domain::AsOf& as_of, const domain::WeekLog& log,
              const std::vector<DecidedWeek>& decided, const knowledge::Catalogue& catalogue) {
    return answered(prescribe::adapt_week(programme, record, log, decided, catalogue), programme,
                    record, as_of, catalogue);
}

Result<Adapted> eased(const Adapted& proposed, const DoseEdit& edit,
                      const domain::Programme& programme, const domain::Record& record,
                      const domain::AsOf& as_of, const knowledge::Catalogue& catalogue) {
    SINEW_TRY(auto decision,
              prescribe::eased_week(proposed.decision, edit, programme, record, catalogue));
    return answered(std::move(decision), programme, record, as_of, catalogue);
}

}  // namespace sinew::care
