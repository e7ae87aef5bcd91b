// The posterior in one picture: the mean effect and the next study, tau with its prior, and the studies drawn together.
#pragma once

#include <sinew/figure/scene.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sinew::render {

/// What the picture shows; nothing in it is computed here.
struct PosteriorPicture {
    /// A density over even steps.
    struct Curve {
        std::vector<double> x, density;
    };
    struct Study {
        std::string name;
        double observed = 0, observed_low = 0, observed_high = 0;
        double shrunk = 0, shrunk_low = 0, shrunk_high = 0;
    };
    std::string measure = "Effect";
    std::string level = "95 %";
    Curve mu, predictive, tau, tau_prior;
    double mu_low = 0, mu_high = 0, mu_median = 0;  ///< interval that is shaded
    double tau_low = 0, tau_high = 0, tau_median = 0;
    double new_low = 0, new_high = 0;
    std::optional<double> minimal_important;
    std::vector<Study> studies;
    std::string title, footnote;
};

[[nodiscard]] figure::Scene evidence_posterior_chart(const PosteriorPicture& picture);

}  // namespace sinew::render
