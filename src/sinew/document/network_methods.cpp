#include <sinew/base/text.hpp>
#include <sinew/document/evidence_json.hpp>
#include <sinew/document/evidence_network_json.hpp>

#include <fmt/format.h>

namespace sinew::document {
namespace {

using network::Tau2Method;

std::string counted(std::size_t number, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", number, number == 1 ? one : many);
}

std::string estimator(Tau2Method method) {
    switch (method) {
        case Tau2Method::common: return "a common effect was assumed for each comparison";
        case Tau2Method::dl:
            return "the heterogeneity variance, shared by all comparisons, was estimated by the "
                   "generalised method of moments (DerSimonian-Laird)";
        case Tau2Method::pm:
            return "the heterogeneity variance, shared by all comparisons, was estimated by the "
                   "Paule-Mandel equation";
        case Tau2Method::ml:
            return "the heterogeneity variance, shared by all comparisons, was estimated by "
                   "maximum "
                   "likelihood";
        case Tau2Method::reml:
            return "the heterogeneity variance, shared by all comparisons, was estimated by "
                   "restricted maximum likelihood";
    }
    return {};
}

}  // namespace

std::string network_methods(const care::NetworkAnswer& answer,
                            const knowledge::Citations& citations) {
    const care::NetworkQuestion& question = answer.question;
    std::vector<std::string> text, keys;
    const auto& measure = effect::spec_of(answer.ledger.measure);
    text.push_back(fmt::format(
        "A contrast-based frequentist network meta-analysis of {} ({}) comparing {} was fitted{}.",
        counted(answer.network.trials.size(), "study", "studies"),
        counted(answer.network.contrasts(), "contrast", "contrasts"),
        counted(answer.network.treatments.size(), "treatment", "treatments"),
        measure.measure == effect::Measure::GEN
            ? std::string{}
            : fmt::format(" to the {} ({})", measure.name, measure.code)));
    for (const std::string& step : answer.ledger.steps) text.push_back(step);
    if (answer.findings) {
        text.push_back(fmt::format(
            "Under consistency of direct and indirect evidence, {}; contrasts of one multi-arm "
            "trial "
            "were correlated by their shared arm in sampling and by one half in heterogeneity.",
            estimator(question.fit.method)));
        keys.push_back("lu2004");
        if (question.fit.method == Tau2Method::dl) keys.push_back("jackson2012");
        if (question.fit.method != Tau2Method::common && answer.findings->fit.df > 0) {
            text.push_back(question.fit.prediction == network::Prediction::hts
                               ? "Prediction intervals used Student's t with one degree of freedom "
                                 "less than the residual."
                               : "Prediction intervals added the heterogeneity variance to the "
                                 "squared standard error.");
            if (question.fit.prediction == network::Prediction::hts) keys.push_back("higgins2009");
        }
        text.push_back(fmt::format(
            "Treatments were ranked by P-scores, small values being {}; rank probabilities and "
            "SUCRA "
            "came from {} draws of the estimates (seed {}).",
            answer.small == network::Small::good ? "good" : "bad", question.draws, question.seed));
        keys.push_back("ruecker2015");
        keys.push_back("salanti2011");
        text.push_back(
            "Inconsistency was examined by the decomposition of Q within and between designs and "
            "by "
            "the Wald test of the full design-by-treatment interaction model.");
        keys.push_back("krahn2013");
        keys.push_back("higgins2012");
        if (!answer.findings->loops.loops.empty()) {
            text.push_back(
                "In every closed loop of three or four comparisons direct evidence was compared "
                "with indirect evidence (Bucher), at the heterogeneity of the network, with what "
                "contrasts of multi-arm trials share.");
            keys.push_back("bucher1997");
            keys.push_back("veroniki2013");
        }
        if (question.split) {
            text.push_back(
                "Direct and indirect evidence were separated by back-calculation and by models "
                "that "
                "split one comparison at a time, with the disagreement shared equally in multi-arm "
                "trials.");
            keys.push_back("koenig2013");
            keys.push_back("dias2010");
            keys.push_back("white2015");
        }
        if (answer.findings->contributions) {
            const bool shortest = question.paths == network::Paths::shortest;
            text.push_back(fmt::format(
                "The contribution of each study to each comparison was computed from the flow of "
                "evidence, parted into paths by {}.",
                shortest ? "shortest paths" : "a random walk"));
            keys.push_back(shortest ? "papakonstantinou2018" : "ruecker2024");
        }
    }
    if (answer.components) {
        text.push_back(fmt::format(
            "An additive component model treated \"{}\" in names of treatments as a sum of "
            "components{}.",
            answer.components->settings.separator,
            answer.components->settings.inactive.empty()
                ? std::string{}
                : fmt::format(", {} having no effect of its own",
                              answer.components->settings.inactive)));
        keys.push_back("welton2009");
        keys.push_back("ruecker2020");
    }
    text.push_back(fmt::format("Intervals are {} % intervals by the {} distribution. Sinew.",
                               number_text(100 * question.fit.level),
                               question.fit.test == network::Test::z ? "normal" : "t"));
    for (const std::string& key : answer.ledger.references) keys.push_back(key);
    return methods_paragraph(text, keys, citations);
}

}  // namespace sinew::document
