// The simulation use case: scenarios of the model in, its quantities out.
#pragma once

#include <sinew/knowledge/model_pack.hpp>
#include <sinew/model/scenario.hpp>

#include <variant>

namespace sinew::care {

/// A course of days or a single bout.
using Scenario = std::variant<model::SlowScenario, model::BoutScenario>;

/// @errors as model::run
[[nodiscard]] inline Result<std::vector<model::Quantity>> answer(const Scenario& scenario,
                                                                 const knowledge::ModelPack& pack) {
    return std::visit([&](const auto& one) { return model::run(one, pack); }, scenario);
}

}  // namespace sinew::care
