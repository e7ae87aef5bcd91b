#include <sinew/server/http_limits.hpp>
#include <sinew/server/target.hpp>

#include <gtest/gtest.h>

namespace sinew::server {
namespace {

TEST(target, reads_paths_and_parameters) {
    const auto target = read_target("/api/v1/people?find=a%20b+c&due=1&empty");
    ASSERT_TRUE(target.has_value());
    EXPECT_EQ(target->path, "/api/v1/people");
    EXPECT_EQ(target->query.at("find"), "a b c");
    EXPECT_EQ(target->query.at("due"), "1");
    EXPECT_EQ(target->query.at("empty"), "");
    EXPECT_EQ(read_target("/")->path, "/");
    EXPECT_EQ(read_target("/staff/")->path, "/staff");
    EXPECT_EQ(read_target("/%E5%A4%AA")->path, "/太");
}

TEST(target, refuses_what_climbs_or_hides) {
    for (const char* raw : {"",
                            "people",
                            "//x",
                            "/a//b",
                            "/a//",
                            "/../etc/passwd",
                            "/a/../b",
                            "/a/./b",
                            "/%2e%2e/etc",
                            "/a%2Fb",
                            "/a%2fb",
                            "/..%5cb",
                            "/a\\b",
                            "/a%00b",
                            "/a%0d%0aSet-Cookie:x",
                            "/a%",
                            "/a%2",
                            "/a%zz",
                            "/%ff",
                            "/a?x=%0a",
                            "/a?x=1&x=2",
                            "/a?=1",
                            "/%252e%252e/../x"})
        EXPECT_FALSE(read_target(raw).has_value()) << raw;
    EXPECT_FALSE(read_target("/" + std::string(kLongestTarget, 'a')).has_value());
    // Decoded once only: what is doubly encoded is a name with a percent sign in it.
    EXPECT_EQ(read_target("/%252e%252e")->path, "/%2e%2e");
}

TEST(target, finds_one_cookie_and_refuses_two) {
    EXPECT_EQ(cookie_value("a=1; sinew_session=tok; b=2", "sinew_session")->value(), "tok");
    EXPECT_FALSE(cookie_value("xsinew_session=tok", "sinew_session")->has_value());
    EXPECT_FALSE(cookie_value("", "sinew_session")->has_value());
    EXPECT_FALSE(cookie_value("sinew_session=a; sinew_session=b", "sinew_session").has_value());
}

TEST(target, knows_what_would_smuggle_a_header) {
    EXPECT_TRUE(fits_in_header("inline; filename=\"a.pdf\""));
    EXPECT_FALSE(fits_in_header("a\r\nSet-Cookie: x=1"));
    EXPECT_FALSE(fits_in_header("a\nb"));
    EXPECT_FALSE(fits_in_header(std::string_view{"a\0b", 3}));
}

}  // namespace
}  // namespace sinew::server
