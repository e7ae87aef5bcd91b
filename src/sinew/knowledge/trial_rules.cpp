#include <sinew/knowledge/trial_rules.hpp>

#include <algorithm>

namespace sinew::knowledge {
namespace {

std::string maybe_text(const Node& node, std::string_view key) {
    const auto member = node.maybe(key);
    return member ? member->text() : std::string{};
}

/// The value of {"value": .., "status": .., "note": ..}.
double value_of(const Node& node, std::string_view key) {
    return node.get(key).get("value").number();
}

SynthesisOutcome read_outcome(const Node& node) {
    SynthesisOutcome outcome;
    outcome.id = node.get("id").text();
    outcome.direction = node.get("direction").one_of<Better>();
    outcome.self_reported = node.get("self_reported").yes();
    outcome.important_difference = value_of(node, "important_difference");
    outcome.important_status = node.get("important_difference").get("status").text();
    if (!(outcome.important_difference > 0))
        node.get("important_difference").fault("not above zero", "give a size on the SMD scale");
    return outcome;
}

PriorSpec read_prior(const Node& node) {
    PriorSpec prior;
    prior.id = node.get("id").text();
    prior.outcome = node.get("outcome").text();
    prior.modality = node.get("modality").text();
    if (prior.modality != "any" && !domain::named<TrialModality>(prior.modality))
        node.get("modality")
            .fault("unknown modality", "use any or one of: " + domain::all_names<TrialModality>());
    prior.course = node.get("course").one_of<Course>();
    prior.rule = node.get("rule").one_of<PriorRule>();
    prior.grade = node.get("grade").text();
    prior.status = node.get("status").text();
    if (prior.rule != PriorRule::given) {
        prior.from = node.get("from").text();
        return prior;
    }
    prior.mean = node.get("mean").number();
    prior.sd = node.get("sd").number();
    if (!(prior.sd.value_or(0) > 0))
        node.get("sd").fault("not above zero", "give a standard deviation");
    return prior;
}

CertaintyRules read_certainty(const Node& node) {
    CertaintyRules rules;
    rules.optimal_information_size = value_of(node, "optimal_information_size");
    rules.i2_serious = value_of(node, "i2_serious");
    rules.i2_very_serious = value_of(node, "i2_very_serious");
    rules.small_study_tests_from = node.get("small_study_tests_from").get("value").whole();
    rules.mixed_share = value_of(node, "mixed_share");
    rules.contribution_serious = value_of(node, "contribution_serious");
    rules.contribution_very_serious = value_of(node, "contribution_very_serious");
    rules.incoherence_serious_p = value_of(node, "incoherence_serious_p");
    rules.incoherence_very_serious_p = value_of(node, "incoherence_very_serious_p");
    rules.risk_of_bias_self_reported = node.get("risk_of_bias_self_reported").get("value").whole();
    rules.risk_of_bias_unassessed = node.get("risk_of_bias_unassessed").get("value").whole();
    rules.indirectness = node.get("indirectness").get("value").whole();
    return rules;
}

}  // namespace

const SynthesisOutcome* SynthesisRules::outcome(std::string_view id) const noexcept {
    const auto found = std::find_if(outcomes.begin(), outcomes.end(),
                                    [&](const SynthesisOutcome& o) { return o.id == id; });
    return found == outcomes.end() ? nullptr : &*found;
}

void read_synthesis_rules(const Json& json, const std::string& name, SynthesisRules& rules,
                          Faults& faults) {
    const Node root{json, name + ":", faults};
    rules.version = root.get("version").text();
    rules.status = maybe_text(root, "status");
    for (const Node& node : root.get("outcomes").items())
        rules.outcomes.push_back(read_outcome(node));
    for (const Node& node : root.get("priors").items()) {
        rules.priors.push_back(read_prior(node));
        if (!rules.outcome(rules.priors.back().outcome))
            node.get("outcome").fault("unknown outcome", "name one of `outcomes`");
    }
    for (const Node& node : root.get("subgroup_checks").items())
        rules.subgroup_checks.push_back({node.get("id").text(), node.get("rows").texts()});
    rules.certainty = read_certainty(root.get("certainty"));
    rules.tau_prior_scale = value_of(root, "tau_prior_scale");
    rules.prediction_tau = value_of(root, "prediction_tau");
    rules.baseline_difference = value_of(root, "baseline_difference");
    rules.yijinjing_sd_factor = value_of(root, "yijinjing_sd_factor");
    rules.yijinjing_grade_steps = root.get("yijinjing_grade_steps").get("value").whole();
}

}  // namespace sinew::knowledge
