// One function a command: its table entry, with the function that runs it. Each lives in <name>_command.cpp.
#pragma once

#include <sinew/cli/command.hpp>

namespace sinew::cli {

[[nodiscard]] CommandSpec record_command();
[[nodiscard]] CommandSpec screen_command();
[[nodiscard]] CommandSpec prescribe_command();
[[nodiscard]] CommandSpec session_command();
[[nodiscard]] CommandSpec adapt_command();
[[nodiscard]] CommandSpec measure_command();
[[nodiscard]] CommandSpec measure_import_command();
[[nodiscard]] CommandSpec measure_load_command();
[[nodiscard]] CommandSpec measure_match_command();
[[nodiscard]] CommandSpec measure_hrv_command();
[[nodiscard]] CommandSpec measure_trend_command();
[[nodiscard]] CommandSpec evidence_command();
[[nodiscard]] CommandSpec evidence_bias_command();
[[nodiscard]] CommandSpec evidence_bayes_command();
[[nodiscard]] CommandSpec evidence_dose_command();
[[nodiscard]] CommandSpec evidence_certainty_command();
[[nodiscard]] CommandSpec evidence_diff_command();
[[nodiscard]] CommandSpec evidence_effect_command();
[[nodiscard]] CommandSpec evidence_multilevel_command();
[[nodiscard]] CommandSpec evidence_pool_command();
[[nodiscard]] CommandSpec evidence_regress_command();
[[nodiscard]] CommandSpec evidence_rebuild_command();
[[nodiscard]] CommandSpec evidence_network_command();
[[nodiscard]] CommandSpec simulate_command();
[[nodiscard]] CommandSpec compare_command();
[[nodiscard]] CommandSpec model_command();
[[nodiscard]] CommandSpec model_export_command();
[[nodiscard]] CommandSpec model_sensitivity_command();
[[nodiscard]] CommandSpec model_identifiability_command();
[[nodiscard]] CommandSpec explain_command();
[[nodiscard]] CommandSpec knowledge_command();
[[nodiscard]] CommandSpec store_command();
[[nodiscard]] CommandSpec audit_command();
[[nodiscard]] CommandSpec serve_command();
[[nodiscard]] CommandSpec account_command();
[[nodiscard]] CommandSpec schema_command();
[[nodiscard]] CommandSpec completions_command();
[[nodiscard]] CommandSpec man_command();
[[nodiscard]] CommandSpec measure_score_command();
[[nodiscard]] CommandSpec measure_fitness_command();
[[nodiscard]] CommandSpec measure_questionnaire_command();
[[nodiscard]] CommandSpec measure_dictionary_command();

}  // namespace sinew::cli
