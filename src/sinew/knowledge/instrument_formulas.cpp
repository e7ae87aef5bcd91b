// compute, refuse and findings of an instrument: its formulas, line by line, into code.
#include <sinew/knowledge/formula_code.hpp>
#include <sinew/knowledge/instrument_reading.hpp>

#include <algorithm>
#include <limits>

namespace sinew::knowledge {
namespace {

constexpr double kNoEnd = std::numeric_limits<double>::infinity();

std::uint16_t word_place(ScoreCode& code, const std::string& label) {
    const auto found = std::find(code.words.begin(), code.words.end(), label);
    const auto place = found - code.words.begin();
    if (found == code.words.end()) code.words.push_back(label);
    return static_cast<std::uint16_t>(place);
}

/// "bands" and the tables under `steps`, each a list of {min, label}.
std::map<std::string, std::uint16_t> read_steps(const Node& root, Instrument& instrument) {
    std::map<std::string, std::uint16_t> places;
    std::vector<BandStep> steps;
    for (const InstrumentBand& band : instrument.bands)
        if (band.min)
            steps.push_back(
                {*band.min, band.max.value_or(kNoEnd), word_place(instrument.code, band.label)});
    if (!steps.empty()) {
        places["bands"] = 0;
        instrument.code.bands.push_back(std::move(steps));
    }
    if (const auto tables = root.maybe("steps"))
        for (const auto& [name, table] : tables->members()) {
            std::vector<BandStep> list;
            for (const Node& entry : table.items()) {
                const double min = entry.get("min").number();
                if (!list.empty() && list.back().min >= min)
                    entry.fault("steps stand in ascending order", "lowest first");
                list.push_back(
                    {min, kNoEnd, word_place(instrument.code, entry.get("label").text())});
            }
            places[name] = static_cast<std::uint16_t>(instrument.code.bands.size());
            instrument.code.bands.push_back(std::move(list));
        }
    return places;
}

void read_line(const Node& line, FormulaCompiler& compiler, Instrument& instrument) {
    const auto output = line.maybe("output");
    const std::string name = output ? output->text() : line.get("let").text();
    // An answer may repeat the name of an input; formulas go on meaning the input.
    const bool repeats =
        output && std::any_of(instrument.inputs.begin(), instrument.inputs.end(),
                              [&](const InputSpec& input) { return input.name == name; });
    if (compiler.taken(name) && !repeats)
        line.fault("the name stands twice: " + name, "choose another");
    const Node is = line.get("is");
    const auto compiled = compiler.add(is.text(), is.at(), repeats ? std::string{} : name);
    if (!compiled) return line.faults().add(compiled.error());
    if (!output) return;
    OutputSpec spec;
    spec.name = name;
    spec.kind = compiled->kind;
    spec.list = compiled->list;
    spec.at = compiled->at;
    spec.words = compiled->words;
    if (const auto decimals = line.maybe("decimals")) spec.decimals = decimals->whole();
    if (spec.decimals < 0 || spec.decimals > 9) line.fault("decimals are 0 to 9", "");
    if (const auto if_given = line.maybe("if_given")) spec.if_given = if_given->yes();
    if (const auto with_error = line.maybe("with_error")) spec.with_error = with_error->yes();
    if (const auto label = line.maybe("label")) spec.label = read_pack_text(*label);
    spec.unit = text_or_none(line, "unit");
    if (const auto as = line.maybe("as")) {
        if (as->text() != "digits" || !spec.list || spec.kind != ValueKind::whole)
            as->fault("only a list of whole numbers is written as digits", "leave it out");
        spec.digits_joined = true;
    }
    instrument.outputs.push_back(std::move(spec));
}

/// The register of a condition.
std::uint16_t condition(const Node& node, FormulaCompiler& compiler) {
    const auto compiled = compiler.add(node.text(), node.at());
    if (!compiled) {
        node.faults().add(compiled.error());
        return 0;
    }
    if (compiled->list || compiled->kind != ValueKind::truth)
        node.fault("a condition is wanted here", "write a comparison");
    return compiled->at;
}

ScoreFault fault_named(const Node& node) {
    const std::string name = node.text();
    const auto found = std::find(kScoreFaultNames.begin(), kScoreFaultNames.end(), name);
    if (found == kScoreFaultNames.end())
        node.fault("unknown kind of refusal \"" + name + "\"",
                   "use not_allowed, out_of_range, inconsistent, missing or no_key");
    return static_cast<ScoreFault>(
        found == kScoreFaultNames.end() ? 0 : found - kScoreFaultNames.begin());
}

}  // namespace

void read_formulas(const Node& root, Instrument& instrument) {
    const auto steps = read_steps(root, instrument);
    FormulaCompiler compiler{instrument, steps, instrument.code};
    for (const Node& line : root.get("compute").items()) read_line(line, compiler, instrument);
    if (const auto refusals = root.maybe("refuse"))
        for (const Node& entry : refusals->items()) {
            RefusalRule rule;
            rule.kind = fault_named(entry.get("kind"));
            rule.at = condition(entry.get("when"), compiler);
            rule.item = text_or_none(entry, "item");
            rule.say = read_pack_text(entry.get("say"));
            instrument.refusals.push_back(std::move(rule));
        }
    std::stable_sort(instrument.refusals.begin(), instrument.refusals.end(),
                     [](const auto& a, const auto& b) { return a.kind < b.kind; });
    if (const auto findings = root.maybe("findings"))
        for (const Node& entry : findings->items()) {
            FindingRule rule;
            rule.id = entry.get("id").text();
            rule.rule = text_or_none(entry, "rule");
            rule.action = text_or_none(entry, "action");
            rule.weight = entry.get("weight").text();
            if (rule.weight != "urgent" && rule.weight != "warning" && rule.weight != "note")
                entry.get("weight").fault("unknown weight", "urgent, warning or note");
            rule.at = condition(entry.get("when"), compiler);
            rule.say = read_pack_text(entry.get("say"));
            instrument.findings.push_back(std::move(rule));
        }
    if (instrument.outputs.empty())
        root.get("compute").fault("nothing is answered", "give a line with output");
}

}  // namespace sinew::knowledge
