#include <sinew/base/text.hpp>
#include <sinew/recording/bad_lines.hpp>
#include <sinew/recording/heart_rate_packet.hpp>
#include <sinew/recording/rr_packets.hpp>
#include <sinew/recording/text_input.hpp>

namespace sinew::recording {
namespace {

int hex_digit(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

struct HexLine {
    std::vector<std::uint8_t> bytes;
    bool letters = false, parted = false;
    std::optional<std::size_t> wrong;  ///< place of the first character that is not hexadecimal
};

HexLine read_hex(std::string_view line) {
    HexLine hex;
    std::size_t digits = 0;
    unsigned value = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const int digit = hex_digit(line[i]);
        const bool part = line[i] == ' ' || line[i] == '\t' || line[i] == '-' || line[i] == ':';
        if (digit < 0 && (!part || digits % 2 != 0)) {
            hex.wrong = i;
            return hex;
        }
        hex.parted = hex.parted || (part && digits > 0);
        if (digit < 0) continue;
        hex.letters = hex.letters || digit > 9;
        value = value << 4U | static_cast<unsigned>(digit);
        if (++digits % 2 == 0) hex.bytes.push_back(static_cast<std::uint8_t>(value & 0xFFU));
    }
    if (digits % 2 != 0) hex.wrong = line.size();
    return hex;
}

Checked<RawIntervals> finish(HeartRateStream stream, RawIntervals raw, const std::string& name) {
    const auto remark = [&](std::size_t count, const char* what) {
        if (count > 0) raw.remarks.push_back(std::to_string(count) + what);
    };
    remark(stream.malformed(), " malformed packet(s); what was whole in them is kept");
    remark(stream.without_contact(),
           " packet(s) without skin contact left out, a gap at each stretch");
    remark(stream.implausible(), " heart rate(s) above 240/min rejected");
    const std::size_t packets = stream.packets();
    domain::RrSeries beats = std::move(stream).take_beats();
    if (beats.rr_ms.empty()) {
        Faults faults;
        faults.add(ErrorCode::bad_input, name,
                   std::to_string(packets) + " packet(s), and none holds an interval between beats",
                   "use a strap that sends R-R intervals");
        return tl::make_unexpected(std::move(faults));
    }
    raw.values = std::move(beats.rr_ms);
    raw.gaps = std::move(beats.gaps);
    raw.unit = domain::RrUnit::ticks_1024;
    raw.in_ms = true;
    return raw;
}

}  // namespace

bool looks_like_packets(std::string_view text) {
    constexpr std::size_t kSample = 20;
    std::size_t seen = 0;
    bool letters = false, parted = false;
    LineWalk walk{text};
    for (std::string_view line; seen < kSample && walk.next(line);) {
        if (blank_or_comment(line)) continue;
        const HexLine hex = read_hex(trim(line));
        if (hex.wrong || hex.bytes.size() < 2) return false;
        letters = letters || hex.letters;
        parted = parted || hex.parted;
        ++seen;
    }
    return seen > 0 && (letters || parted);
}

Checked<RawIntervals> read_rr_packets(std::string_view text, const std::string& name,
                                      const RrReading& how) {
    HeartRateStream stream;
    RawIntervals raw;
    BadLineList bad{name, how.bad_lines};
    LineWalk walk{text};
    std::size_t left_out = 0;
    for (std::string_view line; !bad.full() && walk.next(line);) {
        if (blank_or_comment(line)) continue;
        const std::string_view content = trim(line);
        const HexLine hex = read_hex(content);
        if (!hex.wrong) {
            stream.add(read_heart_rate_packet(hex.bytes));
            continue;
        }
        if (how.bad_lines == BadLines::gap) {
            ++left_out;
            stream.mark_gap();
            continue;
        }
        bad.no_number(raw, walk.number(),
                      static_cast<std::size_t>(content.data() - line.data()) + *hex.wrong + 1,
                      content);
    }
    auto checked = std::move(bad).finish(std::move(raw));
    if (!checked) return checked;
    if (left_out > 0)
        checked->remarks.push_back(std::to_string(left_out) +
                                   " line(s) that are not hexadecimal left out, a gap at each");
    return finish(std::move(stream), *std::move(checked), name);
}

Checked<RawIntervals> read_rr_packet_bytes(std::string_view bytes, const std::string& name) {
    HeartRateStream stream;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto length = static_cast<std::size_t>(static_cast<unsigned char>(bytes[at]));
        const std::string_view packet = bytes.substr(at + 1, length);
        HeartRatePacket read = read_heart_rate_packet(
            {reinterpret_cast<const std::uint8_t*>(packet.data()), packet.size()});
        read.malformed = read.malformed || packet.size() < length;
        stream.add(read);
        at += 1 + length;
    }
    return finish(std::move(stream), {}, name);
}

}  // namespace sinew::recording
