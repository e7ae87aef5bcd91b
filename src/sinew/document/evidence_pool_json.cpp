#include <sinew/base/text.hpp>
#include <sinew/document/evidence_json.hpp>
#include <sinew/document/evidence_multilevel_json.hpp>
#include <sinew/document/evidence_pool_json.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sinew::document {
namespace {

constexpr std::string_view kNoTau2 = "the common effect has no variance between studies";

/// Takes numbers in and keeps account of those that are not defined.
class Answer {
public:
    explicit Answer(OrderedJson start = OrderedJson::object()) : json_(std::move(start)) {}

    void put(const char* key, double value, std::string_view reason = {}) {
        json_[key] = number_or_null(value);
        if (std::isfinite(value) || reason.empty()) return;
        auto same =
            std::ranges::find(reasons_, reason, &std::pair<std::string, std::string>::second);
        if (same == reasons_.end())
            reasons_.emplace_back(key, reason);
        else
            same->first += std::string{", "} + key;
    }
    [[nodiscard]] OrderedJson& json() noexcept { return json_; }
    [[nodiscard]] std::vector<std::string> reasons() const {
        std::vector<std::string> made;
        for (const auto& [keys, reason] : reasons_)
            made.push_back(fmt::format("{} null: {}", keys, reason));
        return made;
    }

private:
    OrderedJson json_;
    std::vector<std::pair<std::string, std::string>> reasons_;  ///< keys, why
};

void put_settings(OrderedJson& json, const effect::Effects& effects,
                  const pooling::Settings& settings) {
    json["k"] = effects.size();
    json["measure"] = effect::spec_of(effects.measure).code;
    json["method"] = pooling::code_of(settings.method);
    json["test"] = pooling::code_of(settings.test);
    json["level"] = 100 * settings.level;
}

void put_heterogeneity(Answer& answer, const pooling::Settings& settings, const pooling::Tau2& tau2,
                       const pooling::Heterogeneity& heterogeneity,
                       const std::optional<care::Tau2Intervals>& intervals) {
    const std::string_view no_se = settings.method == pooling::Method::common ? kNoTau2
                                   : settings.tau2 ? "tau2 was given, not estimated"
                                                   : "the estimator has no standard error here";
    answer.put("tau2", tau2.value);
    answer.put("se_tau2", tau2.se, no_se);
    answer.put("QE", heterogeneity.QE);
    answer.put("QEp", heterogeneity.QEp);
    answer.put("I2", heterogeneity.I2);
    answer.put("H2", heterogeneity.H2);
    OrderedJson& json = answer.json();
    if (!intervals) return;
    const auto put = [&](const std::string& name, const pooling::Tau2Interval& interval) {
        json[name + "tau2_lb"] = interval.tau2.low;
        json[name + "tau2_ub"] = interval.tau2.high;
        json[name + "I2_lb"] = interval.I2.low;
        json[name + "I2_ub"] = interval.I2.high;
        json[name + "H2_lb"] = interval.H2.low;
        json[name + "H2_ub"] = interval.H2.high;
    };
    put("", intervals->profile);
    put("gq_", intervals->generalised);
}

void put_coefficient(Answer& answer, const pooling::Coefficient& one, bool exponentiate,
                     std::string_view no_test = "no degrees of freedom are left") {
    answer.put("b", one.b, no_test);
    answer.put("se", one.se, no_test);
    answer.put("stat", one.stat, std::isfinite(one.b) ? "the standard error is 0" : no_test);
    answer.put("pval", one.pval, no_test);
    answer.put("ci_lb", one.ci_lb, no_test);
    answer.put("ci_ub", one.ci_ub, no_test);
    if (!exponentiate) return;
    answer.put("exp_b", std::exp(one.b), no_test);
    answer.put("exp_ci_lb", std::exp(one.ci_lb), no_test);
    answer.put("exp_ci_ub", std::exp(one.ci_ub), no_test);
}

OrderedJson studies(const care::PoolAnswer& answer, bool exponentiate) {
    const double half = care::interval_half_width(100 * answer.settings.level);
    OrderedJson list = OrderedJson::array();
    for (std::size_t i = 0; i < answer.effects.size(); ++i) {
        const double y = answer.effects.yi[i], reach = half * std::sqrt(answer.effects.vi[i]);
        OrderedJson one = {{"row", answer.effects.rows[i].row},
                           {"label", answer.effects.rows[i].label},
                           {"yi", y},
                           {"vi", answer.effects.vi[i]},
                           {"ci_lb", y - reach},
                           {"ci_ub", y + reach},
                           {"weight", answer.weights[i]}};
        if (exponentiate) {
            one["exp_yi"] = std::exp(y);
            one["exp_ci_lb"] = std::exp(y - reach);
            one["exp_ci_ub"] = std::exp(y + reach);
        }
        if (answer.subgroups) one["subgroup"] = answer.subgroup_of[i];
        list.push_back(std::move(one));
    }
    return list;
}

OrderedJson subgroups(const care::PoolAnswer& answer, bool exponentiate) {
    OrderedJson groups = OrderedJson::array();
    for (const pooling::Subgroup& group : answer.subgroups->groups) {
        Answer one;
        one.json()["subgroup"] = group.name;
        one.json()["k"] = group.own.k;
        put_coefficient(one, group.own.mean, exponentiate);
        put_heterogeneity(one, answer.settings, group.own.tau2, group.own.heterogeneity, {});
        one.put("pi_lb", group.own.prediction.low);
        one.put("pi_ub", group.own.prediction.high);
        one.put("shared_b", group.shared.b);
        one.put("shared_se", group.shared.se);
        one.put("shared_ci_lb", group.shared.ci_lb);
        one.put("shared_ci_ub", group.shared.ci_ub);
        groups.push_back(one.json());
    }
    const pooling::BetweenTest& separate = answer.subgroups->separate;
    const pooling::Fit& shared = answer.subgroups->shared;
    return {{"column", answer.subgroup_column},
            {"groups", std::move(groups)},
            {"QB", number_or_null(separate.Q)},
            {"QB_df", separate.df},
            {"QBp", number_or_null(separate.p)},
            {"shared_tau2", number_or_null(shared.tau2.value)},
            {"shared_QM", number_or_null(shared.QM)},
            {"shared_QM_df", shared.QM_df},
            {"shared_QMp", number_or_null(shared.QMp)}};
}

/// What the method of counts tells beside the mean: tables, tests and their reasons to be absent.
void put_counts(Answer& answer, const care::PoolAnswer& of) {
    const pooling::CountPooling& pooled = of.counts->pooled;
    const bool peto = of.counts->method == care::CountMethod::peto;
    const std::string_view no_test =
        peto ? "Peto's method is its own test" : "the test is of odds and rate ratios with events";
    const std::string_view no_tarone =
        peto ? "Peto's method is its own test"
             : "the test is of odds ratios, with two tables of events or more";
    answer.json()["k_yi"] = pooled.k_yi;
    answer.put("MH", pooled.mh.statistic, no_test);
    answer.put("MHp", pooled.mh.pval, no_test);
    answer.put("CO", pooled.cochran.statistic, no_test);
    answer.put("COp", pooled.cochran.pval, no_test);
    answer.put("TA", pooled.tarone.statistic, no_tarone);
    if (std::isfinite(pooled.tarone.degrees)) answer.put("TA_df", pooled.tarone.degrees);
    answer.put("TAp", pooled.tarone.pval, no_tarone);
    OrderedJson tables = OrderedJson::array();
    for (const effect::CountRow& row : of.effects.counts) tables.push_back(row.row);
    answer.json()["tables_used"] = std::move(tables);
}

OrderedJson permutation(const pooling::Permutation& permuted, std::uint64_t seed) {
    return {{"permutations", permuted.permutations},
            {"exact", permuted.exact},
            {"failed", permuted.failed},
            {"seed", seed},
            {"pval", permuted.pval.size() == 1 ? OrderedJson(permuted.pval[0])
                                               : numbers_or_null(permuted.pval)},
            {"QMp", permuted.QMp}};
}

void say_permutation(MethodsWords& methods, const pooling::Permutation& permuted, bool signs,
                     std::uint64_t seed) {
    methods.sentences.push_back(fmt::format(
        "Permutation p values rest on {} {} of the {} ({}).", permuted.exact ? "all" : "a draw of",
        permuted.permutations, signs ? "signs of the effects" : "moderators among the studies",
        permuted.exact ? "exact" : fmt::format("seed {}", seed)));
    methods.references.emplace_back(signs ? "follmann1999" : "higgins2004");
}

void finish(Answer& answer, const effect::Effects& effects, std::vector<std::string> warnings,
            const MethodsWords& methods, const knowledge::Citations& citations) {
    for (std::string& reason : answer.reasons()) warnings.push_back(std::move(reason));
    add_rows_and_warnings(answer.json(), effects, warnings);
    answer.json()["methods_text"] =
        methods_paragraph(methods.sentences, methods.references, citations);
}

}  // namespace

OrderedJson pool_json(const care::PoolAnswer& answer, bool exponentiate,
                      const knowledge::Citations& citations) {
    const pooling::MeanFit& fit = answer.fit;
    const bool common = answer.settings.method == pooling::Method::common;
    const bool hts = answer.settings.prediction == pooling::Prediction::hts;
    Answer made;
    put_settings(made.json(), answer.effects, answer.settings);
    made.json()["method"] = method_code(answer);
    if (answer.counts) {
        made.json()["k"] = answer.counts->pooled.k;
        put_counts(made, answer);
    }
    put_coefficient(made, fit.mean, exponentiate,
                    answer.counts ? "the counts of all tables together do not define it"
                                  : "no degrees of freedom are left");
    if (std::isfinite(fit.ddf)) made.put("ddf", fit.ddf);
    put_heterogeneity(made, answer.settings, fit.tau2, fit.heterogeneity, answer.tau2);
    const std::string_view no_prediction =
        common ? "the common effect knows no spread of true effects"
        : hts  ? "t with k - 2 degrees of freedom needs three studies"
               : "no degrees of freedom are left";
    made.put("pi_lb", fit.prediction.low, no_prediction);
    made.put("pi_ub", fit.prediction.high, no_prediction);
    made.json()["pi"] = hts ? "hts" : "of_test";
    if (exponentiate && std::isfinite(fit.prediction.low)) {
        made.put("exp_pi_lb", std::exp(fit.prediction.low));
        made.put("exp_pi_ub", std::exp(fit.prediction.high));
    }
    if (!answer.counts) made.put("logLik", fit.log_likelihood);
    MethodsWords methods = answer.counts ? count_pooling_methods(answer)
                                         : pooling_methods(answer.effects, answer.settings);
    if (!common) {
        methods.sentences.push_back(fmt::format(
            "The {} % prediction interval takes {}.", number_text(100 * answer.settings.level),
            hts ? "t quantiles with k - 2 degrees of freedom" : "the quantiles of the test"));
        methods.references.emplace_back("higgins2009");
    }
    if (answer.subgroups) {
        made.json()["subgroups"] = subgroups(answer, exponentiate);
        methods.sentences.push_back(
            fmt::format("Subgroups by {} were pooled with a tau2 each and compared by the "
                        "chi-squared of their means, and with one tau2 for all by regression.",
                        answer.subgroup_column));
        methods.references.emplace_back("borenstein2009");
    }
    if (answer.robust) {
        const multilevel::RobustFit& robust = *answer.robust;
        made.json()["robust"] = {{"correction", correction_code(robust.settings.correction)},
                                 {"clusters", robust.clusters},
                                 {"se", number_or_null(robust.se[0])},
                                 {"df", number_or_null(robust.df[0])},
                                 {"stat", number_or_null(robust.stat[0])},
                                 {"pval", number_or_null(robust.pval[0])},
                                 {"ci_lb", number_or_null(robust.ci_lb[0])},
                                 {"ci_ub", number_or_null(robust.ci_ub[0])}};
        methods.sentences.push_back(fmt::format(
            "Cluster-robust standard errors ({}) over {} clusters were used beside the usual ones, "
            "with Satterthwaite degrees of freedom.",
            correction_code(robust.settings.correction), robust.clusters));
        methods.references.emplace_back("bell2002");
        methods.references.emplace_back("pustejovsky2018");
    }
    if (answer.permutation) {
        made.json()["permutation"] = permutation(*answer.permutation, answer.seed);
        say_permutation(methods, *answer.permutation, true, answer.seed);
    }
    made.json()["studies"] = studies(answer, exponentiate);
    finish(made, answer.effects, answer.warnings, methods, citations);
    return std::move(made.json());
}

OrderedJson regress_json(const care::RegressAnswer& answer, bool exponentiate,
                         const knowledge::Citations& citations) {
    const pooling::Fit& fit = answer.fit;
    Answer made;
    OrderedJson& json = made.json();
    put_settings(json, answer.effects, fit.settings);
    json["p"] = fit.p;
    const auto list = [&](const char* key, auto pick) {
        std::vector<double> values;
        for (const pooling::Coefficient& one : fit.coefficients) values.push_back(pick(one));
        json[key] = numbers_or_null(values);
        return std::ranges::all_of(values, [](double value) { return std::isfinite(value); });
    };
    json["names"] = answer.design.names;
    bool whole = list("b", [](const auto& one) { return one.b; });
    whole = list("se", [](const auto& one) { return one.se; }) && whole;
    whole = list("stat", [](const auto& one) { return one.stat; }) && whole;
    whole = list("pval", [](const auto& one) { return one.pval; }) && whole;
    whole = list("ci_lb", [](const auto& one) { return one.ci_lb; }) && whole;
    whole = list("ci_ub", [](const auto& one) { return one.ci_ub; }) && whole;
    if (exponentiate) {
        list("exp_b", [](const auto& one) { return std::exp(one.b); });
        list("exp_ci_lb", [](const auto& one) { return std::exp(one.ci_lb); });
        list("exp_ci_ub", [](const auto& one) { return std::exp(one.ci_ub); });
    }
    if (std::isfinite(fit.ddf)) made.put("ddf", fit.ddf);
    put_heterogeneity(made, fit.settings, fit.tau2, fit.heterogeneity, answer.tau2);
    made.put("QM", fit.QM, "a standard error is 0");
    made.put("QMp", fit.QMp, "no degrees of freedom are left");
    json["QM_df"] = fit.QM_df;
    json["terms"] = term_tests_json(answer.terms);
    made.put("R2", fit.R2,
             fit.settings.tau2
                 ? "tau2 was given, not estimated"
                 : "it compares with an intercept alone, and this model has none, or nothing else");
    made.put("logLik", fit.log_likelihood);
    OrderedJson covariance = OrderedJson::array();
    for (std::size_t row = 0; row < fit.p; ++row)
        covariance.push_back(numbers_or_null(fit.covariance.row(row)));
    json["vb"] = std::move(covariance);
    MethodsWords methods = pooling_methods(answer.effects, fit.settings);
    methods.sentences.push_back(
        fmt::format("Effects were regressed on {}; text columns became contrasts with their first "
                    "level in byte order.",
                    answer.design.moderators.empty() ? "an intercept alone"
                                                     : join(answer.design.moderators, ", ")));
    if (answer.design.interacts())
        methods.sentences.push_back(fmt::format(
            "Interactions are products of their columns; the coefficients of each were tested "
            "together, given all others, by {}.",
            std::isfinite(fit.ddf) ? "an F test" : "a Wald chi-squared"));
    if (answer.permutation) {
        json["permutation"] = permutation(*answer.permutation, answer.seed);
        say_permutation(methods, *answer.permutation, fit.p == 1 && fit.intercept, answer.seed);
    }
    std::vector<std::string> warnings = answer.warnings;
    if (!whole)
        warnings.emplace_back("numbers that are null need degrees of freedom that are not left");
    finish(made, answer.effects, std::move(warnings), methods, citations);
    return std::move(json);
}

}  // namespace sinew::document
