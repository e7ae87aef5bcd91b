#include <sinew/care/prescribe_use.hpp>
#include <sinew/cli/call.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/line_batch.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/cli/record_input.hpp>
#include <sinew/document/primitive_lines.hpp>
#include <sinew/document/programme_json.hpp>
#include <sinew/fhir/care_plan.hpp>
#include <sinew/render/programme_html.hpp>
#include <sinew/render/programme_ics.hpp>
#include <sinew/render/programme_pdf.hpp>
#include <sinew/render/programme_text.hpp>

namespace sinew::cli {
namespace {

/// Start-up is most of a short answer's time: the figure's packs only when something is drawn.
care::Parts parts_to_prescribe(const Call& call) {
    using care::Part;
    care::Parts parts{Part::screening, Part::prescription, Part::forms,
                      Part::exercises, Part::text,         Part::citations};
    if (call.has("pdf") || call.has("html")) parts.add(Part::keyframes);
    return parts;
}

/// The answer and what it is written with.
struct Answer {
    const care::Prescription& value;
    const domain::Record& record;
    const care::Catalogue& catalogue;
    const care::Words& words;
};

std::string page_of(const Call& call, const Answer& answer) {
    const auto style = page_style(call.out, call.has("explain"));
    switch (answer.value.kind) {
        case care::AnswerKind::programme:
            return render::programme_text(*answer.value.programme, answer.catalogue, answer.words,
                                          style);
        case care::AnswerKind::meanwhile:
            return render::clearance_text(answer.value.clearance, answer.catalogue, answer.words,
                                          style);
        case care::AnswerKind::not_applicable: break;
    }
    return answer.words("programme.deceased") + "\n";
}

/// Sheets that only a programme has: asked for without one, they are named as not written.
Exit add_sheets(Call& call, const Answer& answer, OutputFiles& files) {
    for (const char* option : {"html", "ics", "fhir", "pdf"}) {
        const auto file = call.text(option);
        if (!file) continue;
        if (!answer.value.programme) {
            call.notes.line("not written: " + *file +
                            " (there is no programme to print: see the answer)");
            continue;
        }
        const domain::Programme& programme = *answer.value.programme;
        const std::string_view kind = option;
        if (kind == "html")
            files.add(*file, render::programme_html(programme, answer.catalogue, answer.words));
        if (kind == "ics") files.add(*file, render::programme_ics(programme, answer.words));
        if (kind == "fhir") {
            // The receiving system puts its own reference here; nothing of ours names a person.
            const std::string subject = call.text("subject").value_or("Patient/unknown");
            files.add(*file,
                      fhir::care_plan_bundle(programme, answer.record.goals, subject, answer.words)
                              .dump(1) +
                          "\n");
        }
        if (kind != "pdf") continue;
        auto sheet = render::programme_pdf(
            programme, answer.catalogue, answer.words,
            call.has("large-print") ? render::Print::large : render::Print::normal);
        if (!sheet) return refuse(call, sheet.error());
        files.add(*file, *std::move(sheet));
    }
    return Exit::answered;
}

Exit prescribe_record(Call& call, const std::string& path) {
    const auto input = read_record_input(call, path, parts_to_prescribe(call));
    if (!input) return refuse(call, input.error());
    const care::Catalogue& catalogue = *input->catalogue;
    const care::Words words = catalogue.words(call.settings.language, call.settings.framing);
    const care::Prescription prescription = care::prescribe(input->record, input->as_of, catalogue);
    const Answer answer{prescription, input->record, catalogue, words};
    const auto json = [&] {
        return document::answer_json(prescription, input->record, catalogue, words).dump(1) + "\n";
    };
    OutputFiles files;
    if (const Exit made = add_sheets(call, answer, files); made != Exit::answered) return made;
    if (const auto file = call.text("output")) files.add(*file, json());
    // The answer itself goes to standard output unless a file was asked to hold it there.
    if (!files.uses_standard_output())
        files.add("-", call.settings.json ? json() : page_of(call, answer));
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
    if (!primitives && !call.arguments().empty())
        return prescribe_record(call, call.arguments().front());
    return refuse(
        call,
        {ErrorCode::bad_input,
         primitives ? "give a record or --primitives, not both" : "RECORD is missing",
         "sinew prescribe", "usage: sinew prescribe RECORD, or sinew prescribe --primitives FILE"});
}

}  // namespace

CommandSpec prescribe_command() {
    return {
        .name = "prescribe",
        .summary = "a twelve-week programme with its reasons, or what has to come first",
        .about =
            "Screens the record and, when training is allowed, writes twelve weeks of it: which "
            "days, how long, how hard, "
            "which exercises and forms, and what to do when craving comes. When it is not, says "
            "what is open, what is "
            "needed, and what is permitted meanwhile; that too is an answer.",
        .arguments = {{"RECORD", "our record, a FHIR R4 bundle, or - for standard input", false}},
        .options =
            {{"answers", "FILE", "lay these answers over the record", {}, Completes::file},
             {"explain", "", "with every choice, its grounds and what would change it"},
             {"pdf", "FILE", "write the sheets for wall and folder here", {}, Completes::file},
             {"html",
              "FILE",
              "write one printable page for browsers here; it asks nothing of the network",
              {},
              Completes::file},
             {"ics", "FILE", "write a calendar with neutral titles here", {}, Completes::file},
             {"fhir",
              "FILE",
              "write a FHIR R4 bundle here: CarePlan, Goals, ServiceRequests, all as drafts",
              {},
              Completes::file},
             {"subject", "REFERENCE",
              "whom the FHIR bundle is about, such as Patient/123 (default: Patient/unknown)"},
             {"large-print", "", "larger letters in the PDF"},
             {"output",
              "FILE",
              "write the programme as JSON here, for session, adapt and explain",
              {},
              Completes::file,
              'o'},
             {"primitives",
              "FILE",
              "answer a JSON Lines file of questions of prescription arithmetic (- for standard "
              "input)",
              {},
              Completes::file}},
        .examples = {{"sinew prescribe record.json", "the programme, with reasons"},
                     {"zcat bundle.json.gz | sinew prescribe - --answers answers.json",
                      "from a hospital's record and what was asked since"},
                     {"sinew prescribe record.json --pdf programme.pdf --lang zh",
                      "also a PDF, in Chinese"},
                     {"sinew prescribe record.json -q -o programme.json > programme.txt",
                      "keep it for session, adapt and explain"},
                     {"sinew prescribe --primitives questions.jsonl",
                      "zones, heart rates, stage, load and adaptation, one line each"}},
        .run = run_prescribe};
}

}  // namespace sinew::cli
