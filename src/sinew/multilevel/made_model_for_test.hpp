// A table of correlated effects made from a named stream, for the tests of this room.
#pragma once

#include <sinew/base/random_stream.hpp>
#include <sinew/multilevel/mixed_model.hpp>
#include <sinew/numerics/draws.hpp>

#include <cmath>

namespace sinew::multilevel {

/// `studies` studies of 1 to `most` effects, one moderator, independent sampling errors, two random intercepts.
inline MixedModel made_model(std::uint64_t seed, std::size_t studies = 12, std::size_t most = 5,
                             double between = 0.3, double within = 0.2) {
    RandomStream stream{seed, "multilevel test"};
    MixedModel model;
    std::vector<std::size_t> study, row;
    std::vector<double> moderator;
    for (std::size_t s = 0; s < studies; ++s) {
        const double common = between * numerics::normal_draw(stream);
        const auto effects = 1 + stream.below(most);
        for (std::size_t e = 0; e < effects; ++e) {
            const double v = 0.02 + 0.2 * stream.uniform();
            moderator.push_back(numerics::normal_draw(stream));
            model.y.push_back(0.4 + 0.1 * moderator.back() + common +
                              within * numerics::normal_draw(stream) +
                              std::sqrt(v) * numerics::normal_draw(stream));
            model.v.variance.push_back(v);
            study.push_back(s);
            row.push_back(row.size());
        }
    }
    model.names = {"intrcpt", "moderator"};
    model.x = numerics::Matrix{model.y.size(), 2, 1.0};
    for (std::size_t i = 0; i < moderator.size(); ++i) model.x.at(i, 1) = moderator[i];
    model.terms = {random_intercept("study", study), random_intercept("study/effect_id", row)};
    return model;
}

}  // namespace sinew::multilevel
