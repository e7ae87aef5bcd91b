#include <gtest/gtest.h>
#include <sinew/base/files.hpp>
#include <sinew/recording/rr_intervals.hpp>
#include <sinew/recording/rr_reader.hpp>

#include <cmath>
#include <filesystem>

namespace sinew::recording {
namespace {

using domain::RrUnit;
using domain::UnitBasis;
using Values = std::vector<double>;

domain::RrRecording read(std::string_view bytes, const RrReading& how = {}) {
    const auto recording = read_rr(bytes, "beats", how);
    EXPECT_TRUE(recording) << (recording ? "" : to_line(recording.error().list().front()));
    return recording.value_or(domain::RrRecording{});
}

Error refusal(std::string_view bytes, const RrReading& how = {}) {
    const auto recording = read_rr(bytes, "beats", how);
    EXPECT_FALSE(recording) << "was read";
    return recording ? Error{} : recording.error().list().front();
}

TEST(RrText, reads_one_interval_a_line) {
    const auto recording = read("# lying\n\n800\r\n  812.5\t\n7.9e2\n\n// done\n805");
    EXPECT_EQ(recording.series.rr_ms, (Values{800, 812.5, 790, 805}));
    EXPECT_EQ(recording.format, "rr-text");
    EXPECT_EQ(recording.basis, UnitBasis::detected);
    EXPECT_EQ(recording.unit, RrUnit::milliseconds);
    EXPECT_EQ(recording.content_hash.size(), 64U);
    EXPECT_TRUE(recording.remarks.empty()) << "a fraction of a ms leaves no doubt about the unit";
}

TEST(RrText, says_what_whole_numbers_leave_open) {
    const auto recording = read("800\n812\n790\n");
    EXPECT_EQ(recording.basis, UnitBasis::detected);
    ASSERT_EQ(recording.remarks.size(), 1U);
    EXPECT_NE(recording.remarks[0].find("1/1024"), std::string::npos);
}

TEST(RrText, tells_seconds_from_milliseconds) {
    const auto recording = read("0.8\n0.8125\n0.79\n");
    EXPECT_EQ(recording.series.rr_ms, (Values{800, 812.5, 790}));
    EXPECT_EQ(recording.unit, RrUnit::seconds);
    EXPECT_EQ(read("0,8\n0,8125\n0,79\n").series.rr_ms, (Values{800, 812.5, 790}))
        << "a comma as decimal point";
}

TEST(RrText, takes_a_stated_unit_at_its_word) {
    const auto ticks = read("1024\n768\n", {.unit = RrUnit::ticks_1024});
    EXPECT_EQ(ticks.series.rr_ms, (Values{1000, 750}));
    EXPECT_EQ(ticks.basis, UnitBasis::stated);
    EXPECT_EQ(read("# unit: 1/1024 s\n1024\n").series.rr_ms, (Values{1000}));
    EXPECT_EQ(read("rr_s\n2.5\n2.6\n").series.rr_ms, (Values{2500, 2600}))
        << "stated units need no plausible beats";
    EXPECT_EQ(refusal("rr_ms\n800\n", {.unit = RrUnit::seconds}).code, ErrorCode::conflict);
}

TEST(RrText, asks_for_the_unit_when_no_single_one_fits) {
    EXPECT_EQ(refusal("800\n0.8\n790\n0.79\n").code, ErrorCode::conflict);
    EXPECT_NE(refusal("100000\n120000\n").hint.find("unit"), std::string::npos);
    EXPECT_NE(refusal("72\n75\n71\n73\n").what.find("heart rates"), std::string::npos);
}

TEST(RrText, names_every_line_without_an_interval) {
    const auto recording = read_rr("800\nx1\n790\n -5\n0\n", "beats");
    ASSERT_FALSE(recording);
    const auto& faults = recording.error().list();
    ASSERT_EQ(faults.size(), 3U);
    EXPECT_EQ(faults[0].where, "beats:2:1");
    EXPECT_EQ(faults[0].code, ErrorCode::bad_input);
    EXPECT_EQ(faults[1].where, "beats:4:2");
    EXPECT_EQ(faults[1].code, ErrorCode::out_of_range);
    EXPECT_EQ(faults[2].where, "beats:5:1");
}

TEST(RrText, lets_bad_lines_be_gaps_when_asked) {
    const auto recording = read("bad\n800\nx\ny\n790\n-5\n", {.bad_lines = BadLines::gap});
    EXPECT_EQ(recording.series.rr_ms, (Values{800, 790}));
    EXPECT_EQ(recording.series.gaps, (std::vector<std::size_t>{1}))
        << "none at the ends, one between";
    ASSERT_FALSE(recording.remarks.empty());
    EXPECT_NE(recording.remarks[0].find("3 line(s)"), std::string::npos);
}

TEST(RrText, a_missing_value_is_a_gap) {
    const auto recording = read("800\nNaN\n790\n");
    EXPECT_EQ(recording.series.gaps, (std::vector<std::size_t>{1}));
}

TEST(RrText, stops_naming_lines_after_twenty) {
    std::string garbage;
    for (int i = 0; i < 5000; ++i) garbage += "garbage\n";
    const auto recording = read_rr(garbage, "beats");
    ASSERT_FALSE(recording);
    EXPECT_EQ(recording.error().list().size(), 21U);
}

TEST(RrText, is_the_same_in_every_encoding_and_line_end) {
    const Values expected{800, 812, 790};
    const std::string plain = "rr (ms)\n800\n812\n790\n";
    std::string little = "\xFF\xFE", big = "\xFE\xFF", old_mac, windows;
    for (const char c : plain) {
        little += {c, '\0'};
        big += {'\0', c};
        old_mac += c == '\n' ? '\r' : c;
        windows += c == '\n' ? "\r\n" : std::string(1, c);
    }
    for (const std::string& text : {plain, "\xEF\xBB\xBF" + plain, little, big, old_mac, windows,
                                    little.substr(2), big.substr(2)}) {
        const auto recording = read(text);
        EXPECT_EQ(recording.series.rr_ms, expected);
        EXPECT_EQ(recording.basis, UnitBasis::stated);
    }
    EXPECT_NE(refusal(little + "x").what.find("UTF-16"), std::string::npos);
}

TEST(RrText, refuses_what_is_no_recording) {
    EXPECT_EQ(refusal("").what, "the file is empty");
    EXPECT_NE(refusal("\n\n# nothing\n").what.find("blank"), std::string::npos);
    EXPECT_NE(refusal("\x1F\x8B\x08").hint.find("gzip"), std::string::npos);
    EXPECT_NE(refusal("<?xml version=\"1.0\"?>").what.find("XML"), std::string::npos);
    EXPECT_NE(refusal(std::string{"a\0\0\0\1\2", 6}).what.find("binary"), std::string::npos);
}

TEST(RrTable, finds_the_column_by_name_number_or_content) {
    const std::string table = "time,rr,hr\n1,800,75\n2,810,74\n3,805,74\n";
    const Values expected{800, 810, 805};
    EXPECT_EQ(read(table).series.rr_ms, expected);
    EXPECT_EQ(read(table).format, "csv");
    EXPECT_EQ(read(table, {.column = "2"}).series.rr_ms, expected);
    EXPECT_EQ(read(table, {.column = "RR"}).series.rr_ms, expected);
    EXPECT_EQ(read("1;0,8\n2;0,81\n3;0,805\n").series.rr_ms, expected) << "decimal comma";
    EXPECT_EQ(read("10.5\t800\n11.3\t810\n12.1\t805\n").series.rr_ms, expected);
    EXPECT_EQ(read("10.5  800\n 11.3  810\n12.1 805\n").series.rr_ms, expected);
    EXPECT_EQ(
        read("\"when\",\"RR-Interval (ms)\"\n\"Jan 5, 2018\",\"800\"\n\"Jan 5, 2018\",\"810\"\n")
            .series.rr_ms,
        (Values{800, 810}));
    EXPECT_EQ(refusal(table, {.column = "beats"}).code, ErrorCode::not_found);
    EXPECT_NE(refusal("a,b\n800,810\n805,812\n").what.find("more than one column"),
              std::string::npos);
    EXPECT_NE(refusal("a,b\n1,2\n3,4\n").what.find("no column"), std::string::npos);
}

TEST(RrTable, names_rows_of_another_length_and_cells_without_a_number) {
    EXPECT_EQ(refusal("time,rr\n1,800\n2;810\n").where, "beats:3:1");
    const Error cell = refusal("time,rr\n1,800\n22,x\n");
    EXPECT_EQ(cell.where, "beats:3:4");
    EXPECT_NE(cell.what.find("\"x\""), std::string::npos);
    EXPECT_EQ(read("time,rr\n1,800\n2,\n3,810\n").series.gaps, (std::vector<std::size_t>{1}));
}

TEST(RrHrm, reads_beats_and_refuses_averages) {
    const auto recording = read(
        "[Params]\r\nVersion=106\r\nMonitor=13\r\nInterval=238\r\nDate=20080125\r\n"
        "StartTime=08:57:29.0\r\n\r\n[Note]\r\n\r\n[HRData]\r\n800\r\n810\r\n");
    EXPECT_EQ(recording.series.rr_ms, (Values{800, 810}));
    EXPECT_EQ(recording.format, "hrm");
    EXPECT_EQ(recording.basis, UnitBasis::format);
    EXPECT_EQ(recording.device, "Polar monitor 13");
    EXPECT_FALSE(recording.start_unix_s) << "local time is no moment";
    EXPECT_NE(refusal("[Params]\nInterval=5\n[HRData]\n72\n75\n").what.find("heart rates"),
              std::string::npos);
    EXPECT_NE(refusal("[Params]\nInterval=238\n").what.find("[HRData]"), std::string::npos);
    EXPECT_EQ(refusal("[Params]\nInterval=238\n[HRData]\n800\nabc\n").where, "beats:5:1");
}

TEST(RrUnits, every_value_is_kept_whatever_its_size) {
    // Artefacts are not the reader's affair: 100 and 5000 ms stay.
    EXPECT_EQ(read("800\n100\n810\n5000\n805\n790\n800\n795\n810\n800\n").series.rr_ms.size(), 10U);
    EXPECT_EQ(beat_share({299, 300, 2000, 2001}, RrUnit::milliseconds), 0.5);
    EXPECT_EQ(beat_share({}, RrUnit::milliseconds), 0);
}

// ---- public files, where the checkout has them (docs/methods/rr-files.md) ----

std::optional<std::string> shared(const std::string& file) {
    const auto path = std::filesystem::path{SINEW_SOURCE_DIR} / "../shared/cases/rr" / file;
    if (!std::filesystem::exists(path)) return std::nullopt;
    return *read_file(path.string());
}

struct PublicCase {
    std::string file;
    std::size_t count;
    std::string format;
};

TEST(RrPublicFiles, are_read_whole) {
    const std::vector<PublicCase> cases{
        {"rest_rri.txt", 910, "rr-text"},
        {"rri_1.csv", 4, "rr-text"},
        {"rri_header.csv", 4, "rr-text"},
        {"rri_semicolon.csv", 4, "csv"},
        {"rri_multiple_columns_datetime.csv", 4, "csv"},
        {"SampleNNISeriesLong.npy", 4684, "npy"},
        {"noisy_rri.hrm", 0, "hrm"},
        {"test_file_2.hrm", 0, "hrm"},
    };
    for (const PublicCase& c : cases) {
        const auto bytes = shared(c.file);
        if (!bytes) GTEST_SKIP() << "no shared files here";
        const auto recording = read(*bytes);
        if (c.count > 0) {
            EXPECT_EQ(recording.series.rr_ms.size(), c.count) << c.file;
        }
        EXPECT_EQ(recording.format, c.format) << c.file;
    }
}

TEST(RrPublicFiles, have_the_plain_statistics_that_are_on_record) {
    const auto bytes = shared("rest_rri.txt");
    if (!bytes) GTEST_SKIP() << "no shared files here";
    const Values rr = read(*bytes).series.rr_ms;
    double sum = 0, squares = 0, steps = 0;
    for (const double v : rr) sum += v;
    const double mean = sum / static_cast<double>(rr.size());
    std::size_t above_50 = 0;
    for (std::size_t i = 0; i < rr.size(); ++i) {
        squares += (rr[i] - mean) * (rr[i] - mean);
        if (i == 0) continue;
        steps += (rr[i] - rr[i - 1]) * (rr[i] - rr[i - 1]);
        above_50 += std::abs(rr[i] - rr[i - 1]) > 50 ? 1 : 0;
    }
    const double n = static_cast<double>(rr.size());
    EXPECT_NEAR(mean, 1058.719, 5e-4);
    EXPECT_NEAR(std::sqrt(squares / (n - 1)), 57.818, 5e-4);
    EXPECT_NEAR(std::sqrt(steps / (n - 1)), 55.137, 5e-4);
    EXPECT_NEAR(100 * static_cast<double>(above_50) / (n - 1), 35.314, 5e-4);
}

TEST(RrPublicFiles, broken_ones_are_refused_with_the_line) {
    const auto bytes = shared("test_file_mistake_1.txt");
    if (!bytes) GTEST_SKIP() << "no shared files here";
    EXPECT_EQ(refusal(*bytes).where, "beats:3:1");
    const auto mended = read(*bytes, {.bad_lines = BadLines::gap});
    EXPECT_EQ(mended.series.gaps, (std::vector<std::size_t>{2}));
}

TEST(RrPublicFiles, beats_of_a_watch_file) {
    const auto path =
        std::filesystem::path{SINEW_SOURCE_DIR} / "../shared/cases/fit/hrv-activity.fit";
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "no shared files here";
    const auto recording = read(*read_file(path.string()));
    ASSERT_EQ(recording.series.rr_ms.size(), 2705U);
    EXPECT_EQ(Values(recording.series.rr_ms.begin(), recording.series.rr_ms.begin() + 5),
              (Values{467, 464, 464, 463, 463}));
    EXPECT_EQ(recording.format, "fit");
}

}  // namespace
}  // namespace sinew::recording
