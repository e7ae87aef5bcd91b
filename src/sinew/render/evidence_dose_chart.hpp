// The dose-response picture: curve with its band, effects of studies sized by precision, the reference, a rug of the doses.
#pragma once

#include <sinew/care/dose_use.hpp>
#include <sinew/figure/scene.hpp>

namespace sinew::render {

/// Ratios stand on a logarithmic axis. Never fails.
[[nodiscard]] figure::Scene evidence_dose_chart(const care::DoseAnswer& answer,
                                                const std::string& title = {});

}  // namespace sinew::render
