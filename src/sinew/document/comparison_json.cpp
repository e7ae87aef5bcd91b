#include <sinew/base/text.hpp>
#include <sinew/document/comparison_json.hpp>
#include <sinew/document/forecast_parts.hpp>

#include <fmt/format.h>

#include <iterator>

namespace sinew::document {
namespace {

OrderedJson head_json(const care::ForecastAnswer& told, const care::ForecastPacks& packs,
                      const ComparisonFrame& frame) {
    return {{"modelled", false},
            {"calibrated", false},
            {"status_text", frame.words("forecast.status")},
            {"revision", frame.revision},
            {"pack_hash", frame.pack_hash},
            {"substance", told.substance},
            {"substance_name", substance_name(told.substance, packs, frame.words)},
            {"not_in_model", told.not_in_model},
            {"person_facts", person_facts_json(told, frame.words)},
            {"warnings", forecast_warnings_json(told, packs, frame.words)}};
}

std::string name_of_outcome(const care::ComparisonOutcome& outcome, const knowledge::Words& words) {
    if (outcome.spec != nullptr) return outcome_name(*outcome.spec, words);
    return words("comparison.outcome." + outcome.id);
}
std::string unit_of_outcome(const care::ComparisonOutcome& outcome, const knowledge::Words& words) {
    if (outcome.spec != nullptr) return outcome_unit(*outcome.spec, words);
    return words("comparison.unit.share");
}

std::string cell(const std::string& text) {
    if (text.find_first_of(",\"\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string{"\"\""} : std::string(1, c);
    return quoted + '"';
}

}  // namespace

OrderedJson unmodelled_json(const care::ForecastAnswer& told, const care::ForecastPacks& packs,
                            const ComparisonFrame& frame) {
    OrderedJson json = head_json(told, packs, frame);
    json["why_not"] = frame.words(told.why_not);
    return json;
}

OrderedJson comparison_json(const care::Comparison& comparison, const care::ForecastPacks& packs,
                            const ComparisonFrame& frame) {
    const knowledge::Words& words = frame.words;
    OrderedJson json = head_json(comparison.told, packs, frame);
    json["modelled"] = true;
    json["seed"] = comparison.asked.settings.seed;
    json["draws"] = comparison.asked.settings.draws;
    json["day"] = comparison.day;
    const care::ComparisonOutcome& by = comparison.outcomes[comparison.by];
    json["by"] = by.id;
    json["by_name"] = name_of_outcome(by, words);
    json["by_unit"] = unit_of_outcome(by, words);
    json["lower_is_better"] = by.lower_is_better;
    json["probabilities"] = model::kBandLevels;
    OrderedJson outcomes = OrderedJson::array();
    for (const care::ComparisonOutcome& one : comparison.outcomes)
        outcomes.push_back({{"outcome", one.id},
                            {"name", name_of_outcome(one, words)},
                            {"unit", unit_of_outcome(one, words)},
                            {"lower_is_better", one.lower_is_better},
                            {"step_error", rounded_for_forecast(one.step_error)}});
    json["outcomes"] = std::move(outcomes);
    OrderedJson programmes = OrderedJson::array();
    for (const care::ComparedProgramme& one : comparison.programmes) {
        OrderedJson row{{"name", one.name},
                        {"mean_place", rounded_for_forecast(one.mean_place)},
                        {"best_in", rounded_for_forecast(one.first)},
                        {"better_than_none_in", rounded_for_forecast(one.better)},
                        {"mean_place_without_hypotheses", rounded_for_forecast(one.known_place)}};
        OrderedJson values;
        for (std::size_t i = 0; i < one.outcomes.size(); ++i)
            values[comparison.outcomes[i].id] = {
                {"value", band_json(one.outcomes[i].value)},
                {"difference", band_json(one.outcomes[i].difference)},
                {"difference_without_hypotheses",
                 rounded_for_forecast(one.outcomes[i].difference_known)}};
        row["outcomes"] = std::move(values);
        programmes.push_back(std::move(row));
    }
    json["programmes"] = std::move(programmes);
    return json;
}

OrderedJson joined(std::vector<OrderedJson> answers) {
    if (answers.size() == 1) return std::move(answers.front());
    return {{"comparisons", std::move(answers)}};
}

std::string comparison_csv(const OrderedJson& told) {
    std::string text = "substance,programme,outcome,quantity,probability,value\n";
    const auto add = [&](const OrderedJson& one) {
        if (!one["modelled"].get<bool>()) return;
        for (const auto& programme : one["programmes"]) {
            const auto line = [&](const std::string& outcome, const char* quantity,
                                  const std::string& probability, const OrderedJson& value) {
                fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{}\n",
                               one["substance"].get<std::string>(),
                               cell(programme["name"].get<std::string>()), outcome, quantity,
                               probability, value.dump());
            };
            const std::string by = one["by"].get<std::string>();
            for (const char* place :
                 {"mean_place", "best_in", "better_than_none_in", "mean_place_without_hypotheses"})
                line(by, place, "", programme[place]);
            for (const auto& [outcome, values] : programme["outcomes"].items()) {
                for (const char* band : {"value", "difference"})
                    for (std::size_t i = 0; i < values[band].size(); ++i)
                        line(outcome, band, one["probabilities"][i].dump(), values[band][i]);
                line(outcome, "difference_without_hypotheses", "0.5",
                     values["difference_without_hypotheses"]);
            }
        }
    };
    if (!told.contains("comparisons"))
        add(told);
    else
        for (const auto& one : told["comparisons"]) add(one);
    return text;
}

}  // namespace sinew::document
