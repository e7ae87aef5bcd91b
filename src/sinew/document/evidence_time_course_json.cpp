#include <sinew/base/text.hpp>
#include <sinew/document/evidence_dose_words.hpp>
#include <sinew/document/evidence_json.hpp>
#include <sinew/document/evidence_time_course_json.hpp>

#include <fmt/format.h>

#include <cmath>

namespace sinew::document {
namespace {

using dose_response::TimeVerdict;

std::string_view verdict_name(TimeVerdict verdict) {
    switch (verdict) {
        case TimeVerdict::identified: return "identified";
        case TimeVerdict::given: return "given";
        case TimeVerdict::growing: return "growing";
        case TimeVerdict::immediate: return "immediate";
        case TimeVerdict::flat: return "flat";
    }
    return "";
}

OrderedJson end_json(const dose_response::ProfileEnd& end) {
    return end.open ? OrderedJson(nullptr) : number_or_null(end.value);
}

OrderedJson matrix_json(const numerics::Matrix& matrix) {
    OrderedJson rows = OrderedJson::array();
    for (std::size_t i = 0; i < matrix.rows; ++i) rows.push_back(numbers_or_null(matrix.row(i)));
    return rows;
}

OrderedJson constant_json(const dose_response::TimeCourseFit& fit) {
    const bool found = fit.verdict != TimeVerdict::given;
    const double half = std::log(2.0);
    OrderedJson made{{"verdict", verdict_name(fit.verdict)},
                     {"value", number_or_null(fit.constant)},
                     {"log_se", number_or_null(fit.se_log_constant)}};
    made["ci_lb"] = found ? end_json(fit.constant_lb) : OrderedJson(nullptr);
    made["ci_ub"] = found ? end_json(fit.constant_ub) : OrderedJson(nullptr);
    made["half_time"] = number_or_null(fit.constant * half);
    made["words"] = fit.words.empty() ? OrderedJson(nullptr) : OrderedJson(fit.words);
    return made;
}

std::string methods(const care::TimeCourseAnswer& answer, const knowledge::Citations& citations) {
    const auto& fit = answer.fit;
    std::vector<std::string> sentences{fmt::format(
        "Dose and time were modelled together in {} effects of {} studies: the effect of a dose "
        "grows as 1 - exp(-t / T) towards {}.",
        fit.rows, fit.k,
        answer.question.dose.curve == care::DoseCurve::emax
            ? std::string{"Emax d / (ED50 + d)"}
            : fmt::format("a curve over the dose ({})", curve_name(answer.question.dose.curve)))};
    sentences.push_back(fmt::format(
        "Effects of one study at different times share the correlation {} of an arm with itself{}; "
        "effects of one time share their reference arm.",
        number_text(answer.rho), answer.question.rho ? "" : ", which was assumed"));
    if (fit.verdict == TimeVerdict::given)
        sentences.push_back(
            fmt::format("The time constant was taken as {} and not estimated; the "
                        "curve was estimated by {}.",
                        number_text(fit.constant), method_name(fit.settings.between)));
    else
        sentences.push_back(fmt::format(
            "All numbers were estimated together by maximum likelihood{}; the interval of the time "
            "constant is by profile likelihood.",
            fit.settings.between == dose_response::Between::common
                ? ", with one curve for all studies"
                : ", with a curve that varies between studies and one time constant"));
    return methods_paragraph(sentences, {"pedder2019", "mawdsley2016"}, citations);
}

}  // namespace

OrderedJson evidence_time_course_json(const care::TimeCourseAnswer& from,
                                      const knowledge::Citations& citations) {
    const auto& fit = from.fit;
    OrderedJson answer{{"k", fit.k}, {"rows", fit.rows}};
    answer["curve"] = curve_name(from.question.dose.curve);
    answer["time_course"] = "exponential";
    answer["method"] = method_name(fit.settings.between);
    answer["test"] = "z";
    answer["level"] = 100 * fit.settings.level;
    answer["measure"] = measure_name(from.table.measure);
    answer["dose_unit"] =
        from.table.unit.empty() ? OrderedJson(nullptr) : OrderedJson(from.table.unit);
    answer["time_column"] = from.question.time_column;
    answer["rho"] = from.rho;
    answer["rho_assumed"] = !from.question.rho.has_value();
    answer["reference"] = from.reference;
    answer["first_time"] = fit.first_time;
    answer["last_time"] = fit.last_time;
    answer["time_constant"] = constant_json(fit);
    answer["names"] = fit.names;
    answer["b"] = numbers_or_null(fit.b);
    answer["se"] = numbers_or_null(fit.se);
    answer["stat"] = numbers_or_null(fit.stat);
    answer["pval"] = numbers_or_null(fit.pval);
    answer["ci_lb"] = numbers_or_null(fit.ci_lb);
    answer["ci_ub"] = numbers_or_null(fit.ci_ub);
    if (fit.ed50)
        answer["ed50"] = {{"value", number_or_null(*fit.ed50)},
                          {"log_se", number_or_null(fit.se_log_ed50)},
                          {"ci_lb", end_json(fit.ed50_lb)},
                          {"ci_ub", end_json(fit.ed50_ub)}};
    answer["G"] = matrix_json(fit.between);
    answer["ll"] = number_or_null(fit.log_likelihood);
    answer["ll_whole_at_once"] = number_or_null(fit.whole_log_likelihood);
    answer["QE"] = number_or_null(fit.q);
    answer["QE_df"] = fit.q_degrees;
    answer["QEp"] = number_or_null(fit.q_p);
    OrderedJson others = OrderedJson::array(), places = OrderedJson::array();
    for (const care::RhoAnswer& other : from.other_rhos)
        others.push_back({{"rho", other.rho},
                          {"time_constant", number_or_null(other.constant)},
                          {"b", numbers_or_null(other.b)}});
    answer["other_rho"] = std::move(others);
    for (const auto& place : from.places)
        places.push_back({{"dose", place.dose},
                          {"time", place.time},
                          {"pred", number_or_null(place.effect)},
                          {"se", number_or_null(place.se)},
                          {"ci_lb", number_or_null(place.ci_lb)},
                          {"ci_ub", number_or_null(place.ci_ub)},
                          {"pi_lb", number_or_null(place.pi_lb)},
                          {"pi_ub", number_or_null(place.pi_ub)}});
    answer["course_at"] = std::move(places);
    OrderedJson points = OrderedJson::array();
    for (const auto& study : from.studies)
        for (std::size_t i = 0; i < study.effects.size(); ++i)
            points.push_back({{"study", study.name},
                              {"dose", study.doses[i]},
                              {"time", study.times[i]},
                              {"yi", number_or_null(study.effects[i])},
                              {"vi", number_or_null(study.covariance.at(i, i))}});
    answer["points"] = std::move(points);
    add_dose_rows(answer, from.table);
    answer["warnings"] = from.warnings;
    if (std::isnan(fit.se.front()))
        answer["warnings"].push_back(
            "se, stat, pval, ci_lb, ci_ub null: the whole effect cannot be told from its growth");
    answer["methods_text"] = methods(from, citations);
    return answer;
}

}  // namespace sinew::document
