#include <gtest/gtest.h>
#include <sinew/recording/heart_rate_packet.hpp>
#include <sinew/recording/rr_reader.hpp>

namespace sinew::recording {
namespace {

/// The table of docs/methods/rr-files.md, row by row.
struct Vector {
    std::vector<std::uint8_t> bytes;
    std::optional<double> heart;
    Contact contact;
    std::vector<double> rr_ms;
    bool malformed;
    std::optional<std::uint16_t> energy;
};

TEST(HeartRatePacket, agrees_with_every_vector) {
    const std::vector<Vector> vectors{
        {{0x16, 0x4D, 0x16, 0x03}, 77, Contact::present, {790 * 1000.0 / 1024}, false, {}},
        {{0x00, 0x48}, 72, Contact::unknown, {}, false, {}},
        {{0x04, 0x48}, {}, Contact::lost, {}, false, {}},
        {{0x06, 0x48}, 72, Contact::present, {}, false, {}},
        {{0x01, 0x2C, 0x01}, {}, Contact::unknown, {}, false, {}},
        {{0x1E, 0x50, 0x64, 0x00, 0x00, 0x04, 0x00, 0x04},
         80,
         Contact::present,
         {1000, 1000},
         false,
         100},
        {{0x10, 0x4B, 0x00, 0x03, 0x01}, 75, Contact::unknown, {750}, true, {}},
        {{0x10, 0x4B}, 75, Contact::unknown, {}, false, {}},
        {{}, {}, Contact::unknown, {}, true, {}},
        // By hand, from the layout: 16-bit heart rate in range, energy cut off, heart rate cut off, 0 = none.
        {{0x01, 0x48, 0x00}, 72, Contact::unknown, {}, false, {}},
        {{0x08, 0x48, 0x64}, 72, Contact::unknown, {}, true, {}},
        {{0x01, 0x48}, {}, Contact::unknown, {}, true, {}},
        {{0x00, 0x00}, {}, Contact::unknown, {}, false, {}},
        {{0x00, 0xF0}, 240, Contact::unknown, {}, false, {}},
        {{0x00, 0xF1}, {}, Contact::unknown, {}, false, {}},
    };
    for (std::size_t i = 0; i < vectors.size(); ++i) {
        const HeartRatePacket packet = read_heart_rate_packet(vectors[i].bytes);
        EXPECT_EQ(packet.heart_bpm, vectors[i].heart) << i;
        EXPECT_EQ(packet.contact, vectors[i].contact) << i;
        EXPECT_EQ(packet.malformed, vectors[i].malformed) << i;
        EXPECT_EQ(packet.energy_kj, vectors[i].energy) << i;
        ASSERT_EQ(packet.intervals, vectors[i].rr_ms.size()) << i;
        for (std::size_t k = 0; k < packet.intervals; ++k)
            EXPECT_EQ(packet.rr_ms(k), vectors[i].rr_ms[k]) << i;
    }
    EXPECT_TRUE(read_heart_rate_packet(vectors[4].bytes).implausible);
    EXPECT_NEAR(read_heart_rate_packet(vectors[0].bytes).rr_ms(0), 771.48, 0.005);
}

TEST(HeartRateStream, a_loss_of_contact_is_a_gap_and_its_beats_are_none) {
    HeartRateStream stream;
    const auto add = [&](std::vector<std::uint8_t> bytes) {
        stream.add(read_heart_rate_packet(bytes));
    };
    add({0x14, 0x48, 0x00, 0x04});  // no contact yet: no gap at the start
    add({0x16, 0x48, 0x00, 0x04});
    add({0x14, 0x48, 0x00, 0x02});
    add({0x04, 0x48});
    add({0x16, 0x48, 0x00, 0x04, 0x00, 0x03});
    add({});
    EXPECT_EQ(stream.beats().rr_ms, (std::vector<double>{1000, 1000, 750}));
    EXPECT_EQ(stream.beats().gaps, (std::vector<std::size_t>{1}));
    EXPECT_EQ(stream.packets(), 6U);
    EXPECT_EQ(stream.malformed(), 1U);
    EXPECT_EQ(stream.without_contact(), 3U);
    EXPECT_EQ(stream.heart_bpm().size(), 2U);
}

TEST(PacketFiles, are_read_as_lines_and_as_bytes) {
    const auto lines =
        read_rr("# strap\n16 4D 16 03\n16-4d-16-03\n164D1603\n10 4B 00 03 01\n", "packets");
    ASSERT_TRUE(lines) << to_line(lines.error().list().front());
    EXPECT_EQ(lines->format, "ble");
    EXPECT_EQ(lines->unit, domain::RrUnit::ticks_1024);
    EXPECT_EQ(lines->basis, domain::UnitBasis::format);
    EXPECT_EQ(lines->series.rr_ms.size(), 4U);
    EXPECT_EQ(lines->series.rr_ms[0], 790 * 1000.0 / 1024);
    ASSERT_EQ(lines->remarks.size(), 1U);
    EXPECT_EQ(lines->remarks[0].substr(0, 11), "1 malformed");

    const std::string bytes{"\x04\x16\x4D\x16\x03\x02\x10\x4B\x06\x16\x4D\x16\x03", 13};
    const auto sent = read_rr(bytes, "packets", {.format = RrFormat::ble});
    ASSERT_TRUE(sent) << to_line(sent.error().list().front());
    EXPECT_EQ(sent->series.rr_ms.size(), 2U);
    EXPECT_EQ(sent->remarks.at(0).substr(0, 11), "1 malformed") << "the last one is cut off";
}

TEST(PacketFiles, plain_numbers_are_not_taken_for_packets) {
    EXPECT_EQ(recognise_rr("1000\n1010\n0990\n"), RrFormat::text);
    EXPECT_EQ(recognise_rr("800\n810\n"), RrFormat::text);
    EXPECT_EQ(recognise_rr("00 48\n00 49\n"), RrFormat::ble);
    const auto none = read_rr("00 48\n06 48\n", "packets");
    ASSERT_FALSE(none);
    EXPECT_NE(none.error().list()[0].what.find("2 packet(s)"), std::string::npos);
    const auto wrong = read_rr("16 4D 16 03\n16 4G\n", "packets", {.format = RrFormat::ble});
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().list()[0].where, "packets:2:5");
}

}  // namespace
}  // namespace sinew::recording
