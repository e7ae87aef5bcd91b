#include <sinew/base/text.hpp>
#include <sinew/care/multilevel_terms.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace sinew::care {
namespace {

tl::unexpected<Error> refuse(ErrorCode code, std::string what, std::string hint) {
    return fail({code, std::move(what), "--random", std::move(hint)});
}

/// The cells of a column, by effect.
Result<std::vector<std::string>> cells_of(const effect::Effects& effects,
                                          const std::string& column) {
    const bool there =
        std::find(effects.columns.begin(), effects.columns.end(), column) != effects.columns.end();
    std::vector<std::string> cells;
    if (column == "study" || column == "cluster" || (column == "effect_id" && !there)) {
        for (const effect::EffectRow& row : effects.rows)
            cells.push_back(column == "study"     ? row.study
                            : column == "cluster" ? row.cluster
                                                  : fmt::format("row {}", row.row));
        return cells;
    }
    auto moderator = effect::moderator_of(effects, column);
    if (!moderator) {
        Error error = moderator.error();
        error.where = "--random";
        return fail(std::move(error));
    }
    for (std::size_t i = 0; i < moderator->cells.size(); ++i)
        if (moderator->cells[i].empty())
            return fail(
                {ErrorCode::bad_input, "the cell under " + column + " is empty",
                 fmt::format("row {}", effects.rows[i].row),
                 "fill it, or leave that row out: --random needs to know what it belongs to"});
    return std::move(moderator->cells);
}

/// Numbers in order of first appearance.
std::vector<std::size_t> numbered(const std::vector<std::string>& cells,
                                  std::vector<std::string>& names) {
    std::map<std::string, std::size_t> number;
    std::vector<std::size_t> made;
    for (const std::string& cell : cells) {
        const auto [place, fresh] = number.try_emplace(cell, names.size());
        if (fresh) names.push_back(cell);
        made.push_back(place->second);
    }
    return made;
}

Result<void> add_nested(TermsRead& made, const effect::Effects& effects, std::string_view text) {
    std::vector<std::string> path(effects.size());
    std::string name;
    for (const std::string_view part : split(text, '/')) {
        const std::string column{trim(part)};
        if (column.empty())
            return refuse(ErrorCode::bad_input, "a name is missing beside a /",
                          "write study/effect_id");
        SINEW_TRY(const auto cells, cells_of(effects, column));
        for (std::size_t i = 0; i < path.size(); ++i)
            path[i] += (name.empty() ? "" : "/") + cells[i];
        name += (name.empty() ? "" : "/") + column;
        auto& names = made.group_names.emplace_back();
        made.terms.push_back(multilevel::random_intercept(name, numbered(path, names)));
    }
    return {};
}

Result<void> add_within(TermsRead& made, const effect::Effects& effects, std::string_view inner,
                        std::string_view outer, multilevel::Structure structure) {
    const std::string inner_name{trim(inner)}, outer_name{trim(outer)};
    if (inner_name.empty() || outer_name.empty())
        return refuse(ErrorCode::bad_input, "a name is missing beside a |",
                      "write outcome | study");
    if (inner_name == "1") return add_nested(made, effects, outer_name);
    SINEW_TRY(const auto outer_cells, cells_of(effects, outer_name));
    SINEW_TRY(const auto inner_cells, cells_of(effects, inner_name));
    auto& names = made.group_names.emplace_back();
    std::vector<std::string> levels = inner_cells;
    std::sort(levels.begin(), levels.end());
    levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
    if (levels.size() < 2)
        return refuse(ErrorCode::bad_input, inner_name + " has one level only",
                      "take --random \"" + outer_name + "\"");
    std::vector<std::size_t> inner_numbers;
    for (const std::string& cell : inner_cells)
        inner_numbers.push_back(static_cast<std::size_t>(
            std::lower_bound(levels.begin(), levels.end(), cell) - levels.begin()));
    auto term =
        multilevel::inner_within_outer(inner_name + " | " + outer_name, std::move(inner_numbers),
                                       numbered(outer_cells, names), structure);
    term.inner_names = std::move(levels);
    made.terms.push_back(std::move(term));
    return {};
}

}  // namespace

Result<TermsRead> terms_named(const effect::Effects& effects, std::string_view formula,
                              multilevel::Structure structure) {
    TermsRead made;
    for (const std::string_view part : split(formula, '+')) {
        const auto bar = part.find('|');
        const auto added =
            bar == std::string_view::npos
                ? add_nested(made, effects, part)
                : add_within(made, effects, part.substr(0, bar), part.substr(bar + 1), structure);
        if (!added) return fail(added.error());
    }
    return made;
}

}  // namespace sinew::care
