#include "property/random_facts.hpp"
#include <fmt/format.h>

#include <cmath>

namespace sinew::property {
namespace {

using namespace domain;
using knowledge::FactSpec;
using knowledge::FactType;

/// Every number that some condition of the packs compares a fact with.
const std::vector<std::vector<double>>& thresholds() {
    static const auto kTable = [] {
        const auto& packs = catalogue();
        std::vector<std::vector<double>> table(packs.screening.facts.size());
        const auto read = [&](const knowledge::Condition& condition) {
            for (const auto& node : condition)
                if (node.op != knowledge::Op::all && node.op != knowledge::Op::any)
                    table[node.fact].push_back(node.value);
        };
        for (const auto& rule : packs.screening.rules) read(rule.when);
        for (const auto& fact : packs.screening.facts) read(fact.required_when);
        for (const auto& trigger : packs.prescription.caution_triggers) read(trigger.when);
        for (const auto& cap : packs.planning.breath_caps) read(cap.when);
        read(packs.planning.natural_breath_only);
        return table;
    }();
    return kTable;
}

double near_threshold(RandomStream& chance, const std::vector<double>& list) {
    constexpr std::array<double, 7> kBeside{0, 0, 1, -1, 0.1, -0.1, 2};
    return list[chance.below(list.size())] + kBeside[chance.below(kBeside.size())];
}

double some_value(RandomStream& chance, const FactSpec& spec, const std::vector<double>& bounds) {
    switch (spec.type) {
        case FactType::boolean: return static_cast<double>(chance.below(2));
        case FactType::choice: return static_cast<double>(chance.below(spec.values.size()));
        case FactType::number: break;
    }
    const double low = spec.lowest.value_or(0), high = spec.highest.value_or(100);
    double value = !bounds.empty() && chance.chance(0.7)
                       ? near_threshold(chance, bounds)
                       : low + (high - low) * std::pow(chance.uniform(), high > 1000 ? 6 : 1);
    if (spec.integer && chance.chance(0.97)) value = std::round(value);
    return value;
}

Change said(FactIndex fact, Reading reading) {
    const FactSpec& spec = catalogue().screening.facts[fact];
    constexpr std::array<std::string_view, 4> kStates{"absent", "never", "", "invalid"};
    const std::string_view state = kStates[static_cast<std::size_t>(reading.state)];
    const bool outside =
        spec.type == FactType::choice && reading.value >= static_cast<double>(spec.values.size());
    const std::string value = !state.empty() ? std::string{state}
                              : outside      ? fmt::format("{}", reading.value)
                                        : catalogue().screening.value_text(fact, reading.value);
    return {fmt::format("{} = {}{}", spec.name, value,
                        reading.age_h > 0 ? fmt::format(" ({} h old)", reading.age_h) : ""),
            [=](Record& record) { record.facts[fact] = reading; }};
}

/// A line of a cluster: a fact and a number, or a range to draw from.
class Cluster {
public:
    explicit Cluster(RandomStream& chance) : chance_{chance} {}
    Cluster& is(const char* name, double value) {
        changes_.push_back(said(catalogue().screening.fact(name), Reading::number(value)));
        return *this;
    }
    Cluster& word(const char* name, std::initializer_list<const char*> words) {
        const std::string_view chosen = *(words.begin() + chance_.below(words.size()));
        const auto& values = catalogue().screening.facts[catalogue().screening.fact(name)].values;
        return is(name, static_cast<double>(std::find(values.begin(), values.end(), chosen) -
                                            values.begin()));
    }
    Cluster& between(const char* name, int low, int high) {
        return is(name,
                  static_cast<double>(low + static_cast<int>(chance_.below(
                                                static_cast<std::uint64_t>(high - low + 1)))));
    }
    Cluster& yes(const char* name, double probability = 1) {
        return is(name, chance_.chance(probability) ? 1 : 0);
    }
    [[nodiscard]] std::vector<Change> done() && { return std::move(changes_); }

private:
    RandomStream& chance_;
    std::vector<Change> changes_;
};

}  // namespace

Change random_fact(RandomStream& chance) {
    const auto fact = static_cast<FactIndex>(chance.below(catalogue().screening.facts.size()));
    const FactSpec& spec = catalogue().screening.facts[fact];
    Reading reading = Reading::number(some_value(chance, spec, thresholds()[fact]));
    const std::uint64_t kind = chance.below(100);
    if (kind < 5)
        reading = {};
    else if (kind < 8)
        reading = {Reading::State::never, false, false, 0, 0};
    else if (kind < 9)
        reading = Reading::number(1e9);
    else if (kind < 10)
        reading = {Reading::State::invalid, false, false, 0, 0};
    else if (kind < 15 && std::isfinite(spec.max_age_h))
        reading.age_h = spec.max_age_h + 0.01;
    else if (kind < 18 && std::isfinite(spec.max_age_h))
        reading.age_h = spec.max_age_h;
    else if (kind < 20)
        reading.age_h = kUnknownAge;
    return said(fact, reading);
}

std::vector<Change> random_cluster(RandomStream& chance) {
    Cluster c{chance};
    switch (chance.below(20)) {
        case 0:
            c.word("moud", {"methadone"})
                .between("moud_days_on", 0, 200)
                .between("moud_days_since_dose_change", 0, 20);
            c.between("cows_total", 0, 8)
                .between("days_since_last_use", 0, 120)
                .between("moud_dose_mg", 20, 130);
            c.between("qt_drugs_count", 0, 1);
            break;
        case 1:
            c.word("moud", {"buprenorphine"})
                .between("moud_days_on", 0, 100)
                .between("cows_total", 0, 14);
            c.between("days_since_last_use", 0, 120).between("moud_days_since_dose_change", 0, 30);
            break;
        case 2:
            c.word("moud", {"naltrexone_oral", "naltrexone_xr"})
                .between("days_since_last_use", 7, 120);
            break;
        case 3:
            c.between("days_since_last_use", 0, 30)
                .between("days_since_last_opioid", 0, 14)
                .between("cows_total", 0, 26);
            break;
        case 4:
            c.word("primary_substance", {"methamphetamine", "cocaine", "poly"})
                .between("hours_since_last_stimulant", 20, 300);
            c.between("days_since_last_use", 1, 100).word("psychosis", {"none", "stable"});
            break;
        case 5:
            c.word("primary_substance", {"alcohol", "poly", "opioid"})
                .between("hours_since_last_alcohol", 10, 300);
            c.between("days_since_last_use", 0, 100)
                .between("ciwa_total", 0, 11)
                .yes("withdrawal_delirium", 0.03);
            c.word("psychosis", {"none"});
            break;
        case 6:
            c.word("benzo_status", {"stable_prescribed", "tapering", "tapering", "abrupt_stop_28d"})
                .yes("seizure_history", 0.1);
            break;
        case 7:
            c.yes("injected_last_90d")
                .word("endocarditis_status", {"none", "none", "completed_cleared"});
            c.word("dvt_status", {"none", "treated"})
                .word("injection_site_infection", {"none", "local"})
                .between("temp_c", 36, 38);
            break;
        case 8:
            c.word("sex", {"F"})
                .yes("pregnant")
                .between("gestation_weeks", 4, 40)
                .yes("obstetric_clearance", 0.9)
                .between("age", 18, 45);
            break;
        case 9: c.between("sbp", 120, 204).between("dbp", 60, 112); break;
        case 10:
            c.between("sbp", 78, 100)
                .between("dbp", 50, 65)
                .yes("hypotension_symptoms", 0.1)
                .between("orthostatic_drop", 0, 30);
            break;
        case 11:
            c.yes("alpha2_agonist")
                .between("orthostatic_drop", 0, 30)
                .yes("hypotension_symptoms", 0.05)
                .between("hr", 48, 90);
            break;
        case 12:
            c.yes("beta_blocker", 0.7)
                .yes("hr_unreliable", 0.4)
                .between("hr", 45, 70)
                .yes("hypotension_symptoms", 0.05);
            break;
        case 13: c.between("age", 55, 90); break;
        case 14:
            c.word("bone_status", {"osteopenia", "osteoporosis"}).yes("fragility_fracture", 0.2);
            break;
        case 15: c.between("pain_0_10", 4, 10).yes("acute_injury", 0.5); break;
        case 16: c.between("bmi", 17, 20).between("weight_loss_pct_3mo", 0, 12); break;
        case 17:
            c.between("phq9_total", 0, 27)
                .between("phq9_item9", 0, 2)
                .yes("suicide_intent_or_plan", 0.02)
                .between("eai_total", 18, 28);
            c.word("eating_disorder", {"none", "history"});
            break;
        case 18:
            c.yes("known_cmr_disease")
                .yes("regularly_active", 0.5)
                .word("medical_clearance", {"none", "light_moderate", "vigorous"});
            c.word("desired_intensity", {"light", "moderate", "vigorous"})
                .yes("insulin_or_secretagogue", 0.4)
                .between("glucose_mgdl", 65, 310);
            c.yes("ketones_positive", 0.05);
            break;
        default:
            c.between("overdose_hours_ago", 60, 400)
                .between("wbgt_c", 20, 33)
                .yes("anticoagulant", 0.5)
                .yes("varices", 0.3);
            c.word("desired_intensity", {"light", "moderate", "vigorous"});
            break;
    }
    return std::move(c).done();
}

Limits random_limits(RandomStream& chance) {
    Limits limits;
    const auto maybe = [&](std::optional<int>& limit, std::initializer_list<int> values) {
        if (chance.chance(0.25)) limit = *(values.begin() + chance.below(values.size()));
    };
    if (chance.chance(0.4)) limits.intensity_cap = static_cast<Intensity>(chance.below(6));
    maybe(limits.session_min_max, {4, 5, 10, 15, 20, 30, 45});
    maybe(limits.weekly_min_max, {5, 20, 40, 60, 90, 120, 150, 200, 300});
    maybe(limits.sessions_per_day_max, {1, 1, 2, 3});
    maybe(limits.rest_days_min, {1, 2, 3, 5, 7});
    maybe(limits.warmup_min, {5, 8, 10, 15});
    maybe(limits.cooldown_min, {5, 10, 12});
    if (chance.chance(0.3)) limits.supervision = static_cast<Supervision>(chance.below(4));
    limits.rpe_talk = chance.chance(0.2);
    limits.start_light_to_moderate = chance.chance(0.2);
    for (const Avoid ban : values_of<Avoid>())
        if (chance.chance(0.06)) limits.avoid.add(ban);
    if (chance.chance(0.15)) {
        limits.allow = EnumSet<Allow>{};
        for (const Allow kind : values_of<Allow>())
            if (chance.chance(0.7)) limits.allow->add(kind);
    }
    for (const Prefer kind : values_of<Prefer>())
        if (chance.chance(0.08)) limits.prefer.add(kind);
    return limits;
}

std::string limits_told(const Limits& limits) {
    std::string text;
    const auto number = [&](const char* name, std::optional<int> value) {
        if (value) text += fmt::format(", {} {}", name, *value);
    };
    if (limits.intensity_cap) text += fmt::format(", cap {}", name_of(*limits.intensity_cap));
    number("session_min_max", limits.session_min_max);
    number("weekly_min_max", limits.weekly_min_max);
    number("sessions_per_day_max", limits.sessions_per_day_max);
    number("rest_days_min", limits.rest_days_min);
    number("warmup_min", limits.warmup_min);
    number("cooldown_min", limits.cooldown_min);
    if (limits.supervision) text += fmt::format(", supervision {}", name_of(*limits.supervision));
    if (limits.rpe_talk) text += ", rpe_talk";
    if (limits.start_light_to_moderate) text += ", start light to moderate";
    for (const Avoid ban : values_of<Avoid>())
        if (limits.avoid.has(ban)) text += fmt::format(", avoid {}", name_of(ban));
    if (limits.allow)
        for (const Allow kind : values_of<Allow>())
            if (!limits.allow->has(kind)) text += fmt::format(", not {}", name_of(kind));
    for (const Prefer kind : values_of<Prefer>())
        if (limits.prefer.has(kind)) text += fmt::format(", prefer {}", name_of(kind));
    return text;
}

}  // namespace sinew::property
