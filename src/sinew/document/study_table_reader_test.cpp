#include <sinew/document/study_table_reader.hpp>

#include <gtest/gtest.h>

namespace sinew::document {
namespace {

using Rows = std::vector<std::vector<std::string>>;

TEST(StudyTableReader, a_csv_keeps_text_and_makes_na_missing) {
    const auto table = read_study_table(
        "study, yi ,vi\r\n\"Wang, Mu\",-0.493481,0.043446\r\nB,NA,\r\nC, 1e-3 ,38 + 38\r\n", "t");
    ASSERT_TRUE(table) << to_line(table.error().list().front());
    EXPECT_EQ(table->columns, (std::vector<std::string>{"study", "yi", "vi"}));
    EXPECT_EQ(
        table->rows,
        (Rows{{"Wang, Mu", "-0.493481", "0.043446"}, {"B", "", ""}, {"C", "1e-3", "38 + 38"}}));
}

TEST(StudyTableReader, json_gives_the_same_table) {
    const auto table = read_study_table(
        R"([{"study":"A","yi":-0.5,"n":12},{"study":"B","yi":null,"late":true},{"n":1e3,"study":"NA"}])",
        "t");
    ASSERT_TRUE(table);
    ASSERT_TRUE(table->has("late") && table->has("n"));
    const auto cell = [&](std::size_t row, const char* column) {
        return table->rows[row][*table->column(column)];
    };
    EXPECT_EQ(cell(0, "yi"), "-0.5");
    EXPECT_EQ(cell(0, "n"), "12");
    EXPECT_EQ(cell(0, "late"), "");
    EXPECT_EQ(cell(1, "yi"), "");
    EXPECT_EQ(cell(1, "late"), "true");
    EXPECT_EQ(cell(2, "n"), "1000");
    EXPECT_EQ(cell(2, "study"), "");
}

TEST(StudyTableReader, the_row_names_of_r_are_an_unnamed_column) {
    const auto table = read_study_table("\"\",\"yi\"\n\"1\",0.5\n", "t");
    ASSERT_TRUE(table);
    EXPECT_EQ(table->columns.front(), "unnamed");
}

TEST(StudyTableReader, faults_have_a_place_and_a_remedy) {
    for (const char* bytes : {"", "a,b\n", "a,a\n1,2\n", "a,b\n1\n", "[1]", "[]", "{\"a\":1}",
                              "[{\"a\":[1]}]", "[{\"a\":1}", "a\n\"1\n", "a,b\n\xff,1\n"}) {
        const auto table = read_study_table(bytes, "t");
        ASSERT_FALSE(table) << bytes;
        for (const Error& fault : table.error().list()) {
            EXPECT_TRUE(fault.where.starts_with("t")) << bytes;
            EXPECT_FALSE(fault.what.empty()) << bytes;
        }
    }
}

}  // namespace
}  // namespace sinew::document
