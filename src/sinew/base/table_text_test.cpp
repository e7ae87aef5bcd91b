#include <gtest/gtest.h>
#include <sinew/base/table_text.hpp>

namespace sinew {
namespace {

TEST(ReadTable, takes_quoted_cells_with_commas_quotes_and_line_breaks) {
    const auto table =
        read_table("key,note\r\na,\"x, \"\"y\"\"\nz\"\nb,\n", "t.csv", {"key", "note"});
    ASSERT_TRUE(table);
    EXPECT_EQ(table->cell(0, "note"), "x, \"y\"\nz");
    EXPECT_EQ(table->cell(1, "note"), "");
    EXPECT_EQ(table->lines[1], 4u);
}

TEST(ReadTable, names_line_and_column_of_a_fault) {
    EXPECT_EQ(read_table("a,b\n1\n", "t.csv", {"a"}).error().list()[0].where, "t.csv:2");
    EXPECT_EQ(read_table("a\n1\n", "t.csv", {"b"}).error().list()[0].where, "t.csv:1:b");
    EXPECT_FALSE(read_table("a\n\"open\n", "t.csv", {"a"}));
}

}  // namespace
}  // namespace sinew
