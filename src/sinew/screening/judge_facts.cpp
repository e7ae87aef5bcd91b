#include <sinew/screening/judge_facts.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::screening {
namespace {

using domain::FactIndex;
using domain::Intake;
using domain::Reading;
using knowledge::FactSpec;
using knowledge::FactType;
using knowledge::ScreeningPack;

bool counts(const Reading& reading) noexcept {
    return reading.state == Reading::State::known && !reading.stale;
}

/// The value cannot be one of this fact's.
bool impossible(const Reading& reading, const FactSpec& spec) noexcept {
    if (reading.state != Reading::State::known) return false;
    switch (spec.type) {
        case FactType::boolean: return reading.value != 0 && reading.value != 1;
        case FactType::choice:
            return !(reading.value >= 0 && reading.value < static_cast<double>(spec.values.size()));
        case FactType::number:
            return !std::isfinite(reading.value) || (spec.lowest && reading.value < *spec.lowest) ||
                   (spec.highest && reading.value > *spec.highest) ||
                   (spec.integer && reading.value != std::floor(reading.value));
    }
    return true;
}

void age(Intake& facts, const ScreeningPack& pack, int fresh) {
    for (std::size_t i = 0; i < facts.size(); ++i) {
        Reading& reading = facts[i];
        const FactSpec& spec = pack.facts[i];
        const bool said =
            reading.state == Reading::State::known || reading.state == Reading::State::never;
        if (!said || static_cast<int>(i) == fresh || !(reading.age_h > spec.max_age_h)) continue;
        const bool sticky =
            reading.state == Reading::State::known &&
            std::find(spec.sticky.begin(), spec.sticky.end(), reading.value) != spec.sticky.end();
        reading.stale = !sticky;
    }
}

/// Facts that document safety count as not there when nobody recorded them, or recorded them too long ago.
void fill_absent(Intake& facts, const ScreeningPack& pack) {
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const auto& absent = pack.facts[i].absent_value;
        if (!absent || !(facts[i].state == Reading::State::absent || facts[i].stale)) continue;
        facts[i] = {Reading::State::known, false, true, *absent, facts[i].age_h};
    }
}

/// DER-03 to DER-05: the primary substance's own counter follows from the days since last use.
void derive_counters(Intake& facts, const ScreeningPack& pack) {
    const Reading& substance = facts[pack.fact("primary_substance")];
    const Reading& days = facts[pack.fact("days_since_last_use")];
    if (!counts(substance) || !counts(days)) return;
    const std::string& name = pack.facts[pack.fact("primary_substance")]
                                  .values[static_cast<std::size_t>(substance.value)];
    const auto derive = [&](std::string_view fact, double value) {
        Reading& reading = facts[pack.fact(fact)];
        if (reading.state == Reading::State::absent ||
            (reading.state == Reading::State::never && !reading.stale))
            reading = {Reading::State::known, false, true, value, days.age_h};
    };
    const double earliest_h = std::max(0.0, 24 * (days.value - 1));
    if (name == "opioid") derive("days_since_last_opioid", days.value);
    if (name == "methamphetamine" || name == "cocaine")
        derive("hours_since_last_stimulant", earliest_h);
    if (name == "alcohol") derive("hours_since_last_alcohol", earliest_h);
}

}  // namespace

void validate(Intake& said, const ScreeningPack& pack) {
    said.resize(pack.facts.size());
    for (std::size_t i = 0; i < said.size(); ++i) {
        Reading& reading = said[i];
        if (reading.state == Reading::State::never && !pack.facts[i].null_means_never)
            reading.state = Reading::State::absent;
        if (impossible(reading, pack.facts[i])) reading.state = Reading::State::invalid;
    }
    Reading& sbp = said[pack.fact("sbp")];
    Reading& dbp = said[pack.fact("dbp")];
    if (sbp.state == Reading::State::known && dbp.state == Reading::State::known &&
        dbp.value >= sbp.value)
        sbp.state = dbp.state = Reading::State::invalid;
}

JudgedFacts age_and_derive(Intake facts, const ScreeningPack& pack, int fresh) {
    JudgedFacts judged;
    age(facts, pack, fresh);
    fill_absent(facts, pack);
    const Reading& void_event = facts[pack.fact("clearance_void_event")];
    Reading& clearance = facts[pack.fact("medical_clearance")];
    const double none = pack.facts[pack.fact("medical_clearance")].absent_value.value_or(0);
    if (counts(void_event) && void_event.value == 1 && counts(clearance) &&
        clearance.value != none) {
        judged.clearance_voided = true;
        clearance = {Reading::State::known, false, true, none, clearance.age_h};
    }
    derive_counters(facts, pack);
    judged.facts = std::move(facts);
    return judged;
}

JudgedFacts judge_facts(Intake said, const ScreeningPack& pack) {
    validate(said, pack);
    return age_and_derive(std::move(said), pack);
}

}  // namespace sinew::screening
