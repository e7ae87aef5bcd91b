#include <sinew/base/text.hpp>
#include <sinew/care/simulate_use.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/line_reader.hpp>
#include <sinew/cli/progress.hpp>
#include <sinew/document/scenario_reader.hpp>

#include <fmt/format.h>

namespace sinew::cli {
namespace {

/// Answers one line, or says on standard error why not.
bool answer_line(Call& call, std::string_view line, std::size_t number,
                 const knowledge::ModelPack& pack) {
    const std::string at = fmt::format("line {}", number);
    const auto read = document::read_scenario(line, at);
    if (!read) {
        for (const Error& fault : read.error().list()) call.notes.line(to_line(fault));
        return false;
    }
    const auto answered = care::answer(read->scenario, pack);
    if (!answered) {
        Error fault = answered.error();
        fault.where = at + ":/params/" + fault.where;
        call.notes.line(to_line(fault));
        return false;
    }
    if (call.settings.json)
        call.out.line(document::scenario_json(read->id, *answered).dump());
    else
        call.out.write(document::scenario_rows(read->id, *answered));
    return true;
}

Exit run_simulate(Call& call) {
    const auto path = call.text("scenarios");
    if (!path)
        return refuse(call, {ErrorCode::bad_input, "nothing to simulate", "--scenarios",
                             "give a file of scenarios; see --help"});
    const auto pack = knowledge::load_model_pack(packs_of(call.settings));
    if (!pack) return refuse(call, pack.error());
    auto lines = LineReader::open(*path);
    if (!lines) return refuse(call, lines.error());
    Progress progress{call.notes, !call.settings.quiet && !call.out.terminal(),
                      lines->bytes_in_all()};
    bool all_answered = true;
    if (!call.settings.json) call.out.line(document::scenario_header());
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
        all_answered = answer_line(call, **line, number, *pack) && all_answered;
        if (call.out.state() != Output::State::open) break;
        progress.show(lines->bytes_read(), number);
    }
    return all_answered ? Exit::answered : Exit::in_part;
}

}  // namespace

CommandSpec simulate_command() {
    return {
        .name = "simulate",
        .summary = "the model's own numbers for scenarios written out (uncalibrated)",
        .about =
            "Runs the multi-level model for scenarios of JSON Lines – training, medication, use, "
            "stress "
            "and setting by day, or the minutes round one bout – and writes every quantity at the "
            "asked days or minutes as CSV: scenario,day,quantity,value.\n\n"
            "The model is not calibrated: about two thirds of its gains are priors of our own. "
            "These "
            "numbers check the model; they are no forecast for a person, and forecasts are not "
            "built "
            "yet. The keys of a scenario stand in docs/methods/model.md. A line that cannot be "
            "answered is said on standard error and the others go on: exit 1.",
        .options = {{"scenarios",
                     "FILE",
                     "JSON Lines, one scenario a line (- for standard input)",
                     {},
                     Completes::file}},
        .examples = {{"sinew simulate --scenarios examples/scenarios.jsonl",
                      "CSV of every quantity"},
                     {"sinew simulate --scenarios examples/scenarios.jsonl --json",
                      "one JSON object a scenario, all digits"}},
        .run = run_simulate};
}

}  // namespace sinew::cli
