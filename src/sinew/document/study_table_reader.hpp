// A researcher's table of studies from outside: CSV or a JSON array of objects in, text cells out. Nothing is given meaning here.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/domain/study_table.hpp>

#include <string>
#include <string_view>

namespace sinew::document {

/// Cells lose the blanks around them; an empty cell, `NA` and JSON's null are missing. Of a header cell without a name
/// (as R writes for its row names) the column is called `unnamed`. A number in JSON becomes its shortest text, true and false
/// their words; a key that an object does not have is missing there.
/// @param name  what the input is called in fault places, such as "studies.csv"
/// @errors bad_input: no table, no row, a doubled column, a row of another length, a nested value, more than 200,000 rows
[[nodiscard]] Checked<domain::StudyTable> read_study_table(std::string_view bytes,
                                                           const std::string& name);

}  // namespace sinew::document
