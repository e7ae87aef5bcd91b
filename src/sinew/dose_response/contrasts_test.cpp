// Covariances of effects that share a reference: digits that dosresmeta prints, laws, refusals.
#include <sinew/dose_response/dose_cases_for_test.hpp>
#include <sinew/dose_response/fitted_table.hpp>
#include <sinew/numerics/draws.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace sinew::dose_response {
namespace {

constexpr double kPrinted =
    3e-8;  // half a unit of the last printed digit, and what its iteration (tolerance 1e-5) leaves

void expect_rows(const numerics::Matrix& found, const std::vector<std::vector<double>>& expected,
                 double tolerance) {
    ASSERT_EQ(found.rows, expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
        for (std::size_t j = 0; j < expected[i].size(); ++j)
            EXPECT_NEAR(found.at(i, j), expected[i][j], tolerance) << i << ' ' << j;
}

// The reference page of covar.logrr prints these matrices, that of grl and hamling these tables.
TEST(Covariance, of_greenland_and_longnecker_has_the_printed_digits) {
    const auto studies = alcohol_studies();
    const auto first = contrasts_of(studies[0]);
    ASSERT_TRUE(first) << to_line(first.error());
    expect_rows(first->covariance,
                {{0.04987985, 0.01875906, 0.01678737, 0.01780975},
                 {0.01875906, 0.05463996, 0.01736485, 0.01842239},
                 {0.01678737, 0.01736485, 0.14176254, 0.01648609},
                 {0.01780975, 0.01842239, 0.01648609, 0.19714011}},
                kPrinted);
    EXPECT_NEAR(first->table->cases[0], 125.04575, 2e-4);
    EXPECT_NEAR(first->table->cases[4], 17.32196, 2e-4);
    EXPECT_LT(first->table->largest_misfit, 1e-12);
    // For the cohort dosresmeta fits the table by odds ratios (Stata's glst and the paper by risk ratios, as we do): with
    // its table its digits come out.
    const DoseStudy& cohort = studies[2];
    const auto own = contrasts_of(cohort);
    ASSERT_TRUE(own) << to_line(own.error());
    const std::vector<double> cases{159, 229, 38, 39}, totals{480, 975, 207, 133};
    std::vector<double> variances;
    for (std::size_t i = 0; i < 3; ++i) variances.push_back(own->covariance.at(i, i));
    ReportedTable reported{Design::case_control, cases, totals, own->effects, variances};
    const auto by_odds = greenland_longnecker_table(reported);
    ASSERT_TRUE(by_odds);
    reported.design = Design::cumulative_incidence;
    expect_rows(covariance_of(reported, *by_odds),
                {{0.02079807, 0.01122058, 0.01347285},
                 {0.01122058, 0.05681004, 0.01269044},
                 {0.01347285, 0.01269044, 0.07501320}},
                kPrinted);
}

TEST(Covariance, of_hamling_has_the_printed_tables) {
    const auto studies = alcohol_studies();
    const ContrastSettings hamling{.method = CovarianceMethod::hamling};
    const auto first = contrasts_of(studies[0], hamling);
    ASSERT_TRUE(first) << to_line(first.error());
    const std::vector<double> cases{77.22402, 42.86376, 39.59588, 14.04864, 11.37916};
    const std::vector<double> totals{256.72053, 167.40232, 131.64021, 33.25695, 22.39970};
    for (std::size_t i = 0; i < cases.size(); ++i) {  // their search stops within 2e-5 of the root
        EXPECT_NEAR(first->table->cases[i], cases[i], 1e-3 * cases[i]);
        EXPECT_NEAR(first->table->totals[i], totals[i], 1e-3 * totals[i]);
    }
    // What Hamling's method promises: the reported variances hold exactly.
    for (std::size_t i = 0; i < 4; ++i) {
        const auto& table = *first->table;
        const double variance =
            level_variance(Design::case_control, table.cases[0], table.totals[0]) +
            level_variance(Design::case_control, table.cases[i + 1], table.totals[i + 1]);
        EXPECT_NEAR(variance, first->covariance.at(i, i), 1e-10);
    }
    // dosresmeta's table of a cohort keeps 1/a + 1/a0 as the variance of a risk ratio; ours keeps 1/a - 1/n + 1/a0 - 1/n0.
    const auto cohort = contrasts_of(studies[2], hamling);
    ASSERT_TRUE(cohort) << to_line(cohort.error());
    const auto& table = *cohort->table;
    EXPECT_NEAR(1 / table.cases[1] - 1 / table.totals[1] + 1 / table.cases[0] - 1 / table.totals[0],
                cohort->covariance.at(0, 0), 1e-12);
    EXPECT_NEAR(
        table.totals[0] / (table.totals[0] + table.totals[1] + table.totals[2] + table.totals[3]),
        480.0 / 1795, 1e-10);
}

// covar.smd prints effects, variances and covariances of the first aripiprazole trial; its sizes and means follow from them.
TEST(Covariance, of_standardised_means_has_the_printed_digits) {
    DoseStudy study{"ari-1", Design::standardised_mean};
    const double sd =
        std::sqrt(7.592563 / (1.0 / 92 + 1.0 / 85));  // its variances are of one pooled SD
    const std::vector<std::pair<double, double>> arms{
        {85, 5.3}, {92, 8.23}, {89, 10.6}, {94, 11.3}};
    for (std::size_t i = 0; i < arms.size(); ++i) {
        DoseLevel level{.dose = static_cast<double>(i), .reference = i == 0};
        level.total = arms[i].first;
        level.mean = arms[i].second;
        level.sd = sd;
        study.levels.push_back(level);
    }
    const auto cohen = contrasts_of(study, {.hedges = false});
    ASSERT_TRUE(cohen) << to_line(cohen.error());
    const std::vector<double> effects{0.1599767, 0.2893776, 0.3275973};
    for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(cohen->effects[i], effects[i], 1e-7);
    expect_rows(cohen->covariance,
                {{0.02266982, 0.01182900, 0.01183749},
                 {0.01182900, 0.02311697, 0.01189637},
                 {0.01183749, 0.01189637, 0.02255206}},
                1e-8);
    study.design = Design::mean_difference;
    const auto means = contrasts_of(study, {.mean_variance = MeanVariance::pooled});
    const std::vector<double> variances{7.592563, 7.715466, 7.514985};
    for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(means->covariance.at(i, i), variances[i], 2e-6);
}

TEST(Covariance, of_crude_counts_is_exact) {
    DoseStudy study = alcohol_studies()[0];
    for (DoseLevel& level : study.levels) level.effect = level.variance = std::nullopt;
    const auto crude = contrasts_of(study);
    ASSERT_TRUE(crude) << to_line(crude.error());
    EXPECT_NEAR(crude->effects[0], std::log(61.0 / 200 / (126.0 / 288)), 1e-14);
    EXPECT_NEAR(crude->covariance.at(0, 1), 1.0 / 126 + 1.0 / 288, 1e-15);
    EXPECT_NEAR(crude->covariance.at(0, 0), 1.0 / 126 + 1.0 / 288 + 1.0 / 61 + 1.0 / 200, 1e-15);
    // Crude ratios given as reported ones: the fitted table is the table itself, by both methods.
    for (std::size_t i = 1; i < study.levels.size(); ++i) {
        study.levels[i].effect = crude->effects[i - 1];
        study.levels[i].variance = crude->covariance.at(i - 1, i - 1);
    }
    for (const auto method : {CovarianceMethod::greenland_longnecker, CovarianceMethod::hamling}) {
        const auto back = contrasts_of(study, {.method = method});
        ASSERT_TRUE(back) << to_line(back.error());
        for (std::size_t i = 0; i < 4; ++i)
            for (std::size_t j = 0; j < 4; ++j)
                EXPECT_NEAR(back->covariance.at(i, j), crude->covariance.at(i, j), 1e-9);
    }
}

double smallest_pivot(numerics::Matrix m) {
    double least = 1e300;
    for (std::size_t k = 0; k < m.rows; ++k) {
        least = std::min(least, m.at(k, k));
        for (std::size_t i = k + 1; i < m.rows; ++i)
            for (std::size_t j = k + 1; j < m.rows; ++j)
                m.at(i, j) -= m.at(i, k) * m.at(k, j) / m.at(k, k);
    }
    return least;
}

TEST(Covariance, is_positive_definite_whatever_is_reported) {
    RandomStream stream{20261123, "dose tables"};
    for (int repeat = 0; repeat < 2000; ++repeat) {
        const auto design = static_cast<Design>(stream.below(3));
        std::vector<RatioRow> rows;
        const std::size_t levels = 2 + stream.below(6);
        for (std::size_t i = 0; i < levels; ++i) {
            const double total = 20 + static_cast<double>(stream.below(2000));
            const double cases = std::floor(1 + stream.uniform() * 0.5 * total);
            rows.push_back({static_cast<double>(i), cases, total,
                            0.7 * numerics::normal_draw(stream), 0.05 + stream.uniform()});
        }
        for (const auto method :
             {CovarianceMethod::greenland_longnecker, CovarianceMethod::hamling}) {
            const auto made = contrasts_of(ratio_study("drawn", design, rows), {.method = method});
            if (!made) {  // said in words, and only where a cohort has no such table
                EXPECT_EQ(made.error().code, ErrorCode::did_not_converge);
                EXPECT_EQ(design, Design::cumulative_incidence);
                continue;
            }
            EXPECT_GT(smallest_pivot(made->covariance), 0) << repeat;
            if (made->table) {
                EXPECT_LT(made->table->largest_misfit, 1e-8) << repeat;
            }
        }
    }
}

void expect_refused(const DoseStudy& study, const std::string& words,
                    const ContrastSettings& settings = {}) {
    const auto made = contrasts_of(study, settings);
    ASSERT_FALSE(made) << words;
    EXPECT_NE(to_line(made.error()).find(words), std::string::npos) << to_line(made.error());
    EXPECT_FALSE(made.error().hint.empty());
    EXPECT_NE(made.error().where.find("study 1"), std::string::npos);
}

TEST(Contrasts, refuse_what_they_cannot_use) {
    const DoseStudy good = alcohol_studies()[0];
    DoseStudy bad = good;
    bad.levels[0].reference = false;
    expect_refused(bad, "no reference row");
    bad = good;
    bad.levels[2].reference = true;
    expect_refused(bad, "more than one reference row");
    bad = good;
    bad.levels[2].cases = 229;
    expect_refused(bad, "more cases (229) than people (228)");
    bad = good;
    bad.levels[2].variance = 0;
    expect_refused(bad, "a variance must be above 0");
    bad = good;
    bad.levels[2].dose = bad.levels[1].dose;
    expect_refused(bad, "the same dose twice");
    bad = good;
    bad.levels[3].cases = std::nullopt;
    expect_refused(bad, "the counts of this dose are missing");
    bad = good;
    for (DoseLevel& level : bad.levels) level.cases = level.total = std::nullopt;
    expect_refused(bad, "without counts their covariances cannot be worked out");
    EXPECT_TRUE(contrasts_of(bad, {.method = CovarianceMethod::independent}));
    bad = good;
    bad.levels[0].effect = 0.3;
    expect_refused(bad, "the reference row has an effect of its own");
    bad = good;
    bad.design = Design::mean_difference;
    expect_refused(bad, "needs n, mean and sd");
}

TEST(Contrasts, say_when_no_table_fits) {
    // A risk ratio of 20 against a reference of which half are cases: more cases than people.
    const DoseStudy study =
        ratio_study("1", Design::cumulative_incidence,
                    {{0, 50, 100, 0, 0}, {1, 60, 100, 0.1, 0.2}, {2, 20, 20, 3, 0.2}});
    expect_refused(study, "more cases than people");
    expect_refused(study, "no table", {.method = CovarianceMethod::hamling});
}

}  // namespace
}  // namespace sinew::dose_response
