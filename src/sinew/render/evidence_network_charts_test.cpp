// Pictures of networks: goldens that were looked at, names that never touch, words for those who cannot see them.
#include <sinew/base/files.hpp>
#include <sinew/base/random_stream.hpp>
#include <sinew/chart/text_width.hpp>
#include <sinew/render/evidence_bayes_network_chart.hpp>
#include <sinew/render/evidence_league_chart.hpp>
#include <sinew/render/evidence_network_chart.hpp>
#include <sinew/render/picture.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace sinew::render {
namespace {

std::string svg(const figure::Scene& scene) {
    return picture_bytes(scene, PictureFormat::svg, {}).value();
}

/// tests/golden/chart holds the pictures as they were looked at. When a change is meant: look, then copy.
void expect_golden(const std::string& name, const figure::Scene& scene) {
    EXPECT_FALSE(scene.title.empty());
    EXPECT_FALSE(scene.description.empty());
    const std::string text = svg(scene);
    const std::string here = ::testing::TempDir() + name;
    EXPECT_TRUE(write_file_atomically(here, text));
    const auto golden = read_file(SINEW_SOURCE_DIR "/tests/golden/chart/" + name);
    if (golden && *golden == text) return;
    ADD_FAILURE() << name << " has changed: look at " << here
                  << ", then copy it over tests/golden/chart/" << name;
}

/// Studies of dat.senn2013 (Senn et al., 2013) by comparison.
NetworkPicture diabetes() {
    NetworkPicture picture;
    picture.title = "Glucose-lowering agents";
    picture.subtitle = "10 treatments, 26 studies";
    picture.nodes = {{"acarbose", 166},       {"benfluorex", 273},   {"metformin", 1552},
                     {"miglitol", 352},       {"pioglitazone", 530}, {"placebo", 2062},
                     {"rosiglitazone", 1379}, {"sitagliptin", 161},  {"sulfonylurea", 547},
                     {"vildagliptin", 212}};
    picture.edges = {{0, 2, 1}, {0, 5, 2}, {0, 8, 1}, {1, 5, 2}, {2, 4, 1},
                     {2, 5, 4}, {2, 6, 2}, {2, 8, 1}, {3, 5, 3}, {4, 5, 1},
                     {4, 6, 1}, {5, 6, 6}, {5, 7, 1}, {5, 9, 1}, {6, 8, 1}};
    picture.multi_arm = {{{2, 0, 5}}};
    return picture;
}

NetworkPicture many(std::size_t treatments, std::uint64_t seed) {
    RandomStream stream{seed, "network picture"};
    NetworkPicture picture;
    for (std::size_t t = 0; t < treatments; ++t)
        picture.nodes.push_back({std::to_string(t + 1) + ", a treatment with a long name",
                                 20 + 900 * stream.uniform()});
    for (std::size_t t = 1; t < treatments; ++t)
        picture.edges.push_back({static_cast<std::size_t>(stream.below(t)), t,
                                 1 + static_cast<std::size_t>(stream.below(9))});
    for (std::size_t extra = 0; extra < treatments; ++extra) {
        const auto a = static_cast<std::size_t>(stream.below(treatments));
        const auto b = static_cast<std::size_t>(stream.below(treatments));
        if (a != b) picture.edges.push_back({std::min(a, b), std::max(a, b), 1});
    }
    return picture;
}

LeaguePicture small_league(std::size_t treatments) {
    LeaguePicture league;
    league.measure = "Standardised mean difference";
    league.subtitle = "Made numbers";
    for (std::size_t i = 0; i < treatments; ++i) {
        league.treatments.push_back("Treatment " + std::to_string(i + 1));
        league.cells.emplace_back();
        for (std::size_t j = 0; j < treatments; ++j) {
            const double b = 0.17 * (static_cast<double>(i) - static_cast<double>(j));
            league.cells.back().push_back({b, b - 0.3, b + 0.3, b - 0.8, b + 0.8});
        }
    }
    return league;
}

NetHeatPicture heat() {
    NetHeatPicture net;
    net.rows = {{"metformin : placebo", ""},
                {"acarbose : placebo", "acarbose : metformin : placebo"},
                {"rosiglitazone : placebo", ""},
                {"sulfonylurea : rosiglitazone", ""}};
    net.share = {{0.6, 0.1, 0.3, -0.2}, {0.2, 0.3, 0.1, 0}, {0.3, 0, 0.7, 0.1}, {0.2, 0, 0.4, 0.5}};
    net.heat = {{0.3, -0.2, 0.8, 0}, {0, 0.1, -1.4, 0}, {1.1, 0, 2.5, 4.9}, {0, 0, 6.2, 9.3}};
    return net;
}

RankPicture ranks() {
    RankPicture picture;
    picture.rows = {{"run", 0.91, {0.8, 0.15, 0.05}},
                    {"walk", 0.52, {0.17, 0.7, 0.13}},
                    {"rest", 0.07, {0.03, 0.15, 0.82}}};
    return picture;
}

TEST(NetworkCharts, golden_network) {
    const auto scene = evidence_network_chart(diabetes());
    expect_golden("evidence-network-senn.svg", scene);
    EXPECT_NE(scene.description.find("placebo with rosiglitazone: 6 studies"), std::string::npos)
        << scene.description;
}
TEST(NetworkCharts, golden_network_of_many) {
    expect_golden("evidence-network-many.svg", evidence_network_chart(many(25, 4)));
}
TEST(NetworkCharts, golden_league) {
    const auto scene = evidence_league_chart(small_league(6));
    expect_golden("evidence-league.svg", scene);
    EXPECT_NE(scene.description.find("Treatment 2 against Treatment 1: 0.17 (−0.13; 0.47)"),
              std::string::npos)
        << scene.description;
}
TEST(NetworkCharts, golden_net_heat) {
    expect_golden("evidence-netheat.svg", evidence_net_heat_chart(heat()));
}
TEST(NetworkCharts, golden_ranks) {
    expect_golden("evidence-rank.svg", evidence_rank_chart(ranks()));
}

struct Box {
    double left, right, top, bottom;
};

/// Where names of treatments stand (they have a size of their own).
std::vector<Box> names_in(const figure::Scene& scene) {
    std::vector<Box> boxes;
    for (const figure::Shape& shape : scene.shapes) {
        const auto* text = std::get_if<figure::Text>(&shape.form);
        if (!text || text->size != 12) continue;
        const double width = chart::text_width(text->words, text->size);
        const double left = text->anchor == figure::Anchor::start ? text->at.x
                            : text->anchor == figure::Anchor::end ? text->at.x - width
                                                                  : text->at.x - width / 2;
        boxes.push_back({left, left + width, text->at.y - 9.5, text->at.y + 3});
    }
    return boxes;
}

TEST(NetworkCharts, a_network_under_priors_tells_both_intervals_best_treatment_first) {
    care::BayesNetworkAnswer answer;
    answer.rows.kind = care::NetworkRows::mean_arms;
    bayes::NetworkPosterior& found = answer.posterior;
    found.treatments = {"usual", "walking", "tai chi"};
    found.studies = 7;
    found.questions.of_effects.level = 90;
    for (const double rank : {2.9, 1.8, 1.3}) found.ranks.emplace_back().mean = rank;
    found.draws = bayes::Draws{{"walking", "tai chi"}, 1, 5};
    for (std::size_t draw = 0; draw < 5; ++draw) {
        const double step = static_cast<double>(draw);
        found.draws.at(0, 0, draw) = -1 + 0.25 * step;  // quartiles -0.75 and -0.25
        found.draws.at(1, 0, draw) = -4 + step;         // -3 and -1
    }
    const auto compare = [&](std::size_t one, std::size_t other, double median, double half) {
        bayes::ComparedPair& pair = found.pairs.emplace_back();
        pair.treatment = one;
        pair.against = other;
        pair.effect.median = median;
        pair.effect.central = {median - half, median + half};
    };
    compare(1, 0, -0.5, 1);
    compare(2, 0, -2, 3);
    compare(2, 1, -77, 1);
    const figure::Scene scene = evidence_bayes_network_chart(answer);
    const std::string& told = scene.description;
    EXPECT_NE(told.find("walking: -0.50 (-1.50 to 0.50), half of the posterior from -0.75 to "
                        "-0.25."),
              std::string::npos)
        << told;
    EXPECT_NE(told.find("tai chi: -2.00 (-5.00 to 1.00), half of the posterior from -3.00 to "
                        "-1.00."),
              std::string::npos)
        << told;
    EXPECT_LT(told.find("tai chi:"), told.find("walking:"));
    EXPECT_EQ(told.find("77"), std::string::npos);
    const std::string drawn = svg(scene);
    for (const char* said : {"Mean difference against usual", "90 % interval", "50 % interval"})
        EXPECT_NE(drawn.find(said), std::string::npos) << said;
}

TEST(NetworkCharts, names_never_touch_and_stay_on_the_paper) {
    for (std::size_t treatments = 2; treatments <= 25; ++treatments) {
        const auto scene = evidence_network_chart(many(treatments, treatments));
        const auto boxes = names_in(scene);
        ASSERT_EQ(boxes.size(), treatments);
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            EXPECT_GE(boxes[i].left, 0) << treatments;
            EXPECT_LE(boxes[i].right, scene.width) << treatments;
            for (std::size_t j = 0; j < i; ++j)
                EXPECT_FALSE(boxes[i].left < boxes[j].right && boxes[j].left < boxes[i].right &&
                             boxes[i].top < boxes[j].bottom && boxes[j].top < boxes[i].bottom)
                    << treatments << " treatments: " << i << " and " << j;
        }
    }
}

TEST(NetworkCharts, the_order_round_the_circle_crosses_fewer_lines_and_none_where_none_need_cross) {
    NetworkPicture ring = many(8, 1);
    ring.edges.clear();
    for (std::size_t i = 0; i < 8; ++i)  // a ring whose names stand in another order
        ring.edges.push_back({(3 * i) % 8, (3 * i + 3) % 8, 1});
    EXPECT_EQ(crossings(ring, circle_order(ring)), 0U);
    const NetworkPicture picture = many(16, 2);
    std::vector<std::size_t> as_given(16);
    std::iota(as_given.begin(), as_given.end(), std::size_t{0});
    EXPECT_LT(crossings(picture, circle_order(picture)), crossings(picture, as_given));
}

TEST(NetworkCharts, nothing_is_drawn_without_failing) {
    EXPECT_FALSE(svg(evidence_network_chart({})).empty());
    EXPECT_FALSE(svg(evidence_league_chart({})).empty());
    EXPECT_FALSE(svg(evidence_net_heat_chart({})).empty());
    EXPECT_FALSE(svg(evidence_rank_chart({})).empty());
    EXPECT_FALSE(svg(evidence_league_chart(small_league(25))).empty());
}

}  // namespace
}  // namespace sinew::render
