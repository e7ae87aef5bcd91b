// The lines of a forest plot before they have a place: what stands in which column.
#pragma once

#include <sinew/chart/ticks.hpp>
#include <sinew/render/evidence_forest_chart.hpp>

#include <cstdint>

namespace sinew::render {

struct ForestRow {
    enum class Kind : std::uint8_t { heading, study, diamond, prediction, note, gap };
    Kind kind = Kind::gap;
    std::vector<std::string> name = {};  ///< lines
    std::vector<std::string> cells = {};
    std::string estimate = {}, low = {}, high = {}, weight = {};
    EvidenceInterval value = {};
    double side = 6;  ///< of the square, scene units
    bool faint = false;
};

/// Rows from top to bottom.
/// @param name_room  width of the column of names, scene units: longer names take more lines
[[nodiscard]] std::vector<ForestRow> forest_rows(const ForestPicture& forest, double name_room);

/// The stretch of the analysis scale that the axis shows: every estimate, diamond, prediction interval and the null value;
/// intervals of single studies at most three quarters of that further out.
[[nodiscard]] chart::Span forest_span(const ForestPicture& forest);

/// A value of the analysis scale as the reader sees it.
[[nodiscard]] std::string evidence_number(double value, const EvidenceScale& scale);
/// "−0.51 (95 % CI −0.91 to −0.11)".
[[nodiscard]] std::string told_interval(const EvidenceInterval& value, const EvidenceScale& scale);

}  // namespace sinew::render
