#include <sinew/hrv/analysis.hpp>
#include <sinew/hrv/quality.hpp>

#include <fmt/format.h>
#include <algorithm>

namespace sinew::hrv {
namespace {

constexpr std::size_t kFewestBeats = 3;

Stretch longest_by_time(const Cleaned& cleaned, double& duration_s) {
    Stretch longest;
    for (const Stretch& stretch : stretches_of(cleaned.nn_ms.size(), cleaned.breaks)) {
        double sum = 0;
        for (std::size_t i = stretch.begin; i < stretch.end; ++i) sum += cleaned.nn_ms[i];
        if (sum / 1000 > duration_s) {
            duration_s = sum / 1000;
            longest = stretch;
        }
    }
    return longest;
}

}  // namespace

Result<Analysis> analyse(const domain::RrSeries& series, const Settings& settings) {
    if (series.rr_ms.size() < kFewestBeats)
        return fail({ErrorCode::out_of_range,
                     fmt::format("{} intervals are too few for heart-rate variability",
                                 series.rr_ms.size()),
                     "/rr_ms", "three at least; five minutes are usual"});
    Analysis analysis;
    analysis.settings = settings;
    SINEW_TRY(analysis.cleaned, clean(series, settings.artefacts));
    const std::size_t normal = analysis.cleaned.counts[0];
    if (normal < kFewestBeats || analysis.cleaned.nn_ms.size() < kFewestBeats)
        return fail(
            {ErrorCode::out_of_range,
             fmt::format(
                 "{} of {} intervals are normal beats: nothing can be said of this recording",
                 normal, series.rr_ms.size()),
             "/rr_ms", "check the unit, the sensor's contact, and whether the rhythm is sinus"});
    analysis.time = time_domain(analysis.cleaned.nn_ms, analysis.cleaned.breaks, settings.time);
    analysis.stretch = longest_by_time(analysis.cleaned, analysis.stretch_s);
    analysis.quality = judge_quality(analysis.cleaned, analysis.stretch_s, settings.artefacts);
    return analysis;
}

}  // namespace sinew::hrv
