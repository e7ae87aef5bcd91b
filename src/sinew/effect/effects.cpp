#include <sinew/base/text.hpp>
#include <sinew/effect/effects.hpp>

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace sinew::effect {
namespace {

std::vector<std::size_t> numbered(const std::vector<EffectRow>& rows,
                                  std::string EffectRow::*name) {
    std::unordered_map<std::string_view, std::size_t> numbers;
    std::vector<std::size_t> result;
    result.reserve(rows.size());
    for (const EffectRow& row : rows)
        result.push_back(numbers.try_emplace(row.*name, numbers.size()).first->second);
    return result;
}

Result<std::size_t> place_of(const Effects& effects, std::string_view column) {
    const auto found = std::find(effects.columns.begin(), effects.columns.end(), column);
    if (found != effects.columns.end())
        return static_cast<std::size_t>(found - effects.columns.begin());
    const auto near = nearest_word(column, effects.columns);
    return fail({ErrorCode::not_found,
                 "the table has no column \"" + std::string{column.substr(0, 40)} + "\"",
                 effects.table,
                 near ? "did you mean " + *near + "?"
                      : "it has: " + join(effects.columns, ", ").substr(0, 300)});
}

}  // namespace

std::vector<std::size_t> Effects::cluster_numbers() const {
    return numbered(rows, &EffectRow::cluster);
}
std::vector<std::size_t> Effects::study_numbers() const {
    return numbered(rows, &EffectRow::study);
}

Result<Moderator> moderator_of(const Effects& effects, std::string_view column) {
    SINEW_TRY(const std::size_t place, place_of(effects, column));
    Moderator moderator{.name = std::string{column}, .numeric = true};
    bool any = false;
    for (const EffectRow& row : effects.rows) {
        const std::string& cell = row.cells[place];
        moderator.cells.push_back(cell);
        const auto number = parse_number(cell);
        moderator.numbers.push_back(number.value_or(std::numeric_limits<double>::quiet_NaN()));
        if (cell.empty()) continue;
        any = true;
        if (!number) moderator.numeric = false;
    }
    if (!any) moderator.numeric = false;
    if (moderator.numeric) return moderator;
    moderator.numbers.clear();
    for (const std::string& cell : moderator.cells)
        if (!cell.empty()) moderator.levels.push_back(cell);
    std::sort(moderator.levels.begin(), moderator.levels.end());
    moderator.levels.erase(std::unique(moderator.levels.begin(), moderator.levels.end()),
                           moderator.levels.end());
    return moderator;
}

Effects only_effects(const Effects& effects, const std::vector<std::size_t>& places) {
    Effects kept = effects;
    kept.yi.clear();
    kept.vi.clear();
    kept.rows.clear();
    std::vector<std::size_t> new_place(effects.size(), effects.size());
    for (const std::size_t place : places) {
        new_place[place] = kept.yi.size();
        kept.yi.push_back(effects.yi[place]);
        kept.vi.push_back(effects.vi[place]);
        kept.rows.push_back(effects.rows[place]);
    }
    kept.covariances.clear();
    for (const SharedCovariance& pair : effects.covariances)
        if (new_place[pair.first] < effects.size() && new_place[pair.second] < effects.size())
            kept.covariances.push_back({new_place[pair.first], new_place[pair.second], pair.value});
    return kept;
}

Result<void> keep_complete(Effects& effects, const std::vector<std::string>& columns) {
    std::vector<std::size_t> wanted;
    for (const std::string& column : columns) {
        SINEW_TRY(const std::size_t place, place_of(effects, column));
        wanted.push_back(place);
    }
    std::vector<std::size_t> complete;
    std::vector<LeftOutRow> left;
    for (std::size_t i = 0; i < effects.size(); ++i) {
        const EffectRow& row = effects.rows[i];
        const auto empty = std::find_if(wanted.begin(), wanted.end(), [&](std::size_t place) {
            return row.cells[place].empty();
        });
        if (empty == wanted.end())
            complete.push_back(i);
        else
            left.push_back({row.row, row.study, effects.columns[*empty], "missing"});
    }
    if (left.empty()) return {};
    effects = only_effects(effects, complete);
    for (LeftOutRow& row : left) effects.rows_left_out.push_back(std::move(row));
    std::stable_sort(
        effects.rows_left_out.begin(), effects.rows_left_out.end(),
        [](const LeftOutRow& one, const LeftOutRow& other) { return one.row < other.row; });
    return {};
}

}  // namespace sinew::effect
