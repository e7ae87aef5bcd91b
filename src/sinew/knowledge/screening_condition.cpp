#include <sinew/knowledge/screening_condition.hpp>
#include <sinew/knowledge/screening_pack.hpp>

#include <algorithm>

namespace sinew::knowledge {
namespace {

/// The value a comparison is made with, in the fact's own coding; a fault when the fact cannot take it.
double coded(const Node& value, const FactSpec& fact) {
    const Json& json = value.json();
    switch (fact.type) {
        case FactType::boolean:
            if (json.is_boolean()) return json.get<bool>() ? 1 : 0;
            value.fault("fact " + fact.name + " is a yes/no", "compare it with true or false");
            return 0;
        case FactType::number:
            if (json.is_number()) return json.get<double>();
            value.fault("fact " + fact.name + " is a number", "compare it with a number");
            return 0;
        case FactType::choice: {
            const auto found = json.is_string() ? std::find(fact.values.begin(), fact.values.end(),
                                                            json.get<std::string>())
                                                : fact.values.end();
            if (found != fact.values.end()) return static_cast<double>(found - fact.values.begin());
            value.fault("not one of the values of " + fact.name, "use one of the fact's values");
            return 0;
        }
    }
    return 0;
}

void append(const Node& node, const std::vector<FactSpec>& facts, Condition& out) {
    for (const auto& [word, op] : {std::pair{"all", Op::all}, std::pair{"any", Op::any}}) {
        if (!node.has(word)) continue;
        const std::size_t here = out.size();
        out.push_back({op, 0, 0, 0, 0});
        for (const Node& child : node.get(word).items()) append(child, facts, out);
        out[here].end = static_cast<std::uint16_t>(out.size());
        return;
    }
    const std::string name = node.get("fact").text();
    const auto fact =
        std::find_if(facts.begin(), facts.end(), [&](const FactSpec& f) { return f.name == name; });
    if (fact == facts.end()) {
        node.fault("unknown fact \"" + name + "\"", "declare it under /facts");
        return;
    }
    static constexpr auto kOps = std::to_array<std::pair<std::string_view, Op>>({{"eq", Op::eq},
                                                                                 {"ne", Op::ne},
                                                                                 {"lt", Op::lt},
                                                                                 {"le", Op::le},
                                                                                 {"gt", Op::gt},
                                                                                 {"ge", Op::ge},
                                                                                 {"in", Op::in}});
    const std::string op_name = node.get("op").text();
    const auto op =
        std::find_if(kOps.begin(), kOps.end(), [&](const auto& o) { return o.first == op_name; });
    if (op == kOps.end()) {
        node.fault("unknown comparison \"" + op_name + "\"", "use eq, ne, lt, le, gt, ge or in");
        return;
    }
    ConditionNode atom{op->second, static_cast<domain::FactIndex>(fact - facts.begin()), 0, 0, 0};
    const bool ordered = atom.op != Op::eq && atom.op != Op::ne && atom.op != Op::in;
    if (ordered && fact->type != FactType::number)
        node.fault(name + " has no order", "use eq, ne or in");
    if (atom.op == Op::in) {
        if (fact->type != FactType::choice)
            node.fault("`in` needs a fact with a list of values", "use comparisons");
        for (const Node& value : node.get("value").items())
            atom.members |= std::uint64_t{1} << static_cast<unsigned>(coded(value, *fact));
    } else {
        atom.value = coded(node.get("value"), *fact);
    }
    atom.end = static_cast<std::uint16_t>(out.size() + 1);
    out.push_back(atom);
}

}  // namespace

Condition read_condition(const Node& node, const std::vector<FactSpec>& facts) {
    Condition condition;
    append(node, facts, condition);
    return condition;
}

std::vector<domain::FactIndex> facts_of(const Condition& condition) {
    std::vector<domain::FactIndex> facts;
    for (const ConditionNode& node : condition)
        if (node.op != Op::all && node.op != Op::any) facts.push_back(node.fact);
    std::sort(facts.begin(), facts.end());
    facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
    return facts;
}

}  // namespace sinew::knowledge
