#include <sinew/figure/svg.hpp>
#include <sinew/render/chart_words.hpp>
#include <sinew/render/forecast_chart.hpp>
#include <sinew/render/forecast_day_chart.hpp>
#include <sinew/render/forecast_html_parts.hpp>

#include <fmt/format.h>

namespace sinew::render {
namespace {

std::string safe(std::string_view text) { return figure::escaped_markup(text); }
std::string text_of(const OrderedJson& json, const char* key) {
    return json[key].get<std::string>();
}

/// Short scales show a tenth of a point, long ones and percentages none.
int decimals_of(const OrderedJson& outcome) {
    constexpr double kLong = 40;
    return outcome["highest"].is_null() || outcome["highest"].get<double>() > kLong ? 0 : 1;
}

}  // namespace

std::string ForecastSections::band(const OrderedJson& row, int decimals) const {
    const auto number = [&](std::size_t i) { return said(row[i].get<double>(), decimals); };
    return words_("forecast.band",
                  {{"middle", number(2)}, {"low", number(0)}, {"high", number(4)}});
}

void ForecastSections::heading(const char* id, const std::string& text) {
    out_ += fmt::format("<h2 id=\"{}{}\">{}</h2>\n", ids_, id, safe(text));
}

void ForecastSections::paragraph(const std::string& text, const char* css) {
    out_ += *css == '\0' ? "<p>" : fmt::format("<p class=\"{}\">", css);
    out_ += safe(text) + "</p>\n";
}

void ForecastSections::figures(const std::vector<figure::Scene>& scenes, const char* id,
                               const char* css) {
    out_ += fmt::format("<div class=\"{}\">", css);
    for (std::size_t i = 0; i < scenes.size(); ++i) {
        figure::SvgStyle style;
        style.colours = figure::SvgColours::classes;
        style.id = fmt::format("{}{}-{}", ids_, id, i + 1);
        out_ += "<figure>" + figure::to_svg(scenes[i], style) + "</figure>\n";
    }
    out_ += "</div>\n";
}

void ForecastSections::table_head(const std::vector<std::string>& titles) {
    out_ += fmt::format("<div class=\"scroll{}\" tabindex=\"0\"><table><thead><tr>",
                        titles.size() < 3 ? " short" : "");
    for (const std::string& title : titles) out_ += "<th scope=\"col\">" + safe(title) + "</th>";
    out_ += "</tr></thead><tbody>\n";
}

void ForecastSections::row(const std::vector<std::string>& cells) {
    out_ += "<tr>";
    for (std::size_t i = 0; i < cells.size(); ++i)
        out_ += (i == 0 ? "<th scope=\"row\">" : "<td>") + safe(cells[i]) +
                (i == 0 ? "</th>" : "</td>");
    out_ += "</tr>\n";
}

void ForecastSections::table_end() { out_ += "</tbody></table></div>\n"; }

void ForecastSections::opening() {
    const bool chinese = words_.language() == domain::Language::zh;
    paragraph(forecast_["plain"][chinese ? "zh" : "en"].get<std::string>(), "plain");
    for (const auto& warning : forecast_["warnings"]) {
        const bool grave = warning["warning"] == "overdose";
        out_ += fmt::format("<p class=\"{}\"{}>{}</p>\n", grave ? "grave" : "note",
                            grave ? " role=\"alert\"" : "", safe(text_of(warning, "text")));
    }
}

void ForecastSections::outcomes_table(const char* path, const char* heading_key) {
    const bool followed = std::string_view{path} == "followed";
    const std::string last = std::to_string(forecast_["days"].size() - 1);
    heading(path, words_(heading_key, {{"days", last}}));
    paragraph(forecast_["paths"][path].get<std::string>(), "soft");
    std::vector<std::string> titles;
    for (const char* column : {"outcome", "start", "without", "with", "difference"})
        titles.push_back(words_(std::string{"forecast.column."} + column));
    if (followed) {
        titles.push_back(words_("forecast.column.hypotheses"));
        titles.push_back(words_("forecast.column.evidence"));
    }
    table_head(titles);
    for (const auto& outcome : forecast_["outcomes"]) {
        if (outcome["path"] != path) continue;
        const int decimals = decimals_of(outcome);
        std::vector<std::string> cells{
            text_of(outcome, "name"), said(outcome["band"].front()[2].get<double>(), decimals),
            band(outcome["without_programme"]["band"].back(), decimals),
            band(outcome["band"].back(), decimals), band(outcome["difference"].back(), decimals)};
        if (followed) {
            const auto& share = outcome["hypothesis"]["share"];
            cells.push_back(share.is_null() ? words_("forecast.undefined")
                                            : said(100 * share.get<double>(), 0) + " %");
            const auto& trials = outcome["evidence_only"];
            cells.push_back(
                trials.is_null()
                    ? "–"
                    : words_("forecast.band", {{"middle", said(trials["smd"].get<double>(), 2)},
                                               {"low", said(trials["pi_lb"].get<double>(), 2)},
                                               {"high", said(trials["pi_ub"].get<double>(), 2)}}));
        }
        row(cells);
    }
    table_end();
    paragraph(forecast_["bands"]["band"].get<std::string>(), "soft small");
}

void ForecastSections::trajectories() {
    heading("trajectories", words_("forecast.heading.trajectories"));
    paragraph(words_("forecast.band.legend"), "soft");
    figures(outcome_panels(forecast_, "followed", words_), "followed", "panels");
    if (forecast_["events"].is_null()) return;
    out_ += "<details><summary><strong>" + safe(words_("forecast.heading.trajectories_sampled")) +
            "</strong></summary><div>\n";
    paragraph(forecast_["paths"]["sampled"].get<std::string>(), "soft");
    figures(outcome_panels(forecast_, "sampled", words_), "sampled", "panels");
    out_ += "</div></details>\n";
}

void ForecastSections::curves() {
    heading("curves", words_("forecast.heading.curves"));
    paragraph(words_("forecast.lapse.means"), "note");
    figures(event_panels(forecast_, words_), "event", "panels");
    paragraph(text_of(forecast_["lapse"], "basis") + " " + text_of(forecast_["dropout"], "basis"),
              "soft small");
    if (forecast_["events"].is_null()) return;
    paragraph(text_of(forecast_["lapse"]["sampled"], "basis"), "soft small");
    out_ += "<h3>" + safe(words_("forecast.heading.events")) + "</h3>\n";
    const auto& events = forecast_["events"];
    table_head({words_("forecast.column.outcome"), words_("forecast.column.value")});
    OrderedJson percent = OrderedJson::array();
    for (const auto& share : events["attended"]) percent.push_back(100 * share.get<double>());
    row({words_("forecast.events.attended"), band(percent, 0) + " %"});
    row({words_("forecast.events.lapses_without"), band(events["without_programme"]["lapses"], 0)});
    row({words_("forecast.events.lapses"), band(events["lapses"], 0)});
    row({words_("forecast.events.use_days_without"),
         band(events["without_programme"]["use_days"], 0)});
    row({words_("forecast.events.use_days"), band(events["use_days"], 0)});
    table_end();
}

void ForecastSections::session_day() {
    const auto& view = forecast_["session_day"];
    heading("session-day", words_("forecast.day_view.title"));
    if (view.is_null()) {
        paragraph(words_("forecast.day_view.missing"));
        return;
    }
    paragraph(words_("forecast.day_view.subtitle_plain",
                     {{"day", view["day"].dump()}, {"date", text_of(view, "date")}}),
              "soft");
    figures(session_day_panels(forecast_, words_), "day", "panels");
    paragraph(text_of(view["example_cue"], "text"), "soft small");
    paragraph(text_of(view, "note"), "soft small");
}

void ForecastSections::mechanisms() {
    heading("mechanisms", words_("forecast.heading.mechanisms"));
    figures({mechanisms_picture(forecast_, words_)}, "mechanisms", "single");
    for (const auto& part : forecast_["contributions"])
        if (part["outcome"] == "craving_vas" && part["mechanism"] == "interaction")
            paragraph(words_("forecast.interaction.stated", {{"band", band(part["band"], 1)}}),
                      "note");
    if (forecast_["shapley_orders"].get<int>() > 0)
        paragraph(
            words_("forecast.shapley.means", {{"orders", forecast_["shapley_orders"].dump()}}),
            "soft small");
    heading("share", words_("forecast.heading.share"));
    figures({hypotheses_picture(forecast_, words_)}, "share", "single");
    paragraph(words_("forecast.share.means"), "soft small");
}

void ForecastSections::evidence() {
    heading("evidence", words_("forecast.heading.evidence"));
    if (forecast_["evidence_only"].empty()) {
        paragraph(words_("forecast.evidence.none"));
        return;
    }
    out_ += "<ul>\n";
    for (const auto& one : forecast_["evidence_only"])
        out_ += "<li>" +
                safe(words_("forecast.evidence.line",
                            {{"outcome", text_of(one, "label")},
                             {"smd", said(one["smd"].get<double>(), 2)},
                             {"low", said(one["pi_lb"].get<double>(), 2)},
                             {"high", said(one["pi_ub"].get<double>(), 2)},
                             {"grade", words_("forecast.grade." + text_of(one, "grade"))}})) +
                "<br><span class=\"soft small\">" + safe(text_of(one, "why")) + "</span></li>\n";
    out_ += "</ul>\n";
}

void ForecastSections::latent() {
    out_ += "<details><summary><strong>" + safe(words_("forecast.heading.latent")) +
            "</strong></summary><div>\n";
    paragraph(words_("forecast.latent.means"), "soft");
    figures(latent_panels(forecast_, words_), "latent", "panels");
    out_ += "</div></details>\n";
}

void ForecastSections::missing() {
    heading("missing", words_("forecast.heading.missing"));
    out_ += "<ul>\n";
    for (const auto& line : forecast_["not_modelled"])
        out_ += "<li>" + safe(line.get<std::string>()) + "</li>\n";
    out_ += "</ul>\n";
}

void ForecastSections::grounds() {
    heading("facts", words_("forecast.heading.facts"));
    const bool modelled = forecast_["modelled"].get<bool>();
    std::vector<std::string> titles;
    for (const char* column : {"fact", "value", "from", "what_for", "changes"})
        titles.push_back(words_(std::string{"forecast.column."} + column));
    if (!modelled) titles.resize(3);
    table_head(titles);
    for (std::size_t i = 0; i < forecast_["person_facts"].size(); ++i) {
        const auto& fact = forecast_["person_facts"][i];
        const std::string unit = text_of(fact, "unit");
        std::vector<std::string> cells{text_of(fact, "label"),
                                       text_of(fact, "text") + (unit.empty() ? "" : " " + unit),
                                       words_("forecast.from." + text_of(fact, "from"))};
        if (modelled) {
            const auto& why = forecast_["explanation"]["facts"][i];
            cells.push_back(text_of(why, "rule"));
            cells.push_back(text_of(why, "changes"));
        }
        row(cells);
    }
    table_end();
    if (!modelled) return;
    out_ += "<details><summary><strong>" + safe(words_("forecast.heading.links")) +
            "</strong></summary><div>\n";
    table_head({words_("forecast.column.link"), words_("forecast.column.mechanism"),
                words_("forecast.column.grade"), words_("forecast.column.basis")});
    for (const auto& link : forecast_["explanation"]["links"])
        row({text_of(link, "from") + " → " + text_of(link, "to") + " (" +
                 (text_of(link, "sign") == "-" ? "−" : "+") + ")",
             text_of(link, "mechanism"), text_of(link, "grade"), text_of(link, "basis")});
    table_end();
    out_ += "</div></details>\n";
}

void ForecastSections::made() {
    heading("made", words_("forecast.heading.made"));
    const auto& error = forecast_["step_error"];
    paragraph(words_("forecast.made.line",
                     {{"seed", forecast_["seed"].dump()},
                      {"draws", forecast_["draws"].dump()},
                      {"rejections", forecast_["rejections"].dump()},
                      {"error", fmt::format("{:.1g}", error["states"].get<double>())},
                      {"vas", fmt::format("{:.1g}", error["vas_points"].get<double>())},
                      {"scheme", words_("forecast.made.scheme")}}),
              "small");
}

std::string ForecastSections::write() {
    opening();
    if (forecast_["modelled"].get<bool>()) {
        outcomes_table("followed", "forecast.heading.outcomes");
        trajectories();
        curves();
        if (!forecast_["events"].is_null()) outcomes_table("sampled", "forecast.heading.sampled");
        session_day();
        mechanisms();
    }
    evidence();
    if (forecast_["modelled"].get<bool>()) latent();
    missing();
    grounds();
    if (forecast_["modelled"].get<bool>()) made();
    return std::move(out_);
}

}  // namespace sinew::render
