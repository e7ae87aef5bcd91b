// What a pooled answer rests on: every study left out or added in turn, how each moves it, and all its subsets.
#pragma once

#include <sinew/care/pool_use.hpp>
#include <sinew/pooling/gosh.hpp>
#include <sinew/pooling/influence.hpp>
#include <sinew/pooling/leave_one_out.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sinew::care {

struct PoolStepsQuestion {
    bool leave_one_out = false, influence = false, gosh = false;
    std::optional<std::string> cumulative = {};  ///< a column of numbers: the order
    pooling::GoshSettings subsets = {};
};

struct PoolSteps {
    std::optional<std::vector<pooling::MeanStep>> leave_one_out = {}, cumulative = {};
    std::string cumulative_column = {};
    std::vector<double> order = {};  ///< of each effect, when cumulative
    std::optional<pooling::Influence> influence = {};
    std::optional<pooling::Gosh> gosh = {};
    [[nodiscard]] bool any() const noexcept {
        return leave_one_out || cumulative || influence || gosh;
    }
};

/// @errors not_found  no such column of the order; bad_input  a text or a missing cell in it; those of room pooling
[[nodiscard]] Checked<PoolSteps> pool_steps(const PoolAnswer& answer,
                                            const PoolStepsQuestion& question);

}  // namespace sinew::care
