// `sinew evidence network` as a researcher sees it: the answer, the document, the pictures, the refusals.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "program_run.hpp"

namespace sinew::e2e {
namespace {

using Json = nlohmann::json;

std::string golden(const std::string& name) {
    return std::string{SINEW_SOURCE_DIR} + "/tests/golden/evidence/" + name;
}

Json answer_of(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"evidence", "network"});
    arguments.emplace_back("--json");
    const Ending run = run_sinew(arguments);
    EXPECT_EQ(run.code, 0) << run.err;
    return Json::parse(run.out);
}

std::string refusal_of(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"evidence", "network"});
    const Ending run = run_sinew(arguments);
    EXPECT_EQ(run.code, 2) << run.out;
    EXPECT_EQ(run.out, "");
    return run.err;
}

constexpr auto kIslands =
    "study,treatment,n,mean,sd\n"
    "Hall,walk,20,4,2\nHall,rest,20,5,2\nKato,walk,30,3,2\nKato,run,30,2,2\n"
    "Ruiz,yoga,25,3,2\nRuiz,talk,25,4,2\n";

TEST(EvidenceNetwork, a_table_of_arms_becomes_a_league_with_its_ranking) {
    const Ending run =
        run_sinew({"evidence", "network", golden("network_senn2013.csv"), "--measure", "MD",
                   "--reference", "placebo", "--small", "good", "--explain"});
    ASSERT_EQ(run.code, 0) << run.err;
    EXPECT_NE(run.out.find("10 treatments in 26 studies, MD"), std::string::npos) << run.out;
    EXPECT_NE(run.out.find("Q between designs                     22.53"), std::string::npos)
        << run.out;
    EXPECT_NE(run.out.find("References: "), std::string::npos);
}

TEST(EvidenceNetwork, the_document_has_metafors_names_and_all_digits) {
    const Json answer = answer_of({golden("network_senn2013.csv"), "--measure", "MD", "--reference",
                                   "placebo", "--small", "good", "--split", "--contributions"});
    EXPECT_EQ(answer["k"], 26);
    EXPECT_EQ(answer["QE_df"], 18);
    EXPECT_NEAR(answer["QE"].get<double>(), 96.9840650655, 1e-9);
    EXPECT_EQ(answer["league"].size(), 90U);
    for (const char* key : {"b", "se", "stat", "pval", "ci_lb", "ci_ub", "pi_lb", "pi_ub"})
        EXPECT_TRUE(answer["against_reference"][0][key].is_number()) << key;
    EXPECT_EQ(answer["node_splits"].size(), 15U);
    double sum = 0;
    for (const Json& part : answer["contributions"]["comparisons"][0]["by_study"])
        sum += part.get<double>();
    EXPECT_NEAR(sum, 1, 1e-9);
    EXPECT_EQ(answer["rows_used"].size(), 53U);
    EXPECT_TRUE(answer["rows_left_out"].empty());
}

TEST(EvidenceNetwork, counts_are_compared_as_odds_and_shown_as_ratios) {
    const Json answer = answer_of({golden("network_hasselblad1998.csv"), "--measure", "OR",
                                   "--reference", "no_contact", "--small", "bad"});
    for (const Json& one : answer["against_reference"]) {
        EXPECT_NEAR(one["exp_b"].get<double>(), std::exp(one["b"].get<double>()), 1e-12);
        EXPECT_GT(one["exp_b"], 1);  // every kind of help beats none
    }
    EXPECT_EQ(answer["ranking"]["small"], "bad");
    EXPECT_NE(answer["ranking"]["treatments"][0]["treatment"], "no_contact");
}

TEST(EvidenceNetwork, the_standardised_difference_of_two_arms_is_that_of_effect) {
    const Folder folder;
    const auto arms =
        folder.file("arms.csv", "study,treatment,n,mean,sd\nA,b,24,4.1,1.9\nA,a,22,5.2,2.4\n");
    const auto groups =
        folder.file("groups.csv", "study,n1i,m1i,sd1i,n2i,m2i,sd2i\nA,24,4.1,1.9,22,5.2,2.4\n");
    const Json network = answer_of({arms, "--measure", "SMD", "--reference", "a"});
    const Json one = network["against_reference"][0];
    EXPECT_TRUE(one["pi_lb"].is_null());
    // g = J (4.1 - 5.2) / s with exact J, v = 1/24 + 1/22 + g^2 / 92
    const double s = std::sqrt((23 * 1.9 * 1.9 + 21 * 2.4 * 2.4) / 44);
    const double j = std::exp(std::lgamma(22.0) - 0.5 * std::log(22.0) - std::lgamma(21.5));
    const double g = j * (4.1 - 5.2) / s;
    EXPECT_NEAR(one["b"].get<double>(), g, 1e-12);
    EXPECT_NEAR(one["se"].get<double>(), std::sqrt(1.0 / 24 + 1.0 / 22 + g * g / 92), 1e-12);
}

TEST(EvidenceNetwork, every_figure_is_written_and_the_same_each_time) {
    const Folder folder;
    for (const std::string figure : {"network", "league", "forest", "netheat", "rank"}) {
        const auto path = folder.path(figure + ".svg"), again = folder.path(figure + "-2.svg");
        for (const auto& to : {path, again}) {
            const Ending run =
                run_sinew({"evidence", "network", golden("network_senn2013.csv"), "--measure", "MD",
                           "--small", "good", "--plot", to, "--figure", figure});
            ASSERT_EQ(run.code, 0) << run.err;
        }
        const std::string svg = bytes_of(path);
        EXPECT_NE(svg.find("<title"), std::string::npos);
        EXPECT_NE(svg.find("<desc"), std::string::npos);
        EXPECT_EQ(svg, bytes_of(again));
    }
}

TEST(EvidenceNetwork, a_network_in_pieces_is_refused_with_its_pieces_and_what_joins_them) {
    const Folder folder;
    const auto path = folder.file("islands.csv", kIslands);
    const std::string told = refusal_of({path, "--measure", "MD"});
    EXPECT_NE(told.find("in 2 pieces"), std::string::npos) << told;
    EXPECT_NE(told.find("walk against talk"), std::string::npos) << told;
    EXPECT_NE(told.find("Hall, Kato"), std::string::npos) << told;
    EXPECT_NE(told.find("Ruiz"), std::string::npos) << told;
    const Json piece = answer_of({path, "--measure", "MD", "--subnetwork", "run"});
    EXPECT_EQ(piece["k"], 2);
    EXPECT_EQ(piece["treatments"].size(), 3U);
}

TEST(EvidenceNetwork, components_join_what_studies_do_not) {
    const Folder folder;
    const auto path = folder.file("parts.csv",
                                  "study,base,trt,y,v\n"
                                  "A,none,walk,-0.5,0.04\nB,none,talk,-0.3,0.04\n"
                                  "C,yoga,yoga + walk,-0.6,0.05\nD,yoga,yoga + walk,-0.4,0.05\n");
    refusal_of({path});
    const Json answer =
        answer_of({path, "--components", "+", "--inactive", "none", "--method", "FE"});
    EXPECT_FALSE(answer.contains("league"));
    for (const Json& one : answer["component_model"]["components"])
        EXPECT_EQ(one["identified"], one["component"] != "yoga") << one;
    const Json walk = answer["component_model"]["components"][1];
    EXPECT_EQ(walk["component"], "walk");
    const double weights = 1 / 0.04 + 2 / 0.05;
    EXPECT_NEAR(walk["b"].get<double>(), (-0.5 / 0.04 - 1.0 / 0.05) / weights, 1e-12);
}

TEST(EvidenceNetwork, what_cannot_be_read_is_refused_with_row_and_remedy) {
    const Folder folder;
    const auto three =
        folder.file("three.csv", "study,base,trt,y,v\nLee,a,b,1,0.1\nLee,a,c,2,0.1\n");
    EXPECT_NE(refusal_of({three}).find("study Lee has 3 arms and no covariance"),
              std::string::npos);
    const auto cov = folder.file("cov.csv", "study,row_i,row_j,cov\nLee,1,2,0.05\n");
    EXPECT_EQ(answer_of({three, "--cov", cov})["k"], 1);
    const auto twice =
        folder.file("twice.csv", "study,treatment,n,mean,sd\nA,a,9,1,1\nA,a,9,2,1\nA,b,9,2,1\n");
    EXPECT_NE(refusal_of({twice, "--measure", "MD"}).find("two arms of a"), std::string::npos);
    const auto flat = folder.file("flat.csv", "study,treatment,n,mean,sd\nA,a,9,1,0\nA,b,9,2,1\n");
    EXPECT_NE(refusal_of({flat, "--measure", "MD"}).find("row 1:sd"), std::string::npos);
    const auto lone =
        folder.file("lone.csv", "study,treatment,n,mean,sd\nA,a,9,1,1\nA,b,9,2,1\nB,c,9,1,1\n");
    EXPECT_NE(refusal_of({lone, "--measure", "MD"}).find("c occurs only in studies of one arm"),
              std::string::npos);
    EXPECT_NE(refusal_of({lone}).find("MD, SMD, ROM"), std::string::npos);
    EXPECT_NE(
        refusal_of({golden("network_senn2013.csv"), "--measure", "MD", "--reference", "placbo"})
            .find("did you mean placebo?"),
        std::string::npos);
}

TEST(EvidenceNetwork, a_row_with_a_missing_cell_is_left_out_and_listed) {
    const Folder folder;
    const auto path = folder.file("missing.csv",
                                  "study,treatment,n,mean,sd\nA,a,9,1,1\nA,b,9,2,1\nA,c,9,NA,1\n"
                                  "B,a,9,1,1\nB,b,9,2,1\n");
    const Json answer = answer_of({path, "--measure", "MD"});
    ASSERT_EQ(answer["rows_left_out"].size(), 1U);
    EXPECT_EQ(answer["rows_left_out"][0]["row"], 3);
    EXPECT_EQ(answer["rows_left_out"][0]["column"], "mean");
    EXPECT_EQ(answer["treatments"].size(), 2U);
}

TEST(EvidenceNetwork, tests_each_loop_and_draws_the_adjusted_funnel_with_its_direction) {
    const std::string senn = SINEW_SOURCE_DIR "/tests/golden/evidence/network_senn2013.csv";
    const std::string picture =
        (std::filesystem::temp_directory_path() / "sinew-network-funnel.svg").string();
    const Ending run =
        run_sinew({"evidence", "network", senn, "--measure", "MD", "--reference", "placebo",
                   "--small", "good", "--plot", picture, "--figure", "funnel"});
    ASSERT_EQ(run.code, 0) << run.err;
    EXPECT_NE(run.out.find("Loops: direct against indirect"), std::string::npos) << run.out;
    EXPECT_NE(run.out.find("acarbose - metformin - placebo"), std::string::npos) << run.out;
    std::ifstream file{picture};
    const std::string svg{std::istreambuf_iterator<char>{file}, {}};
    EXPECT_NE(svg.find("each treatment minus placebo"), std::string::npos);
    EXPECT_NE(svg.find("metformin minus placebo"), std::string::npos);
    EXPECT_NE(svg.find("left out"), std::string::npos);
    const Ending unknown = run_sinew(
        {"evidence", "network", senn, "--measure", "MD", "--order", "placebo,metformine"});
    EXPECT_EQ(unknown.code, 2);
    EXPECT_NE(unknown.err.find("did you mean metformin"), std::string::npos) << unknown.err;
}

}  // namespace
}  // namespace sinew::e2e
