// `sinew evidence rebuild`, `diff` and `certainty` as a researcher's computer sees them.
#include <sinew/knowledge/schema_check.hpp>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <set>

#include "program_run.hpp"

namespace sinew::e2e {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

std::string shipped() { return SINEW_SOURCE_DIR "/knowledge/trials"; }

/// A copy of the shipped tables in `folder`/name.
std::string copied(const Folder& folder, const char* name) {
    fs::copy(shipped(), folder.path(name));
    return folder.path(name);
}

void append(const std::string& file, const std::string& line) {
    std::ofstream{file, std::ios::app} << line << "\n";
}

/// A third trial of mind-body training against usual care on craving, in people who used heroin.
void add_trial(const std::string& folder) {
    append(folder + "/studies.csv",
           "NewTrial,wangmu2022,2027,NA,heroin,,,,rct,NewTrial,NA,,made for a test");
    append(folder + "/arms.csv", "NewTrial,yoga,60,mind_body,yoga,light,light,45,3,8,,,made");
    append(folder + "/arms.csv", "NewTrial,care,60,,,NA,,,,,,usual,made");
    append(folder + "/results.csv",
           "NewTrial.1,NewTrial,yoga,care,craving,VAS,lower_better,chronic,8,week,contrast,"
           "exercise,,,,,,,,,-0.2,0.0335,,,SMD,,,made,made,derived");
}

TEST(Rebuild, says_what_is_known_and_what_is_not) {
    const Ending run = run_sinew({"evidence", "rebuild"});
    ASSERT_EQ(run.code, 0) << run.err;
    EXPECT_NE(run.out.find("No published pooled result can be rebuilt"), std::string::npos);
    EXPECT_NE(run.out.find("WangMu2022.1, ZhangZhu2020.1"), std::string::npos);
    EXPECT_NE(
        run.out.find("1 pooled, 9 one trial, 19 direction only, 9 borrowed, 28 nothing found"),
        std::string::npos)
        << run.out;
}

TEST(Rebuild, speaks_both_languages_without_a_gap_and_gives_the_same_bytes_twice) {
    for (const char* language : {"en", "zh"}) {
        const Ending one = run_sinew({"evidence", "rebuild", "--explain", "--lang", language});
        const Ending two = run_sinew({"evidence", "rebuild", "--explain", "--lang", language});
        ASSERT_EQ(one.code, 0) << one.err;
        EXPECT_EQ(one.out, two.out);
        EXPECT_EQ(one.out.find("<synthesis."), std::string::npos)
            << one.out.substr(one.out.find("<synthesis."), 60);
        EXPECT_EQ(one.out.find('{'), std::string::npos) << one.out.substr(one.out.find('{'), 60);
    }
}

TEST(Rebuild, gives_a_document_of_its_schema_in_which_every_row_is_found) {
    const Ending run = run_sinew({"evidence", "rebuild", "--json"});
    const Ending schema = run_sinew({"schema", "synthesis"});
    ASSERT_EQ(run.code, 0) << run.err;
    ASSERT_EQ(schema.code, 0) << schema.err;
    const Json document = Json::parse(run.out);
    if (knowledge::schemas_can_be_checked()) {
        Faults faults;
        knowledge::check_against_schema(document, Json::parse(schema.out), "synthesis", faults);
        for (const Error& fault : faults.list()) ADD_FAILURE() << to_line(fault);
    }
    std::set<std::string> rows, published;
    for (const Json& row : document["rows"]) rows.insert(row["row"]);
    for (const Json& pool : document["published"]) published.insert(pool["row"]);
    for (const Json& cell : document["cells"]) {
        for (const Json& row : cell["rows"]) EXPECT_TRUE(rows.contains(row["row"])) << row;
        for (const Json& pool : cell["published"]) EXPECT_TRUE(published.contains(pool)) << pool;
        if (!cell["prior"].is_null() && !cell["prior"]["from"].is_null()) {
            EXPECT_TRUE(published.contains(cell["prior"]["from"]));
        }
    }
}

TEST(Rebuild, filters_by_outcome_and_training) {
    const Ending run = run_sinew(
        {"evidence", "rebuild", "--outcome", "craving", "--modality", "mind_body", "--json"});
    ASSERT_EQ(run.code, 0) << run.err;
    for (const Json& cell : Json::parse(run.out)["cells"]) {
        EXPECT_EQ(cell["outcome"], "craving");
        EXPECT_EQ(cell["modality"], "mind_body");
    }
    EXPECT_EQ(run_sinew({"evidence", "rebuild", "--outcome", "wealth"}).code, 2);
    EXPECT_EQ(run_sinew({"evidence", "rebuild", "--modality", "chess"}).code, 2);
}

TEST(Rebuild, writes_a_folder_whose_pages_ask_nobody_and_whose_pictures_are_whole) {
    const Folder folder;
    const std::string out = folder.path("made/here");
    const Ending run = run_sinew({"evidence", "rebuild", "--out", out});
    ASSERT_EQ(run.code, 0) << run.err;
    for (const char* file :
         {"synthesis.json", "cells.csv", "rows.csv", "published.csv", "index.html", "index.zh.html",
          "figures/map.svg", "figures/craving-forest-SMD.svg"})
        EXPECT_TRUE(fs::exists(out + "/" + file)) << file;
    EXPECT_EQ(bytes_of(out + "/synthesis.json"), run_sinew({"evidence", "rebuild", "--json"}).out);
    for (const char* page : {"index.html", "index.zh.html"}) {
        const std::string html = bytes_of(out + "/" + page);
        for (const char* asking : {"href=\"http", "url(http", "@import"})
            EXPECT_EQ(html.find(asking), std::string::npos) << asking;
        EXPECT_EQ(html.find("<script"), std::string::npos);
        EXPECT_EQ(html.find("src="), std::string::npos);
        EXPECT_NE(html.find("WangMu2022.1"), std::string::npos);
        EXPECT_EQ(html.find("&lt;synthesis."), std::string::npos);
    }
    EXPECT_EQ(lines_in(bytes_of(out + "/rows.csv")),
              1 + Json::parse(bytes_of(out + "/synthesis.json"))["rows"].size());
}

TEST(Rebuild, refuses_what_it_cannot_write_or_read) {
    const Folder folder;
    const std::string file = folder.file("taken", "x");
    EXPECT_EQ(run_sinew({"evidence", "rebuild", "--out", file}).code, 2);
    EXPECT_EQ(run_sinew({"evidence", "rebuild", "--trials", folder.path("nowhere")}).code, 2);
    const std::string copy = copied(folder, "copy");
    append(copy + "/arms.csv", "WangMu2022,extra,20 or so,,,NA,,,,,,custom,made");
    const Ending run = run_sinew({"evidence", "rebuild", "--trials", copy});
    EXPECT_EQ(run.code, 2);
    EXPECT_NE(run.err.find("arms.csv:row 129:n"), std::string::npos) << run.err;
    EXPECT_NE(run.err.find("arms.csv:row 129:control"), std::string::npos) << run.err;
    EXPECT_TRUE(run.out.empty());
}

TEST(Diff, a_new_trial_changes_the_cells_it_touches_and_no_other) {
    const Folder folder;
    const std::string copy = copied(folder, "copy");
    const Ending same = run_sinew({"evidence", "diff", shipped(), copy});
    EXPECT_EQ(same.code, 0) << same.err;
    EXPECT_NE(same.out.find("Nothing changed"), std::string::npos) << same.out;
    add_trial(copy);
    const Ending run = run_sinew({"evidence", "diff", shipped(), copy, "--json"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json change = Json::parse(run.out);
    EXPECT_EQ(change["rows_added"], Json::array({"NewTrial.1"}));
    EXPECT_TRUE(change["rows_removed"].empty());
    EXPECT_TRUE(change["rows_changed"].empty());
    std::set<std::string> touched;
    for (const Json& cell : change["cells"]) touched.insert(cell["key"]);
    const std::string c = "craving/chronic/control/";
    EXPECT_EQ(touched, (std::set<std::string>{
                           c + "all/all/all/all", c + "all/all/usual/all",
                           c + "all/all/usual_or_unspecified/all", c + "mind_body/all/all/all",
                           c + "mind_body/all/all/heroin", c + "mind_body/all/usual/all",
                           c + "mind_body/all/usual_or_unspecified/all",
                           c + "mind_body/light/all/all", c + "mind_body/light/usual/heroin"}));
    for (const Json& cell : change["cells"])
        if (cell["key"] == c + "mind_body/all/usual/all") {
            EXPECT_TRUE(cell["moved"]) << "one trial became a pool of two";
        }
    EXPECT_GT(change["conclusions_moved"], 0);
}

TEST(Diff, compares_documents_of_earlier_and_refuses_others) {
    const Folder folder;
    const std::string before =
        folder.file("before.json", run_sinew({"evidence", "rebuild", "--json"}).out);
    const std::string copy = copied(folder, "copy");
    add_trial(copy);
    const Ending run = run_sinew({"evidence", "diff", before, copy, "--lang", "zh"});
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_NE(run.out.find("新增行"), std::string::npos) << run.out;
    EXPECT_EQ(run.out.find("<synthesis."), std::string::npos);
    const std::string other = folder.file("other.json", R"({"format": "sinew.programme/1"})");
    const Ending refused = run_sinew({"evidence", "diff", before, other});
    EXPECT_EQ(refused.code, 2);
    EXPECT_NE(refused.err.find("other.json:/format"), std::string::npos) << refused.err;
    EXPECT_EQ(run_sinew({"evidence", "diff", before, folder.path("nowhere")}).code, 2);
}

TEST(Certainty, fills_in_what_numbers_say_and_keeps_what_people_judge) {
    const Folder folder;
    std::string rows = "study,yi,vi,n1i,n2i\n";
    for (int i = 0; i < 12; ++i)
        rows += "s" + std::to_string(i) + "," + std::to_string(-0.4 - 0.01 * (i % 3)) +
                (i % 2 ? ",0.02,100,100\n" : ",0.03,100,100\n");
    const std::string table = folder.file("effects.csv", rows);
    const Ending run = run_sinew({"evidence", "certainty", table, "--measure", "SMD", "--important",
                                  "0.2", "--risk-of-bias", "1:unblinded", "--json"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json answer = Json::parse(run.out);
    EXPECT_EQ(answer["level"], "moderate");
    EXPECT_EQ(answer["inputs"]["n"], 2400);
    EXPECT_EQ(answer["inputs"]["k"], 12);
    EXPECT_FALSE(answer["inputs"]["egger_p"].is_null());
    EXPECT_TRUE(answer["domains"][0]["judgement"]);
    EXPECT_NE(answer["domains"][0]["reason"].get<std::string>().find("unblinded"),
              std::string::npos);
    EXPECT_FALSE(answer["domains"][3]["judgement"]);
    const Ending text =
        run_sinew({"evidence", "certainty", table, "--measure", "SMD", "--lang", "zh"});
    EXPECT_EQ(text.code, 0);
    EXPECT_EQ(text.out.find("<synthesis."), std::string::npos);
}

TEST(Certainty, takes_a_pooled_answer_and_refuses_nonsense) {
    const Folder folder;
    const std::string pool = folder.file(
        "pool.json",
        R"({"k": 4, "ci_lb": -0.9, "ci_ub": 0.3, "I2": 80, "tau2": 0.2, "pi_lb": null})");
    const Ending run = run_sinew(
        {"evidence", "certainty", pool, "--people", "120", "--important", "0.2", "--json"});
    ASSERT_EQ(run.code, 0) << run.err;
    EXPECT_EQ(Json::parse(run.out)["level"], "very_low");
    EXPECT_EQ(run_sinew({"evidence", "certainty", pool, "--risk-of-bias", "3"}).code, 2);
    EXPECT_EQ(run_sinew({"evidence", "certainty", pool, "--important", "-1"}).code, 2);
    EXPECT_EQ(run_sinew({"evidence", "certainty",
                         folder.file("bad.json", R"({"k": 2, "ci_lb": 1, "ci_ub": 0})")})
                  .code,
              2);
}

TEST(ExplainSynthesis, tells_the_rows_the_method_and_what_speaks_against_a_number) {
    const Folder folder;
    ASSERT_EQ(run_sinew({"evidence", "rebuild", "--out", folder.path("syn")}).code, 0);
    const std::string file = folder.path("syn") + "/synthesis.json";
    const std::string place = file + ":/cells/craving/chronic/control/all/all/all/all/own/b";
    const Ending text = run_sinew({"explain", place});
    ASSERT_EQ(text.code, 0) << text.err;
    for (const char* word : {"WangMu2022.1: SMD -0.493", "ZhangZhu2020.1", "half-normal prior",
                             "very low", "what speaks against it", "partial eta-squared",
                             "what would change it", "229 more people", "[wangmu2022]"})
        EXPECT_NE(text.out.find(word), std::string::npos) << word << "\n" << text.out;
    const Ending json = run_sinew({"explain", place, "--json"});
    const Json answers = Json::parse(json.out);
    ASSERT_EQ(answers.size(), 2U);
    EXPECT_EQ(answers[1]["kind"], "synthesis_cell");
    std::set<std::string> parts;
    for (const Json& part : answers[1]["parts"]) parts.insert(part["key"]);
    for (const char* key : {"answer", "method", "facts", "grade", "against", "change", "prior"})
        EXPECT_TRUE(parts.contains(key)) << key;
    // Rows and published results too, in both languages, without a gap.
    for (const char* other : {":/rows/WangMu2022.1", ":/published/3", ":/cells/0/prior/mean"}) {
        const Ending chinese = run_sinew({"explain", file + other, "--lang", "zh"});
        EXPECT_EQ(chinese.code, 0) << other << chinese.err;
        EXPECT_EQ(chinese.out.find("synthesis.explain"), std::string::npos) << chinese.out;
    }
    EXPECT_EQ(run_sinew({"explain", file + ":/cells/craving/none"}).code, 2);
    EXPECT_EQ(run_sinew({"explain", file + ":/cells/999999"}).code, 2);
    // A foreign or broken document is no reason to fall over.
    std::ofstream{folder.path("odd.json")}
        << R"({"format":"sinew.synthesis/1","cells":[{"rows":[3,{"row":7}],"certainty":4,"own":[]}],"rows":"no"})";
    EXPECT_EQ(run_sinew({"explain", folder.path("odd.json") + ":/cells/0"}).code, 0);
}

/// A triangle: A and B against care and each other, with what was said of the trials.
std::string network_table(const Folder& folder, const char* first_bias) {
    const std::string path = folder.path("arms.csv");
    std::ofstream out{path};
    out << "study,treatment,n,mean,sd,risk_of_bias\n";
    out << "One,A,100,1.0,2," << first_bias << "\nOne,care,100,2.0,2," << first_bias << "\n";
    out << "Two,B,100,1.4,2,low\nTwo,care,100,2.0,2,low\n";
    out << "Three,A,100,1.1,2,low\nThree,B,100,1.5,2,low\n";
    return path;
}

TEST(NetworkCertaintyCommand, weighs_studies_by_what_they_contribute_to_each_comparison) {
    const Folder folder;
    const std::vector<std::string> call = {
        "evidence",    "certainty", network_table(folder, "high"), "--network", "--measure", "MD",
        "--reference", "care"};
    const Ending text = run_sinew(call);
    ASSERT_EQ(text.code, 0) << text.err;
    for (const char* word : {"A : care", "Rests most on: One", "weighted by contribution",
                             "Incoherence", "not judged"})
        EXPECT_NE(text.out.find(word), std::string::npos) << word << "\n" << text.out;
    auto as_json = call;
    as_json.emplace_back("--json");
    const Json answer = Json::parse(run_sinew(as_json).out);
    ASSERT_EQ(answer["comparisons"].size(), 2U);
    const Json& a = answer["comparisons"][0];
    EXPECT_EQ(a["treatment"], "A");
    // Equal trials: the direct one carries two thirds, the two on the way round share the rest.
    double sum = 0;
    for (const Json& part : a["contributions"]) sum += part["share"].get<double>();
    EXPECT_NEAR(sum, 1, 1e-12);
    EXPECT_NEAR(a["contributions"][0]["share"].get<double>(), 2.0 / 3, 0.01);
    EXPECT_EQ(a["contributions"][0]["risk_of_bias"], "high");
    EXPECT_EQ(a["domains"][0]["domain"], "risk_of_bias");
    EXPECT_EQ(a["domains"][0]["steps"], 1);  // 2 x 2/3 = 1.33
    const Json& b = answer["comparisons"][1];
    EXPECT_EQ(b["domains"][0]["steps"], 0);  // 2 x 1/6 = 0.33
    auto every = as_json;
    every.emplace_back("--every");
    EXPECT_EQ(Json::parse(run_sinew(every).out)["comparisons"].size(), 3U);
    auto chinese = call;
    chinese.insert(chinese.end(), {"--lang", "zh"});
    EXPECT_NE(run_sinew(chinese).out.find("按贡献加权"), std::string::npos);
}

TEST(NetworkCertaintyCommand, refuses_words_and_options_that_do_not_belong) {
    const Folder folder;
    const Ending word = run_sinew(
        {"evidence", "certainty", network_table(folder, "bad"), "--network", "--measure", "MD"});
    EXPECT_EQ(word.code, 2);
    EXPECT_NE(word.err.find("row 1:risk_of_bias"), std::string::npos) << word.err;
    EXPECT_NE(word.err.find("low, some or high"), std::string::npos) << word.err;
    const Ending people = run_sinew({"evidence", "certainty", network_table(folder, "low"),
                                     "--network", "--measure", "MD", "--people", "100"});
    EXPECT_EQ(people.code, 2);
    const Ending alone =
        run_sinew({"evidence", "certainty", network_table(folder, "low"), "--every"});
    EXPECT_EQ(alone.code, 2);
    EXPECT_NE(alone.err.find("give --network too"), std::string::npos) << alone.err;
}

}  // namespace
}  // namespace sinew::e2e
