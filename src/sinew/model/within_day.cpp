#include <sinew/model/craving_level.hpp>
#include <sinew/model/fast_layer.hpp>
#include <sinew/model/within_day.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::model {
namespace {

constexpr double kSlotMinutes = 15;

/// Relief that is tended to between two minutes of the day; rest elsewhere.
struct Stretch {
    double from = 0, to = 0, relief = 0;
};

std::vector<Stretch> stretches_of(std::span<const PlannedSession* const> done,
                                  const Parameters& p) {
    std::vector<Stretch> stretches;
    for (const PlannedSession* session : done) {
        double at = session->start_min;
        for (const Segment& segment : session->segments) {
            stretches.push_back({at, at + segment.minutes, relief_of(segment, p.w_op, p)});
            at += segment.minutes;
        }
    }
    return stretches;
}

double relaxed(double z, double to, double minutes, const Parameters& p) noexcept {
    return to + (z - to) * std::exp(-minutes / (to > z ? p.tau_zon : p.tau_zoff));
}

/// Relief after the minutes from `from` to `to`, through every stretch between them.
double relief_at(double z, double from, double to, std::span<const Stretch> stretches,
                 const Parameters& p) noexcept {
    for (const Stretch& stretch : stretches) {
        if (stretch.to <= from || stretch.from >= to) continue;
        if (stretch.from > from) {
            z = relaxed(z, 0, stretch.from - from, p);
            from = stretch.from;
        }
        const double until = std::min(stretch.to, to);
        z = relaxed(z, stretch.relief, until - from, p);
        from = until;
    }
    return from < to ? relaxed(z, 0, to - from, p) : z;
}

}  // namespace

std::array<double, kSlots> slot_factors(const SlowState& start, const SlowState& end,
                                        std::span<const PlannedSession* const> done,
                                        const EventDraws& draws, std::size_t day,
                                        AcuteCraving& acute, const Parameters& p) {
    const std::vector<Stretch> stretches = stretches_of(done, p);
    const double K_start = cue_gain(start, p), K_end = cue_gain(end, p);
    constexpr auto kEventSlots = static_cast<double>(kSlots - kFirstEventSlot);
    const double cue_chance = -std::expm1(-p.n_cue / kEventSlots);
    const double stress_chance = -std::expm1(-p.n_stress / kEventSlots);
    const double fade = std::exp(-kSlotMinutes / 2 / p.tau_ph);
    // Relief below zero (practice that brought craving) rises to it.
    const double rest = relaxed(1, 0, kSlotMinutes / 2, p),
                 rise = -relaxed(-1, 0, kSlotMinutes / 2, p);
    std::array<double, kSlots> factors;
    for (std::size_t slot = 0; slot < kSlots; ++slot) {
        const double share = (static_cast<double>(slot) + 0.5) / kSlots;
        const double K = K_start + (K_end - K_start) * share;
        const double C = start.C + (end.C - start.C) * share;
        if (slot >= kFirstEventSlot) {
            if (draws.cue(day, slot) < cue_chance) acute.phasic += K * p.cue_strength;
            if (draws.stress(day, slot) < stress_chance)
                acute.phasic += p.s_ph * K * p.cue_strength;
        }
        const double from = kSlotMinutes * static_cast<double>(slot);
        const double middle = from + kSlotMinutes / 2, to = from + kSlotMinutes;
        acute.phasic *= fade;
        acute.relief = stretches.empty() ? acute.relief * (acute.relief > 0 ? rest : rise)
                                         : relief_at(acute.relief, from, middle, stretches, p);
        const double extra = std::max(K, acute.phasic) - acute.relief;
        factors[slot] =
            extra == K ? 1 : std::exp(p.beta_C / 10 * (vas_of(C + extra) - vas_of(C + K)));
        acute.phasic *= fade;
        acute.relief = stretches.empty() ? acute.relief * (acute.relief > 0 ? rest : rise)
                                         : relief_at(acute.relief, middle, to, stretches, p);
    }
    return factors;
}

}  // namespace sinew::model
