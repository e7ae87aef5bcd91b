#include <sinew/care/screening_use.hpp>
#include <sinew/document/fact_values.hpp>
#include <sinew/document/limits_json.hpp>
#include <sinew/document/screening_lines.hpp>

#include <fmt/format.h>

namespace sinew::document {

using domain::Clearance;

OrderedJson clearance_json(const Clearance& clearance, const knowledge::ScreeningPack& pack) {
    OrderedJson json;
    json["outcome"] = domain::name_of(clearance.outcome);
    json["complete"] = clearance.complete();
    json["missing"] = OrderedJson::array();
    for (const auto& missing : clearance.missing)
        json["missing"].push_back(
            {{"fact", pack.facts[missing.fact].name}, {"reason", domain::name_of(missing.reason)}});
    json["optional_unknown"] = OrderedJson::array();
    for (const auto fact : clearance.optional_unknown)
        json["optional_unknown"].push_back(pack.facts[fact].name);
    json["fired_rules"] = OrderedJson::array();
    for (const auto rule : clearance.fired) json["fired_rules"].push_back(pack.rules[rule].id);
    json["merged_limits"] = limits_json(clearance.limits);
    json["need"] = clearance.need;
    if (clearance.permitted_meanwhile) {
        json["permitted_meanwhile"] = OrderedJson::array();
        for (const auto activity : *clearance.permitted_meanwhile)
            json["permitted_meanwhile"].push_back(domain::name_of(activity));
    } else {
        json["permitted_meanwhile"] = nullptr;
    }
    return json;
}

AnsweredLine answer_screening_line(std::string_view line, std::size_t number,
                                   const knowledge::Catalogue& catalogue) {
    const knowledge::ScreeningPack& pack = catalogue.screening;
    const auto opened = open_line(line, number);
    if (!opened) return opened.error();
    const auto& [at, json, id] = *opened;
    if (!json.contains("facts"))
        return refused_line(
            id, {ErrorCode::bad_input, "facts missing", at + ":/facts", "add the facts"});
    auto mode = domain::Mode::both;
    if (json.contains("mode")) {
        const auto named = json["mode"].is_string()
                               ? domain::named<domain::Mode>(json["mode"].get<std::string>())
                               : std::nullopt;
        if (!named)
            return refused_line(id, {ErrorCode::bad_input, "unknown mode", at + ":/mode",
                                     "use " + domain::all_names<domain::Mode>()});
        mode = *named;
    }
    auto facts = read_facts(json["facts"], pack, at + ":/facts");
    if (!facts) return refused_line(id, facts.error());
    OrderedJson answer;
    answer["id"] = OrderedJson::parse(id.dump());
    answer.update(clearance_json(care::screen_facts(*std::move(facts), catalogue, mode), pack));
    return {answer.dump(), true};
}

}  // namespace sinew::document
