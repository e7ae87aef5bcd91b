// Made sinus rhythms with planted ectopic, missed and extra beats, and the count of what a detector makes of them.
#pragma once

#include <sinew/base/random_stream.hpp>
#include <sinew/hrv/analysis.hpp>

#include <cmath>
#include <cstdint>
#include <vector>

namespace sinew::hrv::planted {

struct Rhythm {
    const char* name;
    double level_ms, breath_ms, breath_hz, slow_ms, noise_ms;
};
inline constexpr Rhythm kRhythms[] = {
    {"rest", 900, 30, 0.25, 25, 30},
    {"little variation", 750, 4, 0.28, 4, 6},
    {"slow breathing", 950, 90, 0.10, 10, 25},
    {"exercise", 430, 4, 0.5, 6, 8},
};
inline constexpr std::size_t kBeats = 600;
/// For each kind of artefact, at each beat; never two within five beats.
inline constexpr double kChance = 0.01;

inline std::vector<double> sinus(const Rhythm& rhythm, RandomStream& stream) {
    std::vector<double> rr(kBeats);
    double t = 0, drift = 0;
    for (double& value : rr) {
        const double noise = stream.uniform() + stream.uniform() + stream.uniform() - 1.5;
        drift = 0.98 * drift + rhythm.noise_ms * 0.3 * (stream.uniform() - 0.5);
        value = rhythm.level_ms + rhythm.breath_ms * std::sin(2 * M_PI * rhythm.breath_hz * t) +
                rhythm.slow_ms * std::sin(2 * M_PI * 0.09 * t) + drift + rhythm.noise_ms * noise;
        t += value / 1000;
    }
    return rr;
}

struct Spoiled {
    std::vector<double> rr;
    std::vector<BeatKind>
        truth;  ///< at the interval that ends with the beat, or holds the missed one
    std::vector<char> touched;  ///< interval changed by an artefact
};

inline Spoiled spoil(const std::vector<double>& clean_rr, RandomStream& stream) {
    Spoiled spoiled;
    const auto push = [&](double rr, BeatKind kind, bool touched) {
        spoiled.rr.push_back(rr);
        spoiled.truth.push_back(kind);
        spoiled.touched.push_back(touched ? 1 : 0);
    };
    std::size_t free_from = 5;
    for (std::size_t i = 0; i < clean_rr.size(); ++i) {
        const double draw = stream.uniform();
        const bool here = i >= free_from && i + 5 < clean_rr.size() && draw < 3 * kChance;
        if (!here) {
            push(clean_rr[i], BeatKind::normal, false);
            continue;
        }
        free_from = i + 6;
        const double share = stream.uniform();
        if (draw <
            kChance) {  // an early beat, 20 to 40 % too soon, and a pause that makes up for it
            const double early = (0.2 + 0.2 * share) * clean_rr[i];
            push(clean_rr[i] - early, BeatKind::ectopic, true);
            push(clean_rr[i + 1] + early, BeatKind::normal, true);
            ++i;
        } else if (draw < 2 * kChance) {
            push(clean_rr[i] + clean_rr[i + 1], BeatKind::missed, true);
            ++i;
        } else {  // a false detection somewhere in the middle of the interval
            const double first = (0.25 + 0.5 * share) * clean_rr[i];
            push(first, BeatKind::extra, true);
            push(clean_rr[i] - first, BeatKind::normal, true);
        }
    }
    return spoiled;
}

struct Tally {
    std::size_t planted[kBeatKinds] = {}, found[kBeatKinds] = {}, named[kBeatKinds] = {};
    std::size_t normal = 0, left_alone = 0;
    double error_before = 0, error_after = 0;
    std::size_t series = 0;
};

inline void count(const Rhythm& rhythm, std::uint64_t seed, const ArtefactSettings& settings,
                  Tally& tally) {
    RandomStream stream{seed, rhythm.name};
    const std::vector<double> truth = sinus(rhythm, stream);
    const Spoiled spoiled = spoil(truth, stream);
    const auto cleaned = clean({spoiled.rr, {}}, settings);
    for (std::size_t i = 0; i < spoiled.rr.size(); ++i) {
        const BeatKind planted = spoiled.truth[i];
        if (planted == BeatKind::normal) {
            if (spoiled.touched[i]) continue;
            ++tally.normal;
            tally.left_alone += cleaned->kinds[i] == BeatKind::normal ? 1U : 0U;
            continue;
        }
        const auto kind = static_cast<std::size_t>(planted);
        ++tally.planted[kind];
        // The artefact's own intervals: two for an ectopic or extra beat, one for a missed one.
        const bool second = planted != BeatKind::missed;
        const auto any = [&](auto is) {
            return is(cleaned->kinds[i]) || (second && is(cleaned->kinds[i + 1]));
        };
        tally.found[kind] += any([](BeatKind k) { return k != BeatKind::normal; }) ? 1U : 0U;
        tally.named[kind] += any([&](BeatKind k) { return k == planted; }) ? 1U : 0U;
    }
    const double right = *time_domain(truth, {}, {}).rmssd_ms;
    tally.error_before += std::abs(*time_domain(spoiled.rr, {}, {}).rmssd_ms / right - 1);
    tally.error_after +=
        std::abs(*time_domain(cleaned->nn_ms, cleaned->breaks, {}).rmssd_ms / right - 1);
    ++tally.series;
}

}  // namespace sinew::hrv::planted
