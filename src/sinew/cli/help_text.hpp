// --help, made from the command table.
#pragma once

#include <sinew/cli/command.hpp>
#include <sinew/cli/output.hpp>

#include <string>

namespace sinew::cli {

/// "sinew record import RECORD [options]"
[[nodiscard]] std::string usage_line(const CommandPath& path);
/// "--width COLUMNS", "-q, --quiet"
[[nodiscard]] std::string option_label(const OptionSpec& option);
/// The meaning with the words an option takes: "language of the answer: en or zh".
[[nodiscard]] std::string option_meaning(const OptionSpec& option);
/// "--yi --vi --study": options that take the reader's name of a column; empty when there are none.
[[nodiscard]] std::string column_options(const CommandSpec& command);
/// "sinew record import"
[[nodiscard]] std::string full_name(const CommandPath& path);

[[nodiscard]] std::string help_text(const CommandPath& path, const Output& out);

}  // namespace sinew::cli
