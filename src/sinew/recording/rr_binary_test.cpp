#include <gtest/gtest.h>
#include <sinew/recording/rr_reader.hpp>

#include <bit>
#include <cstdint>
#include <limits>

namespace sinew::recording {
namespace {

using Values = std::vector<double>;

template <class T>
void append(std::string& bytes, T value, bool big) {
    std::array<char, sizeof(T)> raw = std::bit_cast<std::array<char, sizeof(T)>>(value);
    if (big) std::reverse(raw.begin(), raw.end());
    bytes.append(raw.data(), raw.size());
}

std::string npy_header(const std::string& descr, const std::string& shape, char version = 1,
                       const char* fortran = "False") {
    std::string dictionary =
        "{'descr': " + descr + ", 'fortran_order': " + fortran + ", 'shape': " + shape + ", }";
    dictionary += std::string(117 - dictionary.size(), ' ') + "\n";
    std::string bytes{"\x93NUMPY", 6};
    bytes.push_back(version);
    bytes.push_back('\0');
    if (version == 1)
        append(bytes, static_cast<std::uint16_t>(dictionary.size()), false);
    else
        append(bytes, static_cast<std::uint32_t>(dictionary.size()), false);
    return bytes + dictionary;
}

template <class T>
std::string npy(const std::string& descr, const std::string& shape, const std::vector<T>& values,
                char version = 1) {
    std::string bytes = npy_header(descr, shape, version);
    for (const T value : values) append(bytes, value, descr[1] == '>');
    return bytes;
}

TEST(RrNpy, reads_every_type_order_shape_and_version) {
    const Values expected{800, 812, 790};
    const std::vector<std::string> files{
        npy<double>("'<f8'", "(3,)", {800, 812, 790}),
        npy<double>("'>f8'", "(3, 1)", {800, 812, 790}, 2),
        npy<float>("'<f4'", "(1, 3)", {800, 812, 790}, 3),
        npy<std::int64_t>("'<i8'", "(3,)", {800, 812, 790}),
        npy<std::int32_t>("'>i4'", "(3,)", {800, 812, 790}),
        npy<std::int16_t>("'<i2'", "(3,)", {800, 812, 790}),
        npy<std::uint16_t>("'>u2'", "(3,)", {800, 812, 790}),
        npy<std::uint32_t>("'<u4'", "(3,)", {800, 812, 790}),
        npy<std::uint64_t>("'<u8'", "(3,)", {800, 812, 790}),
    };
    for (const std::string& bytes : files) {
        const auto recording = read_rr(bytes, "beats.npy");
        ASSERT_TRUE(recording) << to_line(recording.error().list().front());
        EXPECT_EQ(recording->series.rr_ms, expected);
        EXPECT_EQ(recording->format, "npy");
    }
}

TEST(RrNpy, refuses_what_it_cannot_hold_to) {
    const auto refused = [](const std::string& bytes) {
        const auto recording = read_rr(bytes, "beats.npy");
        EXPECT_FALSE(recording);
        return recording ? std::string{} : recording.error().list().front().what;
    };
    EXPECT_NE(refused(npy<double>("'<f8'", "(2, 2)", {1, 2, 3, 4})).find("more than one column"),
              std::string::npos);
    EXPECT_NE(refused(npy<double>("'<f8'", "(4,)", {1, 2, 3})).find("3 of 4"), std::string::npos);
    EXPECT_NE(refused(npy<double>("'|O'", "(1,)", {1})).find("type"), std::string::npos);
    EXPECT_NE(refused(npy<double>("'<c8'", "(1,)", {1})).find("type"), std::string::npos);
    EXPECT_NE(refused(npy<double>("'<f8'", "()", {1})).find("single number"), std::string::npos);
    EXPECT_NE(refused(npy<double>("'<f8'", "(0,)", {})).find("no interval"), std::string::npos);
    EXPECT_NE(refused(npy<double>("'<f8'", "(99999999999,)", {})).find("shape"), std::string::npos);
    const std::string whole = npy<double>("'<f8'", "(3,)", {800, 812, 790});
    for (std::size_t cut = 6; cut + 1 < whole.size(); ++cut) refused(whole.substr(0, cut));
    EXPECT_NE(refused(npy<double>("'<f8'", "(2,)", {800, -1})).find("no interval"),
              std::string::npos);
    EXPECT_NE(refused(npy<double>("'<f8'", "(2,)", {800, std::numeric_limits<double>::infinity()}))
                  .find("no interval"),
              std::string::npos);
}

TEST(RrNpy, a_nan_is_a_gap) {
    const auto recording =
        read_rr(npy<double>("'<f8'", "(3,)", {800, std::numeric_limits<double>::quiet_NaN(), 790}),
                "beats.npy");
    ASSERT_TRUE(recording);
    EXPECT_EQ(recording->series.gaps, (std::vector<std::size_t>{1}));
}

// ---- EDF ----

std::string padded(std::string text, std::size_t width) {
    return text + std::string(width - text.size(), ' ');
}

struct EdfSignalForTest {
    std::string label, dimension;
    std::vector<std::string> records;  ///< bytes of each data record
};

std::string edf(const std::string& kind, double record_s,
                const std::vector<EdfSignalForTest>& signals) {
    const std::size_t n = signals.size(), records = signals[0].records.size();
    std::string bytes = "0       " + padded("X X X X", 80) + padded("Startdate X X X X", 80) +
                        "05.03.2608.30.00" + padded(std::to_string(256 * (n + 1)), 8) +
                        padded(kind, 44) + padded(std::to_string(records), 8) +
                        padded(std::to_string(static_cast<int>(record_s)), 8) +
                        padded(std::to_string(n), 4);
    const auto all = [&](std::size_t width, auto&& text) {
        for (const auto& signal : signals) bytes += padded(text(signal), width);
    };
    using S = const EdfSignalForTest&;
    all(16, [](S s) { return s.label; });
    all(80, [](S) { return std::string{}; });
    all(8, [](S s) { return s.dimension; });
    for (const char* number : {"0", "32767", "0", "32767"})
        all(8, [&](S) { return std::string{number}; });
    all(80, [](S) { return std::string{}; });
    all(8, [](S s) { return std::to_string(s.records[0].size() / 2); });
    all(32, [](S) { return std::string{}; });
    for (std::size_t r = 0; r < records; ++r)
        for (const auto& signal : signals) bytes += signal.records[r];
    return bytes;
}

/// One record's notes: its own mark first.
std::string notes(double begin_s, const std::vector<std::pair<double, std::string>>& list) {
    std::string bytes = "+" + std::to_string(begin_s) + "\x14\x14" + std::string(1, '\0');
    for (const auto& [onset, text] : list)
        bytes += "+" + std::to_string(onset) + "\x14" + text + "\x14" + std::string(1, '\0');
    return bytes + std::string(200 - bytes.size(), '\0');
}

TEST(RrEdf, reads_beats_from_annotations) {
    const auto recording =
        read_rr(edf("EDF+C", 5,
                    {{"EDF Annotations",
                      "",
                      {notes(0, {{0.5, "R"}, {1.3, "R-peak"}, {2.1, "lie down"}, {2.125, "qrs"}}),
                       notes(5, {{5.0, "R"}})}}}),
                "beats.edf");
    ASSERT_TRUE(recording) << to_line(recording.error().list().front());
    EXPECT_EQ(recording->series.rr_ms, (Values{800, 825, 2875}));
    EXPECT_TRUE(recording->series.gaps.empty());
    EXPECT_EQ(recording->format, "edf");
    EXPECT_EQ(recording->basis, domain::UnitBasis::format);
    EXPECT_EQ(recording->remarks.size(), 2U) << "one note left aside; the local start";
}

TEST(RrEdf, a_break_between_records_is_a_gap) {
    const auto recording = read_rr(
        edf("EDF+D", 5,
            {{"EDF Annotations",
              "",
              {notes(0, {{0.5, "R"}, {1.3, "R"}}), notes(60, {{60.2, "R"}, {61.1, "R"}})}}}),
        "beats.edf");
    ASSERT_TRUE(recording);
    EXPECT_EQ(recording->series.rr_ms, (Values{800, 900}));
    EXPECT_EQ(recording->series.gaps, (std::vector<std::size_t>{1}));
}

std::string samples(const std::vector<std::int16_t>& values) {
    std::string bytes;
    for (const std::int16_t value : values) append(bytes, value, false);
    return bytes;
}

TEST(RrEdf, reads_a_channel_of_beats_but_no_curve) {
    const auto beats = read_rr(
        edf("", 1, {{"RRI", "ms", {samples({0, 0, 0, 800, 0}), samples({0, 0, 0, 0, 820})}}}),
        "beats.edf");
    ASSERT_TRUE(beats) << to_line(beats.error().list().front());
    EXPECT_EQ(beats->series.rr_ms, (Values{800, 820}));
    const auto curve =
        read_rr(edf("", 1, {{"RRI", "ms", {samples({800, 800, 801, 802, 805})}}}), "curve.edf");
    ASSERT_FALSE(curve);
    EXPECT_NE(curve.error().list()[0].what.find("\"RRI\" is an evenly sampled curve"),
              std::string::npos);
    const auto trace = read_rr(edf("", 1, {{"ECG", "uV", {samples({1, 2, 3})}}}), "trace.edf");
    ASSERT_FALSE(trace);
    EXPECT_NE(trace.error().list()[0].hint.find("electrocardiogram"), std::string::npos);
}

TEST(RrEdf, survives_a_cut_at_every_byte) {
    const std::string whole = edf(
        "EDF+C", 5,
        {{"EDF Annotations", "", {notes(0, {{0.5, "R"}, {1.3, "R"}}), notes(5, {{5.5, "R"}})}}});
    std::size_t partial = 0;
    for (std::size_t cut = 256; cut < whole.size(); ++cut) {
        const auto recording = read_rr(whole.substr(0, cut), "beats.edf");
        if (!recording) continue;
        ++partial;
        EXPECT_EQ(recording->series.rr_ms, (Values{800}));
        EXPECT_NE(recording->remarks.back().find("promises"), std::string::npos)
            << recording->remarks.back();
    }
    EXPECT_EQ(partial, 200U) << "the first record is whole, the second is not";
}

}  // namespace
}  // namespace sinew::recording
