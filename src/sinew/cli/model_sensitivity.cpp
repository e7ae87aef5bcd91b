#include <sinew/base/text.hpp>
#include <sinew/care/sensitivity_use.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/forecast_input.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/cli/progress.hpp>
#include <sinew/document/sensitivity_json.hpp>
#include <sinew/render/picture.hpp>
#include <sinew/render/sensitivity_text.hpp>

#include <mutex>

namespace sinew::cli {
namespace {

using care::SensitivityMethod;

care::SensitivityAsked asked_of(const Call& call, Faults& faults) {
    care::SensitivityAsked asked;
    const auto method = call.text("method");
    if (method == "sobol") asked.method = SensitivityMethod::sobol;
    if (method == "local") asked.method = SensitivityMethod::local;
    if (const auto outcome = call.text("outcome")) asked.output.id = *outcome;
    if (const auto day = call.whole("day", 0, 730, faults)) asked.output.day = *day;
    asked.output.difference = call.has("difference");
    if (const auto week = call.text("week")) asked.week = *week;
    if (call.text("class") == "stimulant") asked.drug = care::DrugClass::stimulant;
    if (const auto days = call.whole("abstinent", 0, 730, faults)) asked.days_abstinent = *days;
    if (const auto free = call.number("availability", 0, 1, faults)) asked.availability = *free;
    if (const auto seed = call.whole("seed", 0, 2'000'000'000, faults))
        asked.seed = static_cast<std::uint64_t>(*seed);
    if (const auto paths = call.whole("trajectories", 2, 100'000, faults))
        asked.trajectories = *paths;
    if (const auto samples = call.whole("samples", 16, 1'000'000, faults)) asked.samples = *samples;
    if (call.has("substance") && call.arguments().empty())
        faults.add(ErrorCode::bad_input, "--substance", "belongs to a record and programme",
                   "name them, or --class for a standard week");
    asked.by_block = call.has("by-block");
    if (asked.by_block && asked.method != SensitivityMethod::sobol)
        faults.add(ErrorCode::bad_input, "--by-block", "blocks share variance only",
                   "add --method sobol");
    return asked;
}

std::vector<std::string> words_in(const std::string& text) {
    std::vector<std::string> words;
    for (const auto word : split(text, ',')) words.emplace_back(trim(word));
    return words;
}

/// The person of RECORD and PROGRAMME. Options of the standard weeks are refused beside them.
Checked<care::SensitivityPerson> person_of(const Call& call) {
    Faults faults;
    for (const char* option : {"week", "class", "abstinent"})
        if (call.has(option))
            faults.add(ErrorCode::bad_input, std::string{"--"} + option,
                       "belongs to the standard weeks; record and programme say it themselves",
                       "leave it out");
    care::ForecastSettings settings;
    settings.availability = call.number("availability", 0, 1, faults);
    if (const auto word = call.text("substance")) settings.substances = words_in(*word);
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    SINEW_TRY(const auto input, read_forecast_input(call));
    SINEW_TRY(const auto packs, care::load_forecast_packs(packs_of(call.settings)));
    auto person =
        care::sensitivity_person(input.record, input.programme, settings, *packs, *input.catalogue);
    if (person) return *std::move(person);
    faults.add(std::move(person).error());
    return tl::make_unexpected(std::move(faults));
}

Exit run_sensitivity(Call& call) {
    Faults faults;
    care::SensitivityAsked asked = asked_of(call, faults);
    if (!faults.none()) return refuse(call, faults);
    const auto catalogue = catalogue_for(call, {care::Part::text});
    if (!catalogue) return refuse(call, catalogue.error());
    const auto known = care::load_model_knowledge(packs_of(call.settings));
    if (!known) return refuse(call, known.error());
    const auto plot = call.text("plot");
    if (plot)
        if (const auto format = render::picture_format(*plot); !format)
            return refuse(call, format.error());
    std::optional<care::SensitivityPerson> person;
    if (!call.arguments().empty()) {
        auto read = person_of(call);
        if (!read) return refuse(call, read.error());
        person = *std::move(read);
        if (!call.has("day")) asked.output.day = static_cast<int>(person->question.days.size());
    }
    const auto answer = [&] {
        Progress progress{call.notes, !call.settings.quiet && call.notes.terminal(),
                          care::evaluations_at_most(asked, **known), "runs", 1};
        std::mutex one_at_a_time;
        const auto show = [&](std::size_t done) {
            const std::lock_guard lock{one_at_a_time};
            progress.show(done, done);
        };
        return person ? care::sensitivity_of(asked, *person, **known, show)
                      : care::sensitivity_of(asked, **known, show);
    }();
    if (!answer) return refuse(call, answer.error());
    const care::Words words = (*catalogue)->words(call.settings.language, call.settings.framing);
    const OrderedJson json = document::sensitivity_json(*answer, words);
    OutputFiles files;
    if (plot) {
        render::PictureStyle style;
        style.chinese = call.settings.language == domain::Language::zh;
        if (call.settings.date) style.created = *call.settings.date;
        auto bytes = render::picture_bytes(render::tornado(json, words),
                                           *render::picture_format(*plot), style);
        if (!bytes) return refuse(call, bytes.error());
        files.add(*plot, *std::move(bytes));
    }
    if (!files.uses_standard_output())
        files.add("-", call.settings.json ? json.dump(1) + "\n"
                       : call.has("csv")  ? document::sensitivity_csv(json)
                                          : render::sensitivity_text(json, call.has("all"), words,
                                                                     page_style(call.out, false)));
    return files.write(call);
}

Exit run_identifiability(Call& call) {
    Faults faults;
    care::IdentifiabilityQuestion question;
    question.weeks_of = words_in(call.text("scenarios").value_or("S0,S1,S2,S3,S4,S5,S6,S7"));
    if (const auto observed = call.text("observe")) question.observed = words_in(*observed);
    if (const auto weeks = call.text("weeks")) {
        question.weeks.clear();
        for (const std::string& word : words_in(*weeks)) {
            const auto week = parse_number(word);
            if (week && *week == static_cast<int>(*week))
                question.weeks.push_back(static_cast<int>(*week));
            else
                faults.add(ErrorCode::bad_input, "--weeks", "no whole number: " + word,
                           "give weeks like 0,2,4,8");
        }
    }
    if (const auto sd = call.number("error", 1e-6, 1e6, faults)) question.error_sd = *sd;
    if (const auto alike = call.number("alike", 0.5, 1, faults)) question.alike = *alike;
    if (call.text("class") == "stimulant") question.drug = care::DrugClass::stimulant;
    if (!faults.none()) return refuse(call, faults);
    const auto catalogue = catalogue_for(call, {care::Part::text});
    if (!catalogue) return refuse(call, catalogue.error());
    const auto known = care::load_model_knowledge(packs_of(call.settings));
    if (!known) return refuse(call, known.error());
    const auto told =
        care::identifiability_of(question, call.text("profile").value_or(""), **known);
    if (!told) return refuse(call, told.error());
    const care::Words words = (*catalogue)->words(call.settings.language, call.settings.framing);
    if (!call.settings.json && call.has("csv")) {
        call.out.write(document::identifiability_csv(*told));
        return Exit::answered;
    }
    const OrderedJson json = document::identifiability_json(*told, words);
    call.out.write(call.settings.json
                       ? json.dump(1) + "\n"
                       : render::identifiability_text(json, words, page_style(call.out, false)));
    return Exit::answered;
}

const OptionSpec kClass{"class",
                        "CLASS",
                        "whose constants: opioid (the default) or stimulant",
                        {"opioid", "stimulant"}};

}  // namespace

CommandSpec model_sensitivity_command() {
    return {
        .name = "sensitivity",
        .summary = "which parameters an answer of the model hangs on",
        .about =
            "Screening by elementary effects (morris), shares of variance (sobol) or derivatives "
            "at "
            "the values themselves (local), over the priors of the parameters, for one outcome on "
            "one day of one week of training that repeats: the expected score of an instrument, "
            "lapse_free, in_programme, or a state of the model by its symbol.\n\n"
            "With RECORD and PROGRAMME the same of that person's own forecast (every session done, "
            "no use): days since last use, medication and plan are theirs; morris or sobol.\n\n"
            "Nothing is calibrated: what matters here matters to the model, not yet to people.",
        .arguments = {{"RECORD", "our record; without it the one inside the programme", false,
                       Completes::file},
                      {"PROGRAMME",
                       "what `sinew prescribe --json` wrote; without it a standard week", false,
                       Completes::file}},
        .options =
            {{"method",
              "METHOD",
              "morris (the default), sobol or local",
              {"morris", "sobol", "local"}},
             {"outcome", "NAME", "craving_vas (the default), phq9, lapse_free, X ..."},
             {"day", "N", "of the training, 0 to 730 (84; of a programme its last)"},
             {"difference", "", "what the training changes: with it minus without it"},
             {"week", "ID", "the specification's S0 to S7 (S1: aerobic three times a week)"},
             kClass,
             {"abstinent", "N", "days without use at the start (14)"},
             {"availability", "A", "of the drug, 0 to 1 (1)"},
             {"substance", "WORD", "of a person: in the place of the record's"},
             {"trajectories", "N", "of morris (40)"},
             {"samples", "N", "rows of each matrix of sobol (1024)"},
             {"by-block", "", "sobol: the parameters of a block of the pack together"},
             {"seed", "N", "the same seed gives the same bits (1)"},
             {"all", "", "every parameter, not the fifteen heaviest"},
             {"csv", "", "as a comma-separated table"},
             {"plot", "FILE", "draw the tornado here (.svg, .png or .pdf)", {}, Completes::file}},
        .examples =
            {{"sinew model sensitivity --outcome craving_vas --day 84 --difference",
              "what the effect of training on craving hangs on"},
             {"sinew model sensitivity --method sobol --by-block --plot tornado.svg",
              "shares of variance by level"},
             {"sinew model sensitivity record.json programme.json --difference --plot own.svg",
              "what this person's forecast hangs on"},
             {"sinew model sensitivity --method local --outcome X --json",
              "derivatives of the affect state"}},
        .run = run_sensitivity};
}

CommandSpec model_identifiability_command() {
    return {
        .name = "identifiability",
        .summary = "what chosen readings can tell apart, and which parameters act alike",
        .about =
            "Fisher information of the parameters in units of their priors, from exact derivatives "
            "of the states that are read, in the weeks of the specification (availability 0.01, "
            "start at the day of last use). A direction counts as informed when the readings halve "
            "the variance of its prior.",
        .options = {{"observe", "STATES", "states that are read, parted by commas (C)"},
                    {"weeks", "N,N", "weeks of the readings (0,2,4,6,8,12)"},
                    {"scenarios", "ID,ID", "of S0 to S7 (all)"},
                    {"error", "SD", "of one reading, in the state's unit (0.15)"},
                    {"alike", "COSINE", "from here on two parameters act alike (0.99)"},
                    kClass,
                    {"profile", "SYMBOL", "how far the others make up for this one"},
                    {"csv", "", "the table of sensitivities"}},
        .examples = {{"sinew model identifiability", "from craving alone"},
                     {"sinew model identifiability --observe C,X,U,V --profile g_CE",
                      "from four states, with the profile of one gain"}},
        .run = run_identifiability};
}

}  // namespace sinew::cli
