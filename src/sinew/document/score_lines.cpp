#include <sinew/base/text.hpp>
#include <sinew/document/answer_sheet.hpp>
#include <sinew/document/score_json.hpp>
#include <sinew/document/score_lines.hpp>

#include <fmt/format.h>

namespace sinew::document {

Result<const care::Instrument*> instrument_named(const care::InstrumentPack& pack,
                                                 std::string_view id, const std::string& where) {
    if (const care::Instrument* instrument = pack.find(id)) return instrument;
    const auto near = nearest_word(id, pack.ids());
    return fail(
        {ErrorCode::not_found, "no such instrument", where,
         near ? fmt::format("did you mean {}?", *near) : "see `sinew measure score --list`"});
}

AnsweredLine answer_score_line(std::string_view line, std::size_t number, care::ScoringDesk& desk) {
    const auto opened = open_line(line, number);
    if (!opened) return opened.error();
    const auto& [at, json, id] = *opened;
    for (const char* key : {"instrument", "input"})
        if (!json.contains(key))
            return refused_line(id, {ErrorCode::bad_input, fmt::format("{} missing", key),
                                     fmt::format("{}:/{}", at, key), "add it"});
    if (!json["instrument"].is_string())
        return refused_line(id, {ErrorCode::bad_input, "a text is wanted here", at + ":/instrument",
                                 "write the id in quotes"});
    const auto instrument = instrument_named(
        desk.pack(), json["instrument"].get_ref<const std::string&>(), at + ":/instrument");
    if (!instrument) return refused_line(id, instrument.error());
    OrderedJson answer;
    answer["id"] = OrderedJson::parse(id.dump());
    answer["output"] = output_json(
        **instrument, desk.score(**instrument, read_answer_sheet(json["input"], **instrument)));
    return {answer.dump(), true};
}

}  // namespace sinew::document
