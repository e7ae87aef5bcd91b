#include <sinew/hrv/artefacts.hpp>
#include <sinew/hrv/classify_beats.hpp>
#include <sinew/numerics/rolling_order.hpp>

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace sinew::hrv {
namespace {

constexpr double kLongestInterval_ms =
    1e7;  // nearly three hours: no unit mistake of a heart beat reaches it

/// Intervals of one unbroken stretch while they are being corrected.
struct Working {
    std::vector<double> rr_ms;
    std::vector<std::size_t> recorded_at;
    std::vector<char> changed;

    void push(double rr, std::size_t at, bool was_changed) {
        rr_ms.push_back(rr);
        recorded_at.push_back(at);
        changed.push_back(was_changed ? 1 : 0);
    }
};

Result<void> check(const domain::RrSeries& series) {
    for (std::size_t i = 0; i < series.rr_ms.size(); ++i) {
        const double rr = series.rr_ms[i];
        if (std::isfinite(rr) && rr > 0 && rr <= kLongestInterval_ms) continue;
        return fail({ErrorCode::bad_input,
                     std::isfinite(rr)
                         ? fmt::format("the interval {} ms is no time between two heart beats", rr)
                         : std::string{"an interval is not a number"},
                     fmt::format("/rr_ms/{}", i), "take it out and mark a gap there"});
    }
    for (std::size_t i = 0; i < series.gaps.size(); ++i)
        if (series.gaps[i] > series.rr_ms.size() || (i > 0 && series.gaps[i] <= series.gaps[i - 1]))
            return fail({ErrorCode::bad_input, "the gaps are not in order inside the series",
                         fmt::format("/gaps/{}", i),
                         fmt::format("rising places from 1 to {}", series.rr_ms.size())});
    return {};
}

/// Replaces flagged intervals by the straight line between the nearest that are not; at an end, by the nearest.
void interpolate(Working& work, const std::vector<char>& flagged) {
    const std::size_t n = work.rr_ms.size();
    for (std::size_t i = 0; i < n;) {
        if (!flagged[i]) {
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < n && flagged[end]) ++end;
        if (i == 0 && end == n) return;
        const double before = i > 0 ? work.rr_ms[i - 1] : work.rr_ms[end];
        const double after = end < n ? work.rr_ms[end] : work.rr_ms[i - 1];
        for (std::size_t k = i; k < end; ++k) {
            const double share = static_cast<double>(k - i + 1) / static_cast<double>(end - i + 1);
            work.rr_ms[k] = before + share * (after - before);
            work.changed[k] = 1;
        }
        i = end;
    }
}

Working corrected(const Working& work, const std::vector<BeatKind>& found) {
    Working next;
    std::vector<char> flagged;
    for (std::size_t i = 0; i < work.rr_ms.size(); ++i) {
        const BeatKind kind = found[i];
        const bool last = i + 1 == work.rr_ms.size();
        if (kind == BeatKind::extra && !last) {
            next.push(work.rr_ms[i] + work.rr_ms[i + 1], work.recorded_at[i], true);
            ++i;
            flagged.push_back(0);
        } else if (kind == BeatKind::missed) {
            next.push(work.rr_ms[i] / 2, work.recorded_at[i], true);
            next.push(work.rr_ms[i] / 2, work.recorded_at[i], true);
            flagged.insert(flagged.end(), 2, 0);
        } else {
            const bool after_ectopic = i > 0 && found[i - 1] == BeatKind::ectopic;
            next.push(work.rr_ms[i], work.recorded_at[i], work.changed[i] != 0);
            flagged.push_back(kind != BeatKind::normal || after_ectopic ? 1 : 0);
        }
    }
    interpolate(next, flagged);
    return next;
}

std::size_t artefacts_in(const std::vector<BeatKind>& kinds) {
    return kinds.size() -
           static_cast<std::size_t>(std::count(kinds.begin(), kinds.end(), BeatKind::normal));
}

/// Classifies and corrects until a pass finds no fewer artefacts than the one before.
void classify_and_correct(Working& work, const BeatClassification& settings, Cleaned& cleaned) {
    std::size_t before = work.rr_ms.size() + 1;
    for (int pass = 0; pass < settings.most_passes; ++pass) {
        const std::vector<BeatKind> found = classify_beats(work.rr_ms, settings);
        const std::size_t count = artefacts_in(found);
        if (count == 0 || count >= before) break;
        before = count;
        for (std::size_t i = 0; i < found.size(); ++i) {
            BeatKind& kind = cleaned.kinds[work.recorded_at[i]];
            if (found[i] != BeatKind::normal && kind == BeatKind::normal) kind = found[i];
        }
        work = corrected(work, found);
        cleaned.passes = std::max(cleaned.passes, pass + 1);
    }
}

/// What `range` and `local_median` say of each interval.
std::vector<BeatKind> outliers(const Working& work, const ArtefactSettings& settings, bool jumps) {
    const std::vector<double>& rr = work.rr_ms;
    std::vector<BeatKind> found(rr.size(), BeatKind::normal);
    std::vector<double> median(jumps ? rr.size() : 0);
    if (jumps) numerics::rolling_median(rr, settings.jump_beats, median);
    for (std::size_t i = 0; i < rr.size(); ++i) {
        if (rr[i] < settings.shortest_ms || rr[i] > settings.longest_ms)
            found[i] = BeatKind::out_of_range;
        else if (jumps && std::abs(rr[i] - median[i]) > settings.jump_share * median[i])
            found[i] = BeatKind::jump;
    }
    return found;
}

/// Appends what is sound; bridges short runs when asked to, and breaks the series at every other.
void append(Working& work, const std::vector<BeatKind>& found, const ArtefactSettings& settings,
            Cleaned& cleaned) {
    bool starts = true;  // the next interval does not follow the last of nn_ms
    const auto push = [&](double rr, std::size_t at, bool changed) {
        if (starts && !cleaned.nn_ms.empty()) cleaned.breaks.push_back(cleaned.nn_ms.size());
        starts = false;
        cleaned.nn_ms.push_back(rr);
        cleaned.recorded_at.push_back(at);
        cleaned.corrected += changed ? 1U : 0U;
    };
    const std::size_t n = work.rr_ms.size();
    for (std::size_t i = 0; i < n;) {
        if (found[i] == BeatKind::normal) {
            push(work.rr_ms[i], work.recorded_at[i], work.changed[i] != 0);
            ++i;
            continue;
        }
        std::size_t end = i;
        bool hole = false;  // a long interval hides an unknown number of beats
        for (; end < n && found[end] != BeatKind::normal; ++end)
            hole = hole || work.rr_ms[end] > settings.longest_ms;
        const bool inside = i > 0 && end < n && !starts;
        if (settings.correction == Correction::interpolate && inside && !hole &&
            end - i <= settings.longest_bridge_beats) {
            const double before = work.rr_ms[i - 1], after = work.rr_ms[end];
            for (std::size_t k = i; k < end; ++k)
                push(before + (after - before) * static_cast<double>(k - i + 1) /
                                  static_cast<double>(end - i + 1),
                     work.recorded_at[k], true);
        } else {
            cleaned.lost += end - i;
            starts = true;
        }
        i = end;
    }
}

}  // namespace

std::vector<Stretch> stretches_of(std::size_t size, std::span<const std::size_t> breaks) {
    std::vector<Stretch> stretches;
    std::size_t begin = 0;
    for (const std::size_t at : breaks) {
        if (at <= begin || at >= size) continue;
        stretches.push_back({begin, at});
        begin = at;
    }
    if (begin < size) stretches.push_back({begin, size});
    return stretches;
}

Result<Cleaned> clean(const domain::RrSeries& series, const ArtefactSettings& settings) {
    if (const auto sound = check(series); !sound) return fail(sound.error());
    Cleaned cleaned;
    cleaned.kinds.assign(series.rr_ms.size(), BeatKind::normal);
    cleaned.detector = settings.detector;
    if (settings.detector == Detector::none) {
        cleaned.nn_ms = series.rr_ms;
        cleaned.recorded_at.resize(series.rr_ms.size());
        std::iota(cleaned.recorded_at.begin(), cleaned.recorded_at.end(), std::size_t{0});
        for (const std::size_t gap : series.gaps)
            if (gap > 0 && gap < series.rr_ms.size()) cleaned.breaks.push_back(gap);
        cleaned.counts[0] = series.rr_ms.size();
        return cleaned;
    }
    for (const Stretch& stretch : stretches_of(series.rr_ms.size(), series.gaps)) {
        Working work;
        for (std::size_t i = stretch.begin; i < stretch.end; ++i)
            work.push(series.rr_ms[i], i, false);
        bool jumps = settings.detector == Detector::local_median;
        if (settings.detector == Detector::lipponen_tarvainen) {
            if (stretch.size() >= settings.classification.least_beats) {
                classify_and_correct(work, settings.classification, cleaned);
            } else {
                jumps = true;
                if (stretch.size() == series.rr_ms.size())
                    cleaned.detector = Detector::local_median;
            }
        }
        const std::vector<BeatKind> found = outliers(work, settings, jumps);
        for (std::size_t i = 0; i < found.size(); ++i)
            if (found[i] != BeatKind::normal) cleaned.kinds[work.recorded_at[i]] = found[i];
        append(work, found, settings, cleaned);
    }
    for (const BeatKind kind : cleaned.kinds) ++cleaned.counts[static_cast<std::size_t>(kind)];
    return cleaned;
}

}  // namespace sinew::hrv
