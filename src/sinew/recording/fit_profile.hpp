// The names that the public FIT profile gives to numbers: messages, fields with their scale, sports, makers. Facts of the
// protocol, checked against an independent decoder's tables by tests/cross/fit.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sinew::recording {

/// FIT counts seconds from 1989-12-31 00:00 UTC.
inline constexpr std::int64_t kFitEpoch_s = 631065600;
/// Times below this count from when the device was switched on, since its clock was never set.
inline constexpr std::uint32_t kFitFirstDate = 0x10000000;

/// Message numbers that the readers use.
namespace fit {
inline constexpr std::uint16_t kFileId = 0, kSport = 12, kSession = 18, kLap = 19, kRecord = 20,
                               kEvent = 21, kDevice = 23, kActivity = 34, kHrv = 78,
                               kFieldDescription = 206, kDeveloperId = 207;
inline constexpr std::uint8_t kActivityFile = 4;  ///< file_id type
}  // namespace fit

/// May a listing show it?
enum class FitPrivacy : std::uint8_t { open, position, serial };

struct FitFieldName {
    std::uint16_t message;
    std::uint8_t number;
    std::string_view name;
    double scale = 1, offset = 0;  ///< value = raw / scale - offset
    std::string_view unit = {};
    FitPrivacy privacy = FitPrivacy::open;
};

/// Every field that has a name here, by message and number.
[[nodiscard]] std::span<const FitFieldName> fit_field_names() noexcept;
/// Null when the profile kept here does not name it.
[[nodiscard]] const FitFieldName* fit_field_name(std::uint16_t message,
                                                 std::uint8_t number) noexcept;

/// A number with the name that the public profile gives it.
struct FitName {
    std::uint16_t number;
    std::string_view name;
};
enum class FitNames : std::uint8_t { messages, files, sports, sub_sports, makers, garmin_products };
[[nodiscard]] std::span<const FitName> fit_names(FitNames which) noexcept;
/// Empty when the number has no name here.
[[nodiscard]] std::string_view fit_name(FitNames which, std::uint32_t number) noexcept;

/// Whether a sub-sport is done under a roof; absent when it does not say.
[[nodiscard]] std::optional<bool> fit_indoor(std::uint32_t sub_sport) noexcept;

}  // namespace sinew::recording
