// The funnel plot: effects against their standard errors, over the regions of significance.
#pragma once

#include <sinew/render/evidence_forest_chart.hpp>

namespace sinew::render {

/// What the picture shows; nothing in it is computed here.
struct FunnelPicture {
    struct Point {
        double effect = 0, standard_error = 0;
    };
    std::vector<Point> studies = {};
    /// Groups told apart by ink, mark and name; in place of `studies`.
    struct Group {
        std::string name;
        std::vector<Point> points;
    };
    std::vector<Group> groups = {};
    std::vector<Point> filled = {};  ///< that trim-and-fill put in
    std::optional<double> pooled = {}, pooled_filled = {};
    bool contours = true;  ///< 0.10, 0.05 and 0.01 round the null value
    /// Effect expected at each standard error: Egger's line.
    struct Line {
        double intercept = 0, slope = 0;  ///< effect = intercept + slope * standard error
    };
    std::optional<Line> regression = {};
    std::string sides_name = "pooled effect ± 1.96 standard errors";
    EvidenceScale scale = {};
    std::string title = {}, subtitle = {}, footnote = {}, description = {};
};

[[nodiscard]] figure::Scene evidence_funnel_chart(const FunnelPicture& funnel);

}  // namespace sinew::render
