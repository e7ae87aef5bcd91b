// One reader, three shapes of file, and every way in which rows are wrong.
#include <sinew/document/observations_reader.hpp>
#include <sinew/knowledge/pack_source.hpp>

#include <gtest/gtest.h>

namespace sinew::document {
namespace {

const knowledge::Catalogue& catalogue() {
    static const auto loaded =
        knowledge::load_catalogue(knowledge::PackSource::embedded(), {knowledge::Part::outcomes});
    return **loaded;
}

ObservationsRead read(std::string_view text) {
    auto result = read_observations(text, "o", catalogue());
    EXPECT_TRUE(result) << (result ? "" : to_line(result.error().list().front()));
    return result ? *std::move(result) : ObservationsRead{};
}

TEST(Observations, are_the_same_from_a_table_from_lines_and_from_a_document) {
    const auto table = read(
        "person,outcome,at,value,moment,practice\n"
        "a,craving_vas,2026-03-01T09:30:00+08:00,40,before,yes\na,craving_vas,2026-03-01,20,after,"
        "\n");
    const std::string one =
        R"({"person":"a","outcome":"craving_vas","at":"2026-03-01T09:30:00+08:00","value":40,"moment":"before","practice":true})";
    const std::string two =
        R"({"person":"a","outcome":"craving_vas","at":"2026-03-01","value":20,"moment":"after"})";
    const auto lines = read(one + "\n" + two + "\n");
    const auto document = read(R"({"observations":[)" + one + "," + two + "]}");
    for (const auto& other : {lines, document}) {
        ASSERT_EQ(other.kept.size(), 2u);
        EXPECT_EQ(other.kept[0].day, table.kept[0].day);
        EXPECT_EQ(other.kept[0].second_of_day, 9 * 3600 + 30 * 60);
        EXPECT_EQ(other.kept[0].offset_min, 480);
        EXPECT_EQ(other.kept[0].practice, true);
        EXPECT_EQ(other.kept[1].value, 20);
        EXPECT_EQ(other.kept[1].moment, domain::WhenAsked::after);
    }
    EXPECT_EQ(table.kept[0].offset_min, 480);
}

TEST(Observations, leave_out_and_name_every_row_at_fault) {
    const auto result = read(
        "person,outcome,at,value\na,craving_vas,2026-03-01,40\na,craving_vas,2026-03-02,140\n"
        "a,cravng_vas,2026-03-03,10\na,craving_vas,2026-02-30,10\na,craving_vas,2026-03-04,x\n"
        ",craving_vas,2026-03-05,10\n");
    EXPECT_EQ(result.kept.size(), 1u);
    ASSERT_EQ(result.left_out.size(), 5u);
    EXPECT_EQ(result.left_out[0].where, "o:3:/value");
    EXPECT_EQ(result.left_out[0].code, ErrorCode::out_of_range);
    EXPECT_EQ(result.left_out[1].hint, "did you mean craving_vas?");
    EXPECT_EQ(result.left_out[2].where, "o:5:/at");
}

TEST(Observations, keep_one_of_the_same_and_none_of_the_contradicting) {
    const auto result = read(
        "person,outcome,at,value\na,craving_vas,2026-03-01,40\na,craving_vas,2026-03-01,40\n"
        "a,craving_vas,2026-03-02,10\na,craving_vas,2026-03-02,70\na,craving_vas,2026-03-03,5\n");
    ASSERT_EQ(result.kept.size(), 2u);
    EXPECT_EQ(result.kept[1].value, 5);
    EXPECT_EQ(result.left_out.size(), 3u);
}

TEST(Observations, leave_out_a_pair_whose_times_run_backwards) {
    const auto result = read(
        "person,outcome,at,value,moment\na,craving_vas,2026-03-01T10:00:00Z,40,before\n"
        "a,craving_vas,2026-03-01T09:00:00Z,20,after\na,craving_vas,2026-03-02,9,now\n");
    EXPECT_EQ(result.kept.size(), 1u);
    EXPECT_EQ(result.left_out.size(), 2u);
}

TEST(Observations, keep_missing_answers_with_their_reason) {
    const auto result = read(
        "person,outcome,at,value,missing\na,mood,2026-03-01,,refused\na,mood,2026-03-02,1,\n"
        "a,mood,2026-03-03,2,device\n");
    ASSERT_EQ(result.kept.size(), 2u);
    EXPECT_EQ(result.kept[0].missing, domain::WhyMissing::refused);
    EXPECT_EQ(result.left_out.size(), 1u);
}

TEST(Observations, say_when_rows_are_not_in_order_and_when_a_column_is_not_used) {
    const auto result =
        read("person,outcome,at,value,ward\na,mood,2026-03-02,1,3\na,mood,2026-03-01,2,3\n");
    ASSERT_EQ(result.remarks.size(), 2u);
}

TEST(Observations, refuse_what_is_no_table_and_a_file_without_a_usable_row) {
    for (const char* text : {"", "hello", "{}", "[", "person,outcome,at\n",
                             "person,outcome,at,value\na,mood,2026-03-01,99\n"})
        EXPECT_FALSE(read_observations(text, "o", catalogue())) << text;
}

}  // namespace
}  // namespace sinew::document
