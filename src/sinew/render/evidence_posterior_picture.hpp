// A posterior as the values of its picture.
#pragma once

#include <sinew/care/bayes_use.hpp>
#include <sinew/care/effects_use.hpp>
#include <sinew/render/evidence_posterior_chart.hpp>

namespace sinew::render {

/// Densities at 400 places over the middle 99.5 % of each distribution; studies by their labels.
[[nodiscard]] PosteriorPicture posterior_picture_of(const effect::Effects& effects,
                                                    const bayes::Posterior& posterior);

}  // namespace sinew::render
