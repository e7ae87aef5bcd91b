#include <sinew/care/prescribe_use.hpp>
#include <sinew/cli/call.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/record_input.hpp>
#include <sinew/document/programme_json.hpp>

namespace sinew::cli {
namespace {

care::Parts parts_to_prescribe() {
    using care::Part;
    return {Part::screening, Part::prescription, Part::forms, Part::exercises, Part::text, Part::citations};
}

Exit prescribe_record(Call& call, const std::string& path) {
    const auto catalogue = catalogue_for(call, parts_to_prescribe());
    if (!catalogue) return refuse(call, catalogue.error());
    const auto input = read_record_input(call, path, **catalogue);
    if (!input) return refuse(call, input.error());
    const care::Words words = (*catalogue)->words(call.settings.language, call.settings.framing);
    const care::Prescription answer = care::prescribe(input->record, input->as_of, **catalogue);
    OutputFiles files;
    const auto json = [&] { return document::answer_json(answer, input->record, **catalogue, words).dump(1) + "\n"; };
    if (const auto file = call.text("output")) files.add(*file, json());
    if (call.settings.json || files.empty()) files.add("-", json());
    return files.write(call);
}

Exit run_prescribe(Call& call) {
    if (!call.arguments().empty()) return prescribe_record(call, call.arguments().front());
    return refuse(call, {ErrorCode::bad_input, "RECORD is missing", "sinew prescribe", "give a record, or - for standard input"});
}

}  // namespace

CommandSpec prescribe_command() {
    return {.name = "prescribe",
            .summary = "a twelve-week programme with its reasons, or what has to come first",
            .about = "Screens the record and, when training is allowed, writes twelve weeks of it: which days, how long, how hard, "
                     "which exercises and forms, and what to do when craving comes. When it is not, says what is open, what is "
                     "needed, and what is permitted meanwhile; that too is an answer.",
            .arguments = {{"RECORD", "our record, or - for standard input", false}},
            .options = {{"answers", "FILE", "lay these answers over the record", {}, Completes::file},
                        {"output", "FILE", "write the programme as JSON here, for session, adapt and explain", {}, Completes::file, 'o'}},
            .examples = {{"sinew prescribe record.json", "the programme, with reasons"}},
            .run = run_prescribe};
}

}  // namespace sinew::cli
