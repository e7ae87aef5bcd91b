#include <sinew/base/text.hpp>
#include <sinew/care/prescribe_use.hpp>
#include <sinew/care/session_use.hpp>
#include <sinew/cli/call.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/play_page.hpp>
#include <sinew/cli/play_terminal.hpp>
#include <sinew/cli/record_input.hpp>
#include <sinew/document/programme_reader.hpp>
#include <sinew/document/record_json.hpp>
#include <sinew/document/session_json.hpp>

namespace sinew::cli {
namespace {

/// What a session is asked of, with the packs that its views point into.
struct Given {
    std::unique_ptr<const care::Catalogue> catalogue;
    care::Prescription prescription;
};

std::string text_at(const Json& json, const char* key) {
    return json.is_object() && json.contains(key) && json[key].is_string()
               ? json[key].get<std::string>()
               : std::string{};
}

/// Where a document holds no programme, its record says what stays permitted.
Checked<care::Prescription> prescribed_again(const Json& answer, const std::string& name,
                                             const care::Catalogue& catalogue) {
    Faults faults;
    const auto as_of = read_moment(answer.contains("made") ? text_at(answer["made"], "as_of") : "",
                                   name + ":/made/as_of");
    if (!as_of) {
        faults.add(as_of.error());
        return tl::make_unexpected(std::move(faults));
    }
    auto record = document::read_record(answer["record"], name + ":/record", *as_of, catalogue);
    if (!record) return tl::make_unexpected(std::move(record).error());
    domain::AsOf when = domain::AsOf::of(*as_of);
    if (const auto start = read_day(text_at(answer, "start"))) when.stated = *start;
    return care::prescribe(*record, when, catalogue);
}

/// A programme's document, or a record or bundle, which is prescribed first.
Checked<Given> read_given(const Call& call, const std::string& path) {
    auto json = read_json_document(path);
    if (!json) return tl::make_unexpected(std::move(json).error());
    const bool answer = json->is_object() && json->contains("kind") && json->contains("record");
    if (!answer && path != "-") {
        auto input = read_record_input(call, path, care::parts_of_sessions());
        if (!input) return tl::make_unexpected(std::move(input).error());
        auto prescription = care::prescribe(input->record, input->as_of, *input->catalogue);
        return Given{std::move(input->catalogue), std::move(prescription)};
    }
    auto catalogue = catalogue_for(call, care::parts_of_sessions());
    if (!catalogue) return tl::make_unexpected(std::move(catalogue).error());
    // A programme is led as it stands in its document, adaptations included.
    if (answer && text_at(*json, "kind") == "programme") {
        auto document = document::read_programme(*json, name_of_input(path), **catalogue);
        if (!document) return tl::make_unexpected(std::move(document).error());
        care::Prescription prescription;
        prescription.kind = care::AnswerKind::programme;
        prescription.as_of = document->as_of;
        prescription.clearance = document->programme.clearance;
        prescription.programme = std::move(document->programme);
        return Given{*std::move(catalogue), std::move(prescription)};
    }
    if (answer) {
        auto prescription = prescribed_again(*json, name_of_input(path), **catalogue);
        if (!prescription) return tl::make_unexpected(std::move(prescription).error());
        return Given{*std::move(catalogue), *std::move(prescription)};
    }
    auto record = document::read_record(*json, name_of_input(path), std::nullopt, **catalogue);
    if (!record) return tl::make_unexpected(std::move(record).error());
    auto prescription = care::prescribe(*record, document::as_of_record(*record), **catalogue);
    return Given{*std::move(catalogue), std::move(prescription)};
}

struct Wanted {
    int day = 1, session = 0;
    double speed = 1;
    care::SessionOptions options;
};

Wanted read_wanted(const Call& call, Faults& faults) {
    Wanted wanted;
    wanted.day = call.whole("day", 1, domain::kWeeks * 7, faults).value_or(1);
    wanted.session = call.whole("session", 0, 9, faults).value_or(0);
    wanted.speed = call.number("speed", 0.1, 1000, faults).value_or(1);
    wanted.options.tempo = call.number("tempo", 0.5, 2, faults);
    wanted.options.breath_level = call.whole("breath-level", 0, 4, faults);
    wanted.options.silent = call.has("silent");
    if (const auto group = call.text("group"))
        wanted.options.group =
            domain::named<domain::GroupSize>(*group).value_or(domain::GroupSize::none);
    return wanted;
}

/// The script that was asked for: a day's session, the practice on demand, or what is permitted meanwhile.
Result<domain::SessionScript> script_of(const Call& call, const Wanted& wanted,
                                        const care::Prescription& prescription,
                                        const care::Catalogue& catalogue) {
    if (const auto activity = call.text("meanwhile"))
        return care::compile_meanwhile(*domain::named<domain::Activity>(*activity),
                                       prescription.clearance, catalogue);
    if (call.has("on-demand"))
        return care::compile_on_demand(*prescription.programme, wanted.options, catalogue);
    return care::compile_session(*prescription.programme, wanted.day, wanted.session,
                                 wanted.options, catalogue);
}

/// No training today is an answer too: why, and what stays permitted.
Exit say_no_session(Call& call, const care::Prescription& prescription, const care::Words& words) {
    const auto& permitted = prescription.clearance.permitted_meanwhile;
    call.out.line(
        words(prescription.kind == care::AnswerKind::not_applicable
                  ? std::string{"programme.deceased"}
                  : "outcome." + std::string{domain::name_of(prescription.clearance.outcome)}));
    if (permitted)
        for (const domain::Activity activity : *permitted)
            call.out.line("  " + words("activity." + std::string{domain::name_of(activity)}) +
                          "  (--meanwhile " + std::string{domain::name_of(activity)} + ")");
    return Exit::answered;
}

Exit run_session(Call& call) {
    Faults faults;
    const Wanted wanted = read_wanted(call, faults);
    if (!faults.none()) return refuse(call, faults);
    const auto given = read_given(call, call.arguments().front());
    if (!given) return refuse(call, given.error());
    const care::Catalogue& catalogue = *given->catalogue;
    const care::Prescription& prescription = given->prescription;
    const care::Words words = catalogue.words(call.settings.language, call.settings.framing);
    if (!prescription.programme && !call.text("meanwhile"))
        return say_no_session(call, prescription, words);
    PlayPage page{nullptr, &catalogue, &words, &call.out, call.out.columns(), 24};
    if (call.has("sheet") && prescription.programme) {
        const auto size = wanted.options.group == domain::GroupSize::none ? domain::GroupSize::large
                                                                          : wanted.options.group;
        const auto sheet =
            care::class_sheet(*prescription.programme, wanted.day, wanted.session, size, catalogue);
        if (!sheet) return refuse(call, sheet.error());
        call.out.write(call.settings.json
                           ? document::class_sheet_json(*sheet, catalogue, words).dump(1) + "\n"
                           : sheet_text(page, *sheet));
        return Exit::answered;
    }
    const auto script = script_of(call, wanted, prescription, catalogue);
    if (!script) return refuse(call, script.error());
    if (call.settings.json) {
        call.out.line(document::session_script_json(*script, catalogue, words).dump(1));
        return Exit::answered;
    }
    if (call.has("play")) return play_in_terminal(call, *script, catalogue, words, wanted.speed);
    page.script = &*script;
    call.out.write(script_text(page));
    return Exit::answered;
}

}  // namespace

CommandSpec session_command() {
    return {
        .name = "session",
        .summary = "the timed script of a session, printed or led in the terminal",
        .about =
            "Turns any day of a programme into a timeline without gaps: arrival, warm-up, forms, "
            "sets, cool-down, debrief, with "
            "breath, effort and stop signs. --play leads it; without a terminal the timed script "
            "is printed instead.",
        .arguments =
            {{"PROGRAMME",
              "what `sinew prescribe --json` wrote, or a record, or - for standard input"}},
        .options = {{"day", "N", "day of the programme, 1 to 84 (1 when not given)"},
                    {"session", "N", "which of the day's sessions, from 0"},
                    {"play", "",
                     "lead it in the terminal: p pause, e easier, n next, s stop, q leave"},
                    {"speed", "X", "play faster, to try a script out"},
                    {"on-demand", "", "the practice for when craving comes"},
                    {"meanwhile",
                     "ACTIVITY",
                     "what stays permitted while no training is",
                     {"seated_breathing", "gentle_mobility", "escorted_walk", "easy_walk_10min"}},
                    {"group",
                     "SIZE",
                     "a class (large, at most 30) or a small group (3 to 6)",
                     {"large", "small"}},
                    {"sheet", "", "the instructor's class sheet instead of the script"},
                    {"tempo", "X", "slower than 1 or faster, inside the permitted range"},
                    {"breath-level", "N", "inside the levels of the session"},
                    {"silent", "", "a soft sigh instead of the voiced breath"}},
        .examples = {{"sinew session programme.json --day 3", "the timed script of day 3"},
                     {"sinew session programme.json --day 3 --play", "lead it"},
                     {"sinew session programme.json --on-demand --play",
                      "four minutes when craving comes"},
                     {"sinew session programme.json --day 2 --sheet --group small --lang zh",
                      "the sheet of a small group"}},
        .run = run_session};
}

}  // namespace sinew::cli
