#include <sinew/base/text.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <utility>

namespace sinew {
namespace {

struct CodePoint {
    std::uint32_t value;
    std::size_t length;  ///< bytes; 0 = not UTF-8
};

CodePoint decode(std::string_view text, std::size_t at) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::uint8_t first = byte(at);
    if (first < 0x80) return {first, 1};
    std::size_t length = 0;
    std::uint32_t value = 0;
    if ((first & 0xE0U) == 0xC0U) {
        length = 2;
        value = first & 0x1FU;
    } else if ((first & 0xF0U) == 0xE0U) {
        length = 3;
        value = first & 0x0FU;
    } else if ((first & 0xF8U) == 0xF0U) {
        length = 4;
        value = first & 0x07U;
    } else {
        return {0xFFFD, 0};
    }
    if (at + length > text.size()) return {0xFFFD, 0};
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80U) return {0xFFFD, 0};
        value = (value << 6U) | (byte(at + i) & 0x3FU);
    }
    constexpr std::array<std::uint32_t, 5> kLowest{0, 0, 0x80, 0x800, 0x10000};
    if (value < kLowest[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return {0xFFFD, 0};
    return {value, length};
}

bool is_wide(std::uint32_t c) noexcept {
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0x303E) ||
           (c >= 0x3041 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) ||
           (c >= 0xFF00 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) ||
           (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

bool is_combining(std::uint32_t c) noexcept {
    return (c >= 0x300 && c <= 0x36F) || c == 0x200B || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F);
}

/// Signs that must not begin a line of Chinese.
bool clings_to_previous(std::uint32_t c) noexcept {
    constexpr std::array<std::uint32_t, 16> kSigns{0x3001, 0x3002, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF01,
                                                   0xFF1F, 0xFF09, 0x300B, 0x300D, 0x300F, 0x3011,
                                                   0x201D, 0x2019, 0x2026, 0xFF05};
    return std::find(kSigns.begin(), kSigns.end(), c) != kSigns.end();
}

/// Edits between two words; two neighbouring letters exchanged ("spb") count as one.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before, above(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min(
                {row[j - 1] + 1, above[j] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before = std::exchange(above, row);
    }
    return above[b.size()];
}

}  // namespace

std::string number_text(double value) {
    std::array<char, 32> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    if (error != std::errc{}) return "nan";
    return {buffer.data(), end};
}

double round_half_away(double value, int decimals) {
    // Scaling can land a hair below a half (1.005 * 100); the nudge is far below any digit that is shown.
    constexpr std::array<double, 7> kPowers{1, 10, 100, 1e3, 1e4, 1e5, 1e6};
    const auto place = static_cast<std::size_t>(decimals);
    const double scale = place < kPowers.size() ? kPowers[place] : std::pow(10.0, decimals);
    const double scaled = std::abs(value) * scale;
    const double rounded = std::floor(scaled + 0.5 + scaled * 1e-14) / scale;
    return value < 0 ? -rounded : rounded;
}

std::string fixed_text(double value, int decimals) {
    std::array<char, 512> buffer{};
    const auto [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                      round_half_away(value, decimals), std::chars_format::fixed, decimals);
    if (error != std::errc{}) return "nan";
    return {buffer.data(), end};
}

std::optional<double> parse_number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::string_view trim(std::string_view text) noexcept {
    constexpr std::string_view kSpace = " \t\r\n";
    const auto first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
    std::string joined;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) joined += separator;
        joined += parts[i];
    }
    return joined;
}

std::string fill(std::string_view pattern,
                 const std::vector<std::pair<std::string_view, std::string>>& values) {
    std::string filled;
    filled.reserve(pattern.size());
    while (!pattern.empty()) {
        const auto open = pattern.find('{');
        filled += pattern.substr(0, open);
        if (open == std::string_view::npos) break;
        const auto close = pattern.find('}', open);
        if (close == std::string_view::npos) {
            filled += pattern.substr(open);
            break;
        }
        const auto name = pattern.substr(open + 1, close - open - 1);
        const auto found = std::find_if(values.begin(), values.end(),
                                        [&](const auto& entry) { return entry.first == name; });
        filled += found == values.end() ? pattern.substr(open, close - open + 1)
                                        : std::string_view{found->second};
        pattern.remove_prefix(close + 1);
    }
    return filled;
}

bool valid_utf8(std::string_view text) noexcept {
    for (std::size_t at = 0; at < text.size();) {
        const auto point = decode(text, at);
        if (point.length == 0) return false;
        at += point.length;
    }
    return true;
}

std::size_t display_width(std::string_view utf8) noexcept {
    std::size_t width = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto point = decode(utf8, at);
        at += std::max<std::size_t>(point.length, 1);
        width += is_combining(point.value) ? 0U : (is_wide(point.value) ? 2U : 1U);
    }
    return width;
}

std::vector<std::string> wrap(std::string_view utf8, std::size_t columns) {
    std::vector<std::string> lines;
    std::string line;
    std::size_t width = 0;
    std::size_t break_at = 0;  // bytes of `line` that may stay when it must be broken
    const auto flush = [&](std::size_t keep) {
        std::string rest = line.substr(keep);
        line.resize(keep);
        while (!line.empty() && line.back() == ' ') line.pop_back();
        lines.push_back(std::move(line));
        line = std::string{trim(rest)};
        width = display_width(line);
        break_at = 0;
    };
    for (std::size_t at = 0; at < utf8.size();) {
        const auto point = decode(utf8, at);
        const std::size_t length = std::max<std::size_t>(point.length, 1);
        const auto piece = utf8.substr(at, length);
        at += length;
        if (point.value == '\n') {
            flush(line.size());
            continue;
        }
        const std::size_t w = display_width(piece);
        if (is_wide(point.value) && !clings_to_previous(point.value) && !line.empty())
            break_at = line.size();
        if (width + w > columns && break_at > 0 && point.value != ' ') flush(break_at);
        if (point.value == ' ' && line.empty()) continue;
        line += piece;
        width += w;
        if (point.value == ' ') break_at = line.size();
    }
    if (!line.empty() || lines.empty()) flush(line.size());
    return lines;
}

std::optional<std::string> nearest_word(std::string_view word,
                                        const std::vector<std::string>& candidates) {
    std::optional<std::string> best;
    std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
    for (const std::string& candidate : candidates) {
        const std::size_t d = distance(word, candidate);
        if (d < best_distance) {
            best_distance = d;
            best = candidate;
        }
    }
    return best;
}

}  // namespace sinew
