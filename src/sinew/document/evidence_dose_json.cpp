#include <sinew/document/evidence_dose_json.hpp>
#include <sinew/document/evidence_dose_words.hpp>
#include <sinew/document/evidence_json.hpp>

#include <cmath>

namespace sinew::document {
namespace {

using dose_response::CurveFit;
using dose_response::EmaxFit;

OrderedJson matrix_json(const numerics::Matrix& matrix) {
    OrderedJson rows = OrderedJson::array();
    for (std::size_t i = 0; i < matrix.rows; ++i) rows.push_back(numbers_or_null(matrix.row(i)));
    return rows;
}

std::vector<double> exponentials(const std::vector<double>& values) {
    std::vector<double> made;
    for (const double value : values) made.push_back(std::exp(value));
    return made;
}

void add_coefficients(OrderedJson& answer, const CurveFit& fit, bool transform) {
    answer["names"] = fit.names;
    answer["b"] = numbers_or_null(fit.b);
    answer["se"] = numbers_or_null(fit.se);
    answer["stat"] = numbers_or_null(fit.stat);
    answer["pval"] = numbers_or_null(fit.pval);
    answer["ci_lb"] = numbers_or_null(fit.ci_lb);
    answer["ci_ub"] = numbers_or_null(fit.ci_ub);
    if (transform) {
        answer["b_exp"] = numbers_or_null(exponentials(fit.b));
        answer["ci_lb_exp"] = numbers_or_null(exponentials(fit.ci_lb));
        answer["ci_ub_exp"] = numbers_or_null(exponentials(fit.ci_ub));
    }
    answer["vb"] = matrix_json(fit.vb);
    answer["ll"] = number_or_null(fit.log_likelihood);
    answer["QM"] = number_or_null(fit.qm);
    answer["QMp"] = number_or_null(fit.qm_p);
    answer["nonlinearity"] = fit.nonlinear ? OrderedJson{{"QM", number_or_null(*fit.nonlinear)},
                                                         {"df", fit.nonlinear_degrees},
                                                         {"QMp", number_or_null(*fit.nonlinear_p)}}
                                           : OrderedJson(nullptr);
    if (!fit.basis.knots.empty()) answer["knots"] = numbers_or_null(fit.basis.knots);
    if (!fit.basis.powers.empty()) {
        answer["powers"] = numbers_or_null(fit.basis.powers);
        answer["shift"] = fit.basis.shift;
    }
    const auto& spread = fit.heterogeneity;
    answer["G"] = matrix_json(spread.between);
    OrderedJson tau2 = OrderedJson::array();
    for (std::size_t j = 0; j < spread.between.rows; ++j)
        tau2.push_back(number_or_null(spread.between.at(j, j)));
    answer["tau2"] = std::move(tau2);
    answer["QE"] = number_or_null(spread.q);
    answer["QE_df"] = spread.degrees;
    answer["QEp"] = number_or_null(spread.q_p);
    answer["I2"] = number_or_null(spread.i2);
    answer["QE_each"] = numbers_or_null(spread.q_each);
    answer["QEp_each"] = numbers_or_null(spread.q_each_p);
    answer["fit"] = {{"deviance", number_or_null(fit.fit.deviance)},
                     {"df", fit.fit.degrees},
                     {"p", number_or_null(fit.fit.p)},
                     {"R2", number_or_null(fit.fit.r2)},
                     {"R2_adj", number_or_null(fit.fit.r2_adjusted)},
                     {"residuals", numbers_or_null(fit.fit.residuals)},
                     {"residual_doses", numbers_or_null(fit.fit.doses)}};
    OrderedJson studies = OrderedJson::array();
    for (const auto& study : fit.studies) {
        OrderedJson errors = OrderedJson::array();
        for (std::size_t j = 0; j < study.vb.rows; ++j)
            errors.push_back(number_or_null(std::sqrt(study.vb.at(j, j))));
        studies.push_back(
            {{"study", study.name}, {"b", numbers_or_null(study.b)}, {"se", std::move(errors)}});
    }
    answer["studies"] = std::move(studies);
}

OrderedJson end_json(const dose_response::ProfileEnd& end) {
    return end.open ? OrderedJson(nullptr) : number_or_null(end.value);
}

void add_emax(OrderedJson& answer, const EmaxFit& fit) {
    const char* verdict = fit.verdict == dose_response::EmaxVerdict::identified  ? "identified"
                          : fit.verdict == dose_response::EmaxVerdict::straight  ? "straight"
                          : fit.verdict == dose_response::EmaxVerdict::saturated ? "saturated"
                                                                                 : "flat";
    answer["emax"] = {{"verdict", verdict},
                      {"emax", number_or_null(fit.emax)},
                      {"emax_se", number_or_null(fit.se_emax)},
                      {"emax_ci_lb", end_json(fit.emax_lb)},
                      {"emax_ci_ub", end_json(fit.emax_ub)},
                      {"ed50", number_or_null(fit.ed50)},
                      {"log_ed50_se", number_or_null(fit.se_log_ed50)},
                      {"ed50_ci_lb", end_json(fit.ed50_lb)},
                      {"ed50_ci_ub", end_json(fit.ed50_ub)},
                      {"initial_slope", number_or_null(fit.initial_slope)},
                      {"tau2", number_or_null(fit.tau2)},
                      {"words", fit.words.empty() ? OrderedJson(nullptr) : OrderedJson(fit.words)}};
    answer["ll"] = number_or_null(fit.log_likelihood);
    answer["ll_linear"] = number_or_null(fit.linear_log_likelihood);
    answer["ll_null"] = number_or_null(fit.null_log_likelihood);
    answer["QM"] = number_or_null(fit.lr);
    answer["QMp"] = number_or_null(fit.lr_p);
}

void add_choice(OrderedJson& answer, const dose_response::FractionalChoice& choice) {
    OrderedJson candidates = OrderedJson::array(), steps = OrderedJson::array();
    candidates.push_back(
        {{"powers", OrderedJson::array()}, {"deviance", number_or_null(choice.null_deviance)}});
    for (const auto* list : {&choice.first, &choice.second})
        for (const auto& one : *list)
            candidates.push_back({{"powers", numbers_or_null(one.powers)},
                                  {"deviance", number_or_null(one.deviance)}});
    for (const auto& step : choice.steps)
        steps.push_back({{"against", step.against},
                         {"difference", number_or_null(step.difference)},
                         {"df", step.degrees},
                         {"p", number_or_null(step.p)}});
    answer["fp_selection"] = {{"alpha", choice.settings.alpha},
                              {"shift", *choice.settings.shift},
                              {"dose_matters", choice.dose_matters},
                              {"steps", std::move(steps)},
                              {"candidates", std::move(candidates)}};
}

OrderedJson place_json(const care::DosePlace& place, bool transform) {
    OrderedJson made{{"dose", place.dose},
                     {"pred", number_or_null(place.effect)},
                     {"se", number_or_null(place.se)},
                     {"ci_lb", number_or_null(place.ci_lb)},
                     {"ci_ub", number_or_null(place.ci_ub)},
                     {"pi_lb", number_or_null(place.pi_lb)},
                     {"pi_ub", number_or_null(place.pi_ub)}};
    if (transform) {
        made["pred_exp"] = number_or_null(std::exp(place.effect));
        made["ci_lb_exp"] = number_or_null(std::exp(place.ci_lb));
        made["ci_ub_exp"] = number_or_null(std::exp(place.ci_ub));
    }
    return made;
}

void add_covariances(OrderedJson& answer, const care::DoseAnswer& from) {
    OrderedJson reports = OrderedJson::array();
    for (const auto& study : from.studies)
        if (study.table)
            reports.push_back({{"study", study.name},
                               {"cov_method", covariance_name(study.table->method)},
                               {"converged", true},
                               {"steps", study.table->steps},
                               {"largest_misfit", number_or_null(study.table->largest_misfit)},
                               {"cases", numbers_or_null(study.table->cases)},
                               {"totals", numbers_or_null(study.table->totals)}});
    answer["fitted_tables"] = std::move(reports);
}

}  // namespace

OrderedJson evidence_dose_json(const care::DoseAnswer& from, bool transform_exp,
                               const knowledge::Citations& citations) {
    OrderedJson answer;
    const auto* fit = std::get_if<CurveFit>(&from.fit);
    answer["k"] = from.studies.size();
    answer["rows"] = from.points.size();
    answer["curve"] = curve_name(from.question.curve);
    answer["stage"] =
        fit == nullptr || fit->settings.stage == dose_response::Stage::one ? "one" : "two";
    answer["method"] = fit != nullptr ? method_name(from.question.fit.between)
                       : from.question.fit.between == dose_response::Between::common ? "FE"
                                                                                     : "ML";
    answer["test"] = "z";
    answer["level"] = 100 * from.question.fit.level;
    answer["cov_method"] = covariance_name(from.question.contrasts.method);
    answer["measure"] = measure_name(from.table.measure);
    answer["dose_unit"] =
        from.table.unit.empty() ? OrderedJson(nullptr) : OrderedJson(from.table.unit);
    answer["reference"] = from.reference;
    answer["lowest_dose"] = from.lowest;
    answer["highest_dose"] = from.highest;
    if (fit != nullptr)
        add_coefficients(answer, *fit, transform_exp);
    else
        add_emax(answer, std::get<EmaxFit>(from.fit));
    if (from.choice) add_choice(answer, *from.choice);
    OrderedJson places = OrderedJson::array(), points = OrderedJson::array();
    for (const auto& place : from.places) places.push_back(place_json(place, transform_exp));
    for (const auto& point : from.points)
        points.push_back({{"study", point.study},
                          {"dose", point.dose},
                          {"yi", number_or_null(point.effect)},
                          {"vi", number_or_null(point.variance)}});
    answer["curve_at"] = std::move(places);
    answer["points"] = std::move(points);
    add_covariances(answer, from);
    add_dose_rows(answer, from.table);
    answer["warnings"] = from.warnings;
    answer["methods_text"] = dose_methods(from, citations);
    return answer;
}

}  // namespace sinew::document
