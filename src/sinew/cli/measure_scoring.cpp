#include <sinew/base/refused.hpp>
#include <sinew/care/score_use.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/measure_scoring.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/cli/record_input.hpp>
#include <sinew/document/answer_sheet.hpp>
#include <sinew/document/score_json.hpp>
#include <sinew/document/score_lines.hpp>
#include <sinew/document/typed_answers.hpp>
#include <sinew/fhir/outside_questionnaire.hpp>
#include <sinew/fhir/score_bundle.hpp>
#include <sinew/render/score_text.hpp>

namespace sinew::cli {
namespace {

bool names_file(const std::string& text) { return text == "-" || text.ends_with(".json"); }

/// What is to be scored, and the response it came in when it came as FHIR.
struct AnswersAsked {
    const care::Instrument* instrument = nullptr;
    Json input;
    std::optional<fhir::AnsweredInstrument> response;
};

/// The answers as typed, or those of a file: the bare input, a batch line that holds it, or a FHIR response.
Checked<Json> answers_typed(const Call& call, const care::Instrument& instrument) {
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

bool is_fhir(const Json& json) { return json.is_object() && json.contains("resourceType"); }

/// With --questionnaire the response is read through the questionnaire it answers.
Checked<AnswersAsked> response_asked(const Call& call, const Json& json, const std::string& path,
                                     const care::InstrumentPack& pack,
                                     const care::Instrument* asked) {
    if (const auto theirs = call.text("questionnaire")) {
        SINEW_TRY(const Json document, read_json_document(*theirs));
        SINEW_TRY(const auto outside,
                  fhir::read_questionnaire(document, name_of_input(*theirs), pack, asked));
        const auto ours = fhir::in_our_links(json, name_of_input(path), outside);
        if (!ours) return refused(ours.error());
        SINEW_TRY(auto response,
                  fhir::read_response(*ours, name_of_input(path), pack, outside.instrument));
        return AnswersAsked{response.instrument, response.input, response};
    }
    SINEW_TRY(auto response, fhir::read_response(json, name_of_input(path), pack, asked));
    return AnswersAsked{response.instrument, response.input, response};
}

/// A name and its answers, or a FHIR response that tells its own instrument.
Checked<AnswersAsked> answers_asked(const Call& call, const care::InstrumentPack& pack) {
    const auto& words = call.arguments();
    if (words.size() == 1 && names_file(words.front()) && !call.has("answers")) {
        SINEW_TRY(const Json json, read_json_document(words.front()));
        return response_asked(call, json, words.front(), pack, nullptr);
    }
    const auto named = document::instrument_named(pack, words.front(), words.front());
    if (!named) return refused(named.error());
    SINEW_TRY(Json input, answers_typed(call, **named));
    if (is_fhir(input))
        return response_asked(call, input, call.text("answers").value_or(words.back()), pack,
                              *named);
    return AnswersAsked{*named, std::move(input), {}};
}

/// --fhir: the answers and what they gave, for another system.
Exit write_fhir(Call& call, const std::string& path, const AnswersAsked& asked,
                const care::Score& score) {
    const auto language = call.settings.language;
    fhir::ResponseHead head = asked.response ? asked.response->head : fhir::ResponseHead{};
    if (const auto subject = call.text("subject")) head.subject = *subject;
    if (head.authored.empty() && call.settings.date) head.authored = day_text(*call.settings.date);
    fhir::ScoreRemarks remarks;
    if (score.refusal)
        remarks.refusal = document::refusal_text(*asked.instrument, *score.refusal, language);
    for (const auto& finding : asked.instrument->findings)
        if (score.raised(finding)) remarks.findings.push_back(finding.say.in(language));
    OutputFiles files;
    files.add(
        path,
        fhir::score_bundle(*asked.instrument, asked.input, score, remarks, head).dump(1) + "\n");
    return files.write(call);
}

}  // namespace

Exit score_one(Call& call) {
    if (call.arguments().empty())
        return refuse(call, {ErrorCode::bad_input, "the instrument is missing",
                             call.command().name == "fitness" ? "TEST" : "INSTRUMENT",
                             "name one; --list shows them all"});
    const auto catalogue = catalogue_for(call, {care::Part::instruments, care::Part::text});
    if (!catalogue) return refuse(call, catalogue.error());
    const auto asked = answers_asked(call, (*catalogue)->instruments);
    if (!asked) return refuse(call, asked.error());
    if (call.text("questionnaire") && !asked->response)
        return refuse(call, {ErrorCode::bad_input, "these answers are no FHIR response",
                             "--questionnaire", "it goes with a QuestionnaireResponse only"});
    const care::Instrument& instrument = *asked->instrument;
    care::ScoringDesk desk{(*catalogue)->instruments};
    const care::Score& score =
        desk.score(instrument, document::read_answer_sheet(asked->input, instrument));
    if (asked->response) {
        const auto agrees = fhir::check_stated_total(*asked->response, score);
        if (!agrees) return refuse(call, agrees.error());
    }
    if (const auto path = call.text("fhir")) {
        const Exit written = write_fhir(call, *path, *asked, score);
        if (written != Exit::answered || *path == "-") return written;
    }
    const OrderedJson json =
        document::score_json(instrument, score, asked->input, call.settings.language);
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
