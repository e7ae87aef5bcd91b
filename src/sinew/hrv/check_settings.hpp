// Settings that make no sense are refused before any number is made from them.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/hrv/settings.hpp>

namespace sinew::hrv {

/// @errors out_of_range with the name of the first setting that cannot be: "settings/spectrum/resample_hz"
[[nodiscard]] Result<void> check_settings(const Settings& settings);

}  // namespace sinew::hrv
