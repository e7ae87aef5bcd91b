#include <sinew/base/text.hpp>
#include <sinew/chart/number_label.hpp>
#include <sinew/chart/text_width.hpp>
#include <sinew/render/evidence_forest_rows.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace sinew::render {
namespace {

constexpr double kSize = 10.5, kSmallest = 3.4, kLargest = 11.5;
using Kind = ForestRow::Kind;

/// The numbers of a row; a value that is not finite leaves a dash.
void tell(ForestRow& row, const EvidenceInterval& value, const EvidenceScale& scale) {
    row.value = value;
    row.estimate = evidence_number(value.estimate, scale);
    row.low = "[" + evidence_number(value.low, scale) + ",";
    row.high = evidence_number(value.high, scale) + "]";
}

std::string percent(std::optional<double> weight) {
    return weight ? chart::number_label(*weight, 1) + " %" : std::string{};
}

void add_pooled(std::vector<ForestRow>& rows, const ForestPicture& forest,
                const ForestPicture::Pooled& pooled, double name_room) {
    ForestRow row{.kind = Kind::diamond,
                  .name = chart::lines_within(pooled.label, kSize * 1.09, name_room),
                  .faint = !pooled.main};
    tell(row, pooled.value, forest.scale);
    row.weight = percent(pooled.weight_percent);
    rows.push_back(std::move(row));
    if (!pooled.prediction_low || !pooled.prediction_high) return;
    ForestRow prediction{
        .kind = Kind::prediction,
        .name = chart::lines_within(forest.words.prediction, kSize, name_room - 10)};
    tell(prediction, {pooled.value.estimate, *pooled.prediction_low, *pooled.prediction_high},
         forest.scale);
    prediction.estimate.clear();
    rows.push_back(std::move(prediction));
}

double largest_weight(const ForestPicture& forest) {
    double most = 0;
    for (const auto& block : forest.blocks)
        for (const auto& study : block.studies)
            most = std::max(most, study.weight_percent.value_or(0));
    return most;
}

void take(double value, double& low, double& high) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
}

}  // namespace

std::string evidence_number(double value, const EvidenceScale& scale) {
    if (std::isnan(value)) return "–";
    const double told = scale.exponentiated ? std::exp(value) : value;
    if (std::isinf(told)) return told > 0 ? "∞" : "−∞";
    return chart::number_label(told, std::abs(told) >= 1000 ? 0 : scale.decimals);
}

std::string told_interval(const EvidenceInterval& value, const EvidenceScale& scale) {
    return evidence_number(value.estimate, scale) + " (" + std::to_string(scale.level_percent) +
           " % CI " + evidence_number(value.low, scale) + " to " +
           evidence_number(value.high, scale) + ")";
}

std::vector<ForestRow> forest_rows(const ForestPicture& forest, double name_room) {
    std::vector<ForestRow> rows;
    const double most = largest_weight(forest);
    const bool blocks = std::any_of(forest.blocks.begin(), forest.blocks.end(),
                                    [](const auto& block) { return !block.heading.empty(); });
    for (const auto& block : forest.blocks) {
        if (!block.heading.empty())
            rows.push_back({.kind = Kind::heading,
                            .name = chart::lines_within(block.heading, kSize * 1.09, name_room)});
        for (const auto& study : block.studies) {
            ForestRow row{
                .kind = Kind::study,
                .name = chart::lines_within(study.name, kSize, name_room - (blocks ? 10 : 0)),
                .cells = study.cells,
                .faint = study.faint};
            tell(row, study.value, forest.scale);
            row.weight = percent(study.weight_percent);
            if (!forest.same_squares && study.weight_percent && most > 0)
                row.side = std::max(
                    kSmallest, kLargest * std::sqrt(std::max(0.0, *study.weight_percent) / most));
            rows.push_back(std::move(row));
        }
        if (block.pooled) add_pooled(rows, forest, *block.pooled, name_room);
        if (!block.note.empty()) rows.push_back({.kind = Kind::note, .name = {block.note}});
        if (blocks) rows.push_back({});
    }
    if (!forest.pooled.empty() && !blocks && !rows.empty()) rows.push_back({});
    for (const auto& pooled : forest.pooled) add_pooled(rows, forest, pooled, name_room);
    for (const auto& note : forest.notes) rows.push_back({.kind = Kind::note, .name = {note}});
    return rows;
}

chart::Span forest_span(const ForestPicture& forest) {
    double low = std::numeric_limits<double>::infinity(), high = -low, far_low = low,
           far_high = high;
    const auto whole = [&](const ForestPicture::Pooled& pooled) {
        take(pooled.value.low, low, high);
        take(pooled.value.high, low, high);
        if (pooled.prediction_low) take(*pooled.prediction_low, low, high);
        if (pooled.prediction_high) take(*pooled.prediction_high, low, high);
    };
    for (const auto& block : forest.blocks) {
        for (const auto& study : block.studies) {
            take(study.value.estimate, low, high);
            take(study.value.low, far_low, far_high);
            take(study.value.high, far_low, far_high);
        }
        if (block.pooled) whole(*block.pooled);
    }
    for (const auto& pooled : forest.pooled) whole(pooled);
    if (forest.scale.null_value) take(*forest.scale.null_value, low, high);
    if (!(low <= high)) return {-1, 1};
    const double room = 0.75 * (high > low ? high - low : 1.0);
    if (far_low <= far_high) {
        low = std::min(low, std::max(far_low, low - room));
        high = std::max(high, std::min(far_high, high + room));
    }
    const double air = 0.03 * (high - low);
    return chart::workable(low - air, high + air);
}

}  // namespace sinew::render
