// `sinew evidence bayes` as a person starts it: answers, --json, pictures, networks, refusals.
#include "program_run.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace sinew::e2e {
namespace {

constexpr const char* kFive =
    "study,yi,vi\nA,-0.9,0.04\nB,-0.2,0.09\nC,0.1,0.02\nD,-0.5,0.3\nE,-1.4,0.12\n";
constexpr const char* kArms =
    "study,treatment,events,n\n1,usual,9,140\n1,walking,23,140\n2,usual,5,33\n2,taichi,9,48\n3,"
    "walking,7,60\n3,taichi,9,60\n"
    "4,usual,75,731\n4,walking,90,714\n5,usual,11,90\n5,taichi,20,95\n";

nlohmann::json json_of(const std::vector<std::string>& words) {
    auto arguments = words;
    arguments.emplace_back("--json");
    const Ending end = run_sinew(arguments);
    EXPECT_EQ(end.code, 0) << end.err;
    return nlohmann::json::parse(end.out);
}

TEST(EvidenceBayes, says_what_to_believe_and_lays_three_priors_side_by_side) {
    const Folder folder;
    const auto table = folder.file("five.csv", kFive);
    const Ending end = run_sinew({"evidence", "bayes", table, "--mid", "-0.2"});
    EXPECT_EQ(end.code, 0) << end.err;
    for (const char* said : {"mean effect", "next study", "half-normal:0.25", "half-normal:0.5",
                             "half-normal:1", "at least MID", "pull"})
        EXPECT_NE(end.out.find(said), std::string::npos) << said << "\n" << end.out;
}

TEST(EvidenceBayes, gives_every_number_under_the_names_of_pool) {
    const Folder folder;
    const auto json = json_of({"evidence", "bayes", folder.file("five.csv", kFive), "--mu-prior",
                               "normal:0:1", "--mid", "-0.2"});
    for (const char* name : {"k",
                             "b",
                             "se",
                             "ci_lb",
                             "ci_ub",
                             "hpd_lb",
                             "hpd_ub",
                             "tau2",
                             "tau",
                             "tau_lb",
                             "tau_ub",
                             "pi_lb",
                             "pi_ub",
                             "p_benefit",
                             "p_mid",
                             "p_benefit_new",
                             "p_mid_new",
                             "log_marginal",
                             "bf_no_effect",
                             "bf_no_heterogeneity"})
        EXPECT_TRUE(json.at(name).is_number()) << name;
    EXPECT_EQ(json.at("priors").size(), 3U);
    EXPECT_EQ(json.at("studies").size(), 5U);
    EXPECT_EQ(json.at("rows_used").size(), 5U);
    EXPECT_LT(json.at("pi_lb"), json.at("ci_lb"));
    EXPECT_NE(json.at("methods_text").get<std::string>().find("References:"), std::string::npos);
    // The chosen prior is the middle row of the table.
    EXPECT_EQ(json.at("priors")[1].at("b"), json.at("b"));
}

TEST(EvidenceBayes, says_that_one_study_leaves_the_answer_to_the_prior) {
    const Folder folder;
    const auto table = folder.file("one.csv", "study,yi,vi\nA,-0.49,0.043\n");
    const auto json = json_of({"evidence", "bayes", table, "--tau-prior", "half-cauchy:0.5"});
    EXPECT_TRUE(json.at("se").is_null());
    EXPECT_TRUE(json.at("log_marginal").is_null());
    const std::string warnings = json.at("warnings").dump();
    EXPECT_NE(warnings.find("One study says nothing"), std::string::npos) << warnings;
    EXPECT_NE(warnings.find("infinite"), std::string::npos) << warnings;
    EXPECT_NE(warnings.find("log_marginal"), std::string::npos) << warnings;
}

TEST(EvidenceBayes, draws_the_posterior) {
    const Folder folder;
    const auto picture = folder.path("posterior.svg");
    const Ending end =
        run_sinew({"evidence", "bayes", folder.file("five.csv", kFive), "--plot", picture});
    EXPECT_EQ(end.code, 0) << end.err;
    const std::string svg = bytes_of(picture);
    for (const char* said : {"<svg", "<title", "New study", "SD between studies", "observed"})
        EXPECT_NE(svg.find(said), std::string::npos) << said;
}

TEST(EvidenceBayes, compares_every_pair_of_a_network_of_counts_the_same_way_each_time) {
    const Folder folder;
    const auto table = folder.file("arms.csv", kArms);
    const std::vector<std::string> words{"evidence",    "bayes", table,       "--network",
                                         "--reference", "usual", "--benefit", "higher",
                                         "--seed",      "7"};
    const auto json = json_of(words), again = json_of(words);
    EXPECT_EQ(json, again);
    EXPECT_EQ(json.at("pairs").size(), 3U);
    EXPECT_EQ(json.at("reference"), "usual");
    for (const auto& one : json.at("diagnostics"))
        EXPECT_LT(one.at("rhat").get<double>(), 1.01) << one;
    double best = 0;
    for (const auto& rank : json.at("ranks")) best += rank.at("chance_of_rank")[0].get<double>();
    EXPECT_NEAR(best, 1, 1e-9);
    const Ending end = run_sinew(words);
    EXPECT_NE(end.out.find("SUCRA"), std::string::npos) << end.out;
}

TEST(EvidenceBayes, computes_a_network_of_contrasts_without_sampling_it) {
    const Folder folder;
    const auto table = folder.file("c.csv",
                                   "study,base,trt,y,v,v_base\n1,u,a,-0.4,0.05,0.02\n1,u,b,-0.1,0."
                                   "08,0.02\n2,u,a,0.3,0.02,\n3,a,b,0.2,0.2,\n");
    const auto json = json_of({"evidence", "bayes", table, "--network", "--reference", "u"});
    EXPECT_EQ(json.at("method"), "Bayes, quadrature");
    EXPECT_EQ(json.at("pairs").size(), 3U);
}

TEST(EvidenceBayes, draws_every_treatment_of_a_network_against_the_reference) {
    const Folder folder;
    const auto picture = folder.path("network.svg");
    const Ending end = run_sinew({"evidence", "bayes", folder.file("arms.csv", kArms), "--network",
                                  "--reference", "usual", "--plot", picture});
    EXPECT_EQ(end.code, 0) << end.err;
    const std::string svg = bytes_of(picture);
    for (const char* said : {"<svg", "Log odds ratio against usual", "walking", "taichi",
                             "50 % interval", "95 % interval", "half of the posterior"})
        EXPECT_NE(svg.find(said), std::string::npos) << said;
}

TEST(EvidenceBayes, calls_out_chains_that_do_not_agree) {
    const Folder folder;
    const auto json = json_of({"evidence", "bayes", folder.file("arms.csv", kArms), "--network",
                               "--draws", "20", "--warm-up", "0"});
    EXPECT_NE(json.at("warnings").dump().find("THE CHAINS DO NOT AGREE"), std::string::npos);
}

TEST(EvidenceBayesDose, draws_modalities_from_their_classes_and_tells_curves) {
    const Folder folder;
    std::string text = bytes_of(std::string{SINEW_SOURCE_DIR} +
                                "/tests/golden/evidence/dose_data_made_network.csv");
    text = text.substr(text.find('\n') + 1);
    const auto table = folder.file("network.csv", text);
    const std::vector<std::string> call{"evidence",
                                        "bayes",
                                        table,
                                        "--dose-column",
                                        "dose",
                                        "--class-column",
                                        "class",
                                        "--mu-prior",
                                        "normal:0:2",
                                        "--tau-prior",
                                        "half-normal:0.5",
                                        "--curve",
                                        "emax",
                                        "--at",
                                        "60,120",
                                        "--draws",
                                        "500",
                                        "--warm-up",
                                        "500"};
    const Ending end = run_sinew(call);
    EXPECT_EQ(end.code, 0) << end.err;
    for (const char* said : {"mean of class aerobic", "another treatment of mind_body",
                             "spread of a class", "ED50", "Largest R-hat", "UNIT CHECK"})
        EXPECT_NE(end.out.find(said), std::string::npos) << said << "\n" << end.out;
    const auto json = json_of(call);
    EXPECT_EQ(json["treatments"].size(), 4U);
    EXPECT_EQ(json["classes"].size(), 2U);
    EXPECT_EQ(json["curve_at"].size(), 8U);
    EXPECT_EQ(json, json_of(call)) << "the same seed, the same draws";

    const Ending no_priors = run_sinew({"evidence", "bayes", table, "--dose-column", "dose"});
    EXPECT_EQ(no_priors.code, 2);
    EXPECT_NE(no_priors.err.find("--tau-prior"), std::string::npos) << no_priors.err;
    const Ending alone = run_sinew({"evidence", "bayes", table, "--class-column", "class"});
    EXPECT_EQ(alone.code, 2);
    EXPECT_NE(alone.err.find("--class-column"), std::string::npos) << alone.err;
    const Ending column = run_sinew({"evidence", "bayes", table, "--dose-column", "minutes",
                                     "--mu-prior", "normal:0:2", "--tau-prior", "half-normal:1"});
    EXPECT_EQ(column.code, 2);
    EXPECT_NE(column.err.find("minutes"), std::string::npos) << column.err;
}

TEST(EvidenceBayes, refuses_with_place_and_remedy) {
    const Folder folder;
    const auto five = folder.file("five.csv", kFive);
    const auto refused = [](const std::vector<std::string>& words, const char* said) {
        const Ending end = run_sinew(words);
        EXPECT_EQ(end.code, 2) << end.out;
        EXPECT_TRUE(end.out.empty());
        EXPECT_NE(end.err.find(said), std::string::npos) << end.err;
    };
    refused({"evidence", "bayes", five, "--tau-prior", "half-normal:0"}, "--tau-prior");
    refused({"evidence", "bayes", five, "--tau-prior", "gamma:1"}, "half-cauchy:0.5");
    refused({"evidence", "bayes", five, "--mu-prior", "normal:0"}, "normal:0:1 or flat");
    refused({"evidence", "bayes", five, "--mid", "0.2"}, "--benefit higher");
    refused({"evidence", "bayes", five, "--seed", "3"}, "quadrature");
    refused({"evidence", "bayes", five, "--measure", "MD"}, "half-normal:5");
    refused({"evidence", "bayes", five, "--network"}, "the columns make no network");
    refused({"evidence", "bayes", five, "--plot", "posterior.gif"}, "posterior.gif");
    refused({"evidence", "bayes", folder.file("v.csv", "study,yi,vi\nA,1,-1\n")}, "row 1");
    refused({"evidence", "bayes",
             folder.file("a.csv", "study,treatment,events,n\n1,a,3,9\n1,b,4,9\n2,c,1,9\n2,d,2,9\n"),
             "--network"},
            "{a, b} {c, d}");
    refused({"evidence", "bayes",
             folder.file("b.csv", "study,treatment,events,n\n1,a,13,9\n1,b,4,9\n"), "--network"},
            "row 1");
}

}  // namespace
}  // namespace sinew::e2e
