// Scores of many programmes on the same draws: what is read of each draw at the end of each programme.
#pragma once

#include <sinew/ensemble/slow_ensemble.hpp>

namespace sinew::ensemble {

/// What is read where a draw ends: one number into each place of `scores`. Called from several threads.
struct EndReading {
    std::size_t scores = 0;  ///< at least one
    std::function<void(const model::Parameters& parameters, const model::SlowState& start,
                       const model::SlowState& end, std::span<double> scores)>
        read;
};

/// Draw by draw, within it programme by programme, within it score by score. A draw's numbers do not depend on which others stand beside it,
/// so a job may be cut anywhere between draws and put together again.
/// @param progress  told how many draws are done, from several threads; may be empty
/// @errors as run_draws; out_of_range: no programmes
[[nodiscard]] Result<std::vector<double>> score_draws(
    const PersonDraws& person, std::span<const FollowedDays> programmes, const EndReading& reading,
    const RunSettings& settings, const std::function<void(std::size_t)>& progress = {});

}  // namespace sinew::ensemble
