#include <sinew/cli/commands.hpp>

namespace sinew::cli {

CommandSpec measure_command() {
    return {.name = "measure",
            .summary = "what happened to the person: recordings, scores, tests, trends",
            .about = "",
            .commands = {measure_score_command(), measure_fitness_command(),
                         measure_import_command(), measure_hrv_command(), measure_load_command(),
                         measure_match_command(), measure_trend_command(),
                         measure_questionnaire_command(), measure_dictionary_command()}};
}

}  // namespace sinew::cli
