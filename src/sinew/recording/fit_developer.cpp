#include <sinew/recording/fit_developer.hpp>

namespace sinew::recording {
namespace {

constexpr std::uint8_t kDeveloper = 0, kNumber = 1, kBase = 2, kName = 3, kScale = 6, kOffset = 7,
                       kUnits = 8, kNativeMessage = 14, kNativeField = 15;

std::uint16_t key(std::uint8_t developer, std::uint8_t number) noexcept {
    return static_cast<std::uint16_t>(developer << 8U | number);
}

std::optional<std::uint8_t> small(const FitMessage& message, std::uint8_t field) {
    const auto value = message.number(field);
    if (!value || *value < 0 || *value > 255) return std::nullopt;
    return static_cast<std::uint8_t>(*value);
}

}  // namespace

void FitDeveloperFields::describe(const FitMessage& message) {
    const auto developer = small(message, kDeveloper);
    const auto number = small(message, kNumber);
    const auto base = small(message, kBase);
    if (!developer || !number || !base) return;
    FitDeveloperField said;
    said.developer = *developer;
    said.number = *number;
    said.base = *base;
    said.name = message.text(kName);
    said.units = message.text(kUnits);
    if (const auto scale = message.number(kScale); scale && *scale != 0) said.scale = *scale;
    said.offset = message.number(kOffset).value_or(0);
    if (const auto native = message.number(kNativeMessage);
        native && *native >= 0 && *native < 0xFFFF)
        said.stands_for_message = static_cast<std::uint16_t>(*native);
    said.stands_for_field = small(message, kNativeField);
    fields_.insert_or_assign(key(*developer, *number), std::move(said));
}

const FitDeveloperField* FitDeveloperFields::find(std::uint8_t developer,
                                                  std::uint8_t number) const noexcept {
    const auto found = fields_.find(key(developer, number));
    return found == fields_.end() ? nullptr : &found->second;
}

}  // namespace sinew::recording
