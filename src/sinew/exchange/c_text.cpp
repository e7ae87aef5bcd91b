#include <sinew/exchange/c_text.hpp>

#include <fmt/format.h>

namespace sinew::exchange {
namespace {

/// How tightly a node's sign binds; parts that bind less stand in brackets.
int tightness(Act act) noexcept {
    if (act == Act::select) return 0;
    if (act >= Act::less) return 1;  // comparisons
    if (act == Act::add || act == Act::subtract) return 2;
    if (act == Act::multiply || act == Act::divide) return 3;
    return act == Act::negate ? 4 : 5;
}

std::string formula(const NodePointer& node);

/// @param at_least  the tightness that needs no brackets here
std::string part(const NodePointer& node, std::size_t i, int at_least) {
    const NodePointer& inner = node->parts[i];
    const bool negative = inner->act == Act::number && inner->value < 0;
    const std::string text = formula(inner);
    return tightness(inner->act) < at_least || negative ? "(" + text + ")" : text;
}
std::string infix(const NodePointer& node, std::string_view sign) {
    const int own = tightness(node->act);
    // The right side binds tighter: a - (b - c) keeps its order of work.
    return fmt::format("{} {} {}", part(node, 0, own), sign, part(node, 1, own + 1));
}
std::string call(const NodePointer& node, std::string_view name) {
    std::string text{name};
    text += '(';
    for (std::size_t i = 0; i < node->parts.size(); ++i)
        text += (i > 0 ? ", " : "") + formula(node->parts[i]);
    return text + ')';
}

std::string formula(const NodePointer& node) {
    switch (node->act) {
        case Act::number: return decimal_text(node->value);
        case Act::symbol: return node->symbol;
        case Act::add: return infix(node, "+");
        case Act::subtract: return infix(node, "-");
        case Act::multiply: return infix(node, "*");
        case Act::divide: return infix(node, "/");
        case Act::negate: return "-" + part(node, 0, 5);
        case Act::exp: return call(node, "exp");
        case Act::log: return call(node, "log");
        case Act::pow: return call(node, "pow");
        case Act::floor: return call(node, "floor");
        case Act::min: return call(node, "fmin");
        case Act::max: return call(node, "fmax");
        case Act::select:
            return fmt::format("{} ? {} : {}", part(node, 0, 1), part(node, 1, 1),
                               part(node, 2, 1));
        case Act::less: return infix(node, "<");
        case Act::greater: return infix(node, ">");
        case Act::less_equal: return infix(node, "<=");
        case Act::greater_equal: return infix(node, ">=");
        case Act::equal: break;
    }
    return infix(node, "==");
}

/// names, one enumerator and one starting value each
struct Named {
    std::string symbol, value, remark;
};

std::string table(std::string_view what, std::string_view prefix, std::string_view count,
                  const std::vector<Named>& rows) {
    std::string text = fmt::format("/* {} */\nenum {{\n", what);
    for (const Named& row : rows) text += fmt::format("    {}{},\n", prefix, row.symbol);
    text += fmt::format("    {}\n}};\nconst char *const {}NAME[] = {{\n", count, prefix);
    for (const Named& row : rows) text += fmt::format("    \"{}\",\n", row.symbol);
    text += fmt::format("}};\nconst double {}VALUE[] = {{\n", prefix);
    for (const Named& row : rows)
        text += fmt::format("    {},{}\n", row.value,
                            row.remark.empty() ? "" : "  /* " + row.remark + " */");
    return text + "};\n\n";
}

std::string unpacked(std::string_view prefix, std::string_view from,
                     const std::vector<Named>& rows) {
    std::string text;
    for (const Named& row : rows)
        text +=
            fmt::format("    const double {} = {}[{}{}];\n", row.symbol, from, prefix, row.symbol);
    return text;
}

}  // namespace

std::string infix_text(const Expression& value) { return formula(value.node()); }

std::string c_text(const ModelExport& out) {
    std::vector<Named> states, inputs, parameters;
    for (const StateEquation& state : out.model.states)
        states.push_back({state.symbol, decimal_text(state.start), ""});
    for (const Definition& input : out.model.inputs)
        inputs.push_back({input.symbol, formula(input.value.node()), ""});
    for (const ModelNumber& number : out.numbers)
        parameters.push_back({number.symbol, decimal_text(number.row->value),
                              fmt::format("{}: {}, {}, {}", number.row->id, number.row->description,
                                          number.row->unit, number.row->status)});
    std::string text = fmt::format(
        "/* The slow layer of the dynamic model, {} class. Written by sinew model "
        "export --format c.\n   NOT CALIBRATED: about two thirds of the gains are "
        "priors of our own. No prediction for a person.\n   Time in days; inputs are "
        "constants of a day. */\n#include <math.h>\n\n",
        out.drug == model::DrugClass::opioid ? "opioid" : "stimulant");
    text +=
        table("States, with the start of the specification", "SINEW_X_", "SINEW_STATES", states);
    text += table("Inputs of a day, with their defaults", "SINEW_DAY_", "SINEW_INPUTS", inputs);
    text += table("Parameters", "SINEW_P_", "SINEW_PARAMETERS", parameters);
    text +=
        "/* rate[i] becomes the change of state i per day. */\n"
        "void sinew_slow_rates(const double *sinew_x, const double *sinew_day, const double "
        "*sinew_p,\n                      double *sinew_rate) {\n";
    text += unpacked("SINEW_X_", "sinew_x", states) + unpacked("SINEW_DAY_", "sinew_day", inputs) +
            unpacked("SINEW_P_", "sinew_p", parameters);
    for (const Definition& drive : out.model.drives)
        text +=
            fmt::format("    const double {} = {};\n", drive.symbol, formula(drive.value.node()));
    for (const StateEquation& state : out.model.states)
        text += fmt::format("    sinew_rate[SINEW_X_{}] = {};\n", state.symbol,
                            formula(state.rate.node()));
    // A parameter that only a read-out needs, a state that no rate looks at.
    for (const auto* rows : {&states, &inputs, &parameters})
        for (const Named& row : *rows) text += fmt::format("    (void){};\n", row.symbol);
    return text + "}\n";
}

}  // namespace sinew::exchange
