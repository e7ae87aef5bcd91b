#include <sinew/recording/heart_rate_packet.hpp>

namespace sinew::recording {
namespace {

constexpr unsigned kWideHeartRate = 0x01, kContactDetected = 0x02, kContactSupported = 0x04,
                   kEnergy = 0x08, kIntervals = 0x10;

/// Walks the bytes; past the end it gives nothing.
class Bytes {
public:
    explicit Bytes(std::span<const std::uint8_t> bytes) noexcept : bytes_{bytes} {}
    std::optional<std::uint16_t> take(std::size_t width) noexcept {
        if (bytes_.size() < width) return std::nullopt;
        const unsigned high = width == 2 ? bytes_[1] : 0U;
        const auto value = static_cast<std::uint16_t>(bytes_[0] | high << 8U);
        bytes_ = bytes_.subspan(width);
        return value;
    }
    [[nodiscard]] std::size_t left() const noexcept { return bytes_.size(); }

private:
    std::span<const std::uint8_t> bytes_;
};

}  // namespace

HeartRatePacket read_heart_rate_packet(std::span<const std::uint8_t> bytes) noexcept {
    HeartRatePacket packet;
    Bytes rest{bytes};
    const auto flags = rest.take(1);
    const auto heart = rest.take(flags && (*flags & kWideHeartRate) != 0 ? 2 : 1);
    if (!flags || !heart) {
        packet.malformed = true;
        return packet;
    }
    if ((*flags & kContactSupported) != 0)
        packet.contact = (*flags & kContactDetected) != 0 ? Contact::present : Contact::lost;
    packet.implausible = *heart > kHighestHeartRate_bpm;
    if (packet.contact != Contact::lost && !packet.implausible && *heart > 0)
        packet.heart_bpm = *heart;
    if ((*flags & kEnergy) != 0) {
        packet.energy_kj = rest.take(2);
        packet.malformed = !packet.energy_kj;
    }
    if ((*flags & kIntervals) != 0)
        while (packet.intervals < HeartRatePacket::kMostIntervals) {
            const auto ticks = rest.take(2);
            if (!ticks) break;
            packet.ticks[packet.intervals++] = *ticks;
        }
    packet.malformed = packet.malformed || rest.left() > 0;
    return packet;
}

void HeartRateStream::mark_gap() {
    const std::size_t next = beats_.rr_ms.size();
    if (next > 0 && (beats_.gaps.empty() || beats_.gaps.back() != next))
        beats_.gaps.push_back(next);
}

void HeartRateStream::add(const HeartRatePacket& packet) {
    ++packets_;
    if (packet.malformed) ++malformed_;
    if (packet.implausible) ++implausible_;
    if (packet.contact == Contact::lost) {
        ++without_contact_;
        mark_gap();  // its intervals are noise of a strap that touches nothing
        return;
    }
    if (packet.heart_bpm) heart_bpm_.push_back(*packet.heart_bpm);
    for (std::size_t i = 0; i < packet.intervals; ++i) {
        if (packet.ticks[i] == 0)
            mark_gap();
        else
            beats_.rr_ms.push_back(packet.rr_ms(i));
    }
}

}  // namespace sinew::recording
