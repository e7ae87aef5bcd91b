#include <sinew/base/text.hpp>
#include <sinew/care/forecast_use.hpp>
#include <sinew/care/simulate_use.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/line_reader.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/cli/progress.hpp>
#include <sinew/cli/record_input.hpp>
#include <sinew/cli/simulate_proof.hpp>
#include <sinew/document/forecast_json.hpp>
#include <sinew/document/programme_reader.hpp>
#include <sinew/document/scenario_reader.hpp>
#include <sinew/render/forecast_chart.hpp>
#include <sinew/render/forecast_text.hpp>
#include <sinew/render/picture.hpp>

#include <fmt/format.h>

#include <mutex>

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
        fault.where = at + ":/params/" + fault.where;
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

care::ForecastSettings settings_of(const Call& call, Faults& faults) {
    care::ForecastSettings settings;
    if (const auto seed = call.whole("seed", 0, 2'000'000'000, faults))
        settings.seed = static_cast<std::uint64_t>(*seed);
    if (const auto draws = call.whole("draws", 20, 100'000, faults)) settings.draws = *draws;
    if (const auto text = call.text("availability")) {
        settings.availability = parse_number(*text);
        if (!settings.availability || *settings.availability < 0 || *settings.availability > 1)
            faults.add(ErrorCode::out_of_range, "--availability", "not a number from 0 to 1",
                       "1 = community, near 0 = a supervised or closed setting");
    }
    return settings;
}

Result<std::string> picture(const Call& call, const std::string& path, const figure::Scene& scene,
                            Day created) {
    SINEW_TRY(const auto format, render::picture_format(path));
    render::PictureStyle style;
    style.chinese = call.settings.language == domain::Language::zh;
    style.created = created;
    return render::picture_bytes(scene, format, style);
}

Exit run_forecast(Call& call) {
    using care::Part;
    Faults faults;
    const care::ForecastSettings settings = settings_of(call, faults);
    if (!faults.none()) return refuse(call, faults);
    const auto catalogue = catalogue_for(
        call, {Part::screening, Part::prescription, Part::forms, Part::exercises, Part::text});
    if (!catalogue) return refuse(call, catalogue.error());
    const std::string& path = call.arguments().back();
    const auto json = read_json_document(path);
    if (!json) return refuse(call, json.error());
    const auto programme = document::read_programme(*json, name_of_input(path), **catalogue);
    if (!programme) return refuse(call, programme.error());
    domain::Record record = programme->record;
    if (call.arguments().size() == 2) {
        auto input = read_record_input(call, call.arguments().front(), {Part::screening});
        if (!input) return refuse(call, input.error());
        record = std::move(input->record);
    }
    const auto packs = care::load_forecast_packs(packs_of(call.settings));
    if (!packs) return refuse(call, packs.error());
    const auto draws = static_cast<std::size_t>(settings.draws);
    Progress progress{call.notes, !call.settings.quiet && call.notes.terminal(), draws};
    std::mutex one_at_a_time;
    const auto answer = care::forecast_for(record, programme->programme, settings, **packs,
                                           **catalogue, [&](std::size_t done) {
                                               const std::lock_guard lock{one_at_a_time};
                                               progress.show(done, done);
                                           });
    if (!answer) return refuse(call, answer.error());
    const care::Words words = (*catalogue)->words(call.settings.language, call.settings.framing);
    const Day start = programme->programme.start;
    const OrderedJson told = document::forecast_json(*answer, start, words);
    OutputFiles files;
    for (const char* option : {"plot", "mechanisms"}) {
        const auto file = call.text(option);
        if (!file) continue;
        if (!answer->modelled) {
            call.notes.line("not written: " + *file +
                            " (there is nothing to draw: see the answer)");
            continue;
        }
        auto bytes =
            picture(call, *file,
                    std::string_view{option} == "plot" ? render::forecast_picture(told, words)
                                                       : render::mechanisms_picture(told, words),
                    start);
        if (!bytes) return refuse(call, bytes.error());
        files.add(*file, *std::move(bytes));
    }
    if (const auto file = call.text("output")) files.add(*file, told.dump() + "\n");
    if (!files.uses_standard_output())
        files.add("-", call.settings.json
                           ? told.dump() + "\n"
                           : render::forecast_text(told, words,
                                                   page_style(call.out, call.has("explain"))));
    return files.write(call);
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
    if (call.has("oracle") && !scenarios)
        return refuse(call,
                      {ErrorCode::bad_input, "--oracle goes with --scenarios", "sinew simulate",
                       "write the course as a scenario: docs/methods/model.md lists the keys"});
    if (scenarios && call.arguments().empty()) return run_scenarios(call, *scenarios);
    if (!scenarios && !call.arguments().empty()) return run_forecast(call);
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
            "hypotheses and the plain estimate of trials.\n\n"
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
        .options =
            {{"draws", "N", "draws of the parameters, 20 to 100000 (1000)"},
             {"seed", "N", "of the draws (1); the same seed gives the same bits"},
             {"availability", "A",
              "of the drug in the setting: 1 = community (the default), near 0 = closed"},
             {"explain", "", "with mechanisms, drop-out and the grounds of the estimates"},
             {"plot",
              "FILE",
              "write the picture of every outcome here (.svg, .png or .pdf)",
              {},
              Completes::file},
             {"mechanisms",
              "FILE",
              "write the picture of what carries the difference in craving here",
              {},
              Completes::file},
             {"output", "FILE", "write the forecast as JSON here", {}, Completes::file, 'o'},
             {"scenarios",
              "FILE",
              "JSON Lines, one scenario a line (- for standard input)",
              {},
              Completes::file},
             {"oracle", "",
              "with --scenarios: how far our steppers are from an independent solver (SUNDIALS "
              "CVODE), "
              "state by state"},
             {"steps", "", "how far every stepper is from the continuous solution, on S0 to S7"},
             {"checks", "",
              "what the model shows against known facts; exit 1 when one fails unexpectedly"}},
        .examples = {{"sinew simulate programme.json", "what may happen under this programme"},
                     {"sinew simulate record.json programme.json --explain --plot bands.svg",
                      "with mechanisms and a picture"},
                     {"sinew simulate --scenarios examples/scenarios.jsonl",
                      "CSV of every quantity of written-out scenarios"},
                     {"sinew simulate --scenarios examples/scenarios.jsonl --oracle",
                      "the same courses against an independent solver"},
                     {"sinew simulate --checks",
                      "which known facts the model shows, and which it does not"},
                     {"sinew simulate --scenarios examples/scenarios.jsonl --json",
                      "one JSON object a scenario, all digits"}},
        .run = run_simulate};
}

}  // namespace sinew::cli
