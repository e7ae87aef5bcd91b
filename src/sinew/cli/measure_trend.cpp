#include <sinew/base/text.hpp>
#include <sinew/care/trend_use.hpp>
#include <sinew/cli/call.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/cli/record_input.hpp>
#include <sinew/document/observations_reader.hpp>
#include <sinew/document/trend_json.hpp>
#include <sinew/document/trend_say.hpp>
#include <sinew/render/picture.hpp>
#include <sinew/render/trend_plot.hpp>
#include <sinew/render/trend_text.hpp>

namespace sinew::cli {
namespace {

/// The options as a question; faults name the option.
care::TrendQuestion question_of(const Call& call, Faults& faults) {
    care::TrendQuestion question;
    question.as_of = call.settings.date;
    question.only = call.text("outcome");
    question.only_person = call.text("person");
    if (const auto days = call.whole("baseline", 3, 365, faults)) question.baseline_days = *days;
    const auto block = call.whole("block", 2, 60, faults);
    if (const auto design = call.text("design")) {
        question.design = care::PracticeDesign{};
        if (*design == "randomised") question.design->kind = trend::DayDesign::randomised;
        question.design->block_days = block.value_or(0);
    }
    if (block && call.text("design") != "randomised")
        faults.add(ErrorCode::bad_input, "--block", "blocks belong to a randomised design",
                   "give --design randomised too");
    return question;
}

/// The picture of the one trend that was asked for.
Result<std::string> plot_bytes(const Call& call, const std::string& path,
                               const care::TrendAnswer& answer, const care::Words& words) {
    SINEW_TRY(const auto format, render::picture_format(path));
    if (answer.trends.size() != 1)
        return fail({ErrorCode::bad_input,
                     "a picture shows one outcome of one person; there are " +
                         number_text(static_cast<double>(answer.trends.size())),
                     "--plot", "name one with --person and --outcome"});
    const auto& trend = answer.trends.front();
    const auto scene = render::trend_picture(
        render::picture_of(trend, document::TrendSay{trend, words}.outcome(), words), words);
    render::PictureStyle style;
    style.chinese = call.settings.language == domain::Language::zh;
    style.created = answer.as_of;
    return render::picture_bytes(scene, format, style);
}

/// Observations from after the day that --date names are not looked at.
Faults nothing_to_tell(const Call& call, const std::string& name) {
    Faults faults;
    faults.add(ErrorCode::not_found, name, "no answer of that outcome, person and time",
               call.settings.date ? "look at --date, --outcome and --person"
                                  : "look at --outcome and --person");
    return faults;
}

Exit run_trend(Call& call) {
    using care::Part;
    Faults faults;
    const care::TrendQuestion question = question_of(call, faults);
    const auto catalogue = catalogue_for(call, {Part::outcomes, Part::text});
    if (!catalogue) return refuse(call, catalogue.error());
    if (question.only && !(*catalogue)->outcomes.find(*question.only))
        faults.add(ErrorCode::not_found, "--outcome", "unknown outcome",
                   "see knowledge/trend/outcomes.json");
    if (!faults.none()) return refuse(call, faults);
    const std::string& path = call.arguments().at(0);
    const auto bytes = read_document(path);
    if (!bytes) return refuse(call, bytes.error());
    const auto read = document::read_observations(*bytes, name_of_input(path), **catalogue);
    if (!read) return refuse(call, read.error());
    const care::Words words = (*catalogue)->words(call.settings.language, call.settings.framing);
    const auto answer = care::trends_of(read->kept, question, **catalogue);
    if (answer.trends.empty()) return refuse(call, nothing_to_tell(call, name_of_input(path)));
    const OrderedJson json = document::trend_json(answer, *read, **catalogue, words);
    OutputFiles files;
    if (const auto plot = call.text("plot")) {
        auto picture = plot_bytes(call, *plot, answer, words);
        if (!picture) return refuse(call, picture.error());
        files.add(*plot, *std::move(picture));
    }
    if (!files.uses_standard_output())
        files.add("-", call.settings.json
                           ? json.dump(1) + "\n"
                           : render::trend_text(json, words,
                                                {.page = page_style(call.out, call.has("explain")),
                                                 .only_bouts = call.has("bouts")}));
    const Exit written = files.write(call);
    return written == Exit::answered && !read->left_out.empty() ? Exit::in_part : written;
}

}  // namespace

CommandSpec measure_trend_command() {
    return {
        .name = "trend",
        .summary = "how people change, and whether that is more than noise",
        .about =
            "Reads answers and measurements over time – a table, JSON Lines or JSON, see `sinew "
            "schema observations` – and says for each person and outcome: how things are against "
            "the start, what happens after sessions, who was quiet for longer than usual, which "
            "day was unlike the days at first. \"No clear change\", \"rose after sessions\" and "
            "\"too little data\" are answers.\n\n"
            "Intervals allow for neighbouring days that resemble each other and for missing "
            "answers. Rows at fault are left out and named; the exit code is then 1. Without "
            "--date the last day of the file is today.",
        .arguments = {{"OBSERVATIONS", "CSV, JSON Lines or JSON, or - for standard input", true,
                       Completes::file}},
        .options = {{"outcome", "ID", "only this outcome, such as craving_vas"},
                    {"person", "CODE", "only this person"},
                    {"baseline", "DAYS", "length of the first and of the last window (14)"},
                    {"bouts", "", "only what happens after sessions"},
                    {"design",
                     "DESIGN",
                     "days with practice against days without, as a trial of one person",
                     {"AB", "ABAB", "randomised"}},
                    {"block", "DAYS", "randomised: days of a block inside which chance decided"},
                    {"explain", "",
                     "with rules, noise, important differences and what would change it"},
                    {"plot",
                     "FILE",
                     "write the picture of one trend here (.svg, .png or .pdf)",
                     {},
                     Completes::file}},
        .examples = {{"sinew measure trend examples/observations.csv", "who needs a look today"},
                     {"sinew measure trend examples/observations.csv --person made-01 "
                      "--outcome craving_vas --explain",
                      "one outcome with its reasons"},
                     {"sinew measure trend examples/observations.csv --person made-03 --outcome "
                      "stress --design randomised --block 2",
                      "a trial of one person"}},
        .run = run_trend};
}

}  // namespace sinew::cli
