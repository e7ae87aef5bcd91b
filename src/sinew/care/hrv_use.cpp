#include <sinew/care/hrv_use.hpp>

#include <span>

namespace sinew::care {
namespace {

/// What the exponents of the analysis were fitted to, for the plot beside them.
std::vector<Fluctuation> fluctuations_of(const HrvAnalysis& analysis) {
    const auto& settings = analysis.settings.nonlinear;
    if (!analysis.nonlinear.alpha1 && !analysis.nonlinear.alpha2) return {};
    const auto nn_ms =
        std::span{analysis.cleaned.nn_ms}.subspan(analysis.stretch.begin, analysis.stretch.size());
    const std::vector<double> profile = hrv::profile_of(nn_ms);
    std::vector<Fluctuation> all;
    const auto add = [&](bool fitted, std::size_t from, std::size_t to) {
        if (!fitted) return;
        for (const std::size_t size : hrv::window_sizes(from, to, settings.steps_per_octave))
            if (all.empty() || static_cast<double>(size) > all.back().beats)
                if (const auto value = hrv::fluctuation_of(profile, size))
                    all.push_back({static_cast<double>(size), *value});
    };
    add(analysis.nonlinear.alpha1.has_value(), settings.short_from, settings.short_to);
    add(analysis.nonlinear.alpha2.has_value(), settings.long_from, settings.long_to);
    return all;
}

}  // namespace

Result<HrvAnswer> analyse_recording(domain::RrRecording recording, const HrvRequest& request) {
    HrvAnswer answer;
    SINEW_TRY(answer.analysis, hrv::analyse(recording.series, request.settings));
    if (request.window_s) {
        const hrv::SlidingSettings sliding{.window_s = *request.window_s,
                                           .step_s = *request.window_s};
        SINEW_TRY(answer.windows,
                  hrv::analyse_windows(recording.series, request.settings, sliding));
    }
    answer.fluctuations = fluctuations_of(answer.analysis);
    answer.recording = std::move(recording);
    return answer;
}

}  // namespace sinew::care
