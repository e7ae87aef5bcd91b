// Networks of modalities with dose curves: what they become when there is one modality, what classes lend, what is refused.
#include <sinew/dose_response/curve_fit.hpp>
#include <sinew/dose_response/dose_cases_for_test.hpp>
#include <sinew/dose_response/dose_network.hpp>
#include <sinew/numerics/draws.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace sinew::dose_response {
namespace {

/// Three arms a study: none, a low and a high dose of one modality.
std::vector<StudyContrasts> star(const std::vector<std::pair<std::string, double>>& slopes,
                                 int each, double noise) {
    RandomStream stream{21, "network"};
    std::vector<StudyContrasts> studies;
    for (const auto& [agent, slope] : slopes)
        for (int i = 0; i < each; ++i) {
            std::vector<double> effects;
            for (const double dose : {60.0, 150.0})
                effects.push_back(slope * dose + noise * numerics::normal_draw(stream));
            auto study =
                given_contrasts(agent + std::to_string(i), 0, {60, 150}, effects, 0.02, 0.01);
            study.agents = {agent, agent};
            studies.push_back(study);
        }
    return studies;
}

TEST(DoseNetwork, of_one_modality_is_its_curve) {
    const auto studies = star({{"walk", -0.004}}, 6, 0.1);
    const auto network = fit_network(studies, {}, {.random = false});
    ASSERT_TRUE(network) << to_line(network.error());
    const auto curve = fit_curve(studies, {}, {.stage = Stage::one, .between = Between::common});
    EXPECT_NEAR(network->agents[0].b[0], curve->b[0], 1e-13);
    EXPECT_NEAR(network->agents[0].se[0], curve->se[0], 1e-13);
    EXPECT_NEAR(network->qe, curve->fit.deviance, 1e-9);
    const auto emax = fit_network(studies, {}, {.function = DoseFunction::emax, .random = false});
    const auto alone = fit_emax(studies, {.random_maximum = false});
    ASSERT_TRUE(emax && alone) << to_line(emax.error());
    EXPECT_NEAR(emax->log_likelihood, alone->log_likelihood, 1e-6);
}

TEST(DoseNetwork, keeps_modalities_apart_without_classes_and_joins_them_in_one_curve) {
    const auto studies = star({{"run", -0.006}, {"walk", -0.002}}, 5, 0.05);
    const auto apart = fit_network(studies, {}, {.random = false});
    ASSERT_TRUE(apart);
    const auto walk = fit_curve(std::span{studies}.subspan(5), {},
                                {.stage = Stage::one, .between = Between::common});
    EXPECT_NEAR(apart->agents[1].b[0], walk->b[0], 1e-13);
    const std::map<std::string, std::string, std::less<>> classes{{"run", "aerobic"},
                                                                  {"walk", "aerobic"}};
    const auto joined =
        fit_network(studies, classes, {.classes = ClassEffect::curve, .random = false});
    const auto all = fit_curve(studies, {}, {.stage = Stage::one, .between = Between::common});
    ASSERT_TRUE(joined);
    EXPECT_NEAR(joined->agents[0].b[0], all->b[0], 1e-13);
    EXPECT_EQ(joined->agents[0].b, joined->agents[1].b);
    EXPECT_EQ(joined->agents[0].group, "aerobic");
}

TEST(DoseNetwork, pulls_modalities_of_a_class_towards_each_other) {
    const auto studies =
        star({{"a", -0.001}, {"b", -0.003}, {"c", -0.005}, {"d", -0.0045}}, 3, 0.08);
    const std::map<std::string, std::string, std::less<>> classes{
        {"a", "k"}, {"b", "k"}, {"c", "k"}, {"d", "k"}};
    const auto apart = fit_network(studies, {}, {.random = false});
    const auto pulled =
        fit_network(studies, classes, {.classes = ClassEffect::distribution, .random = false});
    ASSERT_TRUE(apart && pulled) << to_line(pulled.error());
    ASSERT_EQ(pulled->class_variance.size(), 1U);
    EXPECT_GT(pulled->class_variance[0], 0);
    // Shrinkage by hand: equal precision, so each goes the same share of the way to the mean.
    double mean = 0;
    for (const AgentCurve& agent : apart->agents) mean += agent.b[0] / 4;
    const double share =
        pulled->class_variance[0] /
        (pulled->class_variance[0] + apart->agents[0].se[0] * apart->agents[0].se[0]);
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_NEAR(pulled->agents[i].b[0], mean + share * (apart->agents[i].b[0] - mean), 1e-8);
        EXPECT_LT(pulled->agents[i].se[0], apart->agents[i].se[0]);
    }
}

TEST(DoseNetwork, compares_modalities_that_only_met_each_other) {
    auto studies = star({{"run", -0.004}}, 3, 0.02);
    auto head = given_contrasts("head", 100, {100}, {0.2}, 0.01, 0);
    head.reference_agent = "run";
    head.agents = {"walk"};
    studies.push_back(head);
    const auto fit = fit_network(studies, {}, {.random = false});
    ASSERT_TRUE(fit) << to_line(fit.error());
    const auto points = predict_network(*fit, std::vector<double>{100});
    EXPECT_NEAR(points[1].effect - points[0].effect, 0.2, 1e-9);
    EXPECT_GT(points[1].se, points[0].se);
}

TEST(DoseNetwork, says_which_curve_cannot_be_identified) {
    auto studies = star({{"run", -0.004}}, 3, 0.02);
    auto island = given_contrasts("island", 100, {100}, {0.2}, 0.01, 0);
    island.reference_agent = "row";
    island.agents = {"swim"};
    studies.push_back(island);
    const auto apart = fit_network(studies, {}, {});
    ASSERT_FALSE(apart);
    EXPECT_NE(apart.error().what.find("row, swim"), std::string::npos) << apart.error().what;
    studies.back().reference_dose = 0;
    const auto spline =
        fit_network(studies, {}, {.function = DoseFunction::spline, .knots = {10, 60, 120}});
    ASSERT_FALSE(spline);
    EXPECT_NE(spline.error().what.find("swim"), std::string::npos);
    const auto emax = fit_network(studies, {}, {.function = DoseFunction::emax});
    ASSERT_FALSE(emax);
    EXPECT_NE(emax.error().what.find("one dose only"), std::string::npos);
    EXPECT_TRUE(fit_network(studies, {}, {}));
}

TEST(DoseNetwork, finds_the_emax_of_each_modality) {
    std::vector<StudyContrasts> studies;
    for (int i = 0; i < 4; ++i)
        for (const auto& [agent, emax, ed50] :
             {std::tuple{"run", -1.0, 40.0}, {"walk", -0.6, 90.0}}) {
            std::vector<double> effects;
            for (const double dose : {30.0, 90.0, 200.0})
                effects.push_back(emax * dose / (ed50 + dose));
            auto study =
                given_contrasts(agent + std::to_string(i), 0, {30, 90, 200}, effects, 0.002, 0.001);
            study.agents = {agent, agent, agent};
            studies.push_back(study);
        }
    const auto fit = fit_network(studies, {}, {.function = DoseFunction::emax});
    ASSERT_TRUE(fit) << to_line(fit.error());
    EXPECT_NEAR(fit->agents[0].b[0], -1, 1e-4);
    EXPECT_NEAR(fit->agents[0].ed50, 40, 1e-2);
    EXPECT_NEAR(fit->agents[1].ed50, 90, 5e-2);
    EXPECT_TRUE(fit->agents[0].words.empty()) << fit->agents[0].words;
    const auto points = predict_network(*fit, std::vector<double>{90});
    EXPECT_NEAR(points[1].effect, -0.3, 1e-5);
    EXPECT_GT(points[1].se, 0);
}

}  // namespace
}  // namespace sinew::dose_response
