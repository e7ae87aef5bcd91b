// The public corpus of watch files (../shared/cases/fit, tcx, gpx; docs/methods/recordings.md), where it is there: every
// file is read or refused with its reason, and the numbers agree with an independent decoder.
#include <gtest/gtest.h>
#include <sinew/base/calendar.hpp>
#include <sinew/base/files.hpp>
#include <sinew/base/table_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/recording/fit_profile.hpp>
#include <sinew/recording/fit_stream.hpp>
#include <sinew/recording/read_activity.hpp>

#include <cmath>
#include <filesystem>
#include <map>
#include <set>

namespace sinew::recording {
namespace {

const std::string kRoot = SINEW_SOURCE_DIR;
const std::string kCases = kRoot + "/../shared/cases/";
const Instant kNow = read_moment("2026-11-23T00:00:00Z")->earliest;

bool corpus_is_there() { return std::filesystem::is_directory(kCases + "fit"); }
#define NEEDS_CORPUS() \
    if (!corpus_is_there()) GTEST_SKIP() << kCases << " is not there: the corpus is not read"

/// A golden table; lines that begin with '#' say where it comes from.
Table golden(const std::string& file, const std::vector<std::string>& columns) {
    const auto bytes = read_file(kRoot + "/tests/golden/recordings/" + file);
    EXPECT_TRUE(bytes) << file;
    std::string rows;
    for (const std::string_view line : split(*bytes, '\n'))
        if (!line.starts_with('#')) rows += std::string{line} + "\n";
    const auto table = read_table(rows, file, columns);
    EXPECT_TRUE(table) << to_line(table.error().list().front());
    return *table;
}

std::string flag(const std::optional<bool>& value) { return value ? (*value ? "yes" : "no") : ""; }

/// What the table says of an activity, by column.
std::map<std::string, std::string, std::less<>> described(
    const domain::RecordedActivity& activity) {
    std::size_t heart = 0, speed = 0, distance = 0, power = 0, cadence = 0, altitude = 0;
    double lowest = 1e9, highest = 0, last_m = 0;
    for (const auto& sample : activity.samples) {
        if (sample.heart_bpm) {
            ++heart;
            lowest = std::min(lowest, *sample.heart_bpm);
            highest = std::max(highest, *sample.heart_bpm);
        }
        speed += sample.speed_m_s.has_value();
        distance += sample.distance_m.has_value();
        last_m = sample.distance_m.value_or(last_m);
        power += sample.power_w.has_value();
        cadence += sample.cadence_rpm.has_value();
        altitude += sample.altitude_m.has_value();
    }
    const auto count = [](std::size_t n) { return std::to_string(n); };
    return {{"verdict", activity.intact ? "read" : "in part"},
            {"start", activity.start_unix_s
                          ? instant_text(Instant{std::chrono::seconds{*activity.start_unix_s}})
                          : ""},
            {"duration_s", number_text(activity.duration_s)},
            {"sport", activity.sport},
            {"sub_sport", activity.sub_sport},
            {"indoor", flag(activity.indoor)},
            {"device", activity.device},
            {"samples", count(activity.samples.size())},
            {"heart", count(heart)},
            {"heart_lowest", heart == 0 ? "" : number_text(lowest)},
            {"heart_highest", heart == 0 ? "" : number_text(highest)},
            {"speed", count(speed)},
            {"distance", count(distance)},
            {"distance_m", fixed_text(last_m, 3)},
            {"power", count(power)},
            {"cadence", count(cadence)},
            {"altitude", count(altitude)},
            {"laps", count(activity.laps.size())},
            {"pauses", count(activity.pauses.size())},
            {"beats", count(activity.beats.rr_ms.size())},
            {"gaps", count(activity.beats.gaps.size())}};
}

TEST(WatchCorpus, every_file_is_read_or_refused_as_the_table_says) {
    NEEDS_CORPUS();
    const Table table = golden("corpus.csv", {"file", "verdict", "reason"});
    std::set<std::string> listed;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const std::string& file = table.cell(row, "file");
        SCOPED_TRACE(file);
        listed.insert(file);
        const auto bytes = read_file(kCases + file);
        ASSERT_TRUE(bytes);
        const auto activity = read_activity(*bytes, file, kNow);
        if (!activity) {
            EXPECT_EQ(table.cell(row, "verdict"), "refused");
            EXPECT_EQ(table.cell(row, "reason"), activity.error().what);
            continue;
        }
        for (const auto& [column, value] : described(*activity))
            EXPECT_EQ(table.cell(row, column), value) << column;
        EXPECT_TRUE(activity->intact || !activity->remarks.empty());
    }
    for (const char* folder : {"fit", "tcx", "gpx"})
        for (const auto& entry : std::filesystem::directory_iterator{kCases + folder})
            EXPECT_TRUE(entry.path().extension() == ".csv" ||
                        listed.contains(folder + ("/" + entry.path().filename().string())))
                << entry.path() << " has no row in corpus.csv";
}

/// Counts and sums as the golden table has them: all files of a chain, or the first one.
class Sums final : public FitVisitor {
public:
    struct Sum {
        std::size_t count = 0;
        double total = 0;
    };
    void on_file(std::size_t number) override { first_ = number == 0; }
    void on_message(const FitMessage& message) override {
        if (!first_) return;  // the other decoder stops after the first
        ++messages[message.global()];
        for (const FitField& field : message.fields()) {
            const auto* said =
                field.from_developer ? nullptr : fit_field_name(message.global(), field.number);
            if (said == nullptr) continue;
            Sum& sum = values[{message.global(), field.number}];
            for (std::size_t i = 0; i < field.count(); ++i)
                if (const auto raw = message.number(field, i)) {
                    ++sum.count;
                    sum.total += *raw / said->scale - said->offset;
                }
        }
        // A compressed header holds the time that field 253 would.
        if (message.field(253) == nullptr && message.timestamp()) {
            Sum& sum = values[{message.global(), 253}];
            ++sum.count;
            sum.total += *message.timestamp();
        }
    }
    std::map<std::uint16_t, std::size_t> messages;
    std::map<std::pair<std::uint16_t, std::uint8_t>, Sum> values;

private:
    bool first_ = true;
};

TEST(WatchCorpus, message_counts_and_values_agree_with_an_independent_decoder) {
    NEEDS_CORPUS();
    const Table table =
        golden("fit_values.csv", {"file", "message", "field", "name", "count", "sum"});
    std::map<std::string, Sums> read;
    std::size_t counts = 0, values = 0;
    std::map<std::string, std::size_t> kinds;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const std::string& file = table.cell(row, "file");
        if (table.cell(row, "sum").starts_with("refused")) {
            EXPECT_EQ(
                file,
                "activity-unexpected-eof.fit");  // cut off: we recover what stands before the cut
            continue;
        }
        SCOPED_TRACE(file + " message " + table.cell(row, "message") + " " +
                     table.cell(row, "name"));
        if (!read.contains(file)) {
            const auto bytes = read_file(kCases + "fit/" + file);
            ASSERT_TRUE(bytes);
            ASSERT_TRUE(read_fit_stream(*bytes, file, read[file]));
        }
        const Sums& ours = read[file];
        const auto message = static_cast<std::uint16_t>(*parse_number(table.cell(row, "message")));
        const auto count = static_cast<std::size_t>(*parse_number(table.cell(row, "count")));
        if (table.cell(row, "field").empty()) {
            ++counts;
            ++kinds[file];
            ASSERT_TRUE(ours.messages.contains(message));
            EXPECT_EQ(ours.messages.at(message), count);
            continue;
        }
        ++values;
        const auto field = static_cast<std::uint8_t>(*parse_number(table.cell(row, "field")));
        ASSERT_TRUE(ours.values.contains({message, field}));
        const Sums::Sum& sum = ours.values.at({message, field});
        const double wanted = *parse_number(table.cell(row, "sum"));
        EXPECT_EQ(sum.count, count);
        EXPECT_NEAR(sum.total, wanted, 1e-9 * std::abs(wanted));
    }
    for (const auto& [file, sums] : read) EXPECT_EQ(sums.messages.size(), kinds[file]) << file;
    EXPECT_EQ(read.size(), 29U);
    EXPECT_GT(counts, 250U);
    EXPECT_GT(values, 800U);
}

TEST(WatchCorpus, hrv_activity_holds_the_beats_that_are_published_for_it) {
    NEEDS_CORPUS();
    const auto activity =
        read_activity(*read_file(kCases + "fit/hrv-activity.fit"), "hrv-activity.fit", kNow);
    ASSERT_TRUE(activity);
    ASSERT_EQ(activity->beats.rr_ms.size(), 2705U);
    EXPECT_EQ(std::vector<double>(activity->beats.rr_ms.begin(), activity->beats.rr_ms.begin() + 5),
              (std::vector<double>{467, 464, 464, 463, 463}));
    EXPECT_EQ(activity->samples.size(), 1072U);
}

/// A cell of a records table: nothing for an empty one or "null".
std::optional<double> cell_number(const Table& table, std::size_t row, std::string_view column) {
    const std::string_view text = trim(table.cell(row, column));
    return text.empty() || text == "null" ? std::nullopt : parse_number(text);
}

TEST(WatchCorpus, samples_agree_with_the_records_that_another_reader_saw) {
    NEEDS_CORPUS();
    for (const std::string name :
         {"garmin-edge-820-bike", "garmin-fenix-5-bike", "garmin-fenix-5-run"}) {
        SCOPED_TRACE(name);
        const auto activity =
            read_activity(*read_file(kCases + "fit/" + name + ".fit"), name, kNow);
        ASSERT_TRUE(activity);
        const auto table = read_table(*read_file(kCases + "fit/" + name + "-records.csv"), name,
                                      {"heart_rate", "cadence", "speed", "distance", "altitude"});
        ASSERT_TRUE(table);
        ASSERT_EQ(activity->samples.size(), table->rows.size());
        for (std::size_t row = 0; row < table->rows.size(); ++row) {
            const auto& sample = activity->samples[row];
            EXPECT_EQ(sample.heart_bpm, cell_number(*table, row, "heart_rate")) << row;
            const auto cadence = cell_number(*table, row, "cadence");
            EXPECT_EQ(std::floor(sample.cadence_rpm.value_or(-1)), cadence.value_or(-1)) << row;
            EXPECT_EQ(sample.speed_m_s, cell_number(*table, row, "speed")) << row;
            EXPECT_EQ(sample.distance_m, cell_number(*table, row, "distance")) << row;
            EXPECT_NEAR(*sample.altitude_m, *cell_number(*table, row, "altitude"), 1e-9) << row;
        }
    }
}

TEST(WatchCorpus, packed_speed_and_distance_agree_with_another_reader) {
    NEEDS_CORPUS();
    const std::string name = "compressed-speed-distance";
    const auto activity = read_activity(*read_file(kCases + "fit/" + name + ".fit"), name, kNow);
    ASSERT_TRUE(activity);
    std::string text = *read_file(kCases + "fit/" + name + "-records.csv");
    text.replace(0, text.find('\n'), "t,heart,speed,distance,cadence");
    const auto table = read_table(text, name, {"t", "heart", "speed", "distance", "cadence"});
    ASSERT_TRUE(table);
    // The table leaves out the records without speed; ours holds them too.
    std::vector<domain::ActivitySample> with_speed;
    for (const auto& sample : activity->samples)
        if (sample.speed_m_s) with_speed.push_back(sample);
    ASSERT_EQ(with_speed.size(), table->rows.size());
    const double first = *cell_number(*table, 0, "t") - with_speed[0].t_s;
    for (std::size_t row = 0; row < with_speed.size(); ++row) {
        EXPECT_EQ(with_speed[row].t_s + first, *cell_number(*table, row, "t"));
        EXPECT_EQ(with_speed[row].heart_bpm, cell_number(*table, row, "heart"));
        EXPECT_EQ(with_speed[row].speed_m_s, cell_number(*table, row, "speed"));
        EXPECT_EQ(with_speed[row].distance_m, cell_number(*table, row, "distance"));
        EXPECT_EQ(with_speed[row].cadence_rpm, cell_number(*table, row, "cadence"));
    }
}

TEST(WatchCorpus, a_cut_at_every_offset_of_whole_files_is_refused_or_remarked) {
    NEEDS_CORPUS();
    for (const std::string name :
         {"Activity.fit", "garmin-fenix-5-bike.fit", "garmin-edge-820-bike.fit",
          "DeveloperData.fit", "compressed-speed-distance.fit", "activity-activity-filecrc.fit",
          "Settings.fit"}) {
        SCOPED_TRACE(name);
        const std::string whole = *read_file(kCases + "fit/" + name);
        const auto reference = read_activity(whole, name, kNow);
        for (std::size_t length = 0; length < whole.size(); ++length) {
            const auto seen = read_activity(std::string_view{whole}.substr(0, length), name, kNow);
            if (!seen) continue;
            // A chain cut exactly between two files is whole as it stands.
            if (name == "activity-activity-filecrc.fit" && length == whole.size() / 2) continue;
            ASSERT_FALSE(seen->intact) << length;
            ASSERT_FALSE(seen->remarks.empty()) << length;
            ASSERT_TRUE(reference);
            ASSERT_LE(seen->samples.size(), reference->samples.size());
            for (std::size_t i = 0; i < seen->samples.size(); ++i)
                ASSERT_EQ(seen->samples[i].heart_bpm, reference->samples[i].heart_bpm) << length;
        }
    }
}

TEST(WatchCorpus, every_changed_byte_of_whole_files_is_refused_or_remarked) {
    NEEDS_CORPUS();
    for (const std::string name :
         {"Activity.fit", "DeveloperData.fit", "garmin-edge-820-bike.fit"}) {
        SCOPED_TRACE(name);
        const std::string whole = *read_file(kCases + "fit/" + name);
        for (std::size_t at = 0; at < whole.size(); ++at) {
            std::string damaged = whole;
            damaged[at] = static_cast<char>(~damaged[at]);
            const auto seen = read_activity(damaged, name, kNow);
            if (!seen) continue;
            ASSERT_FALSE(seen->intact) << at;
            ASSERT_FALSE(seen->remarks.empty()) << at;
        }
    }
}

}  // namespace
}  // namespace sinew::recording
