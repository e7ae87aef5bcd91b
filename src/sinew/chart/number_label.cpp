#include <sinew/base/text.hpp>
#include <sinew/chart/number_label.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace sinew::chart {
namespace {

constexpr std::string_view kMinus = "\u2212", kThinSpace = "\u202F";

std::string superscript(int number) {
    constexpr std::array<std::string_view, 10> kDigits{"⁰", "¹", "²", "³", "⁴",
                                                       "⁵", "⁶", "⁷", "⁸", "⁹"};
    std::string text;
    for (const char c : std::to_string(number))
        text += c == '-' ? std::string_view{"⁻"} : kDigits[static_cast<std::size_t>(c - '0')];
    return text;
}

std::string signed_text(bool negative, std::string digits) {
    return negative ? std::string{kMinus} + digits : digits;
}

}  // namespace

std::string number_label(double value, int decimals) {
    const double size = std::abs(value);
    if (size >= 1e7 || (size > 0 && size < 1e-4)) return power_label(value);
    std::string digits = fixed_text(size, std::clamp(decimals, 0, 12));
    const bool nothing = digits.find_first_not_of("0.") == std::string::npos;
    const auto point = std::min(digits.find('.'), digits.size());
    if (point > 4)  // 1000 stays whole, 10 000 is parted
        for (std::size_t at = point; at > 3;) digits.insert(at -= 3, kThinSpace);
    return signed_text(value < 0 && !nothing, std::move(digits));
}

std::string power_label(double value) {
    if (value == 0 || !std::isfinite(value)) return "0";
    const double size = std::abs(value);
    int exponent = static_cast<int>(std::floor(std::log10(size)));
    double mantissa = size / std::pow(10.0, exponent);
    mantissa = round_half_away(mantissa, 2);
    if (mantissa >= 10) {
        mantissa /= 10;
        ++exponent;
    }
    if (exponent >= -2 && exponent <= 3) return signed_text(value < 0, number_text(size));
    std::string text = "10" + superscript(exponent);
    if (mantissa != 1) text = number_text(mantissa) + "×" + text;
    return signed_text(value < 0, std::move(text));
}

std::string clock_label(double seconds, bool hours) {
    const double total = round_half_away(std::abs(seconds) / (hours ? 60 : 1), 0);
    const double whole = std::floor(total / 60);
    const int rest = static_cast<int>(total - whole * 60);
    std::string text = fixed_text(whole, 0) + (rest < 10 ? ":0" : ":") + std::to_string(rest);
    return signed_text(seconds < 0 && total > 0, std::move(text));
}

}  // namespace sinew::chart
