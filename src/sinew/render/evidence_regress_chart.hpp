// The picture of a meta-regression: studies over a moderator, sized by weight, with the fitted lines or means of groups.
#pragma once

#include <sinew/care/regress_lines.hpp>
#include <sinew/render/evidence_scale.hpp>

namespace sinew::render {

/// A number: a bubble plot with lines, their intervals and, for one line, where a new study's true effect lies. Text: the
/// studies of each level as dots, with the mean, its interval and that of a new study beside them. Never fails.
[[nodiscard]] figure::Scene evidence_regress_chart(const care::RegressLines& lines,
                                                   const EvidenceScale& scale,
                                                   const std::string& subtitle = {});

}  // namespace sinew::render
