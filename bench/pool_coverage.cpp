// How often are the intervals of room pooling right? The grid is that of docs/methods/pooling.md, written down before the run.
// Usage: pool_coverage [SHARE] > results/pool_coverage.json    SHARE of the 10,000 replicates, 1 by default
#include <sinew/numerics/draws.hpp>
#include <sinew/pooling/intervals.hpp>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

using namespace sinew;
using namespace sinew::pooling;

constexpr std::uint64_t kSeed = 20;
constexpr double kTruth = 0.5;

struct Rule {
    const char* name;
    Settings settings;
};
const std::array<Rule, 5> kMeans{{{"reml_knha", {.test = WaldTest::knha}},
                                  {"reml_adhoc", {.test = WaldTest::adhoc}},
                                  {"reml_z", {}},
                                  {"dl_z", {.method = Method::dersimonian_laird}},
                                  {"fe_z", {.method = Method::common}}}};

std::vector<double> variances(std::size_t k, bool equal) {
    std::vector<double> made;
    for (std::size_t i = 0; i < k; ++i)
        made.push_back(
            equal ? 0.16
                  : 0.04 * std::pow(16.0, static_cast<double>(i) / static_cast<double>(k - 1)));
    return made;
}

bool holds(double low, double high, double value) { return low <= value && value <= high; }

}  // namespace

int main(int argc, char** argv) {
    const int replicates = static_cast<int>(10000 * (argc > 1 ? std::atof(argv[1]) : 1.0));
    std::printf(
        "{\"what\": \"coverage of 95 %% intervals, percent\", \"replicates\": %d, \"seed\": %d, "
        "\"truth\": %.1f,\n \"cells\": [",
        replicates, static_cast<int>(kSeed), kTruth);
    std::uint64_t cell = 0;
    for (const bool equal : {true, false})
        for (const std::size_t k : {3, 5, 10, 20, 40})
            for (const int i2 : {0, 30, 70}) {
                const std::vector<double> vi = variances(k, equal);
                std::vector<double> zeros(k, 0.0);
                const double typical = pooled_mean(zeros, vi, {.method = Method::common})
                                           ->heterogeneity.typical_variance;
                const double tau2 = typical * i2 / (100.0 - i2);
                const auto general =
                    GeneralisedQ::of(vi, ones(k), QWeights::inverse_variance).value();
                std::array<int, kMeans.size()> mean{};
                int prediction = 0, profile = 0, generalised = 0, failed = 0, narrower = 0;
                double width_knha = 0, width_z = 0;
                Workspace workspace;
                for (int replicate = 0; replicate < replicates; ++replicate) {
                    RandomStream stream{kSeed, "pool_coverage",
                                        cell * 1000000 + static_cast<std::uint64_t>(replicate)};
                    std::vector<double> yi;
                    for (const double v : vi)
                        yi.push_back(kTruth + std::sqrt(v + tau2) * numerics::normal_draw(stream));
                    const double next = kTruth + std::sqrt(tau2) * numerics::normal_draw(stream);
                    for (std::size_t rule = 0; rule < kMeans.size(); ++rule) {
                        const auto fit = pooled_mean(yi, vi, kMeans[rule].settings, workspace);
                        if (!fit) {
                            ++failed;
                            continue;
                        }
                        mean[rule] += holds(fit->mean.ci_lb, fit->mean.ci_ub, kTruth);
                        if (rule == 0) {
                            prediction += holds(fit->prediction.low, fit->prediction.high, next);
                            narrower += fit->q < 1;
                            width_knha += fit->mean.ci_ub - fit->mean.ci_lb;
                        }
                        if (rule == 2) width_z += fit->mean.ci_ub - fit->mean.ci_lb;
                    }
                    if (const auto range = q_profile(yi, vi, ones(k)))
                        // An interval that would end below 0 is shown as 0 to 0 and does not hold the truth.
                        profile +=
                            !range->below_zero && holds(range->tau2.low, range->tau2.high, tau2);
                    // The interval holds tau2 exactly when the chance of so small a Q at tau2 lies between its tails
                    // (IntervalEndsWhereTheChanceMeetsItsTails); the limits need not be searched for.
                    generalised +=
                        holds(0.025, 0.975, general.probability_below(general.value(yi), tau2));
                }
                const auto percent = [&](int count) { return 100.0 * count / replicates; };
                std::printf("%s\n  {\"variances\": \"%s\", \"k\": %zu, \"I2\": %d, \"tau2\": %.6f",
                            cell ? "," : "", equal ? "equal" : "unequal", k, i2, tau2);
                for (std::size_t rule = 0; rule < kMeans.size(); ++rule)
                    std::printf(", \"%s\": %.2f", kMeans[rule].name, percent(mean[rule]));
                std::printf(
                    ", \"prediction_knha\": %.2f, \"q_profile\": %.2f, \"generalised_q\": %.2f, "
                    "\"knha_factor_below_1\": %.2f, \"width_knha_over_z\": %.3f, \"failed\": %d}",
                    percent(prediction), percent(profile), percent(generalised), percent(narrower),
                    width_knha / width_z, failed);
                std::fflush(stdout);
                ++cell;
            }
    std::printf("]}\n");
}
