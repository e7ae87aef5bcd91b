#include <sinew/base/text.hpp>
#include <sinew/document/evidence_bias_json.hpp>
#include <sinew/document/evidence_json.hpp>
#include <sinew/document/evidence_pool_json.hpp>

#include <fmt/format.h>

#include <cmath>

namespace sinew::document {
namespace {

void put_interval(OrderedJson& json, const pooling::Coefficient& one, bool exponentiate) {
    json["b"] = number_or_null(one.b);
    json["se"] = number_or_null(one.se);
    json["pval"] = number_or_null(one.pval);
    json["ci_lb"] = number_or_null(one.ci_lb);
    json["ci_ub"] = number_or_null(one.ci_ub);
    if (!exponentiate) return;
    json["exp_b"] = number_or_null(std::exp(one.b));
    json["exp_ci_lb"] = number_or_null(std::exp(one.ci_lb));
    json["exp_ci_ub"] = number_or_null(std::exp(one.ci_ub));
}

OrderedJson regression(const pooling::RegressionTest& test, bool exponentiate) {
    OrderedJson json = {
        {"model", pooling::code_of(test.spread)},  {"predictor", pooling::code_of(test.precision)},
        {"slope", number_or_null(test.slope.b)},   {"se", number_or_null(test.slope.se)},
        {"stat", number_or_null(test.slope.stat)}, {"ddf", number_or_null(test.ddf)},
        {"pval", number_or_null(test.slope.pval)}, {"tau2", number_or_null(test.tau2.value)}};
    if (test.has_limit) {
        json["limit"] = OrderedJson::object();
        put_interval(json["limit"], test.intercept, exponentiate);
    }
    return json;
}

OrderedJson filled(const pooling::TrimFill& made, bool exponentiate) {
    OrderedJson studies = OrderedJson::array();
    for (std::size_t i = 0; i < made.filled_yi.size(); ++i)
        studies.push_back({{"yi", made.filled_yi[i]}, {"vi", made.filled_vi[i]}});
    OrderedJson json = {{"estimator", pooling::code_of(made.estimator)},
                        {"side", pooling::code_of(made.side)},
                        {"k0", made.k0},
                        {"se_k0", number_or_null(made.se_k0)},
                        {"p_k0", number_or_null(made.p_k0)},
                        {"tau2", number_or_null(made.fit.tau2.value)},
                        {"filled", std::move(studies)}};
    put_interval(json, made.fit.mean, exponentiate);
    return json;
}

OrderedJson selection(const pooling::SelectionFit& made, bool exponentiate) {
    OrderedJson steps = OrderedJson::array();
    for (const pooling::SelectionStep& step : made.steps)
        steps.push_back({{"from", step.from},
                         {"to", step.to},
                         {"studies", step.studies},
                         {"delta", number_or_null(step.delta.b)},
                         {"se", number_or_null(step.delta.se)},
                         {"pval", number_or_null(step.delta.pval)},
                         {"ci_lb", number_or_null(step.delta.ci_lb)},
                         {"ci_ub", number_or_null(step.delta.ci_ub)}});
    OrderedJson json = {{"type", "stepfun"},
                        {"alternative", pooling::code_of(made.settings.alternative)},
                        {"tau2", number_or_null(made.tau2)},
                        {"se_tau2", number_or_null(made.se_tau2)},
                        {"LRT", number_or_null(made.LRT)},
                        {"LRT_df", made.LRT_df},
                        {"LRTp", number_or_null(made.LRTp)},
                        {"unselected_b", number_or_null(made.unselected_mean.b)},
                        {"steps", std::move(steps)}};
    put_interval(json, made.mean, exponentiate);
    return json;
}

std::string methods(const care::BiasAnswer& answer, const knowledge::Citations& citations) {
    MethodsWords words = pooling_methods(answer.effects, answer.settings);
    const auto say = [&](std::string sentence, std::initializer_list<std::string_view> sources) {
        words.sentences.push_back(std::move(sentence));
        for (const std::string_view source : sources) words.references.emplace_back(source);
    };
    if (answer.egger)
        say(fmt::format("Small-study effects were tested by regression of the effects on {} "
                        "(model {}).",
                        answer.egger->precision == pooling::Precision::standard_error
                            ? "their standard errors"
                            : pooling::code_of(answer.egger->precision),
                        pooling::code_of(answer.egger->spread)),
            {"egger1997"});
    if (answer.begg)
        say(fmt::format("The rank correlation of effects and variances was tested {}.",
                        answer.begg->exact ? "exactly" : "by a normal approximation"),
            {"begg1994"});
    if (answer.trim_fill)
        say(fmt::format("Trim and fill with estimator {} looked for missing studies on the {}.",
                        pooling::code_of(answer.trim_fill->estimator),
                        pooling::code_of(answer.trim_fill->side)),
            {"duval2000"});
    if (answer.pet_peese)
        say(fmt::format("The effect of a study without sampling error was estimated by PET-PEESE; "
                        "the regression on variances was taken when the intercept of the other had "
                        "p < {}.",
                        number_text(answer.pet_peese->threshold)),
            {"stanley2014"});
    if (answer.selection) {
        std::string ends;
        for (std::size_t i = 0; i + 1 < answer.selection->settings.steps.size(); ++i)
            ends += (i ? ", " : "") + number_text(answer.selection->settings.steps[i]);
        say(fmt::format("A selection model with a step function of {} p-values (steps at {}) was "
                        "fitted by maximum likelihood and tested by its likelihood ratio.",
                        answer.selection->settings.alternative == pooling::Alternative::two_sided
                            ? "two-sided"
                            : "one-sided",
                        ends),
            {"hedges1992", "vevea1995"});
    }
    say("Fewer than ten studies were taken as too few to tell.", {"sterne2011"});
    return methods_paragraph(words.sentences, words.references, citations);
}

}  // namespace

OrderedJson bias_json(const care::BiasAnswer& answer, bool exponentiate,
                      const knowledge::Citations& citations) {
    OrderedJson json = {{"k", answer.effects.size()},
                        {"measure", effect::spec_of(answer.effects.measure).code},
                        {"method", pooling::code_of(answer.settings.method)},
                        {"test", pooling::code_of(answer.settings.test)},
                        {"level", 100 * answer.settings.level},
                        {"can_tell", !answer.few}};
    put_interval(json, answer.fit.mean, exponentiate);
    json["tau2"] = number_or_null(answer.fit.tau2.value);
    json["egger"] = answer.egger ? regression(*answer.egger, exponentiate) : OrderedJson{};
    json["begg"] = answer.begg ? OrderedJson{{"tau", number_or_null(answer.begg->tau)},
                                             {"pval", number_or_null(answer.begg->pval)},
                                             {"exact", answer.begg->exact}}
                               : OrderedJson{};
    json["trim_fill"] = answer.trim_fill ? filled(*answer.trim_fill, exponentiate) : OrderedJson{};
    json["pet_peese"] = OrderedJson{};
    if (answer.pet_peese) {
        OrderedJson both = {{"takes", answer.pet_peese->takes_peese ? "PEESE" : "PET"},
                            {"threshold", answer.pet_peese->threshold}};
        put_interval(both, answer.pet_peese->estimate(), exponentiate);
        both["pet"] = regression(answer.pet_peese->pet, exponentiate);
        both["peese"] = regression(answer.pet_peese->peese, exponentiate);
        json["pet_peese"] = std::move(both);
    }
    json["selection"] =
        answer.selection ? selection(*answer.selection, exponentiate) : OrderedJson{};
    add_rows_and_warnings(json, answer.effects, answer.warnings);
    json["methods_text"] = methods(answer, citations);
    return json;
}

}  // namespace sinew::document
