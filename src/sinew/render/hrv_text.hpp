// Heart-rate variability for the terminal: first how far the numbers may be trusted, then the numbers with what they are.
#pragma once

#include <sinew/care/hrv_use.hpp>
#include <sinew/care/knowledge_use.hpp>
#include <sinew/render/sparkline.hpp>
#include <sinew/render/terminal_page.hpp>

#include <string>

namespace sinew::render {

[[nodiscard]] std::string hrv_text(const std::string& name, const care::HrvAnswer& answer,
                                   const care::Words& words, TextStyle style, Letters letters);

/// "5.0 min  HR 62  RMSSD 41.2  SDNN 55.0  ▃▅▂▆": one of many files.
[[nodiscard]] std::string hrv_line(const care::HrvAnswer& answer, const care::Words& words,
                                   Letters letters);

}  // namespace sinew::render
