#include <sinew/care/screening_use.hpp>
#include <sinew/cli/call.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/line_batch.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/cli/record_input.hpp>
#include <sinew/document/programme_json.hpp>
#include <sinew/document/screening_lines.hpp>
#include <sinew/render/programme_text.hpp>

namespace sinew::cli {
namespace {

Exit screen_lines(Call& call, const std::string& path) {
    const auto catalogue = catalogue_for(call, {care::Part::screening});
    if (!catalogue) return refuse(call, catalogue.error());
    return answer_lines(call, path, [&](std::string_view line, std::size_t number) -> LineAnswer {
        auto answer = document::answer_screening_line(line, number, **catalogue);
        return {std::move(answer.text), answer.answered};
    });
}

/// The record says that the person has died: nothing is screened and nobody is asked.
Exit say_not_applicable(Call& call, const care::Words& words) {
    if (call.settings.json)
        call.out.line(OrderedJson{{"outcome", "not_applicable"},
                                  {"reason", "deceased"},
                                  {"say", words("programme.deceased")}}
                          .dump(2));
    else
        call.out.line(words("programme.deceased"));
    return Exit::answered;
}

Exit screen_record(Call& call, const std::string& path) {
    const auto input = read_record_input(
        call, path,
        {care::Part::screening, care::Part::forms, care::Part::text, care::Part::citations});
    if (!input) return refuse(call, input.error());
    const care::Catalogue& catalogue = *input->catalogue;
    const care::Words words = catalogue.words(call.settings.language, call.settings.framing);
    if (input->record.person.deceased) return say_not_applicable(call, words);
    const auto mode = domain::named<domain::Mode>(call.text("mode").value_or("both")).value();
    const auto clearance = care::screen_record(input->record, input->as_of.day(), catalogue, mode);
    if (call.settings.json) {
        OrderedJson json{{"as_of", instant_text(input->as_of.when)},
                         {"mode", domain::name_of(mode)}};
        json.update(document::screening_json(clearance, catalogue, words));
        call.out.line(json.dump(2));
    } else {
        call.out.write(render::clearance_text(clearance, catalogue, words,
                                              page_style(call.out, call.has("explain"))));
    }
    return Exit::answered;
}

Exit run_screen(Call& call) {
    const auto facts = call.text("facts");
    if (facts && call.arguments().empty()) return screen_lines(call, *facts);
    if (!facts && !call.arguments().empty()) return screen_record(call, call.arguments().front());
    return refuse(
        call,
        {ErrorCode::bad_input, facts ? "give a record or --facts, not both" : "RECORD is missing",
         "sinew screen", "usage: sinew screen RECORD, or sinew screen --facts FILE"});
}

}  // namespace

CommandSpec screen_command() {
    return {
        .name = "screen",
        .summary = "may this person train, how, and why",
        .about =
            "Asks every screening rule about the record and answers with the outcome, the rules "
            "that decided it, the limits, "
            "what is needed, what is still to be asked, and what is permitted meanwhile. A no is "
            "an answer: exit 0.",
        .arguments = {{"RECORD", "our record, a FHIR R4 bundle, or - for standard input", false}},
        .options =
            {{"mode", "MODE", "which rules to ask (both)", {"preparticipation", "daily", "both"}},
             {"explain", "", "with the facts each rule read, its sources, and what was found fine"},
             {"answers", "FILE", "lay these answers over the record", {}, Completes::file},
             {"facts",
              "FILE",
              "answer a JSON Lines file of facts, one person a line (- for standard input)",
              {},
              Completes::file}},
        .examples = {{"sinew screen record.json", "the decision and its reasons"},
                     {"sinew screen --facts people.jsonl > answers.jsonl",
                      "one line of JSON out for each line in"}},
        .run = run_screen};
}

}  // namespace sinew::cli
