#include <sinew/base/text.hpp>
#include <sinew/care/forecast_use.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/forecast_input.hpp>
#include <sinew/cli/forecast_run.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/cli/progress.hpp>
#include <sinew/cli/version.hpp>
#include <sinew/document/forecast_csv.hpp>
#include <sinew/document/forecast_json.hpp>
#include <sinew/render/forecast_chart.hpp>
#include <sinew/render/forecast_day_chart.hpp>
#include <sinew/render/forecast_html.hpp>
#include <sinew/render/forecast_text.hpp>
#include <sinew/render/picture.hpp>

#include <mutex>

namespace sinew::cli {
namespace {

/// A share given as an option, 0 to 1.
std::optional<double> share_of(const Call& call, const char* option, const char* hint,
                               Faults& faults) {
    const auto text = call.text(option);
    if (!text) return std::nullopt;
    const auto value = parse_number(*text);
    if (value && *value >= 0 && *value <= 1) return value;
    faults.add(ErrorCode::out_of_range, std::string{"--"} + option, "not a number from 0 to 1",
               hint);
    return std::nullopt;
}

}  // namespace

care::ForecastSettings forecast_settings(const Call& call, Faults& faults) {
    care::ForecastSettings settings;
    if (const auto seed = call.whole("seed", 0, 2'000'000'000, faults))
        settings.seed = static_cast<std::uint64_t>(*seed);
    if (const auto draws = call.whole("draws", 20, 100'000, faults)) settings.draws = *draws;
    settings.availability = share_of(
        call, "availability", "1 = community, near 0 = a supervised or closed setting", faults);
    settings.attendance =
        share_of(call, "attendance", "the share of sessions that are done; 1 = all", faults);
    settings.within_day = call.has("within-day");
    settings.session_day = call.whole("session-day", 1, 730, faults);
    if (const auto orders = call.whole("shapley", 1, 64, faults)) settings.shapley_orders = *orders;
    if (const auto steps = call.whole("steps-a-day", 1, 64, faults)) settings.steps_a_day = *steps;
    for (const auto& [option, list] :
         {std::pair{"substance", &settings.substances}, std::pair{"without", &settings.without}})
        if (const auto words = call.text(option))
            for (const std::string_view word : split(*words, ',')) list->emplace_back(trim(word));
    return settings;
}

namespace {

/// What a picture option draws. Two forecasts: the first one, and a word about it.
figure::Scene scene_of(std::string_view option, const OrderedJson& forecast,
                       const care::Words& words) {
    if (option == "plot") return render::forecast_picture(forecast, words);
    if (option == "mechanisms") return render::mechanisms_picture(forecast, words);
    return render::session_day_picture(forecast, words);
}

Result<void> add_pictures(Call& call, const OrderedJson& told, const care::Words& words, Day start,
                          OutputFiles& files) {
    const bool two = told.contains("forecasts");
    const OrderedJson& forecast = two ? told["forecasts"].front() : told;
    for (const char* option : {"plot", "mechanisms", "day-plot"}) {
        const auto file = call.text(option);
        if (!file) continue;
        const bool modelled = forecast["modelled"].get<bool>();
        const bool day_view = std::string_view{option} == "day-plot";
        if (!modelled || (day_view && forecast["session_day"].is_null())) {
            call.notes.line("not written: " + *file +
                            " (there is nothing to draw: see the answer)");
            continue;
        }
        if (two) call.notes.line(*file + " shows the first of two forecasts; --html shows both");
        SINEW_TRY(const auto format, render::picture_format(*file));
        render::PictureStyle style;
        style.chinese = call.settings.language == domain::Language::zh;
        style.created = start;
        SINEW_TRY(std::string bytes,
                  render::picture_bytes(scene_of(option, forecast, words), format, style));
        files.add(*file, std::move(bytes));
    }
    return {};
}

}  // namespace

Exit run_forecast(Call& call) {
    Faults faults;
    const care::ForecastSettings settings = forecast_settings(call, faults);
    if (!faults.none()) return refuse(call, faults);
    const auto input = read_forecast_input(call);
    if (!input) return refuse(call, input.error());
    const auto* catalogue = &input->catalogue;
    const auto packs = care::load_forecast_packs(packs_of(call.settings));
    if (!packs) return refuse(call, packs.error());
    const bool shown = !call.settings.quiet && call.notes.terminal();
    std::optional<Progress> progress;
    std::mutex one_at_a_time;
    const auto answers =
        care::forecasts_for(input->record, input->programme, settings, **packs, **catalogue,
                            [&](std::size_t done, std::size_t in_all) {
                                const std::lock_guard lock{one_at_a_time};
                                if (!progress) progress.emplace(call.notes, shown, in_all);
                                progress->show(done, done);
                            });
    if (!answers) return refuse(call, answers.error());
    const auto speak = [&](domain::Language language) {
        return (*catalogue)->words(language, call.settings.framing);
    };
    const care::Words words = speak(call.settings.language);
    const care::Words english = speak(domain::Language::en), chinese = speak(domain::Language::zh);
    const Day start = input->programme.start;
    const OrderedJson told = document::forecasts_json(
        *answers, **packs,
        {start, std::string{kVersion}, (*catalogue)->hash, words, english, chinese});
    OutputFiles files;
    if (const auto drawn = add_pictures(call, told, words, start, files); !drawn)
        return refuse(call, drawn.error());
    if (const auto file = call.text("html")) files.add(*file, render::forecast_html(told, words));
    if (const auto file = call.text("csv")) files.add(*file, document::forecast_csv(told));
    if (const auto file = call.text("output")) files.add(*file, told.dump() + "\n");
    if (!files.uses_standard_output())
        files.add("-", call.settings.json
                           ? told.dump() + "\n"
                           : render::forecast_text(told, words,
                                                   page_style(call.out, call.has("explain"))));
    return files.write(call);
}

std::vector<OptionSpec> forecast_options() {
    return {
        {"draws", "N", "draws of the parameters, 20 to 100000 (1000)"},
        {"seed", "N", "of the draws (1); the same seed gives the same bits"},
        {"substance", "WORDS",
         "in the place of the record's: heroin, cocaine ...; several with commas"},
        {"without", "WORDS",
         "links, mechanisms or states switched off: LNK-15, affect, Q, hypotheses, mechanistic; "
         "several with commas"},
        {"availability", "A",
         "of the drug in the setting: 1 = community (the default), near 0 = closed"},
        {"attendance", "A", "share of sessions done on the path with luck (drawn, about 0.65)"},
        {"within-day", "", "cues and stress by 15 minutes on the path with luck"},
        {"session-day", "N", "the day to look into (the first session day of week 4)"},
        {"shapley", "N", "Shapley's shares of the mechanisms over N random orders, 1 to 64"},
        {"steps-a-day", "N", "of the stepper (chosen by its error); too coarse a step is refused"},
        {"explain", "", "with mechanisms, drop-out and the grounds of the estimates"},
        {"html", "FILE", "write the whole forecast as one page here", {}, Completes::file},
        {"plot",
         "FILE",
         "write the picture of every outcome here (.svg, .png or .pdf)",
         {},
         Completes::file},
        {"day-plot", "FILE", "write the picture of one session day here", {}, Completes::file},
        {"mechanisms",
         "FILE",
         "write the picture of what carries the difference in craving here",
         {},
         Completes::file},
        {"csv", "FILE", "write every number as a tidy table here", {}, Completes::file},
        {"output", "FILE", "write the forecast as JSON here", {}, Completes::file, 'o'},
        {"scenarios",
         "FILE",
         "JSON Lines, one scenario a line (- for standard input)",
         {},
         Completes::file},
        {"oracle", "",
         "how far our stepper is from an independent solver (SUNDIALS CVODE): with a programme, on "
         "the forecast's run at the values themselves, in each instrument's units; with "
         "--scenarios, state by state"},
        {"steps", "", "how far every stepper is from the continuous solution, on S0 to S7"},
        {"checks", "",
         "what the model shows against known facts; exit 1 when one fails unexpectedly"}};
}

}  // namespace sinew::cli
