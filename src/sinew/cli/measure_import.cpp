// `sinew measure import`: watch files in, one summary a file out.
#include <sinew/base/clock.hpp>
#include <sinew/base/files.hpp>
#include <sinew/base/text.hpp>
#include <sinew/care/import_activity_use.hpp>
#include <sinew/cli/call.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/named_files.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/cli/progress.hpp>
#include <sinew/document/activity_json.hpp>
#include <sinew/recording/fit_listing.hpp>
#include <sinew/recording/read_activity.hpp>
#include <sinew/recording/watch_limits.hpp>
#include <sinew/render/activity_text.hpp>

#include <algorithm>

namespace sinew::cli {
namespace {

enum class Verdict : std::uint8_t { read, in_part, same, refused };
constexpr std::array<std::string_view, 4> kVerdicts{"read", "in_part", "same", "refused"};
constexpr std::size_t kVerdictColumns = 8;

/// The day of --date ends the believable times; else this second does.
Instant latest_now(const Settings& settings) {
    return settings.date ? Instant{*settings.date + std::chrono::days{1}} : clock_now();
}

class Import {
public:
    Import(Call& call, const care::Words& words)
        : call_{call},
          words_{words},
          now_{latest_now(call.settings)},
          look_inside_{call.has("messages")},
          samples_{call.has("samples") ? document::WithSamples::yes : document::WithSamples::no} {}

    Exit one(const std::string& path) {
        const auto bytes = read_file(path, recording::kLargestWatchFile);
        if (!bytes) return refuse(call_, bytes.error());
        return look_inside_ ? look_inside(path, *bytes) : read_one(path, *bytes);
    }

    Exit many(const std::vector<std::string>& paths, const std::vector<bool>& from_folder) {
        {
            Progress progress{call_.notes, !call_.settings.quiet && !call_.out.terminal(),
                              paths.size(), "files", 1};
            for (std::size_t i = 0; i < paths.size() && call_.out.state() == Output::State::open;
                 ++i) {
                one_of_many(paths[i], from_folder[i]);
                progress.show(i + 1, i + 1);
            }
        }
        if (!call_.settings.json) say_counts();
        return count(Verdict::refused) + count(Verdict::in_part) == 0 ? Exit::answered
                                                                      : Exit::in_part;
    }

private:
    Exit read_one(const std::string& path, const std::string& bytes) {
        const auto activity = recording::read_activity(bytes, path, now_);
        if (!activity) return refuse(call_, activity.error());
        const auto summary = care::summarise_activity(*activity);
        if (call_.settings.json) {
            OrderedJson json{{"file", path}, {"verdict", activity->intact ? "read" : "in_part"}};
            json.update(document::activity_json(*activity, summary, samples_));
            call_.out.line(samples_ == document::WithSamples::yes ? json.dump() : json.dump(2));
        } else {
            call_.out.write(render::activity_text(path, *activity, summary, words_,
                                                  page_style(call_.out, false)));
        }
        return activity->intact ? Exit::answered : Exit::in_part;
    }

    Exit look_inside(const std::string& path, const std::string& bytes) {
        const auto listing = recording::list_fit_messages(bytes, path);
        if (!listing) return refuse(call_, listing.error());
        if (call_.settings.json) {
            OrderedJson json{{"file", path}};
            json.update(document::message_listing_json(*listing));
            call_.out.line(json.dump(2));
        } else {
            call_.out.write(
                render::message_listing_text(path, *listing, words_, page_style(call_.out, false)));
        }
        return listing->intact ? Exit::answered : Exit::in_part;
    }

    void one_of_many(const std::string& path, bool from_folder) {
        const auto bytes = read_file(path, recording::kLargestWatchFile);
        if (!bytes) return tell_refused(path, bytes.error());
        if (from_folder && recording::watch_format(*bytes) == recording::WatchFormat::unknown) {
            ++passed_over_;
            return;
        }
        if (look_inside_) return list_one_of_many(path, *bytes);
        const auto activity = recording::read_activity(*bytes, path, now_);
        if (!activity) return tell_refused(path, activity.error());
        if (const auto same = seen_.first_seen_as(activity->content_hash, path)) {
            tell(path, Verdict::same, words_("recording.same_as", {{"name", *same}}),
                 {{"same_as", *same}, {"content_hash", activity->content_hash}});
            return;
        }
        const auto summary = care::summarise_activity(*activity);
        OrderedJson json;
        std::string line;
        if (call_.settings.json)
            json = document::activity_json(*activity, summary, samples_);
        else
            line = render::activity_line(*activity, summary, words_);
        if (!activity->intact) line += "  " + activity->remarks.front();
        tell(path, activity->intact ? Verdict::read : Verdict::in_part, line, json);
    }

    void list_one_of_many(const std::string& path, const std::string& bytes) {
        const auto listing = recording::list_fit_messages(bytes, path);
        if (!listing) return tell_refused(path, listing.error());
        std::string line;
        for (const auto& kind : listing->kinds)
            line +=
                (line.empty() ? "" : ", ") +
                (kind.name.empty() ? words_("recording.unknown") + " " + std::to_string(kind.number)
                                   : kind.name) +
                " " + std::to_string(kind.messages);
        tell(path, listing->intact ? Verdict::read : Verdict::in_part, line,
             document::message_listing_json(*listing));
    }

    void tell_refused(const std::string& path, const Error& error) {
        Faults faults;
        faults.add(error);
        std::string line = error.what;
        if (!error.hint.empty()) line += " (" + error.hint + ")";
        tell(path, Verdict::refused, line, faults_json(faults));
    }

    void tell(const std::string& path, Verdict verdict, const std::string& line,
              const OrderedJson& json) {
        ++tally_[static_cast<std::size_t>(verdict)];
        const std::string_view word = kVerdicts[static_cast<std::size_t>(verdict)];
        if (call_.settings.json) {
            OrderedJson whole{{"file", path}, {"verdict", word}};
            whole.update(json);
            call_.out.line(whole.dump());
            return;
        }
        const Ink ink = verdict == Verdict::read      ? Ink::good
                        : verdict == Verdict::refused ? Ink::bad
                                                      : Ink::careful;
        std::string label = words_("recording.verdict_" + std::string{word});
        const std::size_t columns = display_width(label);
        const std::string room(columns < kVerdictColumns ? kVerdictColumns - columns : 0, ' ');
        call_.out.line(call_.out.inked(label, ink) + room + "  " + path + "  " + line);
    }

    [[nodiscard]] std::size_t count(Verdict verdict) const {
        return tally_[static_cast<std::size_t>(verdict)];
    }

    void say_counts() {
        const auto text = [&](Verdict verdict) { return std::to_string(count(verdict)); };
        std::string line = words_("recording.batch", {{"read", text(Verdict::read)},
                                                      {"in_part", text(Verdict::in_part)},
                                                      {"same", text(Verdict::same)},
                                                      {"refused", text(Verdict::refused)}});
        if (passed_over_ != 0)
            line +=
                "; " + words_("recording.passed_over", {{"count", std::to_string(passed_over_)}});
        if (!call_.settings.quiet) call_.notes.line(line);
    }

    Call& call_;
    const care::Words& words_;
    Instant now_;
    bool look_inside_;
    document::WithSamples samples_;
    care::SeenContent seen_;
    std::array<std::size_t, 4> tally_{};
    std::size_t passed_over_ = 0;
};

Exit run_measure_import(Call& call) {
    const auto catalogue = catalogue_for(call, {care::Part::text});
    if (!catalogue) return refuse(call, catalogue.error());
    const care::Words words = (*catalogue)->words(call.settings.language, call.settings.framing);
    Faults faults;
    const AllNamed named = all_named(call, faults);
    if (!faults.none()) return refuse(call, faults);
    Import import{call, words};
    return named.batch() ? import.many(named.paths, named.from_folder)
                         : import.one(named.paths.front());
}

}  // namespace

CommandSpec measure_import_command() {
    return {.name = "import",
            .summary = "what a watch recorded, from FIT, TCX and GPX files",
            .about =
                "Reads what watches, bike computers and exports of apps write, recognised by "
                "content: start, duration, "
                "sport, device, heart rate, distance, laps, pauses, beats, and what was left aside "
                "or mended. Positions "
                "on earth and serial numbers are dropped. A damaged or cut file gives what stands "
                "before the damage, and "
                "says so.\n\n"
                "Many files or a folder give one line each; the same bytes are told as such. Exits "
                "1 when a file was "
                "refused or read in part, 2 when the only file was refused.",
            .arguments = {{.name = "FILE",
                           .meaning = "watch files or folders of them, or - for standard input",
                           .many = true}},
            .options =
                {{"samples", "", "with --json: every sample and every beat interval"},
                 {"messages", "",
                  "look inside FIT files of any kind: messages and fields with counts and ranges"}},
            .examples = {{"sinew measure import ride.fit", "a page about one recording"},
                         {"sinew measure import recordings/ --json > imported.jsonl",
                          "one line of JSON a file"},
                         {"sinew measure import settings.fit --messages",
                          "what is inside, activity or not"}},
            .run = run_measure_import};
}

}  // namespace sinew::cli
