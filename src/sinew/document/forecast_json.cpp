#include <sinew/document/forecast_parts.hpp>

#include <fmt/format.h>

#include <cmath>

namespace sinew::document {
namespace {

using model::Band;

/// How the plain paragraph opens: lower, higher, or nobody can tell.
std::string direction_sentence(const care::ForecastAnswer& answer, const Band& end,
                               const knowledge::Words& words) {
    const char* key = end[4] < 0   ? "forecast.plain.lower"
                      : end[0] > 0 ? "forecast.plain.higher"
                                   : "forecast.plain.unclear";
    return words(key, {{"days", std::to_string(answer.days)},
                       {"middle", fmt::format("{:.0f}", std::abs(end[2]))},
                       {"low", fmt::format("{:.0f}", end[0])},
                       {"high", fmt::format("{:.0f}", end[4])}});
}

OrderedJson latent_json(const model::Forecast& forecast, const knowledge::Words& words) {
    OrderedJson levels = OrderedJson::array();
    for (const auto& level : forecast.latent) {
        const std::string state{level.state};
        levels.push_back({{"state", state},
                          {"name", words("forecast.latent." + state)},
                          {"band", bands_json(level.followed)},
                          {"without_programme", {{"band", bands_json(level.without_programme)}}}});
    }
    return levels;
}

/// What does not need a run: status, person, evidence.
OrderedJson head_json(const care::ForecastAnswer& answer, const care::ForecastPacks& packs,
                      const ForecastFrame& frame) {
    const knowledge::Words& words = frame.words;
    OrderedJson json;
    json["schema"] = "sinew.forecast/1";
    json["modelled"] = answer.modelled;
    json["calibrated"] = false;
    json["status_text"] = words("forecast.status");
    json["revision"] = frame.revision;
    json["pack_hash"] = frame.pack_hash;
    json["substance"] = answer.substance;
    json["substance_name"] = substance_name(answer.substance, packs, words);
    json["not_in_model"] = answer.not_in_model;
    json["plain"] = {{"en", forecast_plain(answer, frame.english)},
                     {"zh", forecast_plain(answer, frame.chinese)}};
    json["person_facts"] = person_facts_json(answer, words);
    json["warnings"] = forecast_warnings_json(answer, packs, words);
    OrderedJson evidence = OrderedJson::array();
    for (const care::EvidenceOnly& one : answer.evidence)
        evidence.push_back(evidence_json(one, words));
    json["evidence_only"] = std::move(evidence);
    OrderedJson missing = OrderedJson::array();
    for (const char* what : {"person", "overdose", "social", "medication", "use_amount",
                             "withdrawal_long", "substances", "women"})
        missing.push_back(words(std::string{"forecast.not_modelled."} + what));
    json["not_modelled"] = std::move(missing);
    return json;
}

OrderedJson forecast_json(const care::ForecastAnswer& answer, const care::ForecastPacks& packs,
                          const ForecastFrame& frame) {
    OrderedJson json = head_json(answer, packs, frame);
    if (!answer.modelled) return json;
    const knowledge::Words& words = frame.words;
    const model::Forecast& forecast = answer.forecast;
    json["seed"] = forecast.seed;
    json["draws"] = forecast.draws;
    json["rejections"] = forecast.rejections;
    json["contribution_draws"] = forecast.contribution_draws;
    json["shapley_orders"] = forecast.shapley_orders;
    json["step_error"] = {
        {"states", rounded_for_forecast(forecast.step_error.states)},
        {"vas_points", rounded_for_forecast(forecast.step_error.vas_points)},
        {"scheme", fmt::format("runge_kutta_4, {} steps a day, dependence and withdrawal exact; by "
                               "step doubling on {} courses",
                               forecast.step_error.steps_a_day, forecast.step_error.courses)}};
    json["probabilities"] = model::kBandLevels;
    json["start"] = day_text(frame.start);
    OrderedJson days = OrderedJson::array();
    for (int day = 0; day <= answer.days; ++day) days.push_back(day);
    json["days"] = std::move(days);
    json["paths"] = {{"followed", words("forecast.path.followed")},
                     {"sampled", words(answer.within_day ? "forecast.path.sampled_within_day"
                                                         : "forecast.path.sampled")}};
    json["bands"] = {{"band", words("forecast.band.means")},
                     {"reading", words("forecast.reading.means")}};
    json["outcomes"] = outcomes_json(answer, words);
    json["lapse"] = lapse_json(answer, words);
    json["dropout"] = dropout_json(answer, words);
    json["events"] = events_json(answer);
    json["latent"] = latent_json(forecast, words);
    json["contributions"] = contributions_json(answer, words);
    json["session_day"] = forecast.session_day
                              ? session_day_json(*forecast.session_day, frame.start, words)
                              : OrderedJson(nullptr);
    json["explanation"] = explanation_json(answer, packs, words);
    return json;
}

}  // namespace

OrderedJson person_facts_json(const care::ForecastAnswer& answer, const knowledge::Words& words) {
    OrderedJson facts = OrderedJson::array();
    for (const auto& fact : answer.facts) {
        const std::string said = "question." + fact.name + ".value." + fact.value;
        facts.push_back({{"fact", fact.name},
                         {"label", words("forecast.fact." + fact.name)},
                         {"value", fact.value},
                         {"text", words.has(said) ? words(said) : fact.value},
                         {"unit", fact.unit},
                         {"from", fact.from}});
    }
    return facts;
}

std::string substance_name(const std::string& word, const care::ForecastPacks& packs,
                           const knowledge::Words& words) {
    const auto* known = knowledge::substance_named(packs.substances, word);
    if (known == nullptr) return word;
    return words.language() == domain::Language::zh ? known->name_zh : known->name_en;
}

OrderedJson forecast_warnings_json(const care::ForecastAnswer& answer,
                                   const care::ForecastPacks& packs,
                                   const knowledge::Words& words) {
    std::string others;
    for (const std::string& word : answer.not_in_model)
        others += (others.empty()                             ? ""
                   : words.language() == domain::Language::zh ? "、"
                                                              : ", ") +
                  substance_name(word, packs, words);
    OrderedJson warnings = OrderedJson::array();
    for (const std::string& key : answer.warnings)
        warnings.push_back({{"warning", key.substr(key.rfind('.') + 1)},
                            {"text", words(key, {{"others", others}})}});
    return warnings;
}

std::string forecast_plain(const care::ForecastAnswer& answer, const knowledge::Words& words) {
    if (!answer.modelled) return words(answer.why_not);
    const auto& craving = answer.forecast.outcomes.front();
    const char* gap = words.language() == domain::Language::zh ? "" : " ";
    std::string text = direction_sentence(answer, craving.followed.difference.back(), words);
    text += gap;
    text += craving.hypotheses.share
                ? words("forecast.plain.share",
                        {{"share", fmt::format("{:.0f}", 100 * *craving.hypotheses.share)}})
                : words("forecast.plain.no_share");
    if (craving.sampled) {
        const Band& end = craving.sampled->difference.back();
        text += gap;
        text +=
            words("forecast.plain.sampled",
                  {{"attended", fmt::format("{:.0f}", 100 * answer.forecast.events->attended[2])},
                   {"middle", fmt::format("{:.0f}", end[2])},
                   {"low", fmt::format("{:.0f}", end[0])},
                   {"high", fmt::format("{:.0f}", end[4])}});
    }
    text += gap;
    text += words("forecast.plain.uncalibrated");
    return text;
}

OrderedJson explanation_json(const care::ForecastAnswer& answer, const care::ForecastPacks& packs,
                             const knowledge::Words& words) {
    OrderedJson facts = OrderedJson::array();
    for (const auto& fact : answer.facts)
        facts.push_back({{"fact", fact.name},
                         {"rule", words("forecast.because." + fact.name)},
                         {"source", "docs/methods/forecast.md"},
                         {"grade", fact.from == "population" ? "assumed" : "read"},
                         {"changes", words("forecast.changes." + fact.name)}});
    OrderedJson links = OrderedJson::array();
    for (const knowledge::ModelLink& link : packs.links)
        links.push_back({{"link", link.id},
                         {"from", link.from},
                         {"to", link.to},
                         {"sign", link.raises ? "+" : "-"},
                         {"mechanism", words("forecast.mechanism." + link.mechanism)},
                         {"grade", knowledge::name_of(link.grade)},
                         {"basis", link.basis},
                         {"source", link.source},
                         {"status", link.status}});
    return {{"facts", std::move(facts)}, {"links", std::move(links)}};
}

OrderedJson forecasts_json(const std::vector<care::ForecastAnswer>& answers,
                           const care::ForecastPacks& packs, const ForecastFrame& frame) {
    if (answers.size() == 1) return forecast_json(answers.front(), packs, frame);
    OrderedJson json;
    json["schema"] = "sinew.forecasts/1";
    json["text"] = frame.words("forecast.warning.both");
    json["forecasts"] = OrderedJson::array();
    for (const auto& answer : answers)
        json["forecasts"].push_back(forecast_json(answer, packs, frame));
    return json;
}

}  // namespace sinew::document
