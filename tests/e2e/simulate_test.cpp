// `sinew simulate --scenarios` as a researcher's computer sees it: the CSV, the JSON, the refusals.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sinew/knowledge/schema_check.hpp>

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
                    "{\"id\":\"f\",\"days\":2,\"out_days\":[1],\"params\":{\"k_trimp_F\":2}}\n"
                    "{\"id\":\"g\",\"days\":2,\"out_days\":[1]}\n");
    const Ending run = run_sinew({"simulate", "--scenarios", path, "-q"});
    EXPECT_EQ(run.code, 1);
    EXPECT_NE(run.out.find("\na,2,"), std::string::npos);
    EXPECT_NE(run.out.find("\ng,1,"), std::string::npos);
    for (const char* said : {"line 2:/sesions: unknown key (did you mean sessions?)",
                             "line 3:/params/tau_Z: no such parameter", "line 4:/params/tau_C:",
                             "line 5:", "line 6:/out_days/0:", "line 7:/params/k_trimp_F:"})
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

TEST(Simulate, the_example_programme_is_what_the_example_record_gets) {
    const Folder folder;
    const std::string made = folder.path("programme.json");
    const std::string examples = std::string{SINEW_SOURCE_DIR} + "/examples/";
    ASSERT_EQ(run_sinew({"prescribe", examples + "record.json", "--output", made, "-q"}).code, 0);
    Json now = Json::parse(bytes_of(made)),
         kept = Json::parse(bytes_of(examples + "programme.json"));
    now["made"].erase("knowledge");
    kept["made"].erase("knowledge");
    EXPECT_TRUE(now == kept) << "write it anew: ./run prescribe examples/record.json --output "
                                "examples/programme.json";
}

/// A programme made from the example record.
std::string programme_in(const Folder& folder, const char* record = "/examples/record.json") {
    const std::string path = folder.path("programme.json");
    const Ending made =
        run_sinew({"prescribe", std::string{SINEW_SOURCE_DIR} + record, "--output", path, "-q"});
    EXPECT_EQ(made.code, 0) << made.err;
    return path;
}

/// The shape that `sinew schema forecast` promises.
void expect_its_schema(const Json& forecast) {
    const Ending schema = run_sinew({"schema", "forecast"});
    ASSERT_EQ(schema.code, 0) << schema.err;
    Faults faults;
    if (knowledge::schemas_can_be_checked())
        knowledge::check_against_schema(forecast, Json::parse(schema.out), "forecast", faults);
    for (const Error& fault : faults.list()) ADD_FAILURE() << to_line(fault);
}

/// The example record with some facts put in its place; null takes a fact away.
std::string record_with(const Folder& folder, const Json& facts) {
    Json record = Json::parse(bytes_of(std::string{SINEW_SOURCE_DIR} + "/examples/record.json"));
    for (const auto& [fact, value] : facts.items()) {
        if (value.is_null())
            record["facts"].erase(fact);
        else
            record["facts"][fact] = value;
    }
    return folder.file("record.json", record.dump());
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
    EXPECT_EQ(forecast["days"].size(), 85U);
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
    expect_its_schema(forecast);
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

TEST(SimulateForecast, links_mechanisms_and_states_are_switched_off_on_request) {
    const Folder folder;
    const std::string programme = programme_in(folder);
    const auto asked = [&](const char* words) {
        const Ending run =
            run_sinew({"simulate", programme, "--draws", "30", "--without", words, "--json", "-q"});
        EXPECT_EQ(run.code, 0) << run.err;
        return Json::parse(run.out);
    };
    // Nothing of training is left: with the programme and without it are the same person.
    const Json none = asked("E_A, E_R, E_M, E_T, E_X, overload");
    expect_its_schema(none);
    for (const Json& outcome : none["outcomes"])
        for (const Json& band : outcome["difference"])
            EXPECT_EQ(band, Json::array({0, 0, 0, 0, 0})) << outcome["instrument"];
    const Json core = asked("mechanistic");
    EXPECT_NE(core["outcomes"][0]["difference"].back(), Json::array({0, 0, 0, 0, 0}));
    EXPECT_EQ(asked("V,L,N,R,Q")["outcomes"], core["outcomes"]);
    const auto& facts = core["person_facts"];
    const auto told = std::find_if(facts.begin(), facts.end(),
                                   [](const Json& one) { return one["fact"] == "switched_off"; });
    ASSERT_NE(told, facts.end());
    EXPECT_NE((*told)["value"].get<std::string>().find("LNK-"), std::string::npos);
    EXPECT_NE(core["warnings"].dump().find("switched off"), std::string::npos);
    const Ending wrong = run_sinew({"simulate", programme, "--without", "afect"});
    EXPECT_EQ(wrong.code, 2);
    EXPECT_NE(wrong.err.find("did you mean affect?"), std::string::npos) << wrong.err;
}

TEST(SimulateForecast, keeps_its_schema_with_every_option_and_writes_everything) {
    const Folder folder;
    const std::string programme = programme_in(folder);
    const std::string html = folder.path("page.html"), csv = folder.path("numbers.csv"),
                      day = folder.path("day.svg"), pdf = folder.path("bands.pdf"),
                      png = folder.path("parts.png");
    const Ending run = run_sinew({"simulate", programme, "--draws", "30", "--within-day",
                                  "--shapley", "2", "--html", html, "--csv", csv, "--day-plot", day,
                                  "--plot", pdf, "--mechanisms", png, "--json", "-q"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json forecast = Json::parse(run.out);
    expect_its_schema(forecast);
    EXPECT_EQ(forecast["schema"], "sinew.forecast/1");
    EXPECT_TRUE(forecast["events"]["within_day"].get<bool>());
    EXPECT_GT(forecast["step_error"]["states"].get<double>(), 0);
    EXPECT_LT(forecast["step_error"]["states"].get<double>(), 1e-3);
    EXPECT_EQ(forecast["session_day"]["day"].get<int>(), 22);
    EXPECT_TRUE(forecast["contributions"][0].contains("shapley"));
    EXPECT_NE(forecast["plain"]["en"], forecast["plain"]["zh"]);
    const std::string table = bytes_of(csv);
    EXPECT_TRUE(table.starts_with(
        "substance,block,outcome,unit,path,arm,kind,day,minute,probability,value\n"));
    for (const char* row :
         {"\nopioid,outcome,craving_vas,points of 100,sampled,difference,band,84,,0.5,",
          "\nopioid,lapse,lapse,share free,sampled,with,counted,84,,,",
          "\nopioid,session_day,cortisol,", "\nopioid,contribution,phq9,"})
        EXPECT_NE(table.find(row), std::string::npos) << row;
    EXPECT_TRUE(bytes_of(pdf).starts_with("%PDF"));
    EXPECT_TRUE(bytes_of(png).starts_with("\x89PNG"));
    EXPECT_NE(bytes_of(day).find("<svg"), std::string::npos);
}

TEST(SimulateForecast, its_page_stands_alone_in_both_languages_and_says_what_it_is_not) {
    const Folder folder;
    const std::string programme = programme_in(folder);
    for (const char* language : {"en", "zh"}) {
        const std::string html = folder.path("page.html");
        const Ending run = run_sinew(
            {"simulate", programme, "--draws", "30", "--lang", language, "--html", html, "-q"});
        ASSERT_EQ(run.code, 0) << run.err;
        const std::string page = bytes_of(html);
        EXPECT_EQ(page.find("http://"), page.find("http://www.w3.org")) << "no outside origin";
        EXPECT_EQ(page.find("https://"), std::string::npos);
        EXPECT_EQ(page.find("<script"), std::string::npos);
        EXPECT_EQ(page.find("&lt;forecast."), std::string::npos) << "a key without words";
        for (const char* nothing : {"\u22120 (", "\u22120)", "\u22120.0 (", "\u22120.0)"})
            EXPECT_EQ(page.find(nothing), std::string::npos) << "a nothing with a sign";
        EXPECT_LT(page.find("class=\"banner\""), page.find("class=\"plain\""));
        EXPECT_LT(page.find("class=\"plain\""), page.find("<svg"));
        for (const char* id : {"trajectories", "curves", "session-day", "mechanisms", "share",
                               "evidence", "missing", "facts", "made"})
            EXPECT_NE(page.find(std::string{"id=\""} + id), std::string::npos) << id;
    }
}

TEST(SimulateForecast, gives_the_overdose_notice_wherever_tolerance_is_lost_without_medication) {
    const Folder folder;
    const std::string programme = programme_in(folder);
    const std::string without = record_with(folder, {{"moud", "none"}});
    const Ending text = run_sinew({"simulate", without, programme, "--draws", "30", "-q"});
    EXPECT_NE(text.out.find("naloxone"), std::string::npos) << text.out;
    const std::string html = folder.path("page.html");
    const Ending written =
        run_sinew({"simulate", without, programme, "--draws", "30", "--html", html, "-q"});
    EXPECT_EQ(written.code, 0) << written.err;
    EXPECT_NE(bytes_of(html).find("class=\"grave\" role=\"alert\""), std::string::npos);
    const Ending with = run_sinew({"simulate", programme, "--draws", "30", "-q"});
    EXPECT_EQ(with.out.find("naloxone"), std::string::npos) << "on buprenorphine";
    const std::string stimulant =
        record_with(folder, {{"moud", "none"}, {"primary_substance", "methamphetamine"}});
    const Ending other = run_sinew({"simulate", stimulant, programme, "--draws", "30", "-q"});
    EXPECT_EQ(other.out.find("naloxone"), std::string::npos) << "no opioid";
}

TEST(SimulateForecast, substances_go_by_their_words) {
    const Folder folder;
    const std::string programme = programme_in(folder);
    const auto asked = [&](const char* words) {
        return run_sinew(
            {"simulate", programme, "--substance", words, "--draws", "25", "--json", "-q"});
    };
    const Json heroin = Json::parse(asked("heroin").out);
    EXPECT_EQ(heroin["substance"], "heroin");
    EXPECT_TRUE(heroin["modelled"].get<bool>());
    const Json cocaine = Json::parse(asked("Cocaine").out);
    EXPECT_EQ(cocaine["warnings"][0]["warning"], "borrowed_stimulant");
    for (const char* word :
         {"alcohol", "benzodiazepines", "ketamine", "GHB", "nicotine", "gambling"}) {
        const Ending run = asked(word);
        EXPECT_EQ(run.code, 0) << word;
        const Json forecast = Json::parse(run.out);
        EXPECT_FALSE(forecast["modelled"].get<bool>()) << word;
        EXPECT_FALSE(forecast["plain"]["en"].get<std::string>().empty()) << word;
        expect_its_schema(forecast);
    }
    const Json both = Json::parse(asked("heroin,methamphetamine,alcohol").out);
    expect_its_schema(both);
    ASSERT_EQ(both["forecasts"].size(), 2U);
    EXPECT_EQ(both["forecasts"][0]["substance"], "heroin");
    EXPECT_EQ(both["forecasts"][1]["substance"], "methamphetamine");
    EXPECT_EQ(both["forecasts"][1]["not_in_model"][0], "alcohol");
    const Ending unknown = asked("moondust");
    EXPECT_EQ(unknown.code, 2);
    EXPECT_NE(unknown.err.find("--substance"), std::string::npos) << unknown.err;
    EXPECT_NE(unknown.err.find("heroin"), std::string::npos) << "the remedy names the words";
}

TEST(SimulateForecast, several_substances_without_a_main_one_give_both_forecasts) {
    const Folder folder;
    const std::string programme = programme_in(folder);
    const std::string record = record_with(folder, {{"primary_substance", "poly"},
                                                    {"moud", "none"},
                                                    {"days_since_last_opioid", 40},
                                                    {"hours_since_last_stimulant", 240}});
    const Ending run = run_sinew({"simulate", record, programme, "--draws", "25", "--json", "-q"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json both = Json::parse(run.out);
    ASSERT_EQ(both["forecasts"].size(), 2U);
    for (const Json& fact : both["forecasts"][1]["person_facts"])
        if (fact["fact"] == "days_since_last_use") {
            EXPECT_EQ(fact["value"], "10");
        }
    const Ending text = run_sinew({"simulate", record, programme, "--draws", "25", "-q"});
    EXPECT_NE(text.out.find("side by side"), std::string::npos);
}

TEST(SimulateForecast, missing_facts_are_taken_from_the_population_and_it_says_so) {
    const Folder folder;
    const std::string programme = programme_in(folder);
    Json record = Json::parse(bytes_of(std::string{SINEW_SOURCE_DIR} + "/examples/record.json"));
    record["person"].erase("weight_kg");
    record["person"].erase("mvpa_min_week");
    record["facts"].erase("hr");
    const std::string path = folder.file("bare.json", record.dump());
    const Ending run = run_sinew({"simulate", path, programme, "--draws", "25", "--json", "-q"});
    ASSERT_EQ(run.code, 0) << run.err;
    int assumed = 0;
    const Json forecast = Json::parse(run.out);
    for (const Json& fact : forecast["person_facts"])
        if (fact["from"] == "population") ++assumed;
    EXPECT_GE(assumed, 4);
}

TEST(SimulateForecast, facts_are_told_in_the_words_of_the_reader) {
    const Folder folder;
    const std::string programme = programme_in(folder);
    const std::string record = std::string{SINEW_SOURCE_DIR} + "/examples/record.json";
    const Ending run =
        run_sinew({"simulate", record, programme, "--draws", "25", "--json", "-q", "--lang", "zh"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json forecast = Json::parse(run.out);
    const auto& facts = forecast["person_facts"];
    const auto told = std::find_if(facts.begin(), facts.end(), [](const Json& one) {
        return one["fact"] == "primary_substance";
    });
    ASSERT_NE(told, facts.end());
    EXPECT_EQ((*told)["value"], "opioid");
    EXPECT_NE((*told)["text"].get<std::string>().find("阿片"), std::string::npos);
    const Ending text = run_sinew(
        {"simulate", record, programme, "--draws", "25", "-q", "--lang", "zh", "--explain"});
    EXPECT_EQ(text.out.find("opioid"), std::string::npos);
}

TEST(SimulateForecast, impossible_questions_are_refused_with_a_reason) {
    const Folder folder;
    const std::string programme = programme_in(folder);
    const auto refused = [&](std::vector<std::string> more, const char* said) {
        std::vector<std::string> words{"simulate"};
        words.insert(words.end(), more.begin(), more.end());
        words.insert(words.end(), {"-q", "--draws", "25"});
        const Ending run = run_sinew(words);
        EXPECT_EQ(run.code, 2) << said;
        EXPECT_NE(run.err.find(said), std::string::npos) << run.err;
    };
    refused({record_with(folder, {{"moud_dose_mg", 400}}), programme}, "moud_dose_mg");
    refused({programme, "--attendance", "2"}, "--attendance");
    refused({programme, "--session-day", "400"}, "session-day");
    refused({programme, "--shapley", "0"}, "shapley");
    refused({programme, "--steps-a-day", "0"}, "steps-a-day");
}

}  // namespace
}  // namespace sinew::e2e
