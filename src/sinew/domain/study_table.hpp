// A researcher's table of studies as it was read: text cells, found by the name of their column. Rooms give it meaning.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::domain {

/// Messages count data rows from 1: row index 0 here is row 1 there. An empty cell is missing; `NA` was made empty.
struct StudyTable {
    std::string name;                                 ///< of the file, for messages
    std::vector<std::string> columns = {};            ///< unique
    std::vector<std::vector<std::string>> rows = {};  ///< each as long as `columns`

    [[nodiscard]] std::optional<std::size_t> column(std::string_view wanted) const {
        for (std::size_t index = 0; index < columns.size(); ++index)
            if (columns[index] == wanted) return index;
        return {};
    }
    [[nodiscard]] bool has(std::string_view wanted) const { return column(wanted).has_value(); }
};

}  // namespace sinew::domain
