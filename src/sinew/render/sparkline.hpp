// Small plots made of letters, for terminals: eight heights of blocks, braille dots, or plain ASCII where there are neither.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace sinew::render {

enum class Letters : std::uint8_t {
    unicode,
    ascii,  ///< for terminals and pipes that may not know the blocks
};

/// One letter a value, or a column's mean when there are more values than columns; a blank where nothing is known.
[[nodiscard]] std::string sparkline(std::span<const double> values, std::size_t columns,
                                    Letters letters);

/// `rows` lines of a plot over their index: every column is drawn from its lowest to its highest value, so that no peak is
/// lost. Unicode: braille, two by four dots a letter.
/// @return nothing when no value is finite
[[nodiscard]] std::vector<std::string> small_plot(std::span<const double> values,
                                                  std::size_t columns, std::size_t rows,
                                                  Letters letters);

}  // namespace sinew::render
