#include <sinew/cli/commands.hpp>

namespace sinew::cli {

const CommandSpec& command_tree() {
    static const CommandSpec kTree{
        .name = "sinew",
        .summary = "exercise as part of treatment for drug dependence",
        .about =
            "Reads a person's record, decides whether and how this person may train, and explains "
            "every number.\n\n"
            "It supports a clinician's judgement and never doses medication. Nothing is sent "
            "anywhere. `sinew serve` opens the clinic in the browser.",
        .options =
            {{"json", "", "answer as JSON, for machines"},
             {"lang", "LANGUAGE", "language of the answer (en)", {"en", "zh"}},
             {"framing",
              "FRAMING",
              "secular or traditional wording (secular)",
              {"secular", "traditional"}},
             {"date", "DATE",
              "the day the answer is for, YYYY-MM-DD (the record's own assessment, else today)"},
             {"knowledge",
              "FOLDER",
              "use the knowledge packs of this folder",
              {},
              Completes::folder},
             {"width", "COLUMNS", "wrap text at this width, 20 to 400"},
             {"no-color", "", "no colours; so does a non-empty NO_COLOR"},
             {"quiet",
              "",
              "no notes and no progress, only the answer and faults",
              {},
              Completes::nothing,
              'q'},
             {"help", "", "show help", {}, Completes::nothing, 'h'},
             {"version", "", "show the version and the hash of the knowledge packs"}},
        .examples = {{"sinew prescribe record.json", "a programme with its reasons"},
                     {"zcat bundle.json.gz | sinew record import -",
                      "our record from a FHIR bundle"},
                     {"sinew explain SCR-035", "why a rule exists and what would change it"}},
        .commands = {record_command(), screen_command(), prescribe_command(), session_command(),
                     adapt_command(), measure_command(), evidence_command(), simulate_command(),
                     compare_command(), model_command(), explain_command(), knowledge_command(),
                     serve_command(), account_command(), store_command(), audit_command(),
                     schema_command(), completions_command(), man_command()},
    };
    return kTree;
}

}  // namespace sinew::cli
