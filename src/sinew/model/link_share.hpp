// How much of what a programme changes stands on links that are hypotheses, or borrowed: switched off in both arms and compared.
#pragma once

#include <sinew/knowledge/model_links.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sinew::model {

using Links = std::vector<const knowledge::ModelLink*>;

struct LinkShare {
    double with = 0;              ///< median difference the programme makes, all links
    double without = 0;           ///< the same with those links off
    std::optional<double> share;  ///< median of (with - without) / with; nothing: not defined
};

/// The links a forecast switches off: those that are hypotheses, or those borrowed from elsewhere.
[[nodiscard]] Links hypotheses_of(std::span<const knowledge::ModelLink> links, bool mind_body_used);
[[nodiscard]] Links borrowed_of(std::span<const knowledge::ModelLink> links);

/// The links of one mechanism: what a report of contributions switches together.
struct Mechanism {
    std::string name;
    Links links;
};
[[nodiscard]] std::vector<Mechanism> mechanisms_of(std::span<const knowledge::ModelLink> links);

/// Not defined where the middle half of the differences holds 0 or their median is under 1 % of the scale. Never clamped.
/// @param all, off  differences by draw
/// @param scale     length of the scale, units of the differences
[[nodiscard]] LinkShare share_of(std::vector<double> all, std::vector<double> off, double scale);

}  // namespace sinew::model
