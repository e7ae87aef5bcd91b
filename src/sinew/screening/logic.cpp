#include <sinew/screening/logic.hpp>

namespace sinew::screening {
namespace {

using knowledge::Condition;
using knowledge::ConditionNode;
using knowledge::Op;

Truth truth(bool value) noexcept { return value ? Truth::yes : Truth::no; }

bool known(const domain::Reading& reading) noexcept {
    return reading.state == domain::Reading::State::known && !reading.stale;
}

Truth compare(const ConditionNode& atom, const domain::Reading& reading) noexcept {
    if (reading.state == domain::Reading::State::never && !reading.stale)
        return truth(atom.op == Op::ne);
    if (!known(reading)) return Truth::unknown;
    const double value = reading.value;
    switch (atom.op) {
        case Op::eq: return truth(value == atom.value);
        case Op::ne: return truth(value != atom.value);
        case Op::lt: return truth(value < atom.value);
        case Op::le: return truth(value <= atom.value);
        case Op::gt: return truth(value > atom.value);
        case Op::ge: return truth(value >= atom.value);
        case Op::in: return truth(((atom.members >> static_cast<unsigned>(value)) & 1U) != 0);
        case Op::all:
        case Op::any: break;
    }
    return Truth::unknown;
}

Truth evaluate_at(const Condition& condition, std::size_t at,
                  const domain::Intake& facts) noexcept {
    const ConditionNode& node = condition[at];
    if (node.op != Op::all && node.op != Op::any) return compare(node, facts[node.fact]);
    // `all` is decided by the first no, `any` by the first yes; an unknown waits for that.
    const Truth decisive = node.op == Op::all ? Truth::no : Truth::yes;
    bool unknown = false;
    for (std::size_t child = at + 1; child < node.end; child = condition[child].end) {
        const Truth part = evaluate_at(condition, child, facts);
        if (part == decisive) return decisive;
        unknown = unknown || part == Truth::unknown;
    }
    if (unknown) return Truth::unknown;
    return decisive == Truth::no ? Truth::yes : Truth::no;
}

}  // namespace

Truth evaluate(const Condition& condition, const domain::Intake& facts) noexcept {
    return condition.empty() ? Truth::yes : evaluate_at(condition, 0, facts);
}

}  // namespace sinew::screening
