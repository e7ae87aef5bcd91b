#include <sinew/figure/svg.hpp>
#include <sinew/render/forecast_html.hpp>
#include <sinew/render/forecast_html_parts.hpp>
#include <sinew/render/page_style.hpp>

#include <fmt/format.h>

namespace sinew::render {
namespace {

/// What this page adds to the sheet that all pages share.
constexpr std::string_view kOwnStyle = R"css(
main,header,footer{max-width:70rem}
figure{margin:0}
figure svg{display:block;width:100%;height:auto}
.banner{border:2px solid var(--amber);border-radius:12px;padding:.6rem 1rem;margin:1rem 0;background:var(--card);color:var(--ink);font-weight:600}
.plain{font-size:1.15rem;max-width:46rem;margin:1rem 0}
.note{border-left:3px solid var(--pine);padding:.1rem 0 .1rem .9rem;margin:.7rem 0;max-width:52rem}
.grave{border:2px solid var(--red);border-radius:12px;padding:.7rem 1rem;margin:1rem 0;background:var(--card);font-weight:600;max-width:52rem}
.panels{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(19rem,100%),1fr));gap:1rem 1.4rem;margin:1rem 0}
.single{margin:1rem 0;overflow-x:auto}
.single svg{max-width:52rem;min-width:30rem}
.scroll table{min-width:58rem}
.scroll.short table{min-width:0;max-width:34rem}
td,th{overflow-wrap:break-word}
tbody th{font-weight:600}
h3{margin-top:1rem}
.forecast+.forecast{border-top:3px solid var(--line);margin-top:3rem;padding-top:1rem}
@media print{.scroll{overflow:visible}.scroll table{min-width:0;font-size:8pt}.panels{grid-template-columns:repeat(3,1fr);gap:.5rem}figure{break-inside:avoid}.single svg{min-width:0}details[open]>summary{display:block}}
)css";

std::string safe(std::string_view text) { return figure::escaped_markup(text); }

std::string head(const OrderedJson& first, const care::Words& words) {
    const bool chinese = words.language() == domain::Language::zh;
    return fmt::format(
               "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
               "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
               "style-src "
               "'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">\n"
               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta "
               "name=\"referrer\" content=\"no-referrer\">\n"
               "<meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n"
               "<style>\n:root{{{}}}\n@media screen and "
               "(prefers-color-scheme:dark){{:root{{{}}}}}\n"
               "{}{}{}</style>\n</head>\n<body>\n<header>\n<h1>{}</h1>\n",
               chinese ? "zh-Hans" : "en", safe(words("forecast.title")),
               figure::ink_properties(figure::Theme::light),
               figure::ink_properties(figure::Theme::dark), figure::svg_class_rules(), kPageStyle,
               kOwnStyle, safe(words("forecast.title"))) +
           "<p class=\"banner\" role=\"note\">" + safe(first["status_text"].get<std::string>()) +
           "</p>\n</header>\n<main>\n";
}

std::string subtitle(const OrderedJson& forecast, const care::Words& words) {
    if (!forecast["modelled"].get<bool>()) return forecast["substance_name"].get<std::string>();
    return words("forecast.page.subtitle",
                 {{"substance", forecast["substance_name"].get<std::string>()},
                  {"days", std::to_string(forecast["days"].size() - 1)},
                  {"start", forecast["start"].get<std::string>()}});
}

}  // namespace

std::string forecast_html(const OrderedJson& forecasts, const care::Words& words) {
    std::vector<const OrderedJson*> all;
    if (forecasts.contains("forecasts"))
        for (const auto& one : forecasts["forecasts"]) all.push_back(&one);
    else
        all.push_back(&forecasts);
    const OrderedJson& first = *all.front();
    std::string page = head(first, words);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const std::string ids = all.size() > 1 ? fmt::format("f{}-", i + 1) : "";
        page += "<section class=\"forecast\"><p class=\"soft\">" + safe(subtitle(*all[i], words)) +
                "</p>\n" + ForecastSections{*all[i], words, ids}.write() + "</section>\n";
    }
    return page + "</main>\n<footer class=\"small soft\"><p>" +
           safe(words("programme.clinician_decides")) + "</p><p>" +
           safe(words("forecast.made.revision",
                      {{"revision", first["revision"].get<std::string>()},
                       {"hash", first["pack_hash"].get<std::string>().substr(0, 12)}})) +
           "</p></footer>\n</body>\n</html>\n";
}

}  // namespace sinew::render
