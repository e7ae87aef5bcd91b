#include <sinew/base/text.hpp>
#include <sinew/effect/printed_statistics.hpp>
#include <sinew/effect/row_estimate.hpp>

#include <fmt/format.h>

#include <cmath>

namespace sinew::effect {
namespace {

/// How far an estimate may lie from the middle of its interval, in halves of its width, before somebody should look.
constexpr double kLopsided = 0.1;  // ours

/// The variance behind an interval whose limits lie the same number of standard errors from the estimate.
std::optional<Estimate> from_interval(RowCells& cells, Remarks& remarks, double yi, double low,
                                      double high, std::string_view low_column) {
    double level = 95;
    if (cells.has("level")) level = cells.between("level", 50, 99.9999, "a confidence level");
    if (!cells.sound()) return {};
    if (!(low < high)) {
        cells.fault(low_column, ErrorCode::bad_input,
                    "an interval whose lower limit is not below its upper one",
                    "check the two limits and their signs");
        return {};
    }
    if (yi < low || yi > high) {
        cells.fault(low_column, ErrorCode::conflict, "the estimate lies outside its own interval",
                    "a sign may have been lost, or the limits belong to another estimate");
        return {};
    }
    const double half = (high - low) / 2;
    if (std::abs(yi - (low + high) / 2) > kLopsided * half)
        remarks.warnings.push_back(fmt::format(
            "row {}: the interval is lopsided on the analysis scale; its width alone was used",
            cells.row() + 1));
    const double sei = standard_error_of_interval(low, high, level);
    remarks.step("Standard errors were taken from the width of confidence intervals.",
                 "cochrane_handbook6");
    return Estimate{yi, sei * sei};
}

std::optional<Estimate> from_ratio(RowCells& cells, Remarks& remarks) {
    const double ratio = cells.above_zero("ratio", "a ratio");
    const double low = cells.above_zero("ratio_lb", "a limit of a ratio");
    const double high = cells.above_zero("ratio_ub", "a limit of a ratio");
    if (!cells.sound()) return {};
    remarks.step("Printed ratios and their limits were taken to the logarithmic scale.");
    return from_interval(cells, remarks, std::log(ratio), std::log(low), std::log(high),
                         "ratio_lb");
}

}  // namespace

std::optional<Estimate> stated_estimate(RowCells& cells, Remarks& remarks) {
    if (!cells.has("yi") && cells.has("ratio")) return from_ratio(cells, remarks);
    const double yi = cells.number("yi");
    if (cells.has("vi")) {
        const double vi = cells.above_zero("vi", "a variance");
        return cells.sound() ? std::optional{Estimate{yi, vi}} : std::nullopt;
    }
    if (cells.has("sei")) {
        const double sei = cells.above_zero("sei", "a standard error");
        return cells.sound() ? std::optional{Estimate{yi, sei * sei}} : std::nullopt;
    }
    if (cells.has("ci_lb") || cells.has("ci_ub")) {
        const double low = cells.number("ci_lb"), high = cells.number("ci_ub");
        return cells.sound() ? from_interval(cells, remarks, yi, low, high, "ci_lb") : std::nullopt;
    }
    for (const std::string_view column : {"vi", "sei", "ci_lb"})
        if (cells.columns().has(column)) {
            cells.note_missing(column);
            return {};
        }
    cells.note_missing("vi");
    return {};
}

}  // namespace sinew::effect
