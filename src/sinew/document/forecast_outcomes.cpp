#include <sinew/base/text.hpp>
#include <sinew/document/forecast_parts.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace sinew::document {
namespace {

using model::Band;

/// What the trials call what an instrument measures; empty where they have nothing.
std::string_view trials_outcome(std::string_view instrument) noexcept {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kNames{{
        {"craving_vas", "craving"},
        {"craving_cue", "craving"},
        {"cows", "withdrawal"},
        {"sows16", "withdrawal"},
        {"phq9", "depression"},
        {"gad7", "anxiety"},
        {"psqi", "sleep"},
    }};
    for (const auto& [id, name] : kNames)
        if (id == instrument) return name;
    return {};
}

OrderedJson share_or_null(const std::optional<double>& share) {
    return share ? OrderedJson(rounded_for_forecast(*share)) : OrderedJson(nullptr);
}

OrderedJson path_json(const model::OutcomeForecast& outcome, const model::PathBands& bands,
                      bool followed, const care::ForecastAnswer& answer,
                      const knowledge::Words& words) {
    OrderedJson json;
    json["instrument"] = outcome.spec->id;
    json["name"] = outcome_name(*outcome.spec, words);
    json["unit"] = outcome_unit(*outcome.spec, words);
    json["highest"] =
        outcome.spec->highest > 0 ? OrderedJson(outcome.spec->highest) : OrderedJson(nullptr);
    json["path"] = followed ? "followed" : "sampled";
    json["band"] = bands_json(bands.with);
    json["reading"] = {{"days", bands.reading_days}, {"band", bands_json(bands.reading)}};
    json["without_programme"] = {{"band", bands_json(bands.without)}};
    json["difference"] = bands_json(bands.difference);
    json["hypothesis"] = nullptr;
    json["evidence_only"] = nullptr;
    if (!followed) return json;
    json["centre"] = numbers_json(outcome.centre);
    json["without_programme"]["centre"] = numbers_json(outcome.centre_without);
    json["hypothesis"] = {{"with", rounded_for_forecast(outcome.hypotheses.with)},
                          {"without", rounded_for_forecast(outcome.hypotheses.without)},
                          {"share", share_or_null(outcome.hypotheses.share)},
                          {"borrowed", share_or_null(outcome.borrowed.share)}};
    const std::string_view named = trials_outcome(outcome.spec->id);
    for (const care::EvidenceOnly& one : answer.evidence)
        if (one.outcome == named) json["evidence_only"] = evidence_json(one, words);
    return json;
}

}  // namespace

double rounded_for_forecast(double value) {
    return parse_number(fmt::format("{:.6g}", value)).value_or(value);
}

OrderedJson band_json(const Band& band) {
    OrderedJson row = OrderedJson::array();
    for (const double value : band) row.push_back(rounded_for_forecast(value));
    return row;
}

OrderedJson bands_json(const std::vector<Band>& bands) {
    OrderedJson rows = OrderedJson::array();
    for (const Band& band : bands) rows.push_back(band_json(band));
    return rows;
}

OrderedJson numbers_json(const std::vector<double>& values) {
    OrderedJson list = OrderedJson::array();
    for (const double value : values) list.push_back(rounded_for_forecast(value));
    return list;
}

std::string outcome_name(const knowledge::ObservationSpec& spec, const knowledge::Words& words) {
    return words.language() == domain::Language::zh ? spec.name_zh : spec.name_en;
}
std::string outcome_unit(const knowledge::ObservationSpec& spec, const knowledge::Words& words) {
    return words.language() == domain::Language::zh ? spec.unit_zh : spec.unit_en;
}

OrderedJson evidence_json(const care::EvidenceOnly& one, const knowledge::Words& words) {
    constexpr double kNormal975 = 1.959963984540054;
    const auto& prior = one.prior;
    const double reach = kNormal975 * prior.prediction_sd;
    return {{"outcome", one.outcome},
            {"label", words("forecast.evidence." + one.outcome)},
            {"modality", one.modality},
            {"smd", rounded_for_forecast(prior.mean)},
            {"pi_lb", rounded_for_forecast(prior.mean - reach)},
            {"pi_ub", rounded_for_forecast(prior.mean + reach)},
            {"grade", prior.grade},
            {"status", prior.status},
            {"from", prior.from.empty() ? prior.id : prior.from},
            {"borrowed", prior.borrowed},
            {"why", words("synthesis.prior." + prior.id)}};
}

OrderedJson outcomes_json(const care::ForecastAnswer& answer, const knowledge::Words& words) {
    OrderedJson outcomes = OrderedJson::array();
    for (const auto& outcome : answer.forecast.outcomes)
        outcomes.push_back(path_json(outcome, outcome.followed, true, answer, words));
    for (const auto& outcome : answer.forecast.outcomes)
        if (outcome.sampled)
            outcomes.push_back(path_json(outcome, *outcome.sampled, false, answer, words));
    return outcomes;
}

OrderedJson contributions_json(const care::ForecastAnswer& answer, const knowledge::Words& words) {
    OrderedJson rows = OrderedJson::array();
    constexpr std::size_t kMiddle = 2;
    for (const auto& outcome : answer.forecast.outcomes) {
        const double interaction = rounded_for_forecast(outcome.interaction[kMiddle]);
        const auto row = [&](const std::string& mechanism, const std::vector<std::string>& links,
                             const Band& band) {
            OrderedJson json;
            json["outcome"] = outcome.spec->id;
            json["day"] = answer.days;
            json["mechanism"] = mechanism;
            json["name"] = words("forecast.mechanism." + mechanism);
            json["links"] = links;
            json["value"] = rounded_for_forecast(band[kMiddle]);
            json["band"] = band_json(band);
            json["interaction"] = interaction;
            return json;
        };
        for (const auto& part : outcome.contributions) {
            OrderedJson json = row(part.name, part.links, part.change);
            if (part.shapley) json["shapley"] = band_json(*part.shapley);
            rows.push_back(std::move(json));
        }
        if (!outcome.contributions.empty())
            rows.push_back(row("interaction", {}, outcome.interaction));
    }
    return rows;
}

}  // namespace sinew::document
