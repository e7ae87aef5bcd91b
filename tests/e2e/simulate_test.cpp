// `sinew simulate --scenarios` as a researcher's computer sees it: the CSV, the JSON, the refusals.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "program_run.hpp"

#include <algorithm>

namespace sinew::e2e {
namespace {

using Json = nlohmann::json;

std::string example() { return std::string{SINEW_SOURCE_DIR} + "/examples/scenarios.jsonl"; }

TEST(Simulate, answers_scenarios_in_their_order_as_csv_and_as_json) {
    const Ending run = run_sinew({"simulate", "--scenarios", example(), "-q"});
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_TRUE(run.out.starts_with("scenario,day,quantity,value\nrest,0,LA,0\n"))
        << run.out.substr(0, 80);
    EXPECT_LT(run.out.find("\nrest,84,C,"), run.out.find("\naerobic,0,LA,"));
    // Four days of 30 quantities for three courses, seven minutes of nine for the bout, the header.
    EXPECT_EQ(std::count(run.out.begin(), run.out.end(), '\n'), 3 * 4 * 30 + 7 * 9 + 1);
    const Ending json = run_sinew({"simulate", "--scenarios", example(), "--json", "-q"});
    EXPECT_EQ(json.code, 0) << json.err;
    const Json first = Json::parse(json.out.substr(0, json.out.find('\n')));
    EXPECT_EQ(first["id"], "rest");
    EXPECT_EQ(first["rows"][3]["at"], 84);
    EXPECT_NEAR(first["rows"][0]["VAS_expected"].get<double>(), 68.9974481128, 1e-9);
}

TEST(Simulate, a_line_that_cannot_be_answered_is_named_and_the_others_go_on) {
    const Folder folder;
    const std::string path =
        folder.file("mixed.jsonl",
                    "{\"id\":\"a\",\"days\":2,\"out_days\":[2]}\n"
                    "{\"id\":\"b\",\"days\":2,\"out_days\":[2],\"sesions\":[]}\n"
                    "{\"id\":\"c\",\"days\":2,\"out_days\":[2],\"params\":{\"tau_Z\":1}}\n"
                    "{\"id\":\"d\",\"days\":2,\"out_days\":[2],\"params\":{\"tau_C\":0}}\n"
                    "not json\n"
                    "{\"id\":\"e\",\"days\":2,\"out_days\":[3]}\n"
                    "{\"id\":\"f\",\"days\":2,\"out_days\":[1],\"drug_class\":\"stimulant\",\"E_"
                    "m\":[[0,0.4]]}\n"
                    "{\"id\":\"g\",\"days\":2,\"out_days\":[1]}\n");
    const Ending run = run_sinew({"simulate", "--scenarios", path, "-q"});
    EXPECT_EQ(run.code, 1);
    EXPECT_NE(run.out.find("\na,2,"), std::string::npos);
    EXPECT_NE(run.out.find("\ng,1,"), std::string::npos);
    for (const char* said : {"line 2:/sesions: unknown key (did you mean sessions?)",
                             "line 3:/params/tau_Z: no such parameter", "line 4:/params/tau_C:",
                             "line 5:", "line 6:/out_days/0:", "line 7:/E_m:"})
        EXPECT_NE(run.err.find(said), std::string::npos) << said << "\n" << run.err;
    for (const char* id : {"\nb,", "\nc,", "\nd,", "\ne,", "\nf,"})
        EXPECT_EQ(run.out.find(id), std::string::npos) << id;
}

TEST(Simulate, what_changes_nothing_is_answered_with_a_warning) {
    const Folder folder;
    const std::string path =
        folder.file("idle.jsonl",
                    "{\"id\":\"a\",\"days\":2,\"out_days\":[2],\"params\":{\"k_W_stim\":0.9}}\n"
                    "{\"id\":\"b\",\"days\":2,\"out_days\":[2],\"fine_days\":[[0,1]]}\n"
                    "{\"id\":\"c\",\"days\":2,\"out_days\":[2]}\n");
    const Ending run = run_sinew({"simulate", "--scenarios", path, "-q", "--json"});
    EXPECT_EQ(run.code, 0) << run.err;
    for (const char* said : {"line 1:/params/k_W_stim: changes nothing", "line 2:/fine_days:"})
        EXPECT_NE(run.err.find(said), std::string::npos) << said << "\n" << run.err;
    std::vector<Json> rows;
    for (std::size_t at = 0, end = 0; (end = run.out.find('\n', at)) != std::string::npos;
         at = end + 1)
        rows.push_back(Json::parse(run.out.substr(at, end - at))["rows"]);
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0], rows[2]);
    EXPECT_EQ(rows[1], rows[2]);
}

TEST(Simulate, without_a_file_or_with_one_that_is_not_there_is_refused) {
    EXPECT_EQ(run_sinew({"simulate"}).code, 2);
    const Ending run = run_sinew({"simulate", "--scenarios", "nowhere.jsonl"});
    EXPECT_EQ(run.code, 2);
    EXPECT_EQ(run.out, "");
}

/// A programme made from the example record.
std::string programme_in(const Folder& folder, const char* record = "/examples/record.json") {
    const std::string path = folder.path("programme.json");
    const Ending made =
        run_sinew({"prescribe", std::string{SINEW_SOURCE_DIR} + record, "--output", path, "-q"});
    EXPECT_EQ(made.code, 0) << made.err;
    return path;
}

TEST(SimulateForecast, says_its_status_first_and_what_rests_on_hypotheses) {
    const Folder folder;
    const std::string programme = programme_in(folder);
    const Ending text = run_sinew({"simulate", programme, "--draws", "40", "-q", "--explain"});
    ASSERT_EQ(text.code, 0) << text.err;
    EXPECT_LT(text.out.find("Not calibrated"), text.out.find("craving"));
    EXPECT_NE(text.out.find("From trials alone"), std::string::npos);
    const Ending run = run_sinew({"simulate", programme, "--draws", "40", "--json", "-q"});
    const Json forecast = Json::parse(run.out);
    EXPECT_FALSE(forecast["calibrated"].get<bool>());
    EXPECT_EQ(forecast["days"], 84);
    for (const Json& outcome : forecast["outcomes"]) {
        EXPECT_EQ(outcome["band"].size(), 85U);
        for (const Json& band : outcome["band"])
            EXPECT_LE(band[0].get<double>(), band[4].get<double>()) << outcome["instrument"];
        // Day 0 is before the first session: the programme has changed nothing yet.
        EXPECT_EQ(outcome["difference"][0][2], 0) << outcome["instrument"];
    }
    EXPECT_EQ(run.out, run_sinew({"simulate", programme, "--draws", "40", "--json", "-q"}).out);
}

TEST(SimulateForecast, writes_its_pictures_in_both_languages) {
    const Folder folder;
    const std::string programme = programme_in(folder);
    for (const char* language : {"en", "zh"}) {
        const std::string plot = folder.path("bands.svg"), parts = folder.path("parts.svg");
        const Ending run = run_sinew({"simulate", programme, "--draws", "30", "--lang", language,
                                      "--plot", plot, "--mechanisms", parts, "-q"});
        EXPECT_EQ(run.code, 0) << run.err;
        EXPECT_TRUE(bytes_of(plot).starts_with("<svg") ||
                    bytes_of(plot).find("<svg") != std::string::npos);
        EXPECT_EQ(run.out.find("<forecast."), std::string::npos) << "a key without words";
        EXPECT_EQ(bytes_of(parts).find("&lt;forecast."), std::string::npos);
    }
}

TEST(SimulateForecast, a_substance_outside_the_model_gets_the_trials_estimate_alone) {
    const Folder folder;
    Json record = Json::parse(bytes_of(std::string{SINEW_SOURCE_DIR} + "/examples/record.json"));
    record["facts"]["primary_substance"] = "cannabis";
    record["facts"]["moud"] = "none";
    const std::string path = folder.file("record.json", record.dump());
    const Ending run =
        run_sinew({"simulate", path, programme_in(folder), "--json", "--draws", "30", "-q"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json forecast = Json::parse(run.out);
    EXPECT_FALSE(forecast["modelled"].get<bool>());
    EXPECT_FALSE(forecast.contains("outcomes"));
    EXPECT_FALSE(forecast["evidence_only"].empty());
}

TEST(SimulateForecast, refuses_without_the_days_since_last_use_and_with_impossible_options) {
    const Folder folder;
    const std::string programme = programme_in(folder);
    Json record = Json::parse(bytes_of(std::string{SINEW_SOURCE_DIR} + "/examples/record.json"));
    record["facts"].erase("days_since_last_use");
    const std::string path = folder.file("record.json", record.dump());
    const Ending run = run_sinew({"simulate", path, programme, "-q"});
    EXPECT_EQ(run.code, 2);
    EXPECT_NE(run.err.find("/facts/days_since_last_use"), std::string::npos) << run.err;
    EXPECT_EQ(run_sinew({"simulate", programme, "--draws", "3"}).code, 2);
    EXPECT_EQ(run_sinew({"simulate", programme, "--availability", "7"}).code, 2);
}

}  // namespace
}  // namespace sinew::e2e
