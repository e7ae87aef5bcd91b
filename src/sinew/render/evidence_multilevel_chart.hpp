// Pictures of a multilevel answer: effects by study, and the studies' own departures from the mean.
#pragma once

#include <sinew/care/multilevel_use.hpp>
#include <sinew/render/evidence_forest_chart.hpp>

namespace sinew::render {

/// A block for each study with its effects; the mean over all as a diamond with its prediction interval when there is no
/// moderator. With a robust answer the diamond has its interval.
[[nodiscard]] ForestPicture multilevel_forest(const care::MultilevelAnswer& answer);

/// The predicted departures of the groups of the first term from what the model expects, in order of size.
[[nodiscard]] ForestPicture multilevel_caterpillar(const care::MultilevelAnswer& answer);

}  // namespace sinew::render
