#include <sinew/care/prescribe_use.hpp>
#include <sinew/care/screening_use.hpp>
#include <sinew/prescribe/plan.hpp>

namespace sinew::care {

Prescription prescribe(const domain::Record& record, const domain::AsOf& as_of, const knowledge::Catalogue& catalogue) {
    Prescription answer;
    answer.as_of = as_of;
    if (record.person.deceased) {
        answer.kind = AnswerKind::not_applicable;
        return answer;
    }
    answer.clearance = screen_record(record, as_of.day(), catalogue);
    if (!answer.clearance.training_allowed()) return answer;
    answer.kind = AnswerKind::programme;
    answer.programme = prescribe::plan_programme(record, answer.clearance, as_of.day(), catalogue);
    return answer;
}

}  // namespace sinew::care
