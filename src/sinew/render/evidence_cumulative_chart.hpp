// The pooled effect as studies were added one after the other, or with each left out: a forest plot without weights.
#pragma once

#include <sinew/render/evidence_forest_chart.hpp>

namespace sinew::render {

/// What the picture shows; nothing in it is computed here.
struct CumulativePicture {
    struct Step {
        std::string name;  ///< of the study that was added or left out
        EvidenceInterval value;
        std::optional<double> tau2 = {}, i2 = {};
    };
    std::vector<Step> steps = {};
    std::optional<ForestPicture::Pooled> pooled = {};  ///< over all studies
    std::string step_heading = "Added study";          ///< "Left out"
    EvidenceScale scale = {};
    std::string title = {}, subtitle = {}, footnote = {}, description = {};
};

[[nodiscard]] figure::Scene evidence_cumulative_chart(const CumulativePicture& cumulative);

}  // namespace sinew::render
