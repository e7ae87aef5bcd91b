#include <sinew/base/ensure.hpp>
#include <sinew/knowledge/prescription_reading.hpp>

#include <algorithm>

namespace sinew::knowledge {
namespace {

using namespace domain;

PrescriptionRule read_rule(const Node& node) {
    PrescriptionRule rule;
    rule.id = node.get("id").text();
    rule.title = node.get("title").text();
    rule.text = node.get("text").text();
    rule.status = node.get("status").one_of<Status>();
    rule.grade = node.get("grade").one_of<Grade>();
    rule.sources = node.get("sources").texts();
    const auto optional_text = [&](const char* key, std::string& text) {
        if (const auto member = node.maybe(key)) text = member->text();
    };
    optional_text("note", rule.note);
    optional_text("claim", rule.claim);
    optional_text("certainty", rule.certainty);
    optional_text("against_note", rule.against_note);
    optional_text("substance", rule.substance);
    if (const auto against = node.maybe("against")) rule.against = against->texts();
    return rule;
}

void read_rules(const Node& root, PrescriptionPack& pack) {
    for (const Node& list :
         {root.get("dose_rules"), root.get("substance_rules"), root.get("combination_gates"),
          root.get("adaptation").get("rules"), root.get("load_monitor").get("rules"),
          root.get("energy").get("rules"), root.get("planning_rules")})
        for (const Node& node : list.items()) pack.rules.push_back(read_rule(node));
    std::sort(pack.rules.begin(), pack.rules.end(),
              [](const auto& a, const auto& b) { return a.id < b.id; });
    for (std::size_t i = 1; i < pack.rules.size(); ++i)
        if (pack.rules[i].id == pack.rules[i - 1].id)
            root.fault("rule " + pack.rules[i].id + " stands twice", "give each rule its own id");
}

ScaleSpec read_scale(const Node& node) {
    ScaleSpec scale;
    const auto lower = node.get("lower").items();
    if (lower.size() != kZones)
        node.get("lower").fault("five lower bounds are wanted", "one for each zone");
    for (std::size_t i = 0; i < std::min(lower.size(), kZones); ++i)
        scale.lower[i] = lower[i].number();
    scale.top = node.get("top").number();
    const bool rising =
        std::is_sorted(scale.lower.begin(), scale.lower.end()) && scale.lower.back() <= scale.top;
    if (lower.size() == kZones && !rising)
        node.fault("bounds do not rise", "write them from very_light to the top");
    scale.name = node.get("name").text();
    scale.unit = node.get("unit").text();
    scale.status = node.get("status").one_of<Status>();
    return scale;
}

void read_zone_tables(const Node& node, PrescriptionPack& pack) {
    for (const Scale scale : values_of<Scale>())
        pack.scales[static_cast<std::size_t>(scale)] =
            read_scale(node.get("scales").get(name_of(scale)));
    const auto printed = node.get("printed").items();
    if (printed.size() != kZones)
        node.get("printed").fault("five zones are wanted", "very_light to near_maximal");
    for (std::size_t i = 0; i < std::min(printed.size(), kZones); ++i) {
        const Node& zone = printed[i];
        if (static_cast<std::size_t>(zone.get("zone").one_of<Intensity>()) != i + 1)
            zone.get("zone").fault("out of order",
                                   "list the zones from very_light to near_maximal");
        pack.zones[i] = {read_range(zone.get("pct_hrr")),    read_range(zone.get("pct_hrmax")),
                         read_range(zone.get("pct_vo2max")), read_range(zone.get("borg")),
                         read_range(zone.get("effort")),     zone.get("mets").text(),
                         zone.get("pct_1rm").text(),         zone.get("talk").text()};
    }
}

HeartRateSpec read_heart_rate(const Node& node, const ScreeningPack& screening) {
    HeartRateSpec spec;
    spec.usual = node.get("default").one_of<HrMaxEquation>();
    for (const HrMaxEquation equation : values_of<HrMaxEquation>()) {
        const Node entry = node.get("equations").get(name_of(equation));
        spec.equations[static_cast<std::size_t>(equation)] = {
            entry.get("constant").number(),         entry.get("per_year").number(),
            entry.get("per_year_squared").number(), entry.get("import_only").yes(),
            entry.get("sources").texts(),           entry.get("status").one_of<Status>()};
    }
    spec.prediction_sd = read_range(node.get("prediction_error").get("sd_per_min"));
    for (const Node& name : node.get("invalid_when").items()) {
        const auto fact = screening.find_fact(name.text());
        if (!fact || screening.facts[*fact].type != FactType::boolean)
            name.fault("not a yes/no fact of the screening pack", "name one");
        else
            spec.invalid_when.push_back(*fact);
    }
    spec.alarm_margin = node.get("alarm").get("margin_per_min").whole();
    spec.alarm_minutes = node.get("alarm").get("for_min").whole();
    return spec;
}

StageSpec read_stages(const Node& node) {
    StageSpec spec;
    const auto list = node.get("list").items();
    if (list.size() != kStages) node.get("list").fault("three stages are wanted", "S0, S1, S2");
    for (std::size_t i = 0; i < std::min(list.size(), kStages); ++i) {
        if (static_cast<std::size_t>(list[i].get("id").one_of<Stage>()) != i)
            list[i].get("id").fault("out of order", "list S0, S1, S2");
        spec.name[i] = list[i].get("name").text();
        spec.when[i] = list[i].get("when").text();
        spec.aim[i] = list[i].get("aim").text();
    }
    const Node numbers = node.get("numbers");
    spec.acute_cows_at_least = numbers.get("acute_cows_at_least").number();
    spec.acute_days_to = numbers.get("acute_days_to").number();
    spec.early_days_to = numbers.get("early_days_to").number();
    spec.agonists = read_set<Moud>(numbers.get("agonists"));
    spec.agonist_days_settled = numbers.get("agonist_days_settled").number();
    spec.agonist_days_sustained = numbers.get("agonist_days_sustained").number();
    const Node induction = numbers.get("induction");
    spec.methadone_induction_days = induction.get("methadone").get("days_on_below").number();
    spec.methadone_change_days =
        induction.get("methadone").get("days_since_dose_change_below").number();
    spec.buprenorphine_induction_days =
        induction.get("buprenorphine").get("days_on_below").number();
    spec.days_before_rise = numbers.get("days_before_rise").number();
    return spec;
}

TierSpec read_tiers(const Node& node) {
    TierSpec spec;
    const auto list = node.get("list").items();
    if (list.size() != kTiers) node.get("list").fault("four tiers are wanted", "F0 to F3");
    for (std::size_t i = 0; i < std::min(list.size(), kTiers); ++i) {
        if (static_cast<std::size_t>(list[i].get("id").one_of<Tier>()) != i)
            list[i].get("id").fault("out of order", "list F0 to F3");
        spec.minutes_from[i] = list[i].get("minutes_from").number();
        spec.mets_from[i] = list[i].get("mets_from").number();
    }
    return spec;
}

void read_yijinjing(const Node& node, PrescriptionPack& pack) {
    pack.yijinjing_role = node.get("role").text();
    pack.claim_discipline = node.get("claim_discipline").text();
    for (const Node& use : node.get("uses").items())
        pack.yijinjing_uses.push_back({use.get("id").text(), use.get("when").text(),
                                       use.get("purpose").text(), read_range(use.get("minutes"))});
    for (const Node& limit : node.get("form_limits").items())
        pack.form_limits.push_back({limit.get("avoid_tag").one_of<Avoid>(),
                                    limit.get("effect").text(), limit.get("change").text(),
                                    limit.get("forms").texts()});
}

DoseFacts find_dose_facts(const Node& root, const ScreeningPack& screening) {
    const auto find = [&](std::string_view name) {
        const auto fact = screening.find_fact(name);
        if (!fact)
            root.fault("the screening pack lacks " + std::string{name},
                       "stages and targets read it");
        return fact.value_or(0);
    };
    return {find("days_since_last_use"),
            find("cows_total"),
            find("moud"),
            find("moud_days_on"),
            find("moud_days_since_dose_change"),
            find("primary_substance"),
            find("desired_intensity"),
            find("hr")};
}

/// The enumerations of the domain and the fact's own list of values must be one list.
template <class Enum>
void check_values(const Node& root, const ScreeningPack& screening, std::string_view fact) {
    const auto index = screening.find_fact(fact);
    const bool same = index && std::equal(screening.facts[*index].values.begin(),
                                          screening.facts[*index].values.end(),
                                          Names<Enum>::all.begin(), Names<Enum>::all.end());
    if (!same)
        root.fault("the values of " + std::string{fact} + " are not those the engine knows",
                   "see domain/dosing.hpp");
}

}  // namespace

Range read_range(const Node& node) {
    const auto ends = node.items();
    if (ends.size() != 2) {
        if (!node.json().is_null()) node.fault("a range has two ends", "write [low, high]");
        return {};
    }
    const Range range{static_cast<std::int16_t>(ends[0].whole()),
                      static_cast<std::int16_t>(ends[1].whole())};
    if (range.low > range.high) node.fault("the range is upside down", "write [low, high]");
    return range;
}

std::pair<Intensity, Intensity> read_zones(const Node& node) {
    const std::string text = node.text();
    const auto to = text.find("_to_");
    const auto low = named<Intensity>(text.substr(0, to));
    const auto high = to == std::string::npos ? low : named<Intensity>(text.substr(to + 4));
    if (!text.empty() && (!low || !high))
        node.fault("unknown zone \"" + text + "\"", "write light or light_to_moderate");
    return {low.value_or(Intensity{}), high.value_or(Intensity{})};
}

void read_prescription_pack(const Json& json, const std::string& name,
                            const ScreeningPack& screening, PrescriptionPack& pack,
                            Faults& faults) {
    const Node root{json, name + ":", faults};
    if (root.get("format").text() != "sinew.prescription/1")
        root.get("format").fault("unknown format", "sinew.prescription/1");
    pack.version = root.get("version").text();
    pack.title = root.get("title").text();
    pack.intended_use = root.get("intended_use").text();
    check_values<Substance>(root, screening, "primary_substance");
    check_values<Moud>(root, screening, "moud");
    pack.facts = find_dose_facts(root, screening);
    read_zone_tables(root.get("zones"), pack);
    pack.heart_rate = read_heart_rate(root.get("hrmax"), screening);
    pack.stages = read_stages(root.get("stages"));
    pack.tiers = read_tiers(root.get("tiers"));
    pack.start = read_start_table(root.get("start_table"));
    pack.vigorous_minutes_max = root.get("vigorous_minutes_max").get("value").whole();
    pack.clip = read_clip(root.get("clip"));
    pack.warm_up_cool_down = {};
    const auto warm = root.get("warm_up_cool_down").get("default_min").items();
    if (warm.size() == 2)
        pack.warm_up_cool_down = {static_cast<std::int16_t>(warm[0].whole()),
                                  static_cast<std::int16_t>(warm[1].whole())};
    pack.adaptation = read_adaptation(root.get("adaptation"));
    pack.load = read_load_monitor(root.get("load_monitor"));
    pack.energy = {root.get("energy").get("vo2_rest_ml_kg_min").number(),
                   root.get("energy").get("kcal_divisor").number()};
    read_yijinjing(root.get("yijinjing"), pack);
    pack.planning = read_planning(root.get("planning_numbers"), screening);
    pack.caution_triggers =
        read_caution_triggers(root.get("caution_triggers").get("list"), screening);
    read_rules(root, pack);
}

const PrescriptionRule* PrescriptionPack::find_rule(std::string_view id) const {
    const auto found = std::lower_bound(
        rules.begin(), rules.end(), id,
        [](const PrescriptionRule& rule, std::string_view key) { return rule.id < key; });
    return found == rules.end() || found->id != id ? nullptr : &*found;
}

std::string_view PrescriptionPack::rule_id(std::string_view id) const {
    const PrescriptionRule* rule = find_rule(id);
    SINEW_ENSURE(rule != nullptr, "the prescription pack lacks a rule the engine names");
    return rule->id;
}

const ZoneSpec& PrescriptionPack::zone(Intensity zone) const {
    SINEW_ENSURE(zone != Intensity::breathing_only, "breathing alone has no zone");
    return zones[static_cast<std::size_t>(zone) - 1];
}

}  // namespace sinew::knowledge
