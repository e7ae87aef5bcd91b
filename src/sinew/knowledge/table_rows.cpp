#include <sinew/base/text.hpp>
#include <sinew/knowledge/table_rows.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <utility>

namespace sinew::knowledge {

Checked<Table> table_of(const PackSource& source, const char* file,
                        const std::vector<std::string>& columns) {
    const auto text = source.read(file);
    if (!text) {
        Faults faults;
        faults.add(text.error());
        return tl::make_unexpected(std::move(faults));
    }
    return read_table(*text, file, columns);
}

std::string TableRows::cell(std::size_t row, std::string_view column) const {
    return table_.cell(row, column);
}

double TableRows::number(std::size_t row, std::string_view column) {
    const auto value = parse_number(cell(row, column));
    if (!value) fault(row, column, "\"" + cell(row, column) + "\" is no number", "write a number");
    return value.value_or(0);
}

std::size_t TableRows::word(std::size_t row, std::string_view column,
                            std::span<const std::string_view> words) {
    const std::string given = cell(row, column);
    for (std::size_t i = 0; i < words.size(); ++i)
        if (words[i] == given) return i;
    fault(row, column, "unknown word \"" + given + "\"",
          fmt::format("use one of: {}", fmt::join(words, ", ")));
    return 0;
}

bool TableRows::truth(std::size_t row, std::string_view column) {
    static constexpr std::array<std::string_view, 2> kNoYes{"no", "yes"};
    return word(row, column, kNoYes) == 1;
}

void TableRows::once(std::size_t row, std::string_view column, const std::string& name) {
    if (!seen_.insert(name).second) fault(row, column, name + " stands twice", "keep one of them");
}

void TableRows::fault(std::size_t row, std::string_view column, std::string what,
                      std::string hint) {
    faults_.add(ErrorCode::bad_input, fmt::format("{}:{}:{}", file_, table_.lines[row], column),
                std::move(what), std::move(hint));
}

}  // namespace sinew::knowledge
