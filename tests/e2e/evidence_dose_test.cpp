// `sinew evidence dose` as a researcher uses it: the answer, the document, the picture, every refusal.
#include <gtest/gtest.h>
#include <cmath>
#include <nlohmann/json.hpp>

#include "program_run.hpp"

namespace sinew::e2e {
namespace {

using Json = nlohmann::json;

/// A golden data set without its comment line, and changed where asked.
std::string table_of(const Folder& folder, const std::string& name, const std::string& from = {},
                     const std::string& to = {}) {
    std::string text = bytes_of(std::string{SINEW_SOURCE_DIR} +
                                "/tests/golden/evidence/dose_data_" + name + ".csv");
    text = text.substr(text.find('\n') + 1);
    if (!from.empty()) {
        const auto at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        if (at != std::string::npos) text.replace(at, from.size(), to);
    }
    return folder.file(name + ".csv", text);
}

TEST(EvidenceDose, tells_a_curve_with_its_table_and_caution) {
    const Folder folder;
    const Ending run =
        run_sinew({"evidence", "dose", table_of(folder, "made_arms"), "--curve", "quadratic",
                   "--stage", "one", "--at", "60,120,180", "--explain"});
    ASSERT_EQ(run.code, 0) << run.err;
    for (const char* words : {"UNIT CHECK", "Departure from a straight line",
                              "I2 =", "Shape:", "Methods", "References:", "min/week"})
        EXPECT_NE(run.out.find(words), std::string::npos) << words << '\n' << run.out;
    EXPECT_EQ(run.out.find("p = <"), std::string::npos);
}

TEST(EvidenceDose, answers_as_a_document_with_the_names_of_metafor) {
    const Folder folder;
    const Ending run = run_sinew({"evidence", "dose", table_of(folder, "alcohol_crc"), "--curve",
                                  "rcs", "--at", "14.25,57.18", "--transform", "exp", "--json"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json answer = Json::parse(run.out);
    EXPECT_EQ(answer["k"], 8);
    EXPECT_EQ(answer["rows"], 40);
    EXPECT_EQ(answer["names"].size(), 2U);
    EXPECT_EQ(answer["knots"].size(), 3U);
    EXPECT_NEAR(answer["curve_at"][1]["pred"].get<double>(), 0.4452, 5e-4);
    EXPECT_NEAR(answer["curve_at"][1]["pred_exp"].get<double>(),
                std::exp(answer["curve_at"][1]["pred"].get<double>()), 1e-12);
    for (const char* key : {"b", "se", "stat", "pval", "ci_lb", "ci_ub", "vb", "tau2", "QE", "QEp",
                            "I2", "QM", "QMp", "fit", "fitted_tables", "methods_text", "warnings"})
        EXPECT_TRUE(answer.contains(key)) << key;
    EXPECT_LT(answer["fitted_tables"][0]["largest_misfit"].get<double>(), 1e-10);
}

TEST(EvidenceDose, says_what_cannot_be_identified) {
    const Folder folder;
    const Ending run = run_sinew(
        {"evidence", "dose", table_of(folder, "alcohol_crc"), "--curve", "emax", "--json"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json answer = Json::parse(run.out);
    EXPECT_EQ(answer["emax"]["verdict"], "straight");
    EXPECT_TRUE(answer["emax"]["ed50_ci_ub"].is_null());
    EXPECT_TRUE(answer["curve_at"][1]["ci_lb"].is_null());
    EXPECT_NE(
        answer["emax"]["words"].get<std::string>().find("cannot be identified from these data"),
        std::string::npos);
}

TEST(EvidenceDose, chooses_powers_and_shows_how) {
    const Folder folder;
    const Ending run = run_sinew({"evidence", "dose", table_of(folder, "made_arms"), "--curve",
                                  "fp", "--stage", "one", "--json"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json answer = Json::parse(run.out);
    EXPECT_EQ(answer["fp_selection"]["candidates"].size(), 45U);
    EXPECT_EQ(answer["fp_selection"]["shift"], 10);
}

TEST(EvidenceDose, draws_the_same_bytes_twice) {
    const Folder folder;
    const std::string table = table_of(folder, "alcohol_cvd"), one = folder.path("one.svg"),
                      two = folder.path("two.svg");
    EXPECT_EQ(run_sinew({"evidence", "dose", table, "--plot", one}).code, 0);
    EXPECT_EQ(run_sinew({"evidence", "dose", table, "--plot", two}).code, 0);
    EXPECT_EQ(bytes_of(one), bytes_of(two));
    EXPECT_NE(bytes_of(one).find("Dose (g/day)"), std::string::npos);
}

void expect_refused(std::vector<std::string> arguments, const std::string& words) {
    arguments.insert(arguments.begin(), {"evidence", "dose"});
    const Ending run = run_sinew(arguments);
    EXPECT_EQ(run.code, 2) << words;
    EXPECT_EQ(run.out, "") << words;
    EXPECT_NE(run.err.find(words), std::string::npos) << words << '\n' << run.err;
}

TEST(EvidenceDose, refuses_tables_with_their_place) {
    const Folder folder;
    const auto changed = [&](const char* name, const char* from, const char* to) {
        return table_of(folder, name, from, to);
    };
    expect_refused({changed("alcohol_crc", "g/day,0,38", "MET-min/week,0,38")},
                   "more than one unit of dose");
    expect_refused({changed("alcohol_crc", "g/day,1,28", "g/day,0,28"), "--cov-method", "gl"},
                   "no reference row");
    expect_refused({changed("alcohol_crc", "g/day,0,38", "g/day,1,38")}, "more than one reference");
    expect_refused({changed("alcohol_cvd", ",61,261,", ",661,261,")},
                   "more cases (661) than people (261)");
    expect_refused({changed("alcohol_cvd", "0.223337978124619", "-0.2")}, "below 0");
    expect_refused({changed("alcohol_cvd", ",61,261,", ",61 or so,261,")}, "61 or so");
    expect_refused({changed("made_arms", "made-01,md", "made-01,cc")},
                   "two types in study made-01");
    expect_refused({table_of(folder, "obrien2003"), "--curve", "rcs"}, "--stage one");
    expect_refused({changed("made_arms", "made-01,md,0", "made-01,md,-5"), "--curve", "fp"},
                   "below zero");
}

TEST(EvidenceDose, refuses_options_that_do_not_fit) {
    const Folder folder;
    const std::string table = table_of(folder, "made_arms");
    expect_refused({table, "--curve", "rcs", "--knots", "9"}, "a number of knots is 3 to 7");
    expect_refused({table, "--curve", "rcs", "--knots", "60,30,90"}, "knots do not rise");
    expect_refused({table, "--knots", "3"}, "this curve has no knots");
    expect_refused({table, "--curve", "emax", "--method", "REML"}, "maximum likelihood");
    expect_refused({table, "--at", "60;120"}, "is not a number");
    expect_refused({table, "--stage", "one", "--method", "MM"}, "moments need");
    expect_refused({table, "--curve", "piecewise"}, "needs its knots");
}

TEST(EvidenceDose, gives_each_modality_its_curve_in_one_network) {
    const Folder folder;
    const std::string table = table_of(folder, "made_network");
    const Ending run = run_sinew({"evidence", "dose", table, "--by", "treatment", "--classes",
                                  "curve", "--curve", "emax", "--at", "60,120", "--json"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json answer = Json::parse(run.out);
    ASSERT_EQ(answer["treatments"].size(), 4U);
    EXPECT_EQ(answer["treatments"][0]["class"], "aerobic");
    EXPECT_EQ(answer["treatments"][0]["b"], answer["treatments"][1]["b"]);
    const Ending page = run_sinew({"evidence", "dose", table, "--by", "treatment", "--explain"});
    ASSERT_EQ(page.code, 0) << page.err;
    for (const char* words :
         {"taichi", "Heterogeneity", "Effect of a dose against none", "Mawdsley"})
        EXPECT_NE(page.out.find(words), std::string::npos) << words << '\n' << page.out;
    expect_refused({table, "--classes", "curve"}, "--by treatment too");
    expect_refused({table_of(folder, "made_arms"), "--by", "treatment"}, "without a treatment");
    expect_refused({table, "--by", "treatment", "--curve", "fp"}, "linear, rcs or emax");
}

TEST(EvidenceDose, leaves_rows_with_missing_values_out_and_lists_them) {
    const Folder folder;
    const Ending run =
        run_sinew({"evidence", "dose",
                   table_of(folder, "alcohol_cvd", "-0.22314350306987801", "NA"), "--json"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json answer = Json::parse(run.out);
    ASSERT_EQ(answer["rows_left_out"].size(), 1U);
    EXPECT_EQ(answer["rows_left_out"][0]["column"], "yi");
    EXPECT_EQ(answer["rows_left_out"][0]["row"], 2);
}

std::vector<std::string> course(const std::string& table, std::vector<std::string> more = {}) {
    std::vector<std::string> call{"evidence",      "dose",        table,
                                  "--time-course", "exponential", "--time-column",
                                  "week",          "--rho",       "0.6"};
    call.insert(call.end(), more.begin(), more.end());
    return call;
}

TEST(EvidenceDoseTime, tells_dose_and_time_together) {
    const Folder folder;
    const std::string table = table_of(folder, "made_times");
    const Ending run = run_sinew(course(table, {"--curve", "emax", "--explain"}));
    ASSERT_EQ(run.code, 0) << run.err;
    for (const char* words : {"T, time constant (week)", "half of the effect after", "ED50",
                              "With correlation 0.2", "Methods", "a new study"})
        EXPECT_NE(run.out.find(words), std::string::npos) << words << '\n' << run.out;
    const Ending document = run_sinew(course(table, {"--curve", "emax", "--json"}));
    ASSERT_EQ(document.code, 0) << document.err;
    const Json answer = Json::parse(document.out);
    EXPECT_EQ(answer["time_constant"]["verdict"], "identified");
    EXPECT_NEAR(answer["time_constant"]["value"].get<double>(), 5.788815, 1e-4);
    EXPECT_FALSE(answer["rho_assumed"].get<bool>());
    EXPECT_GT(answer["course_at"].size(), 10U);
}

TEST(EvidenceDoseTime, draws_a_panel_a_dose_and_a_panel_a_treatment) {
    const Folder folder;
    const std::string picture = folder.file("picture.svg", "");
    const Ending run = run_sinew(course(table_of(folder, "made_times"), {"--plot", picture}));
    ASSERT_EQ(run.code, 0) << run.err;
    EXPECT_NE(bytes_of(picture).find("Dose, time and effect"), std::string::npos);
    const Ending network = run_sinew({"evidence", "dose", table_of(folder, "made_network"), "--by",
                                      "treatment", "--plot", picture});
    ASSERT_EQ(network.code, 0) << network.err;
    EXPECT_NE(bytes_of(picture).find("Dose and effect of each treatment"), std::string::npos);
}

TEST(EvidenceDoseTime, says_what_cannot_be_identified_and_refuses_with_a_remedy) {
    const Folder folder;
    std::string one_time = "study,type,week,dose,dose_unit,ref,n,mean,sd\n";
    for (const char* study : {"a", "b", "c"})
        one_time += std::string{study} + ",md,8,0,min,1,40,5,1\n" + study +
                    ",md,8,60,min,0,40,4.5,1\n" + study + ",md,8,120,min,0,40,4.2,1\n";
    const std::string table = folder.file("one_time.csv", one_time);
    const Ending refused = run_sinew(course(table));
    EXPECT_EQ(refused.code, 2);
    EXPECT_NE(refused.err.find("cannot be identified from these data"), std::string::npos);
    EXPECT_NE(refused.err.find("--time-constant"), std::string::npos);
    const Ending given = run_sinew(course(table, {"--time-constant", "4", "--json"}));
    ASSERT_EQ(given.code, 0) << given.err;
    const Json answer = Json::parse(given.out);
    EXPECT_EQ(answer["method"], "REML");
    const Ending plain = run_sinew({"evidence", "dose", table, "--stage", "one", "--json"});
    EXPECT_NEAR(answer["b"][0].get<double>() * -std::expm1(-2.0),
                Json::parse(plain.out)["b"][0].get<double>(), 1e-8)
        << "one time and a known constant: the curve over the dose by its share";
    for (const auto& [more, place] : std::vector<std::pair<std::vector<std::string>, std::string>>{
             {{"--method", "REML"}, "--method"},
             {{"--by", "treatment"}, "--by"},
             {{"--curve", "fp"}, "--powers"},
             {{"--at-time", "-1"}, "--at-time"}}) {
        const Ending run = run_sinew(course(table_of(folder, "made_times"), more));
        EXPECT_EQ(run.code, 2) << place;
        EXPECT_NE(run.err.find(place), std::string::npos) << run.err;
    }
    const Ending alone = run_sinew({"evidence", "dose", table, "--rho", "0.5"});
    EXPECT_EQ(alone.code, 2);
    const Ending column = run_sinew(
        {"evidence", "dose", table, "--time-course", "exponential", "--time-column", "month"});
    EXPECT_EQ(column.code, 2);
    EXPECT_NE(column.err.find("month"), std::string::npos);
}

}  // namespace
}  // namespace sinew::e2e
