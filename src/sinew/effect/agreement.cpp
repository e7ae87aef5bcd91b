#include <sinew/effect/agreement.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <numbers>

namespace sinew::effect {
namespace {

constexpr auto kDirections =
    std::to_array<std::string_view>({"unknown", "lower_better", "higher_better"});

/// "1, 4, 7" or "1, 4, 7 and 12 more".
std::string listed(const std::vector<std::size_t>& rows) {
    constexpr std::size_t kShown = 10;
    std::string text;
    for (std::size_t i = 0; i < std::min(rows.size(), kShown); ++i)
        text += fmt::format("{}{}", i == 0 ? "" : ", ", rows[i]);
    if (rows.size() > kShown) text += fmt::format(" and {} more", rows.size() - kShown);
    return text;
}

template <class Key>
using RowsBy = std::map<Key, std::vector<std::size_t>>;

/// Brings the rows of the other measure to `target` by the logistic distribution's spread.
void convert_rows(Effects& effects, Measure target, const std::vector<std::size_t>& rows) {
    const double factor = target == Measure::SMD ? std::numbers::sqrt3 / std::numbers::pi
                                                 : std::numbers::pi / std::numbers::sqrt3;
    for (std::size_t i = 0; i < effects.size(); ++i) {
        if (effects.rows[i].measure == target) continue;
        effects.yi[i] *= factor;
        effects.vi[i] *= factor * factor;
        effects.rows[i].measure = target;
    }
    const bool to_smd = target == Measure::SMD;
    effects.warnings.push_back(fmt::format("converted {}: rows {}",
                                           to_smd
                                               ? "from log odds ratios to standardised differences"
                                               : "from standardised differences to log odds ratios",
                                           listed(rows)));
    effects.steps.push_back(to_smd ? "Log odds ratios were multiplied by sqrt(3)/pi to stand as "
                                     "standardised mean differences."
                                   : "Standardised mean differences were multiplied by pi/sqrt(3) "
                                     "to stand as log odds ratios.");
    effects.references.emplace_back("chinn2000");
}

}  // namespace

std::string_view name_of(Direction direction) noexcept {
    return kDirections[static_cast<std::size_t>(direction)];
}

std::optional<Direction> direction_named(std::string_view name) noexcept {
    for (const Direction direction : {Direction::lower_better, Direction::higher_better})
        if (name == name_of(direction)) return direction;
    return {};
}

void settle_measures(Effects& effects, const EffectsQuestion& question, Faults& faults) {
    effects.measure = question.measure.value_or(Measure::GEN);
    RowsBy<Measure> rows;
    for (const EffectRow& row : effects.rows) rows[row.measure].push_back(row.row);
    if (rows.empty()) return;
    const auto where = effects.table + ":measure";
    if (rows.size() == 1) {
        const Measure found = rows.begin()->first;
        if (!question.measure || found == *question.measure) {
            effects.measure = found;
            return;
        }
        const bool convertible =
            question.convert && (found == Measure::OR || found == Measure::SMD) &&
            (question.measure == Measure::OR || question.measure == Measure::SMD);
        if (convertible) return convert_rows(effects, effects.measure, rows.begin()->second);
        faults.add(ErrorCode::conflict, where,
                   fmt::format("the column says {}, --measure says {}", spec_of(found).code,
                               spec_of(*question.measure).code),
                   "leave --measure away, or mend the column");
        return;
    }
    const bool pair = rows.size() == 2 && rows.contains(Measure::SMD) && rows.contains(Measure::OR);
    const Measure target = question.measure.value_or(Measure::SMD);
    if (pair && question.convert && rows.contains(target)) {
        effects.measure = target;
        return convert_rows(effects, target,
                            rows.at(target == Measure::SMD ? Measure::OR : Measure::SMD));
    }
    std::string found;
    for (const auto& [measure, list] : rows)
        found += fmt::format("{}{} (rows {})", found.empty() ? "" : ", ", spec_of(measure).code,
                             listed(list));
    faults.add(ErrorCode::conflict, where, "different measures in one table: " + found,
               pair ? "--convert brings odds ratios and standardised differences to one scale"
                    : "pool each measure by itself");
}

void settle_directions(Effects& effects, const std::vector<Direction>& directions,
                       std::optional<Direction> align, Faults& faults) {
    RowsBy<Direction> rows;
    for (std::size_t i = 0; i < effects.size(); ++i)
        if (directions[i] != Direction::unknown) rows[directions[i]].push_back(effects.rows[i].row);
    if (rows.empty()) {
        if (align)
            faults.add(ErrorCode::bad_input, "--align", "no row says its direction",
                       "add a column `direction` with lower_better or higher_better");
        return;
    }
    if (!align && rows.size() == 2) {
        faults.add(
            ErrorCode::conflict, effects.table + ":direction",
            fmt::format(
                "both directions in one table: lower_better in rows {}; higher_better in rows {}",
                listed(rows[Direction::lower_better]), listed(rows[Direction::higher_better])),
            "--align lower_better multiplies the other rows by -1");
        return;
    }
    effects.direction = align.value_or(rows.begin()->first);
    if (!align) return;
    std::vector<std::size_t> turned;
    for (std::size_t i = 0; i < effects.size(); ++i) {
        if (directions[i] == *align) continue;
        effects.yi[i] = -effects.yi[i];
        turned.push_back(effects.rows[i].row);
    }
    if (turned.empty()) return;
    effects.warnings.push_back(
        fmt::format("multiplied by -1 to mean {}: rows {}", name_of(*align), listed(turned)));
    effects.steps.push_back("Effects of scales that run the other way were multiplied by -1.");
}

}  // namespace sinew::effect
