#include <sinew/multilevel/fit.hpp>

#include <sinew/multilevel/evaluation.hpp>
#include <sinew/multilevel/made_model_for_test.hpp>
#include <sinew/multilevel/nested_rows.hpp>
#include <sinew/multilevel/turned_block.hpp>
#include <sinew/numerics/root.hpp>

#include <gtest/gtest.h>
#include <numeric>

namespace sinew::multilevel {
namespace {

MixedFit fitted(const MixedModel& model, const FitSettings& settings = {}) {
    const auto fit = fit_mixed(model, settings);
    EXPECT_TRUE(fit) << (fit ? "" : to_line(fit.error()));
    EXPECT_LT(fit ? fit->convergence.gradient : 1.0, 1e-9);
    return fit.value_or(MixedFit{});
}

void expect_near_rel(double a, double b, double rel, const char* what = "") {
    EXPECT_NEAR(a, b, rel * std::max({std::fabs(a), std::fabs(b), 1e-6})) << what;
}

TEST(FitMixed, one_level_is_the_root_of_the_plain_score) {
    MixedModel model = made_model(3);
    model.terms.pop_back();
    const std::size_t k = model.y.size();
    std::iota(model.terms[0].group.begin(), model.terms[0].group.end(), std::size_t{0});
    model.x = intercept_only(k);
    model.names = {"intrcpt"};
    const MixedFit fit = fitted(model);
    // REML of a single mean: sum w^2 ((y - mu)^2 - 1/w) + sum w^2 / sum w = 0.
    const auto score = [&](double tau2) {
        double sw = 0, swy = 0;
        for (std::size_t i = 0; i < k; ++i) {
            const double w = 1 / (model.v.variance[i] + tau2);
            sw += w;
            swy += w * model.y[i];
        }
        double sum = 0;
        for (std::size_t i = 0; i < k; ++i) {
            const double w = 1 / (model.v.variance[i] + tau2), e = model.y[i] - swy / sw;
            sum += w * w * e * e - w + w * w / sw;
        }
        return sum;
    };
    const auto tau2 = numerics::root_between(score, 1e-6, 2);
    ASSERT_TRUE(tau2);
    expect_near_rel(fit.terms[0].variance[0], *tau2, 1e-10);
    double sw = 0, swy = 0;
    for (std::size_t i = 0; i < k; ++i) {
        const double w = 1 / (model.v.variance[i] + *tau2);
        sw += w;
        swy += w * model.y[i];
    }
    expect_near_rel(fit.b[0], swy / sw, 1e-11);
    expect_near_rel(fit.se[0], 1 / std::sqrt(sw), 1e-11);
}

TEST(FitMixed, balanced_three_levels_are_the_analysis_of_variance) {
    RandomStream stream{7, "balanced"};
    constexpr std::size_t kStudies = 9, kEach = 4;
    constexpr double kV = 0.01;
    MixedModel model;
    std::vector<std::size_t> study, row;
    std::vector<double> means(kStudies, 0);
    for (std::size_t s = 0; s < kStudies; ++s) {
        const double common = 0.5 * numerics::normal_draw(stream);
        for (std::size_t e = 0; e < kEach; ++e) {
            model.y.push_back(common + 0.4 * numerics::normal_draw(stream));
            model.v.variance.push_back(kV);
            means[s] += model.y.back() / kEach;
            study.push_back(s);
            row.push_back(row.size());
        }
    }
    model.x = intercept_only(model.y.size());
    model.names = {"intrcpt"};
    model.terms = {random_intercept("study", study), random_intercept("study/effect_id", row)};
    const double grand = std::accumulate(means.begin(), means.end(), 0.0) / kStudies;
    double between = 0, within = 0;
    for (std::size_t i = 0; i < model.y.size(); ++i) {
        within += std::pow(model.y[i] - means[study[i]], 2) / (kStudies * (kEach - 1));
        between += std::pow(means[study[i]] - grand, 2) / (kStudies - 1);
    }
    const MixedFit fit = fitted(model);
    expect_near_rel(fit.terms[1].variance[0], within - kV, 1e-10);
    expect_near_rel(fit.terms[0].variance[0], (between - within) / kEach, 1e-10);
    expect_near_rel(fit.b[0], grand, 1e-11);
    expect_near_rel(fit.se[0], std::sqrt(between / (kStudies * kEach)), 1e-11);
}

TEST(FitMixed, order_of_rows_does_not_matter) {
    const MixedModel model = made_model(11);
    const MixedFit fit = fitted(model);
    MixedModel turned = model;
    const std::size_t k = model.y.size();
    for (std::size_t i = 0; i < k; ++i) {
        const std::size_t from = (i * 7 + 3) % k;  // k is no multiple of 7
        ASSERT_NE(k % 7, 0u);
        turned.y[i] = model.y[from];
        turned.v.variance[i] = model.v.variance[from];
        for (std::size_t c = 0; c < 2; ++c) turned.x.at(i, c) = model.x.at(from, c);
        for (std::size_t t = 0; t < 2; ++t) turned.terms[t].group[i] = model.terms[t].group[from];
    }
    const MixedFit other = fitted(turned);
    for (std::size_t c = 0; c < 2; ++c) {
        expect_near_rel(fit.b[c], other.b[c], 1e-11);
        expect_near_rel(fit.se[c], other.se[c], 1e-11);
        expect_near_rel(fit.terms[c].variance[0], other.terms[c].variance[0], 1e-9);
    }
    expect_near_rel(fit.log_likelihood, other.log_likelihood, 1e-12);
    expect_near_rel(fit.qe, other.qe, 1e-11);
}

TEST(FitMixed, scaling_effects_scales_everything) {
    for (const double c : {1e-4, -3.0, 250.0}) {
        const MixedModel model = made_model(12);
        MixedModel scaled = model;
        for (double& y : scaled.y) y *= c;
        for (double& v : scaled.v.variance) v *= c * c;
        const MixedFit a = fitted(model), b = fitted(scaled);
        for (std::size_t i = 0; i < 2; ++i) {
            expect_near_rel(a.b[i], b.b[i] / c, 1e-10);
            expect_near_rel(a.se[i], b.se[i] / std::fabs(c), 1e-10);
            expect_near_rel(a.terms[i].variance[0], b.terms[i].variance[0] / (c * c), 1e-9);
            expect_near_rel(a.pval[i], b.pval[i], 1e-9);
        }
        expect_near_rel(a.qe, b.qe, 1e-10);
    }
}

TEST(FitMixed, a_dense_covariance_that_falls_into_blocks_gives_the_answer_of_the_blocks) {
    MixedModel model = made_model(13);
    model.v = correlated_in_clusters(model.v.variance, model.terms[0].group, 0.6);
    MixedModel dense = model;
    const std::size_t k = model.y.size();
    numerics::Matrix matrix{k, k};
    for (std::size_t i = 0; i < k; ++i) matrix.at(i, i) = model.v.variance[i];
    for (const auto& pair : model.v.pairs)
        matrix.at(pair.row, pair.column) = matrix.at(pair.column, pair.row) = pair.value;
    dense.v = dense_covariance(matrix);
    const MixedFit a = fitted(model), b = fitted(dense);
    EXPECT_EQ(a.b, b.b);
    EXPECT_EQ(a.log_likelihood, b.log_likelihood);
    // And as one block: a crossed term held at (nearly) nothing joins all rows.
    MixedModel joined = model;
    joined.terms.push_back(random_intercept("all", std::vector<std::size_t>(k, 0)));
    joined.terms.back().fixed_variance = {1e-14};
    const MixedFit c = fitted(joined);
    for (std::size_t i = 0; i < 2; ++i) {
        expect_near_rel(a.b[i], c.b[i], 1e-9);
        expect_near_rel(a.terms[i].variance[0], c.terms[i].variance[0], 1e-8);
    }
}

TEST(FitMixed, held_components_are_kept_and_a_top_beats_its_neighbours) {
    const MixedModel model = made_model(14);
    for (const Criterion criterion : {Criterion::reml, Criterion::ml}) {
        FitSettings settings;
        settings.criterion = criterion;
        const MixedFit best = fitted(model, settings);
        for (const double factor : {0.9, 0.999, 1.001, 1.1})
            for (std::size_t term = 0; term < 2; ++term) {
                MixedModel held = model;
                held.terms[term].fixed_variance = {best.terms[term].variance[0] * factor};
                const MixedFit near = fitted(held, settings);
                EXPECT_EQ(near.components, 1u);
                EXPECT_EQ(near.terms[term].variance[0], *held.terms[term].fixed_variance[0]);
                EXPECT_LT(near.log_likelihood, best.log_likelihood);
            }
    }
}

TEST(FitMixed, no_heterogeneity_is_an_answer) {
    MixedModel model = made_model(15, 12, 5, 0, 0);
    for (std::size_t i = 0; i < model.y.size(); ++i)
        model.y[i] = 0.4 + 0.1 * std::sqrt(model.v.variance[i]) * (i % 2 == 0 ? 1 : -1);
    const MixedFit fit = fitted(model);
    EXPECT_EQ(fit.terms[0].variance[0], 0);
    EXPECT_EQ(fit.terms[1].variance[0], 0);
    EXPECT_TRUE(fit.terms[0].at_zero[0]);
    // Then it is weighted least squares.
    model.terms.clear();
    const MixedFit plain = fitted(model);
    for (std::size_t i = 0; i < 2; ++i) expect_near_rel(plain.b[i], fit.b[i], 1e-12);
    expect_near_rel(plain.log_likelihood, fit.log_likelihood, 1e-13);
}

/// Slope and curvature of every structure against differences of the likelihood itself.
TEST(Evaluation, slope_and_curvature_are_those_of_the_likelihood) {
    for (const Structure structure : {Structure::scaled, Structure::diagonal, Structure::compound,
                                      Structure::hetero_compound, Structure::unstructured})
        for (const std::size_t inner_levels : {2u, 3u})
            for (const bool slopes : {false, true})
                for (const Criterion criterion : {Criterion::reml, Criterion::ml}) {
                    MixedModel model = made_model(21);
                    const std::size_t k = model.y.size();
                    std::vector<std::size_t> inner(k);
                    numerics::Matrix design{k, inner_levels};
                    for (std::size_t i = 0; i < k; ++i) {
                        inner[i] = i % inner_levels;
                        for (std::size_t c = 0; c < inner_levels; ++c)
                            design.at(i, c) = std::cos(static_cast<double>(i * (c + 1)));
                    }
                    const auto study = model.terms[0].group;
                    model.v = correlated_in_clusters(model.v.variance, study, 0.3);
                    model.terms[0] =
                        slopes ? random_slopes("slopes", design, study, structure)
                               : inner_within_outer("outcome|study", inner, study, structure);
                    const auto layout = Layout::of(model);
                    ASSERT_TRUE(layout) << to_line(layout.error());
                    Eigen::VectorXd place(static_cast<Index>(layout->coordinates.size()));
                    for (Index i = 0; i < place.size(); ++i)
                        place(i) = 0.2 + 0.03 * static_cast<double>(i);
                    const Evaluation here = evaluate(*layout, place, criterion);
                    ASSERT_TRUE(here.defined);
                    const double h = 1e-5;
                    for (Index i = 0; i < place.size(); ++i) {
                        Eigen::VectorXd up = place, down = place;
                        up(i) += h;
                        down(i) -= h;
                        const Evaluation a = evaluate(*layout, up, criterion),
                                         b = evaluate(*layout, down, criterion);
                        EXPECT_NEAR(here.gradient(i),
                                    (a.log_likelihood - b.log_likelihood) / (2 * h),
                                    1e-5 * (1 + std::fabs(here.gradient(i))));
                        for (Index j = 0; j < place.size(); ++j)
                            EXPECT_NEAR(here.observed(i, j),
                                        -(a.gradient(j) - b.gradient(j)) / (2 * h),
                                        1e-5 * here.expected.diagonal().maxCoeff());
                    }
                }
}

TEST(NestedRows, give_what_the_blocks_give) {
    for (int form = 0; form < 4; ++form) {
        MixedModel model = made_model(31);
        if (form == 1) model.terms.pop_back();
        if (form == 2) model.terms.erase(model.terms.begin());
        if (form == 3) model.terms[0].fixed_variance = {0.07};
        const auto layout = Layout::of(model);
        ASSERT_TRUE(layout);
        const auto nested = NestedRows::of(model, *layout);
        ASSERT_TRUE(nested);
        for (const Criterion criterion : {Criterion::reml, Criterion::ml})
            for (const double first : {0.0, 0.01, 3.0}) {
                Eigen::VectorXd place =
                    Eigen::VectorXd::Constant(static_cast<Index>(layout->coordinates.size()), 0.05);
                place(0) = first;
                const Evaluation a = evaluate(*layout, place, criterion),
                                 b = nested->evaluate(place, criterion);
                expect_near_rel(a.log_likelihood, b.log_likelihood, 1e-13);
                expect_near_rel(a.rss, b.rss, 1e-12);
                EXPECT_LT((a.b - b.b).norm(), 1e-12);
                EXPECT_LT((a.vb - b.vb).norm(), 1e-12 * a.vb.norm());
                EXPECT_LT((a.gradient - b.gradient).norm(), 1e-11 * (1 + a.gradient.norm()));
                EXPECT_LT((a.observed - b.observed).norm(), 1e-11 * a.expected.norm());
                EXPECT_LT((a.expected - b.expected).norm(), 1e-11 * a.expected.norm());
            }
    }
    // Two groupings, or correlated errors, are not of this form.
    MixedModel model = made_model(31);
    model.terms.push_back(random_intercept("other", std::vector<std::size_t>(model.y.size(), 0)));
    model.terms.back().group[0] = 1;
    EXPECT_FALSE(NestedRows::of(model, *Layout::of(model)));
    model = made_model(31);
    model.v.pairs = {{0, 1, 1e-3}};
    EXPECT_FALSE(NestedRows::of(model, *Layout::of(model)));
}

void expect_turned_is_whole(const MixedModel& model, double first, const char* what) {
    const auto whole = Layout::of(model);
    ASSERT_TRUE(whole) << what << ": " << to_line(whole.error());
    Layout turned = *whole;
    turn_blocks(turned);
    ASSERT_TRUE(turned.blocks[0].turned) << what;
    for (const Criterion criterion : {Criterion::reml, Criterion::ml}) {
        Eigen::VectorXd place(static_cast<Index>(whole->coordinates.size()));
        for (Index i = 0; i < place.size(); ++i) place(i) = 0.2 + 0.05 * static_cast<double>(i);
        if (place.size() > 0) place(0) = first;
        const Evaluation a = evaluate(*whole, place, criterion),
                         b = evaluate(turned, place, criterion);
        ASSERT_TRUE(a.defined && b.defined) << what;
        expect_near_rel(a.log_likelihood, b.log_likelihood, 1e-12, what);
        expect_near_rel(a.rss, b.rss, 1e-11, what);
        EXPECT_LT((a.b - b.b).norm(), 1e-11 * (1 + a.b.norm())) << what;
        EXPECT_LT((a.vb - b.vb).norm(), 1e-11 * a.vb.norm()) << what;
        EXPECT_LT((a.gradient - b.gradient).norm(), 1e-10 * (1 + a.gradient.norm())) << what;
        EXPECT_LT((a.observed - b.observed).norm(), 1e-10 * a.expected.norm()) << what;
        EXPECT_LT((a.expected - b.expected).norm(), 1e-10 * a.expected.norm()) << what;
    }
}

/// Every pair of rows correlated, less with distance.
KnownCovariance fading(const std::vector<double>& variance) {
    numerics::Matrix v{variance.size(), variance.size()};
    for (std::size_t i = 0; i < variance.size(); ++i)
        for (std::size_t j = 0; j < variance.size(); ++j)
            v.at(i, j) = (i == j ? 1 : 0.6 * std::exp(-std::fabs(double(i) - double(j)) / 8)) *
                         std::sqrt(variance[i] * variance[j]);
    return dense_covariance(v);
}

TEST(TurnedBlock, gives_what_the_whole_block_gives) {
    const MixedModel made = made_model(41, 24, 9);
    const std::size_t k = made.y.size();
    std::vector<std::size_t> lab(k), level(k), half(k);
    numerics::Matrix design{k, 2};
    for (std::size_t i = 0; i < k; ++i) {
        lab[i] = (i * 7) % 5;
        level[i] = i % 2;
        half[i] = i < k / 2 ? 0 : 1;
        design.at(i, 0) = 1;
        design.at(i, 1) = std::cos(static_cast<double>(i));
    }
    for (const double first : {0.0, 0.01, 4.0}) {
        MixedModel model = made;
        model.v = fading(made.v.variance);
        expect_turned_is_whole(model, first, "three levels");
        model.terms[1].fixed_variance = {0.04};
        expect_turned_is_whole(model, first, "rows held");
        model.terms.pop_back();
        expect_turned_is_whole(model, first, "no term of rows");
        model.terms.push_back(random_intercept("lab", lab));
        expect_turned_is_whole(model, first, "crossed");  // columns of Z that add up to the same
        model = made;
        model.terms.push_back(random_intercept("lab", lab));
        expect_turned_is_whole(model, first, "independent errors, crossed");
        for (double& y : model.y) y += 1000;
        expect_turned_is_whole(model, first, "far from 0");
        for (const Structure structure : {Structure::diagonal, Structure::compound,
                                          Structure::hetero_compound, Structure::unstructured})
            for (const bool slopes : {false, true}) {
                model = made;
                model.v = fading(made.v.variance);
                model.terms[0] = slopes ? random_slopes("slopes", design, lab, structure)
                                        : inner_within_outer("level", level, lab, structure);
                expect_turned_is_whole(model, first, slopes ? "slopes" : "levels");
            }
    }
    // A large block and small ones; and what is left as it is.
    MixedModel model = made;
    model.terms[0] = random_intercept("half", half);
    for (std::size_t i = 0; i < 4; ++i) model.terms[0].group[k - 1 - i] = 2 + i;
    model.v.pairs = {{0, 1, 1e-3}};
    expect_turned_is_whole(model, 0.05, "blocks of several sizes");
    model.v.variance[3] = 1e6;
    Layout left = *Layout::of(model);
    turn_blocks(left);
    EXPECT_FALSE(left.blocks[0].turned);
    EXPECT_TRUE(left.blocks[1].turned);
    EXPECT_FALSE(left.blocks[2].turned);
}

/// `fading` with a last row that is another one but for `own` of its variance.
MixedModel with_a_copied_row(double own) {
    MixedModel model = made_model(41, 24, 9);
    const std::size_t last = model.y.size() - 1, copied = 5;
    model.v.variance[last] = model.v.variance[copied];
    model.v = fading(model.v.variance);
    for (std::size_t i = 0; i < last; ++i)
        model.v.dense.at(last, i) = model.v.dense.at(i, last) = model.v.dense.at(copied, i);
    model.v.dense.at(last, copied) = model.v.dense.at(copied, last) =
        (1 - own) * model.v.variance[copied];
    return model;
}

TEST(TurnedBlock, tells_definiteness_only_where_it_is_sure_and_refuses_as_the_whole_block_does) {
    for (const double own : {1e-3, 1e-9, 1e-11, 1e-12, 0.0, -1e-12, -1e-3, -0.5}) {
        const MixedModel model = with_a_copied_row(own);
        auto layout = Layout::with_blocks(model);
        ASSERT_TRUE(layout);
        turn_blocks(*layout);
        ASSERT_TRUE(layout->blocks[0].turned);
        EXPECT_EQ(layout->blocks[0].turned->surely_definite(), own > 1e-6) << own;
        const auto whole = Layout::of(model);
        const auto fit = fit_mixed(model);
        EXPECT_EQ(whole.has_value(), own > 1e-13) << own;
        ASSERT_EQ(fit.has_value(), whole.has_value()) << own;
        if (fit) continue;
        EXPECT_EQ(to_line(fit.error()), to_line(whole.error()));
        EXPECT_EQ(fit.error().where, "row " + std::to_string(model.y.size()));
        EXPECT_NE(fit.error().what.find("positive definite"), std::string::npos);
    }
}

TEST(InvertDefinite, is_the_inverse_at_every_size) {
    RandomStream stream{5, "definite"};
    for (const Index n : {1, 2, 7, 24, 25, 61, 130}) {
        Eigen::MatrixXd root(n, n), inverse;
        for (Index i = 0; i < root.size(); ++i) root.data()[i] = numerics::normal_draw(stream);
        const Eigen::MatrixXd m = root * root.transpose() + Eigen::MatrixXd::Identity(n, n);
        double log_det = 0;
        ASSERT_TRUE(invert_definite(m, inverse, log_det));
        EXPECT_LT((m * inverse - Eigen::MatrixXd::Identity(n, n)).norm(), 1e-11 * m.norm());
        EXPECT_EQ((inverse - inverse.transpose()).norm(), 0);
        EXPECT_NEAR(log_det, std::log(m.determinant()), 1e-9 * std::fabs(log_det) + 1e-9);
        EXPECT_FALSE(invert_definite(
            Eigen::MatrixXd{m - 2 * m.norm() * Eigen::MatrixXd::Identity(n, n)}, inverse, log_det));
    }
}

TEST(FitMixed, says_what_cannot_be_identified) {
    MixedModel model = made_model(16);
    model.terms[0].group = model.terms[1].group;  // one effect for each study
    auto fit = fit_mixed(model);
    ASSERT_FALSE(fit);
    EXPECT_EQ(fit.error().code, ErrorCode::conflict);
    EXPECT_NE(fit.error().what.find("cannot be identified"), std::string::npos);
    EXPECT_NE(fit.error().what.find("every group of each has one row"), std::string::npos);
    model = made_model(16);
    model.terms[0].group.assign(model.y.size(), 0);
    fit = fit_mixed(model);
    ASSERT_FALSE(fit);
    EXPECT_NE(fit.error().what.find("one group only"), std::string::npos) << fit.error().what;
}

TEST(FitMixed, says_which_rows_and_columns_are_at_fault) {
    MixedModel model = made_model(17);
    const std::size_t k = model.y.size();
    model.x = numerics::Matrix{k, 3, 1.0};
    model.names = {"intrcpt", "dose", "dose_again"};
    for (std::size_t i = 0; i < k; ++i) {
        model.x.at(i, 1) = static_cast<double>(i);
        model.x.at(i, 2) = 2 * static_cast<double>(i) - 3;
    }
    auto fit = fit_mixed(model);
    ASSERT_FALSE(fit);
    EXPECT_EQ(fit.error().where, "dose_again");

    model = made_model(17);
    model.v.pairs = {{2, 0, 0.001}, {4, 3, 10}};
    fit = fit_mixed(model);
    ASSERT_FALSE(fit);
    EXPECT_EQ(fit.error().where, "row 5");
    EXPECT_NE(fit.error().what.find("row 4"), std::string::npos) << fit.error().what;

    model.v.pairs = {{2, 0, 0.001}, {0, 2, 0.001}};
    fit = fit_mixed(model);
    ASSERT_FALSE(fit);
    EXPECT_EQ(fit.error().where, "rows 1 and 3");

    model = made_model(17);
    model.v.variance[6] = -1;
    fit = fit_mixed(model);
    ASSERT_FALSE(fit);
    EXPECT_EQ(fit.error().where, "row 7");
}

}  // namespace
}  // namespace sinew::multilevel
