// The named functions of formulas: what each takes, what it gives.
#include <sinew/base/text.hpp>
#include <sinew/knowledge/formula_code.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace sinew::knowledge {
namespace {

bool numeric(ValueKind kind) noexcept {
    return kind == ValueKind::whole || kind == ValueKind::number || kind == ValueKind::null;
}

/// What kind a function's answer has.
enum class Gives : std::uint8_t { number, whole, truth, same };
/// What its list holds.
enum class Of : std::uint8_t { numbers, truths };

struct ListFunction {
    std::string_view name;
    ScoreOp op;
    Of of;
    Gives gives;
};
constexpr auto kListFunctions = std::to_array<ListFunction>({
    {"sum", ScoreOp::sum, Of::numbers, Gives::same},
    {"mean", ScoreOp::mean, Of::numbers, Gives::number},
    {"sd", ScoreOp::deviation, Of::numbers, Gives::number},
    {"min", ScoreOp::least, Of::numbers, Gives::same},
    {"max", ScoreOp::greatest, Of::numbers, Gives::same},
    {"longest_run", ScoreOp::longest_run, Of::truths, Gives::whole},
    {"first_place", ScoreOp::first_place, Of::truths, Gives::whole},
});

struct NumberFunction {
    std::string_view name;
    ElementOp op;
    Gives gives;
};
constexpr auto kNumberFunctions = std::to_array<NumberFunction>({
    {"abs", ElementOp::absolute, Gives::same},
    {"sqrt", ElementOp::square_root, Gives::number},
    {"ln", ElementOp::logarithm, Gives::number},
    {"floor", ElementOp::floor, Gives::whole},
});

ValueKind kind_of(Gives gives, ValueKind of) noexcept {
    switch (gives) {
        case Gives::number: return ValueKind::number;
        case Gives::whole: return ValueKind::whole;
        case Gives::truth: return ValueKind::truth;
        case Gives::same: return of;
    }
    return of;
}

constexpr auto kNames = std::to_array<std::string_view>(
    {"sum",         "mean",        "sd",        "min",   "max",         "count",    "length",
     "last",        "given",       "join",      "pick",  "scale",       "keyed",    "differences",
     "longest_run", "first_place", "run_place", "slope", "intercept",   "abs",      "sqrt",
     "ln",          "floor",       "round",     "if",    "first_given", "is_given", "minutes_until",
     "band"});

}  // namespace

Result<Compiled> FormulaCompiler::compile_call(const Formula& formula) {
    if (std::find(kNames.begin(), kNames.end(), formula.name) == kNames.end()) {
        const auto near =
            nearest_word(formula.name, std::vector<std::string>{kNames.begin(), kNames.end()});
        return wrong(formula, fmt::format("there is no function \"{}\"", formula.name),
                     near ? fmt::format("did you mean {}?", *near) : "see docs/methods/scoring.md");
    }
    if (formula.parts.empty())
        return wrong(formula, fmt::format("{}() needs an argument", formula.name), "");
    if (formula.name == "if") return compile_if(formula);
    if (formula.name == "band") return compile_band(formula);
    SINEW_TRY(const Compiled first, compile(formula.parts[0]));
    if (formula.name == "keyed") return compile_keyed(formula, first);
    if (formula.name == "pick") return compile_pick(formula, first);
    if (formula.name == "scale") return compile_scale(formula, first);
    Parts parts{first};
    for (std::size_t i = 1; i < formula.parts.size(); ++i) {
        SINEW_TRY(Compiled part, compile(formula.parts[i]));
        parts.push_back(std::move(part));
    }
    return first.list ? compile_listed(formula, parts) : compile_plain(formula, parts);
}

/// if(condition, value, condition, value, ..., value otherwise)
Result<Compiled> FormulaCompiler::compile_if(const Formula& formula) {
    const std::size_t count = formula.parts.size();
    if (count < 3 || count % 2 == 0)
        return wrong(formula, "if() takes conditions with their values, and a last value",
                     "if(a > 1, 'high', 'low')");
    Parts parts;
    ValueKind kind = ValueKind::null;
    for (std::size_t i = 0; i < count; ++i) {
        SINEW_TRY(Compiled part, compile(formula.parts[i]));
        if (part.list) return wrong(formula.parts[i], "if() chooses between single values", "");
        const bool condition = i + 1 < count && i % 2 == 0;
        if (condition && part.kind != ValueKind::truth && part.kind != ValueKind::null)
            return wrong(formula.parts[i], "a condition is wanted here", "write a comparison");
        if (!condition) {
            const bool both_numbers = numeric(kind) && numeric(part.kind);
            if (kind == ValueKind::null)
                kind = part.kind;
            else if (both_numbers && part.kind != ValueKind::null)
                kind = kind == part.kind ? kind : ValueKind::number;
            else if (part.kind != ValueKind::null && part.kind != kind)
                return wrong(formula.parts[i], "the values of if() are of different kinds", "");
        }
        parts.push_back(std::move(part));
    }
    Compiled result = parts.back();
    for (std::size_t i = count - 1; i >= 2; i -= 2)
        result = emit(ScoreOp::choose, kind, {parts[i - 2], parts[i - 1], result});
    result.kind = kind;
    return result;
}

Result<Compiled> FormulaCompiler::compile_band(const Formula& formula) {
    std::string table = "bands";
    if (formula.parts.size() == 2 && formula.parts[1].node == FormulaNode::text)
        table = formula.parts[1].name;
    else if (formula.parts.size() != 1)
        return wrong(formula, "band() takes a number, and the name of a table of steps", "");
    SINEW_TRY(const Compiled value, compile(formula.parts[0]));
    if (value.list || !numeric(value.kind))
        return wrong(formula.parts[0], "band() takes a number", "");
    const auto found = bands_.find(table);
    if (found == bands_.end())
        return wrong(formula, fmt::format("there is no table of steps \"{}\"", table),
                     "give bands with min");
    Compiled band = emit(ScoreOp::band, ValueKind::text, {value});
    code_.steps.back().b = found->second;
    return band;
}

/// keyed(items): as the items say; keyed(items, 2, 5): these places; keyed(items, list): the places in that list.
Result<Compiled> FormulaCompiler::compile_keyed(const Formula& formula, const Compiled& list) {
    const InputSpec* input = input_of(list);
    if (!input || !numeric(list.kind) || input->rules.empty())
        return wrong(formula, "keyed() reverses the values of an input list", "");
    Instruction step;
    step.a = list.at;
    KeyTable table;
    const std::size_t length = input->longest;
    if (length > 1000) return wrong(formula, "keyed() needs a list of fixed length", "");
    for (std::size_t i = 0; i < length; ++i)
        table.from.push_back(input->rule(i).low + input->rule(i).high);
    if (formula.parts.size() == 2 && formula.parts[1].node == FormulaNode::name) {
        SINEW_TRY(const Compiled reversed, compile(formula.parts[1]));
        if (!reversed.list || !numeric(reversed.kind))
            return wrong(formula.parts[1], "a list of places is wanted here", "");
        step.list = ListOp::keyed_by;
        step.b = reversed.at;
    } else {
        step.list = ListOp::keyed;
        std::vector<bool> reverse(length, false);
        if (formula.parts.size() > 1) {
            SINEW_TRY(const auto chosen, places(formula, 1, length));
            for (const std::uint16_t place : chosen) reverse[place] = true;
        } else {
            for (std::size_t i = 0; i < instrument_.items.size() && i < length; ++i)
                reverse[i] = instrument_.items[i].reverse;
            if (std::find(reverse.begin(), reverse.end(), true) == reverse.end())
                return wrong(formula, "no item says that it is reversed",
                             "write \"reverse\": true at the item, or name the places");
        }
        for (std::size_t i = 0; i < length; ++i)
            if (!reverse[i]) table.from[i] = std::numeric_limits<double>::quiet_NaN();
    }
    step.c = static_cast<std::uint16_t>(code_.keys.size());
    code_.keys.push_back(std::move(table));
    return emit_list(step, list.kind);
}

Result<Compiled> FormulaCompiler::compile_pick(const Formula& formula, const Compiled& list) {
    if (!list.list || formula.parts.size() < 2)
        return wrong(formula, "pick() takes a list and places in it", "pick(items, 1, 2)");
    const InputSpec* input = input_of(list);
    SINEW_TRY(auto chosen, places(formula, 1, input ? input->longest : 5000));
    Instruction step;
    step.list = ListOp::pick;
    step.a = list.at;
    step.b = static_cast<std::uint16_t>(code_.picks.size());
    code_.picks.push_back(std::move(chosen));
    Compiled picked = emit_list(step, list.kind);
    picked.words = list.words;
    return picked;
}

Result<Compiled> FormulaCompiler::compile_scale(const Formula& formula, const Compiled& list) {
    if (!list.list || formula.parts.size() != 2 || formula.parts[1].node != FormulaNode::text)
        return wrong(formula, "scale() takes the list of items and the name of a scale",
                     "scale(items, 'use')");
    std::vector<std::uint16_t> chosen;
    for (std::size_t i = 0; i < instrument_.items.size(); ++i)
        if (instrument_.items[i].scale == formula.parts[1].name)
            chosen.push_back(static_cast<std::uint16_t>(i));
    if (chosen.empty())
        return wrong(formula.parts[1],
                     fmt::format("no item belongs to the scale '{}'", formula.parts[1].name), "");
    Instruction step;
    step.list = ListOp::pick;
    step.a = list.at;
    step.b = static_cast<std::uint16_t>(code_.picks.size());
    code_.picks.push_back(std::move(chosen));
    return emit_list(step, list.kind);
}

/// Functions whose first argument is a list.
Result<Compiled> FormulaCompiler::compile_listed(const Formula& formula, const Parts& parts) {
    const std::string& name = formula.name;
    const Compiled& list = parts[0];
    const auto want = [&](std::size_t least, std::size_t most) {
        return parts.size() >= least && parts.size() <= most;
    };
    for (const ListFunction& function : kListFunctions) {
        if (name != function.name) continue;
        const bool fits =
            function.of == Of::truths ? list.kind == ValueKind::truth : numeric(list.kind);
        if (!want(1, 1) || !fits)
            return wrong(formula,
                         fmt::format("{}() takes one list of {}", name,
                                     function.of == Of::truths ? "conditions" : "numbers"),
                         function.of == Of::truths ? "write longest_run(days = 'A')" : "");
        return emit(function.op, kind_of(function.gives, list.kind), parts);
    }
    if (name == "count" && want(1, 1))
        return emit(list.kind == ValueKind::truth ? ScoreOp::count_holding : ScoreOp::count,
                    ValueKind::whole, parts);
    if (name == "length" && want(1, 1)) return emit(ScoreOp::length, ValueKind::whole, parts);
    if (name == "is_given" && want(1, 1)) return emit(ScoreOp::list_given, ValueKind::truth, parts);
    if ((name == "last" || name == "run_place") && want(1, 2)) {
        std::uint16_t place = 0;
        if (parts.size() == 2) {
            SINEW_TRY(const auto chosen, places(formula, 1, 5000));
            place = chosen.front();
        }
        if (name == "run_place" && (list.kind != ValueKind::truth || parts.size() != 2))
            return wrong(formula, "run_place() takes a list of conditions and a length", "");
        Compiled found = emit(name == "last" ? ScoreOp::last : ScoreOp::run_place,
                              name == "last" ? list.kind : ValueKind::whole, {list});
        code_.steps.back().b = place;
        return found;
    }
    if ((name == "slope" || name == "intercept") && want(2, 2) && parts[1].list &&
        numeric(list.kind) && numeric(parts[1].kind))
        return emit(name == "slope" ? ScoreOp::slope : ScoreOp::intercept, ValueKind::number,
                    parts);
    if (name == "given" || name == "differences") {
        if (!want(1, 1) || (name == "differences" && !numeric(list.kind)))
            return wrong(formula, fmt::format("{}() takes one list", name), "");
        Instruction step;
        step.list = name == "given" ? ListOp::given : ListOp::differences;
        step.a = list.at;
        Compiled made = emit_list(step, list.kind);
        made.words = list.words;
        return made;
    }
    if (name == "join") {
        Compiled joined = list;
        for (std::size_t i = 1; i < parts.size(); ++i) {
            if (!parts[i].list || !numeric(parts[i].kind) || !numeric(joined.kind))
                return wrong(formula.parts[i], "join() takes lists of numbers", "");
            Instruction step;
            step.list = ListOp::join;
            step.a = joined.at;
            step.b = parts[i].at;
            joined =
                emit_list(step, joined.kind == parts[i].kind ? joined.kind : ValueKind::number);
        }
        return joined;
    }
    for (const NumberFunction& function : kNumberFunctions)
        if (name == function.name && want(1, 1) && numeric(list.kind))
            return apply(function.op, kind_of(function.gives, list.kind), list, list, false);
    return wrong(formula, fmt::format("{}() does not take these arguments", name),
                 "see docs/methods/scoring.md");
}

/// Functions of single values.
Result<Compiled> FormulaCompiler::compile_plain(const Formula& formula, const Parts& parts) {
    const std::string& name = formula.name;
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (parts[i].list)
            return wrong(formula.parts[i], fmt::format("{}() takes no list here", name), "");
    const bool numbers =
        std::all_of(parts.begin(), parts.end(), [](const auto& p) { return numeric(p.kind); });
    for (const NumberFunction& function : kNumberFunctions)
        if (name == function.name && parts.size() == 1 && numbers)
            return apply(function.op, kind_of(function.gives, parts[0].kind), parts[0], parts[0],
                         false);
    if (name == "round" && numbers && parts.size() <= 2) {
        const Formula* digits = parts.size() == 2 ? &formula.parts[1] : nullptr;
        if (digits && (digits->node != FormulaNode::number || !digits->whole || digits->number > 6))
            return wrong(*digits, "a number of decimals is wanted here", "0 to 6");
        Compiled rounded =
            emit(ScoreOp::round,
                 digits && digits->number > 0 ? ValueKind::number : ValueKind::whole, {parts[0]});
        code_.steps.back().b =
            digits ? static_cast<std::uint16_t>(digits->number) : std::uint16_t{0};
        return rounded;
    }
    if (name == "is_given" && parts.size() == 1)
        return emit(ScoreOp::is_given, ValueKind::truth, parts);
    if (name == "minutes_until" && parts.size() == 2 && parts[0].kind == ValueKind::clock &&
        parts[1].kind == ValueKind::clock)
        return emit(ScoreOp::minutes_until, ValueKind::whole, parts);
    if ((name == "min" || name == "max") && numbers && parts.size() > 1) {
        Compiled best = parts[0];
        for (std::size_t i = 1; i < parts.size(); ++i) {
            const ValueKind kind = best.kind == parts[i].kind ? best.kind : ValueKind::number;
            const Compiled less = apply(name == "min" ? ElementOp::less : ElementOp::greater,
                                        ValueKind::truth, best, parts[i], false);
            best = emit(ScoreOp::choose, kind, {less, best, parts[i]});
        }
        return best;
    }
    if (name == "first_given" && parts.size() > 1) {
        Compiled best = parts[0];
        for (std::size_t i = 1; i < parts.size(); ++i) {
            const bool fits = best.kind == parts[i].kind || best.kind == ValueKind::null ||
                              parts[i].kind == ValueKind::null ||
                              (numeric(best.kind) && numeric(parts[i].kind));
            if (!fits)
                return wrong(formula.parts[i], "the values of first_given() are of different kinds",
                             "");
            const ValueKind kind = best.kind == parts[i].kind         ? best.kind
                                   : best.kind == ValueKind::null     ? parts[i].kind
                                   : parts[i].kind == ValueKind::null ? best.kind
                                                                      : ValueKind::number;
            best = emit(ScoreOp::first_given, kind, {best, parts[i]});
        }
        return best;
    }
    return wrong(formula, fmt::format("{}() does not take these arguments", name),
                 "see docs/methods/scoring.md");
}

}  // namespace sinew::knowledge
