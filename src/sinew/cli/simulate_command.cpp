#include <sinew/base/text.hpp>
#include <sinew/care/simulate_use.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/forecast_run.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/line_reader.hpp>
#include <sinew/cli/progress.hpp>
#include <sinew/cli/simulate_proof.hpp>
#include <sinew/document/scenario_reader.hpp>

#include <fmt/format.h>

namespace sinew::cli {
namespace {

/// Answers one line, or says on standard error why not.
/// @param words  of --oracle; null: the quantities themselves are asked for
bool answer_line(Call& call, std::string_view line, std::size_t number,
                 const knowledge::ModelPack& pack, const care::Words* words) {
    const std::string at = fmt::format("line {}", number);
    const auto read = document::read_scenario(line, at);
    if (!read) {
        for (const Error& fault : read.error().list()) call.notes.line(to_line(fault));
        return false;
    }
    for (const std::string& remark : read->remarks) call.notes.line("warning: " + remark);
    const auto refused = [&](Error fault) {
        fault.where = at + ":/" + fault.where;
        call.notes.line(to_line(fault));
        return false;
    };
    if (words != nullptr) {
        const auto written = write_oracle(call, *read, pack, *words);
        return written ? true : refused(written.error());
    }
    const auto answered = care::answer(read->scenario, pack);
    if (!answered) return refused(answered.error());
    if (call.settings.json)
        call.out.line(document::scenario_json(read->id, *answered).dump());
    else
        call.out.write(document::scenario_rows(read->id, *answered));
    return true;
}

Exit run_scenarios(Call& call, const std::string& path) {
    const auto pack = knowledge::load_model_pack(packs_of(call.settings));
    if (!pack) return refuse(call, pack.error());
    std::unique_ptr<const care::Catalogue> catalogue;
    std::optional<care::Words> words;
    if (call.has("oracle")) {
        auto loaded = catalogue_for(call, {care::Part::text});
        if (!loaded) return refuse(call, loaded.error());
        catalogue = *std::move(loaded);
        words = catalogue->words(call.settings.language, call.settings.framing);
    }
    auto lines = LineReader::open(path);
    if (!lines) return refuse(call, lines.error());
    Progress progress{call.notes, !call.settings.quiet && !call.out.terminal(),
                      lines->bytes_in_all()};
    bool all_answered = true;
    if (!call.settings.json && !words) call.out.line(document::scenario_header());
    for (std::size_t number = 1;; ++number) {
        const auto line = lines->next();
        if (!line) return refuse(call, line.error());
        if (!line->has_value()) break;
        if (lines->too_long()) {
            call.notes.line(fmt::format("line {}: longer than {} MiB (one scenario a line)", number,
                                        kLongestLine >> 20U));
            all_answered = false;
            continue;
        }
        if (trim(**line).empty()) continue;
        all_answered =
            answer_line(call, **line, number, *pack, words ? &*words : nullptr) && all_answered;
        if (call.out.state() != Output::State::open) break;
        progress.show(lines->bytes_read(), number);
    }
    return all_answered ? Exit::answered : Exit::in_part;
}

Exit run_simulate(Call& call) {
    const auto scenarios = call.text("scenarios");
    const bool alone = !scenarios && call.arguments().empty();
    if (alone && call.has("steps") != call.has("checks") && !call.has("oracle"))
        return call.has("steps") ? run_steps(call) : run_checks(call);
    if (call.has("steps") || call.has("checks"))
        return refuse(call,
                      {ErrorCode::bad_input, "--steps and --checks stand alone", "sinew simulate",
                       "give one of them, and no input: they bring their own courses"});
    if (alone && call.has("oracle"))
        return refuse(call, {ErrorCode::bad_input, "--oracle of what?", "sinew simulate",
                             "give [RECORD] PROGRAMME, or --scenarios FILE"});
    if (scenarios && call.arguments().empty()) return run_scenarios(call, *scenarios);
    if (!scenarios && !call.arguments().empty())
        return call.has("oracle") ? run_forecast_oracle(call) : run_forecast(call);
    return refuse(call,
                  {ErrorCode::bad_input,
                   scenarios ? "give a programme or --scenarios, not both" : "nothing to simulate",
                   "sinew simulate",
                   "usage: sinew simulate [RECORD] PROGRAMME, or sinew simulate --scenarios "
                   "FILE"});
}

}  // namespace

CommandSpec simulate_command() {
    return {
        .name = "simulate",
        .summary = "what may happen to a person under a programme, as bands (uncalibrated)",
        .about =
            "Runs the multi-level model for a person and a programme over draws of its parameters: "
            "craving, withdrawal, mood, sleep, fitness and lapse as bands in each instrument's own "
            "units, beside the same person without the programme, with the share that rests on "
            "hypotheses and the plain estimate of trials. Two paths: every session done and no "
            "use; and with luck – sessions missed, lapses, drop-out – drawn. One session day is "
            "shown minute by minute.\n\n"
            "The model is not calibrated: about two thirds of its gains are priors of our own. "
            "Nothing here predicts a person, doses a medicine or promises that somebody stops "
            "using.\n\n"
            "--scenarios runs scenarios of JSON Lines instead – training, medication, use, stress "
            "and setting by day, or the minutes round one bout – and writes every quantity as CSV: "
            "scenario,day,quantity,value. Their keys stand in docs/methods/model.md; a line that "
            "cannot be answered is said on standard error and the others go on: exit 1.",
        .arguments = {{"RECORD", "our record; without it the one inside the programme", false,
                       Completes::file},
                      {"PROGRAMME", "what `sinew prescribe --json` wrote, or - for standard input",
                       false, Completes::file}},
        .options = forecast_options(),
        .examples = {{"sinew simulate programme.json", "what may happen under this programme"},
                     {"sinew simulate record.json programme.json --html forecast.html",
                      "the whole forecast as one page"},
                     {"sinew simulate record.json programme.json --explain --plot bands.svg",
                      "with mechanisms and a picture"},
                     {"sinew simulate programme.json --within-day --csv numbers.csv",
                      "cues and stress within the day; every number as a table"},
                     {"sinew simulate programme.json --substance heroin,methamphetamine",
                      "two classes and no main one: both forecasts"},
                     {"sinew simulate programme.json --without mechanistic,LNK-15",
                      "what is left when parts of the model are switched off"},
                     {"sinew simulate --scenarios examples/scenarios.jsonl",
                      "CSV of every quantity of written-out scenarios"},
                     {"sinew simulate --scenarios examples/scenarios.jsonl --oracle",
                      "the same courses against an independent solver"},
                     {"sinew simulate record.json programme.json --oracle",
                      "the run at the values themselves against the same solver"},
                     {"sinew simulate --checks",
                      "which known facts the model shows, and which it does not"},
                     {"sinew simulate --scenarios examples/scenarios.jsonl --json",
                      "one JSON object a scenario, all digits"}},
        .run = run_simulate};
}

}  // namespace sinew::cli
