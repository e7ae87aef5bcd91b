#include <sinew/cli/commands.hpp>

namespace sinew::cli {

CommandSpec measure_command() {
    return {.name = "measure",
            .summary = "what happened to the person: recordings, scores, tests, trends",
            .about = "",
            .commands = {measure_import_command()}};
}

}  // namespace sinew::cli
