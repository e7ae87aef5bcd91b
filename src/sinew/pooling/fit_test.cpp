#include <sinew/pooling/fit.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

namespace sinew::pooling {
namespace {

/// Thirteen trials of BCG vaccine, log risk ratios. @source docs/methods/pooling.md (Colditz 1994, as dat.bcg)
struct Bcg {
    std::vector<double> yi = {-0.88931133392020545, -1.5853886572014306,  -1.3480731482996933,
                              -1.4415511900213054,  -0.21754732221129558, -0.78611558581886398,
                              -1.6208982235983918,  0.011952333523840508, -0.4694176487381494,
                              -1.3713448034727844,  -0.33935882833839059, 0.44591340057137874,
                              -0.017313948216879815};
    std::vector<double> vi = {0.32558476500396133,  0.19458112139814385,   0.41536796536796539,
                              0.020010031902247573, 0.051210172169630863,  0.0069056184559087574,
                              0.22301724757231517,  0.0039615792978177295, 0.056434210463248966,
                              0.07302479361302891,  0.01241221397155972,   0.53250584520015276,
                              0.071404659683986293};
    std::vector<double> latitude = {44, 55, 42, 52, 13, 44, 19, 13, 27, 42, 18, 33, 33};
};

TEST(PooledMean, ReproducesTheEngineCases) {
    const Bcg bcg;
    // tests/golden/evidence/published_arithmetic.csv G51 to G54: tolerance 5e-5.
    const auto common = pooled_mean(bcg.yi, bcg.vi, {.method = Method::common});
    ASSERT_TRUE(common);
    EXPECT_NEAR(common->mean.b, -0.43029, 5e-5);
    EXPECT_NEAR(common->mean.ci_lb, -0.50966, 5e-5);
    EXPECT_NEAR(common->mean.ci_ub, -0.35091, 5e-5);
    EXPECT_NEAR(common->mean.stat, -10.6247, 5e-5);
    EXPECT_NEAR(common->heterogeneity.QE, 152.2330, 5e-5);
    const auto moments = pooled_mean(bcg.yi, bcg.vi, {.method = Method::dersimonian_laird});
    ASSERT_TRUE(moments);
    EXPECT_NEAR(moments->tau2.value, 0.308760, 5e-5);
    EXPECT_NEAR(moments->mean.b, -0.714117, 5e-5);
    EXPECT_NEAR(moments->mean.se, 0.178742, 5e-5);
    const auto reml = pooled_mean(bcg.yi, bcg.vi);
    ASSERT_TRUE(reml);
    EXPECT_NEAR(reml->tau2.value, 0.313243, 5e-5);
    EXPECT_NEAR(reml->mean.b, -0.714532, 5e-5);
    EXPECT_NEAR(reml->mean.se, 0.179782, 5e-5);
    EXPECT_NEAR(reml->heterogeneity.I2, 92.22, 5e-3);
    EXPECT_NEAR(reml->heterogeneity.H2, 12.856, 5e-4);
    const auto knha = pooled_mean(bcg.yi, bcg.vi, {.test = WaldTest::knha});
    ASSERT_TRUE(knha);
    EXPECT_NEAR(knha->mean.se, 0.180792, 5e-5);
    EXPECT_NEAR(knha->q, 1.011270, 5e-5);
}

TEST(Fit, MeansAndRegressionsOnOnesAgree) {
    const Bcg bcg;
    for (const Method method :
         {Method::common, Method::dersimonian_laird, Method::paule_mandel, Method::reml, Method::ml,
          Method::empirical_bayes, Method::sidik_jonkman, Method::hedges, Method::hunter_schmidt})
        for (const WaldTest test : {WaldTest::z, WaldTest::t, WaldTest::knha, WaldTest::adhoc}) {
            const Settings settings{.method = method, .test = test};
            const auto mean = pooled_mean(bcg.yi, bcg.vi, settings);
            const auto line = fit(bcg.yi, bcg.vi, ones(13), settings);
            ASSERT_TRUE(mean && line);
            EXPECT_NEAR(mean->tau2.value, line->tau2.value, 1e-12);
            EXPECT_NEAR(mean->mean.b, line->coefficients[0].b, 1e-12);
            EXPECT_NEAR(mean->mean.se, line->coefficients[0].se, 1e-12);
            EXPECT_NEAR(mean->mean.ci_lb, line->coefficients[0].ci_lb, 1e-11);
            EXPECT_NEAR(mean->log_likelihood, line->log_likelihood, 1e-11);
            EXPECT_NEAR(mean->heterogeneity.QE, line->heterogeneity.QE, 1e-10);
            if (method != Method::common) {
                EXPECT_NEAR(mean->tau2.se, line->tau2.se, 1e-12);
            }
            EXPECT_NEAR(line->QM, mean->mean.stat * mean->mean.stat, 1e-9);
        }
}

/// metafor 3.8 (threshold 1e-15), method REML and knha with latitude; golden tests hold the whole grid.
TEST(Fit, LatitudeOfTheBcgTrials) {
    const Bcg bcg;
    numerics::Matrix design{13, 2, 1.0};
    for (std::size_t i = 0; i < 13; ++i) design.at(i, 1) = bcg.latitude[i];
    const auto line = fit(bcg.yi, bcg.vi, design, {.test = WaldTest::knha});
    ASSERT_TRUE(line);
    const auto close = [](double got, double wanted) {
        EXPECT_NEAR(got, wanted, 1e-10 * std::abs(wanted));
    };
    close(line->tau2.value, 0.0763479639551985);
    close(line->tau2.se, 0.0590472289044389);
    close(line->coefficients[0].b, 0.25146821000737);
    close(line->coefficients[1].b, -0.0291017250116497);
    close(line->coefficients[0].se, 0.28392528374338);
    close(line->coefficients[1].se, 0.00820141741103652);
    close(line->coefficients[1].pval, 0.00456505154153969);
    close(line->heterogeneity.I2, 68.3912248381811);
    close(line->heterogeneity.QE, 30.7330900107493);
    close(line->heterogeneity.QEp, 0.00121429098742004);
    close(line->log_likelihood, -8.08732005827573);
    close(line->QM, 12.5909828844268);
    close(line->QMp, 0.0045650515415397);
    close(line->R2, 75.626621811623);
}

}  // namespace
}  // namespace sinew::pooling
