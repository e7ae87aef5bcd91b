#include <sinew/base/text.hpp>
#include <sinew/document/fact_values.hpp>
#include <sinew/document/limits_json.hpp>
#include <sinew/document/programme_json.hpp>
#include <sinew/document/record_json.hpp>
#include <sinew/document/screening_lines.hpp>
#include <sinew/document/session_list_json.hpp>
#include <sinew/knowledge/phrase_text.hpp>

namespace sinew::document {
namespace {

using namespace domain;
using knowledge::Catalogue;
using knowledge::Words;

OrderedJson fact_reading_json(FactIndex fact, const Clearance& clearance,
                              const Catalogue& catalogue, const Words& words) {
    const auto& spec = catalogue.screening.facts[fact];
    const Reading& reading = clearance.facts[fact];
    OrderedJson json;
    json["fact"] = spec.name;
    json["label"] = words("question." + spec.name + ".label");
    json["value"] = fact_json(reading, spec);
    if (!spec.unit.empty()) json["unit"] = spec.unit;
    if (reading.stale) json["stale"] = true;
    if (reading.derived) json["derived"] = true;
    return json;
}

OrderedJson contenders_json(const std::vector<Contender>& list, const Catalogue& catalogue,
                            const Words& words) {
    OrderedJson json = OrderedJson::array();
    for (const Contender& contender : list)
        json.push_back(
            {{"text", phrase_text(contender.phrase, catalogue, words)}, {"rule", contender.rule}});
    return json;
}

OrderedJson finding_json(RuleIndex index, const Clearance& clearance, const Catalogue& catalogue,
                         const Words& words) {
    const auto& rule = catalogue.screening.rules[index];
    OrderedJson json;
    json["rule"] = rule.id;
    json["title"] = words("rule." + rule.id + ".title");
    json["outcome"] = name_of(rule.outcome);
    json["set_aside"] =
        std::binary_search(clearance.set_aside.begin(), clearance.set_aside.end(), index);
    json["why"] = words("rule." + rule.id + ".why");
    json["say"] = words("rule." + rule.id + ".say");
    json["facts"] = OrderedJson::array();
    for (const FactIndex fact : rule.facts)
        json["facts"].push_back(fact_reading_json(fact, clearance, catalogue, words));
    json["limits"] = limits_json(rule.limits);
    json["grade"] = name_of(rule.grade);
    json["status"] = name_of(rule.status);
    json["sources"] = rule.sources;
    json["clears_when"] = rule.clears_when.empty()
                              ? OrderedJson(nullptr)
                              : OrderedJson(words("rule." + rule.id + ".clears"));
    return json;
}

OrderedJson made_json(const care::Prescription& answer, const Catalogue& catalogue,
                      const Words& words) {
    // As it was stated: a day without a time stays one, so that the same ages are counted when it is read back.
    return {{"as_of", answer.as_of.whole_day ? day_text(answer.as_of.day())
                                             : instant_text(answer.as_of.when)},
            {"knowledge", catalogue.hash},
            {"language", name_of(words.language())},
            {"framing", name_of(words.framing())}};
}

OrderedJson questions_json(const Clearance& clearance, const Catalogue& catalogue,
                           const Words& words) {
    OrderedJson list = OrderedJson::array();
    for (const MissingFact& missing : clearance.missing) {
        const auto& spec = catalogue.screening.facts[missing.fact];
        list.push_back({{"fact", spec.name},
                        {"reason", name_of(missing.reason)},
                        {"ask", words("question." + spec.name + ".ask")},
                        {"wanted", what_is_wanted(spec)}});
    }
    return list;
}

void add_programme(OrderedJson& json, const Programme& programme, const Catalogue& catalogue,
                   const Words& words) {
    json["start"] = day_text(programme.start);
    json["stage"] = name_of(programme.stage);
    json["tier"] = name_of(programme.tier);
    json["limits"] = limits_json(programme.clearance.limits);
    json["leading_group"] = programme.leading_group ? OrderedJson(name_of(*programme.leading_group))
                                                    : OrderedJson(nullptr);
    json["cautions"] = OrderedJson::array();
    for (const Caution caution : values_of<Caution>())
        if (programme.cautions.has(caution)) json["cautions"].push_back(name_of(caution));
    json["learning_order"] = OrderedJson::array();
    for (const FormIndex form : programme.learning_order)
        json["learning_order"].push_back(catalogue.forms[form].id);
    json["left_out"] = OrderedJson::array();
    for (const FormIndex form : programme.left_out)
        json["left_out"].push_back(catalogue.forms[form].id);
    json["honesty"] = OrderedJson::array();
    for (const char* line : {"honesty.yijinjing", "honesty.symptom_table", "honesty.hr",
                             "honesty.resistance", "honesty.intensity", "honesty.substance_use",
                             "honesty.thresholds_ours", "honesty.not_a_cure"})
        json["honesty"].push_back(words(line));
    json["choices"] = OrderedJson::array();
    for (const Choice& choice : programme.choices)
        json["choices"].push_back(choice_json(choice, programme.clearance, catalogue, words));
    json["weeks"] = weeks_json(programme, catalogue, words);
    json["on_demand"] = on_demand_json(programme.on_demand, catalogue, words);
}

}  // namespace

OrderedJson screening_json(const Clearance& clearance, const Catalogue& catalogue,
                           const Words& words) {
    OrderedJson json = clearance_json(clearance, catalogue.screening);
    json["findings"] = OrderedJson::array();
    for (const RuleIndex rule : clearance.fired)
        json["findings"].push_back(finding_json(rule, clearance, catalogue, words));
    json["looked_at_and_fine"] = OrderedJson::array();
    for (const RuleIndex rule : clearance.passed)
        json["looked_at_and_fine"].push_back(catalogue.screening.rules[rule].id);
    json["undecided"] = OrderedJson::array();
    for (const RuleIndex rule : clearance.undecided)
        json["undecided"].push_back(catalogue.screening.rules[rule].id);
    return json;
}

OrderedJson choice_json(const Choice& choice, const Clearance& clearance,
                        const Catalogue& catalogue, const Words& words) {
    OrderedJson json;
    const std::string id{name_of(choice.id)};
    json["id"] = id;
    json["title"] = words("choice." + id + ".title");
    json["answer"] = phrase_text(choice.answer, catalogue, words);
    json["rules"] = choice.rules;
    json["facts"] = OrderedJson::array();
    for (const FactIndex fact : choice.facts)
        json["facts"].push_back(fact_reading_json(fact, clearance, catalogue, words));
    json["sources"] = choice.sources;
    json["grade"] = name_of(choice.grade);
    json["status"] = name_of(choice.status);
    json["against"] = contenders_json(choice.against, catalogue, words);
    json["lost"] = contenders_json(choice.lost, catalogue, words);
    json["what_would_change_it"] = OrderedJson::array();
    for (const Phrase& phrase : choice.would_change)
        json["what_would_change_it"].push_back(phrase_text(phrase, catalogue, words));
    return json;
}

OrderedJson answer_json(const care::Prescription& answer, const Record& record,
                        const Catalogue& catalogue, const Words& words) {
    OrderedJson json;
    json["format"] = "sinew.answer/1";
    json["kind"] = name_of(answer.kind);
    json["made"] = made_json(answer, catalogue, words);
    if (answer.kind == care::AnswerKind::not_applicable) {
        json["reason"] = "deceased";
        json["say"] = words("outcome.not_applicable");
        return json;
    }
    json["outcome"] = name_of(answer.clearance.outcome);
    json["say"] = words("outcome." + std::string{name_of(answer.clearance.outcome)});
    json["needs"] = OrderedJson::array();
    for (const std::string_view need : answer.clearance.need)
        json["needs"].push_back({{"need", need}, {"label", words("need." + std::string{need})}});
    json["what_would_change_it"] = OrderedJson::array();
    for (const Phrase& phrase : answer.would_change)
        json["what_would_change_it"].push_back(phrase_text(phrase, catalogue, words));
    if (answer.kind == care::AnswerKind::programme) {
        add_programme(json, *answer.programme, catalogue, words);
    } else {
        json["questions"] = questions_json(answer.clearance, catalogue, words);
        json["permitted_meanwhile"] = OrderedJson::array();
        if (answer.clearance.permitted_meanwhile)
            for (const Activity activity : *answer.clearance.permitted_meanwhile)
                json["permitted_meanwhile"].push_back(
                    {{"activity", name_of(activity)},
                     {"label", words("activity." + std::string{name_of(activity)})}});
    }
    json["screening"] = screening_json(answer.clearance, catalogue, words);
    json["record"] = record_json(record, catalogue.screening);
    return json;
}

std::vector<ChoiceId> choices_at(const std::vector<std::string>& tokens) {
    using enum ChoiceId;
    static const std::unordered_map<std::string, std::vector<ChoiceId>> kPlaces{
        {"stage", {stage}},
        {"tier", {tier}},
        {"hr", {heart_rate_target}},
        {"no_hr", {heart_rate_target}},
        {"pct_hrr", {aerobic_zone}},
        {"zone", {aerobic_zone}},
        {"effort", {effort}},
        {"borg", {effort}},
        {"talk", {effort}},
        {"targets", {aerobic_zone, heart_rate_target, effort}},
        {"aerobic", {aerobic_minutes}},
        {"aerobic_minutes", {aerobic_minutes}},
        {"aerobic_days", {aerobic_days}},
        {"strength", {resistance_load, resistance_days}},
        {"strength_minutes", {combined}},
        {"strength_days", {resistance_days}},
        {"pct_1rm", {resistance_load}},
        {"sets", {resistance_load}},
        {"reps", {resistance_load}},
        {"warm_up", {warm_up}},
        {"cool_down", {cool_down}},
        {"practice", {forms_dose}},
        {"total", {aerobic_minutes, forms_dose, weekly_minutes}},
        {"total_minutes", {weekly_minutes}},
        {"minutes", {aerobic_minutes, forms_dose}},
        {"dose", {progression, weekly_minutes}},
        {"if_progress", {progression}},
        {"needs_new_screening", {review, stage}},
        {"exercises", {exercise_selection}},
        {"forms", {forms_order, forms_variants, forms_dose}},
        {"variant", {forms_variants}},
        {"repetitions", {forms_dose}},
        {"learning_order", {forms_order}},
        {"leading_group", {forms_order}},
        {"left_out", {forms_left_out}},
        {"cautions", {forms_variants}},
        {"block", {forms_dose}},
        {"breath", {breath_level}},
        {"levels", {breath_level}},
        {"breath_level", {breath_level}},
        {"natural_only", {breath_level}},
        {"on_demand", {on_demand}},
        {"setting", {setting, supervision}},
        {"when", {treatment_timing}},
        {"start", {treatment_timing}},
        {"kind", {modality_mix, combined}},
        {"rest", {rest_days}},
        {"sessions", {modality_mix}},
        {"days", {modality_mix, rest_days}},
        {"weeks", {progression, review}},
        {"limits", {supervision, aerobic_zone}},
    };
    for (auto token = tokens.rbegin(); token != tokens.rend(); ++token)
        if (const auto found = kPlaces.find(*token); found != kPlaces.end()) return found->second;
    return {};
}

}  // namespace sinew::document
