// The fields that apps on the watch add: described inside the file (message 206) before they are used.
#pragma once

#include <sinew/recording/fit_message.hpp>

#include <cstdint>
#include <map>

namespace sinew::recording {

/// The descriptions met so far in one file, by developer and field number.
class FitDeveloperFields {
public:
    static constexpr std::uint16_t kDescription = 206;  ///< field_description

    /// Takes a description in; one without its three keys is left aside.
    void describe(const FitMessage& message);
    /// Null when nothing describes it. The answer stays where it is until the table dies.
    [[nodiscard]] const FitDeveloperField* find(std::uint8_t developer,
                                                std::uint8_t number) const noexcept;

private:
    std::map<std::uint16_t, FitDeveloperField> fields_;  // developer * 256 + number
};

}  // namespace sinew::recording
