// What one row of a table is, told from the columns that are there (section 2 of the table contract).
#pragma once

#include <sinew/effect/columns.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace sinew::effect {

enum class Shape : std::uint8_t { effect, two_group, one_group, arm, contrast, dose };

[[nodiscard]] std::string_view name_of(Shape shape) noexcept;
[[nodiscard]] std::optional<Shape> shape_named(std::string_view name) noexcept;

/// `asked` when it was given, else the one shape that the columns fit. An effect with its variance wins over raw columns.
/// @errors bad_input: columns that fit no shape, or two; the hint names what is missing or asks for --shape
[[nodiscard]] Result<Shape> shape_of(const Columns& columns, std::optional<Shape> asked = {});

/// Columns that every row of this shape may have, by our names: the flags that rename them.
[[nodiscard]] std::vector<std::string_view> columns_of(Shape shape);

}  // namespace sinew::effect
