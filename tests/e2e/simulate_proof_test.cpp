// The proofs of `sinew simulate` as a researcher asks for them: --oracle, --steps, --checks.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "program_run.hpp"

#include <sstream>

namespace sinew::e2e {
namespace {

using Json = nlohmann::json;

std::string example() { return std::string{SINEW_SOURCE_DIR} + "/examples/scenarios.jsonl"; }

TEST(SimulateProof, oracle_tells_for_each_scenario_how_far_our_steppers_are) {
    const Ending run =
        run_sinew({"simulate", "--scenarios", example(), "--oracle", "--json", "-q"});
    ASSERT_EQ(run.code, 0) << run.err;
    std::istringstream lines{run.out};
    std::size_t courses = 0, bouts = 0;
    for (std::string line; std::getline(lines, line);) {
        const Json json = Json::parse(line);
        if (json["kind"] == "bout") {
            for (const Json& state : json["states"])
                EXPECT_LT(state["largest"].get<double>(), 1e-9) << state;
            ++bouts;
            continue;
        }
        ++courses;
        const Json& ours = json["steppers"].back();
        EXPECT_EQ(ours["name"], "product");
        EXPECT_LT(ours["relative"].get<double>(), 1e-3) << json["id"];
        EXPECT_GT(ours["relative"].get<double>(), 0) << json["id"];
        EXPECT_EQ(ours["states"].size(), 22U);
        EXPECT_GT(json["oracle_evaluations_a_day"].get<double>(), 1);
    }
    EXPECT_EQ(courses, 3U);
    EXPECT_EQ(bouts, 1U);
    const Ending text = run_sinew({"simulate", "--scenarios", example(), "--oracle", "-q"});
    EXPECT_EQ(text.code, 0) << text.err;
    EXPECT_EQ(text.out.find("<proof."), std::string::npos) << "a key without words";
}

TEST(SimulateProof, steps_and_checks_speak_both_languages_and_stand_alone) {
    for (const char* option : {"--steps", "--checks"})
        for (const char* language : {"en", "zh"}) {
            const Ending run = run_sinew({"simulate", option, "--lang", language});
            EXPECT_EQ(run.code, 0) << run.err;
            EXPECT_EQ(run.out.find("<proof."), std::string::npos) << "a key without words";
        }
    EXPECT_EQ(run_sinew({"simulate", "--steps", "--checks"}).code, 2);
    EXPECT_EQ(run_sinew({"simulate", "--checks", "--scenarios", example()}).code, 2);
    EXPECT_EQ(run_sinew({"simulate", "--oracle"}).code, 2);
    EXPECT_EQ(run_sinew({"simulate", "nowhere.json", "--oracle"}).code, 2);
}

std::string example_of(const char* name) {
    return std::string{SINEW_SOURCE_DIR} + "/examples/" + name;
}

TEST(SimulateProof, oracle_of_a_forecast_lies_inside_the_step_error_it_stores) {
    const std::vector<std::string> asked{"simulate", example_of("record.json"),
                                         example_of("programme.json"), "--oracle"};
    const auto with = [&](std::vector<std::string> more) {
        more.insert(more.begin(), asked.begin(), asked.end());
        return run_sinew(more);
    };
    const Ending run = with({"--json", "-q"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json json = Json::parse(run.out);
    const Json& one = json["forecasts"][0];
    EXPECT_EQ(one["days"], 84);
    EXPECT_EQ(one["days_before"], 120);
    EXPECT_EQ(one["states"].size(), 22U);
    EXPECT_EQ(one["outcomes"].size(), 12U);
    EXPECT_GT(one["relative"].get<double>(), 0);
    EXPECT_LE(one["relative"].get<double>(), one["stored"]["states"].get<double>());
    EXPECT_TRUE(one["inside_stored"].get<bool>());
    for (const Json& outcome : one["outcomes"])
        EXPECT_LT(outcome["largest"].get<double>(), 0.1) << outcome;
    // A finer stepper is nearer: it is the stepper that differs, not the equations.
    const Json finer = Json::parse(with({"--steps-a-day", "16", "--json", "-q"}).out);
    EXPECT_LT(finer["forecasts"][0]["relative"].get<double>(), one["relative"].get<double>() / 10);
    for (const char* language : {"en", "zh"}) {
        const Ending text = with({"--lang", language});
        EXPECT_EQ(text.code, 0) << text.err;
        EXPECT_EQ(text.out.find("<proof."), std::string::npos) << "a key without words";
    }
    const Ending luck = with({"--within-day", "--html", "page.html"});
    EXPECT_EQ(luck.code, 2);
    EXPECT_NE(luck.err.find("--within-day: the independent solver runs the values themselves"),
              std::string::npos)
        << luck.err;
    EXPECT_NE(luck.err.find("--html"), std::string::npos) << luck.err;
    const Ending alcohol = with({"--substance", "alcohol"});
    EXPECT_EQ(alcohol.code, 2);
    EXPECT_NE(alcohol.err.find("not in the model"), std::string::npos) << alcohol.err;
}

TEST(SimulateProof, checks_name_the_one_that_was_known_to_fail) {
    const Json json = Json::parse(run_sinew({"simulate", "--checks", "--json"}).out);
    EXPECT_FALSE(json["calibrated"].get<bool>());
    EXPECT_EQ(json["failed"], 0);
    for (const Json& check : json["checks"])
        if (check["id"] == "FC-16") {
            EXPECT_EQ(check["outcome"], "known_fail");
            EXPECT_LT(check["value"].get<double>(), 15);
        }
}

TEST(SimulateProof, a_line_that_cannot_be_answered_is_named_and_the_others_are_compared) {
    const Folder folder;
    const std::string path = folder.file("mixed.jsonl",
                                         "{\"id\":\"a\",\"days\":5,\"out_days\":[5]}\n"
                                         "{\"id\":\"b\",\"days\":5,\"out_days\":[5],\"x\":1}\n");
    const Ending run = run_sinew({"simulate", "--scenarios", path, "--oracle", "--json", "-q"});
    EXPECT_EQ(run.code, 1);
    EXPECT_NE(run.err.find("line 2:/x"), std::string::npos) << run.err;
    EXPECT_EQ(Json::parse(run.out)["id"], "a");
}

}  // namespace
}  // namespace sinew::e2e
