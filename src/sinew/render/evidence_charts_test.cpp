// Pictures of pooled evidence: goldens that were looked at, the words for those who cannot see them, and bad input.
#include <gtest/gtest.h>
#include <sinew/base/files.hpp>
#include <sinew/base/random_stream.hpp>
#include <sinew/render/evidence_baujat_chart.hpp>
#include <sinew/render/evidence_cumulative_chart.hpp>
#include <sinew/render/evidence_funnel_chart.hpp>
#include <sinew/render/evidence_gosh_chart.hpp>
#include <sinew/render/picture.hpp>

#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace sinew::render {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

struct Trial {
    const char* name;
    double yi, vi, weight;
    const char *vaccinated, *control, *allocation;
};
/// dat.bcg of the R package metadat (Colditz et al., 1994); weights of a REML fit.
constexpr std::array<Trial, 13> kBcg{{
    {"Aronson, 1948", -0.889311, 0.325585, 5.0595, "4 / 123", "11 / 139", "random"},
    {"Ferguson & Simes, 1949", -1.585389, 0.194581, 6.3647, "6 / 306", "29 / 303", "random"},
    {"Rosenthal et al, 1960", -1.348073, 0.415368, 4.4360, "3 / 231", "11 / 220", "random"},
    {"Hart & Sutherland, 1977", -1.441551, 0.020010, 9.6987, "62 / 13598", "248 / 12867", "random"},
    {"Frimodt-Moller et al, 1973", -0.217547, 0.051210, 8.8685, "33 / 5069", "47 / 5808",
     "alternate"},
    {"Stein & Aronson, 1953", -0.786116, 0.006906, 10.0957, "180 / 1541", "372 / 1451",
     "alternate"},
    {"Vandiviere et al, 1973", -1.620898, 0.223017, 6.0272, "8 / 2545", "10 / 629", "random"},
    {"TPT Madras, 1980", 0.011952, 0.003962, 10.1894, "505 / 88391", "499 / 88391", "random"},
    {"Coetzee & Berjak, 1968", -0.469418, 0.056434, 8.7431, "29 / 7499", "45 / 7277", "random"},
    {"Rosenthal et al, 1961", -1.371345, 0.073025, 8.3676, "17 / 1716", "65 / 1665", "systematic"},
    {"Comstock et al, 1974", -0.339359, 0.012412, 9.9250, "186 / 50634", "141 / 27338",
     "systematic"},
    {"Comstock & Webster, 1969", 0.445913, 0.532506, 3.8216, "5 / 2498", "3 / 2341", "systematic"},
    {"Comstock et al, 1976", -0.017314, 0.071405, 8.4029, "27 / 16913", "29 / 17854", "systematic"},
}};

EvidenceInterval interval_of(double yi, double vi) {
    const double half = 1.959964 * std::sqrt(vi);
    return {yi, yi - half, yi + half};
}

EvidenceScale risk_ratio() {
    return {.measure = "Risk ratio",
            .exponentiated = true,
            .favours_low = "favours vaccination",
            .favours_high = "favours control"};
}

ForestPicture bcg_forest() {
    ForestPicture forest;
    forest.title = "BCG vaccination and tuberculosis";
    forest.subtitle = "Random effects, REML";
    forest.footnote = "Data: dat.bcg (Colditz et al., 1994).";
    forest.scale = risk_ratio();
    forest.columns = {"Vaccinated", "Control"};
    const auto block = [&](const char* allocation, const char* heading, EvidenceInterval pooled,
                           const char* note) {
        ForestPicture::Block made{.heading = heading};
        for (const Trial& trial : kBcg)
            if (std::string_view{trial.allocation} == allocation)
                made.studies.push_back({trial.name,
                                        interval_of(trial.yi, trial.vi),
                                        trial.weight,
                                        {trial.vaccinated, trial.control}});
        made.pooled = ForestPicture::Pooled{.label = "Pooled", .value = pooled};
        made.note = note;
        forest.blocks.push_back(std::move(made));
    };
    block("random", "Random allocation", {-0.9710, -1.5118, -0.4301},
          "τ² = 0.393, I² = 89.9 %, Q(6) = 110.21, p < 0.001");
    block("alternate", "Alternate allocation", {-0.5408, -1.0927, 0.0111},
          "τ² = 0.133, I² = 82.0 %, Q(1) = 5.56, p = 0.018");
    block("systematic", "Systematic allocation", {-0.4242, -1.1293, 0.2809},
          "τ² = 0.400, I² = 86.4 %, Q(3) = 16.59, p < 0.001");
    forest.pooled = {{.label = "Random effects (REML)",
                      .value = {-0.7145, -1.0669, -0.3622},
                      .prediction_low = -1.8667,
                      .prediction_high = 0.4376,
                      .weight_percent = 100}};
    forest.notes = {"τ² = 0.313, I² = 92.2 %, Q(12) = 152.23, p < 0.001"};
    return forest;
}

/// Made-up studies with long names and a wide one.
ForestPicture many(std::size_t count) {
    ForestPicture forest;
    forest.title = "Made-up studies";
    forest.scale = {.measure = "Standardised mean difference",
                    .favours_low = "favours exercise",
                    .favours_high = "favours usual care"};
    RandomStream stream{7, "forest"};
    ForestPicture::Block block;
    for (std::size_t i = 0; i < count; ++i) {
        const double se = i == 1 ? 2.5 : 0.1 + 0.3 * stream.uniform();
        std::string name = "Study " + std::to_string(i + 1);
        if (i == 0) name += " with a very long name, of many authors, in a long title, and 臺灣";
        block.studies.push_back(
            {name, interval_of(-0.4 + stream.uniform() - 0.5, se * se), 100 / (se * se) / 600});
    }
    forest.blocks = {block};
    forest.pooled = {{.label = "Common effect", .value = {-0.41, -0.5, -0.32}, .main = false},
                     {.label = "Random effects (REML)",
                      .value = {-0.43, -0.6, -0.26},
                      .prediction_low = -1.1,
                      .prediction_high = 0.25}};
    return forest;
}

FunnelPicture bcg_funnel() {
    FunnelPicture funnel;
    funnel.title = "BCG vaccination and tuberculosis";
    funnel.scale = risk_ratio();
    for (const Trial& trial : kBcg) funnel.studies.push_back({trial.yi, std::sqrt(trial.vi)});
    funnel.pooled = -0.7145;
    funnel.filled = {{0.4, 0.44}};
    funnel.pooled_filled = -0.65;
    funnel.regression = FunnelPicture::Line{-0.4, -1.1};
    return funnel;
}

BaujatPicture bcg_baujat() {
    BaujatPicture baujat;
    const std::array<std::pair<double, double>, 13> places{{{0.04781833, 0.0015375019},
                                                            {1.49341119, 0.1121070955},
                                                            {0.55087527, 0.0243490374},
                                                            {1.58604972, 0.2377733201},
                                                            {0.67771092, 0.0669858181},
                                                            {0.01600555, 0.0003332715},
                                                            {1.53190285, 0.1079095080},
                                                            {1.66384562, 0.1989646142},
                                                            {0.16252331, 0.0183816132},
                                                            {1.11684755, 0.1113895718},
                                                            {0.43222102, 0.0489706258},
                                                            {1.59223843, 0.0618345435},
                                                            {1.26378797, 0.1153128506}}};
    for (std::size_t i = 0; i < places.size(); ++i)
        baujat.studies.push_back({kBcg[i].name, places[i].first, places[i].second});
    return baujat;
}

/// Common effects of all subsets of the thirteen trials, computed here: the picture only counts them.
struct Subsets {
    std::vector<double> effect, i2;
    std::vector<bool> holds;
};
Subsets bcg_subsets() {
    Subsets made;
    for (std::size_t mask = 1; mask < (1U << kBcg.size()); ++mask) {
        double w = 0, wy = 0, wyy = 0;
        int k = 0;
        for (std::size_t i = 0; i < kBcg.size(); ++i)
            if ((mask >> i & 1U) != 0) {
                const double one = 1 / kBcg[i].vi;
                w += one;
                wy += one * kBcg[i].yi;
                wyy += one * kBcg[i].yi * kBcg[i].yi;
                ++k;
            }
        const double q = wyy - wy * wy / w;
        made.effect.push_back(wy / w);
        made.i2.push_back(q > 0 ? std::max(0.0, 100 * (q - (k - 1)) / q) : 0);
        made.holds.push_back((mask >> 7 & 1U) != 0);
    }
    return made;
}

GoshPicture bcg_gosh(const Subsets& subsets) {
    return {.effect = subsets.effect,
            .i2 = subsets.i2,
            .holds = subsets.holds,
            .apart = "TPT Madras, 1980",
            .scale = risk_ratio(),
            .title = "All subsets of the BCG trials",
            .subtitle = "Common effect"};
}

CumulativePicture bcg_cumulative() {
    CumulativePicture cumulative;
    cumulative.title = "BCG vaccination over the years";
    cumulative.scale = risk_ratio();
    cumulative.steps = {{"Aronson, 1948", {-0.8893, -2.0077, 0.2290}, 0, 0},
                        {"Ferguson & Simes, 1949", {-1.3250, -2.0090, -0.6410}, 0, 0},
                        {"Stein & Aronson, 1953", {-0.9721, -1.4532, -0.4910}, 0.0872, 40.709},
                        {"Rosenthal et al, 1960", {-1.0011, -1.4368, -0.5654}, 0.0763, 33.975},
                        {"Rosenthal et al, 1961", {-1.1014, -1.4928, -0.7101}, 0.0858, 48.412},
                        {"Coetzee & Berjak, 1968", {-0.9735, -1.3413, -0.6057}, 0.1046, 60.001},
                        {"Comstock & Webster, 1969", {-0.9013, -1.2751, -0.5274}, 0.1205, 59.998},
                        {"Frimodt-Moller et al, 1973", {-0.7886, -1.1746, -0.4025}, 0.1780, 72.390},
                        {"Vandiviere et al, 1973", {-0.8656, -1.2503, -0.4810}, 0.2023, 73.507},
                        {"Comstock et al, 1974", {-0.7852, -1.1383, -0.4321}, 0.2005, 81.403},
                        {"Comstock et al, 1976", {-0.7082, -1.0578, -0.3586}, 0.2281, 83.011},
                        {"Hart & Sutherland, 1977", {-0.7948, -1.1473, -0.4422}, 0.2732, 87.031},
                        {"TPT Madras, 1980", {-0.7145, -1.0669, -0.3622}, 0.3132, 92.221}};
    cumulative.pooled = ForestPicture::Pooled{.label = "Random effects (REML)",
                                              .value = {-0.7145, -1.0669, -0.3622}};
    return cumulative;
}

/// No number of the picture is "nan" or "inf".
bool all_numbers(const std::string& svg) {
    for (const char* bad : {"\"nan", " nan", "-nan", "\"inf", " inf ", "-inf", ",inf", ",nan"})
        if (svg.find(bad) != std::string::npos) return false;
    return true;
}

/// tests/golden/chart holds the pictures as they were looked at. When a change is meant: look, then copy.
void expect_golden(const std::string& name, const figure::Scene& scene) {
    EXPECT_FALSE(scene.title.empty());
    EXPECT_FALSE(scene.description.empty());
    const std::string text = picture_bytes(scene, PictureFormat::svg, {}).value();
    EXPECT_TRUE(all_numbers(text));
    for (const auto format : {PictureFormat::png, PictureFormat::pdf})
        EXPECT_TRUE(picture_bytes(scene, format, {}));
    const std::string here = ::testing::TempDir() + name;
    EXPECT_TRUE(write_file_atomically(here, text));
    EXPECT_EQ(std::system(("xmllint --noout '" + here + "'").c_str()), 0);
    const auto golden = read_file(SINEW_SOURCE_DIR "/tests/golden/chart/" + name);
    if (golden && *golden == text) return;
    ADD_FAILURE() << name << " has changed: look at " << here
                  << ", then copy it over tests/golden/chart/" << name;
}

TEST(EvidenceCharts, golden_forest_of_subgroups) {
    const auto scene = evidence_forest_chart(bcg_forest());
    expect_golden("evidence-forest-bcg.svg", scene);
    EXPECT_NE(scene.description.find("Aronson, 1948: 0.41 (95 % CI 0.13 to 1.26), weight 5.1 %"),
              std::string::npos)
        << scene.description;
    EXPECT_NE(scene.description.find("prediction interval 0.15 to 1.55"), std::string::npos);
}
TEST(EvidenceCharts, golden_forest_of_many) {
    expect_golden("evidence-forest-many.svg", evidence_forest_chart(many(24)));
}
TEST(EvidenceCharts, golden_funnel) {
    expect_golden("evidence-funnel-bcg.svg", evidence_funnel_chart(bcg_funnel()));
}
TEST(EvidenceCharts, golden_baujat) {
    expect_golden("evidence-baujat-bcg.svg", evidence_baujat_chart(bcg_baujat()));
}
TEST(EvidenceCharts, golden_gosh) {
    const Subsets subsets = bcg_subsets();
    expect_golden("evidence-gosh-bcg.svg", evidence_gosh_chart(bcg_gosh(subsets)));
}
TEST(EvidenceCharts, golden_cumulative) {
    expect_golden("evidence-cumulative-bcg.svg", evidence_cumulative_chart(bcg_cumulative()));
}

std::string svg(const figure::Scene& scene) {
    return picture_bytes(scene, PictureFormat::svg, {}).value();
}

TEST(EvidenceCharts, hold_two_studies_and_eighty) {
    for (const std::size_t count : {2U, 80U}) {
        const auto scene = evidence_forest_chart(many(count));
        EXPECT_GT(scene.height, 15.0 * static_cast<double>(count));
        EXPECT_NE(svg(scene).find("Study " + std::to_string(count)), std::string::npos);
    }
}

TEST(EvidenceCharts, show_nothing_and_what_is_not_finite_without_failing) {
    EXPECT_FALSE(svg(evidence_forest_chart({})).empty());
    EXPECT_NE(svg(evidence_funnel_chart({})).find("no data"), std::string::npos);
    EXPECT_NE(svg(evidence_baujat_chart({})).find("no data"), std::string::npos);
    EXPECT_NE(svg(evidence_gosh_chart({})).find("no data"), std::string::npos);
    EXPECT_FALSE(svg(evidence_cumulative_chart({})).empty());
    ForestPicture forest = many(3);
    forest.blocks.front().studies[1].value = {kNan, kNan, kNan};
    forest.blocks.front().studies[2].value = {800, -1e300, 1e300};
    forest.scale.exponentiated = true;
    const std::string text = svg(evidence_forest_chart(forest));
    EXPECT_TRUE(all_numbers(text));
    EXPECT_NE(text.find("∞"), std::string::npos);
}

TEST(EvidenceCharts, cut_wide_intervals_with_an_arrow) {
    // Study 2 has a standard error of 2.5: drawn whole it would flatten all others.
    ForestPicture wide = many(24), narrow = many(24);
    narrow.blocks.front().studies[1].value = narrow.blocks.front().studies[2].value;
    EXPECT_GT(evidence_forest_chart(wide).shapes.size(),
              evidence_forest_chart(narrow).shapes.size())
        << "two arrows more";
}

}  // namespace
}  // namespace sinew::render
