#include <sinew/care/prescribe_use.hpp>
#include <sinew/cli/call.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/line_batch.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/record_input.hpp>
#include <sinew/document/primitive_lines.hpp>
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

Exit prescribe_lines(Call& call, const std::string& path) {
    const auto catalogue = catalogue_for(call, {care::Part::screening, care::Part::prescription});
    if (!catalogue) return refuse(call, catalogue.error());
    return answer_lines(call, path, [&](std::string_view line, std::size_t number) -> LineAnswer {
        auto answer = document::answer_primitive_line(line, number, **catalogue);
        return {std::move(answer.text), answer.answered};
    });
}

Exit run_prescribe(Call& call) {
    const auto primitives = call.text("primitives");
    if (primitives && call.arguments().empty()) return prescribe_lines(call, *primitives);
    if (!primitives && !call.arguments().empty()) return prescribe_record(call, call.arguments().front());
    return refuse(call, {ErrorCode::bad_input, primitives ? "give a record or --primitives, not both" : "RECORD is missing",
                         "sinew prescribe", "usage: sinew prescribe RECORD, or sinew prescribe --primitives FILE"});
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
                        {"output", "FILE", "write the programme as JSON here, for session, adapt and explain", {}, Completes::file, 'o'},
                        {"primitives", "FILE", "answer a JSON Lines file of questions of prescription arithmetic (- for standard input)", {}, Completes::file}},
            .examples = {{"sinew prescribe record.json", "the programme, with reasons"},
                         {"sinew prescribe --primitives questions.jsonl", "zones, heart rates, stage, load and adaptation, one line each"}},
            .run = run_prescribe};
}

}  // namespace sinew::cli
