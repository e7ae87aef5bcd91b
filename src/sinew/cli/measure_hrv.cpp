// `sinew measure hrv`: files of heart-beat intervals in, how variable the heart rate is and how far that may be trusted out.
#include <sinew/base/files.hpp>
#include <sinew/base/text.hpp>
#include <sinew/care/hrv_use.hpp>
#include <sinew/cli/call.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/named_files.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/cli/progress.hpp>
#include <sinew/document/hrv_json.hpp>
#include <sinew/recording/rr_reader.hpp>
#include <sinew/render/hrv_charts.hpp>
#include <sinew/render/hrv_text.hpp>
#include <sinew/render/picture.hpp>

#include <array>
#include <cstdlib>
#include <iterator>

namespace sinew::cli {
namespace {

struct Wanted {
    recording::RrReading reading;
    care::HrvRequest request;
    std::optional<std::string> picture;
    render::PictureFormat format = render::PictureFormat::svg;
    render::PictureStyle style;
};

std::optional<double> number(const Call& call, const char* name, double lowest, double highest,
                             const char* hint, Faults& faults) {
    const auto text = call.text(name);
    if (!text) return std::nullopt;
    const auto value = parse_number(*text);
    if (value && *value >= lowest && *value <= highest) return value;
    faults.add(
        ErrorCode::out_of_range, std::string{"--"} + name,
        "\"" + *text + "\" is not from " + number_text(lowest) + " to " + number_text(highest),
        hint);
    return std::nullopt;
}

/// "0.0033-0.04,0.04-0.15,0.15-0.4": VLF, LF, HF.
void read_bands(const std::string& text, care::HrvSettings& settings, Faults& faults) {
    const auto parts = split(text, ',');
    const std::array bands{&settings.spectrum.vlf, &settings.spectrum.lf, &settings.spectrum.hf};
    bool sound = parts.size() == bands.size();
    for (std::size_t i = 0; sound && i < bands.size(); ++i) {
        const auto ends = split(parts[i], '-');
        const auto from = ends.size() == 2 ? parse_number(trim(ends[0])) : std::nullopt;
        const auto to = ends.size() == 2 ? parse_number(trim(ends[1])) : std::nullopt;
        sound = from && to && *from >= 0 && *from < *to && *to <= settings.spectrum.highest_hz;
        if (sound) *bands[i] = {*from, *to};
    }
    if (!sound)
        faults.add(ErrorCode::bad_input, "--bands", "\"" + text + "\" is not three bands",
                   "VLF, LF and HF in Hz up to 0.5, such as 0.0033-0.04,0.04-0.15,0.15-0.4");
}

void read_method(const Call& call, care::HrvSettings& settings) {
    if (const auto correct = call.text("correct"))
        settings.artefacts.detector = *correct == "none"     ? care::Detector::none
                                      : *correct == "range"  ? care::Detector::range
                                      : *correct == "median" ? care::Detector::local_median
                                                             : care::Detector::lipponen_tarvainen;
    if (const auto detrend = call.text("detrend"))
        settings.spectrum.detrend = *detrend == "none"       ? care::Detrend::none
                                    : *detrend == "constant" ? care::Detrend::constant
                                    : *detrend == "linear"   ? care::Detrend::linear
                                                             : care::Detrend::smoothness_priors;
}

Checked<Wanted> read_wanted(const Call& call) {
    Faults faults;
    Wanted wanted;
    if (const auto unit = call.text("unit"))
        wanted.reading.unit = *unit == "ms"  ? domain::RrUnit::milliseconds
                              : *unit == "s" ? domain::RrUnit::seconds
                                             : domain::RrUnit::ticks_1024;
    wanted.reading.column = call.text("column").value_or("");
    if (call.has("skip-bad-lines")) wanted.reading.bad_lines = recording::BadLines::gap;
    if (const auto rate = number(call, "breathing", 2, 40, "breaths a minute, such as 6", faults))
        wanted.request.settings.breathing.breathing_hz = *rate / 60;
    wanted.request.window_s = number(call, "window", 30, 86400, "seconds, such as 300", faults);
    read_method(call, wanted.request.settings);
    if (const auto bands = call.text("bands")) read_bands(*bands, wanted.request.settings, faults);
    wanted.picture = call.text("plot");
    if (wanted.picture) {
        if (const auto format = render::picture_format(*wanted.picture))
            wanted.format = *format;
        else
            faults.add(format.error());
    }
    if (call.text("theme") == "dark") wanted.style.theme = figure::Theme::dark;
    wanted.style.chinese = call.settings.language == domain::Language::zh;
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return wanted;
}

/// Blocks and braille where the locale speaks UTF-8, plain letters elsewhere.
render::Letters letters() {
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"})
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0') {
            const std::string_view locale{value};
            for (const char* utf8 : {"UTF-8", "utf-8", "UTF8", "utf8"})
                if (locale.find(utf8) != std::string_view::npos) return render::Letters::unicode;
            return render::Letters::ascii;
        }
    return render::Letters::ascii;
}

/// The reader's remedies, in the words of this command.
Faults with_option_names(const Faults& faults) {
    constexpr std::string_view kRemedy = "let bad lines be gaps";
    Faults named;
    for (Error fault : faults.list()) {
        if (const auto at = fault.hint.find(kRemedy); at != std::string::npos)
            fault.hint.replace(at, kRemedy.size(), "leave such lines out with --skip-bad-lines");
        named.add(std::move(fault));
    }
    return named;
}

Checked<care::HrvAnswer> answer_of(const std::string& path, const Wanted& wanted) {
    Faults faults;
    const std::string name = path == "-" ? "standard input" : path;
    const auto bytes = read_file(path);
    if (!bytes) {
        faults.add(bytes.error());
        return tl::make_unexpected(std::move(faults));
    }
    auto recording = recording::read_rr(*bytes, name, wanted.reading);
    if (!recording) return tl::make_unexpected(with_option_names(recording.error()));
    auto answer = care::analyse_recording(std::move(*recording), wanted.request);
    if (answer) return *std::move(answer);
    Error fault = std::move(answer).error();
    fault.where = name + (fault.where.empty() ? "" : ":" + fault.where);
    faults.add(std::move(fault));
    return tl::make_unexpected(std::move(faults));
}

class Hrv {
public:
    Hrv(Call& call, const Wanted& wanted, const care::Words& words)
        : call_{call}, wanted_{wanted}, words_{words} {}

    Exit one(const std::string& path) {
        const auto answer = answer_of(path, wanted_);
        if (!answer) return refuse(call_, answer.error());
        OutputFiles files;
        if (wanted_.picture) {
            auto bytes = render::picture_bytes(render::hrv_picture(*answer, words_), wanted_.format,
                                               wanted_.style);
            if (!bytes) return refuse(call_, bytes.error());
            files.add(*wanted_.picture, *std::move(bytes));
        }
        if (call_.settings.json) {
            OrderedJson json{{"file", path}};
            json.update(document::hrv_json(*answer, words_));
            call_.out.line(json.dump(2));
        } else {
            call_.out.write(
                render::hrv_text(path, *answer, words_, page_style(call_.out, false), letters()));
        }
        return files.write(call_);
    }

    Exit many(const std::vector<std::string>& paths) {
        {
            Progress progress{call_.notes, !call_.settings.quiet && !call_.out.terminal(),
                              paths.size(), "files", 1};
            for (std::size_t i = 0; i < paths.size() && call_.out.state() == Output::State::open;
                 ++i) {
                one_of_many(paths[i]);
                progress.show(i + 1, i + 1);
            }
        }
        if (!call_.settings.json && !call_.settings.quiet)
            call_.notes.line(words_("hrv.page.counts", {{"good", std::to_string(tally_[0])},
                                                        {"limited", std::to_string(tally_[1])},
                                                        {"poor", std::to_string(tally_[2])},
                                                        {"refused", std::to_string(tally_[3])}}));
        return tally_[3] == 0 ? Exit::answered : Exit::in_part;
    }

private:
    void one_of_many(const std::string& path) {
        const auto answer = answer_of(path, wanted_);
        if (!answer) return tell_refused(path, answer.error());
        const auto verdict = answer->analysis.quality.verdict;
        ++tally_[static_cast<std::size_t>(verdict)];
        if (call_.settings.json) {
            OrderedJson json{{"file", path}, {"verdict", domain::name_of(verdict)}};
            json.update(document::hrv_json(*answer, words_));
            return call_.out.line(json.dump());
        }
        constexpr std::array kInks{Ink::good, Ink::careful, Ink::bad};
        tell(words_("hrv.page.word." + std::string{domain::name_of(verdict)}),
             kInks[static_cast<std::size_t>(verdict)], path,
             render::hrv_line(*answer, words_, letters()));
    }

    void tell_refused(const std::string& path, const Faults& faults) {
        ++tally_[3];
        if (call_.settings.json) {
            OrderedJson json{{"file", path}, {"verdict", "refused"}};
            json.update(faults_json(faults));
            return call_.out.line(json.dump());
        }
        const Error& first = faults.list().front();
        std::string line = first.what;
        if (!first.hint.empty()) line += " (" + first.hint + ")";
        tell(words_("hrv.page.refused"), Ink::bad, path, line);
    }

    void tell(const std::string& word, Ink ink, const std::string& path, const std::string& line) {
        constexpr std::size_t kWordColumns = 8;
        const std::size_t columns = display_width(word);
        call_.out.line(call_.out.inked(word, ink) +
                       std::string(columns < kWordColumns ? kWordColumns - columns : 0, ' ') +
                       "  " + path + "  " + line);
    }

    Call& call_;
    const Wanted& wanted_;
    const care::Words& words_;
    std::array<std::size_t, 4> tally_{};
};

Exit run_measure_hrv(Call& call) {
    const auto wanted = read_wanted(call);
    if (!wanted) return refuse(call, wanted.error());
    Faults faults;
    const AllNamed named = all_named(call, faults);
    if (named.batch() && wanted->picture)
        faults.add(ErrorCode::bad_input, "--plot", "one picture shows one recording",
                   "name one file");
    if (!faults.none()) return refuse(call, faults);
    const auto catalogue = catalogue_for(call, {care::Part::text});
    if (!catalogue) return refuse(call, catalogue.error());
    const care::Words words = (*catalogue)->words(call.settings.language, call.settings.framing);
    Hrv hrv{call, *wanted, words};
    return named.batch() ? hrv.many(named.paths) : hrv.one(named.paths.front());
}

}  // namespace

CommandSpec measure_hrv_command() {
    return {
        .name = "hrv",
        .summary =
            "heart-rate variability of recorded beat intervals, with a verdict on the recording",
        .about =
            "Reads intervals between heart beats from text, CSV, Polar HRM, NumPy, Bluetooth "
            "packets, EDF and FIT, "
            "recognised by content. Finds and corrects artefacts, says how far the numbers may be "
            "trusted, and gives "
            "time, frequency and shape indices with what each is. LF/HF is never called stress, "
            "and is not given when "
            "breathing is slow.\n\n"
            "Many files or a folder give one line each and a verdict; exits 1 when one was "
            "refused, 2 when the only "
            "one was.",
        .arguments = {{.name = "FILE",
                       .meaning = "recordings or folders of them, or - for standard input",
                       .many = true}},
        .options =
            {{"breathing", "RATE", "breaths a minute, when the breathing was paced or counted"},
             {"unit", "UNIT", "of intervals in a file that does not say", {"ms", "s", "1/1024"}},
             {"column", "COLUMN", "of a table: its name, or its number from 1"},
             {"skip-bad-lines", "", "leave lines without an interval out, as gaps"},
             {"correct",
              "METHOD",
              "how artefacts are found (lipponen)",
              {"none", "range", "median", "lipponen"}},
             {"detrend",
              "METHOD",
              "slow drift before a spectrum (priors)",
              {"none", "constant", "linear", "priors"}},
             {"bands", "BANDS", "VLF, LF and HF in Hz (0.0033-0.04,0.04-0.15,0.15-0.4)"},
             {"window", "SECONDS", "also window by window, one after the other"},
             {"plot",
              "PICTURE",
              "write tachogram, spectrum, Poincaré plot and scaling as .svg, .png or .pdf",
              {},
              Completes::file},
             {"theme", "THEME", "of the picture (light)", {"light", "dark"}}},
        .examples = {{"sinew measure hrv morning.txt", "a page about one recording"},
                     {"sinew measure hrv practice.fit --breathing 6 --plot practice.png",
                      "after paced breathing, with a picture"},
                     {"sinew measure hrv recordings/ --json > hrv.jsonl",
                      "one line of JSON a file"}},
        .run = run_measure_hrv};
}

}  // namespace sinew::cli
