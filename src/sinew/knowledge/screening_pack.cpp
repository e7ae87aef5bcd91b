#include <sinew/base/ensure.hpp>
#include <sinew/base/text.hpp>
#include <sinew/knowledge/screening_pack.hpp>

#include <algorithm>

namespace sinew::knowledge {
namespace {

using namespace domain;

std::string_view keep(std::deque<std::string>& words, const std::string& text) {
    const auto found = std::find(words.begin(), words.end(), text);
    return found != words.end() ? *found : words.emplace_back(text);
}

/// A value of the fact in its own coding, as sticky and absent values are written.
double coded_value(const Node& node, const FactSpec& fact) {
    if (node.json().is_boolean()) return node.json().get<bool>() ? 1 : 0;
    if (node.json().is_number()) return node.number();
    const auto found = std::find(fact.values.begin(), fact.values.end(), node.text());
    if (found == fact.values.end())
        node.fault("not a value of " + fact.name, "use one of the fact's values");
    return static_cast<double>(found - fact.values.begin());
}

FactSpec read_fact(const std::string& name, const Node& node) {
    FactSpec fact;
    fact.name = name;
    const std::string type = node.get("type").text();
    if (type == "number") {
        fact.type = FactType::number;
    } else if (type == "enum") {
        fact.type = FactType::choice;
        fact.values = node.get("values").texts();
        if (fact.values.empty() || fact.values.size() > 64)
            node.fault("a choice needs 1 to 64 values", "list them");
    } else if (type != "bool") {
        node.fault("unknown type \"" + type + "\"", "use bool, number or enum");
    }
    if (const auto unit = node.maybe("unit")) fact.unit = unit->text();
    if (const auto note = node.maybe("note")) fact.note = note->text();
    if (const auto range = node.maybe("valid_range")) {
        const auto ends = range->items();
        if (ends.size() != 2) range->fault("a range has two ends", "write [lowest, highest]");
        if (ends.size() == 2) {
            fact.lowest = ends[0].number();
            fact.highest = ends[1].number();
        }
    }
    if (const auto whole = node.maybe("integer")) fact.integer = whole->yes();
    if (const auto required = node.maybe("required")) fact.required = required->yes();
    if (const auto hours = node.maybe("max_age_h")) fact.max_age_h = hours->number();
    if (const auto days = node.maybe("max_age_d")) fact.max_age_h = 24 * days->number();
    if (const auto means = node.maybe("null_means")) {
        fact.null_means_never = means->text() == "never";
        if (!fact.null_means_never) means->fault("null can only mean \"never\"", "");
    }
    if (const auto sticky = node.maybe("sticky_values"))
        for (const Node& value : sticky->items()) fact.sticky.push_back(coded_value(value, fact));
    if (const auto absent = node.maybe("absent_value"))
        fact.absent_value = coded_value(*absent, fact);
    return fact;
}

ScreeningRule read_rule(const Node& node, const std::vector<FactSpec>& facts,
                        std::deque<std::string>& words) {
    ScreeningRule rule;
    rule.id = node.get("id").text();
    rule.group = node.get("group").text();
    rule.title = node.get("title").text();
    const std::string scope = node.get("scope").text();
    rule.preparticipation = scope.find("preparticipation") != std::string::npos;
    rule.daily = scope.find("daily") != std::string::npos;
    if (!rule.preparticipation && !rule.daily)
        node.get("scope").fault("no known scope", "preparticipation, daily, or both with +");
    rule.when = read_condition(node.get("when"), facts);
    rule.facts = facts_of(rule.when);
    rule.outcome = node.get("outcome").one_of<Outcome>();
    rule.limits = read_limits(node.get("limits"), words);
    for (const std::string& need : node.get("need").texts()) rule.need.push_back(keep(words, need));
    for (const Node& activity : node.get("permitted_meanwhile").items())
        rule.permitted_meanwhile.push_back(activity.one_of<Activity>());
    rule.why_clinician = node.get("why_clinician").text();
    rule.say_participant = node.get("say_participant").text();
    if (const auto clears = node.maybe("clears_when")) rule.clears_when = clears->text();
    rule.grade = node.get("grade").one_of<Grade>();
    rule.sources = node.get("sources").texts();
    rule.threshold_status = node.get("threshold_status").text();
    rule.status = weakest_status(rule.threshold_status);
    rule.overridable = node.get("overridable").yes();
    return rule;
}

template <class Enum>
EnumSet<Enum> set_of(const Node& node) {
    EnumSet<Enum> set;
    for (const Node& item : node.items()) set.add(item.one_of<Enum>());
    return set;
}

std::vector<std::string_view> sorted_words(const Node& node, std::deque<std::string>& words) {
    std::vector<std::string_view> list;
    for (const std::string& text : node.texts()) list.push_back(keep(words, text));
    std::sort(list.begin(), list.end());
    return list;
}

}  // namespace

Limits read_limits(const Node& node, std::deque<std::string>& words) {
    Limits limits;
    for (const auto& [key, value] : node.members()) {
        if (key == "intensity_cap")
            limits.intensity_cap = value.one_of<Intensity>();
        else if (key == "session_min_max")
            limits.session_min_max = value.whole();
        else if (key == "weekly_min_max")
            limits.weekly_min_max = value.whole();
        else if (key == "sessions_per_day_max")
            limits.sessions_per_day_max = value.whole();
        else if (key == "rest_days_min")
            limits.rest_days_min = value.whole();
        else if (key == "warmup_min")
            limits.warmup_min = value.whole();
        else if (key == "cooldown_min")
            limits.cooldown_min = value.whole();
        else if (key == "supervision")
            limits.supervision = value.one_of<Supervision>();
        else if (key == "intensity_basis")
            limits.rpe_talk = value.text() == "rpe_talk";
        else if (key == "start")
            limits.start_light_to_moderate = value.text() == "light_to_moderate";
        else if (key == "avoid")
            limits.avoid = set_of<Avoid>(value);
        else if (key == "allow")
            limits.allow = set_of<Allow>(value);
        else if (key == "prefer")
            limits.prefer = set_of<Prefer>(value);
        else if (key == "hide")
            limits.hide = set_of<Hide>(value);
        else if (key == "monitor")
            limits.monitor = sorted_words(value, words);
        else if (key == "need_first") {
            if (value.json().is_string())
                limits.need_first = {keep(words, value.text())};
            else
                limits.need_first = sorted_words(value, words);
        } else
            value.fault("unknown limit", "see merge_limits in the semantics of the pack");
    }
    return limits;
}

void read_screening_pack(const Json& json, const std::string& name, ScreeningPack& pack,
                         Faults& faults) {
    const Node root{json, name + ":", faults};
    pack.version = root.get("version").text();
    pack.intended_use = root.get("intended_use").text();
    for (const auto& [fact_name, node] : root.get("facts").members()) {
        pack.fact_index.emplace(fact_name, static_cast<FactIndex>(pack.facts.size()));
        pack.facts.push_back(read_fact(fact_name, node));
    }
    if (pack.facts.size() > 200)
        root.get("facts").fault("more than 200 facts", "widen FactIndex first");
    for (const auto& [fact_name, node] : root.get("facts").members())
        if (const auto when = node.maybe("required_when"))
            pack.facts[pack.fact_index.at(fact_name)].required_when =
                read_condition(*when, pack.facts);

    std::vector<std::string> ids;
    for (const Node& node : root.get("rules").items()) {
        pack.rules.push_back(read_rule(node, pack.facts, pack.words));
        ids.push_back(pack.rules.back().id);
    }
    std::sort(pack.rules.begin(), pack.rules.end(),
              [](const auto& a, const auto& b) { return a.id < b.id; });
    for (std::size_t i = 1; i < pack.rules.size(); ++i)
        if (pack.rules[i].id == pack.rules[i - 1].id)
            root.get("rules").fault("rule " + pack.rules[i].id + " stands twice",
                                    "give each rule its own id");
    for (const std::string& id : ids)
        if (const auto index = pack.find_rule(id)) pack.file_order.push_back(*index);

    for (const Node& node : root.get("session_rules").items())
        pack.session_rules.push_back({node.get("id").text(), node.get("trigger").text(),
                                      node.get("action").text(), node.get("then").text(),
                                      node.get("grade").one_of<Grade>(),
                                      weakest_status(node.get("status").text())});
    for (const auto& [activity, node] : root.get("semantics").get("activities").members()) {
        const auto which = named<Activity>(activity);
        if (!which) node.fault("unknown activity", "use one of: " + all_names<Activity>());
        if (which)
            pack.activities[static_cast<std::size_t>(*which)] = {
                node.get("intensity").one_of<Intensity>(), node.get("modality").one_of<Allow>()};
    }
    for (const std::string_view letter : Names<Grade>::all)
        pack.grade_meanings.push_back(root.get("grades").get(letter).text());
}

std::optional<FactIndex> ScreeningPack::find_fact(std::string_view name) const {
    const auto found = fact_index.find(std::string{name});
    return found == fact_index.end() ? std::nullopt : std::optional{found->second};
}

FactIndex ScreeningPack::fact(std::string_view name) const {
    const auto found = find_fact(name);
    SINEW_ENSURE(found.has_value(), "the screening pack lacks a fact the engine needs");
    return *found;
}

std::optional<RuleIndex> ScreeningPack::find_rule(std::string_view id) const {
    const auto found = std::lower_bound(
        rules.begin(), rules.end(), id,
        [](const ScreeningRule& rule, std::string_view key) { return rule.id < key; });
    if (found == rules.end() || found->id != id) return std::nullopt;
    return static_cast<RuleIndex>(found - rules.begin());
}

std::string ScreeningPack::value_text(FactIndex fact, double value) const {
    const FactSpec& spec = facts[fact];
    switch (spec.type) {
        case FactType::boolean: return value != 0 ? "yes" : "no";
        case FactType::number: return number_text(value);
        case FactType::choice: return spec.values[static_cast<std::size_t>(value)];
    }
    return {};
}

std::optional<std::string_view> ScreeningPack::word(std::string_view text) const {
    const auto found = std::find(words.begin(), words.end(), text);
    return found == words.end() ? std::nullopt : std::optional<std::string_view>{*found};
}

}  // namespace sinew::knowledge
