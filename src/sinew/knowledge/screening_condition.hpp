// The condition of a rule as a flat tree: no strings, no allocation when asked.
#pragma once

#include <sinew/domain/reading.hpp>
#include <sinew/knowledge/pack_reader.hpp>

#include <cstdint>
#include <vector>

namespace sinew::knowledge {

enum class Op : std::uint8_t { all, any, eq, ne, lt, le, gt, ge, in };

/// One node; children of `all` and `any` follow it directly and end at `end`.
struct ConditionNode {
    Op op = Op::all;
    domain::FactIndex fact = 0;
    std::uint16_t end = 0;      ///< index one past this node's subtree
    double value = 0;           ///< number, 0/1, or place in the fact's list of values
    std::uint64_t members = 0;  ///< for `in`: bit per place in the fact's list of values
};

/// In pre-order; empty = always true.
using Condition = std::vector<ConditionNode>;

struct FactSpec;

/// @errors faults for an unknown fact, a comparison the fact's type does not allow, a value outside its list.
[[nodiscard]] Condition read_condition(const Node& node, const std::vector<FactSpec>& facts);

/// The facts a condition names, ascending, each once.
[[nodiscard]] std::vector<domain::FactIndex> facts_of(const Condition& condition);

}  // namespace sinew::knowledge
