#include <sinew/exchange/sbml_text.hpp>

#include <fmt/format.h>

#include <optional>

namespace sinew::exchange {
namespace {

constexpr int kWeek = 7;

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default: out += c;
        }
    return out;
}

std::string_view unit_of(int days) noexcept {
    if (days == 1) return "day";
    return days == -1 ? "per_day" : "dimensionless";
}

/// Content MathML of formulas, with a unit on every literal number: that of what it is added to or compared with.
class Mathematics {
public:
    explicit Mathematics(const ModelExport& out) : out_{out} {}

    [[nodiscard]] std::string of(const Expression& value, int days) const {
        return "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" "
               "xmlns:sbml=\"http://www.sbml.org/sbml/level3/version2/core\">" +
               element(value.node(), days) + "</math>";
    }

private:
    /// The power of days of a part; nothing for what is made of literal numbers alone.
    [[nodiscard]] std::optional<int> days_of(const NodePointer& node) const {
        const auto part = [&](std::size_t i) { return days_of(node->parts[i]); };
        const auto either = [&](std::size_t i, std::size_t k) {
            const auto first = part(i);
            return first ? first : part(k);
        };
        switch (node->act) {
            case Act::number: return std::nullopt;
            case Act::symbol: return out_.days_of(node->symbol);
            case Act::add:
            case Act::subtract:
            case Act::min:
            case Act::max: return either(0, 1);
            case Act::multiply: return part(0).value_or(0) + part(1).value_or(0);
            case Act::divide: return part(0).value_or(0) - part(1).value_or(0);
            case Act::negate: return part(0);
            case Act::select: return either(1, 2);
            case Act::exp:
            case Act::log:
            case Act::pow:
            case Act::floor:
            case Act::less:
            case Act::greater:
            case Act::less_equal:
            case Act::greater_equal:
            case Act::equal: break;
        }
        return 0;
    }

    [[nodiscard]] std::string apply(std::string_view name, const NodePointer& node,
                                    int days) const {
        std::string text = fmt::format("<apply><{}/>", name);
        for (const NodePointer& part : node->parts) text += element(part, days);
        return text + "</apply>";
    }
    /// Both sides have the unit of the one that knows its own.
    [[nodiscard]] std::string compared(std::string_view name, const NodePointer& node) const {
        const auto left = days_of(node->parts[0]);
        return apply(name, node, left ? *left : days_of(node->parts[1]).value_or(0));
    }
    [[nodiscard]] std::string product(std::string_view name, const NodePointer& node) const {
        return fmt::format("<apply><{}/>{}{}</apply>", name,
                           element(node->parts[0], days_of(node->parts[0]).value_or(0)),
                           element(node->parts[1], days_of(node->parts[1]).value_or(0)));
    }

    /// @param days  the unit a literal number takes here
    [[nodiscard]] std::string element(const NodePointer& node, int days) const {
        switch (node->act) {
            case Act::number:
                return fmt::format("<cn sbml:units=\"{}\">{}</cn>", unit_of(days), node->value);
            case Act::symbol:
                if (node->symbol == "time")
                    return "<csymbol encoding=\"text\" "
                           "definitionURL=\"http://www.sbml.org/sbml/symbols/time\">time</csymbol>";
                return "<ci>" + node->symbol + "</ci>";
            case Act::add: return apply("plus", node, days);
            case Act::subtract: return apply("minus", node, days);
            case Act::negate: return apply("minus", node, days);
            case Act::min: return apply("min", node, days);
            case Act::max: return apply("max", node, days);
            case Act::multiply: return product("times", node);
            case Act::divide: return product("divide", node);
            case Act::exp: return apply("exp", node, 0);
            case Act::log: return apply("ln", node, 0);
            case Act::pow: return apply("power", node, 0);
            case Act::floor: return apply("floor", node, 0);
            case Act::select:
                return fmt::format(
                    "<piecewise><piece>{}{}</piece><otherwise>{}</otherwise></piecewise>",
                    element(node->parts[1], days), element(node->parts[0], 0),
                    element(node->parts[2], days));
            case Act::less: return compared("lt", node);
            case Act::greater: return compared("gt", node);
            case Act::less_equal: return compared("leq", node);
            case Act::greater_equal: return compared("geq", node);
            case Act::equal: break;
        }
        return compared("eq", node);
    }

    const ModelExport& out_;
};

std::string parameter(std::string_view id, std::optional<double> value, int days, bool constant,
                      std::string_view name) {
    return fmt::format("      <parameter id=\"{}\"{}{} units=\"{}\" constant=\"{}\"/>\n", id,
                       name.empty() ? "" : fmt::format(" name=\"{}\"", escaped(name)),
                       value ? fmt::format(" value=\"{}\"", *value) : "", unit_of(days),
                       constant ? "true" : "false");
}

bool comes_by_weekday(std::string_view input) noexcept { return input.starts_with("dose_"); }

/// dose_A = dose_A_0 on weekday 0, dose_A_1 on weekday 1 ...
Expression by_weekday(const std::string& input) {
    const auto dose = [&](int day) { return Expression::symbol(fmt::format("{}_{}", input, day)); };
    Expression value = dose(kWeek - 1);
    for (int day = kWeek - 2; day >= 0; --day)
        value = select(Expression::symbol("weekday") < Expression{day + 0.5}, dose(day), value);
    return value;
}

std::string parameters_of(const ModelExport& out) {
    std::string text;
    for (const ModelNumber& number : out.numbers)
        text += parameter(number.symbol, number.row->value, number.days, true,
                          fmt::format("{} ({}, {})", number.row->description, number.row->id,
                                      number.row->status));
    for (const Definition& input : out.model.inputs) {
        if (!comes_by_weekday(input.symbol)) {
            text += parameter(input.symbol, input.value.node()->value, 0, true, "input of a day");
            continue;
        }
        for (int day = 0; day < kWeek; ++day)
            text += parameter(fmt::format("{}_{}", input.symbol, day), 0.0, 0, true,
                              fmt::format("dose on weekday {}, reference sessions", day));
        text += parameter(input.symbol, std::nullopt, 0, false, "dose of the day");
    }
    text += parameter("day_number", 0.0, 1, false, "start of the day, counted from 0");
    text += parameter("week", kWeek, 1, true, "seven days");
    text += parameter("weekday", std::nullopt, 1, false, "0 to 6; day 0 is weekday 0");
    for (const auto* list : {&out.model.drives, &out.model.readouts})
        for (const Definition& one : *list)
            text += parameter(one.symbol, std::nullopt, out.days_of(one.symbol), false, "");
    for (const StateEquation& state : out.model.states)
        text += parameter(state.symbol, state.start, out.days_of(state.symbol), false, "state");
    return text;
}

std::string rules_of(const ModelExport& out, const Mathematics& mathematics) {
    std::string text;
    const auto assign = [&](std::string_view id, const Expression& value) {
        text += fmt::format("      <assignmentRule variable=\"{}\">{}</assignmentRule>\n", id,
                            mathematics.of(value, out.days_of(id)));
    };
    // The week is a parameter, so that it carries its unit through the quotient.
    const Expression day = Expression::symbol("day_number"), week = Expression::symbol("week");
    assign("weekday", day - floor(day / week) * week);
    for (const Definition& input : out.model.inputs)
        if (comes_by_weekday(input.symbol)) assign(input.symbol, by_weekday(input.symbol));
    for (const auto* list : {&out.model.drives, &out.model.readouts})
        for (const Definition& one : *list) assign(one.symbol, one.value);
    for (const StateEquation& state : out.model.states)
        text += fmt::format("      <rateRule variable=\"{}\">{}</rateRule>\n", state.symbol,
                            mathematics.of(state.rate, out.days_of(state.symbol) - 1));
    return text;
}

}  // namespace

std::string sbml_text(const ModelExport& out) {
    const Mathematics mathematics{out};
    const Expression time = Expression::symbol("time"), day = Expression::symbol("day_number");
    // As an expression the condition is told by its answer alone.
    const Answer midnight = time - day >= Expression{1.0};
    const std::string drug = out.drug == model::DrugClass::opioid ? "opioid" : "stimulant";
    std::string text = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<sbml xmlns=\"http://www.sbml.org/sbml/level3/version2/core\" level=\"3\" "
        "version=\"2\">\n"
        "  <model id=\"sinew_slow_layer_{0}\" name=\"Slow layer of the person under exercise, {0} "
        "class\" timeUnits=\"day\">\n"
        "    <notes><body xmlns=\"http://www.w3.org/1999/xhtml\"><p>NOT CALIBRATED: about two "
        "thirds of the gains are priors of our own. No prediction for a person. Written by sinew "
        "model export --format sbml.</p></body></notes>\n"
        "    <listOfUnitDefinitions>\n"
        "      <unitDefinition id=\"day\"><listOfUnits><unit kind=\"second\" exponent=\"1\" "
        "scale=\"0\" multiplier=\"86400\"/></listOfUnits></unitDefinition>\n"
        "      <unitDefinition id=\"per_day\"><listOfUnits><unit kind=\"second\" exponent=\"-1\" "
        "scale=\"0\" multiplier=\"86400\"/></listOfUnits></unitDefinition>\n"
        "    </listOfUnitDefinitions>\n    <listOfParameters>\n",
        drug);
    text += parameters_of(out);
    text += "    </listOfParameters>\n    <listOfRules>\n" + rules_of(out, mathematics);
    text += fmt::format(
        "    </listOfRules>\n    <listOfEvents>\n"
        "      <event id=\"midnight\" useValuesFromTriggerTime=\"true\">\n"
        "        <trigger initialValue=\"false\" persistent=\"true\">{}</trigger>\n"
        "        <listOfEventAssignments><eventAssignment "
        "variable=\"day_number\">{}</eventAssignment></listOfEventAssignments>\n"
        "      </event>\n    </listOfEvents>\n  </model>\n</sbml>\n",
        mathematics.of(Expression{midnight.node}, 0), mathematics.of(day + Expression{1.0}, 1));
    return text;
}

}  // namespace sinew::exchange
