#include <sinew/care/score_use.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/measure_scoring.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/cli/record_input.hpp>
#include <sinew/document/answer_sheet.hpp>
#include <sinew/document/score_json.hpp>
#include <sinew/document/score_lines.hpp>
#include <sinew/document/typed_answers.hpp>
#include <sinew/render/score_text.hpp>

namespace sinew::cli {
namespace {

bool names_file(const std::string& text) { return text == "-" || text.ends_with(".json"); }

/// The answers as typed, or those of a file: the bare input, or a batch line that holds it.
Checked<Json> answers_asked(const Call& call, const care::Instrument& instrument) {
    std::vector<std::string> words{call.arguments().begin() + 1, call.arguments().end()};
    if (const auto given = call.text("answers")) {
        if (!words.empty()) {
            Faults faults;
            faults.add(ErrorCode::conflict, "--answers", "answers are given twice",
                       "write them after the id, or with --answers");
            return tl::make_unexpected(std::move(faults));
        }
        words = {*given};
    }
    if (words.empty()) {
        Faults faults;
        faults.add(ErrorCode::bad_input, "ANSWERS", "missing",
                   "write them after the id: answers in order, or name=value");
        return tl::make_unexpected(std::move(faults));
    }
    if (words.size() != 1 || !names_file(words.front()))
        return document::typed_answers(words, instrument);
    auto json = read_json_document(words.front());
    if (json && json->is_object() && json->contains("input")) return Json((*json)["input"]);
    return json;
}

}  // namespace

Exit score_one(Call& call) {
    if (call.arguments().empty())
        return refuse(call, {ErrorCode::bad_input, "the instrument is missing",
                             call.command().name == "fitness" ? "TEST" : "INSTRUMENT",
                             "name one; --list shows them all"});
    const auto catalogue = catalogue_for(call, {care::Part::instruments, care::Part::text});
    if (!catalogue) return refuse(call, catalogue.error());
    const auto named = document::instrument_named(
        (*catalogue)->instruments, call.arguments().front(), call.arguments().front());
    if (!named) return refuse(call, named.error());
    const care::Instrument& instrument = **named;
    const auto answers = answers_asked(call, instrument);
    if (!answers) return refuse(call, answers.error());
    care::ScoringDesk desk{(*catalogue)->instruments};
    const care::Score& score =
        desk.score(instrument, document::read_answer_sheet(*answers, instrument));
    const OrderedJson json =
        document::score_json(instrument, score, *answers, call.settings.language);
    if (call.settings.json)
        call.out.line(json.dump(2));
    else
        call.out.write(render::score_text(
            json, (*catalogue)->words(call.settings.language, call.settings.framing),
            page_style(call.out, call.has("explain"))));
    return Exit::answered;
}

Exit list_instruments(Call& call, bool fitness) {
    const auto catalogue = catalogue_for(call, {care::Part::instruments, care::Part::text});
    if (!catalogue) return refuse(call, catalogue.error());
    OrderedJson list = OrderedJson::array();
    for (const auto& [id, instrument] : (*catalogue)->instruments.instruments)
        if (!fitness || instrument.fitness)
            list.push_back(document::instrument_json(instrument, call.settings.language));
    if (call.settings.json)
        call.out.line(list.dump(2));
    else
        call.out.write(render::instrument_list_text(
            list, (*catalogue)->words(call.settings.language, call.settings.framing),
            page_style(call.out, call.has("explain"))));
    return Exit::answered;
}

}  // namespace sinew::cli
