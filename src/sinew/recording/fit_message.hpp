// One FIT message as it lies in the file: a definition of fields, and bytes read only when somebody asks for a value.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::recording {

/// How a field's bytes are meant. The top bit says that byte order matters.
///
enum class FitBase : std::uint8_t {
    enum8 = 0x00,
    sint8 = 0x01,
    uint8 = 0x02,
    text = 0x07,
    uint8z = 0x0A,
    byte = 0x0D,
    sint16 = 0x83,
    uint16 = 0x84,
    sint32 = 0x85,
    uint32 = 0x86,
    float32 = 0x88,
    float64 = 0x89,
    uint16z = 0x8B,
    uint32z = 0x8C,
    sint64 = 0x8E,
    uint64 = 0x8F,
    uint64z = 0x90,
};

/// Bytes of one element; 0 for a code that is no base type.
[[nodiscard]] std::size_t fit_base_size(std::uint8_t code) noexcept;

/// A field that an app on the watch added, as the file itself describes it (message 206).
struct FitDeveloperField {
    std::uint8_t developer = 0;  ///< developer_data_index
    std::uint8_t number = 0;
    std::uint8_t base = 0x0D;
    std::string name;
    std::string units;
    double scale = 1, offset = 0;  ///< value = raw / scale - offset
    std::optional<std::uint16_t>
        stands_for_message;  ///< the profile's message and field it says it is the same as
    std::optional<std::uint8_t> stands_for_field;
};

/// One field of a definition.
struct FitField {
    std::uint8_t number = 0;
    FitBase base = FitBase::byte;
    std::uint8_t element_size = 1;
    std::uint8_t size = 0;     ///< bytes in all
    std::uint32_t offset = 0;  ///< from the first byte of the message's content
    bool from_developer = false;
    const FitDeveloperField* description = nullptr;  ///< null for native and undescribed fields

    [[nodiscard]] std::size_t count() const noexcept {
        return static_cast<std::size_t>(size) / element_size;
    }
};

/// What the data messages of one local type hold, until the next definition of that type.
struct FitDefinition {
    static constexpr std::int16_t kNowhere = -1;
    std::uint16_t global = 0xFFFF;  ///< message number of the profile
    bool defined = false;
    bool big_endian = false;
    std::uint32_t size = 0;  ///< bytes of content
    std::vector<FitField> fields;
    std::array<std::int16_t, 256> place{};  ///< native field number -> index in `fields`
};

/// A data message. Lives only while the visitor is called.
class FitMessage {
public:
    FitMessage(const FitDefinition& definition, const char* content, std::size_t at,
               std::optional<std::uint32_t> timestamp) noexcept
        : definition_{&definition}, content_{content}, at_{at}, timestamp_{timestamp} {}

    [[nodiscard]] std::uint16_t global() const noexcept { return definition_->global; }
    [[nodiscard]] std::size_t at() const noexcept { return at_; }  ///< byte in the file
    /// Seconds since 1989-12-31 00:00 UTC, from field 253 or from a compressed header; absent when there is none.
    [[nodiscard]] std::optional<std::uint32_t> timestamp() const noexcept { return timestamp_; }
    [[nodiscard]] std::span<const FitField> fields() const noexcept { return definition_->fields; }

    /// The native field, or null when this message has none of that number.
    [[nodiscard]] const FitField* field(std::uint8_t number) const noexcept {
        const std::int16_t place = definition_->place[number];
        return place < 0 ? nullptr : &definition_->fields[static_cast<std::size_t>(place)];
    }

    /// Element `index` as a number without scale; absent when it is marked invalid, no number, or not there.
    [[nodiscard]] std::optional<double> number(const FitField& field,
                                               std::size_t index = 0) const noexcept;
    [[nodiscard]] std::optional<double> number(std::uint8_t number_of_field) const noexcept {
        const FitField* found = field(number_of_field);
        return found == nullptr ? std::nullopt : number(*found);
    }
    /// A text field up to its first zero byte; empty when it is no text or not valid UTF-8.
    [[nodiscard]] std::string_view text(const FitField& field) const noexcept;
    [[nodiscard]] std::string_view text(std::uint8_t number_of_field) const noexcept {
        const FitField* found = field(number_of_field);
        return found == nullptr ? std::string_view{} : text(*found);
    }
    /// The field's bytes as they lie.
    [[nodiscard]] std::string_view raw(const FitField& field) const noexcept {
        return {content_ + field.offset, field.size};
    }

private:
    const FitDefinition* definition_;
    const char* content_;
    std::size_t at_;
    std::optional<std::uint32_t> timestamp_;
};

}  // namespace sinew::recording
