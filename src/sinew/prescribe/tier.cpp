#include <sinew/prescribe/tier.hpp>

#include <algorithm>

namespace sinew::prescribe {
namespace {

using domain::Tier;

/// The highest tier whose lower bound has been reached; below all of them, the lowest.
Tier reached(const std::array<double, knowledge::kTiers>& from, double value) noexcept {
    std::size_t tier = 0;
    while (tier + 1 < from.size() && value >= from[tier + 1]) ++tier;
    return static_cast<Tier>(tier);
}

}  // namespace

Tier tier_of(std::optional<double> mvpa_min_week, std::optional<double> peak_mets,
             const knowledge::TierSpec& spec) noexcept {
    if (!mvpa_min_week && !peak_mets) return Tier::F0;
    if (!mvpa_min_week) return reached(spec.mets_from, *peak_mets);
    if (!peak_mets) return reached(spec.minutes_from, *mvpa_min_week);
    return std::min(reached(spec.minutes_from, *mvpa_min_week),
                    reached(spec.mets_from, *peak_mets));
}

}  // namespace sinew::prescribe
