// The sampler on densities that are known, and on data made from the prior: then every rank is as likely as any other.
#include <sinew/bayes/chain_diagnostics.hpp>
#include <sinew/bayes/exact_draws.hpp>
#include <sinew/bayes/network_model.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/draws.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace sinew::bayes {
namespace {

/// Two normal numbers of correlation 0.9 and SDs 1 and 100.
class Slanted : public Target {
public:
    std::size_t dimension() const override { return 2; }
    double log_density(std::span<const double> at, std::span<double> gradient) const override {
        const double x = at[0] - 3, y = at[1] / 100, c = 1 / (1 - 0.81);
        gradient[0] = -c * (x - 0.9 * y);
        gradient[1] = -c * (y - 0.9 * x) / 100;
        return -0.5 * c * (x * x - 1.8 * x * y + y * y);
    }
    std::vector<double> start(RandomStream& stream) const override {
        return {5 * numerics::normal_draw(stream), 5 * numerics::normal_draw(stream)};
    }
    std::vector<std::string> names() const override { return {"x", "y"}; }
    void report(std::span<const double> at, std::span<double> kept) const override {
        kept[0] = at[0];
        kept[1] = at[1];
    }
};

/// Two peaks 40 SDs apart: no chain crosses.
class TwoPeaks : public Slanted {
public:
    double log_density(std::span<const double> at, std::span<double> gradient) const override {
        const double side = at[0] > 0 ? 20 : -20;
        gradient[0] = side - at[0];
        gradient[1] = -at[1];
        return -0.5 * ((at[0] - side) * (at[0] - side) + at[1] * at[1]);
    }
};

class Nowhere : public Slanted {
public:
    double log_density(std::span<const double>, std::span<double>) const override { return NAN; }
};

TEST(Sampler, finds_the_moments_of_a_slanted_normal) {
    SamplerSettings settings;
    settings.each = 5000;
    const auto got = sample(Slanted{}, settings);
    ASSERT_TRUE(got);
    EXPECT_EQ(got->divergences, 0U);
    const auto x = diagnose(got->draws.of(0), 4), y = diagnose(got->draws.of(1), 4);
    EXPECT_LT(std::abs(x.mean - 3), 4.5 * x.mcse_mean);
    EXPECT_LT(std::abs(y.mean), 4.5 * y.mcse_mean);
    EXPECT_NEAR(x.sd, 1, 0.04);
    EXPECT_NEAR(y.sd, 100, 4);
    EXPECT_LT(std::max(x.rhat, y.rhat), kLargestRhat);
    EXPECT_GT(std::min(x.ess_bulk, y.ess_bulk), 2000);
    // The tails too: 2.5 % of x below 3 - 1.96.
    double below = 0;
    for (const double value : got->draws.of(0)) below += value < 3 - 1.959964 ? 1 : 0;
    EXPECT_NEAR(below / 20000, 0.025, 0.008);
}

TEST(Sampler, gives_the_same_bits_on_any_number_of_threads_and_others_from_another_seed) {
    SamplerSettings settings;
    settings.each = 200;
    settings.warm_up = 200;
    settings.threads = 1;
    const auto one = sample(Slanted{}, settings);
    settings.threads = 4;
    const auto four = sample(Slanted{}, settings);
    settings.seed = 7;
    const auto other = sample(Slanted{}, settings);
    EXPECT_EQ(one->draws.values, four->draws.values);
    EXPECT_NE(one->draws.values, other->draws.values);
}

TEST(Sampler, shows_by_r_hat_that_chains_stayed_on_different_peaks) {
    SamplerSettings settings;
    settings.each = 400;
    settings.chains = 6;
    const auto got = sample(TwoPeaks{}, settings);
    ASSERT_TRUE(got);
    EXPECT_GT(diagnose(got->draws.of(0), 6).rhat, 1.5);
}

TEST(Sampler, says_when_no_chain_can_start) {
    const auto got = sample(Nowhere{}, {});
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, ErrorCode::did_not_converge);
}

EventNetwork made_network() {
    const std::vector<EventArm> arms{
        {"1", "u", 9, 140, 1}, {"1", "a", 23, 140, 2}, {"1", "b", 10, 138, 3},
        {"2", "u", 0, 33, 4},  {"2", "b", 9, 48, 5},   {"3", "a", 1, 5, 6},
        {"3", "b", 2, 4, 7},   {"4", "u", 75, 731, 8}, {"4", "a", 363, 714, 9}};
    return *event_network(arms, "u");
}

TEST(EventModel, has_the_gradient_of_its_density) {
    for (const TauPrior& prior :
         {TauPrior::half_normal(0.5), TauPrior::half_t(0.5, 3), TauPrior::log_normal(-1, 0.7),
          TauPrior::uniform(2), TauPrior::exponential(0.5), TauPrior::fixed(0.4)}) {
        const auto model = EventModel::make(made_network(), {.tau = prior});
        ASSERT_TRUE(model);
        RandomStream stream{1, "gradient"};
        for (int trial = 0; trial < 5; ++trial) {
            auto at = model->start(stream);
            std::vector<double> gradient(at.size()), unused(at.size());
            (void)model->log_density(at, gradient);
            for (std::size_t i = 0; i < at.size(); ++i) {
                const double step = 1e-5, here = at[i];
                at[i] = here + step;
                const double above = model->log_density(at, unused);
                at[i] = here - step;
                const double below = model->log_density(at, unused);
                at[i] = here;
                EXPECT_NEAR(gradient[i], (above - below) / (2 * step),
                            1e-4 * (1 + std::abs(gradient[i])))
                    << name_of(prior) << " coordinate " << i;
            }
        }
    }
}

TEST(EventModel, says_loudly_that_chains_were_too_short) {
    NetworkQuestions questions;
    questions.sampler.warm_up = 0;
    questions.sampler.each = 30;
    const auto got = event_network_posterior(made_network(), {}, questions);
    ASSERT_TRUE(got);
    std::string said;
    for (const auto& warning : got->warnings) said += warning + "\n";
    EXPECT_NE(said.find("THE CHAINS DO NOT AGREE"), std::string::npos) << said;
    EXPECT_NE(said.find("Too few effective draws"), std::string::npos) << said;
}

TEST(EventModel, refuses_priors_that_would_be_improper) {
    EXPECT_FALSE(EventModel::make(made_network(), {.effect = NormalPrior::nothing()}));
    EXPECT_FALSE(EventModel::make(made_network(), {.baseline = NormalPrior::nothing()}));
    EXPECT_FALSE(EventModel::make(made_network(), {.tau = TauPrior::half_normal(-1)}));
}

/// Pearson's statistic of `ranks` in 0..most, in `bins` equal bins.
double unevenness(const std::vector<std::size_t>& ranks, std::size_t most, std::size_t bins) {
    std::vector<double> count(bins);
    for (const std::size_t rank : ranks) count[rank * bins / (most + 1)] += 1;
    const double wanted = static_cast<double>(ranks.size()) / static_cast<double>(bins);
    double sum = 0;
    for (const double found : count) sum += (found - wanted) * (found - wanted) / wanted;
    return sum;
}

// Talts 2018: truth from the prior, data from the truth, rank of the truth among thinned draws: uniform when all is
// right. 15 bins, so chi-squared of 14 degrees; 1e-5 a test, three tests: a false alarm once in 33,000 seeds. @source talts2018
constexpr std::size_t kRankDraws = 59, kRankBins = 15;
const double kTooUneven = numerics::chi_squared_quantile(1 - 1e-5, kRankBins - 1);

TEST(RanksOfTheTruth, are_uniform_for_the_sampler_of_counts) {
    const EventPriors priors{NormalPrior::normal(-0.5, 1), NormalPrior::normal(0.2, 0.8),
                             TauPrior::half_normal(0.6)};
    std::vector<std::size_t> of_effect, of_tau;
    for (std::uint64_t world = 0; world < 600; ++world) {
        RandomStream stream{20260302, "world", world};
        const double effect = 0.2 + 0.8 * numerics::normal_draw(stream);
        const double tau = 0.6 * std::abs(numerics::normal_draw(stream));
        std::vector<EventArm> arms;
        for (std::size_t s = 0; s < 4; ++s) {
            const double base = -0.5 + numerics::normal_draw(stream);
            const double delta = effect + tau * numerics::normal_draw(stream);
            const std::size_t size = s % 2 == 0 ? 12 : 60;  // both forms of the coordinates are met
            for (const bool treated : {false, true}) {
                double events = 0;
                for (std::size_t i = 0; i < size; ++i)
                    events +=
                        stream.chance(1 / (1 + std::exp(-base - (treated ? delta : 0)))) ? 1 : 0;
                arms.push_back({std::to_string(s), treated ? "walking" : "usual", events,
                                static_cast<double>(size), arms.size() + 1});
            }
        }
        const auto model = EventModel::make(*event_network(arms, "usual"), priors);
        SamplerSettings settings;
        settings.chains = 1;
        settings.warm_up = 400;
        settings.each = kRankDraws * 6;
        settings.seed = world;
        settings.threads = 1;
        const auto got = sample(*model, settings);
        std::size_t below_effect = 0, below_tau = 0;
        for (std::size_t draw = 5; draw < settings.each; draw += 6) {
            below_effect += got->draws.at(0, 0, draw) < effect ? 1U : 0U;
            below_tau += got->draws.at(1, 0, draw) < tau ? 1U : 0U;
        }
        of_effect.push_back(below_effect);
        of_tau.push_back(below_tau);
    }
    EXPECT_LT(unevenness(of_effect, kRankDraws, kRankBins), kTooUneven);
    EXPECT_LT(unevenness(of_tau, kRankDraws, kRankBins), kTooUneven);
}

TEST(RanksOfTheTruth, are_uniform_for_the_quadrature_and_its_draws) {
    const Prior prior{NormalPrior::normal(0.1, 0.7), TauPrior::half_t(0.3, 4)};
    std::vector<std::size_t> of_mu, of_tau, of_tau_draws;
    for (std::uint64_t world = 0; world < 1500; ++world) {
        RandomStream stream{20260303, "world", world};
        const double mu = 0.1 + 0.7 * numerics::normal_draw(stream);
        const double tau = quantile(prior.tau, stream.uniform());
        std::vector<double> y, v;
        for (std::size_t i = 0; i < 1 + world % 5; ++i) {
            v.push_back(0.02 + 0.1 * stream.uniform());
            y.push_back(mu + std::hypot(tau, std::sqrt(v.back())) * numerics::normal_draw(stream));
        }
        const auto posterior = fit_tau(y, v, prior);
        ASSERT_TRUE(posterior);
        const auto rank = [](double share) { return static_cast<std::size_t>(share * 60); };
        of_mu.push_back(rank(coefficient_of(*posterior, 0).cdf(mu)));
        of_tau.push_back(rank(std::min(posterior->cdf(tau), 1 - 1e-12)));
        if (world % 10 != 0) continue;
        const Draws draws = exact_draws(*posterior, {"mu"}, 1, kRankDraws, world, 1);
        std::size_t below = 0;
        for (std::size_t draw = 0; draw < kRankDraws; ++draw)
            below += draws.at(1, 0, draw) < tau ? 1U : 0U;
        of_tau_draws.push_back(below);
    }
    EXPECT_LT(unevenness(of_mu, 59, kRankBins), kTooUneven);
    EXPECT_LT(unevenness(of_tau, 59, kRankBins), kTooUneven);
    EXPECT_LT(unevenness(of_tau_draws, kRankDraws, kRankBins), kTooUneven);
}

}  // namespace
}  // namespace sinew::bayes
