#include <sinew/base/text.hpp>
#include <sinew/knowledge/breathing_pack.hpp>
#include <sinew/knowledge/pack_reader.hpp>

#include <cmath>

namespace sinew::knowledge {
namespace {

/// A ratio is [1, k]; a level may give two of them, its gentlest and its furthest.
void read_ratio(const Node& node, BreathLevel& level) {
    const auto parts = node.items();
    if (parts.size() != 2) return node.fault("a ratio is inhale and exhale", "write [1, 1.2]");
    const auto one = [&](const std::vector<Node>& pair) {
        if (pair.size() == 2 && pair[0].number() > 0) return pair[1].number() / pair[0].number();
        node.fault("a ratio is inhale and exhale", "write [1, 1.2]");
        return 1.0;
    };
    if (!parts[0].json().is_array()) {
        level.out_per_in_low = level.out_per_in_high = one(parts);
        return;
    }
    level.out_per_in_low = one(parts[0].items());
    level.out_per_in_high = one(parts[1].items());
}

BreathLevel read_level(const Node& node) {
    BreathLevel level;
    level.name = node.get("name").text();
    const auto rate = node.maybe("rate_per_min");
    if (rate && rate->json().is_string()) {
        level.rate = BreathRate::own;
        if (rate->text() != "own")
            rate->fault("unknown rate", "a number, two numbers, \"own\" or null");
    } else if (rate && rate->json().is_array()) {
        const auto ends = rate->items();
        if (ends.size() != 2)
            rate->fault("a range of rates has two ends", "write [fastest, slowest]");
        if (ends.size() == 2) {
            level.rate = BreathRate::paced;
            level.nominal_per_min = level.fastest_per_min = ends[0].number();
            level.slowest_per_min = ends[1].number();
        }
    } else if (rate) {
        level.rate = BreathRate::paced;
        level.nominal_per_min = level.fastest_per_min = level.slowest_per_min = rate->number();
        if (const auto search = node.maybe("search_range"); search && search->items().size() == 2) {
            level.slowest_per_min = search->items()[0].number();
            level.fastest_per_min = search->items()[1].number();
        }
    }
    if (level.rate == BreathRate::paced &&
        !(0 < level.slowest_per_min && level.slowest_per_min <= level.fastest_per_min))
        node.fault("rates are not in order", "fastest first, both above 0");
    if (const auto ratio = node.maybe("ratio_in_out")) read_ratio(*ratio, level);
    return level;
}

/// "phase_s <= 1.25*comfortable": the number before the star.
double read_factor(const Node& node) {
    const std::string text = node.text();
    const std::size_t star = text.find('*');
    const std::size_t blank = star == std::string::npos ? star : text.rfind(' ', star);
    if (blank != std::string::npos)
        if (const auto factor = parse_number(text.substr(blank + 1, star - blank - 1)))
            return *factor;
    node.fault("no factor found", "write \"phase_s <= 1.25*comfortable\"");
    return 1;
}

}  // namespace

void read_breathing_pack(const Json& json, const std::string& name, BreathingPack& pack,
                         Faults& faults) {
    const Node root{json, name + ":", faults};
    pack.version = root.get("version").text();
    const Node levels = root.get("levels");
    const auto nodes = levels.items();
    if (nodes.size() != kBreathLevels) levels.fault("there are five levels", "0 to 4");
    for (std::size_t i = 0; i < nodes.size() && i < kBreathLevels; ++i) {
        if (nodes[i].get("level").whole() != static_cast<int>(i))
            nodes[i].fault("levels stand in order", "0 to 4");
        pack.levels[i] = read_level(nodes[i]);
    }
    if (const auto minutes =
            nodes.size() > 2 ? nodes[2].maybe("first_sessions_max_min") : std::nullopt)
        pack.first_slow_max_min = minutes->whole();
    const Node rule = root.get("phase_rule");
    pack.comfortable_in_s = rule.get("comfortable_start_s").get("in").number();
    pack.comfortable_out_s = rule.get("comfortable_start_s").get("out").number();
    pack.one_breath_factor = read_factor(rule.get("one_breath_if"));
    if (rule.get("never").text() != "hold")
        rule.get("never").fault("the breath is never held", "write \"hold\"");
    pack.hai_form = root.get("hai").get("form").text();
    pack.hai_phases = root.get("hai").get("phases").texts();
    const Node hard = root.get("hard_limits");
    if (!hard.get("no_breath_hold").yes())
        hard.get("no_breath_hold").fault("the breath is never held", "write true");
    pack.first_slow_min_rate = hard.get("first_slow_sessions_min_rate").number();
    pack.hypertension_or_withdrawal_max_level =
        hard.get("hypertension_or_withdrawal_max_level").whole();
    pack.pregnancy_max_level = hard.get("pregnancy_max_level").whole();
    // With raised pressure or in withdrawal the ratio is that of the level it stops at.
    const int cautious = pack.hypertension_or_withdrawal_max_level;
    if (cautious < 0 || cautious >= kBreathLevels)
        hard.fault("no such level", "0 to 4");
    else
        pack.cautious_out_per_in_max =
            pack.levels[static_cast<std::size_t>(cautious)].out_per_in_high;
}

BreathCycle breath_cycle(double per_min, double out_per_in) noexcept {
    const double cycle_ms = std::round(60000.0 / per_min);
    const double in_ms = std::round(cycle_ms / (1.0 + out_per_in));
    return {static_cast<int>(in_ms), static_cast<int>(cycle_ms - in_ms)};
}

}  // namespace sinew::knowledge
