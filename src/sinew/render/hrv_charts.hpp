// Heart-rate variability as pictures: tachogram, spectrum, Poincare plot and scaling, each by itself or all on one page.
#pragma once

#include <sinew/care/hrv_use.hpp>
#include <sinew/care/knowledge_use.hpp>
#include <sinew/chart/chart.hpp>

namespace sinew::render {

/// Recorded intervals, the corrected line, and every artefact by kind: its own shape and ink, at the edge when it lies outside.
[[nodiscard]] chart::Panel tachogram_panel(const care::HrvAnswer& answer, const care::Words& words);

/// Density with its bands shaded; a rule at the breathing frequency when it is known. Welch, else Lomb, else AR.
[[nodiscard]] chart::Panel spectrum_panel(const care::HrvAnswer& answer, const care::Words& words);

/// Each interval against the next, with the ellipse of SD1 and SD2.
[[nodiscard]] chart::Panel poincare_panel(const care::HrvAnswer& answer, const care::Words& words);

/// Fluctuation by window on logarithmic axes, with the lines of alpha1 and alpha2.
[[nodiscard]] chart::Panel scaling_panel(const care::HrvAnswer& answer, const care::Words& words);

/// All four. The footnote names the settings and the hash of the bytes that were read.
[[nodiscard]] figure::Scene hrv_picture(const care::HrvAnswer& answer, const care::Words& words);

/// Time of the end of every recorded interval since the start of the first, s.
[[nodiscard]] std::vector<double> recorded_times(const domain::RrSeries& series);

}  // namespace sinew::render
