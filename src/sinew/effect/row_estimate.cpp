#include <sinew/base/text.hpp>
#include <sinew/effect/row_estimate.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace sinew::effect {
namespace {

/// Fills in the measure's own estimate; nothing and a fault when the shape cannot give it.
std::optional<Estimate> raw_estimate(Shape shape, RowReading& row) {
    const Ingredients needs = spec_of(row.measure).needs;
    if (shape == Shape::effect) return stated_estimate(row.cells, row.remarks);
    if (shape == Shape::contrast) {
        const double y = row.cells.number("y"), v = row.cells.above_zero("v", "a variance");
        return row.cells.sound() ? std::optional{Estimate{y, v}} : std::nullopt;
    }
    if (shape == Shape::two_group) {
        if (needs == Ingredients::two_means) return means_estimate(row);
        if (needs == Ingredients::two_counts) return counts_estimate(row);
        if (needs == Ingredients::two_rates) return rates_estimate(row);
        if (needs == Ingredients::hazard) return hazard_estimate(row);
    }
    const bool one = needs == Ingredients::before_after || needs == Ingredients::correlation ||
                     needs == Ingredients::one_mean || needs == Ingredients::one_count ||
                     needs == Ingredients::one_rate;
    if (shape == Shape::one_group && one) return one_group_estimate(row);
    row.cells.fault("measure", ErrorCode::bad_input,
                    row.measure == Measure::GEN
                        ? "raw columns, and no measure"
                        : fmt::format("{} is no measure of the shape {}", spec_of(row.measure).code,
                                      name_of(shape)),
                    "say --measure with one of: " + measure_codes());
    return {};
}

/// Variance times the design effect of clusters that were not allowed for. @source cochrane_handbook6 (23.1.4)
void allow_for_clusters(RowReading& row, Estimate& estimate) {
    RowCells& cells = row.cells;
    if (!cells.has("icc") && !cells.has("cluster_size")) return;
    const double icc = cells.between("icc", 0, 1, "an intracluster correlation");
    const double size = cells.number("cluster_size");
    if (size < 1)
        cells.fault("cluster_size", ErrorCode::out_of_range, "clusters of " + number_text(size),
                    "give the mean number of people in a cluster");
    if (!cells.sound()) return;
    const double effect = 1 + (size - 1) * icc;
    estimate.vi *= effect;
    row.remarks.warnings.push_back(fmt::format(
        "row {}: variance times {}, the design effect of clusters of {} with an icc of {}",
        cells.row() + 1, fixed_text(effect, 4), number_text(size), number_text(icc)));
    row.remarks.step(
        "Variances of cluster-randomised trials were multiplied by the design effect 1 + (m - 1) "
        "icc.",
        "cochrane_handbook6");
}

/// Both periods of a crossover, when the row does not hold means: the variance as of parallel groups, times 1 - r.
void allow_for_periods(Shape shape, RowReading& row, Estimate& estimate) {
    RowCells& cells = row.cells;
    if (cells.text("design") != "crossover" || shape == Shape::one_group) return;
    const bool of_means = spec_of(row.measure).needs == Ingredients::two_means;
    if (shape == Shape::two_group && of_means && has_means(cells)) return;  // allowed for already
    if (shape == Shape::two_group && !of_means) {
        cells.fault("design", ErrorCode::bad_input,
                    "counts of a crossover, one table for both periods",
                    "give yi and vi of the paired analysis");
        return;
    }
    const double r = cells.between("ri", -1, 0.9999, "a correlation");
    if (!cells.sound()) return;
    estimate.vi *= 1 - r;
    row.remarks.warnings.push_back(
        fmt::format("row {}: variance times {}, for a crossover whose periods correlate by {}",
                    cells.row() + 1, number_text(1 - r), number_text(r)));
    row.remarks.step(
        "Variances of crossover trials were multiplied by 1 - r, the correlation of both periods.",
        "elbourne2002");
}

}  // namespace

void Remarks::step(const std::string& sentence, const std::string& reference) {
    if (!sentence.empty() && std::find(steps.begin(), steps.end(), sentence) == steps.end())
        steps.push_back(sentence);
    if (!reference.empty() &&
        std::find(references.begin(), references.end(), reference) == references.end())
        references.push_back(reference);
}

std::optional<Estimate> row_estimate(Shape shape, RowReading& row) {
    auto estimate = raw_estimate(shape, row);
    if (!estimate) return estimate;
    allow_for_periods(shape, row, *estimate);
    allow_for_clusters(row, *estimate);
    return estimate;
}

}  // namespace sinew::effect
