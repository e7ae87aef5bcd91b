// What an instrument is expected to read of a state, and where one reading may fall.
#pragma once

#include <sinew/knowledge/model_observation.hpp>
#include <sinew/model/parameters.hpp>
#include <sinew/model/slow_state.hpp>

#include <algorithm>
#include <span>
#include <vector>

namespace sinew::model {

/// A score as a share of its scale, kept off the ends, where logit and beta-binomial have no value. @returns 0.001 to 0.999
[[nodiscard]] inline double inner_share(const knowledge::ObservationSpec& spec,
                                        double score) noexcept {
    return std::clamp(score / spec.highest, 0.001, 0.999);
}

/// One instrument, its loadings bound to the states of the model.
class ObservationModel {
public:
    /// @errors bad_input: a loading on a symbol that is no state
    [[nodiscard]] static Result<ObservationModel> bind(const knowledge::ObservationSpec& spec);

    /// Expected score. @param start  the state on the first day, for instruments in % of it
    /// @source docs/methods/model.md (section 8)
    [[nodiscard]] double expected(const SlowState& x, const SlowState& start,
                                  const Parameters& parameters) const noexcept;

    [[nodiscard]] const knowledge::ObservationSpec& spec() const noexcept { return *spec_; }

private:
    [[nodiscard]] double sum(const SlowState& x) const noexcept;

    const knowledge::ObservationSpec* spec_ = nullptr;  ///< outlives this
    std::vector<std::pair<double SlowState::*, double>> loads_;
};

/// Quantiles of one reading: the mixture, over draws, of each draw's expected score with the instrument's own scatter. Exact for sum scores
/// (whole numbers), to 1e-6 of the scale for the others.
/// @param expected  one score a draw, inside the scale; not empty
/// @param p         probabilities in (0, 1)
[[nodiscard]] std::vector<double> reading_quantiles(const knowledge::ObservationSpec& spec,
                                                    std::span<const double> expected,
                                                    std::span<const double> p);

}  // namespace sinew::model
