#include <sinew/effect/row_name.hpp>

#include <fmt/format.h>

#include <unordered_map>

namespace sinew::effect {
namespace {

std::string base_label(const EffectRow& row, const Columns& columns) {
    if (!row.label.empty()) return row.label;
    const std::string_view trt = columns.text(row.row - 1, "trt"),
                           base = columns.text(row.row - 1, "base");
    if (!trt.empty() && !base.empty() && columns.has("study"))
        return fmt::format("{}: {} vs {}", row.study, trt, base);
    if (columns.has("study")) return row.study;
    const std::string_view author = columns.text(row.row - 1, "author");
    const std::string_view year = columns.text(row.row - 1, "year");
    if (author.empty()) return row.study;
    return year.empty() ? std::string{author} : fmt::format("{} {}", author, year);
}

}  // namespace

void name_rows(Effects& effects, const Columns& columns) {
    std::unordered_map<std::string, std::size_t> counts;
    for (EffectRow& row : effects.rows) ++counts[row.label = base_label(row, columns)];
    std::unordered_map<std::string, std::size_t> named;
    for (EffectRow& row : effects.rows) {
        if (counts[row.label] < 2) continue;
        const std::string_view id = columns.text(row.row - 1, "effect_id");
        if (!id.empty()) row.label += fmt::format(" ({})", id);
    }
    for (const EffectRow& row : effects.rows) ++named[row.label];
    for (EffectRow& row : effects.rows)
        if (named[row.label] > 1) row.label += fmt::format(" [row {}]", row.row);
}

std::optional<std::string> repeated_studies(const Effects& effects) {
    std::unordered_map<std::string_view, std::size_t> counts;
    for (const EffectRow& row : effects.rows) ++counts[row.study];
    for (const EffectRow& row : effects.rows)
        if (counts[row.study] > 1)
            return fmt::format("rows of one study are taken as independent: {} stands in {} rows{}",
                               row.study, counts[row.study],
                               counts.size() > 1 ? " (the first such study)" : "");
    return {};
}

}  // namespace sinew::effect
