#include <sinew/document/evidence_json.hpp>
#include <sinew/document/evidence_network_certainty_json.hpp>
#include <sinew/document/evidence_network_json.hpp>
#include <sinew/document/synthesis_json.hpp>

namespace sinew::document {
namespace {

OrderedJson comparison_json(const care::RatedComparison& one, const network::Network& network,
                            const care::Words& words) {
    OrderedJson json{{"treatment", network.treatments[one.treatment]},
                     {"other", network.treatments[one.other]},
                     {"b", number_or_null(one.told.b)},
                     {"se", number_or_null(one.told.se)},
                     {"ci_lb", number_or_null(one.told.ci_lb)},
                     {"ci_ub", number_or_null(one.told.ci_ub)},
                     {"pi_lb", number_or_null(one.told.pi_lb)},
                     {"pi_ub", number_or_null(one.told.pi_ub)},
                     {"n", number_or_null(one.inputs.numbers.n)},
                     {"incoherence_p", number_or_null(one.inputs.incoherence_p)}};
    json.update(certainty_json(one.certainty, words));
    OrderedJson parts = OrderedJson::array();
    for (const evidence::StudyShare& study : one.inputs.studies)
        parts.push_back({{"study", study.study},
                         {"share", study.share},
                         {"risk_of_bias", domain::name_of(study.risk_of_bias)},
                         {"indirectness", domain::name_of(study.indirectness)}});
    json["contributions"] = std::move(parts);
    return json;
}

}  // namespace

OrderedJson network_certainty_json(const care::NetworkCertaintyAnswer& answer,
                                   const care::Words& words,
                                   const knowledge::Citations& citations) {
    const care::NetworkAnswer& made = answer.network;
    const network::NetworkFit& fit = made.findings->fit;
    OrderedJson json{{"k", made.network.trials.size()},
                     {"measure", effect::spec_of(made.ledger.measure).code},
                     {"method", network::name_of(fit.settings.method)},
                     {"level", 100 * fit.settings.level},
                     {"reference", made.network.treatments[made.reference]},
                     {"tau2", number_or_null(fit.tau2)},
                     {"I2", number_or_null(fit.I2)},
                     {"comparisons", OrderedJson::array()}};
    for (const care::RatedComparison& one : answer.comparisons)
        json["comparisons"].push_back(comparison_json(one, made.network, words));
    add_rows_and_warnings(json, made.ledger, made.warnings);
    json["methods_text"] = methods_paragraph(
        {"Each study's contribution to each comparison was found from the flow of evidence; risk "
         "of bias and indirectness of a comparison are the studies' concerns (low 0, some 1, high "
         "2) weighted by contribution.",
         "Inconsistency rests on the heterogeneity of the network and the prediction interval, "
         "incoherence on direct against indirect evidence, imprecision on the interval and the "
         "people in the arms of the two treatments."},
        {"nikolakopoulou2020", "papakonstantinou2018", "guyatt2011"}, citations);
    return json;
}

}  // namespace sinew::document
