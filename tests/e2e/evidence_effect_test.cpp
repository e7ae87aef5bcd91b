// `sinew evidence effect` as a researcher's computer sees it: effects, the document, the table for later, the refusals.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "program_run.hpp"

namespace sinew::e2e {
namespace {

using Json = nlohmann::json;

const std::string kMeans =
    "study,n1i,m1i,sd1i,n2i,m2i,sd2i,control\n"
    "WangMu2022,48,1.91,1.90,47,4.03,2.73,usual\n"
    "Second,20,3.0,1.0,22,NA,1.2,usual\n"
    "Third,30,2.0,1.5,31,2.6,1.4,attention\n";

Surroundings fed(const std::string& table) {
    Surroundings around;
    around.input = table;
    return around;
}

TEST(EvidenceEffect, gives_effects_and_lists_what_was_left_out) {
    const Ending run =
        run_sinew({"evidence", "effect", "-", "--measure", "SMD", "--explain"}, fed(kMeans));
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_NE(run.out.find("WangMu2022"), std::string::npos) << run.out;
    EXPECT_NE(run.out.find("row 2 Second: m2i missing"), std::string::npos) << run.out;
    EXPECT_NE(run.out.find("Hedges"), std::string::npos) << run.out;
    EXPECT_NE(run.out.find("References:"), std::string::npos) << run.out;
}

TEST(EvidenceEffect, the_document_has_every_number) {
    const Ending run = run_sinew({"evidence", "effect", "-", "--measure", "SMD", "--approximate-j",
                                  "--vtype", "RevMan", "--json"},
                                 fed(kMeans));
    ASSERT_EQ(run.code, 0) << run.err;
    const Json answer = Json::parse(run.out);
    EXPECT_EQ(answer["k"], 2);
    EXPECT_EQ(answer["measure"], "SMD");
    EXPECT_NEAR(answer["effects"][0]["yi"].get<double>(), -0.895783, 1e-6);
    EXPECT_NEAR(answer["effects"][0]["sei"].get<double>(), 0.215676, 1e-6);
    EXPECT_EQ(answer["rows_used"], Json({1, 3}));
    ASSERT_EQ(answer["rows_left_out"].size(), 1U);
    EXPECT_EQ(answer["rows_left_out"][0]["row"], 2);
    EXPECT_EQ(answer["rows_left_out"][0]["column"], "m2i");
    EXPECT_TRUE(answer["warnings"].is_array());
    EXPECT_FALSE(answer["methods_text"].get<std::string>().empty());
}

TEST(EvidenceEffect, its_table_is_read_again_with_the_same_effects) {
    const Folder folder;
    const std::string csv = folder.path("effects.csv");
    const Ending first = run_sinew(
        {"evidence", "effect", "-", "--measure", "SMD", "--csv", csv, "--json"}, fed(kMeans));
    ASSERT_EQ(first.code, 0) << first.err;
    const Ending again = run_sinew({"evidence", "effect", csv, "--json"});
    ASSERT_EQ(again.code, 0) << again.err;
    const Json one = Json::parse(first.out), two = Json::parse(again.out);
    ASSERT_EQ(one["k"], two["k"]);
    for (std::size_t i = 0; i < one["effects"].size(); ++i)
        for (const char* key : {"study", "yi", "vi", "cluster"})
            EXPECT_EQ(one["effects"][i][key], two["effects"][i][key]);
    EXPECT_NE(bytes_of(csv).find("control"), std::string::npos)
        << "other columns are carried along";
}

TEST(EvidenceEffect, own_names_of_columns_json_in_and_arms) {
    const Ending renamed = run_sinew(
        {"evidence", "effect", "-", "--yi", "log_rr", "--vi", "var", "--study", "trial", "--json"},
        fed("[{\"trial\":\"A\",\"log_rr\":-0.5,\"var\":0.04},{\"trial\":\"B\",\"log_rr\":0.1,"
            "\"var\":0.09}]"));
    ASSERT_EQ(renamed.code, 0) << renamed.err;
    EXPECT_EQ(Json::parse(renamed.out)["effects"][0]["vi"], 0.04);
    const Ending arms =
        run_sinew({"evidence", "effect", "-", "--measure", "MD", "--json"},
                  fed("study,arm,n,mean,sd\nA,x,20,5,2\nA,y,25,4,3\nA,z,30,6,2.5\n"));
    ASSERT_EQ(arms.code, 0) << arms.err;
    const Json answer = Json::parse(arms.out);
    EXPECT_EQ(answer["k"], 2);
    EXPECT_EQ(answer["covariances"].size(), 1U);
}

TEST(EvidenceEffect, what_cannot_be_answered_is_refused_with_row_column_and_remedy) {
    const auto refused = [](const std::string& table, std::vector<std::string> more,
                            const std::string& words) {
        std::vector<std::string> arguments{"evidence", "effect", "-"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Ending run = run_sinew(arguments, fed(table));
        EXPECT_EQ(run.code, 2) << words;
        EXPECT_TRUE(run.out.empty()) << run.out;
        EXPECT_NE(run.err.find(words), std::string::npos) << run.err;
    };
    refused("yi,vi\n1,-0.1\n", {}, "row 1:vi: a variance of -0.1");
    refused("study,n1i,m1i,sd1i,n2i,m2i,sd2i\nA,20,3,0,20,3,1\n", {"--measure", "SMD"},
            "row 1:sd1i: a standard deviation of 0");
    refused("study,n1i,m1i,sd1i,n2i,m2i,sd2i\nA,1,3,1,20,3,1\n", {"--measure", "SMD"},
            "row 1:n1i: a group of 1");
    refused("study,n1i,m1i,sd1i,n2i,m2i,sd2i\nA,38 + 38,3,1,20,3,1\n", {"--measure", "SMD"},
            "is not a number");
    refused("yi,vi,measure\n1,1,SMD\n1,1,MD\n", {}, "different measures in one table");
    refused("study,arm,n,mean,sd\nA,x,20,5,2\nA,x,25,4,3\n", {"--measure", "MD"},
            "stands in row 1 already");
    refused("ai,n1i,ci,n2i,xi,ni\n1,2,3,4,5,6\n", {}, "--shape");
    refused("yi,vi,direction\n1,1,lower_better\n1,1,higher_better\n", {}, "--align");
    refused("yi,vi\n1,1\n", {"--yi", "yl"}, "did you mean yi?");
    refused("yi,vi\n1,1\n", {"--measure", "SDM"}, "unknown measure");
    refused("a,b\n1,1\n", {}, "fit no known shape");
}

}  // namespace
}  // namespace sinew::e2e
