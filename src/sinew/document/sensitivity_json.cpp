#include <sinew/base/text.hpp>
#include <sinew/document/forecast_json.hpp>
#include <sinew/document/sensitivity_json.hpp>

#include <fmt/format.h>

#include <cmath>

namespace sinew::document {
namespace {

using care::SensitivityAnswer;
using care::SensitivityMethod;
using care::SensitivityRow;

constexpr std::array<const char*, 3> kMethods{"morris", "sobol", "local"};

OrderedJson number(double value) {
    if (!std::isfinite(value)) return {};
    return *parse_number(fmt::format("{:.8g}", value));
}
std::string short_text(double value) { return fmt::format("{:.3g}", value); }

std::string output_name(const SensitivityAnswer& answer, const knowledge::Words& words) {
    std::string name = answer.asked.output.id;
    if (answer.spec != nullptr)
        name = outcome_name(*answer.spec, words);
    else if (name == "lapse_free")
        name = words("forecast.chart.lapse");
    else if (name != "in_programme")
        name = words.has("model.symbol." + name) ? words("model.symbol." + name) : name;
    return words(answer.asked.output.difference ? "model.sensitivity.output.difference"
                                                : "model.sensitivity.output",
                 {{"outcome", name}, {"day", std::to_string(answer.asked.output.day)}});
}

std::string unit_of(const SensitivityAnswer& answer, const knowledge::Words& words) {
    return answer.spec != nullptr ? outcome_unit(*answer.spec, words) : "";
}

std::string setting_of(const SensitivityAnswer& answer, const knowledge::Words& words) {
    const auto& asked = answer.asked;
    const std::string key = asked.method == SensitivityMethod::sobol
                                ? "model.sensitivity.setting"
                                : std::string{"model.sensitivity.setting."} +
                                      kMethods[static_cast<std::size_t>(asked.method)];
    const std::string programme = !answer.substance.empty() ? "model.sensitivity.programme.own"
                                  : asked.week == "S0"      ? "model.sensitivity.programme.none"
                                                            : "model.sensitivity.programme.week";
    return words(key, {{"drug", words(asked.drug == care::DrugClass::opioid
                                          ? "model.sensitivity.drug.opioid"
                                          : "model.sensitivity.drug.stimulant")},
                       {"programme", words(programme, {{"plan", asked.week}})},
                       {"days", std::to_string(asked.days_abstinent)},
                       {"evaluations", std::to_string(answer.evaluations)},
                       {"seed", std::to_string(asked.seed)},
                       {"sd", short_text(answer.sd)},
                       {"value", short_text(answer.at_centre)},
                       {"unit", unit_of(answer, words)}});
}

OrderedJson row_json(const SensitivityRow& row, SensitivityMethod method) {
    OrderedJson json{{"name", row.name}};
    if (row.row != nullptr) {
        json["description"] = row.row->description;
        json["status"] = row.row->status;
    }
    switch (method) {
        case SensitivityMethod::morris:
            json["mu"] = number(row.effect.mu);
            json["mu_star"] = number(row.effect.mu_star);
            json["mu_star_error"] = number(row.effect.mu_star_error);
            json["sigma"] = number(row.effect.sigma);
            break;
        case SensitivityMethod::sobol:
            json["first"] = number(row.share.first);
            json["first_low"] = number(row.share.first_low);
            json["first_high"] = number(row.share.first_high);
            json["total"] = number(row.share.total);
            json["total_low"] = number(row.share.total_low);
            json["total_high"] = number(row.share.total_high);
            break;
        case SensitivityMethod::local:
            json["slope"] = number(row.slope);
            json["by_sd"] = number(row.by_sd);
            break;
    }
    return json;
}

}  // namespace

OrderedJson sensitivity_json(const SensitivityAnswer& answer, const knowledge::Words& words) {
    const char* method = kMethods[static_cast<std::size_t>(answer.asked.method)];
    OrderedJson rows = OrderedJson::array();
    for (const SensitivityRow& row : answer.rows)
        rows.push_back(row_json(row, answer.asked.method));
    return {
        {"status_text", words("model.status")},
        {"method", method},
        {"title", words(std::string{"model.sensitivity.title."} + method,
                        {{"output", output_name(answer, words)}})},
        {"setting", setting_of(answer, words)},
        {"output",
         {{"id", answer.asked.output.id},
          {"day", answer.asked.output.day},
          {"difference", answer.asked.output.difference},
          {"unit", unit_of(answer, words)}}},
        {"week", answer.substance.empty() ? OrderedJson(answer.asked.week) : OrderedJson{}},
        {"substance", answer.substance.empty() ? OrderedJson{} : OrderedJson(answer.substance)},
        {"class", answer.asked.drug == care::DrugClass::opioid ? "opioid" : "stimulant"},
        {"days_abstinent", answer.asked.days_abstinent},
        {"availability", answer.asked.availability},
        {"seed", answer.asked.seed},
        {"evaluations", answer.evaluations},
        {"left_out", answer.left_out},
        {"at_centre", number(answer.at_centre)},
        {"mean",
         answer.asked.method == SensitivityMethod::sobol ? number(answer.mean) : OrderedJson{}},
        {"sd", answer.asked.method == SensitivityMethod::sobol ? number(answer.sd) : OrderedJson{}},
        {"by_block", answer.asked.by_block},
        {"rows", std::move(rows)}};
}

std::string sensitivity_csv(const OrderedJson& sensitivity) {
    std::string text;
    for (const auto& row : sensitivity["rows"]) {
        std::vector<std::string> names, cells;
        for (const auto& [name, value] : row.items()) {
            if (name == "description") continue;
            names.push_back(name);
            cells.push_back(value.is_string() ? value.get<std::string>()
                            : value.is_null() ? "NA"
                                              : value.dump());
        }
        if (text.empty()) text = join(names, ",") + "\n";
        text += join(cells, ",") + "\n";
    }
    return text;
}

OrderedJson identifiability_json(const care::IdentifiabilityTold& told,
                                 const knowledge::Words& words) {
    const auto& answer = told.answer;
    OrderedJson eigenvalues = OrderedJson::array(), directions = OrderedJson::array(),
                sets = OrderedJson::array(), profile = OrderedJson::array();
    for (const double value : answer.eigenvalues) eigenvalues.push_back(number(value));
    constexpr std::size_t kHeaviest = 6;
    for (const auto& direction : answer.directions) {
        OrderedJson parts = OrderedJson::array();
        for (std::size_t i = 0; i < std::min(kHeaviest, direction.parts.size()); ++i)
            parts.push_back({{"parameter", answer.parameters[direction.parts[i].first]},
                             {"weight", number(direction.parts[i].second)}});
        directions.push_back(
            {{"information", number(direction.information)}, {"parts", std::move(parts)}});
    }
    for (const auto& set : answer.sets) {
        OrderedJson names = OrderedJson::array();
        for (const std::size_t i : set.parameters) names.push_back(answer.parameters[i]);
        sets.push_back(
            {{"parameters", std::move(names)}, {"smallest_cosine", number(set.smallest_cosine)}});
    }
    for (const auto& point : told.profile)
        profile.push_back({{"at", point.at},
                           {"misfit", number(point.left)},
                           {"misfit_alone", number(point.alone)}});
    OrderedJson weeks = told.question.weeks;
    std::vector<std::string> week_words;
    for (const int week : told.question.weeks) week_words.push_back(std::to_string(week));
    return {{"status_text", words("model.status")},
            {"title", words("model.identifiability.title")},
            {"setting", words("model.identifiability.setting",
                              {{"parameters", std::to_string(answer.parameters.size())},
                               {"scenarios", join(told.question.weeks_of, ", ")},
                               {"observed", join(told.question.observed, ", ")},
                               {"weeks", join(week_words, ", ")},
                               {"sd", number_text(told.question.error_sd)}})},
            {"scenarios", told.question.weeks_of},
            {"observed", told.question.observed},
            {"weeks", std::move(weeks)},
            {"error_sd", told.question.error_sd},
            {"alike", told.question.alike},
            {"parameters", answer.parameters},
            {"informed", answer.informed},
            {"rank", answer.rank},
            {"eigenvalues", std::move(eigenvalues)},
            {"directions", std::move(directions)},
            {"sets", std::move(sets)},
            {"profiled", told.profiled.empty() ? OrderedJson{} : OrderedJson(told.profiled)},
            {"profile", std::move(profile)}};
}

std::string identifiability_csv(const care::IdentifiabilityTold& told) {
    const auto& answer = told.answer;
    std::string text = "reading," + join(answer.parameters, ",") + "\n";
    std::size_t row = 0;
    for (const std::string& scenario : told.question.weeks_of)
        for (const std::string& state : told.question.observed)
            for (const int week : told.question.weeks) {
                text += fmt::format("{} {} week {}", scenario, state, week);
                for (std::size_t k = 0; k < answer.parameters.size(); ++k)
                    text += fmt::format(",{:.9g}", answer.sensitivities.at(row, k));
                text += '\n';
                ++row;
            }
    return text;
}

}  // namespace sinew::document
