#include <sinew/effect/shape.hpp>

#include <gtest/gtest.h>

namespace sinew::effect {
namespace {

Result<Shape> shape_with(std::vector<std::string> columns, std::optional<Shape> asked = {},
                         const Renames& renames = {}) {
    const domain::StudyTable table{"t", std::move(columns), {}};
    Faults faults;
    return shape_of(Columns{table, renames, faults}, asked);
}

TEST(Shape, is_told_from_the_columns) {
    EXPECT_EQ(shape_with({"study", "yi", "vi"}), Shape::effect);
    EXPECT_EQ(shape_with({"yi", "sei"}), Shape::effect);
    EXPECT_EQ(shape_with({"ci_ub", "yi", "ci_lb"}), Shape::effect);
    EXPECT_EQ(shape_with({"ai", "bi", "ci", "di"}), Shape::two_group);
    EXPECT_EQ(shape_with({"n1i", "m1i", "sd1i", "n2i", "m2i", "sd2i"}), Shape::two_group);
    EXPECT_EQ(shape_with({"ri", "ni"}), Shape::one_group);
    EXPECT_EQ(shape_with({"study", "arm", "n", "mean", "sd", "dose"}), Shape::arm);
    EXPECT_EQ(shape_with({"study", "base", "trt", "y", "v"}), Shape::contrast);
    EXPECT_EQ(shape_with({"study", "dose", "ref", "cases", "n"}), Shape::dose);
}

TEST(Shape, an_effect_with_its_variance_wins_over_raw_columns) {
    EXPECT_EQ(shape_with({"yi", "vi", "ai", "bi", "ci", "di"}), Shape::effect);
    EXPECT_EQ(
        shape_with({"log_rr", "v", "ai", "bi", "ci", "di"}, {}, {{"yi", "log_rr"}, {"vi", "v"}}),
        Shape::effect);
    EXPECT_EQ(shape_with({"yi", "vi", "ai", "bi", "ci", "di"}, Shape::two_group), Shape::two_group);
}

TEST(Shape, two_shapes_stop_and_ask) {
    const auto shape = shape_with({"ai", "n1i", "ci", "n2i", "xi", "ni"});
    ASSERT_FALSE(shape);
    EXPECT_EQ(shape.error().code, ErrorCode::conflict);
    EXPECT_NE(shape.error().what.find("two_group, one_group"), std::string::npos);
    EXPECT_NE(shape.error().hint.find("--shape"), std::string::npos);
}

TEST(Shape, no_shape_says_what_is_missing) {
    const auto none = shape_with({"study", "yi"});
    ASSERT_FALSE(none);
    EXPECT_NE(none.error().hint.find("yi vi"), std::string::npos);
    const auto wrong = shape_with({"study", "yi", "vi"}, Shape::contrast);
    ASSERT_FALSE(wrong);
    EXPECT_NE(wrong.error().hint.find("study base trt y v"), std::string::npos);
}

}  // namespace
}  // namespace sinew::effect
