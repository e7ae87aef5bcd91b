// Effects with their variances, and everything the rooms above need to name, group and explain them.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/effect/columns.hpp>
#include <sinew/effect/measure.hpp>
#include <sinew/effect/shape.hpp>
#include <sinew/effect/two_counts.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::effect {

/// A row of the table that gave no effect. No error: it is told.
struct LeftOutRow {
    std::size_t row = 0;  ///< data row, from 1
    std::string study = {};
    std::string column = {};  ///< the table's name of the cell that was missing
    std::string reason = {};
};

/// Who an effect belongs to.
struct EffectRow {
    std::size_t row = 0;       ///< data row of the table, from 1 (the first of its arms)
    std::string study = {};    ///< "row 3" when the table has no column `study`
    std::string label = {};    ///< for tables and pictures: unlike within the table
    std::string cluster = {};  ///< of the column `cluster`; without one, the study
    Measure measure = Measure::GEN;
    std::vector<std::string> cells = {};  ///< as `Effects::columns`; moderators and labels
};

enum class Direction : std::uint8_t { unknown, lower_better, higher_better };

/// What the errors of two effects have in common, known before anything is pooled.
struct SharedCovariance {
    std::size_t first = 0, second = 0;  ///< places in `Effects`, first < second
    double value = 0;
};

/// The counts of one comparison as they stand in the table, before anything is added: for answers that pool counts.
struct CountRow {
    std::size_t row = 0;  ///< data row, from 1; `EffectRow::row` when it gave an effect too
    std::string study = {};
    FourCells people = {};  ///< of measures of people
    TwoRates rates = {};    ///< of measures of person-time
};

/// All vectors of one length: effect i is yi[i] with variance vi[i], of rows[i].
struct Effects {
    std::string table = {};  ///< name of the input
    Shape shape = Shape::effect;
    Measure measure = Measure::GEN;  ///< one for all
    Direction direction = Direction::unknown;
    std::vector<double> yi = {};  ///< on the analysis scale: ratios as logarithms
    std::vector<double> vi = {};  ///< above zero
    std::vector<EffectRow> rows = {};
    std::vector<SharedCovariance> covariances =
        {};  ///< of arms against one control; pairs that are not named have none
    std::vector<CountRow> counts = {};      ///< rows of counts, those that gave no effect too
    std::vector<std::string> columns = {};  ///< of the table
    std::vector<LeftOutRow> rows_left_out = {};
    std::vector<std::string> warnings = {};  ///< sentences
    std::vector<std::string>
        steps;  ///< what was done to get here, for the methods paragraph; sentences
    std::vector<std::string> references = {};  ///< keys of citations that the steps rest on

    [[nodiscard]] std::size_t size() const noexcept { return yi.size(); }
    /// As many entries as effects; 0, 1, 2 ... in order of first appearance.
    [[nodiscard]] std::vector<std::size_t> cluster_numbers() const;
    [[nodiscard]] std::vector<std::size_t> study_numbers() const;
};

/// A column as a property of effects.
struct Moderator {
    std::string name = {};
    bool numeric = false;                  ///< every cell that is there is a number
    std::vector<double> numbers = {};      ///< when numeric; NaN where missing
    std::vector<std::string> cells = {};   ///< empty where missing
    std::vector<std::string> levels = {};  ///< of a text column: unlike cells in byte order
};

/// @errors not_found: no such column (with the nearest name)
[[nodiscard]] Result<Moderator> moderator_of(const Effects& effects, std::string_view column);

/// Leaves out, and lists, the effects whose cells under `columns` are missing. Call it before moderator_of.
/// @errors not_found: no such column
[[nodiscard]] Result<void> keep_complete(Effects& effects, const std::vector<std::string>& columns);

/// Keeps the effects whose places are in `places` (increasing), without listing the others.
[[nodiscard]] Effects only_effects(const Effects& effects, const std::vector<std::size_t>& places);

}  // namespace sinew::effect
