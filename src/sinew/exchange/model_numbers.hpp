// The values that go out with the formulas: each parameter of the recorded equations with its row of the pack.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/exchange/recorded_model.hpp>
#include <sinew/knowledge/model_pack.hpp>

namespace sinew::exchange {

struct ModelNumber {
    std::string symbol;                              ///< in the equations
    const knowledge::ModelParameter* row = nullptr;  ///< of the pack, which outlives this
    int days = 0;  ///< unit as a power of days: 1 = d, -1 = 1/d, 0 = none that matters
};

/// Everything an export needs. Views: the pack outlives it.
struct ModelExport {
    RecordedModel model;
    std::vector<ModelNumber> numbers;  ///< by model.parameters
    model::DrugClass drug = model::DrugClass::opioid;

    /// The power of days of any symbol: parameter, state, input or definition.
    [[nodiscard]] int days_of(std::string_view symbol) const noexcept;
};

/// @errors bad_input: a symbol of the equations that the pack lacks
[[nodiscard]] Result<ModelExport> export_of(const knowledge::ModelPack& pack,
                                            model::DrugClass drug);

/// Shortest text that reads back as the same double, always with a point or an exponent.
[[nodiscard]] std::string decimal_text(double value);

}  // namespace sinew::exchange
