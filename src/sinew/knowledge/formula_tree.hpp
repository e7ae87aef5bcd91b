// A formula of a pack as a tree: "100 * duration_s / (2 * sum(pulses))" read, every fault with its column.
#pragma once

#include <sinew/base/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::knowledge {

enum class FormulaNode : std::uint8_t {
    number,   ///< 1.17
    text,     ///< 'M'
    truth,    ///< true, false
    null,     ///< null
    name,     ///< an input or an earlier line
    call,     ///< name(arguments)
    element,  ///< list[place], from 1
    apply,    ///< an operator between or before its children; `name` is the operator
};

struct Formula {
    FormulaNode node = FormulaNode::null;
    double number = 0;       ///< of number; 1 or 0 of truth
    bool whole = false;      ///< the number was written without a point
    std::string name;        ///< of text, name, call, apply
    std::size_t column = 0;  ///< from 1
    std::vector<Formula> parts;
};

/// @param at  place of the formula in its pack; faults add ":column"
/// @errors a sign, word or bracket that does not fit; deeper than 48 brackets; longer than 2,000 signs
[[nodiscard]] Result<Formula> parse_formula(std::string_view text, const std::string& at);

}  // namespace sinew::knowledge
