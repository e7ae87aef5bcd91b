// What binds a person, read a second time from the record, the clearance and the clinical page.
#include "property/programme_walk.hpp"

#include <algorithm>

namespace sinew::property {

using namespace domain;

std::optional<double> known(const Clearance& clearance, std::string_view fact) {
    const Reading& reading = clearance.facts[catalogue().screening.fact(fact)];
    if (reading.state != Reading::State::known || reading.stale) return std::nullopt;
    return reading.value;
}

std::string_view word(const Clearance& clearance, std::string_view fact) {
    const auto value = known(clearance, fact);
    if (!value) return {};
    return catalogue()
        .screening.facts[catalogue().screening.fact(fact)]
        .values[static_cast<std::size_t>(*value)];
}

bool fired(const Clearance& clearance, std::string_view rule) {
    const auto index = catalogue().screening.find_rule(rule);
    return index && std::find(clearance.fired.begin(), clearance.fired.end(), *index) !=
                        clearance.fired.end();
}

/// The table of triggers in the clinical page on the programme, section 4, written out by hand.
static EnumSet<Caution> cautions_of(const Record& record, const Clearance& clearance) {
    EnumSet<Caution> set = record.cautions;
    const auto& bans = clearance.limits.avoid;
    const auto is = [&](std::string_view fact) { return known(clearance, fact) == 1; };
    const auto above = [&](std::string_view fact, double value) {
        return known(clearance, fact).value_or(-1e9) > value;
    };
    const auto at_least = [&](std::string_view fact, double value) {
        return known(clearance, fact).value_or(-1e9) >= value;
    };
    const auto other_than = [&](std::string_view fact, std::string_view usual) {
        const auto now = word(clearance, fact);
        return !now.empty() && now != usual;
    };
    if (bans.has(Avoid::fall_risk) || at_least("age", 65) || fired(clearance, "SCR-039") ||
        other_than("benzo_status", "none"))
        set.add(Caution::balance_fall);
    if (above("sbp", 160) || above("dbp", 100) || bans.has(Avoid::valsalva) ||
        bans.has(Avoid::heavy_isometric) || at_least("cows_total", 5))
        set.add(Caution::hypertension);
    if (bans.has(Avoid::rapid_posture_change) || at_least("orthostatic_drop", 20) ||
        is("alpha2_agonist") || word(clearance, "moud") == "methadone")
        set.add(Caution::orthostatic);
    if (other_than("bone_status", "normal") || is("fragility_fracture") ||
        bans.has(Avoid::loaded_spinal_flexion) || bans.has(Avoid::end_range_twist))
        set.add(Caution::osteoporosis);
    if (is("pregnant")) set.add(Caution::pregnancy);
    if (word(clearance, "injection_site_infection") == "local")
        set.add(Caution::hand_wrist);  // until the site is known
    if (is("vomiting_or_diarrhoea_24h")) set.add(Caution::reflux);
    return set;
}

Bound bound_of(const Record& record, const Clearance& clearance) {
    Bound bound;
    bound.limits = clearance.limits;
    const auto lower = [&](Intensity zone) { bound.cap = std::min(bound.cap, zone); };
    if (bound.limits.intensity_cap) lower(*bound.limits.intensity_cap);
    if (bound.limits.start_light_to_moderate || bound.limits.avoid.has(Avoid::vigorous_interval))
        lower(Intensity::moderate);
    if (const auto desired = named<Intensity>(word(clearance, "desired_intensity")))
        lower(*desired);
    bound.session_min_max = std::min(bound.limits.session_min_max.value_or(1440),
                                     record.availability.minutes_max.value_or(1440));
    bound.cautions = cautions_of(record, clearance);
    bound.told = record.cautions;
    bound.sudden_start = bound.limits.avoid.has(Avoid::sudden_start);
    return bound;
}

}  // namespace sinew::property
