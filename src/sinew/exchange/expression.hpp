// A number that remembers how it was computed: the equations of the model, run with it, give their own formulas.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::exchange {

/// What a node does with its parts.
enum class Act : std::uint8_t {
    number,
    symbol,
    add,
    subtract,
    multiply,
    divide,
    negate,
    exp,
    log,
    pow,
    floor,
    min,
    max,
    select,  ///< answer, value where it holds, value where it does not
    less,    ///< comparisons from here on
    greater,
    less_equal,
    greater_equal,
    equal,
};

struct Node;
using NodePointer = std::shared_ptr<const Node>;

struct Node {
    Act act = Act::number;
    double value = 0;
    std::string symbol = {};
    std::vector<NodePointer> parts = {};
};

/// The answer of a comparison: only `select` looks at it.
struct Answer {
    NodePointer node;
};

/// Meets what src/sinew/model/number.hpp asks of a number. Nothing is simplified: the tree is the computation, in its order.
class Expression {
public:
    Expression() : Expression(0.0) {}
    explicit Expression(double number);
    explicit Expression(NodePointer node) : node_{std::move(node)} {}
    [[nodiscard]] static Expression symbol(std::string_view name);

    [[nodiscard]] const NodePointer& node() const noexcept { return node_; }

    friend Expression operator+(const Expression& a, const Expression& b);
    friend Expression operator-(const Expression& a, const Expression& b);
    friend Expression operator*(const Expression& a, const Expression& b);
    friend Expression operator/(const Expression& a, const Expression& b);
    friend Expression operator-(const Expression& a);
    friend Answer operator<(const Expression& a, const Expression& b);
    friend Answer operator>(const Expression& a, const Expression& b);
    friend Answer operator<=(const Expression& a, const Expression& b);
    friend Answer operator>=(const Expression& a, const Expression& b);
    friend Answer operator==(const Expression& a, const Expression& b);

private:
    NodePointer node_;
};

[[nodiscard]] Expression exp(const Expression& x);
[[nodiscard]] Expression log(const Expression& x);
[[nodiscard]] Expression pow(const Expression& base, const Expression& exponent);
[[nodiscard]] Expression floor(const Expression& x);
[[nodiscard]] Expression min(const Expression& a, const Expression& b);
[[nodiscard]] Expression max(const Expression& a, const Expression& b);
[[nodiscard]] Expression select(const Answer& answer, const Expression& a, const Expression& b);

/// The value where each symbol has the value it is looked up to have.
[[nodiscard]] double value_of(const NodePointer& node,
                              const std::function<double(std::string_view)>& look_up);

/// The same computation, node by node.
[[nodiscard]] bool same(const NodePointer& a, const NodePointer& b) noexcept;

/// Every part that is the same as `what` replaced by the symbol.
[[nodiscard]] Expression named(const Expression& in, const Expression& what,
                               std::string_view symbol);

/// Tells each symbol of the tree, as often as it stands there.
void for_symbols(const NodePointer& node, const std::function<void(std::string_view)>& tell);

}  // namespace sinew::exchange
