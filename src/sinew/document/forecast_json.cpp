#include <sinew/base/text.hpp>
#include <sinew/document/forecast_json.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sinew::document {
namespace {

using model::Band;

/// 6 significant digits.
double rounded(double value) { return parse_number(fmt::format("{:.6g}", value)).value_or(value); }

OrderedJson bands_json(const std::vector<Band>& bands) {
    OrderedJson rows = OrderedJson::array();
    for (const Band& band : bands) {
        OrderedJson row = OrderedJson::array();
        for (const double value : band) row.push_back(rounded(value));
        rows.push_back(std::move(row));
    }
    return rows;
}

OrderedJson numbers_json(const std::vector<double>& values) {
    OrderedJson list = OrderedJson::array();
    for (const double value : values) list.push_back(rounded(value));
    return list;
}

OrderedJson share_json(const model::LinkShare& share) {
    OrderedJson json;
    json["with"] = rounded(share.with);
    json["without"] = rounded(share.without);
    json["share"] = share.share ? OrderedJson(rounded(*share.share)) : OrderedJson(nullptr);
    return json;
}

OrderedJson outcome_json(const model::OutcomeForecast& outcome, const knowledge::Words& words) {
    OrderedJson json;
    json["instrument"] = outcome.spec->id;
    json["name"] = outcome_name(*outcome.spec, words);
    json["unit"] = outcome_unit(*outcome.spec, words);
    json["highest"] =
        outcome.spec->highest > 0 ? OrderedJson(outcome.spec->highest) : OrderedJson(nullptr);
    json["path"] = "followed";
    json["band"] = bands_json(outcome.followed);
    json["centre"] = numbers_json(outcome.centre);
    json["without_programme"] = {{"band", bands_json(outcome.without_programme)},
                                 {"centre", numbers_json(outcome.centre_without)}};
    json["difference"] = bands_json(outcome.difference);
    json["reading"] = {{"days", outcome.reading_days}, {"band", bands_json(outcome.reading)}};
    json["hypothesis"] = share_json(outcome.hypotheses);
    json["borrowed"] = share_json(outcome.borrowed);
    OrderedJson parts = OrderedJson::array();
    for (const model::Contribution& part : outcome.contributions)
        parts.push_back({{"mechanism", part.mechanism},
                         {"name", words("forecast.mechanism." + part.mechanism)},
                         {"band", bands_json({part.change}).front()}});
    json["contributions"] = std::move(parts);
    json["interaction"] = bands_json({outcome.interaction}).front();
    return json;
}

OrderedJson shares_json(const model::ShareForecast& share) {
    OrderedJson json;
    json["band"] = bands_json(share.followed);
    json["centre"] = numbers_json(share.centre);
    json["without_programme"] = {{"band", bands_json(share.without_programme)},
                                 {"centre", numbers_json(share.centre_without)}};
    return json;
}

}  // namespace

std::string outcome_name(const knowledge::ObservationSpec& spec, const knowledge::Words& words) {
    return words.language() == domain::Language::zh ? spec.name_zh : spec.name_en;
}
std::string outcome_unit(const knowledge::ObservationSpec& spec, const knowledge::Words& words) {
    return words.language() == domain::Language::zh ? spec.unit_zh : spec.unit_en;
}

std::string forecast_plain(const care::ForecastAnswer& answer, const knowledge::Words& words) {
    if (!answer.modelled) return words(answer.why_not);
    const auto& craving = answer.forecast.outcomes.front();
    const Band& end = craving.difference.back();
    const char* direction = end[4] < 0   ? "forecast.plain.lower"
                            : end[0] > 0 ? "forecast.plain.higher"
                                         : "forecast.plain.unclear";
    const auto number = [](double value) { return fmt::format("{:.0f}", std::abs(value)); };
    const char* gap = words.language() == domain::Language::zh ? "" : " ";
    std::string text = words(direction, {{"days", std::to_string(answer.days)},
                                         {"middle", number(end[2])},
                                         {"low", fmt::format("{:.0f}", end[0])},
                                         {"high", fmt::format("{:.0f}", end[4])}});
    text += gap;
    text += craving.hypotheses.share
                ? words("forecast.plain.share",
                        {{"share", fmt::format("{:.0f}", 100 * *craving.hypotheses.share)}})
                : words("forecast.plain.no_share");
    text += gap;
    text += words("forecast.plain.uncalibrated");
    return text;
}

OrderedJson forecast_json(const care::ForecastAnswer& answer, Day start,
                          const knowledge::Words& words) {
    OrderedJson json;
    json["format"] = "sinew.forecast/1";
    json["modelled"] = answer.modelled;
    json["calibrated"] = false;
    json["status_text"] = words("forecast.status");
    json["substance"] = answer.substance;
    json["plain"] = forecast_plain(answer, words);
    OrderedJson facts = OrderedJson::array();
    for (const auto& fact : answer.facts)
        facts.push_back({{"fact", fact.name},
                         {"label", words("forecast.fact." + fact.name)},
                         {"value", fact.value},
                         {"unit", fact.unit},
                         {"from", fact.from}});
    json["person_facts"] = std::move(facts);
    OrderedJson warnings = OrderedJson::array();
    for (const std::string& key : answer.warnings)
        warnings.push_back({{"warning", key.substr(key.rfind('.') + 1)}, {"text", words(key)}});
    json["warnings"] = std::move(warnings);
    OrderedJson evidence = OrderedJson::array();
    for (const care::EvidenceOnly& one : answer.evidence) {
        const auto& prior = one.prior;
        const double reach = 1.959963984540054 * prior.prediction_sd;
        evidence.push_back({{"outcome", one.outcome},
                            {"label", words("forecast.evidence." + one.outcome)},
                            {"modality", one.modality},
                            {"smd", rounded(prior.mean)},
                            {"pi_lb", rounded(prior.mean - reach)},
                            {"pi_ub", rounded(prior.mean + reach)},
                            {"grade", prior.grade},
                            {"status", prior.status},
                            {"from", prior.from.empty() ? prior.id : prior.from},
                            {"borrowed", prior.borrowed},
                            {"why", words("synthesis.prior." + prior.id)}});
    }
    json["evidence_only"] = std::move(evidence);
    if (!answer.modelled) return json;
    const model::Forecast& forecast = answer.forecast;
    json["seed"] = forecast.seed;
    json["draws"] = forecast.draws;
    json["rejections"] = forecast.rejections;
    json["step_error"] = {{"states", 1.8e-4},
                          {"scheme", "runge_kutta_4, 2 steps a day, withdrawal exact"},
                          {"source", "docs/methods/model.md, section 2"}};
    json["levels"] = model::kBandLevels;
    json["start"] = day_text(start);
    json["days"] = answer.days;
    OrderedJson outcomes = OrderedJson::array();
    for (const auto& outcome : forecast.outcomes) outcomes.push_back(outcome_json(outcome, words));
    json["outcomes"] = std::move(outcomes);
    json["lapse_free"] = shares_json(forecast.lapse_free);
    json["in_programme"] = shares_json(forecast.in_programme);
    return json;
}

}  // namespace sinew::document
