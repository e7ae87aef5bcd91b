#include <gtest/gtest.h>
#include <sinew/base/json_pointer.hpp>
#include <sinew/base/json_text.hpp>

namespace sinew {
namespace {

std::string first_fault(std::string_view text) {
    const auto answer = read_json(text, "r.json");
    return answer ? "" : to_line(answer.error().list().front());
}

TEST(ReadJson, keeps_what_was_written) {
    const auto json = read_json(R"({"a":[1,2.5,"x",null,true],"b":{"c":-3}})", "r.json");
    ASSERT_TRUE(json);
    EXPECT_EQ(*json, Json::parse(R"({"a":[1,2.5,"x",null,true],"b":{"c":-3}})"));
}

TEST(ReadJson, names_every_duplicate_key_by_its_pointer) {
    const auto answer =
        read_json(R"({"facts":{"sbp":1,"sbp":2},"list":[{"a":1,"a":2}]})", "r.json");
    ASSERT_FALSE(answer);
    ASSERT_EQ(answer.error().list().size(), 2u);
    EXPECT_EQ(answer.error().list()[0].where, "r.json:/facts/sbp");
    EXPECT_EQ(answer.error().list()[1].where, "r.json:/list/0/a");
}

TEST(ReadJson, tells_line_and_column) {
    EXPECT_TRUE(
        first_fault("{\n  \"a\": 1,\n  \"b\" 2\n}").starts_with("r.json:3:7: not valid JSON here"));
}

TEST(ReadJson, tells_a_cut_file_from_a_wrong_one) {
    EXPECT_NE(first_fault(R"({"a": [1, 2)").find("ends too early"), std::string::npos);
    EXPECT_NE(first_fault("").find("empty"), std::string::npos);
}

TEST(ReadJson, refuses_bad_utf8_and_too_deep_nesting_and_huge_numbers) {
    EXPECT_NE(first_fault("{\"a\":\"\xC3\x28\"}").find("UTF-8"), std::string::npos);
    EXPECT_NE(first_fault(std::string(500, '[')).find("nested"), std::string::npos);
    EXPECT_NE(first_fault(R"({"a":1e999})").find("number too large"), std::string::npos);
}

TEST(ReadJson, drops_elements_nobody_wants_while_reading) {
    JsonReading how;
    how.filtered_array = "entry";
    how.keep = [](const Json& e) { return e.value("keep", false); };
    const auto json =
        read_json(R"({"entry":[{"keep":true,"n":1},{"keep":false},{"keep":true,"n":2}],"x":[{}]})",
                  "r.json", how);
    ASSERT_TRUE(json);
    EXPECT_EQ((*json)["entry"].size(), 2u);
    EXPECT_EQ((*json)["entry"][1]["n"], 2);
    EXPECT_EQ((*json)["x"].size(), 1u);
}

TEST(ValueAt, finds_and_explains) {
    const Json document = Json::parse(R"({"weeks":[{"days":[1,2]}],"a/b":3})");
    EXPECT_EQ(**value_at(document, "/weeks/0/days/1"), 2);
    EXPECT_EQ(**value_at(document, "/a~1b"), 3);
    const auto missing = value_at(document, "/weeks/4");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().hint, "counted from 0 to 0");
    EXPECT_FALSE(value_at(document, "weeks"));
}

}  // namespace
}  // namespace sinew
