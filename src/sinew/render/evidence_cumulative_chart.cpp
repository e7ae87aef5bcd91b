#include <sinew/chart/number_label.hpp>
#include <sinew/render/evidence_cumulative_chart.hpp>

#include <algorithm>

namespace sinew::render {

figure::Scene evidence_cumulative_chart(const CumulativePicture& cumulative) {
    ForestPicture forest;
    forest.scale = cumulative.scale;
    forest.title = cumulative.title.empty() ? "Cumulative meta-analysis" : cumulative.title;
    forest.subtitle = cumulative.subtitle;
    forest.footnote = cumulative.footnote;
    forest.description = cumulative.description;
    forest.words.study = cumulative.step_heading;
    forest.same_squares = true;
    const auto& steps = cumulative.steps;
    const bool tau2 = std::any_of(steps.begin(), steps.end(),
                                  [](const auto& step) { return step.tau2.has_value(); }),
               i2 = std::any_of(steps.begin(), steps.end(),
                                [](const auto& step) { return step.i2.has_value(); });
    if (tau2) forest.columns.emplace_back("τ²");
    if (i2) forest.columns.emplace_back("I²");
    ForestPicture::Block block;
    for (const auto& step : steps) {
        ForestPicture::Study row{.name = step.name, .value = step.value};
        if (tau2) row.cells.push_back(step.tau2 ? chart::number_label(*step.tau2, 3) : "–");
        if (i2) row.cells.push_back(step.i2 ? chart::number_label(*step.i2, 0) + " %" : "–");
        block.studies.push_back(std::move(row));
    }
    forest.blocks = {std::move(block)};
    if (cumulative.pooled) forest.pooled = {*cumulative.pooled};
    return evidence_forest_chart(forest);
}

}  // namespace sinew::render
