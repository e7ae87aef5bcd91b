// Words out of a stranger's file, fit to be shown: valid UTF-8, no control signs, of a sane length.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sinew::recording {

/// The text without control signs and outer blanks, cut at a character after `longest` bytes; empty when it is not UTF-8.
[[nodiscard]] std::string plain_words(std::string_view text, std::size_t longest = 80);

/// The same in lower case (ASCII letters), for words that are compared.
[[nodiscard]] std::string plain_lower(std::string_view text, std::size_t longest = 80);

/// "1 message", "3 messages".
[[nodiscard]] std::string counted(std::size_t number, std::string_view thing);

}  // namespace sinew::recording
