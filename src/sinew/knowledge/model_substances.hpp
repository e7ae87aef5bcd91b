// Which substances the model answers for, as what, and why not the others (knowledge/model/substances.csv).
#pragma once

#include <sinew/knowledge/pack_source.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::knowledge {

enum class AnswersAs : std::uint8_t { opioid, stimulant, none };

struct ModelSubstance {
    std::string word;  ///< as recorded: "heroin", "cocaine"
    AnswersAs answers_as = AnswersAs::none;
    bool borrowed = false;  ///< numbers of another substance of its class: said in every answer
    std::string reason;     ///< why it is not in the model: text key under forecast.unmodelled.
    std::string name_en, name_zh, status;
};

/// @errors bad_input with line and column: a word twice, an unknown class, no reason where there is no class
[[nodiscard]] Checked<std::vector<ModelSubstance>> load_model_substances(const PackSource& source);

/// Null when the glossary does not know the word. Capitals, spaces and hyphens do not count.
[[nodiscard]] const ModelSubstance* substance_named(const std::vector<ModelSubstance>& all,
                                                    std::string_view word) noexcept;

}  // namespace sinew::knowledge
