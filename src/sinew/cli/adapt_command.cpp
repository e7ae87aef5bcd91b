#include <sinew/care/adapt_use.hpp>
#include <sinew/cli/call.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/cli/record_input.hpp>
#include <sinew/document/adaptation_json.hpp>
#include <sinew/document/sessions_json.hpp>
#include <sinew/render/adaptation_text.hpp>

namespace sinew::cli {
namespace {

Exit run_adapt(Call& call) {
    const std::string& programme_path = call.arguments().at(0);
    const std::string& sessions_path = call.arguments().at(1);
    using care::Part;
    const auto catalogue = catalogue_for(
        call, {Part::screening, Part::prescription, Part::forms, Part::exercises, Part::text});
    if (!catalogue) return refuse(call, catalogue.error());
    const auto programme_json = read_json_document(programme_path);
    if (!programme_json) return refuse(call, programme_json.error());
    const auto programme =
        document::read_programme(*programme_json, name_of_input(programme_path), **catalogue);
    if (!programme) return refuse(call, programme.error());
    const auto sessions_json = read_json_document(sessions_path);
    if (!sessions_json) return refuse(call, sessions_json.error());
    const auto log = document::read_week_log(*sessions_json, name_of_input(sessions_path),
                                             *programme, **catalogue);
    if (!log) return refuse(call, log.error());
    if (programme->other_knowledge)
        call.notes.line(name_of_input(programme_path) + ": " +
                        document::other_knowledge_text(*programme, **catalogue));

    const care::Words words = (*catalogue)->words(call.settings.language, call.settings.framing);
    const auto adapted = care::adapt(programme->programme, programme->record, programme->as_of,
                                     *log, programme->decided, **catalogue);
    const OrderedJson answer =
        document::adapted_answer_json(adapted, *programme, **catalogue, words);
    OutputFiles files;
    if (const auto file = call.text("output")) files.add(*file, answer.dump(1) + "\n");
    if (!files.uses_standard_output())
        files.add("-", call.settings.json
                           ? answer.dump(1) + "\n"
                           : render::adaptation_text(answer["adaptation"], words,
                                                     page_style(call.out, call.has("explain"))));
    return files.write(call);
}

}  // namespace

CommandSpec adapt_command() {
    return {.name = "adapt",
            .summary = "what changes next week, by rule, from what was really done",
            .about =
                "Reads a programme and what was done of one of its weeks, and decides the next: "
                "stop, return after a gap, regress, "
                "hold or progress, with its reasons. The remaining weeks are written anew inside "
                "the same limits; weeks past stay as "
                "they are. Adapting never clears a limit: it says when a new screening is due.",
            .arguments = {{"PROGRAMME",
                           "an answer of prescribe or adapt (--json), or - for standard input",
                           true, Completes::file},
                          {"SESSIONS", "what was done in one week: see `sinew schema sessions`",
                           true, Completes::file}},
            .options = {{"explain", "", "with the text of every rule that spoke"},
                        {"output",
                         "FILE",
                         "write the programme that holds from now on as JSON here",
                         {},
                         Completes::file,
                         'o'}},
            .examples = {{"sinew adapt programme.json sessions.json", "the decision and why"},
                         {"sinew adapt programme.json sessions.json -o next.json",
                          "and keep the programme that holds from now on"}},
            .run = run_adapt};
}

}  // namespace sinew::cli
