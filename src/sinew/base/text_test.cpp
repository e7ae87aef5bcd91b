#include <gtest/gtest.h>
#include <sinew/base/text.hpp>

namespace sinew {
namespace {

TEST(NumberText, is_the_shortest_that_reads_back) {
    EXPECT_EQ(number_text(20), "20");
    EXPECT_EQ(number_text(0.1), "0.1");
    EXPECT_EQ(number_text(-2.5), "-2.5");
}

TEST(Round, goes_half_away_from_zero) {
    EXPECT_EQ(round_half_away(2.5, 0), 3);
    EXPECT_EQ(round_half_away(-2.5, 0), -3);
    EXPECT_EQ(round_half_away(1.005, 2), 1.01);
    EXPECT_EQ(round_half_away(184.2, 1), 184.2);
    EXPECT_EQ(fixed_text(55.556, 2), "55.56");
}

TEST(ParseNumber, takes_all_of_the_text_or_nothing) {
    EXPECT_EQ(parse_number("12.5"), 12.5);
    EXPECT_FALSE(parse_number("12,5"));
    EXPECT_FALSE(parse_number("12 mg"));
    EXPECT_FALSE(parse_number("inf"));
    EXPECT_FALSE(parse_number(""));
}

TEST(Fill, leaves_an_unknown_name_to_be_found) {
    EXPECT_EQ(fill("{n} of {m} done", {{"n", "3"}}), "3 of {m} done");
    EXPECT_EQ(fill("open { brace", {}), "open { brace");
}

TEST(Utf8, is_strict) {
    EXPECT_TRUE(valid_utf8("易筋經"));
    EXPECT_FALSE(valid_utf8("\xC0\xAF"));      // overlong
    EXPECT_FALSE(valid_utf8("\xED\xA0\x80"));  // surrogate
    EXPECT_FALSE(valid_utf8("abc\xE6\x98"));   // cut short
}

TEST(DisplayWidth, counts_two_columns_for_chinese) {
    EXPECT_EQ(display_width("abc"), 3u);
    EXPECT_EQ(display_width("练习"), 4u);
    EXPECT_EQ(display_width("e\xCC\x81"), 1u);  // e + combining acute
}

TEST(Wrap, keeps_every_line_inside_and_every_word_whole) {
    const auto lines = wrap("one two three four five", 9);
    EXPECT_EQ(lines, (std::vector<std::string>{"one two", "three", "four five"}));
}

TEST(Wrap, never_begins_a_line_with_a_full_stop) {
    for (const auto& line : wrap("站直，放松。呼吸，自然。", 6)) {
        EXPECT_LE(display_width(line), 8u);
        EXPECT_FALSE(line.starts_with("。") || line.starts_with("，")) << line;
    }
}

TEST(NearestWord, offers_a_slip_and_nothing_far_off) {
    EXPECT_EQ(nearest_word("cows_totl", {"cows_total", "ciwa_total"}), "cows_total");
    EXPECT_FALSE(nearest_word("blood", {"cows_total", "ciwa_total"}));
    EXPECT_EQ(nearest_word("spb", {"sbp", "dbp"}), "sbp");
}

}  // namespace
}  // namespace sinew
