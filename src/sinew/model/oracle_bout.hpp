// The minutes round a bout by CVODE: the equations of section 6.2 as they stand there, restarted at every segment and event.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/model/fast_layer.hpp>

namespace sinew::model {

/// The nine states as they are told to people, in the order of kFastNames.
using FastValues = std::array<double, 9>;
inline constexpr std::array<std::string_view, 9> kFastNames{"h",   "h2",  "a", "cort", "bE",
                                                            "q_b", "v_a", "z", "c_ph"};

[[nodiscard]] FastValues shown(const FastState& x, const Parameters& parameters) noexcept;

/// As bout(), without any closed form.
/// @errors did_not_converge: the solver gave up
/// @source docs/methods/model.md (section 6.2)
[[nodiscard]] Result<std::vector<FastValues>> oracle_bout(std::span<const Segment> segments,
                                                          std::span<const BoutEvent> events,
                                                          std::span<const double> minutes,
                                                          const BoutPerson& person,
                                                          const Parameters& parameters);

}  // namespace sinew::model
