// The chances of one simulated course, looked up by name and place: the same person and draw meet the same luck under every programme.
#pragma once

#include <sinew/base/random_stream.hpp>

#include <cstddef>
#include <optional>

namespace sinew::model {

/// Uniform numbers of the streams model.attend, cue, stress, frailty, lapse, second_day and dropout. The programme is in no key: programmes
/// are compared under common random numbers.
/// @source docs/methods/forecast.md (streams)
class EventDraws {
public:
    /// @param replicate  of a virtual trial: stands after the person
    EventDraws(std::uint64_t seed, std::uint64_t person, std::uint64_t draw,
               std::optional<std::uint64_t> replicate = {}) noexcept
        : attend_{key(seed, "model.attend", person, draw, replicate)},
          cue_{key(seed, "model.cue", person, draw, replicate)},
          stress_{key(seed, "model.stress", person, draw, replicate)},
          frailty_{key(seed, "model.frailty", person, draw, replicate)},
          lapse_{key(seed, "model.lapse", person, draw, replicate)},
          second_day_{key(seed, "model.second_day", person, draw, replicate)},
          dropout_{key(seed, "model.dropout", person, draw, replicate)} {}

    [[nodiscard]] double attend(std::size_t day, std::size_t session) const noexcept {
        return attend_.with(day).with(session).uniform();
    }
    [[nodiscard]] double cue(std::size_t day, std::size_t slot) const noexcept {
        return cue_.with(day).with(slot).uniform();
    }
    [[nodiscard]] double stress(std::size_t day, std::size_t slot) const noexcept {
        return stress_.with(day).with(slot).uniform();
    }
    [[nodiscard]] double frailty() const noexcept { return frailty_.open_uniform(); }
    [[nodiscard]] double lapse(std::size_t day) const noexcept {
        return lapse_.with(day).uniform();
    }
    [[nodiscard]] double second_day(std::size_t day) const noexcept {
        return second_day_.with(day).uniform();
    }
    [[nodiscard]] double dropout(std::size_t day) const noexcept {
        return dropout_.with(day).uniform();
    }

private:
    static StreamKey key(std::uint64_t seed, const char* name, std::uint64_t person,
                         std::uint64_t draw, std::optional<std::uint64_t> replicate) noexcept {
        StreamKey whole = StreamKey{seed, name}.with(person);
        if (replicate) whole = whole.with(*replicate);
        return whole.with(draw);
    }
    StreamKey attend_, cue_, stress_, frailty_, lapse_, second_day_, dropout_;
};

}  // namespace sinew::model
