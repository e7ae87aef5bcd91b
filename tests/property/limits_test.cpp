// Law: no prescription exceeds a merged limit, and what is no clearance gives no training.
#include <gtest/gtest.h>
#include "property/law.hpp"
#include "property/programme_walk.hpp"

#include <cstdio>

namespace sinew::property {
namespace {

using namespace domain;

Broken broken_by(const RandomPerson& person) {
    const Record record = person.record();
    const auto answer = care::prescribe(record, person.today, catalogue());
    Broken broken;
    if (answer.kind != care::AnswerKind::programme) return broken;
    const Bound bound = bound_of(record, answer.clearance);
    check_dose(answer, bound, broken);
    check_week_limits(answer, bound, record, broken);
    check_targets(answer, bound, broken);
    check_exercises(answer, bound, record, broken);
    check_forms(answer, bound, broken);
    check_breath(answer, bound, broken);
    check_company(answer, bound, broken);
    check_spacing(answer, broken);
    check_treatment(answer, record, broken);
    check_structure(answer, broken);
    check_learning(answer, broken);
    return broken;
}

TEST(PrescriptionProperty, no_prescription_exceeds_a_limit) { hold(100000, broken_by); }

}  // namespace
}  // namespace sinew::property
