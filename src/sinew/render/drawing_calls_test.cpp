#include <gtest/gtest.h>
#include <sinew/render/drawing_calls.hpp>

namespace sinew::render {
namespace {

TEST(DrawingCalls, say_which_package_is_missing) {
    const auto bound = bind_drawing_calls("libnot-on-this-machine.so.0");
    ASSERT_FALSE(bound);
    EXPECT_EQ(bound.error().code, ErrorCode::storage);
    EXPECT_NE(bound.error().what.find("libnot-on-this-machine.so.0"), std::string::npos);
    EXPECT_NE(bound.error().hint.find("libpangocairo-1.0-0"), std::string::npos);
}

TEST(DrawingCalls, name_what_another_library_lacks_and_keep_what_was_bound) {
    ASSERT_TRUE(drawing_ready());
    const auto before = cairo_create;
    const auto bound = bind_drawing_calls("libm.so.6");
    ASSERT_FALSE(bound);
    EXPECT_NE(bound.error().what.find("libm.so.6 lacks cairo_arc"), std::string::npos);
    EXPECT_NE(bound.error().what.find("pango_layout_set_wrap"), std::string::npos);
    EXPECT_EQ(cairo_create, before);
}

}  // namespace
}  // namespace sinew::render
