#include <sinew/hrv/check_settings.hpp>
#include <sinew/hrv/sliding.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::hrv {
namespace {

/// The part of the cleaned beats that stands for the recorded intervals [begin, end).
Cleaned part_of(const Cleaned& all, std::size_t begin, std::size_t end) {
    Cleaned part;
    part.detector = all.detector;
    part.passes = all.passes;
    part.kinds.assign(all.kinds.begin() + static_cast<std::ptrdiff_t>(begin),
                      all.kinds.begin() + static_cast<std::ptrdiff_t>(end));
    for (const BeatKind kind : part.kinds) ++part.counts[static_cast<std::size_t>(kind)];
    const auto first = std::lower_bound(all.recorded_at.begin(), all.recorded_at.end(), begin);
    const auto last = std::lower_bound(first, all.recorded_at.end(), end);
    const auto from = static_cast<std::size_t>(first - all.recorded_at.begin());
    const auto to = static_cast<std::size_t>(last - all.recorded_at.begin());
    part.nn_ms.assign(all.nn_ms.begin() + static_cast<std::ptrdiff_t>(from),
                      all.nn_ms.begin() + static_cast<std::ptrdiff_t>(to));
    for (auto at = first; at != last; ++at) part.recorded_at.push_back(*at - begin);
    for (const std::size_t at : all.breaks)
        if (at > from && at < to) part.breaks.push_back(at - from);
    return part;
}

}  // namespace

Result<std::vector<Window>> analyse_windows(const domain::RrSeries& series,
                                            const Settings& settings,
                                            const SlidingSettings& sliding) {
    constexpr double kMostWindows = 100'000;
    if (const auto sound = check_settings(settings); !sound) return fail(sound.error());
    if (!(sliding.window_s >= 10 && sliding.window_s <= 86'400 && sliding.step_s >= 1 &&
          sliding.step_s <= 86'400))
        return fail({ErrorCode::out_of_range, "windows need a length and a step",
                     "settings/sliding", "a window of 10 to 86400 s, a step of 1 to 86400 s"});
    SINEW_TRY(const Cleaned cleaned, clean(series, settings.artefacts));
    std::vector<double> ends_s(series.rr_ms.size());
    double now_ms = 0;
    for (std::size_t i = 0; i < ends_s.size(); ++i) ends_s[i] = (now_ms += series.rr_ms[i]) / 1000;
    if (now_ms / 1000 / sliding.step_s > kMostWindows)
        return fail({ErrorCode::out_of_range, "more than 100,000 windows",
                     "settings/sliding/step_s", "a longer step"});
    std::vector<Window> windows;
    Workspace workspace;
    for (double start_s = 0; start_s + sliding.window_s <= now_ms / 1000;
         start_s += sliding.step_s) {
        const double end_s = start_s + sliding.window_s;
        const auto begin = std::upper_bound(ends_s.begin(), ends_s.end(), start_s) - ends_s.begin();
        const auto end = std::upper_bound(ends_s.begin(), ends_s.end(), end_s) - ends_s.begin();
        Window window{start_s, end_s, static_cast<std::size_t>(begin), {}};
        auto analysed = analyse_cleaned(
            part_of(cleaned, static_cast<std::size_t>(begin), static_cast<std::size_t>(end)),
            settings, workspace);
        if (analysed) window.analysis = *std::move(analysed);
        windows.push_back(std::move(window));
    }
    return windows;
}

}  // namespace sinew::hrv
