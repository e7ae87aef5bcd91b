// Tables of arms and of contrasts as rows of a Bayesian network.
#pragma once

#include <sinew/bayes/network_rows.hpp>
#include <sinew/effect/effects.hpp>

#include <variant>

namespace sinew::care {

/// What the rows of a network table were.
enum class NetworkRows : std::uint8_t { contrasts, event_arms, mean_arms };

struct BayesRows {
    NetworkRows kind = NetworkRows::contrasts;
    std::vector<bayes::ContrastRow> contrasts = {};  ///< of contrasts, or made of arms with means
    std::vector<bayes::EventArm> events = {};
    std::vector<std::size_t> rows_used = {};
    std::vector<effect::LeftOutRow> rows_left_out = {};
};

/// Shapes `contrast` (study, base, trt, y, v, and v_base for multi-arm studies) and `arm` (study, arm or treatment, with events n
/// or n mean sd) of the table contract. A row with a missing cell is left out and listed.
/// @errors every fault with row and column; columns of neither shape
[[nodiscard]] Checked<BayesRows> bayes_rows(const domain::StudyTable& table,
                                            const effect::Renames& renames);

}  // namespace sinew::care
