#include <sinew/base/text.hpp>
#include <sinew/care/synthesis_use.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/evidence_input.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/cli/record_input.hpp>
#include <sinew/document/certainty_reader.hpp>
#include <sinew/document/evidence_network_certainty_json.hpp>
#include <sinew/document/synthesis_json.hpp>
#include <sinew/render/evidence_network_certainty_text.hpp>
#include <sinew/render/synthesis_text.hpp>

namespace sinew::cli {
namespace {

using evidence::CertaintyDomain;
using evidence::CertaintyInputs;

constexpr std::pair<std::string_view, CertaintyDomain> kJudged[] = {
    {"risk-of-bias", CertaintyDomain::risk_of_bias},
    {"inconsistency", CertaintyDomain::inconsistency},
    {"indirectness", CertaintyDomain::indirectness},
    {"imprecision", CertaintyDomain::imprecision},
    {"small-study", CertaintyDomain::small_study},
    {"incoherence", CertaintyDomain::incoherence}};

/// "1" or "1:no blinding".
std::vector<evidence::Judgement> judgements_of(const Call& call, Faults& faults) {
    std::vector<evidence::Judgement> list;
    for (const auto& [option, domain] : kJudged) {
        const auto words = call.text(option);
        if (!words) continue;
        const auto colon = words->find(':');
        const std::string steps = words->substr(0, colon);
        if (steps != "0" && steps != "1" && steps != "2") {
            faults.add(ErrorCode::bad_input, "--" + std::string{option}, "not 0, 1 or 2 steps",
                       "write 1, or 1:reason");
            continue;
        }
        list.push_back(
            {domain, steps[0] - '0',
             colon == std::string::npos ? "" : std::string{trim(words->substr(colon + 1))}});
    }
    return list;
}

/// From a pooled answer, or from effects that are pooled here.
Checked<CertaintyInputs> inputs_of(const Call& call, const knowledge::CertaintyRules& rules,
                                   std::vector<std::string>& warnings) {
    Faults faults;
    const std::string& path = call.arguments().at(0);
    const auto people = call.number("people", 1, 1e9, faults);
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    if (path != "-" && path.ends_with(".json")) {
        auto json = read_json_document(path);
        if (!json) return tl::make_unexpected(std::move(json).error());
        if (document::is_pool_answer(*json)) {
            auto inputs = document::read_pool_answer(*json, name_of_input(path));
            if (inputs && people) inputs->n = people;
            return inputs;
        }
    }
    auto effects = read_effects(call);
    if (!effects) return tl::make_unexpected(std::move(effects).error());
    warnings = effects->warnings;
    auto inputs = care::certainty_inputs(*effects, people, rules);
    if (inputs) return *inputs;
    faults.add(inputs.error());
    return tl::make_unexpected(std::move(faults));
}

OrderedJson inputs_json(const CertaintyInputs& in) {
    const auto number = [](const std::optional<double>& value) {
        return value ? OrderedJson(*value) : OrderedJson(nullptr);
    };
    return {{"k", in.k},
            {"n", number(in.n)},
            {"ci_lb", number(in.ci_lb)},
            {"ci_ub", number(in.ci_ub)},
            {"null", in.null_effect},
            {"important", number(in.important)},
            {"I2", number(in.I2)},
            {"tau2", number(in.tau2)},
            {"pi_lb", number(in.pi_lb)},
            {"pi_ub", number(in.pi_ub)},
            {"egger_p", number(in.egger_p)},
            {"randomised", in.randomised}};
}

/// Every comparison of a network, studies weighing by what they contribute.
Exit run_network_certainty(Call& call, const knowledge::CertaintyRules& rules,
                           const care::Catalogue& catalogue, care::NetworkCertaintyQuestion asked) {
    Faults faults;
    for (const char* option : {"people", "egger-p"})
        if (call.has(option))
            faults.add(ErrorCode::conflict, "--" + std::string{option},
                       "one number for many comparisons", "leave it away with --network");
    effect::EffectsQuestion read = effects_question(call, faults);
    care::NetworkQuestion network;
    network.table = {std::move(read.renames), read.measure, read.shape};
    network.reference = call.text("reference").value_or("");
    network.small = network::Small::good;  // ranks are not asked for
    if (!faults.none()) return refuse(call, faults);
    const auto table = read_study_table(call);
    if (!table) return refuse(call, table.error());
    const auto known = network_covariances(call);
    if (!known) return refuse(call, known.error());
    asked.every = call.has("every");
    const auto answer = care::network_certainty(*table, network, asked, rules, *known);
    if (!answer) return refuse(call, answer.error());
    const care::Words words = catalogue.words(call.settings.language, call.settings.framing);
    const OrderedJson json = document::network_certainty_json(*answer, words, catalogue.citations);
    OutputFiles files;
    files.add("-", call.settings.json
                       ? json.dump(1) + "\n"
                       : render::network_certainty_text(json, words,
                                                        page_style(call.out, call.has("explain"))));
    return files.write(call);
}

Exit run_certainty(Call& call) {
    const auto catalogue = catalogue_for(call, {care::Part::text, care::Part::citations});
    if (!catalogue) return refuse(call, catalogue.error());
    const auto rules = care::synthesis_rules(packs_of(call.settings));
    if (!rules) return refuse(call, rules.error());
    Faults faults;
    const auto judged = judgements_of(call, faults);
    const auto important = call.number("important", 1e-9, 1e9, faults);
    const auto null_effect = call.number("null", -1e9, 1e9, faults);
    const auto egger = call.number("egger-p", 0, 1, faults);
    if (!faults.none()) return refuse(call, faults);
    if (call.has("network"))
        return run_network_certainty(call, rules->certainty, **catalogue,
                                     {.important = important,
                                      .null_effect = null_effect.value_or(0),
                                      .randomised = !call.has("observational"),
                                      .judgements = judged});
    for (const char* option : {"reference", "every", "cov", "explain", "incoherence"})
        if (call.has(option))
            faults.add(ErrorCode::bad_input, "--" + std::string{option}, "it belongs to a network",
                       "give --network too");
    if (!faults.none()) return refuse(call, faults);
    std::vector<std::string> warnings;
    auto inputs = inputs_of(call, rules->certainty, warnings);
    if (!inputs) return refuse(call, inputs.error());
    inputs->important = important;
    inputs->null_effect = null_effect.value_or(0);
    if (egger) inputs->egger_p = egger;
    inputs->randomised = !call.has("observational");
    const care::Words words = (*catalogue)->words(call.settings.language, call.settings.framing);
    OrderedJson json = document::certainty_json(
        evidence::rate_certainty(*inputs, judged, rules->certainty), words);
    json["inputs"] = inputs_json(*inputs);
    json["warnings"] = warnings;
    OutputFiles files;
    files.add("-", call.settings.json
                       ? json.dump(1) + "\n"
                       : render::certainty_text(json, words, page_style(call.out, false)));
    return files.write(call);
}

}  // namespace

CommandSpec evidence_certainty_command() {
    return {
        .name = "certainty",
        .summary =
            "how sure a body of evidence makes us (GRADE), with what numbers can say filled in",
        .about =
            "Rates the five domains for a table of studies, or for what `sinew evidence pool "
            "--json` answered. Inconsistency, imprecision and "
            "small-study effects are filled in from the numbers (I2, tau2, prediction interval; "
            "people, interval against no effect and what "
            "matters; Egger from ten studies on). Risk of bias and indirectness are yours: give "
            "steps, and a reason after a colon. A judgement "
            "replaces what was computed, and the answer says which is which.\n\n"
            "--network rates every comparison of a network against the reference (--every: all of "
            "them). Columns risk_of_bias and indirectness (low, some, high; one word a study) then "
            "count by what each study contributes to the comparison, and incoherence is direct "
            "against indirect evidence.",
        .arguments = {{"TABLE",
                       "CSV, or JSON with an array of objects, or a pooled answer (.json), or - "
                       "for standard input"}},
        .options = table_options(
            {effect::Shape::effect, effect::Shape::two_group, effect::Shape::arm,
             effect::Shape::contrast},
            {{"important", "SIZE", "smallest difference that matters, on the analysis scale"},
             {"null", "VALUE", "no effect, on the analysis scale (0)"},
             {"people", "N", "people behind it, all groups; else summed from n1i and n2i, ni or n"},
             {"egger-p", "P", "of a test for asymmetry made elsewhere"},
             {"network", "", "the table is a network: arms, or contrasts"},
             {"reference", "TREATMENT", "network: against this one (that of most studies)"},
             {"every", "", "network: all comparisons"},
             {"cov",
              "FILE",
              "network: covariances of contrasts: columns study, row_i, row_j, cov",
              {},
              Completes::file},
             {"observational", "", "start at low: the studies are not randomised"},
             {"risk-of-bias", "STEPS", "0, 1 or 2, and a reason: 1:no blinding"},
             {"inconsistency", "STEPS", "instead of what was computed"},
             {"indirectness", "STEPS", "0, 1 or 2, and a reason"},
             {"imprecision", "STEPS", "instead of what was computed"},
             {"small-study", "STEPS", "instead of what was computed"},
             {"incoherence", "STEPS", "network: instead of what was computed"},
             {"explain", "", "network: with the methods paragraph"}}),
        .examples = {{"sinew evidence certainty effects.csv --important 0.2 --risk-of-bias "
                      "\"1:self-reported, unblinded\"",
                      "a table of effects"},
                     {"sinew evidence certainty pool.json --people 480 --important 0.2",
                      "a pooled answer"},
                     {"sinew evidence certainty arms.csv --network --measure MD --reference "
                      "placebo --important 0.5",
                      "each comparison of a network, studies by their contribution"}},
        .run = run_certainty};
}

}  // namespace sinew::cli
