#include <sinew/document/proof_json.hpp>
#include <sinew/document/scenario_reader.hpp>

#include <algorithm>

namespace sinew::document {
namespace {

constexpr const char* kOracle = "SUNDIALS CVODE, Adams, restarted at midnight and at kinks";

OrderedJson stepper_json(const care::StepperDistance& one) {
    const model::StepDistance& distance = one.distance;
    OrderedJson json{{"name", one.name}};
    if (one.evaluations > 0) json["evaluations_a_day"] = one.evaluations;
    json["relative"] = distance.relative;
    json["worst"] = model::kStateNames[distance.worst].symbol;
    json["vas_points"] = distance.vas.largest;
    json["vas_day"] = distance.vas.day;
    OrderedJson states = OrderedJson::array();
    for (std::size_t i = 0; i < distance.states.size(); ++i)
        states.push_back({{"state", model::kStateNames[i].symbol},
                          {"largest", distance.states[i].largest},
                          {"day", distance.states[i].day}});
    json["states"] = std::move(states);
    return json;
}

std::string_view word_of(care::CheckOutcome outcome) noexcept {
    switch (outcome) {
        case care::CheckOutcome::pass: return "pass";
        case care::CheckOutcome::fail: return "fail";
        case care::CheckOutcome::known_fail: return "known_fail";
    }
    return "";
}

}  // namespace

Checked<std::map<std::string, care::Scenario>> read_courses(const knowledge::PackSource& source) {
    const auto lines = knowledge::load_model_courses(source);
    if (!lines) return tl::make_unexpected(lines.error());
    std::map<std::string, care::Scenario> courses;
    for (const auto& [id, line] : *lines) {
        auto read = read_scenario(line, "model/courses.json:" + id);
        if (!read) return tl::make_unexpected(std::move(read).error());
        courses.emplace(id, std::move(read->scenario));
    }
    return courses;
}

OrderedJson oracle_json(const std::string& id, const care::OracleAnswer& answer) {
    OrderedJson json{{"id", id}, {"kind", answer.bout ? "bout" : "course"}, {"oracle", kOracle}};
    json["last"] = answer.last;
    if (answer.bout) {
        OrderedJson states = OrderedJson::array();
        for (const care::BoutGap& gap : answer.gaps)
            states.push_back(
                {{"state", gap.state}, {"largest", gap.largest}, {"minute", gap.minute}});
        json["states"] = std::move(states);
        return json;
    }
    json["oracle_evaluations_a_day"] = answer.evaluations;
    OrderedJson steppers = OrderedJson::array();
    for (const care::StepperDistance& one : answer.steppers) steppers.push_back(stepper_json(one));
    json["steppers"] = std::move(steppers);
    return json;
}

OrderedJson steps_json(const std::vector<std::string>& courses, int last,
                       const std::vector<care::StepperDistance>& table) {
    OrderedJson json{{"oracle", kOracle}, {"courses", courses}, {"last", last}};
    OrderedJson steppers = OrderedJson::array();
    for (const care::StepperDistance& one : table) steppers.push_back(stepper_json(one));
    json["steppers"] = std::move(steppers);
    return json;
}

OrderedJson checks_json(const std::vector<care::CheckAnswer>& answers) {
    OrderedJson checks = OrderedJson::array();
    std::size_t passed = 0, known = 0;
    for (const care::CheckAnswer& one : answers) {
        const knowledge::FaceCheck& check = *one.check;
        passed += one.outcome == care::CheckOutcome::pass ? 1U : 0U;
        known += one.outcome == care::CheckOutcome::known_fail ? 1U : 0U;
        checks.push_back({{"id", check.id},
                          {"kind", check.independent ? "independent" : "reproduction"},
                          {"outcome", word_of(one.outcome)},
                          {"value", one.value},
                          {"low", check.low},
                          {"high", check.high},
                          {"unit", {{"en", check.unit_en}, {"zh", check.unit_zh}}},
                          {"fact", {{"en", check.fact_en}, {"zh", check.fact_zh}}},
                          {"course", check.course},
                          {"quantity", check.quantity},
                          {"sets", check.sets},
                          {"source", check.source},
                          {"status", check.status}});
    }
    return {{"calibrated", false},
            {"checks", std::move(checks)},
            {"passed", passed},
            {"known", known},
            {"failed", answers.size() - passed - known}};
}

}  // namespace sinew::document
