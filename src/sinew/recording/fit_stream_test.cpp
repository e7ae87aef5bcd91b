// The walk over FIT bytes: definitions, byte orders, clocks, chains, damage.
#include "support/fit_writer.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sinew/base/random_stream.hpp>
#include <sinew/recording/fit_crc.hpp>
#include <sinew/recording/fit_stream.hpp>

namespace sinew::recording {
namespace {

using test::ByteOrder;
using test::FitWriter;

/// Writes down every message as "global@time number=value ...".
class Notes final : public FitVisitor {
public:
    void on_file(std::size_t number) override { lines.push_back(fmt::format("file {}", number)); }
    void on_message(const FitMessage& message) override {
        std::string line = fmt::format("{}", message.global());
        if (message.timestamp()) line += fmt::format("@{}", *message.timestamp());
        for (const FitField& field : message.fields()) {
            line += fmt::format(" {}{}=", field.from_developer ? "dev" : "", field.number);
            if (field.base == FitBase::text) {
                line += message.text(field);
                continue;
            }
            for (std::size_t i = 0; i < field.count(); ++i) {
                const auto value = message.number(field, i);
                line += (i == 0 ? "" : ",") + (value ? fmt::format("{}", *value) : "-");
            }
        }
        lines.push_back(line);
    }
    std::vector<std::string> lines;
};

struct Walk {
    Result<FitReport> report;
    std::vector<std::string> lines;
};
Walk walk(std::string_view bytes) {
    Notes notes;
    auto report = read_fit_stream(bytes, "a.fit", notes);
    return {std::move(report), std::move(notes.lines)};
}

FitWriter small(ByteOrder order = ByteOrder::little) {
    FitWriter out{order};
    out.define(0, 20, {{253, 4, 0x86}, {3, 1, 0x02}, {6, 2, 0x84}});
    out.message(0).u32(1'000'000'000).u8(120).u16(2500);
    out.message(0).u32(1'000'000'001).u8(0xFF).u16(0xFFFF);
    return out;
}

TEST(FitCrc, fast_one_gives_the_bits_of_the_definition) {
    EXPECT_EQ(fit_crc_reference("123456789"), 0xBB3D);  // the check value of CRC-16/ARC
    RandomStream random{7, "fit_crc"};
    for (std::size_t length = 0; length < 70; ++length) {
        std::string bytes;
        for (std::size_t i = 0; i < length; ++i) bytes += static_cast<char>(random.below(256));
        const auto before = static_cast<std::uint16_t>(random.below(65536));
        EXPECT_EQ(fit_crc(bytes, before), fit_crc_reference(bytes, before)) << length;
    }
}

TEST(FitStream, both_byte_orders_and_both_headers_say_the_same) {
    const std::vector<std::string> wanted{"file 0", "20@1000000000 253=1000000000 3=120 6=2500",
                                          "20@1000000001 253=1000000001 3=- 6=-"};
    for (const auto order : {ByteOrder::little, ByteOrder::big})
        for (const std::size_t header : {12U, 14U}) {
            const Walk seen = walk(small(order).file(header));
            ASSERT_TRUE(seen.report);
            EXPECT_EQ(seen.lines, wanted);
            EXPECT_TRUE(seen.report->intact());
            EXPECT_TRUE(seen.report->remarks().empty());
            EXPECT_EQ(seen.report->files.front().file_crc, FitCheck::right);
        }
}

TEST(FitStream, every_base_type_reads_its_value_and_knows_its_empty_mark) {
    FitWriter out;
    out.define(1, 0xFF00,
               {{0, 1, 0x00},
                {1, 1, 0x01},
                {2, 1, 0x02},
                {3, 1, 0x0A},
                {4, 1, 0x0D},
                {5, 2, 0x83},
                {6, 2, 0x84},
                {7, 2, 0x8B},
                {8, 4, 0x85},
                {9, 4, 0x86},
                {10, 4, 0x8C},
                {11, 4, 0x88},
                {12, 8, 0x89},
                {13, 8, 0x8E},
                {14, 8, 0x8F},
                {15, 8, 0x90},
                {16, 4, 0x07}});
    out.message(1).u8(3).u8(0xFE).u8(200).u8(1).u8(9).u16(0xFFFE).u16(40000).u16(5);
    out.u32(0xFFFFFFFE).u32(4000000000U).u32(6).u32(0x3FC00000).integer(0x3FF8000000000000, 8);
    out.integer(0xFFFFFFFFFFFFFFFE, 8).integer(1ULL << 40U, 8).integer(7, 8).text("hé", 4);
    out.message(1).u8(0xFF).u8(0x7F).u8(0xFF).u8(0).u8(0xFF).u16(0x7FFF).u16(0xFFFF).u16(0);
    out.u32(0x7FFFFFFF).u32(0xFFFFFFFF).u32(0).u32(0xFFFFFFFF).integer(~0ULL, 8);
    out.integer(0x7FFFFFFFFFFFFFFF, 8).integer(~0ULL, 8).integer(0, 8).text("", 4);
    const Walk seen = walk(out.file());
    EXPECT_EQ(seen.lines[1],
              "65280 0=3 1=-2 2=200 3=1 4=9 5=-2 6=40000 7=5 8=-2 9=4000000000 10=6 11=1.5 12=1.5 "
              "13=-2 14=1099511627776 15=7 16=hé");
    EXPECT_EQ(seen.lines[2],
              "65280 0=- 1=- 2=- 3=- 4=- 5=- 6=- 7=- 8=- 9=- 10=- 11=- 12=- 13=- 14=- 15=- 16=");
}

TEST(FitStream, compressed_clock_rolls_over_and_an_array_keeps_its_elements) {
    FitWriter out;
    out.define(0, 20, {{253, 4, 0x86}}).define(1, 78, {{0, 6, 0x84}});
    out.compressed(1, 3).u16(1).u16(2).u16(3);  // before any full time: no moment
    out.message(0).u32(1'000'000'029);          // low bits 29
    out.compressed(1, 29).u16(467).u16(464).u16(0xFFFF);
    out.compressed(1, 31).u16(1).u16(2).u16(3);
    out.compressed(1, 2).u16(1).u16(2).u16(3);  // 31 -> 2 passes 32
    const Walk seen = walk(out.file());
    ASSERT_EQ(1'000'000'029 % 32, 29);
    EXPECT_EQ(seen.lines[1], "78 0=1,2,3");
    EXPECT_EQ(seen.lines[3], "78@1000000029 0=467,464,-");
    EXPECT_EQ(seen.lines[4], "78@1000000031 0=1,2,3");
    EXPECT_EQ(seen.lines[5], "78@1000000034 0=1,2,3");
}

TEST(FitStream, developer_fields_take_the_type_that_the_file_describes) {
    FitWriter out;
    out.define(0, 206, {{0, 1, 0x02}, {1, 1, 0x02}, {2, 1, 0x02}, {3, 8, 0x07}, {8, 4, 0x07}});
    out.message(0).u8(0).u8(7).u8(0x84).text("Power", 8).text("W", 4);
    out.define(1, 20, {{3, 1, 0x02}}, {{7, 2, 0}, {9, 3, 0}});
    out.message(1).u8(100).u16(275).u8(1).u8(2).u8(3);
    const Walk seen = walk(out.file());
    ASSERT_TRUE(seen.report);
    EXPECT_EQ(seen.lines.back(), "20 3=100 dev7=275 dev9=1,2,3");
}

TEST(FitStream, a_field_of_unknown_type_is_left_aside_and_the_rest_stays_in_place) {
    FitWriter out;
    out.define(0, 20, {{1, 3, 0x55}, {2, 3, 0x84}, {3, 1, 0x02}});
    out.message(0).u8(1).u8(2).u8(3).u8(4).u8(5).u8(6).u8(99);
    const Walk seen = walk(out.file());
    EXPECT_EQ(seen.lines.back(), "20 1=1,2,3 2=4,5,6 3=99");
    EXPECT_EQ(seen.report->files.front().unreadable_fields, 2U);
    EXPECT_EQ(seen.report->remarks().size(), 1U);
}

TEST(FitStream, chained_files_are_read_one_after_the_other_with_definitions_of_their_own) {
    const std::string first = small().file();
    FitWriter second;
    second.message(0).u32(1);  // local type 0 belongs to the file before
    const Walk seen = walk(first + small(ByteOrder::big).file(12) + second.file());
    ASSERT_TRUE(seen.report);
    ASSERT_EQ(seen.report->files.size(), 3U);
    EXPECT_EQ(seen.lines.size(), 7U);
    EXPECT_EQ(seen.report->files[2].trouble_at, 2 * first.size() - 2 + 14);
    EXPECT_FALSE(seen.report->intact());
}

TEST(FitStream, a_cut_at_any_byte_gives_the_whole_messages_before_it_and_says_so) {
    const std::string whole = small().file();
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const Walk seen = walk(std::string_view{whole}.substr(0, length));
        if (length < 14) {
            EXPECT_FALSE(seen.report) << length;
            continue;
        }
        ASSERT_TRUE(seen.report) << length;
        EXPECT_FALSE(seen.report->intact()) << length;
        EXPECT_FALSE(seen.report->remarks().empty()) << length;
        const std::size_t messages = length < 14 + 15 + 8 ? 0 : length < 14 + 15 + 16 ? 1 : 2;
        EXPECT_EQ(seen.lines.size(), 1 + messages) << length;
    }
}

TEST(FitStream, any_changed_byte_is_noticed) {
    const std::string whole = small().file();
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (const int change : {0x01, 0x80, 0xFF}) {
            std::string damaged = whole;
            damaged[at] = static_cast<char>(damaged[at] ^ change);
            const Walk seen = walk(damaged);
            EXPECT_FALSE(seen.report && seen.report->intact()) << at;
        }
}

TEST(FitStream, a_file_that_was_never_closed_is_read_to_its_end) {
    std::string open = small().file();
    open.resize(open.size() - 2);
    for (std::size_t i = 4; i < 8; ++i) open[i] = '\0';
    const Walk seen = walk(open);
    ASSERT_TRUE(seen.report);
    EXPECT_EQ(seen.lines.size(), 3U);
    EXPECT_TRUE(seen.report->files.front().open);
    EXPECT_FALSE(seen.report->intact());
}

TEST(FitStream, what_is_no_fit_file_is_refused_with_its_place) {
    for (const std::string& bytes :
         {std::string{}, std::string{"hello"}, std::string(64, 'x'),
          std::string{"\x0F\x10\x64\x00\x00\x00\x00\x00.FIT\x00\x00", 14}}) {
        const Walk seen = walk(bytes);
        ASSERT_FALSE(seen.report);
        EXPECT_EQ(seen.report.error().where, "a.fit: byte 0");
    }
}

}  // namespace
}  // namespace sinew::recording
