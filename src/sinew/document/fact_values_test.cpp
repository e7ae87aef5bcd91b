#include <gtest/gtest.h>
#include <sinew/document/fact_values.hpp>
#include <sinew/knowledge/catalogue.hpp>

namespace sinew::document {
namespace {

using domain::Reading;

const knowledge::ScreeningPack& pack() {
    static const auto catalogue =
        knowledge::load_catalogue(knowledge::PackSource::embedded(), {knowledge::Part::screening});
    return (*catalogue)->screening;
}

Reading read(const char* fact, const Json& value) {
    return read_fact_value(value, pack().facts[pack().fact(fact)]);
}

TEST(FactValue, null_is_unknown_or_never_as_the_fact_says) {
    EXPECT_EQ(read("sbp", nullptr).state, Reading::State::absent);
    EXPECT_EQ(read("hours_since_last_alcohol", nullptr).state, Reading::State::never);
}

TEST(FactValue, what_cannot_be_is_invalid_and_never_clipped) {
    for (const auto& [fact, value] : std::vector<std::pair<const char*, Json>>{{"sbp", 301},
                                                                               {"sbp", "122"},
                                                                               {"cows_total", 4.5},
                                                                               {"moud", "heroin"},
                                                                               {"age", -1},
                                                                               {"sex", true},
                                                                               {"hiv", 1}})
        EXPECT_EQ(read(fact, value).state, Reading::State::invalid) << fact << " " << value;
}

TEST(FactValue, comes_back_as_it_was_written) {
    for (const auto& [fact, value] : std::vector<std::pair<const char*, Json>>{
             {"sbp", 122}, {"days_since_last_use", 1.5}, {"moud", "methadone"}, {"hiv", false}})
        EXPECT_EQ(Json(fact_json(read(fact, value), pack().facts[pack().fact(fact)])), value);
}

TEST(ReadFacts, an_unknown_name_offers_the_nearest) {
    const auto answer = read_facts(Json{{"cows_totl", 3}}, pack(), "line 1:/facts");
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().hint, "did you mean cows_total?");
}

}  // namespace
}  // namespace sinew::document
