#include <sinew/base/text.hpp>
#include <sinew/effect/agreement.hpp>
#include <sinew/effect/arm_reading.hpp>
#include <sinew/effect/measure_words.hpp>
#include <sinew/effect/reading.hpp>
#include <sinew/effect/row_estimate.hpp>
#include <sinew/effect/row_name.hpp>

#include <fmt/format.h>

#include <cmath>
#include <set>

namespace sinew::effect {
namespace {

/// One pass over a table.
class Reading {
public:
    Reading(const Columns& columns, Shape shape, const EffectsQuestion& question, Faults& faults)
        : columns_{columns}, question_{question}, faults_{faults} {
        effects_.table = columns.table().name;
        effects_.shape = shape;
        effects_.columns = columns.table().columns;
    }

    Effects read() {
        if (!fits_the_question()) return {};
        if (question_.settings.zero.to == ZeroCellsTo::if0all)
            any_zero_ = any_zero_count(columns_, question_.measure.value_or(first_measure()));
        if (effects_.shape == Shape::arm)
            read_arms();
        else
            for (std::size_t r = 0; r < columns_.rows(); ++r) read_row(r);
        if (effects_.shape != Shape::effect && effects_.shape != Shape::contrast) tell_measures();
        if (faults_.none()) settle_measures(effects_, question_, faults_);
        if (faults_.none()) settle_directions(effects_, directions_, question_.align, faults_);
        name_rows(effects_, columns_);
        for (std::string& warning : remarks_.warnings)
            effects_.warnings.push_back(std::move(warning));
        for (std::string& step : remarks_.steps) effects_.steps.push_back(std::move(step));
        effects_.references = std::move(remarks_.references);
        if (faults_.none() && effects_.size() < question_.fewest)
            faults_.add(ErrorCode::bad_input, effects_.table,
                        fmt::format("{} of {} rows gave an effect; {} needed", effects_.size(),
                                    columns_.rows(), question_.fewest),
                        effects_.rows_left_out.empty()
                            ? "add rows"
                            : fmt::format("the first row left out is row {}: {} {}",
                                          effects_.rows_left_out.front().row,
                                          effects_.rows_left_out.front().column,
                                          effects_.rows_left_out.front().reason));
        return std::move(effects_);
    }

private:
    /// What is wrong with the whole is told once, not in every row.
    bool fits_the_question() {
        const bool raw = effects_.shape == Shape::two_group || effects_.shape == Shape::one_group;
        if (raw && !question_.measure && !columns_.has("measure"))
            faults_.add(ErrorCode::bad_input, effects_.table, "raw columns, and no measure",
                        "say --measure with one of: " + measure_codes());
        if (effects_.shape == Shape::dose)
            faults_.add(ErrorCode::bad_input, effects_.table,
                        "rows of doses against a reference are no independent effects",
                        "use sinew evidence dose, or --shape effect to take each row for itself");
        return faults_.none();
    }

    void read_arms() {
        Effects read = effects_of_arms(columns_, question_, remarks_, faults_);
        read.table = std::move(effects_.table);
        read.shape = effects_.shape;
        read.columns = std::move(effects_.columns);
        effects_ = std::move(read);
        for (const EffectRow& row : effects_.rows) {
            RowCells cells{columns_, row.row - 1, faults_};
            directions_.push_back(direction_of(cells));
        }
    }

    void read_row(std::size_t r) {
        RowCells cells{columns_, r, faults_};
        EffectRow row{.row = r + 1,
                      .study = study_of(cells),
                      .cluster = {},
                      .cells = columns_.table().rows[r]};
        const Measure measure = measure_of(cells);
        const Direction direction = direction_of(cells);
        if (!has_form(measure, question_.settings.form)) {
            if (faults_.none())
                faults_.add(ErrorCode::bad_input, "--vtype",
                            fmt::format("{} has no variance of this form", spec_of(measure).code),
                            "leave --vtype away");
            return;
        }
        RowReading reading{cells, measure, question_.settings, any_zero_, remarks_};
        const auto estimate = row_estimate(effects_.shape, reading);
        if (cells.faulty()) return;
        if (!cells.missing().empty()) {
            effects_.rows_left_out.push_back({row.row, row.study, cells.missing(), "missing"});
            return;
        }
        if (reading.people || reading.rates)
            effects_.counts.push_back({row.row, row.study, reading.people.value_or(FourCells{}),
                                       reading.rates.value_or(TwoRates{})});
        if (!estimate || !reading.left_out.empty()) {
            effects_.rows_left_out.push_back({row.row, row.study, std::string{}, reading.left_out});
            return;
        }
        if (!std::isfinite(estimate->yi) || !std::isfinite(estimate->vi) || !(estimate->vi > 0)) {
            effects_.rows_left_out.push_back({row.row, row.study, std::string{},
                                              "the measure is not defined for these numbers"});
            return;
        }
        row.measure = measure;
        row.cluster = cells.has("cluster") ? std::string{cells.text("cluster")} : row.study;
        effects_.rows.push_back(std::move(row));
        effects_.yi.push_back(estimate->yi);
        effects_.vi.push_back(estimate->vi);
        directions_.push_back(direction);
    }

    /// The first word of the column `measure`, for what has to be known before the rows are read.
    Measure first_measure() const {
        for (std::size_t r = 0; r < columns_.rows(); ++r)
            if (const MeasureSpec* found = measure_named(columns_.text(r, "measure")))
                return found->measure;
        return Measure::GEN;
    }

    void tell_measures() {
        std::set<Measure> told;
        for (const EffectRow& row : effects_.rows)
            if (told.insert(row.measure).second)
                tell_measure(row.measure, question_.settings, remarks_);
    }

    std::string study_of(RowCells& cells) const {
        if (!columns_.has("study")) return fmt::format("row {}", cells.row() + 1);
        if (!cells.has("study")) cells.note_missing("study");
        return std::string{cells.text("study")};
    }

    Measure measure_of(RowCells& cells) const {
        const Measure wanted = question_.measure.value_or(Measure::GEN);
        if (!cells.has("measure")) return wanted;
        const MeasureSpec* found = measure_named(cells.text("measure"));
        if (found) return found->measure;
        cells.fault("measure", ErrorCode::bad_input, "unknown measure",
                    "one of: " + measure_codes());
        return wanted;
    }

    Direction direction_of(RowCells& cells) const {
        if (!columns_.has("direction")) return Direction::unknown;
        const std::string_view word = cells.text("direction");
        if (word == "lower_better") return Direction::lower_better;
        if (word == "higher_better") return Direction::higher_better;
        if (!word.empty())
            cells.fault("direction", ErrorCode::bad_input, "unknown direction",
                        "write lower_better or higher_better");
        else if (question_.align)
            cells.note_missing("direction");
        return Direction::unknown;
    }

    const Columns& columns_;
    const EffectsQuestion& question_;
    Faults& faults_;
    Effects effects_;
    Remarks remarks_;
    bool any_zero_ = false;
    std::vector<Direction> directions_;
};

}  // namespace

Checked<Effects> effects_of(const domain::StudyTable& table, const EffectsQuestion& question) {
    Faults faults;
    const Columns columns{table, question.renames, faults};
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    const auto shape = shape_of(columns, question.shape);
    if (!shape) {
        faults.add(shape.error());
        return tl::make_unexpected(std::move(faults));
    }
    Effects effects = Reading{columns, *shape, question, faults}.read();
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return effects;
}

}  // namespace sinew::effect
