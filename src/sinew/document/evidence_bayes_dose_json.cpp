#include <sinew/document/evidence_bayes_dose_json.hpp>
#include <sinew/document/evidence_dose_words.hpp>
#include <sinew/document/evidence_json.hpp>

#include <fmt/format.h>

namespace sinew::document {
namespace {

void put_summary(OrderedJson& json, const bayes::Summary& summary) {
    json["b"] = number_or_null(summary.mean);
    json["se"] = number_or_null(summary.sd);
    json["median"] = summary.median;
    json["ci_lb"] = number_or_null(summary.central.low);
    json["ci_ub"] = number_or_null(summary.central.high);
}

OrderedJson summary_json(const bayes::Summary& summary) {
    OrderedJson made = OrderedJson::object();
    put_summary(made, summary);
    return made;
}

std::string methods(const care::BayesDoseAnswer& answer, const knowledge::Citations& citations) {
    const auto& posterior = answer.posterior;
    const auto& priors = posterior.priors;
    const bool emax = posterior.shape == bayes::DoseShape::emax;
    std::vector<std::string> sentences{fmt::format(
        "{} treatments of {} studies were joined in a Bayesian dose-response network: each has {}, "
        "zero at dose 0, with heterogeneity between studies that arms of a study share by half.",
        posterior.network.agents.size(), posterior.network.studies.size(),
        emax ? std::string{"an Emax curve"}
             : fmt::format("a straight line, told by its height at a dose of {:.5g}",
                           posterior.network.unit))};
    if (!posterior.network.classes.empty())
        sentences.push_back(fmt::format(
            "Heights of the treatments of a class are exchangeable: normal about the mean of their "
            "class with one spread for all classes{}.",
            emax ? ", and the class has one ED50" : ""));
    sentences.push_back(fmt::format(
        "Priors: {} {}, {}tau {}{}.",
        posterior.network.classes.empty() ? "height of each treatment" : "mean of each class",
        name_of(priors.height),
        posterior.network.classes.empty()
            ? std::string{}
            : "spread of a class " + name_of(priors.class_spread) + ", ",
        name_of(priors.tau),
        emax ? fmt::format(", log ED50 normal about the log of {:.5g} with SD {:.3g}",
                           posterior.network.unit, priors.ed50_log_sd)
             : std::string{}));
    const auto& sampler = posterior.questions.sampler;
    sentences.push_back(fmt::format(
        "{} chains of {} draws after {} of warm-up were drawn by the No-U-Turn sampler (seed {}).",
        sampler.chains, sampler.each, sampler.warm_up, sampler.seed));
    return methods_paragraph(
        sentences, {"mawdsley2016", "hoffman2014", "betancourt2017", "vehtari2021"}, citations);
}

}  // namespace

OrderedJson bayes_dose_json(const care::BayesDoseAnswer& from,
                            const knowledge::Citations& citations) {
    const auto& posterior = from.posterior;
    const auto& network = posterior.network;
    const auto& asked = posterior.questions.of_effects;
    const bool emax = posterior.shape == bayes::DoseShape::emax, classes = !network.classes.empty();
    OrderedJson json{{"k", network.studies.size()}, {"method", "Bayes, sampled"}};
    json["curve"] = emax ? "emax" : "linear";
    json["measure"] = measure_name(from.table.measure);
    json["dose_unit"] =
        from.table.unit.empty() ? OrderedJson(nullptr) : OrderedJson(from.table.unit);
    json["unit_dose"] = network.unit;
    json["mu_prior"] = name_of(posterior.priors.height);
    json["class_prior"] =
        classes ? OrderedJson(name_of(posterior.priors.class_spread)) : OrderedJson(nullptr);
    json["tau_prior"] = name_of(posterior.priors.tau);
    json["ed50_prior"] = emax ? OrderedJson(fmt::format("log-normal about {:.5g}, SD of log {:.3g}",
                                                        network.unit, posterior.priors.ed50_log_sd))
                              : OrderedJson(nullptr);
    json["level"] = asked.level;
    json["benefit"] = asked.benefit == bayes::Benefit::lower ? "lower" : "higher";
    json["mid"] = number_or_null(asked.minimal_important);
    json["tau"] = summary_json(posterior.tau);
    json["class_spread"] =
        posterior.class_spread ? summary_json(*posterior.class_spread) : OrderedJson(nullptr);
    json["treatments"] = OrderedJson::array();
    for (std::size_t a = 0; a < network.agents.size(); ++a) {
        OrderedJson one{{"treatment", network.agents[a]}};
        one["class"] =
            classes ? OrderedJson(network.classes[network.class_of[a]]) : OrderedJson(nullptr);
        put_summary(one, posterior.heights[a]);
        json["treatments"].push_back(std::move(one));
    }
    json["classes"] = OrderedJson::array();
    for (std::size_t c = 0; c < network.classes.size(); ++c) {
        OrderedJson one{{"class", network.classes[c]}};
        put_summary(one, posterior.class_means[c]);
        one["new_treatment"] = summary_json(posterior.new_modality[c]);
        json["classes"].push_back(std::move(one));
    }
    json["ed50"] = OrderedJson::array();
    for (std::size_t e = 0; e < posterior.ed50.size(); ++e) {
        OrderedJson one{{"of", classes ? network.classes[e] : network.agents[e]}};
        put_summary(one, posterior.ed50[e]);
        json["ed50"].push_back(std::move(one));
    }
    json["curve_at"] = OrderedJson::array();
    for (const auto& point : posterior.points) {
        OrderedJson one{{"treatment", network.agents[point.agent]}, {"dose", point.dose}};
        put_summary(one, point.effect);
        one["p_benefit"] = point.chances.benefit;
        one["p_mid"] = number_or_null(point.chances.important);
        json["curve_at"].push_back(std::move(one));
    }
    const auto& sampler = posterior.questions.sampler;
    json["draws"] = {{"chains", sampler.chains},
                     {"each", sampler.each},
                     {"warm_up", sampler.warm_up},
                     {"seed", sampler.seed},
                     {"divergences", posterior.divergences},
                     {"cut_short", posterior.cut_short}};
    json["diagnostics"] = OrderedJson::array();
    for (const auto& [name, found] : posterior.parameters)
        json["diagnostics"].push_back({{"parameter", name},
                                       {"mean", number_or_null(found.mean)},
                                       {"sd", number_or_null(found.sd)},
                                       {"mcse", number_or_null(found.mcse_mean)},
                                       {"rhat", number_or_null(found.rhat)},
                                       {"ess_bulk", number_or_null(found.ess_bulk)},
                                       {"ess_tail", number_or_null(found.ess_tail)}});
    add_dose_rows(json, from.table);
    json["warnings"] = from.warnings;
    json["methods_text"] = methods(from, citations);
    return json;
}

}  // namespace sinew::document
