// `sinew measure match`: a recorded bout held against the session that a programme prescribes for a day.
#include <sinew/base/clock.hpp>
#include <sinew/base/files.hpp>
#include <sinew/base/text.hpp>
#include <sinew/care/match_use.hpp>
#include <sinew/cli/call.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/cli/record_input.hpp>
#include <sinew/document/bout_json.hpp>
#include <sinew/document/programme_reader.hpp>
#include <sinew/recording/read_activity.hpp>
#include <sinew/render/bout_text.hpp>

namespace sinew::cli {
namespace {

/// The day of --date ends the believable times of a recording; else this second does.
Instant latest_now(const Settings& settings) {
    return settings.date ? Instant{*settings.date + std::chrono::days{1}} : clock_now();
}

care::MatchWanted read_wanted(const Call& call, Faults& faults) {
    care::MatchWanted wanted;
    const auto day = call.whole("day", 1, domain::kWeeks * 7, faults);
    if (!day && !call.has("day"))
        faults.add(ErrorCode::bad_input, "--day", "which day of the programme is it?",
                   "give --day 1 to 84");
    wanted.day = day.value_or(1);
    wanted.session = call.whole("session", 0, 9, faults);
    if (const auto text = call.text("effort")) {
        wanted.effort = parse_number(*text);
        if (!wanted.effort || *wanted.effort < 0 || *wanted.effort > 10)
            faults.add(ErrorCode::out_of_range, "--effort", "not a number from 0 to 10",
                       "0 is rest, 10 the hardest imaginable");
    }
    return wanted;
}

Exit run_match(Call& call) {
    Faults faults;
    const care::MatchWanted wanted = read_wanted(call, faults);
    if (!faults.none()) return refuse(call, faults);
    const std::string& programme_path = call.arguments().at(0);
    const std::string& path = call.arguments().at(1);
    using care::Part;
    const auto catalogue =
        catalogue_for(call, {Part::screening, Part::prescription, Part::forms, Part::exercises,
                             Part::sessions, Part::load, Part::text});
    if (!catalogue) return refuse(call, catalogue.error());
    const auto json = read_json_document(programme_path);
    if (!json) return refuse(call, json.error());
    const auto programme =
        document::read_programme(*json, name_of_input(programme_path), **catalogue);
    if (!programme) return refuse(call, programme.error());
    const auto bytes = read_file(path);
    if (!bytes) return refuse(call, bytes.error());
    const auto activity = recording::read_activity(*bytes, path, latest_now(call.settings));
    if (!activity) return refuse(call, activity.error());
    const auto matched = care::match_bout(programme->programme, wanted, *activity, **catalogue);
    if (!matched) return refuse(call, matched.error());
    if (programme->other_knowledge)
        call.notes.line(name_of_input(programme_path) + ": " +
                        document::other_knowledge_text(*programme, **catalogue));
    const care::Words words = (*catalogue)->words(call.settings.language, call.settings.framing);
    const OrderedJson answer =
        document::match_json(*activity, *matched, wanted, **catalogue, words);
    if (call.settings.json)
        call.out.line(answer.dump(2));
    else
        call.out.write(render::match_text(answer, words, page_style(call.out, false)));
    return activity->intact ? Exit::answered : Exit::in_part;
}

}  // namespace

CommandSpec measure_match_command() {
    return {.name = "match",
            .summary = "was it the session that was prescribed",
            .about =
                "Holds a watch file against the session a programme prescribes for a day: minutes "
                "done, minutes "
                "in the heart-rate target, how hard it felt, and what cannot be told. Sessions "
                "without a "
                "heart-rate target, or of a person whose heart rate does not steer, are judged by "
                "time and "
                "effort. Nothing here blames anybody.",
            .arguments = {{"PROGRAMME",
                           "an answer of prescribe or adapt (--json), or - for standard input"},
                          {"RECORDING", "a FIT, TCX or GPX file"}},
            .options = {{"day", "N", "day of the programme, 1 to 84"},
                        {"session", "N", "which session of the day, from 0 (the day's main one)"},
                        {"effort", "E", "how hard the whole session felt, 0 to 10"}},
            .examples = {{"sinew measure match programme.json --day 3 walk.fit",
                          "was it the session of day 3"},
                         {"sinew measure match programme.json --day 3 walk.fit --effort 4 --json",
                          "with the person's own rating, for machines"}},
            .run = run_match};
}

}  // namespace sinew::cli
