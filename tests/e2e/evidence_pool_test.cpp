// `sinew evidence pool` and `regress` as a researcher's computer sees them: the answer, the document, the picture, the refusals.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "program_run.hpp"

namespace sinew::e2e {
namespace {

using Json = nlohmann::json;

/// A table in a folder of its own.
std::string table(const std::string& name, const std::string& text) {
    const auto folder = std::filesystem::temp_directory_path() / ("sinew-pool-" + name);
    std::filesystem::create_directories(folder);
    const std::string path = (folder / "studies.csv").string();
    std::ofstream{path} << text;
    return path;
}

const std::string kStudies =
    "study,yi,vi,kind,weeks,twice\n"
    "One 2001,-0.50,0.04,run,4,8\nTwo 2003,-0.10,0.02,run,6,12\nThree 2004,-0.80,0.09,lift,8,16\n"
    "Four 2010,0.20,0.05,lift,10,20\nFive 2011,-0.40,0.03,run,12,24\nSix "
    "2015,-0.60,0.10,lift,16,32\n";

TEST(EvidencePool, answers_in_words_with_heterogeneity_and_methods) {
    const Ending run = run_sinew({"evidence", "pool", table("words", kStudies), "--test", "knha",
                                  "--subgroup", "kind", "--explain"});
    EXPECT_EQ(run.code, 0) << run.err;
    for (const char* word :
         {"Random effects (REML) of 6 studies", "One 2001", "tau2", "generalised Q",
          "prediction interval", "Subgroups by kind", "Knapp and", "References:"})
        EXPECT_NE(run.out.find(word), std::string::npos) << word << "\n" << run.out;
}

TEST(EvidencePool, answers_a_flat_document_with_metafors_names) {
    const Ending run =
        run_sinew({"evidence", "pool", table("json", kStudies), "--json", "--transform", "exp"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json answer = Json::parse(run.out);
    for (const char* key : {"b", "se", "stat", "pval", "ci_lb", "ci_ub", "tau2", "se_tau2", "QE",
                            "QEp", "I2", "H2", "pi_lb", "pi_ub"})
        EXPECT_TRUE(answer[key].is_number()) << key;
    EXPECT_EQ(answer["k"], 6);
    EXPECT_EQ(answer["method"], "REML");
    EXPECT_EQ(answer["rows_used"].size(), 6U);
    EXPECT_TRUE(answer["methods_text"].is_string());
    EXPECT_NEAR(answer["exp_b"].get<double>(), std::exp(answer["b"].get<double>()), 1e-15);
}

TEST(EvidencePool, says_why_a_number_is_not_there) {
    const Ending run = run_sinew({"evidence", "pool", table("null", kStudies), "--json", "--method",
                                  "CE", "--test", "knha"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json answer = Json::parse(run.out);
    EXPECT_EQ(answer["method"], "FE");
    EXPECT_TRUE(answer["pi_lb"].is_null());
    EXPECT_TRUE(answer["se_tau2"].is_null());
    const std::string warnings = answer["warnings"].dump();
    EXPECT_NE(warnings.find("Knapp-Hartung method is not meant"), std::string::npos) << warnings;
    EXPECT_NE(warnings.find("pi_lb, pi_ub null"), std::string::npos) << warnings;
}

TEST(EvidencePool, takes_other_names_lists_what_was_left_out_and_warns_of_repeats) {
    const std::string path = table(
        "names", "trial,study,log_rr,var\na,A,0.1,0.02\nb,A,0.3,0.04\nc,C,NA,0.1\nd,D,0.2,0.05\n");
    const Ending run =
        run_sinew({"evidence", "pool", path, "--yi", "log_rr", "--vi", "var", "--json"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json answer = Json::parse(run.out);
    EXPECT_EQ(answer["k"], 3);
    EXPECT_EQ(answer["rows_left_out"][0]["row"], 3);
    EXPECT_NE(answer["warnings"].dump().find("independent"), std::string::npos);
}

TEST(EvidencePool, permutes_the_same_way_twice) {
    const std::vector<std::string> call = {"evidence", "regress", table("seed", kStudies),
                                           "--mods",   "weeks",   "--permutations",
                                           "200",      "--seed",  "7",
                                           "--json"};
    const Ending one = run_sinew(call), two = run_sinew(call);
    ASSERT_EQ(one.code, 0) << one.err;
    EXPECT_EQ(one.out, two.out);
    EXPECT_FALSE(Json::parse(one.out)["permutation"]["exact"].get<bool>());
}

TEST(EvidencePool, draws_forest_and_funnel) {
    for (const char* figure : {"forest", "funnel"}) {
        const std::string path = table(figure, kStudies);
        const std::string picture = path + ".svg";
        const Ending run =
            run_sinew({"evidence", "pool", path, "--plot", picture, "--figure", figure});
        ASSERT_EQ(run.code, 0) << run.err;
        std::ifstream file{picture};
        const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
        EXPECT_NE(bytes.find("<svg"), std::string::npos);
        EXPECT_NE(bytes.find("<title"), std::string::npos);
    }
}

TEST(EvidencePool, needs_the_drawing_libraries_only_for_png_and_pdf) {
    const std::string path = table("libraries", kStudies);
    // A file that is no library, found before the real one.
    const auto folder = std::filesystem::path{path}.parent_path() / "broken";
    std::filesystem::create_directories(folder);
    std::ofstream{folder / "libpangocairo-1.0.so.0"} << "not a library";
    Surroundings broken;
    broken.environment = {"LD_LIBRARY_PATH=" + folder.string()};
    for (const char* ending : {".png", ".pdf"}) {
        std::filesystem::remove(path + ending);
        const Ending whole = run_sinew({"evidence", "pool", path, "--plot", path + ending});
        EXPECT_EQ(whole.code, 0) << whole.err;
        std::filesystem::remove(path + ending);
        const Ending run = run_sinew({"evidence", "pool", path, "--plot", path + ending}, broken);
        EXPECT_EQ(run.code, 3) << run.out;
        EXPECT_TRUE(run.out.empty()) << run.out;
        EXPECT_NE(run.err.find("apt-get install libpangocairo-1.0-0"), std::string::npos)
            << run.err;
        EXPECT_FALSE(std::filesystem::exists(path + ending));
    }
    const Ending svg = run_sinew({"evidence", "pool", path, "--plot", path + ".svg"}, broken);
    EXPECT_EQ(svg.code, 0) << svg.err;
}

TEST(EvidenceRegress, answers_with_arrays_and_what_is_explained) {
    const Ending run = run_sinew({"evidence", "regress", table("regress", kStudies), "--mods",
                                  "kind + weeks", "--test", "knha", "--json"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json answer = Json::parse(run.out);
    EXPECT_EQ(answer["names"], Json({"intrcpt", "kindrun", "weeks"}));
    for (const char* key : {"b", "se", "stat", "pval", "ci_lb", "ci_ub"})
        EXPECT_EQ(answer[key].size(), 3U);
    for (const char* key : {"QM", "QMp", "R2", "tau2", "I2"})
        EXPECT_TRUE(answer[key].is_number()) << key;
}

TEST(EvidenceRegress, tests_the_coefficients_of_a_product_together) {
    const Ending run = run_sinew(
        {"evidence", "regress", table("product", kStudies), "--mods", "kind*weeks", "--json"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json answer = Json::parse(run.out);
    EXPECT_EQ(answer["names"], Json({"intrcpt", "kindrun", "weeks", "kindrun:weeks"}));
    ASSERT_EQ(answer["terms"].size(), 3U);
    const Json& product = answer["terms"][2];
    EXPECT_TRUE(product["interaction"].get<bool>());
    EXPECT_EQ(product["columns"], Json({"kindrun:weeks"}));
    const double z = answer["stat"][3].get<double>();
    EXPECT_NEAR(product["QM"].get<double>(), z * z, 1e-9);
    EXPECT_NEAR(product["QMp"].get<double>(), answer["pval"][3].get<double>(), 1e-9);
    const Ending words =
        run_sinew({"evidence", "regress", table("product_text", kStudies), "--mods", "kind*weeks"});
    EXPECT_NE(words.out.find("kind:weeks: QM(1)"), std::string::npos) << words.out;
}

TEST(EvidenceRegress, draws_bubbles_over_a_number_and_dots_over_groups) {
    const std::string path = table("bubbles", kStudies);
    for (const char* formula : {"weeks", "kind*weeks", "kind"}) {
        const std::string picture = path + ".svg";
        const Ending run =
            run_sinew({"evidence", "regress", path, "--mods", formula, "--plot", picture});
        ASSERT_EQ(run.code, 0) << run.err;
        std::ifstream file{picture};
        const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
        EXPECT_NE(bytes.find("<svg"), std::string::npos);
        EXPECT_NE(bytes.find("<desc"), std::string::npos);
    }
}

/// Exit 2, no answer, the place and a remedy.
void expect_refused(const std::vector<std::string>& call, const std::string& place) {
    const Ending run = run_sinew(call);
    EXPECT_EQ(run.code, 2) << run.out;
    EXPECT_TRUE(run.out.empty()) << run.out;
    EXPECT_NE(run.err.find(place), std::string::npos) << run.err;
    EXPECT_NE(run.err.find('('), std::string::npos) << "no remedy: " << run.err;
}

TEST(EvidencePool, refuses_what_cannot_be_pooled_with_its_place) {
    const std::string head = "study,yi,vi\n";
    expect_refused({"evidence", "pool", table("negative", head + "A,0.1,0.2\nB,0.2,-0.1\n")},
                   "row 2:vi");
    expect_refused({"evidence", "pool", table("one", head + "A,0.1,0.2\n")}, "studies.csv");
    expect_refused({"evidence", "pool", table("text", head + "A,0.1,0.2\nB,38 + 38,0.1\n")},
                   "row 2:yi");
    expect_refused(
        {"evidence", "pool", table("mixed", "study,yi,vi,measure\nA,0.1,0.2,SMD\nB,0.2,0.1,RR\n")},
        "measure");
    expect_refused({"evidence", "pool", table("subgroup", kStudies), "--subgroup", "colour"},
                   "colour");
    expect_refused({"evidence", "pool", table("level", kStudies), "--level", "120"}, "--level");
    expect_refused({"evidence", "pool", table("figure", kStudies), "--figure", "funnel"},
                   "--figure");
}

TEST(EvidenceRegress, refuses_collinear_and_missing_moderators_by_name) {
    const std::string path = table("collinear", kStudies);
    expect_refused({"evidence", "regress", path, "--mods", "weeks + twice"}, "--mods: twice");
    expect_refused({"evidence", "regress", path, "--mods", "months"}, "months");
    expect_refused({"evidence", "regress", path, "--mods", "kind*"}, "--mods");
    expect_refused(
        {"evidence", "regress", path, "--mods", "weeks", "--over", "kind", "--plot", path + ".svg"},
        "--over");
    expect_refused({"evidence", "regress", path}, "--mods");
}

const std::string kCounts =
    "study,ai,bi,ci,di\nA,4,119,11,128\nB,6,300,29,274\nC,0,40,2,38\nD,0,50,0,60\n";

TEST(EvidencePool, pools_counts_by_mantel_haenszel_and_peto_and_says_what_zeros_do) {
    const std::string path = table("counts", kCounts);
    const Ending text = run_sinew(
        {"evidence", "pool", path, "--measure", "OR", "--method", "MH", "--transform", "exp"});
    ASSERT_EQ(text.code, 0) << text.err;
    for (const char* word :
         {"Mantel-Haenszel (MH) of 4 studies, OR", "Tarone's chi2(2)",
          "4; 3 with an effect of their own", "tables without events, or with nothing else"})
        EXPECT_NE(text.out.find(word), std::string::npos) << word << "\n" << text.out;
    const Ending mh =
        run_sinew({"evidence", "pool", path, "--measure", "OR", "--method", "MH", "--json"});
    const Json answer = Json::parse(mh.out);
    EXPECT_EQ(answer["method"], "MH");
    EXPECT_EQ(answer["k"], 4);
    EXPECT_EQ(answer["k_yi"], 3);
    // The arithmetic of one line: sums of ad/N over sums of bc/N.
    const double r = 4.0 * 128 / 262 + 6.0 * 274 / 609,
                 s = 119.0 * 11 / 262 + 300.0 * 29 / 609 + 40.0 * 2 / 80;
    EXPECT_NEAR(answer["b"].get<double>(), std::log(r / s), 1e-14);
    EXPECT_TRUE(answer["se_tau2"].is_null());
    const Ending peto = run_sinew({"evidence", "pool", path, "--method", "Peto", "--json"});
    ASSERT_EQ(peto.code, 0) << peto.err;
    EXPECT_EQ(Json::parse(peto.out)["measure"], "PETO");
    EXPECT_EQ(Json::parse(peto.out)["method"], "Peto");
}

TEST(EvidencePool, refuses_counts_where_they_do_not_go) {
    const std::string path = table("counts-refused", kCounts);
    const Ending smd =
        run_sinew({"evidence", "pool", table("no-counts", kStudies), "--method", "MH"});
    EXPECT_EQ(smd.code, 2);
    EXPECT_NE(smd.err.find("no counts to pool"), std::string::npos) << smd.err;
    const Ending knha = run_sinew({"evidence", "pool", path, "--measure", "RR", "--method", "MH",
                                   "--test", "knha", "--gosh"});
    EXPECT_EQ(knha.code, 2);
    EXPECT_NE(knha.err.find("normal quantiles"), std::string::npos) << knha.err;
    EXPECT_NE(knha.err.find("--gosh"), std::string::npos) << knha.err;
    const Ending ratio =
        run_sinew({"evidence", "pool", path, "--measure", "RR", "--method", "Peto"});
    EXPECT_EQ(ratio.code, 2);
    EXPECT_NE(ratio.err.find("Peto's method does not pool RR"), std::string::npos) << ratio.err;
    const Ending silent =
        run_sinew({"evidence", "pool", table("silent", "study,ai,bi,ci,di\nA,0,9,0,9\nB,0,8,0,7\n"),
                   "--measure", "OR", "--method", "MH"});
    EXPECT_EQ(silent.code, 2);
}

TEST(EvidencePool, tells_robust_errors_as_multilevel_does_and_names_the_sides) {
    const std::string path = table("cluster",
                                   "study,yi,vi,lab\nA,0.1,0.02,x\nB,0.3,0.04,x\nC,0.5,0.03,y\n"
                                   "D,0.2,0.05,y\nE,0.6,0.02,z\nF,0.0,0.03,w\n");
    const Ending run =
        run_sinew({"evidence", "pool", path, "--cluster", "lab", "--tau2", "0.01", "--json"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json answer = Json::parse(run.out);
    EXPECT_EQ(answer["robust"]["correction"], "CR2");
    EXPECT_EQ(answer["robust"]["clusters"], 4);
    // CR0 by hand: the weighted residuals of a cluster, summed and squared.
    const Json plain = Json::parse(run_sinew({"evidence", "pool", path, "--cluster", "lab",
                                              "--robust", "CR0", "--tau2", "0.01", "--json"})
                                       .out);
    const double y[] = {0.1, 0.3, 0.5, 0.2, 0.6, 0.0}, v[] = {0.02, 0.04, 0.03, 0.05, 0.02, 0.03};
    const int lab[] = {0, 0, 1, 1, 2, 3};
    double sum = 0, b = 0, clusters[4] = {};
    for (int i = 0; i < 6; ++i) sum += 1 / (v[i] + 0.01);
    for (int i = 0; i < 6; ++i) b += y[i] / (v[i] + 0.01) / sum;
    for (int i = 0; i < 6; ++i) clusters[lab[i]] += (y[i] - b) / (v[i] + 0.01) / sum;
    double variance = 0;
    for (const double one : clusters) variance += one * one;
    EXPECT_NEAR(plain["robust"]["se"].get<double>(), std::sqrt(variance), 1e-12);
    EXPECT_NEAR(plain["b"].get<double>(), b, 1e-12);
    const std::string picture = path + ".svg";
    ASSERT_EQ(
        run_sinew({"evidence", "pool", path, "--plot", picture, "--favours", "exercise,control"})
            .code,
        0);
    std::ifstream file{picture};
    const std::string svg{std::istreambuf_iterator<char>{file}, {}};
    EXPECT_NE(svg.find("favours exercise"), std::string::npos);
    EXPECT_NE(svg.find("favours control"), std::string::npos);
    EXPECT_EQ(run_sinew({"evidence", "pool", path, "--favours", "exercise"}).code, 2);
}

}  // namespace
}  // namespace sinew::e2e
