#include <sinew/render/forecast_day_chart.hpp>
#include <sinew/render/forecast_marks.hpp>

#include <string_view>

namespace sinew::render {
namespace {

using figure::Ink;

constexpr double kSecondsOfMinute = 60;

const OrderedJson& curve_named(const OrderedJson& view, std::string_view name) {
    for (const auto& curve : view["curves"])
        if (curve["curve"] == name) return curve;
    return view["curves"].front();
}

class DayPanels {
public:
    DayPanels(const OrderedJson& view, const care::Words& words) : view_{view}, words_{words} {
        for (const auto& minute : view["minutes"])
            x_.push_back(kSecondsOfMinute * minute.get<double>());
    }

    [[nodiscard]] chart::Panel craving(bool cue, Legend legend) const {
        const auto& with = curve_named(view_, cue ? "craving_cue" : "craving");
        const auto& without = curve_named(view_, cue ? "craving_without_cue" : "craving_without");
        chart::Panel panel = frame(with);
        panel.y.from = 0.0;
        add_middle(panel, x_, without["band"], {Ink::clay, 1.6, chart::Dash::dashed, 1},
                   legend == Legend::named ? words_("forecast.day_view.without") : "");
        add_bands(panel, x_, with["band"], Ink::pine, words_("forecast.chart.with"), legend,
                  words_);
        if (cue)
            panel.marks.emplace_back(chart::RuleMark{
                .label = words_("forecast.chart.cue"),
                .direction = chart::Direction::vertical,
                .value = kSecondsOfMinute * view_["example_cue"]["minute"].get<double>()});
        return panel;
    }

    [[nodiscard]] chart::Panel other(std::string_view name) const {
        const auto& curve = curve_named(view_, name);
        chart::Panel panel = frame(curve);
        const bool latent = curve["latent"].get<bool>();
        if (latent) panel.heading += " (" + words_("forecast.day_view.latent_tag") + ")";
        add_bands(panel, x_, curve["band"], latent ? Ink::sky : Ink::pine, "", Legend::none,
                  words_);
        return panel;
    }

private:
    [[nodiscard]] chart::Panel frame(const OrderedJson& curve) const {
        chart::Panel panel;
        panel.heading = curve["name"].get<std::string>();
        panel.x = {.title = words_("forecast.day_view.clock"),
                   .kind = chart::AxisKind::clock,
                   .ends = chart::Ends::tight,
                   .from = 0.0,
                   .to = 24 * 60 * kSecondsOfMinute};
        panel.y = {.title = curve["unit"].get<std::string>()};
        for (const auto& session : view_["sessions"])
            panel.marks.emplace_back(
                chart::RegionMark{.from = kSecondsOfMinute * session["start_min"].get<double>(),
                                  .to = kSecondsOfMinute * session["end_min"].get<double>(),
                                  .ink = Ink::amber,
                                  .opacity = 0.22});
        return panel;
    }

    const OrderedJson& view_;
    const care::Words& words_;
    std::vector<double> x_;
};

constexpr double kHeight = 140;
constexpr std::string_view kOthers[] = {"heart_rate", "rmssd", "cortisol", "endorphin"};

}  // namespace

figure::Scene session_day_picture(const OrderedJson& forecast, const care::Words& words) {
    const OrderedJson& view = forecast["session_day"];
    const DayPanels panels{view, words};
    chart::Chart chart = chart_in(words);
    chart.title = words("forecast.day_view.title");
    chart.subtitle =
        words("forecast.day_view.subtitle_plain",
              {{"day", view["day"].dump()}, {"date", view["date"].get<std::string>()}});
    chart.footnote = forecast["status_text"].get<std::string>() + " " +
                     view["example_cue"]["text"].get<std::string>() + " " +
                     view["note"].get<std::string>();
    chart.description = chart.title + ". " + chart.footnote;
    chart.width = 900;
    chart.rows = {{{panels.craving(false, Legend::named), panels.craving(true, Legend::none)}, 170},
                  {{panels.other("heart_rate"), panels.other("rmssd")}, 130},
                  {{panels.other("cortisol"), panels.other("endorphin")}, 130}};
    return draw(chart);
}

std::vector<figure::Scene> session_day_panels(const OrderedJson& forecast,
                                              const care::Words& words) {
    const DayPanels panels{forecast["session_day"], words};
    std::vector<figure::Scene> scenes;
    const auto add = [&](chart::Panel panel) {
        const std::string heading = panel.heading;
        scenes.push_back(alone(std::move(panel), kHeight, heading, words));
    };
    add(panels.craving(false, Legend::none));
    add(panels.craving(true, Legend::none));
    for (const std::string_view name : kOthers) add(panels.other(name));
    return scenes;
}

}  // namespace sinew::render
