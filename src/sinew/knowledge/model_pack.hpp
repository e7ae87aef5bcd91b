// The model's parameters (knowledge/model/parameters.csv): what each is, where it comes from, how it is drawn. Numbers and words only.
#pragma once

#include <sinew/knowledge/pack_source.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace sinew::knowledge {

/// One symbol of one row; a row may hold several symbols with one source.
struct ModelParameter {
    std::string id;  ///< of the row: "P042"
    std::string block, symbol, description, unit, dispersion, distribution, source, as_printed,
        status,
        notes;  ///< source: a key of citations.csv, or empty; as_printed: what the specification names
    double value = 0;
};

struct ModelPack {
    std::vector<ModelParameter> parameters;  ///< rows P: what the model computes with
    std::vector<ModelParameter> literature;  ///< rows L with one number: what sources say

    /// Nothing when neither list has the symbol; parameters are looked at first.
    [[nodiscard]] const ModelParameter* find(std::string_view symbol) const noexcept;
};

/// @errors bad_input with line and column: a parameter without a number, as many values as symbols or one unit for all not given, a
///         symbol twice, an unknown role or status
[[nodiscard]] Checked<ModelPack> load_model_pack(const PackSource& source);

}  // namespace sinew::knowledge
