// What counts as a change, and what as a conclusion that moved.
#include <sinew/evidence/change.hpp>

#include <gtest/gtest.h>

namespace sinew::evidence {
namespace {

CellDigest cell(double b, double low, double high) {
    CellDigest digest;
    digest.verdict = "pooled";
    digest.certainty = "low";
    digest.k = 3;
    digest.b = b;
    digest.ci_lb = low;
    digest.ci_ub = high;
    digest.important = 0.2;
    return digest;
}

CellChange only(const CellDigest& before, const CellDigest& after) {
    SynthesisDigest a, b;
    a.cells["x"] = before;
    b.cells["x"] = after;
    const auto change = change_between(a, b);
    EXPECT_EQ(change.cells.size(), 1u);
    EXPECT_EQ(change.moved, change.cells.empty() ? 0u : change.cells[0].moved);
    return change.cells.empty() ? CellChange{} : change.cells[0];
}

TEST(Change, sees_nothing_where_nothing_is) {
    SynthesisDigest a;
    a.cells["x"] = cell(-0.4, -0.6, -0.2);
    a.rows["r"] = "words";
    EXPECT_TRUE(change_between(a, a).nothing());
}

TEST(Change, tells_a_shift_from_a_conclusion_that_moved) {
    const CellDigest before = cell(-0.40, -0.60, -0.20);
    EXPECT_FALSE(only(before, cell(-0.35, -0.55, -0.15)).moved);  // still better, still matters
    EXPECT_TRUE(only(before, cell(-0.25, -0.55, 0.05)).moved);    // zero came in
    EXPECT_TRUE(only(before, cell(-0.15, -0.28, -0.02)).moved);   // too small to matter
    EXPECT_TRUE(only(before, cell(0.40, 0.20, 0.60)).moved);      // the other side
    CellDigest other = before;
    other.certainty = "very_low";
    EXPECT_FALSE(only(before, other).moved);
    other = before;
    other.verdict = "one_study";
    EXPECT_TRUE(only(before, other).moved);
}

TEST(Change, names_rows_and_settings) {
    SynthesisDigest a, b;
    a.rows = {{"kept", "1"}, {"edited", "1"}, {"gone", "1"}};
    b.rows = {{"kept", "1"}, {"edited", "2"}, {"new", "1"}};
    a.settings = {{"tau", "0.5"}};
    b.settings = {{"tau", "0.3"}};
    const auto change = change_between(a, b);
    EXPECT_EQ(change.rows_added, std::vector<std::string>{"new"});
    EXPECT_EQ(change.rows_removed, std::vector<std::string>{"gone"});
    EXPECT_EQ(change.rows_changed, std::vector<std::string>{"edited"});
    EXPECT_EQ(change.settings_changed, std::vector<std::string>{"tau"});
}

TEST(Change, a_cell_that_appears_with_an_answer_moves_a_conclusion) {
    SynthesisDigest a, b;
    b.cells["x"] = cell(-0.4, -0.6, -0.2);
    EXPECT_EQ(change_between(a, b).moved, 1u);
    EXPECT_EQ(change_between(b, a).moved, 1u);
    b.cells["x"].verdict = "nothing_found";
    EXPECT_EQ(change_between(a, b).moved, 0u);
}

}  // namespace
}  // namespace sinew::evidence
