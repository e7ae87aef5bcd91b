// Do the 95 % intervals of room bayes hold the truth 95 times in 100? The grid stands in docs/methods/bayes.md.
// Prints JSON; every cell has its own named stream, so any one can be run again. An argument of 0.01 gives a quick look.
#include <sinew/base/json_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/bayes/normal_model.hpp>
#include <sinew/numerics/draws.hpp>
#include <sinew/numerics/parallel_for.hpp>

#include <array>
#include <cmath>
#include <iostream>

namespace {

using namespace sinew;
using namespace sinew::bayes;

constexpr std::uint64_t kSeed = 20260301;
constexpr std::array<std::size_t, 5> kStudies{3, 5, 10, 20, 40};
constexpr std::array<int, 3> kInconsistency{0, 30, 70};

std::vector<double> variances_of(std::size_t k, bool equal) {
    std::vector<double> made(k, 0.1);
    for (std::size_t i = 0; !equal && i < k; ++i)
        made[i] = 0.025 * std::pow(16.0, static_cast<double>(i) / static_cast<double>(k - 1));
    return made;
}

/// The variance that I^2 compares tau^2 with (Higgins and Thompson 2002).
double typical_variance(const std::vector<double>& v) {
    double sum = 0, squares = 0;
    for (const double value : v) {
        sum += 1 / value;
        squares += 1 / (value * value);
    }
    return (static_cast<double>(v.size()) - 1) * sum / (sum * sum - squares);
}

struct Hits {
    std::size_t mu = 0, predictive = 0, study = 0, tau = 0;
};

bool inside(double share) { return share >= 0.025 && share <= 0.975; }

/// One world: truth, studies, answer.
void live_once(RandomStream& stream, const std::vector<double>& v, double tau_of_cell,
               bool from_prior, Hits& hits) {
    Prior prior{NormalPrior::normal(0, 1), TauPrior::half_normal(0.5)};
    double mu = 0, tau = tau_of_cell;
    if (from_prior) {
        mu = numerics::normal_draw(stream);
        // The median of a half-normal is 0.6745 of its scale.
        prior.tau = tau_of_cell > 0
                        ? stretched(TauPrior::half_normal(1),
                                    tau_of_cell / quantile(TauPrior::half_normal(1), 0.5))
                        : TauPrior::fixed(0);
        tau = tau_of_cell > 0 ? prior.tau.scale * std::abs(numerics::normal_draw(stream)) : 0;
    } else {
        prior.mu = NormalPrior::nothing();
    }
    std::vector<double> y;
    double first = 0;
    for (const double variance : v) {
        const double theta = mu + tau * numerics::normal_draw(stream);
        if (y.empty()) first = theta;
        y.push_back(theta + std::sqrt(variance) * numerics::normal_draw(stream));
    }
    const double next = mu + tau * numerics::normal_draw(stream);
    const auto posterior = fit_tau(y, v, prior);
    hits.mu += inside(coefficient_of(*posterior, 0).cdf(mu)) ? 1U : 0U;
    hits.predictive += inside(coefficient_of(*posterior, 0, true).cdf(next)) ? 1U : 0U;
    hits.study += inside(study_effect_of(*posterior, y[0], v[0]).cdf(first)) ? 1U : 0U;
    hits.tau += inside(posterior->cdf(tau)) ? 1U : 0U;
}

}  // namespace

int main(int count, char** words) {
    const double share = count > 1 ? parse_number(words[1]).value_or(1) : 1;
    const auto repeats = static_cast<std::size_t>(10'000 * share);
    OrderedJson answer{
        {"question", "coverage of the 95 % intervals of room bayes"},
        {"page", "docs/methods/bayes.md"},
        {"seed", kSeed},
        {"repeats", repeats},
        {"monte_carlo_se_pct",
         round_half_away(100 * std::sqrt(0.95 * 0.05 / static_cast<double>(repeats)), 2)},
        {"cells", OrderedJson::array()}};
    for (const bool from_prior : {true, false})
        for (const std::size_t k : kStudies)
            for (const int inconsistency : kInconsistency)
                for (const bool equal : {true, false}) {
                    const auto v = variances_of(k, equal);
                    const double odds = inconsistency / (100.0 - inconsistency);
                    const double tau = std::sqrt(odds * typical_variance(v));
                    const std::string name =
                        std::string{from_prior ? "prior" : "fixed"} + " k" + std::to_string(k) +
                        " I2 " + std::to_string(inconsistency) + (equal ? " equal" : " unequal");
                    constexpr std::size_t kParts = 20;
                    std::vector<Hits> parts(kParts);
                    numerics::parallel_for(kParts, 0, [&](std::size_t part) {
                        for (std::size_t r = part; r < repeats; r += kParts) {
                            RandomStream stream{kSeed, name, r};
                            live_once(stream, v, tau, from_prior, parts[part]);
                        }
                    });
                    Hits hits;
                    for (const Hits& part : parts) {
                        hits.mu += part.mu;
                        hits.predictive += part.predictive;
                        hits.study += part.study;
                        hits.tau += part.tau;
                    }
                    const auto percent = [&](std::size_t found) {
                        return round_half_away(
                            100 * static_cast<double>(found) / static_cast<double>(repeats), 2);
                    };
                    OrderedJson cell{{"truth", from_prior ? "prior" : "fixed"},
                                     {"k", k},
                                     {"I2", inconsistency},
                                     {"variances", equal ? "equal" : "unequal"},
                                     {"mu", percent(hits.mu)},
                                     {"predictive", percent(hits.predictive)},
                                     {"study_1", percent(hits.study)}};
                    // A known tau has no interval; a tau of 0 lies in no central one.
                    cell["tau"] = tau > 0 ? OrderedJson(percent(hits.tau)) : OrderedJson(nullptr);
                    answer["cells"].push_back(std::move(cell));
                    std::cerr << name << '\n';
                }
    std::cout << answer.dump(1) << '\n';
    return 0;
}
