#include <sinew/base/text.hpp>
#include <sinew/recording/text_input.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

namespace sinew::recording {
namespace {

enum class Encoding : std::uint8_t { bytes, utf16_little, utf16_big };

Encoding encoding_of(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE")) return Encoding::utf16_little;
    if (bytes.starts_with("\xFE\xFF")) return Encoding::utf16_big;
    // Without a mark: ASCII in UTF-16 has a zero in every pair.
    if (bytes.size() >= 4 && bytes[0] != 0 && bytes[1] == 0 && bytes[2] != 0 && bytes[3] == 0)
        return Encoding::utf16_little;
    if (bytes.size() >= 4 && bytes[0] == 0 && bytes[1] != 0 && bytes[2] == 0 && bytes[3] != 0)
        return Encoding::utf16_big;
    return Encoding::bytes;
}

/// Our formats are ASCII; anything else in them is a word or a name, and becomes "?".
std::string ascii_of_utf16(std::string_view bytes, Encoding encoding) {
    std::string text;
    text.reserve(bytes.size() / 2);
    const std::size_t low = encoding == Encoding::utf16_little ? 0 : 1;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        const auto code = static_cast<unsigned char>(bytes[i + low]);
        const auto page = static_cast<unsigned char>(bytes[i + 1 - low]);
        if (page == 0xFE && code == 0xFF) continue;  // the mark
        text.push_back(page == 0 && code < 0x80 && code != 0 ? static_cast<char>(code) : '?');
    }
    return text;
}

constexpr std::array<double, 19> kPowersOfTen{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,
                                              1e7,  1e8,  1e9,  1e10, 1e11, 1e12, 1e13,
                                              1e14, 1e15, 1e16, 1e17, 1e18};

bool digit(char c) noexcept { return c >= '0' && c <= '9'; }

}  // namespace

Result<TextInput> TextInput::open(std::string_view bytes, const std::string& name) {
    TextInput input;
    const Encoding encoding = encoding_of(bytes);
    if (encoding != Encoding::bytes) {
        if (bytes.size() % 2 != 0)
            return fail({ErrorCode::bad_input, "the text is UTF-16 and ends in half a character",
                         name, "save it whole, as UTF-8"});
        input.owned_ = ascii_of_utf16(bytes, encoding);
    } else {
        if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
        const std::size_t zero = bytes.find('\0');
        if (zero != std::string_view::npos)
            return fail({ErrorCode::bad_input, "binary content of no known format", name,
                         "give text, a Polar HRM, NumPy, EDF or FIT file"});
        input.viewed_ = bytes;
    }
    if (input.text().find('\n') == std::string_view::npos &&
        input.text().find('\r') != std::string_view::npos) {
        if (!input.owned_) input.owned_ = std::string{input.viewed_};
        std::replace(input.owned_->begin(), input.owned_->end(), '\r', '\n');
    }
    return input;
}

bool LineWalk::next(std::string_view& line) noexcept {
    if (rest_.empty()) return false;
    ++number_;
    const auto* end = static_cast<const char*>(std::memchr(rest_.data(), '\n', rest_.size()));
    const std::size_t length =
        end != nullptr ? static_cast<std::size_t>(end - rest_.data()) : rest_.size();
    line = rest_.substr(0, length);
    rest_.remove_prefix(std::min(length + 1, rest_.size()));
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    return true;
}

bool blank_or_comment(std::string_view line) noexcept {
    const std::string_view text = trim(line);
    return text.empty() || text.front() == '#' || text.front() == '%' || text.starts_with("//");
}

std::string shown_text(std::string_view text) {
    constexpr std::size_t kLongest = 24;
    std::string shown = "\"";
    for (const char c : text.substr(0, kLongest))
        shown.push_back(c >= ' ' && c <= '~' && c != '"' ? c : '?');
    return shown + (text.size() > kLongest ? "...\"" : "\"");
}

std::optional<double> leading_number(std::string_view text, std::size_t& used) noexcept {
    used = 0;
    const char* const begin = text.data();
    const char* const end = begin + text.size();
    const char* at = begin;
    const bool negative = at != end && *at == '-';
    if (at != end && (*at == '-' || *at == '+')) ++at;
    const char* const digits = at;
    std::uint64_t whole = 0;
    std::size_t count = 0, behind_point = 0;
    for (; at != end && digit(*at); ++at, ++count)
        whole = whole * 10 + static_cast<std::uint64_t>(*at - '0');
    if (at != end && *at == '.')
        for (++at; at != end && digit(*at); ++at, ++count, ++behind_point)
            whole = whole * 10 + static_cast<std::uint64_t>(*at - '0');
    if (count == 0) return std::nullopt;
    const bool exponent = at != end && (*at == 'e' || *at == 'E');
    // Up to 15 digits and a power of ten are both exact, so one division is the correctly rounded value.
    if (count <= 15 && !exponent) {
        used = static_cast<std::size_t>(at - begin);
        const double value = static_cast<double>(whole) / kPowersOfTen[behind_point];
        return negative ? -value : value;
    }
    double value = 0;
    const auto read = std::from_chars(digits, end, value, std::chars_format::general);
    if (read.ec != std::errc{} || !std::isfinite(value)) return std::nullopt;
    used = static_cast<std::size_t>(read.ptr - begin);
    return negative ? -value : value;
}

}  // namespace sinew::recording
