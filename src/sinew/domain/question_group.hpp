// Groups of questions, in the order in which they are asked.
#pragma once

#include <sinew/domain/names.hpp>

namespace sinew::domain {

enum class QuestionGroup : std::uint8_t {
    safety,
    measurements,
    substances,
    conditions,
    optional,
    about
};
template <>
struct Names<QuestionGroup> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"safety", "measurements", "substances", "conditions", "optional", "about"});
};

}  // namespace sinew::domain
