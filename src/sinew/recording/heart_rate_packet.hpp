// Bluetooth Heart Rate Measurement (characteristic 0x2A37): one notification of a strap, and a run of them.
#pragma once

#include <sinew/domain/rr_series.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace sinew::recording {

enum class Contact : std::uint8_t { unknown, lost, present };

/// One notification, decoded. At most 9 intervals fit into the smallest link-layer packet; longer ones are decoded too.
struct HeartRatePacket {
    static constexpr std::size_t kMostIntervals = 32;

    bool malformed = false;  ///< empty, cut off, or with an odd byte at its end
    Contact contact = Contact::unknown;
    std::optional<double> heart_bpm;  ///< 1/min; nothing without contact, at 0, or above 240
    bool implausible = false;         ///< a heart rate above 240 stood there
    std::optional<std::uint16_t> energy_kj;
    std::array<std::uint16_t, kMostIntervals> ticks{};  ///< 1/1024 s, oldest first
    std::size_t intervals = 0;                          ///< how many of `ticks` count

    [[nodiscard]] double rr_ms(std::size_t i) const noexcept { return ticks[i] * 1000.0 / 1024.0; }
};

/// Above this a heart rate of a strap is not believed, 1/min.
inline constexpr double kHighestHeartRate_bpm = 240;

/// Never fails: what is broken is told in the answer. No allocation; fit for live use.
/// @source docs/methods/rr-files.md
[[nodiscard]] HeartRatePacket read_heart_rate_packet(std::span<const std::uint8_t> bytes) noexcept;

/// Puts packets one after the other into a series of intervals, with what was wrong with them counted.
class HeartRateStream {
public:
    /// Adds a packet; a loss of contact ends the stretch, and the next interval begins a new one.
    void add(const HeartRatePacket& packet);

    /// The beats stop here: nothing at the very start, and once at one place.
    void mark_gap();

    [[nodiscard]] const domain::RrSeries& beats() const noexcept { return beats_; }
    [[nodiscard]] domain::RrSeries take_beats() && { return std::move(beats_); }
    [[nodiscard]] const std::vector<double>& heart_bpm() const noexcept { return heart_bpm_; }
    [[nodiscard]] std::size_t packets() const noexcept { return packets_; }
    [[nodiscard]] std::size_t malformed() const noexcept { return malformed_; }
    [[nodiscard]] std::size_t without_contact() const noexcept { return without_contact_; }
    [[nodiscard]] std::size_t implausible() const noexcept { return implausible_; }

private:
    domain::RrSeries beats_;
    std::vector<double> heart_bpm_;  ///< of the packets that hold a believable one
    std::size_t packets_ = 0, malformed_ = 0, without_contact_ = 0, implausible_ = 0;
};

}  // namespace sinew::recording
