#include <sinew/exchange/latex_text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace sinew::exchange {
namespace {

constexpr std::size_t kTermsInALine = 5;

using Turn = std::pair<std::string_view, std::string_view>;
/// Stems that are Greek or set upright; others stand as they are.
constexpr std::array<Turn, 14> kStems{{{"tau", "\\tau"},
                                       {"theta", "\\theta"},
                                       {"beta", "\\beta"},
                                       {"rho", "\\rho"},
                                       {"Psi", "\\Psi"},
                                       {"lam", "\\lambda"},
                                       {"dlt", "\\delta"},
                                       {"eps", "\\varepsilon"},
                                       {"ga", "\\gamma"},
                                       {"gs", "\\sigma"},
                                       {"VAS", "\\mathrm{VAS}"},
                                       {"dose", "\\mathrm{dose}"},
                                       {"stress", "s"},
                                       {"n", "n"}}};
/// Symbols without an underscore that hide an index, and one that would clash.
constexpr std::array<Turn, 7> kWhole{{{"Lam50", "\\Lambda_{50}"},
                                      {"LA", "\\Lambda_{A}"},
                                      {"LR", "\\Lambda_{R}"},
                                      {"LM", "\\Lambda_{M}"},
                                      {"i1", "i_{1}"},
                                      {"i2", "i_{2}"},
                                      {"tau_Lam", "\\tau_{\\Lambda}"}}};

std::string_view turned(std::string_view word, std::span<const Turn> table) noexcept {
    for (const auto& [from, to] : table)
        if (from == word) return to;
    return {};
}

std::string text_in_latex(std::string_view text) {
    std::string out;
    for (const char c : text) switch (c) {
            case '&':
            case '%':
            case '_':
            case '#':
            case '$':
                out += '\\';
                out += c;
                break;
            case '^': out += "\\textasciicircum{}"; break;
            case '<': out += "\\textless{}"; break;
            case '>': out += "\\textgreater{}"; break;
            default: out += c;
        }
    return out;
}

int tightness(Act act) noexcept {
    if (act == Act::add || act == Act::subtract) return 1;
    return act == Act::multiply || act == Act::negate ? 2 : 3;
}

std::string formula(const NodePointer& node);

std::string part(const NodePointer& node, std::size_t i, int at_least) {
    const std::string text = formula(node->parts[i]);
    return tightness(node->parts[i]->act) < at_least ? "\\left(" + text + "\\right)" : text;
}
std::string call(std::string_view name, const NodePointer& node) {
    std::string text = fmt::format("{}\\left(", name);
    for (std::size_t i = 0; i < node->parts.size(); ++i)
        text += (i > 0 ? ",\\ " : "") + formula(node->parts[i]);
    return text + "\\right)";
}

std::string product(const NodePointer& node) {
    // Numbers beside numbers would run together; symbols stand side by side.
    const bool digits = node->parts[1]->act == Act::number;
    return part(node, 0, 2) + (digits ? " \\cdot " : "\\,") + part(node, 1, 3);
}

std::string formula(const NodePointer& node) {
    switch (node->act) {
        case Act::number: return fmt::format("{}", node->value);
        case Act::symbol: return latex_symbol(node->symbol);
        case Act::add: return part(node, 0, 1) + " + " + part(node, 1, 1);
        case Act::subtract: return part(node, 0, 1) + " - " + part(node, 1, 2);
        case Act::multiply: return product(node);
        case Act::divide:
            return fmt::format("\\frac{{{}}}{{{}}}", formula(node->parts[0]),
                               formula(node->parts[1]));
        case Act::negate: return "-" + part(node, 0, 2);
        case Act::exp: return call("\\exp", node);
        case Act::log: return call("\\ln", node);
        case Act::pow: return fmt::format("{}^{{{}}}", part(node, 0, 4), formula(node->parts[1]));
        case Act::floor: return fmt::format("\\lfloor {} \\rfloor", formula(node->parts[0]));
        case Act::min: return call("\\min", node);
        case Act::max: return call("\\max", node);
        case Act::select:
            return fmt::format(
                "\\begin{{cases}} {} & \\text{{if }} {} \\\\ {} & \\text{{otherwise}} "
                "\\end{{cases}}",
                formula(node->parts[1]), formula(node->parts[0]), formula(node->parts[2]));
        case Act::less: return part(node, 0, 1) + " < " + part(node, 1, 1);
        case Act::greater: return part(node, 0, 1) + " > " + part(node, 1, 1);
        case Act::less_equal: return part(node, 0, 1) + " \\le " + part(node, 1, 1);
        case Act::greater_equal: return part(node, 0, 1) + " \\ge " + part(node, 1, 1);
        case Act::equal: break;
    }
    return part(node, 0, 1) + " = " + part(node, 1, 1);
}

/// The summands of the outermost sums, with their signs.
void collect(const NodePointer& node, bool minus, std::vector<std::pair<bool, std::string>>& to) {
    if (node->act == Act::add || node->act == Act::subtract) {
        collect(node->parts[0], minus, to);
        collect(node->parts[1], minus != (node->act == Act::subtract), to);
        return;
    }
    const bool turns = node->act == Act::negate;
    const NodePointer& inner = turns ? node->parts[0] : node;
    std::string text = formula(inner);
    if (tightness(inner->act) < 2) text = "\\left(" + text + "\\right)";
    to.emplace_back(minus != turns, std::move(text));
}

/// "left &= a + b ..." over as many lines as it needs.
std::string row(std::string_view left, const Expression& value) {
    std::vector<std::pair<bool, std::string>> terms;
    collect(value.node(), false, terms);
    std::string text = fmt::format("{} &= ", left);
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const auto& [minus, term] = terms[i];
        if (i > 0 && i % kTermsInALine == 0) text += "\\\\\n  &\\quad ";
        if (i > 0)
            text += minus ? " - " : " + ";
        else if (minus)
            text += "-";
        text += term;
    }
    return text;
}

std::string aligned(const std::vector<std::string>& rows) {
    std::string text = "\\begin{align*}\n";
    for (std::size_t i = 0; i < rows.size(); ++i)
        text += rows[i] + (i + 1 < rows.size() ? " \\\\\n" : "\n");
    return text + "\\end{align*}\n";
}

std::string table_of(const ModelExport& out) {
    std::string text =
        "\\begin{longtable}{@{}lrlp{6.2cm}ll@{}}\n\\hline\nSymbol & Value & Unit & Meaning & "
        "Status & Row \\\\\n\\hline\n\\endhead\n";
    for (const ModelNumber& number : out.numbers)
        text += fmt::format("${}$ & {} & {} & {} & {} & {} \\\\\n", latex_symbol(number.symbol),
                            number.row->value, text_in_latex(number.row->unit),
                            text_in_latex(number.row->description), number.row->status,
                            text_in_latex(number.row->id));
    return text + "\\hline\n\\end{longtable}\n";
}

}  // namespace

std::string latex_symbol(std::string_view symbol) {
    if (const auto whole = turned(symbol, kWhole); !whole.empty()) return std::string{whole};
    const std::size_t mark = symbol.find('_');
    const std::string_view stem = symbol.substr(0, mark);
    const auto greek = turned(stem, kStems);
    std::string text{greek.empty() ? stem : greek};
    if (mark == std::string_view::npos) return text;
    const std::string_view index = symbol.substr(mark + 1);
    if (index == "mu") return text + "_{\\mu}";
    if (index == "Cmu") return text + "_{C\\mu}";
    if (index == "Psi") return text + "_{\\Psi}";
    const auto small = std::count_if(index.begin(), index.end(), [](char c) {
        return std::islower(static_cast<unsigned char>(c)) != 0;
    });
    return text +
           (small > 1 ? fmt::format("_{{\\mathrm{{{}}}}}", index) : fmt::format("_{{{}}}", index));
}

std::string latex_text(const ModelExport& out) {
    std::string text = fmt::format(
        "% Written by sinew model export --format latex.\n"
        "\\documentclass[a4paper,10pt]{{article}}\n\\usepackage{{amsmath}}\n"
        "\\usepackage{{longtable}}\n\\usepackage[margin=2cm]{{geometry}}\n"
        "\\allowdisplaybreaks\n\\begin{{document}}\n"
        "\\section*{{The slow layer of the dynamic model, {} class}}\n"
        "\\textbf{{Not calibrated:}} about two thirds of the gains are priors of our own. No "
        "prediction for a person.\n\n"
        "Time in days. Inputs are constants of a day: the doses $\\mathrm{{dose}}_A$, "
        "$\\mathrm{{dose}}_R$, $\\mathrm{{dose}}_M$ of training in reference sessions, $B$ of "
        "breathing, $E_x$ of use, $E_m$ of medication, $A_v$ of the setting, stress $s$.\n\n"
        "\\subsection*{{Drives}}\n",
        out.drug == model::DrugClass::opioid ? "opioid" : "stimulant");
    std::vector<std::string> drives, targets, times, others, readouts, starts;
    for (const Definition& drive : out.model.drives)
        drives.push_back(row(latex_symbol(drive.symbol), drive.value));
    for (const StateEquation& state : out.model.states) {
        const std::string symbol = latex_symbol(state.symbol);
        starts.push_back(fmt::format("{}(0) &= {}", symbol, state.start));
        if (!state.pulled) {
            others.push_back(row("\\dot{" + symbol + "}", state.rate));
            continue;
        }
        targets.push_back(row(symbol + "^{*}", state.target));
        // The time constant of x is called tau_x unless the equations say otherwise.
        if (!(state.tau.node()->act == Act::symbol &&
              state.tau.node()->symbol == "tau_" + state.symbol))
            times.push_back(row(fmt::format("\\tau\\left[{}\\right]", symbol), state.tau));
    }
    for (const Definition& one : out.model.readouts)
        readouts.push_back(row(latex_symbol(one.symbol), one.value));
    text += aligned(drives);
    text +=
        "\\subsection*{Targets}\nEach state $x$ tends to its target: "
        "$\\dot x = (x^{*} - x)/\\tau_x$.\n";
    text += aligned(targets) + "Time constants that are not $\\tau_x$ itself:\n" + aligned(times);
    text += "\\subsection*{Hazards and clocks}\n" + aligned(others);
    text += "\\subsection*{Read-outs}\n" + aligned(readouts);
    text += "\\subsection*{Start}\nThe day of last use of a daily user.\n" + aligned(starts);
    text += "\\subsection*{Parameters}\n" + table_of(out) + "\\end{document}\n";
    return text;
}

}  // namespace sinew::exchange
