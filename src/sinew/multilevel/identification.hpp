// Components that the rows cannot tell apart, said in words. Inside the room only.
#pragma once

#include <sinew/multilevel/evaluation.hpp>

namespace sinew::multilevel {

/// True.
/// @errors conflict  the expected information of the components, at a place inside their ranges, is singular: names which
[[nodiscard]] Result<bool> identified(const MixedModel& model, const Layout& layout,
                                      const Evaluation& inside);

}  // namespace sinew::multilevel
