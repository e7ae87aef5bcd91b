// Combined treatments as sums of their parts: which component does the work, and networks joined by shared components.
#pragma once

#include <sinew/network/inconsistency.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sinew::network {

struct ComponentSettings {
    FitSettings fit;
    std::string separator = "+";
    std::string inactive =
        {};  ///< a treatment without effect of its own (placebo, waiting list); empty = none
};

struct ComponentEffect {
    std::string component;
    std::optional<Comparison> effect;  ///< nothing when the data cannot tell it from the others
};

struct ComponentFit {
    ComponentSettings settings;
    std::vector<std::string> components;  ///< in byte order
    numerics::Matrix parts;               ///< treatments x components, 0 or 1
    std::vector<ComponentEffect> effects;
    std::vector<double> b;  ///< of the components; least norm where not identified
    numerics::Matrix covariance;
    numerics::Matrix identified;  ///< projection onto what the data can tell
    double tau2 = 0;
    QStatistic Q;  ///< common effect, additive model
    std::optional<QStatistic>
        interaction;  ///< Q of the additive minus that of the consistency model; connected networks
    std::size_t rank = 0;

    /// Treatment minus other; nothing when not identified.
    [[nodiscard]] std::optional<Comparison> compare(std::size_t treatment, std::size_t other) const;
};

/// @errors not_found when `inactive` is no treatment; bad_input for an empty component ("A++B") or when nothing can be told
/// @source welton2009, ruecker2020
[[nodiscard]] Result<ComponentFit> fit_components(const Network& network,
                                                  const ComponentSettings& settings);

}  // namespace sinew::network
