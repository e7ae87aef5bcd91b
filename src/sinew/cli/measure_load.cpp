// `sinew measure load`: what recorded bouts amount to, and the load of weeks.
#include <sinew/base/clock.hpp>
#include <sinew/base/files.hpp>
#include <sinew/base/text.hpp>
#include <sinew/care/bout_use.hpp>
#include <sinew/care/load_use.hpp>
#include <sinew/cli/call.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/cli/record_input.hpp>
#include <sinew/document/bout_json.hpp>
#include <sinew/document/load_json.hpp>
#include <sinew/document/programme_reader.hpp>
#include <sinew/document/sessions_json.hpp>
#include <sinew/recording/read_activity.hpp>
#include <sinew/render/bout_text.hpp>
#include <sinew/render/load_history_picture.hpp>
#include <sinew/render/load_text.hpp>
#include <sinew/render/picture.hpp>

namespace sinew::cli {
namespace {

/// The day of --date ends the believable times of a recording; else this second does.
Instant latest_now(const Settings& settings) {
    return settings.date ? Instant{*settings.date + std::chrono::days{1}} : clock_now();
}

/// "4,5,-": one rating a recording, "-" where there is none.
std::vector<std::optional<double>> read_efforts(const Call& call, std::size_t recordings,
                                                Faults& faults) {
    std::vector<std::optional<double>> efforts(recordings);
    const auto text = call.text("effort");
    if (!text) return efforts;
    const auto parts = split(*text, ',');
    if (parts.size() != recordings)
        faults.add(ErrorCode::bad_input, "--effort",
                   std::to_string(parts.size()) + " rating(s) for " + std::to_string(recordings) +
                       " recording(s)",
                   "give one for each, in order, apart by commas; - for one not rated");
    for (std::size_t i = 0; i < parts.size() && i < recordings; ++i) {
        const std::string_view part = trim(parts[i]);
        if (part == "-") continue;
        efforts[i] = parse_number(part);
        if (!efforts[i] || *efforts[i] < 0 || *efforts[i] > 10)
            faults.add(ErrorCode::out_of_range, "--effort",
                       "rating " + std::to_string(i + 1) + " is not a number from 0 to 10",
                       "0 is rest, 10 the hardest imaginable");
    }
    return efforts;
}

/// What was typed goes before what the record says.
void lay_over(const Call& call, care::BoutPerson& person, Faults& faults) {
    if (const auto rest = call.number("resting-hr", 25, 150, faults)) person.rest_bpm = rest;
    if (const auto most = call.number("max-hr", 80, 240, faults)) {
        person.max_bpm = most;
        person.max_predicted = false;
    }
    if (const auto peak = call.number("peak-mets", 1.5, 30, faults)) person.peak_met = peak;
    if (const auto sex = call.text("sex")) person.sex = domain::named<care::Sex>(*sex);
    if (const auto text = call.text("thresholds")) {
        const auto parts = split(*text, ',');
        const auto first = parts.size() == 2 ? parse_number(trim(parts[0])) : std::nullopt;
        const auto second = parts.size() == 2 ? parse_number(trim(parts[1])) : std::nullopt;
        if (first && second && 40 < *first && *first < *second && *second <= 240)
            person.thresholds = care::LuciaThresholds{*first, *second};
        else
            faults.add(ErrorCode::bad_input, "--thresholds", "not two heart rates, the lower first",
                       "such as --thresholds 128,156");
    }
    if (person.rest_bpm && person.max_bpm && *person.rest_bpm >= *person.max_bpm)
        faults.add(ErrorCode::conflict, "--max-hr",
                   "the maximal heart rate is not above the resting one", "mend one of the two");
}

constexpr care::Part kParts[] = {care::Part::screening, care::Part::prescription, care::Part::forms,
                                 care::Part::exercises, care::Part::load,         care::Part::text};
care::Parts parts_of_load() {
    care::Parts parts;
    for (const care::Part part : kParts) parts.add(part);
    return parts;
}

/// The answer, and the history's picture when one is asked for: both are ready before a file is touched.
Exit write_answer(Call& call, const std::string& text, const care::LoadHistory& history,
                  const care::Catalogue& catalogue, const care::Words& words) {
    OutputFiles files;
    if (const auto path = call.text("picture")) {
        const auto format = render::picture_format(*path);
        if (!format) return refuse(call, format.error());
        if (history.weeks.empty())
            return refuse(call, {ErrorCode::bad_input, "there are no weeks to draw", "--picture",
                                 "give more than one recording with a date, or --programme"});
        const auto bytes =
            render::picture_bytes(render::load_history_picture(history, catalogue, words), *format,
                                  {.theme = {},
                                   .chinese = words.language() == domain::Language::zh,
                                   .pixels_per_unit = 2,
                                   .created = history.days.back().day});
        if (!bytes) return refuse(call, bytes.error());
        files.add(*path, *bytes);
    }
    files.add("-", text);
    return files.write(call);
}

/// Weeks noted in session lists, against the programme they belong to.
Exit load_of_weeks(Call& call, const std::string& programme_path) {
    const auto catalogue = catalogue_for(call, parts_of_load());
    if (!catalogue) return refuse(call, catalogue.error());
    const auto json = read_json_document(programme_path);
    if (!json) return refuse(call, json.error());
    auto programme = document::read_programme(*json, name_of_input(programme_path), **catalogue);
    if (!programme) return refuse(call, programme.error());
    programme->decided.clear();  // weeks that were decided have a load all the same
    std::vector<domain::WeekLog> logs;
    Faults faults;
    for (const std::string& path : call.arguments()) {
        const auto list = read_json_document(path);
        if (!list) {
            for (const Error& fault : list.error().list()) faults.add(fault);
            continue;
        }
        auto log = document::read_week_log(*list, name_of_input(path), *programme, **catalogue);
        if (log)
            logs.push_back(*std::move(log));
        else
            faults.take(std::move(log).error());
    }
    if (!faults.none()) return refuse(call, faults);
    const care::Words words = (*catalogue)->words(call.settings.language, call.settings.framing);
    const auto history = care::load_history(programme->programme, logs, **catalogue);
    const OrderedJson answer = document::load_history_json(history, **catalogue, words);
    return write_answer(call,
                        call.settings.json
                            ? OrderedJson{{"load", answer}}.dump(2) + "\n"
                            : render::load_history_text(answer, words, page_style(call.out, false)),
                        history, **catalogue, words);
}

struct Person {
    std::unique_ptr<const care::Catalogue> catalogue;
    care::BoutPerson person;
};

Checked<Person> read_person(const Call& call) {
    Person person;
    Faults faults;
    if (const auto path = call.text("person")) {
        auto input = read_record_input(call, *path, parts_of_load());
        if (!input) return tl::make_unexpected(std::move(input).error());
        person.catalogue = std::move(input->catalogue);
        person.person = care::bout_person(input->record, input->as_of.day(), *person.catalogue);
    } else {
        auto catalogue = catalogue_for(call, parts_of_load());
        if (!catalogue) return tl::make_unexpected(std::move(catalogue).error());
        person.catalogue = *std::move(catalogue);
    }
    lay_over(call, person.person, faults);
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return person;
}

/// Recordings one by one, then their weeks when there is more than one with a date.
Exit load_of_recordings(Call& call) {
    const auto& paths = call.arguments();
    Faults faults;
    const auto efforts = read_efforts(call, paths.size(), faults);
    if (!faults.none()) return refuse(call, faults);
    const auto given = read_person(call);
    if (!given) return refuse(call, given.error());
    const care::Catalogue& catalogue = *given->catalogue;
    const care::Words words = catalogue.words(call.settings.language, call.settings.framing);
    const auto style = page_style(call.out, false);
    OrderedJson bouts = OrderedJson::array();
    std::vector<care::BoutLoad> loads;
    std::string pages;
    bool intact = true;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const auto bytes = read_file(paths[i]);
        if (!bytes) {
            faults.add(bytes.error());
            continue;
        }
        const auto activity = recording::read_activity(*bytes, paths[i], latest_now(call.settings));
        if (!activity) {
            faults.add(activity.error());
            continue;
        }
        intact = intact && activity->intact;
        const auto metrics = care::measure_bout(*activity, given->person, efforts[i], catalogue);
        OrderedJson bout = document::bout_json(*activity, metrics, given->person, catalogue, words);
        pages += (pages.empty() ? "" : "\n") + render::bout_text(paths[i], bout, words, style);
        OrderedJson named{{"file", paths[i]}};
        named.update(bout);
        bouts.push_back(std::move(named));
        if (activity->start_unix_s)
            loads.push_back({std::chrono::floor<std::chrono::days>(
                                 Instant{std::chrono::seconds{*activity->start_unix_s}}),
                             metrics.session_load});
    }
    if (bouts.empty()) return refuse(call, faults);
    OrderedJson answer{{"bouts", std::move(bouts)}};
    care::LoadHistory history;
    if (loads.size() > 1) {
        const auto others =
            call.has("rest-days") ? care::OtherDays::rest : care::OtherDays::unknown;
        history = care::load_history(loads, others, catalogue);
        answer["load"] = document::load_history_json(history, catalogue, words);
        pages += render::load_history_text(answer["load"], words, style);
    }
    if (!faults.none()) answer["errors"] = faults_json(faults)["errors"];
    for (const Error& fault : faults.list()) call.notes.line(to_line(fault));
    const Exit written = write_answer(call, call.settings.json ? answer.dump(2) + "\n" : pages,
                                      history, catalogue, words);
    return written == Exit::answered && !(faults.none() && intact) ? Exit::in_part : written;
}

Exit run_load(Call& call) {
    if (const auto programme = call.text("programme")) return load_of_weeks(call, *programme);
    return load_of_recordings(call);
}

}  // namespace

CommandSpec measure_load_command() {
    return {.name = "load",
            .summary = "how much a bout was, and how much a week",
            .about =
                "Reads watch files and says of each: time in zones, share of the heart-rate "
                "reserve, training "
                "impulse, session load, MET-minutes, recovery of the heart, dropouts and pauses; "
                "then the "
                "load of the weeks. With --programme it reads lists of sessions done instead "
                "(sessions.json, one a "
                "week).\n\n"
                "A metric that lacks something says what. A day without a recording is not known, "
                "unless "
                "--rest-days says that it was a rest day. Ratios are shown, never a gate.",
            .arguments = {{"FILE", "FIT, TCX or GPX files; with --programme, lists of sessions",
                           true, Completes::file, true}},
            .options = {{"effort", "E,E",
                         "how hard each bout felt, 0 to 10, in the order of the files; - for none"},
                        {"person",
                         "RECORD",
                         "resting and maximal heart rate, sex and validity from this record",
                         {},
                         Completes::file},
                        {"resting-hr", "BPM", "resting heart rate, 1/min"},
                        {"max-hr", "BPM", "measured maximal heart rate, 1/min"},
                        {"sex", "SEX", "whose constants a training impulse takes", {"M", "F"}},
                        {"peak-mets", "MET", "the person's measured or estimated peak"},
                        {"thresholds", "A,B", "heart rates at both ventilatory thresholds, 1/min"},
                        {"rest-days", "", "days without a recording were rest days"},
                        {"picture",
                         "FILE",
                         "the load of the weeks as a picture: .svg, .png or .pdf",
                         {},
                         Completes::file},
                        {"programme",
                         "FILE",
                         "the files are lists of sessions done of this programme",
                         {},
                         Completes::file}},
            .examples = {{"sinew measure load walk.fit --effort 4 --person record.json",
                          "one bout, everything that can be told"},
                         {"sinew measure load mon.fit wed.tcx sat.gpx --effort 4,3,5 --rest-days",
                          "the load of the week"},
                         {"sinew measure load --programme programme.json week1.json week2.json",
                          "the load of weeks as they were noted"}},
            .run = run_load};
}

}  // namespace sinew::cli
