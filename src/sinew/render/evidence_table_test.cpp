#include <sinew/base/text.hpp>
#include <sinew/render/evidence_table.hpp>

#include <gtest/gtest.h>
#include <limits>

namespace sinew::render {
namespace {

TEST(EvidenceTable, numbers_stand_under_each_other_and_wide_signs_count_two) {
    const std::string text = evidence_table({{"study", Side::left}, {"b"}, {"note", Side::left}},
                                            {{"王木", "-0.49", "x"}, {"A", "10.00", "y"}});
    EXPECT_EQ(text,
              "study      b  note\n"
              "──────────────────\n"
              "王木   -0.49  x\n"
              "A      10.00  y\n");
}

TEST(EvidenceTable, a_long_label_is_cut_to_fit) {
    const std::string text = evidence_table({{"study", Side::left}, {"b"}},
                                            {{std::string(100, 'a'), "1.0"}}, {.columns = 40});
    EXPECT_NE(text.find("aaa…  1.0\n"), std::string::npos) << text;
    for (const std::string_view line : split(text, '\n'))
        EXPECT_LE(display_width(line), 40U) << line;
}

TEST(EvidenceTable, cells_of_numbers) {
    EXPECT_EQ(number_cell(-0.00001), "0.0000");
    EXPECT_EQ(number_cell(std::numeric_limits<double>::quiet_NaN()), "–");
    EXPECT_EQ(number_cell(std::nullopt), "–");
    EXPECT_EQ(p_cell(0.00003), "<0.0001");
    EXPECT_EQ(p_cell(0.0312), "0.0312");
    EXPECT_EQ(interval_cell(-0.9, 0.125, 2), "-0.90 to 0.13");
}

}  // namespace
}  // namespace sinew::render
