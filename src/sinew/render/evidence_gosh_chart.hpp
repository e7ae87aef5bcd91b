// The GOSH plot: pooled effect and heterogeneity of very many subsets of the studies, as a density.
#pragma once

#include <sinew/render/evidence_forest_chart.hpp>

#include <span>

namespace sinew::render {

/// What the picture shows; nothing in it is computed here.
struct GoshPicture {
    std::span<const double> effect = {};  ///< of each subset, on the analysis scale
    std::span<const double> i2 = {};      ///< per cent
    std::vector<bool> holds =
        {};                  ///< whether the subset holds the study `apart`; empty = one cloud
    std::string apart = {};  ///< name of that study
    EvidenceScale scale = {};
    std::string title = {}, subtitle = {}, footnote = {}, description = {};
};

/// @pre  effect and i2 are equally long, holds too unless empty
[[nodiscard]] figure::Scene evidence_gosh_chart(const GoshPicture& gosh);

}  // namespace sinew::render
