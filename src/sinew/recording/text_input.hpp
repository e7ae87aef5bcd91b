// Text as programs of many countries and ages write it: byte-order marks, UTF-16, every kind of line end; and its lines.
#pragma once

#include <sinew/base/result.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace sinew::recording {

/// The bytes as text with "\n" ends: a byte-order mark is taken off, UTF-16 (with a mark, or plain by its zero bytes) becomes
/// UTF-8, a lone "\r" is a line end. Bytes that need no change are viewed, not copied.
class TextInput {
public:
    /// @errors bad_input for binary content (zero bytes) and half a UTF-16 unit
    [[nodiscard]] static Result<TextInput> open(std::string_view bytes, const std::string& name);

    [[nodiscard]] std::string_view text() const noexcept { return owned_ ? *owned_ : viewed_; }

private:
    std::string_view viewed_;
    std::optional<std::string> owned_;
};

/// Goes through text line by line; a "\r" before the end is no part of a line.
class LineWalk {
public:
    explicit LineWalk(std::string_view text) noexcept : rest_{text} {}
    [[nodiscard]] bool next(std::string_view& line) noexcept;
    [[nodiscard]] std::size_t number() const noexcept {
        return number_;
    }  ///< of the line last given, from 1

private:
    std::string_view rest_;
    std::size_t number_ = 0;
};

/// "# 12 beats": blank, or begins with #, % or //.
[[nodiscard]] bool blank_or_comment(std::string_view line) noexcept;

/// Up to 24 characters in quotation marks, fit for a message: anything but printable ASCII becomes "?".
[[nodiscard]] std::string shown_text(std::string_view text);

/// A finite decimal number at the start of the text; `used` is how many characters it took. No locale, no copy.
/// @return nothing when no number stands there; then `used` is 0
[[nodiscard]] std::optional<double> leading_number(std::string_view text,
                                                   std::size_t& used) noexcept;

}  // namespace sinew::recording
