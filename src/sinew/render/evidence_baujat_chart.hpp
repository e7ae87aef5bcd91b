// The Baujat plot: how much each study adds to heterogeneity against how far it moves the pooled effect.
#pragma once

#include <sinew/figure/scene.hpp>

#include <string>
#include <vector>

namespace sinew::render {

/// What the picture shows; nothing in it is computed here.
struct BaujatPicture {
    struct Study {
        std::string name;
        double heterogeneity = 0;  ///< contribution to Q
        double influence = 0;      ///< on the pooled effect
    };
    std::vector<Study> studies = {};
    std::size_t most_names = 8;  ///< the studies farthest out are named, where there is room
    std::string title = {}, subtitle = {}, footnote = {}, description = {};
};

[[nodiscard]] figure::Scene evidence_baujat_chart(const BaujatPicture& baujat);

}  // namespace sinew::render
