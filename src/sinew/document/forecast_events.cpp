#include <sinew/document/forecast_parts.hpp>

namespace sinew::document {
namespace {

OrderedJson curve_json(const model::ShareForecast& share, const std::string& basis) {
    OrderedJson json;
    json["band"] = bands_json(share.followed);
    json["centre"] = numbers_json(share.centre);
    json["without_programme"] = {{"band", bands_json(share.without_programme)},
                                 {"centre", numbers_json(share.centre_without)}};
    json["basis"] = basis;
    json["sampled"] = nullptr;
    return json;
}

OrderedJson counted_json(const model::CountedShare& counted) {
    return {{"free", numbers_json(counted.free)},
            {"low", numbers_json(counted.low)},
            {"high", numbers_json(counted.high)}};
}

}  // namespace

OrderedJson lapse_json(const care::ForecastAnswer& answer, const knowledge::Words& words) {
    OrderedJson json = curve_json(answer.forecast.lapse_free, words("forecast.basis.lapse"));
    if (!answer.forecast.events) return json;
    const auto& events = *answer.forecast.events;
    json["sampled"] = counted_json(events.lapse_free);
    json["sampled"]["without_programme"] = counted_json(events.lapse_free_without);
    json["sampled"]["basis"] = words("forecast.basis.counted");
    return json;
}

OrderedJson dropout_json(const care::ForecastAnswer& answer, const knowledge::Words& words) {
    OrderedJson json = curve_json(answer.forecast.in_programme, words("forecast.basis.dropout"));
    if (!answer.forecast.events) return json;
    json["sampled"] = counted_json(answer.forecast.events->in_programme);
    json["sampled"]["basis"] = words("forecast.basis.counted");
    return json;
}

OrderedJson events_json(const care::ForecastAnswer& answer) {
    if (!answer.forecast.events) return nullptr;
    const auto& events = *answer.forecast.events;
    OrderedJson json;
    json["within_day"] = answer.within_day;
    json["attendance"] = rounded_for_forecast(answer.attendance);
    json["attended"] = band_json(events.attended);
    json["lapses"] = band_json(events.lapses);
    json["use_days"] = band_json(events.use_days);
    json["without_programme"] = {{"lapses", band_json(events.lapses_without)},
                                 {"use_days", band_json(events.use_days_without)}};
    if (answer.within_day) json["first_lapse_by_hour"] = numbers_json(events.first_lapse_by_hour);
    return json;
}

OrderedJson session_day_json(const model::SessionDayView& view, Day start,
                             const knowledge::Words& words) {
    OrderedJson json;
    json["day"] = view.day + 1;
    json["date"] = day_text(start + std::chrono::days{static_cast<int>(view.day)});
    OrderedJson sessions = OrderedJson::array();
    for (std::size_t i = 0; i < view.starts.size(); ++i)
        sessions.push_back({{"start_min", view.starts[i]}, {"end_min", view.ends[i]}});
    json["sessions"] = std::move(sessions);
    json["example_cue"] = {{"minute", view.cue_minute},
                           {"strength", model::kExampleCueStrength},
                           {"text", words("forecast.day_view.cue")}};
    json["minutes"] = view.minutes;
    OrderedJson curves = OrderedJson::array();
    for (std::size_t i = 0; i < model::kDayCurves; ++i) {
        const auto curve = static_cast<model::DayCurve>(i);
        const std::string name{model::name_of(curve)};
        const bool latent =
            curve == model::DayCurve::cortisol || curve == model::DayCurve::endorphin;
        curves.push_back({{"curve", name},
                          {"name", words("forecast.day_curve." + name)},
                          {"unit", words("forecast.day_unit." + name)},
                          {"latent", latent},
                          {"centre", numbers_json(view.centre[i])},
                          {"band", bands_json(view.bands[i])}});
    }
    json["curves"] = std::move(curves);
    json["note"] = words("forecast.day_view.latent");
    return json;
}

}  // namespace sinew::document
