#include <sinew/knowledge/outcomes_pack.hpp>

#include <algorithm>

namespace sinew::knowledge {
namespace {

std::optional<double> maybe_number(const Node& node, std::string_view key) {
    const auto member = node.maybe(key);
    return member ? std::optional{member->number()} : std::nullopt;
}

std::string maybe_text(const Node& node, std::string_view key) {
    const auto member = node.maybe(key);
    return member ? member->text() : std::string{};
}

OutcomeSpec read_outcome(const Node& node) {
    OutcomeSpec spec;
    spec.id = node.get("id").text();
    const auto range = node.get("range").items();
    if (range.size() == 2) {
        spec.lowest = range[0].number();
        spec.highest = range[1].number();
    }
    if (!(spec.lowest < spec.highest))
        node.get("range").fault("not a range", "write [lowest, highest]");
    const std::string better = node.get("better").text();
    if (better != "lower" && better != "higher")
        node.get("better").fault("unknown direction", "use lower or higher");
    spec.lower_is_better = better == "lower";
    spec.every_days = node.get("every_days").whole();
    if (spec.every_days < 1) node.get("every_days").fault("not a day or more", "give 1 or more");
    spec.unit = node.get("unit").text();
    const Node important = node.get("important_difference");
    spec.important_difference = maybe_number(important, "value");
    spec.important_status = important.get("status").text();
    spec.important_source = maybe_text(important, "source");
    if (spec.important_difference && spec.important_source.empty())
        important.fault("a difference without a source", "name its key in citations.csv");
    if (const auto show = node.maybe("show_from")) spec.show_from = show->get("value").number();
    const Node precision = node.get("precision");
    spec.reliability = maybe_number(precision, "reliability");
    spec.sd = maybe_number(precision, "sd");
    spec.precision_status = precision.get("status").text();
    spec.precision_source = maybe_text(precision, "source");
    if (spec.reliability.has_value() != spec.sd.has_value())
        precision.fault("one of reliability and sd", "give both, or null for both");
    return spec;
}

}  // namespace

const OutcomeSpec* OutcomesPack::find(std::string_view id) const noexcept {
    const auto found = std::find_if(outcomes.begin(), outcomes.end(),
                                    [&](const OutcomeSpec& spec) { return spec.id == id; });
    return found == outcomes.end() ? nullptr : &*found;
}

void read_outcomes_pack(const Json& json, const std::string& name, OutcomesPack& pack,
                        Faults& faults) {
    const Node root{json, name + ":", faults};
    for (const Node& node : root.get("outcomes").items()) {
        OutcomeSpec spec = read_outcome(node);
        if (pack.find(spec.id))
            node.get("id").fault("stands twice", "give each outcome an id of its own");
        pack.outcomes.push_back(std::move(spec));
    }
}

}  // namespace sinew::knowledge
