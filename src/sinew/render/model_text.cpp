#include <sinew/render/model_text.hpp>

#include <fmt/format.h>

namespace sinew::render {
namespace {

std::string word(const OrderedJson& value, const knowledge::Words& words) {
    return value.is_null() ? words("model.none") : value.get<std::string>();
}

std::string span(const OrderedJson& prior, const knowledge::Words& words) {
    if (prior.is_null() || prior["low"].is_null()) return words("model.fixed");
    return words("model.span", {{"low", fmt::format("{:.2g}", prior["low"].get<double>())},
                                {"high", fmt::format("{:.2g}", prior["high"].get<double>())}});
}

}  // namespace

std::string model_links_text(const OrderedJson& json, const knowledge::Words& words,
                             const TextStyle& style) {
    TerminalPage page{style};
    page.title(words("model.links.title"));
    page.line(words("model.status"), 0, Tone::caution);
    page.blank();
    std::vector<std::vector<std::string>> rows;
    std::size_t hypotheses = 0;
    for (const auto& link : json["links"]) {
        std::string gains;
        for (const auto& gain : link["gains"])
            gains += fmt::format("{}{} {} ({})", gains.empty() ? "" : "; ",
                                 gain["symbol"].get<std::string>(), gain["value"].dump(),
                                 span(gain["prior"], words));
        rows.push_back(
            {link["id"].get<std::string>(),
             fmt::format("{} {} {}", link["from"].get<std::string>(),
                         link["sign"] == "+" ? "-> +" : "-> -", link["to"].get<std::string>()),
             link["mechanism_name"].get<std::string>(),
             fmt::format("{}/{}", link["grade"].get<std::string>(),
                         link["grade_general"].get<std::string>()),
             std::move(gains)});
        if (style.explain)
            rows.back().push_back(fmt::format("{} [{}]", link["basis"].get<std::string>(),
                                              word(link["source"], words)));
        hypotheses += link["grade"] == "H" ? 1U : 0U;
    }
    std::vector<std::string> header{words("model.column.id"), words("model.column.link"),
                                    words("model.column.mechanism"), words("model.column.grade"),
                                    words("model.column.gains")};
    if (style.explain) header.push_back(words("model.column.source"));
    page.table(header, rows);
    page.line(words("model.links.count", {{"count", std::to_string(rows.size())},
                                          {"hypotheses", std::to_string(hypotheses)}}));
    page.line(words("model.links.means"), 0, Tone::quiet);
    return std::move(page).text();
}

std::string model_parameters_text(const OrderedJson& json, const knowledge::Words& words,
                                  const TextStyle& style) {
    TerminalPage page{style};
    page.title(words("model.parameters.title"));
    page.line(words("model.status"), 0, Tone::caution);
    page.blank();
    std::vector<std::vector<std::string>> rows;
    std::size_t ours = 0;
    for (const auto& one : json["parameters"]) {
        rows.push_back({one["id"].get<std::string>(), one["symbol"].get<std::string>(),
                        one["value"].dump(), one["unit"].get<std::string>(),
                        span(one["prior"], words), one["status"].get<std::string>(),
                        one["description"].get<std::string>()});
        if (style.explain)
            rows.back().push_back(fmt::format(
                "{} [{}] {}", word(one["as_printed"], words), word(one["source"], words),
                one["notes"].is_null() ? "" : one["notes"].get<std::string>()));
        ours += one["status"] == "ours" ? 1U : 0U;
    }
    std::vector<std::string> header{words("model.column.id"),     words("model.column.symbol"),
                                    words("model.column.value"),  words("model.column.unit"),
                                    words("model.column.prior"),  words("model.column.status"),
                                    words("model.column.meaning")};
    if (style.explain) header.push_back(words("model.column.source"));
    page.table(header, rows);
    page.line(words("model.parameters.count",
                    {{"count", std::to_string(rows.size())}, {"ours", std::to_string(ours)}}));
    page.line(words("model.parameters.means"), 0, Tone::quiet);
    return std::move(page).text();
}

}  // namespace sinew::render
