// Heart-rate variability of a recording, with what its pictures need beside the indices.
#pragma once

#include <sinew/domain/rr_series.hpp>
#include <sinew/hrv/analysis.hpp>
#include <sinew/hrv/sliding.hpp>

#include <optional>
#include <vector>

namespace sinew::care {

using hrv::BeatKind;
using hrv::Detector;
using hrv::Detrend;
using HrvAnalysis = hrv::Analysis;
using HrvReason = hrv::Reason;
using HrvSettings = hrv::Settings;
using HrvSpectrum = hrv::Spectrum;
using HrvVerdict = hrv::Verdict;
using HrvWindow = hrv::Window;

struct HrvRequest {
    HrvSettings settings;
    std::optional<double> window_s;  ///< also window by window, one after the other
};

/// Root mean square about straight lines in windows of that many beats.
struct Fluctuation {
    double beats = 0, root_mean_square_ms = 0;
};

struct HrvAnswer {
    domain::RrRecording recording;
    HrvAnalysis analysis;
    std::vector<HrvWindow> windows;         ///< of HrvRequest::window_s
    std::vector<Fluctuation> fluctuations;  ///< of the analysed stretch, where DFA was computed
};

/// @errors as hrv::analyse and hrv::analyse_windows
[[nodiscard]] Result<HrvAnswer> analyse_recording(domain::RrRecording recording,
                                                  const HrvRequest& request);

}  // namespace sinew::care
