// `sinew evidence multilevel`: the answer, the document, the pictures, the refusals.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "program_run.hpp"

#include <fstream>
#include <sstream>

namespace sinew::e2e {
namespace {

using Json = nlohmann::json;

/// A golden table without its first comment line, as a researcher would have it.
std::string table_of(const std::string& name) {
    std::ifstream in{std::string{SINEW_SOURCE_DIR} + "/tests/golden/evidence/multilevel_" + name +
                     ".csv"};
    std::string line, text;
    std::getline(in, line);
    while (std::getline(in, line)) text += line + "\n";
    const std::string path = ::testing::TempDir() + "multilevel_" + name + ".csv";
    std::ofstream{path} << text;
    return path;
}

std::string file_of(const std::string& name, const std::string& text) {
    const std::string path = ::testing::TempDir() + name;
    std::ofstream{path} << text;
    return path;
}

TEST(EvidenceMultilevel, answers_three_levels_with_robust_errors) {
    const std::string table = table_of("data_konstantopoulos2011");
    const Ending run = run_sinew({"evidence", "multilevel", table, "--study", "district",
                                  "--effect_id", "school", "--robust", "CR2", "--intervals"});
    ASSERT_EQ(run.code, 0) << run.err;
    EXPECT_NE(run.out.find("56 effects of 11 studies"), std::string::npos) << run.out;
    EXPECT_NE(run.out.find("Cluster-robust, CR2, 11 clusters"), std::string::npos);
    EXPECT_NE(run.out.find("study/effect_id"), std::string::npos);
    EXPECT_NE(run.out.find("profile interval"), std::string::npos);
}

TEST(EvidenceMultilevel, the_document_has_metafors_names_and_numbers) {
    const std::string table = table_of("data_konstantopoulos2011");
    const Ending run = run_sinew({"evidence", "multilevel", table, "--study", "district",
                                  "--random", "district/school", "--json"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json answer = Json::parse(run.out);
    EXPECT_EQ(answer["k"], 56);
    EXPECT_EQ(answer["names"], Json({"intrcpt"}));
    // rma.mv 3.8.1: tests/golden/evidence/multilevel_expected.csv, case kon_reml.
    EXPECT_NEAR(answer["b"][0].get<double>(), 0.18471316, 1e-8);
    EXPECT_NEAR(answer["se"][0].get<double>(), 0.08455592, 1e-8);
    EXPECT_NEAR(answer["sigma2"][0].get<double>(), 0.06506194, 1e-8);
    EXPECT_NEAR(answer["sigma2"][1].get<double>(), 0.03273652, 1e-8);
    EXPECT_LT(answer["pi_lb"], answer["ci_lb"][0]);
    EXPECT_EQ(answer["rows_used"].size(), 56u);
    EXPECT_EQ(answer["groups"].size(), 67u);
    EXPECT_TRUE(answer["robust"].is_null());
    EXPECT_NE(answer["methods_text"].get<std::string>().find("References: "), std::string::npos);
}

TEST(EvidenceMultilevel, joins_two_outcomes_with_their_covariance) {
    const std::string table = table_of("data_berkey1998"), cov = table_of("cov_berkey1998");
    const Ending run = run_sinew({"evidence", "multilevel", table, "--study", "trial", "--random",
                                  "outcome | trial", "--struct", "UN", "--mods", "0 + pd + al",
                                  "--cov", cov, "--json"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json answer = Json::parse(run.out);
    EXPECT_NEAR(answer["rho"][0].get<double>(), 0.6088, 1e-4);
    EXPECT_NEAR(answer["tau2"][1].get<double>(), 0.0327, 1e-4);
    EXPECT_TRUE(answer["pi_lb"].is_null());
    EXPECT_TRUE(answer["I2"].is_null());
}

TEST(EvidenceMultilevel, draws_effects_by_study_and_a_caterpillar) {
    const std::string table = table_of("data_assink2016");
    for (const char* figure : {"forest", "caterpillar"}) {
        const std::string path = ::testing::TempDir() + "multilevel.svg";
        const Ending run =
            run_sinew({"evidence", "multilevel", table, "--plot", path, "--figure", figure});
        ASSERT_EQ(run.code, 0) << run.err;
        std::ifstream in{path};
        std::stringstream bytes;
        bytes << in.rdbuf();
        EXPECT_EQ(bytes.str().find("<svg") == std::string::npos, false);
        EXPECT_NE(bytes.str().find(figure[0] == 'f' ? "Mean over all" : "How far each group lies"),
                  std::string::npos);
    }
}

TEST(EvidenceMultilevel, refuses_with_place_and_remedy) {
    const std::string single =
        file_of("single.csv", "study,yi,vi\na,0.1,0.02\nb,0.3,0.03\nc,0.2,0.05\nd,0.9,0.04\n");
    const std::string two = file_of("two.csv",
                                    "study,yi,vi,dose,twice\na,0.1,0.02,1,2\na,0.3,0.03,2,4\nb,0.2,"
                                    "0.05,3,6\nb,0.9,0.04,5,10\nc,0.5,0.04,7,14\nc,0.1,0.01,1,2\n");
    const std::string not_definite =
        file_of("not_definite.csv", "study,row_i,row_j,cov\na,1,2,0.9\n");
    const std::string doubled =
        file_of("doubled.csv", "study,row_i,row_j,cov\na,1,2,0.01\na,2,1,0.01\n");
    const std::string no_row = file_of("no_row.csv", "study,row_i,row_j,cov\na,1,12,0.01\n");
    const std::vector<std::pair<std::vector<std::string>, std::string>> cases{
        {{single}, "cannot be identified"},
        {{two, "--random", "lab"}, "lab"},
        {{two, "--mods", "dose + twice"}, "twice"},
        {{two, "--cov", not_definite}, "not positive definite"},
        {{two, "--cov", doubled}, "given twice"},
        {{two, "--cov", no_row}, "no data row 12"},
        {{two, "--rho", "0.5", "--cov", doubled}, "give one of them"},
        {{two, "--rho", "1.5"}, "--rho"},
        {{two, "--cluster", "nothing", "--robust", "CR2"}, "nothing"},
        {{two, "--figure", "forest"}, "--plot"},
    };
    for (const auto& [words, told] : cases) {
        std::vector<std::string> line{"evidence", "multilevel"};
        line.insert(line.end(), words.begin(), words.end());
        const Ending run = run_sinew(line);
        EXPECT_EQ(run.code, 2) << told << run.out;
        EXPECT_NE(run.err.find(told), std::string::npos) << run.err;
        EXPECT_TRUE(run.out.empty());
    }
    const std::string one_cluster = file_of("one_cluster.csv",
                                            "study,effect_id,cluster,yi,vi\na,1,x,0.1,0.02\na,2,x,"
                                            "0.3,0.03\nb,3,x,0.2,0.05\nb,4,x,0.9,0.04\n");
    const Ending run = run_sinew({"evidence", "multilevel", one_cluster, "--robust", "CR2"});
    EXPECT_EQ(run.code, 2);
    EXPECT_NE(run.err.find("one cluster"), std::string::npos) << run.err;
}

}  // namespace
}  // namespace sinew::e2e
