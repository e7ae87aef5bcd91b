#include <sinew/base/text.hpp>
#include <sinew/recording/rr_intervals.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::recording {
namespace {

using domain::RrUnit;
using domain::UnitBasis;

struct Settled {
    RrUnit unit = RrUnit::milliseconds;
    UnitBasis basis = UnitBasis::detected;
};

/// Heart rate a minute, written where intervals are expected, is the commonest mistake.
bool looks_like_heart_rate(const std::vector<double>& values) {
    const auto in_range =
        std::count_if(values.begin(), values.end(), [](double v) { return v >= 30 && v <= 240; });
    return static_cast<double>(in_range) >= kMostShare * static_cast<double>(values.size());
}

bool all_whole(const std::vector<double>& values) {
    return std::all_of(values.begin(), values.end(), [](double v) { return v == std::floor(v); });
}

/// The unit that the numbers themselves give away.
Result<Settled> detect(RawIntervals& raw, const std::string& name) {
    const auto most = [&](RrUnit unit) { return beat_share(raw.values, unit) >= kMostShare; };
    const bool in_ms = most(RrUnit::milliseconds), in_s = most(RrUnit::seconds);
    if (in_ms && !in_s) {
        if (all_whole(raw.values))
            raw.remarks.emplace_back(
                "no unit is stated; taken as ms. Whole numbers in 1/1024 s look the same and would "
                "read 2.4 % too long: state the unit if the device counts them");
        return Settled{};
    }
    if (in_s && !in_ms) return Settled{RrUnit::seconds, UnitBasis::detected};
    if (most(RrUnit::ticks_1024)) return Settled{RrUnit::ticks_1024, UnitBasis::detected};
    if (looks_like_heart_rate(raw.values))
        return fail(
            {ErrorCode::conflict,
             "these numbers look like heart rates (1/min), not like intervals between beats", name,
             "give the intervals; they cannot be computed from a heart rate"});
    return fail({ErrorCode::conflict,
                 "no single unit makes most of these numbers heart beats (300 to 2000 ms)", name,
                 "state the unit: ms, s or 1/1024 s"});
}

Result<Settled> unit_of(RawIntervals& raw, const std::string& name, const RrReading& how) {
    if (raw.unit && how.unit && *raw.unit != *how.unit)
        return fail({ErrorCode::conflict,
                     "the file is in " + std::string{domain::name_of(*raw.unit)} +
                         ", the unit stated is " + std::string{domain::name_of(*how.unit)},
                     name, "leave the unit out"});
    if (raw.unit) return Settled{*raw.unit, raw.basis};
    if (how.unit) return Settled{*how.unit, UnitBasis::stated};
    return detect(raw, name);
}

}  // namespace

double ms_of(RrUnit unit) noexcept {
    switch (unit) {
        case RrUnit::milliseconds: return 1;
        case RrUnit::seconds: return 1000;
        case RrUnit::ticks_1024: return 1000.0 / 1024.0;
    }
    return 1;
}

double beat_share(const std::vector<double>& values, RrUnit unit) noexcept {
    if (values.empty()) return 0;
    const double low = kShortestBeat_ms / ms_of(unit), high = kLongestBeat_ms / ms_of(unit);
    std::size_t beats = 0;
    for (const double value : values) beats += value >= low && value <= high ? 1 : 0;
    return static_cast<double>(beats) / static_cast<double>(values.size());
}

Checked<domain::RrRecording> settle_unit(RawIntervals raw, const std::string& name,
                                         const RrReading& how) {
    Faults faults;
    if (raw.values.empty()) {
        faults.add(ErrorCode::bad_input, name, "no interval between beats is in it",
                   "choose another file");
        return tl::make_unexpected(std::move(faults));
    }
    const auto settled = unit_of(raw, name, how);
    if (!settled) {
        faults.add(settled.error());
        return tl::make_unexpected(std::move(faults));
    }
    // A gap behind the last interval parts nothing.
    while (!raw.gaps.empty() && raw.gaps.back() >= raw.values.size()) raw.gaps.pop_back();
    // Ticks are whole; 1000/1024 is exact in binary only when divided last.
    if (settled->unit == RrUnit::seconds && !raw.in_ms)
        for (double& value : raw.values) value *= 1000;
    if (settled->unit == RrUnit::ticks_1024 && !raw.in_ms)
        for (double& value : raw.values) value = value * 1000 / 1024;
    domain::RrRecording recording;
    recording.series = {std::move(raw.values), std::move(raw.gaps)};
    recording.unit = settled->unit;
    recording.basis = settled->basis;
    recording.start_unix_s = raw.start_unix_s;
    recording.device = std::move(raw.device);
    recording.remarks = std::move(raw.remarks);
    return recording;
}

}  // namespace sinew::recording
