// `sinew compare`: several programmes for one person, as a clinician's computer sees it. Ranks: tests/e2e/ranks_test.py.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "program_run.hpp"

#include <cmath>

namespace sinew::e2e {
namespace {

using Json = nlohmann::json;

std::string record() { return std::string{SINEW_SOURCE_DIR} + "/examples/record.json"; }
std::string usual() { return std::string{SINEW_SOURCE_DIR} + "/examples/programme.json"; }

/// A programme of two short sessions a week, for the same person.
std::string little(const Folder& folder) {
    Json few = Json::parse(bytes_of(record()));
    few["availability"] = {{"days", {"mon", "thu"}}, {"minutes_max", 30}, {"twice_daily", false}};
    const std::string path = folder.file("few_record.json", few.dump());
    const std::string programme = folder.path("few.json");
    EXPECT_EQ(run_sinew({"prescribe", path, "-q", "-o", programme}).code, 0);
    return programme;
}

TEST(Compare, puts_more_training_first_and_says_how_sure_that_is) {
    const Folder folder;
    const std::string few = little(folder), table = folder.path("order.csv");
    const Ending run = run_sinew(
        {"compare", record(), few, usual(), "--draws", "100", "--json", "--csv", table, "-q"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json json = Json::parse(run.out);
    EXPECT_FALSE(json["calibrated"].get<bool>());
    const Json& programmes = json["programmes"];
    ASSERT_EQ(programmes.size(), 2U);
    EXPECT_EQ(programmes[0]["name"], usual());
    EXPECT_LT(programmes[0]["mean_place"].get<double>(), 1.2);
    EXPECT_NEAR(
        programmes[0]["mean_place"].get<double>() + programmes[1]["mean_place"].get<double>(), 3,
        1e-5);
    EXPECT_NEAR(programmes[0]["best_in"].get<double>() + programmes[1]["best_in"].get<double>(), 1,
                1e-5);
    EXPECT_GT(programmes[1]["better_than_none_in"].get<double>(), 0.5);
    for (const Json& outcome : json["outcomes"])
        EXPECT_LT(outcome["step_error"].get<double>(), 0.1) << outcome;
    EXPECT_EQ(lines_in(bytes_of(table)), 1 + 2 * (4 + 11 * json["outcomes"].size()));
}

/// The lanes and the stepper of forecasts are two programs for one model.
TEST(Compare, gives_the_bands_of_the_forecast) {
    const Ending compared =
        run_sinew({"compare", record(), usual(), "--draws", "100", "--json", "-q"});
    ASSERT_EQ(compared.code, 0) << compared.err;
    const Ending forecast =
        run_sinew({"simulate", record(), usual(), "--draws", "100", "--json", "-q"});
    const Json ours = Json::parse(compared.out)["programmes"][0]["outcomes"];
    const Json theirs = Json::parse(forecast.out);
    std::size_t seen = 0;
    for (const Json& outcome : theirs["outcomes"]) {
        if (outcome["path"] != "followed") continue;
        const Json& one = ours[outcome["instrument"].get<std::string>()];
        for (std::size_t i = 0; i < 5; ++i) {
            EXPECT_NEAR(one["value"][i].get<double>(), outcome["band"].back()[i].get<double>(),
                        0.05)
                << outcome["instrument"];
            ++seen;
        }
    }
    EXPECT_EQ(seen, 50U);
}

TEST(Compare, gives_equal_programmes_equal_places_in_both_languages) {
    const Folder folder;
    const std::string same = folder.file("same.json", bytes_of(usual()));
    for (const char* language : {"en", "zh"}) {
        const Ending run = run_sinew({"compare", record(), usual(), same, "--draws", "20", "--lang",
                                      language, "--by", "vo2max", "-q"});
        EXPECT_EQ(run.code, 0) << run.err;
        EXPECT_NE(run.out.find("1.5"), std::string::npos) << run.out;
        EXPECT_NE(run.out.find("50 %"), std::string::npos) << run.out;
        EXPECT_EQ(run.out.find("<comparison"), std::string::npos) << "a key without words";
    }
}

TEST(Compare, tells_what_it_cannot_answer) {
    const auto refused = [](std::vector<std::string> words, const std::string& say) {
        words.insert(words.begin(), "compare");
        const Ending run = run_sinew(words);
        EXPECT_EQ(run.code, 2);
        EXPECT_NE(run.err.find(say), std::string::npos) << run.err;
    };
    refused({record()}, "PROGRAMME is missing");
    refused({record(), usual(), "--by", "phq8"}, "did you mean phq9?");
    refused({record(), usual(), "--by", "X"}, "no better and worse");
    refused({record(), usual(), "--day", "85"}, "give 1 to 84");
    refused({record(), record()}, "this is a record, not a programme");
    refused({record(), usual(), "--by", "cows", "--substance", "methamphetamine"}, "--by");
    const Ending alcohol =
        run_sinew({"compare", record(), usual(), "--substance", "alcohol", "--json", "-q"});
    EXPECT_EQ(alcohol.code, 0) << alcohol.err;
    EXPECT_FALSE(Json::parse(alcohol.out)["modelled"].get<bool>());
}

}  // namespace
}  // namespace sinew::e2e
