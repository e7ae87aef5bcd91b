// `sinew evidence bias` and what `pool` rests on, as a researcher's computer sees them: answer, document, pictures, refusals.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "program_run.hpp"

namespace sinew::e2e {
namespace {

using Json = nlohmann::json;

/// Thirteen trials of BCG vaccination (dat.bcg of metadat), as counts.
constexpr const char* kBcg =
    "study,year,ai,bi,ci,di,direction,alloc\n"
    "Aronson,1948,4,119,11,128,lower_better,random\n"
    "Ferguson,1949,6,300,29,274,lower_better,random\n"
    "Rosenthal,1960,3,228,11,209,lower_better,random\n"
    "Hart,1977,62,13536,248,12619,lower_better,random\n"
    "Frimodt,1973,33,5036,47,5761,lower_better,alternate\n"
    "Stein,1953,180,1361,372,1079,lower_better,alternate\n"
    "Vandiviere,1973,8,2537,10,619,lower_better,random\n"
    "Madras,1980,505,87886,499,87892,lower_better,random\n"
    "Coetzee,1968,29,7470,45,7232,lower_better,random\n"
    "Rosenthal B,1961,17,1699,65,1600,lower_better,systematic\n"
    "Comstock,1974,186,50448,141,27197,lower_better,systematic\n"
    "Webster,1969,5,2493,3,2338,lower_better,systematic\n"
    "Comstock B,1976,27,16886,29,17825,lower_better,systematic\n";

TEST(EvidenceBias, answers_with_every_test_and_estimate) {
    const Folder folder;
    const std::string table = folder.file("bcg.csv", kBcg);
    const Ending text = run_sinew({"evidence", "bias", table, "--measure", "RR"});
    EXPECT_EQ(text.code, 0) << text.err;
    for (const char* word : {"Egger", "Begg", "Trim and fill", "PET-PEESE", "Selection"})
        EXPECT_NE(text.out.find(word), std::string::npos) << word;
    EXPECT_EQ(text.out.find("cannot tell"), std::string::npos);
    const Ending run = run_sinew({"evidence", "bias", table, "--measure", "RR", "--json"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json answer = Json::parse(run.out);
    // metafor 3.8: regtest, ranktest, trimfill of the same table (tests/golden/evidence/bias.R).
    EXPECT_NEAR(answer["egger"]["stat"], -0.80332919309072626, 1e-6);
    EXPECT_NEAR(answer["begg"]["pval"], 0.9523619, 1e-6);
    EXPECT_EQ(answer["trim_fill"]["k0"], 1);
    EXPECT_NEAR(answer["trim_fill"]["b"], -0.65708278348777038, 1e-6);
    EXPECT_EQ(answer["pet_peese"]["takes"], "PEESE");
    EXPECT_EQ(answer["selection"]["alternative"], "less");
    EXPECT_TRUE(answer["can_tell"]);
    EXPECT_NE(answer["methods_text"].get<std::string>().find("Egger M"), std::string::npos);
}

TEST(EvidenceBias, says_that_few_studies_cannot_tell) {
    const Folder folder;
    const Ending run = run_sinew(
        {"evidence", "bias",
         folder.file("few.csv", "study,yi,vi\na,0.1,0.02\nb,0.5,0.1\nc,0.3,0.05\nd,0.9,0.2\n")});
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_NE(run.out.find("fewer than ten studies"), std::string::npos) << run.out;
    EXPECT_NE(run.out.find("cannot tell"), std::string::npos);
}

TEST(EvidenceBias, refuses_with_the_place_and_touches_no_file) {
    const Folder folder;
    const std::string table = folder.file("bcg.csv", kBcg), picture = folder.path("f.svg");
    const std::string equal = "study,yi,vi\na,0.1,0.1\nb,0.5,0.1\nc,0.3,0.1\n";
    const Ending same =
        run_sinew({"evidence", "bias", folder.file("same.csv", equal), "--plot", picture});
    EXPECT_EQ(same.code, 2);
    EXPECT_NE(same.err.find("equally precise"), std::string::npos) << same.err;
    const Ending two = run_sinew(
        {"evidence", "bias", folder.file("two.csv", "study,yi,vi\na,0.1,0.1\nb,0.5,0.2\n")});
    EXPECT_EQ(two.code, 2);
    EXPECT_NE(two.err.find("2 studies cannot"), std::string::npos) << two.err;
    const Ending step =
        run_sinew({"evidence", "bias", table, "--measure", "RR", "--steps", "0.025,2"});
    EXPECT_EQ(step.code, 2);
    EXPECT_NE(step.err.find("--steps"), std::string::npos);
    const Ending sizes =
        run_sinew({"evidence", "bias", table, "--measure", "RR", "--predictor", "ni"});
    EXPECT_EQ(sizes.code, 2);
    EXPECT_NE(sizes.err.find("ni"), std::string::npos) << sizes.err;
    const Ending order =
        run_sinew({"evidence", "pool", table, "--measure", "RR", "--cumulative", "alloc"});
    EXPECT_EQ(order.code, 2);
    EXPECT_NE(order.err.find("column alloc"), std::string::npos) << order.err;
    const Ending no_order = run_sinew({"evidence", "pool", table, "--measure", "RR", "--figure",
                                       "cumulative", "--plot", picture});
    EXPECT_EQ(no_order.code, 2);
    EXPECT_NE(no_order.err.find("--cumulative"), std::string::npos);
    EXPECT_EQ(folder.names(), (std::vector<std::string>{"bcg.csv", "same.csv", "two.csv"}));
}

TEST(EvidencePoolSteps, are_added_to_the_answer_and_its_document) {
    const Folder folder;
    const std::string table = folder.file("bcg.csv", kBcg);
    const Ending run = run_sinew({"evidence", "pool", table, "--measure", "RR", "--leave-one-out",
                                  "--influence", "--cumulative", "year", "--gosh", "--json"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json answer = Json::parse(run.out);
    ASSERT_EQ(answer["leave_one_out"].size(), 13U);
    EXPECT_EQ(answer["influence"].size(), 13U);
    EXPECT_EQ(answer["gosh"]["subsets"], 8191);
    EXPECT_EQ(answer["cumulative"][0]["study"], "Aronson");
    EXPECT_EQ(answer["cumulative"][12]["year"], 1980);
    EXPECT_NEAR(answer["cumulative"][12]["b"], answer["b"], 1e-12);
    EXPECT_NEAR(answer["influence"][0]["rstudent"], -0.21814248573606979, 1e-6);
    const Ending text = run_sinew({"evidence", "pool", table, "--measure", "RR", "--influence"});
    EXPECT_NE(text.out.find("cook.d"), std::string::npos);
}

TEST(EvidencePoolSteps, have_their_pictures) {
    const Folder folder;
    const std::string table = folder.file("bcg.csv", kBcg);
    for (const char* figure :
         {"forest", "funnel", "baujat", "gosh", "cumulative", "leave-one-out"}) {
        const std::string path = folder.path(std::string{figure} + ".svg");
        const Ending run =
            run_sinew({"evidence", "pool", table, "--measure", "RR", "--transform", "exp",
                       "--cumulative", "year", "--figure", figure, "--plot", path});
        EXPECT_EQ(run.code, 0) << run.err;
        const std::string svg = bytes_of(path);
        EXPECT_NE(svg.find("<title"), std::string::npos) << figure;
        EXPECT_NE(svg.find("<desc"), std::string::npos) << figure;
    }
    const std::string funnel = folder.path("bias.pdf");
    EXPECT_EQ(run_sinew({"evidence", "bias", table, "--measure", "RR", "--plot", funnel}).code, 0);
    EXPECT_TRUE(bytes_of(funnel).starts_with("%PDF"));
}

}  // namespace
}  // namespace sinew::e2e
