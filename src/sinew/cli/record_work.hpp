// What `sinew record` does, one function a subcommand.
#pragma once

#include <sinew/cli/call.hpp>

namespace sinew::cli {

Exit run_record_import(Call& call);
Exit run_record_ask(Call& call);

}  // namespace sinew::cli
