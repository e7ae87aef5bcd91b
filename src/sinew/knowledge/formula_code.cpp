#include <sinew/base/text.hpp>
#include <sinew/knowledge/formula_code.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sinew::knowledge {
namespace {

constexpr double kNull = std::numeric_limits<double>::quiet_NaN();

bool numeric(ValueKind kind) noexcept {
    return kind == ValueKind::whole || kind == ValueKind::number || kind == ValueKind::null;
}
bool truth(ValueKind kind) noexcept { return kind == ValueKind::truth || kind == ValueKind::null; }

std::string_view word_for(ValueKind kind) noexcept {
    switch (kind) {
        case ValueKind::whole:
        case ValueKind::number: return "a number";
        case ValueKind::truth: return "yes or no";
        case ValueKind::choice: return "a choice";
        case ValueKind::text: return "a text";
        case ValueKind::clock: return "a clock time";
        case ValueKind::null: return "null";
    }
    return {};
}

/// The kind that holds both; nothing when there is none.
std::optional<ValueKind> joined(ValueKind a, ValueKind b) noexcept {
    if (a == b || b == ValueKind::null) return a;
    if (a == ValueKind::null) return b;
    if (numeric(a) && numeric(b)) return ValueKind::number;
    return std::nullopt;
}

}  // namespace

FormulaCompiler::FormulaCompiler(const Instrument& instrument,
                                 std::map<std::string, std::uint16_t> bands, ScoreCode& code)
    : instrument_{instrument}, bands_{std::move(bands)}, code_{code} {
    code_.initial.assign(instrument.inputs.size(), kNull);
    code_.lists = static_cast<std::uint16_t>(instrument.inputs.size());
    for (std::size_t i = 0; i < instrument.inputs.size(); ++i) {
        const InputSpec& input = instrument.inputs[i];
        ValueKind kind = input.rules.empty() ? ValueKind::number : input.rules.front().kind;
        for (const ValueRule& rule : input.rules)
            if (kind == ValueKind::whole && rule.kind == ValueKind::number) kind = rule.kind;
        names_[input.name] = {
            kind, input.list, static_cast<std::uint16_t>(i),
            input.rules.empty() ? std::vector<std::string>{} : input.rules.front().words};
    }
}

tl::unexpected<Error> FormulaCompiler::wrong(const Formula& place, std::string what,
                                             std::string hint) const {
    return fail({ErrorCode::bad_input, std::move(what), fmt::format("{}:{}", at_, place.column),
                 std::move(hint)});
}

std::uint16_t FormulaCompiler::scalar() {
    code_.initial.push_back(kNull);
    return static_cast<std::uint16_t>(code_.initial.size() - 1);
}

Compiled FormulaCompiler::constant(double value, ValueKind kind) {
    if (std::isnan(value)) return {kind, false, scalar(), {}};
    const auto found = constants_.find(value);
    if (found != constants_.end()) return {kind, false, found->second, {}};
    const std::uint16_t at = scalar();
    code_.initial[at] = value;
    constants_[value] = at;
    return {kind, false, at, {}};
}

std::uint16_t FormulaCompiler::word(const std::string& text) {
    const auto found = std::find(code_.words.begin(), code_.words.end(), text);
    const auto place = found - code_.words.begin();
    if (found == code_.words.end()) code_.words.push_back(text);
    return static_cast<std::uint16_t>(place);
}

Compiled FormulaCompiler::emit(ScoreOp op, ValueKind kind, const Parts& parts) {
    Instruction step;
    step.op = op;
    step.to = scalar();
    if (!parts.empty()) step.a = parts[0].at;
    if (parts.size() > 1) step.b = parts[1].at;
    if (parts.size() > 2) step.c = parts[2].at;
    code_.steps.push_back(step);
    return {kind, false, step.to, {}};
}

Compiled FormulaCompiler::emit_list(Instruction step, ValueKind kind) {
    step.to = code_.lists++;
    code_.steps.push_back(step);
    return {kind, true, step.to, {}};
}

/// An operation on scalars, or on each element where one side is a list.
Compiled FormulaCompiler::apply(ElementOp op, ValueKind kind, const Compiled& a, const Compiled& b,
                                bool settle) {
    if (!a.list && !b.list) {
        Compiled result = emit(ScoreOp::apply, kind, {a, b});
        code_.steps.back().element = op;
        code_.steps.back().settle = settle;
        return result;
    }
    Instruction step;
    step.list = ListOp::map;
    step.element = op;
    step.settle = settle;
    step.a = a.at;
    step.b = b.at;
    step.a_is_list = a.list;
    step.b_is_list = b.list;
    return emit_list(step, kind);
}

const InputSpec* FormulaCompiler::input_of(const Compiled& list) const {
    if (!list.list || list.at >= instrument_.inputs.size()) return nullptr;
    return &instrument_.inputs[list.at];
}

Result<Compiled> FormulaCompiler::add(std::string_view formula, const std::string& at,
                                      const std::string& name) {
    at_ = at;
    SINEW_TRY(const Formula tree, parse_formula(formula, at));
    SINEW_TRY(Compiled compiled, compile(tree));
    constexpr std::size_t kMostRegisters = 4000;
    if (code_.initial.size() > kMostRegisters || code_.lists > kMostRegisters)
        return fail({ErrorCode::bad_input, "the formulas of one instrument are too many", at, ""});
    if (!name.empty()) names_[name] = compiled;
    return compiled;
}

Result<Compiled> FormulaCompiler::compile(const Formula& formula) {
    switch (formula.node) {
        case FormulaNode::number:
            return constant(formula.number, formula.whole ? ValueKind::whole : ValueKind::number);
        case FormulaNode::text: return constant(word(formula.name), ValueKind::text);
        case FormulaNode::truth: return constant(formula.number, ValueKind::truth);
        case FormulaNode::null: return constant(kNull, ValueKind::null);
        case FormulaNode::name: return compile_name(formula);
        case FormulaNode::call: return compile_call(formula);
        case FormulaNode::element: return compile_element(formula);
        case FormulaNode::apply: return compile_operator(formula);
    }
    return wrong(formula, "not a formula", "");
}

Result<Compiled> FormulaCompiler::compile_name(const Formula& formula) {
    const auto found = names_.find(formula.name);
    if (found != names_.end()) return found->second;
    std::vector<std::string> known;
    for (const auto& [name, value] : names_) known.push_back(name);
    const auto near = nearest_word(formula.name, known);
    return wrong(formula, fmt::format("\"{}\" is no input and no line above", formula.name),
                 near ? fmt::format("did you mean {}?", *near) : "");
}

Result<Compiled> FormulaCompiler::compile_operator(const Formula& formula) {
    const std::string& name = formula.name;
    if (formula.parts.size() == 2 &&
        (name == "=" || name == "!=" || name[0] == '<' || name[0] == '>'))
        return compile_comparison(formula);
    Parts parts;
    for (const Formula& part : formula.parts) {
        SINEW_TRY(Compiled compiled, compile(part));
        parts.push_back(std::move(compiled));
    }
    if (name == "and" || name == "or" || name == "not") {
        for (std::size_t i = 0; i < parts.size(); ++i)
            if (!truth(parts[i].kind) || parts[i].list)
                return wrong(formula.parts[i], fmt::format("\"{}\" joins conditions", name),
                             "write a comparison");
        const ScoreOp op = name == "and"  ? ScoreOp::both
                           : name == "or" ? ScoreOp::either
                                          : ScoreOp::negate_truth;
        return emit(op, ValueKind::truth, parts);
    }
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (!numeric(parts[i].kind))
            return wrong(formula.parts[i],
                         fmt::format("\"{}\" reckons with numbers, this is {}", name,
                                     word_for(parts[i].kind)),
                         "");
    if (parts.size() == 1)
        return apply(ElementOp::negate, parts[0].kind, parts[0], parts[0], false);
    const ValueKind both = joined(parts[0].kind, parts[1].kind).value_or(ValueKind::number);
    switch (name[0]) {
        case '+': return apply(ElementOp::add, both, parts[0], parts[1], false);
        case '-': return apply(ElementOp::subtract, both, parts[0], parts[1], false);
        case '*': return apply(ElementOp::multiply, both, parts[0], parts[1], false);
        case '/': return apply(ElementOp::divide, ValueKind::number, parts[0], parts[1], false);
        default: return apply(ElementOp::power, ValueKind::number, parts[0], parts[1], false);
    }
}

Result<Compiled> FormulaCompiler::place_of_word(const Formula& text,
                                                const std::vector<std::string>& words) {
    const auto found = std::find(words.begin(), words.end(), text.name);
    if (found == words.end())
        return wrong(text, fmt::format("'{}' is not among the answers", text.name),
                     "use one of: " + join(words, ", "));
    return constant(static_cast<double>(found - words.begin()), ValueKind::choice);
}

Result<Compiled> FormulaCompiler::compile_comparison(const Formula& formula) {
    const Formula& left = formula.parts[0];
    const Formula& right = formula.parts[1];
    Compiled a, b;
    if (left.node != FormulaNode::text) {
        SINEW_TRY(a, compile(left));
    }
    if (right.node != FormulaNode::text) {
        SINEW_TRY(b, compile(right));
    } else if (a.kind == ValueKind::choice) {
        SINEW_TRY(b, place_of_word(right, a.words));
    } else {
        SINEW_TRY(b, compile(right));
    }
    if (left.node == FormulaNode::text) {
        if (b.kind == ValueKind::choice) {
            SINEW_TRY(a, place_of_word(left, b.words));
        } else {
            SINEW_TRY(a, compile(left));
        }
    }
    const bool order = formula.name != "=" && formula.name != "!=";
    const bool numbers = numeric(a.kind) && numeric(b.kind);
    if (!numbers && (order || !joined(a.kind, b.kind)))
        return wrong(formula,
                     fmt::format("{} and {} cannot be compared with \"{}\"", word_for(a.kind),
                                 word_for(b.kind), formula.name),
                     "");
    const bool settle = a.kind == ValueKind::number || b.kind == ValueKind::number;
    const ElementOp op = formula.name == "="    ? ElementOp::equal
                         : formula.name == "!=" ? ElementOp::not_equal
                         : formula.name == "<"  ? ElementOp::less
                         : formula.name == "<=" ? ElementOp::less_equal
                         : formula.name == ">"  ? ElementOp::greater
                                                : ElementOp::greater_equal;
    return apply(op, ValueKind::truth, a, b, settle);
}

/// Constant places of a list, from 1 in the pack, from 0 here.
Result<std::vector<std::uint16_t>> FormulaCompiler::places(const Formula& formula, std::size_t from,
                                                           std::size_t most) {
    std::vector<std::uint16_t> list;
    for (std::size_t i = from; i < formula.parts.size(); ++i) {
        const Formula& part = formula.parts[i];
        if (part.node != FormulaNode::number || !part.whole || part.number < 1 ||
            part.number > static_cast<double>(std::min<std::size_t>(most, 5000)))
            return wrong(part, "a place in the list is wanted here",
                         "count from 1, within the list");
        list.push_back(static_cast<std::uint16_t>(part.number - 1));
    }
    return list;
}

Result<Compiled> FormulaCompiler::compile_element(const Formula& formula) {
    SINEW_TRY(const Compiled list, compile(formula.parts[0]));
    if (!list.list) return wrong(formula, "only a list has places", "");
    const InputSpec* input = input_of(list);
    SINEW_TRY(const auto place, places(formula, 1, input ? input->longest : 5000));
    Compiled element = emit(ScoreOp::element, list.kind, {list});
    code_.steps.back().b = place.front();
    element.words = list.words;
    return element;
}

}  // namespace sinew::knowledge
