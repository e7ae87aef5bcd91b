// sinew audit affected: whom a breach touches, and by when whom the law wants told.
#pragma once

#include <sinew/cli/command.hpp>

namespace sinew::cli {

[[nodiscard]] CommandSpec audit_affected_command();

}  // namespace sinew::cli
