#include <sinew/cli/commands.hpp>

namespace sinew::cli {

CommandSpec evidence_command() {
    return {.name = "evidence",
            .summary = "what is known, how surely, and at what dose: from a table of studies",
            .about = "",
            .commands = {
                evidence_bayes_command(), evidence_dose_command(), evidence_effect_command(),
                evidence_multilevel_command(), evidence_network_command(), evidence_pool_command(),
                evidence_bias_command(), evidence_regress_command(), evidence_certainty_command(),
                evidence_rebuild_command(), evidence_diff_command()}};
}

}  // namespace sinew::cli
