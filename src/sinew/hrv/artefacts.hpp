// From intervals as recorded to normal-to-normal intervals, with an account of every beat.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/domain/rr_series.hpp>
#include <sinew/hrv/settings.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sinew::hrv {

/// What a recorded interval turned out to be.
enum class BeatKind : std::uint8_t {
    normal,
    ectopic,         ///< a beat too early or late and the pause after it; both ends moved halfway
    long_interval,   ///< too long, not by a missed beat
    short_interval,  ///< too short, not by an extra beat
    missed,          ///< a beat was not detected: one was put in
    extra,           ///< a beat was detected that was none: it was taken out
    out_of_range,    ///< outside shortest_ms .. longest_ms
    jump,            ///< further from the local median than jump_share
};
inline constexpr std::size_t kBeatKinds = 8;

/// A series ready for indices. Nothing here is ever bridged: where intervals were lost, the series breaks.
struct Cleaned {
    std::vector<double> nn_ms;
    /// Places i where interval i does not follow interval i-1, ascending, each in 1 .. nn_ms.size()-1.
    std::vector<std::size_t> breaks;
    std::vector<BeatKind> kinds;  ///< one for every recorded interval
    std::vector<std::size_t>
        recorded_at;  ///< for every interval of nn_ms, the recorded one it stands for
    std::array<std::size_t, kBeatKinds> counts{};  ///< recorded intervals by kind
    std::size_t corrected = 0;  ///< intervals of nn_ms that were put in or changed
    std::size_t lost = 0;       ///< recorded intervals that have no place in nn_ms
    int passes = 0;             ///< of classification and correction
    Detector detector =
        Detector::none;  ///< the one used, which may differ from the one asked for in short series

    [[nodiscard]] double valid_share() const noexcept {
        return kinds.empty() ? 0
                             : static_cast<double>(counts[0]) / static_cast<double>(kinds.size());
    }
};

/// Finds and corrects artefacts, in each unbroken stretch by itself.
/// @errors bad_input, with the place of the first: an interval that is not finite or not above zero, a gap out of order
/// @source lipponen2019
[[nodiscard]] Result<Cleaned> clean(const domain::RrSeries& series,
                                    const ArtefactSettings& settings);

/// Half-open index ranges without a break inside, in order, none empty.
struct Stretch {
    std::size_t begin = 0, end = 0;
    [[nodiscard]] std::size_t size() const noexcept { return end - begin; }
};
[[nodiscard]] std::vector<Stretch> stretches_of(std::size_t size,
                                                std::span<const std::size_t> breaks);

}  // namespace sinew::hrv

namespace sinew::domain {

template <>
struct Names<hrv::BeatKind> {
    static constexpr auto all =
        std::to_array<std::string_view>({"normal", "ectopic", "long_interval", "short_interval",
                                         "missed", "extra", "out_of_range", "jump"});
};

}  // namespace sinew::domain
