#include <sinew/exchange/expression.hpp>

#include <cmath>

namespace sinew::exchange {
namespace {

NodePointer node_of(Act act, std::vector<NodePointer> parts) {
    return std::make_shared<const Node>(Node{act, 0, {}, std::move(parts)});
}
Expression made(Act act, std::vector<NodePointer> parts) {
    return Expression{node_of(act, std::move(parts))};
}

bool holds(const NodePointer& node, const std::function<double(std::string_view)>& look_up) {
    const double a = value_of(node->parts[0], look_up), b = value_of(node->parts[1], look_up);
    if (node->act == Act::less) return a < b;
    if (node->act == Act::greater) return a > b;
    if (node->act == Act::less_equal) return a <= b;
    if (node->act == Act::greater_equal) return a >= b;
    return a == b;
}

}  // namespace

Expression::Expression(double number)
    : node_{std::make_shared<const Node>(Node{Act::number, number, {}, {}})} {}
Expression Expression::symbol(std::string_view name) {
    return Expression{std::make_shared<const Node>(Node{Act::symbol, 0, std::string{name}, {}})};
}

Expression operator+(const Expression& a, const Expression& b) {
    return made(Act::add, {a.node_, b.node_});
}
Expression operator-(const Expression& a, const Expression& b) {
    return made(Act::subtract, {a.node_, b.node_});
}
Expression operator*(const Expression& a, const Expression& b) {
    return made(Act::multiply, {a.node_, b.node_});
}
Expression operator/(const Expression& a, const Expression& b) {
    return made(Act::divide, {a.node_, b.node_});
}
Expression operator-(const Expression& a) { return made(Act::negate, {a.node_}); }
Answer operator<(const Expression& a, const Expression& b) {
    return {node_of(Act::less, {a.node_, b.node_})};
}
Answer operator>(const Expression& a, const Expression& b) {
    return {node_of(Act::greater, {a.node_, b.node_})};
}
Answer operator<=(const Expression& a, const Expression& b) {
    return {node_of(Act::less_equal, {a.node_, b.node_})};
}
Answer operator>=(const Expression& a, const Expression& b) {
    return {node_of(Act::greater_equal, {a.node_, b.node_})};
}
Answer operator==(const Expression& a, const Expression& b) {
    return {node_of(Act::equal, {a.node_, b.node_})};
}

Expression exp(const Expression& x) { return made(Act::exp, {x.node()}); }
Expression log(const Expression& x) { return made(Act::log, {x.node()}); }
Expression pow(const Expression& base, const Expression& exponent) {
    return made(Act::pow, {base.node(), exponent.node()});
}
Expression floor(const Expression& x) { return made(Act::floor, {x.node()}); }
Expression min(const Expression& a, const Expression& b) {
    return made(Act::min, {a.node(), b.node()});
}
Expression max(const Expression& a, const Expression& b) {
    return made(Act::max, {a.node(), b.node()});
}
Expression select(const Answer& answer, const Expression& a, const Expression& b) {
    return made(Act::select, {answer.node, a.node(), b.node()});
}

double value_of(const NodePointer& node, const std::function<double(std::string_view)>& look_up) {
    const auto part = [&](std::size_t i) { return value_of(node->parts[i], look_up); };
    switch (node->act) {
        case Act::number: return node->value;
        case Act::symbol: return look_up(node->symbol);
        case Act::add: return part(0) + part(1);
        case Act::subtract: return part(0) - part(1);
        case Act::multiply: return part(0) * part(1);
        case Act::divide: return part(0) / part(1);
        case Act::negate: return -part(0);
        case Act::exp: return std::exp(part(0));
        case Act::log: return std::log(part(0));
        case Act::pow: return std::pow(part(0), part(1));
        case Act::floor: return std::floor(part(0));
        case Act::min: return std::min(part(0), part(1));
        case Act::max: return std::max(part(0), part(1));
        case Act::select: return holds(node->parts[0], look_up) ? part(1) : part(2);
        case Act::less:
        case Act::greater:
        case Act::less_equal:
        case Act::greater_equal:
        case Act::equal: break;
    }
    return holds(node, look_up) ? 1 : 0;
}

bool same(const NodePointer& a, const NodePointer& b) noexcept {
    if (a == b) return true;
    if (a->act != b->act || a->value != b->value || a->symbol != b->symbol ||
        a->parts.size() != b->parts.size())
        return false;
    for (std::size_t i = 0; i < a->parts.size(); ++i)
        if (!same(a->parts[i], b->parts[i])) return false;
    return true;
}

Expression named(const Expression& in, const Expression& what, std::string_view symbol) {
    const NodePointer& node = in.node();
    if (same(node, what.node())) return Expression::symbol(symbol);
    if (node->parts.empty()) return in;
    std::vector<NodePointer> parts;
    parts.reserve(node->parts.size());
    for (const NodePointer& part : node->parts)
        parts.push_back(named(Expression{part}, what, symbol).node());
    return made(node->act, std::move(parts));
}

void for_symbols(const NodePointer& node, const std::function<void(std::string_view)>& tell) {
    if (node->act == Act::symbol) tell(node->symbol);
    for (const NodePointer& part : node->parts) for_symbols(part, tell);
}

}  // namespace sinew::exchange
