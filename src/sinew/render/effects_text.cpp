#include <sinew/base/text.hpp>
#include <sinew/render/effects_text.hpp>

#include <fmt/format.h>

namespace sinew::render {
namespace {

constexpr std::size_t kMostLeftOut = 12;

std::string text_of(const OrderedJson& json) { return json.get<std::string>(); }
double number_of(const OrderedJson& json) { return json.get<double>(); }

}  // namespace

void add_rows_and_warnings(TerminalPage& page, const OrderedJson& answer) {
    const OrderedJson& left = answer["rows_left_out"];
    if (!left.empty()) {
        page.heading(fmt::format("Left out: {} of {} rows", left.size(),
                                 left.size() + answer["rows_used"].size()));
        for (std::size_t i = 0; i < std::min(left.size(), kMostLeftOut); ++i)
            page.bullet(
                fmt::format("row {} {}: {}{}", left[i]["row"].get<std::size_t>(),
                            text_of(left[i]["study"]),
                            left[i]["column"].is_null() ? "" : text_of(left[i]["column"]) + " ",
                            text_of(left[i]["reason"])),
                0, Tone::caution);
        if (left.size() > kMostLeftOut)
            page.line(fmt::format("and {} more; --json lists all", left.size() - kMostLeftOut));
    }
    if (answer["warnings"].empty()) return;
    page.heading("To know");
    for (const OrderedJson& warning : answer["warnings"])
        page.bullet(text_of(warning), 0, Tone::caution);
}

void add_methods(TerminalPage& page, const OrderedJson& answer) {
    page.heading("Methods");
    const std::string text = text_of(answer["methods_text"]);
    for (const std::string_view paragraph : split(text, '\n'))
        if (!paragraph.empty()) page.line(paragraph);
}

std::string effects_text(const OrderedJson& answer, const TextStyle& style) {
    TerminalPage page{style};
    page.title(
        fmt::format("{} effects, {}", answer["k"].get<std::size_t>(), text_of(answer["measure"])));
    page.blank();
    std::vector<std::vector<std::string>> rows;
    for (const OrderedJson& one : answer["effects"])
        rows.push_back({text_of(one["label"]), number_cell(number_of(one["yi"])),
                        number_cell(number_of(one["vi"])), number_cell(number_of(one["sei"])),
                        interval_cell(number_of(one["ci_lb"]), number_of(one["ci_ub"]), 3)});
    const std::string table =
        evidence_table({{"study", Side::left},
                        {"yi"},
                        {"vi"},
                        {"sei"},
                        {fmt::format("{} % interval", number_text(number_of(answer["level"])))}},
                       rows, style);
    for (const std::string_view line :
         split(std::string_view{table}.substr(0, table.size() - 1), '\n'))
        page.verbatim(line);
    add_rows_and_warnings(page, answer);
    if (style.explain) add_methods(page, answer);
    return std::move(page).text();
}

}  // namespace sinew::render
