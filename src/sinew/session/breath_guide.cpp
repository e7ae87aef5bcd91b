#include <sinew/session/breath_guide.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::session {

using namespace domain;

namespace {

std::int32_t milliseconds(double seconds) noexcept {
    return static_cast<std::int32_t>(std::lround(seconds * 1000));
}

}  // namespace

BreathGuide breath_guide(const knowledge::BreathingPack& pack, int level, bool natural_only,
                         bool cautious, bool silent) {
    BreathGuide guide;
    guide.factor = pack.one_breath_factor;
    guide.silent = silent;
    const knowledge::BreathLevel& spec = pack.levels[static_cast<std::size_t>(level)];
    if (natural_only || spec.rate == knowledge::BreathRate::natural) return guide;
    guide.natural = false;
    guide.in_s = pack.comfortable_in_s;
    guide.out_s = pack.comfortable_out_s;
    if (spec.rate != knowledge::BreathRate::paced) return guide;
    guide.paced = true;
    const double ratio = cautious ? std::min(spec.out_per_in_low, pack.cautious_out_per_in_max)
                                  : spec.out_per_in_low;
    guide.cycle = knowledge::breath_cycle(spec.nominal_per_min, ratio);
    guide.in_s = guide.cycle.in_ms / 1000.0;
    guide.out_s = guide.cycle.out_ms / 1000.0;
    return guide;
}

std::optional<std::int32_t> one_breath_ms(const BreathGuide& guide, Breath breath) {
    if (guide.natural || breath == Breath::natural) return std::nullopt;
    // Rounded down: a phase of this many milliseconds is one breath.
    return static_cast<std::int32_t>(
        std::floor(guide.factor * (breath == Breath::in ? guide.in_s : guide.out_s) * 1000));
}

std::vector<BreathCue> phase_cues(const BreathGuide& guide, Breath breath,
                                  std::int32_t duration_ms) {
    const auto longest = one_breath_ms(guide, breath);
    if (!longest) return {{0, duration_ms, Breath::natural}};
    if (breath == Breath::out_hai && guide.silent) breath = Breath::out;
    if (duration_ms <= *longest) return {{0, duration_ms, breath}};
    const bool inward = breath == Breath::in;
    const std::int32_t comfortable = milliseconds(inward ? guide.in_s : guide.out_s);
    const std::int32_t opposite = milliseconds(inward ? guide.out_s : guide.in_s);
    const std::int32_t free = duration_ms - 2 * comfortable;
    if (free < opposite)
        return {{0, comfortable, breath},
                {comfortable, duration_ms - comfortable, Breath::natural}};
    return {{0, comfortable, breath},
            {comfortable, free, Breath::natural},
            {comfortable + free, comfortable, breath}};
}

std::vector<BreathCue> paced_cues(const BreathGuide& guide, std::int32_t duration_ms,
                                  std::int32_t longest_ms) {
    std::vector<BreathCue> cues;
    const std::int32_t cycle = guide.cycle.in_ms + guide.cycle.out_ms;
    const std::int32_t cycles =
        guide.paced && cycle > 0 ? std::min(duration_ms, longest_ms) / cycle : 0;
    std::int32_t at = duration_ms - cycles * cycle;
    if (at > 0) cues.push_back({0, at, Breath::natural});
    for (std::int32_t i = 0; i < cycles; ++i) {
        cues.push_back({at, guide.cycle.in_ms, Breath::in});
        cues.push_back({at + guide.cycle.in_ms, guide.cycle.out_ms, Breath::out});
        at += cycle;
    }
    return cues;
}

}  // namespace sinew::session
