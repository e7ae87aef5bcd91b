#include <sinew/base/text.hpp>
#include <sinew/document/evidence_multilevel_json.hpp>

#include <fmt/format.h>

#include <cmath>

namespace sinew::document {

std::string_view correction_code(multilevel::Correction correction) {
    using multilevel::Correction;
    switch (correction) {
        case Correction::cr0: return "CR0";
        case Correction::cr1: return "CR1";
        case Correction::cr1p: return "CR1p";
        case Correction::cr1s: return "CR1S";
        case Correction::cr2: return "CR2";
    }
    return "";
}

namespace {

using care::MultilevelAnswer;
using multilevel::Component;

std::string_view words_of(multilevel::Structure structure) {
    switch (structure) {
        case multilevel::Structure::scaled: return "one variance";
        case multilevel::Structure::diagonal: return "a variance for each level, independent";
        case multilevel::Structure::compound: return "one variance and one correlation";
        case multilevel::Structure::hetero_compound:
            return "a variance for each level and one correlation";
        case multilevel::Structure::unstructured:
            return "a variance for each level and a correlation for each pair";
    }
    return "";
}

bool is_inner(const MultilevelAnswer& answer, std::size_t term) {
    return !answer.model.terms[term].inner.empty();
}

OrderedJson interval_json(const care::ComponentInterval& one) {
    OrderedJson made = {{"of", one.component == Component::variance ? "variance" : "correlation"},
                        {"index", one.index}};
    made["ci_lb"] = one.interval ? number_or_null(one.interval->lower) : OrderedJson(nullptr);
    made["ci_ub"] = one.interval ? number_or_null(one.interval->upper) : OrderedJson(nullptr);
    return made;
}

OrderedJson components_json(const MultilevelAnswer& answer) {
    OrderedJson list = OrderedJson::array();
    for (std::size_t term = 0; term < answer.fit.terms.size(); ++term) {
        const auto& fit = answer.fit.terms[term];
        OrderedJson one = {{"name", fit.name},
                           {"groups", fit.groups},
                           {"columns", answer.model.terms[term].inner_names},
                           {"structure", words_of(answer.model.terms[term].structure)},
                           {"variance", numbers_or_null(fit.variance)},
                           {"se_variance", numbers_or_null(fit.se_variance)},
                           {"I2", number_or_null(answer.shares.by_term[term])},
                           {"correlation", numbers_or_null(fit.correlation)},
                           {"se_correlation", numbers_or_null(fit.se_correlation)},
                           {"intervals", OrderedJson::array()}};
        for (const auto& interval : answer.intervals)
            if (interval.term == term) one["intervals"].push_back(interval_json(interval));
        list.push_back(std::move(one));
    }
    return list;
}

void add_component_lists(OrderedJson& made, const MultilevelAnswer& answer) {
    OrderedJson sigma2 = OrderedJson::array(), tau2 = sigma2, rho = sigma2;
    for (std::size_t term = 0; term < answer.fit.terms.size(); ++term) {
        const auto& fit = answer.fit.terms[term];
        for (const double value : fit.variance)
            (is_inner(answer, term) ? tau2 : sigma2).push_back(number_or_null(value));
        for (const double value : fit.correlation) rho.push_back(number_or_null(value));
    }
    made["sigma2"] = std::move(sigma2);
    made["tau2"] = std::move(tau2);
    made["rho"] = std::move(rho);
}

OrderedJson robust_json(const MultilevelAnswer& answer) {
    if (!answer.robust) return nullptr;
    const multilevel::RobustFit& robust = *answer.robust;
    OrderedJson tested = OrderedJson::array();
    for (const std::size_t column : robust.tested) tested.push_back(answer.design.names[column]);
    return {{"correction", correction_code(robust.settings.correction)},
            {"clusters", robust.clusters},
            {"se", numbers_or_null(robust.se)},
            {"df", numbers_or_null(robust.df)},
            {"stat", numbers_or_null(robust.stat)},
            {"pval", numbers_or_null(robust.pval)},
            {"ci_lb", numbers_or_null(robust.ci_lb)},
            {"ci_ub", numbers_or_null(robust.ci_ub)},
            {"tested", tested},
            {"F", number_or_null(robust.f)},
            {"df1", number_or_null(robust.df1)},
            {"df2", number_or_null(robust.df2)},
            {"Fp", number_or_null(robust.f_p)}};
}

OrderedJson groups_json(const MultilevelAnswer& answer) {
    OrderedJson list = OrderedJson::array();
    for (const auto& group : answer.groups) {
        const auto& columns = answer.model.terms[group.term].inner_names;
        list.push_back(
            {{"term", answer.fit.terms[group.term].name},
             {"group", answer.group_names[group.term][group.group]},
             {"column", columns.empty() ? OrderedJson(nullptr) : OrderedJson(columns[group.inner])},
             {"value", number_or_null(group.value)},
             {"se", number_or_null(group.se)},
             {"pi_lb", number_or_null(group.pi_lb)},
             {"pi_ub", number_or_null(group.pi_ub)}});
    }
    return list;
}

std::string random_sentence(const MultilevelAnswer& answer) {
    std::vector<std::string> parts;
    for (std::size_t term = 0; term < answer.fit.terms.size(); ++term)
        parts.push_back(is_inner(answer, term)
                            ? fmt::format("effects of {} ({})", answer.fit.terms[term].name,
                                          words_of(answer.model.terms[term].structure))
                            : fmt::format("intercepts of {} ({} groups)",
                                          answer.fit.terms[term].name,
                                          answer.fit.terms[term].groups));
    return join(parts, ", ");
}

std::string sampling_sentence(const MultilevelAnswer& answer) {
    if (answer.question.rho)
        return fmt::format(
            "Sampling errors of effects in one cluster were taken to correlate at {}.",
            number_text(*answer.question.rho));
    if (answer.question.covariance)
        return fmt::format("The covariances of sampling errors were given for {} pairs of effects.",
                           answer.model.v.pairs.size());
    return "Sampling errors were taken as independent.";
}

/// Reasons for what is null.
std::vector<std::string> reasons(const MultilevelAnswer& answer) {
    std::vector<std::string> made = answer.warnings;
    if (!answer.prediction)
        made.emplace_back(
            "pi_lb, pi_ub: a prediction interval is given for models without moderators");
    else if (!std::isfinite(answer.prediction->pi_lb))
        made.emplace_back(
            "pi_lb, pi_ub: the levels of an inner term have variances of their own, so there is no "
            "one prediction interval");
    if (!std::isfinite(answer.shares.i2))
        made.emplace_back(
            "I2: the levels of an inner term have variances of their own, so their shares are not "
            "defined");
    return made;
}

}  // namespace

std::string multilevel_methods(const MultilevelAnswer& answer,
                               const knowledge::Citations& citations) {
    std::vector<std::string> sentences = answer.effects.steps;
    std::vector<std::string> keys = answer.effects.references;
    const bool reml = answer.question.fit.criterion == multilevel::Criterion::reml;
    sentences.push_back(
        fmt::format("{} effects of {} studies were analysed with a linear mixed model with known "
                    "sampling variances and random {}.",
                    answer.fit.k, answer.studies, random_sentence(answer)));
    keys.insert(keys.end(), {"konstantopoulos2011", "viechtbauer2010"});
    sentences.push_back(sampling_sentence(answer));
    sentences.push_back(
        fmt::format("Variance components were estimated by {} with Newton steps to a slope below "
                    "1e-8 standard errors; tests and {} % "
                    "intervals of coefficients used {}.",
                    reml ? "restricted maximum likelihood" : "maximum likelihood",
                    number_text(100 * answer.fit.settings.level),
                    answer.question.fit.quantile == multilevel::Quantile::t
                        ? "the t distribution with k - p degrees of freedom"
                        : "the normal distribution"));
    keys.insert(keys.end(), {"harville1977", "gilmour1995"});
    if (!answer.design.moderators.empty())
        sentences.push_back("Moderators: " + join(answer.design.moderators, ", ") + ".");
    if (std::isfinite(answer.shares.i2)) {
        sentences.emplace_back(
            "I2 gives the share of each level in the sum of the variances and a typical sampling "
            "variance.");
        keys.emplace_back("higgins2002");
    }
    if (!answer.intervals.empty())
        sentences.emplace_back("Intervals of components follow the profile likelihood.");
    if (answer.robust) {
        sentences.push_back(fmt::format(
            "Cluster-robust standard errors ({}) over {} clusters were used with "
            "Satterthwaite degrees of freedom, and joint tests by "
            "the approximate Hotelling T-squared.",
            correction_code(answer.robust->settings.correction), answer.robust->clusters));
        keys.insert(keys.end(), {"bell2002", "pustejovsky2018"});
    }
    return methods_paragraph(sentences, keys, citations);
}

OrderedJson multilevel_json(const MultilevelAnswer& answer, const knowledge::Citations& citations) {
    const multilevel::MixedFit& fit = answer.fit;
    OrderedJson tested = OrderedJson::array();
    for (const std::size_t column : fit.tested) tested.push_back(answer.design.names[column]);
    OrderedJson made = {
        {"k", fit.k},
        {"p", fit.p},
        {"studies", answer.studies},
        {"clusters", answer.clusters},
        {"measure", effect::spec_of(answer.effects.measure).code},
        {"method", fit.settings.criterion == multilevel::Criterion::reml ? "REML" : "ML"},
        {"test", fit.settings.quantile == multilevel::Quantile::t ? "t" : "z"},
        {"level", 100 * fit.settings.level},
        {"random", answer.question.random},
        {"names", answer.design.names},
        {"b", numbers_or_null(fit.b)},
        {"se", numbers_or_null(fit.se)},
        {"stat", numbers_or_null(fit.stat)},
        {"pval", numbers_or_null(fit.pval)},
        {"ci_lb", numbers_or_null(fit.ci_lb)},
        {"ci_ub", numbers_or_null(fit.ci_ub)},
        {"components", components_json(answer)}};
    add_component_lists(made, answer);
    made["logLik"] = number_or_null(fit.log_likelihood);
    made["deviance"] = number_or_null(fit.deviance);
    made["AIC"] = number_or_null(fit.aic);
    made["BIC"] = number_or_null(fit.bic);
    made["AICc"] = number_or_null(fit.aicc);
    made["QE"] = number_or_null(fit.qe);
    made["QEp"] = number_or_null(fit.qe_p);
    made["QM"] = number_or_null(fit.qm);
    made["QMp"] = number_or_null(fit.qm_p);
    made["QM_names"] = std::move(tested);
    made["terms"] = term_tests_json(answer.terms);
    made["I2"] = number_or_null(answer.shares.i2);
    made["vt"] = number_or_null(answer.shares.typical);
    made["pi_lb"] =
        answer.prediction ? number_or_null(answer.prediction->pi_lb) : OrderedJson(nullptr);
    made["pi_ub"] =
        answer.prediction ? number_or_null(answer.prediction->pi_ub) : OrderedJson(nullptr);
    made["robust"] = robust_json(answer);
    made["groups"] = groups_json(answer);
    made["convergence"] = {{"steps", fit.convergence.steps},
                           {"starts", fit.convergence.starts},
                           {"evaluations", fit.convergence.evaluations},
                           {"gradient", fit.convergence.gradient},
                           {"other_top", fit.convergence.other_top}};
    add_rows_and_warnings(made, answer.effects, reasons(answer));
    made["methods_text"] = multilevel_methods(answer, citations);
    return made;
}

}  // namespace sinew::document
