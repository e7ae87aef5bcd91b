#include <sinew/hrv/quality.hpp>
#include <sinew/numerics/rolling_order.hpp>

#include <cmath>

namespace sinew::hrv {
namespace {

double unsteady_share(const Cleaned& cleaned, const ArtefactSettings& settings) {
    if (cleaned.nn_ms.empty()) return 1;
    std::size_t jumps = 0;
    for (const Stretch& stretch : stretches_of(cleaned.nn_ms.size(), cleaned.breaks)) {
        const auto nn = std::span{cleaned.nn_ms}.subspan(stretch.begin, stretch.size());
        std::vector<double> median(nn.size());
        numerics::rolling_median(nn, settings.jump_beats, median);
        for (std::size_t i = 0; i < nn.size(); ++i)
            jumps += std::abs(nn[i] - median[i]) > settings.jump_share * median[i] ? 1U : 0U;
    }
    return static_cast<double>(jumps) / static_cast<double>(cleaned.nn_ms.size());
}

}  // namespace

Quality judge_quality(const Cleaned& cleaned, double stretch_s, const ArtefactSettings& settings) {
    Quality quality;
    quality.valid_share = cleaned.valid_share();
    quality.unsteady_share = unsteady_share(cleaned, settings);
    quality.verdict = Verdict::good;
    if (stretch_s < kUsualLength_s * settings.least_valid_share) {
        quality.verdict = Verdict::limited;
        quality.reasons.push_back({"hrv.reason.short_recording", stretch_s, kUsualLength_s});
    }
    if (quality.valid_share < settings.least_valid_share) {
        quality.verdict = Verdict::poor;
        quality.reasons.push_back({"hrv.reason.too_few_valid", 100 * quality.valid_share,
                                   100 * settings.least_valid_share});
    }
    if (quality.unsteady_share > settings.most_unsteady_share) {
        quality.verdict = Verdict::poor;
        quality.reasons.push_back({"hrv.reason.unsteady_rhythm", 100 * quality.unsteady_share,
                                   100 * settings.most_unsteady_share});
    }
    return quality;
}

}  // namespace sinew::hrv
