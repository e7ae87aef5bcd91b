#include <sinew/base/random_stream.hpp>
#include <sinew/pooling/fit_inference.hpp>
#include <sinew/pooling/permutation.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace sinew::pooling {
namespace {

constexpr std::string_view kStream = "permutation";

/// Counts how often a permuted statistic reaches the observed one.
class Tally {
public:
    Tally(std::vector<double> observed, double joint, double tolerance)
        : observed_{std::move(observed)},
          joint_{joint},
          tolerance_{tolerance},
          reached_(observed_.size()) {}

    void take(std::span<const double> stats, double joint) {
        for (std::size_t j = 0; j < observed_.size(); ++j)
            reached_[j] += std::abs(stats[j]) >= std::abs(observed_[j]) - tolerance_;
        joint_reached_ += joint >= joint_ - tolerance_;
        ++count_;
    }
    void take_observed() { take(observed_, joint_); }
    void failed() { ++failed_; }

    [[nodiscard]] Permutation result(bool exact) const {
        Permutation made;
        const double count = static_cast<double>(count_);
        for (const std::size_t reached : reached_)
            made.pval.push_back(static_cast<double>(reached) / count);
        made.QMp = static_cast<double>(joint_reached_) / count;
        made.permutations = count_;
        made.failed = failed_;
        made.exact = exact;
        return made;
    }

private:
    std::vector<double> observed_;
    double joint_, tolerance_;
    std::vector<std::size_t> reached_;
    std::size_t joint_reached_ = 0, count_ = 0, failed_ = 0;
};

/// The statistic of the mean after the signs changed, nothing when it did not converge.
std::optional<double> mean_stat(MeanSweep& sweep, const Settings& settings) {
    const auto tau2 = tau2_of(sweep, settings);
    if (!tau2) return {};
    const Sums& sums = sweep.at(tau2->value);
    const double q = variance_factor(settings.test, sums.residual, sweep.studies(), 1);
    return sweep.mean() / std::sqrt(q / sums.weight);
}

Permutation by_signs(std::span<const double> yi, std::span<const double> vi,
                     const Settings& settings, const PermutationSettings& how,
                     const Fit& observed) {
    const std::size_t k = yi.size();
    const bool exact = k < 63 && (std::uint64_t{1} << k) <= how.permutations;
    const std::uint64_t count = exact ? std::uint64_t{1} << k : how.permutations;
    Tally tally{{observed.coefficients[0].stat}, observed.QM, how.tolerance};
    std::vector<double> flipped(yi.begin(), yi.end()), memory(k);
    MeanSweep sweep{flipped, vi, memory};
    for (std::uint64_t turn = 0; turn < count; ++turn) {
        if (turn == 0) {  // no sign changed: the observed one
            tally.take_observed();
            continue;
        }
        RandomStream stream{how.seed, kStream, turn};
        std::uint64_t bits = exact ? turn : 0;
        for (std::size_t i = 0; i < k; ++i) {
            if (!exact && i % 64 == 0) bits = stream.next();
            flipped[i] = bits & 1 ? -yi[i] : yi[i];
            bits >>= 1;
        }
        if (const auto stat = mean_stat(sweep, settings))
            tally.take(std::span{&*stat, 1}, *stat * *stat);
        else
            tally.failed();
    }
    return tally.result(exact);
}

/// Rows of the design that are equal: group[i] is the place of the first row like row i, rows in rising order.
std::vector<std::size_t> like_rows(const numerics::Matrix& design) {
    std::vector<std::size_t> group(design.rows);
    for (std::size_t i = 0; i < design.rows; ++i) {
        group[i] = i;
        for (std::size_t earlier = 0; earlier < i; ++earlier)
            if (std::ranges::equal(design.row(i), design.row(earlier))) {
                group[i] = earlier;
                break;
            }
    }
    std::ranges::sort(group);
    return group;
}

/// k! over the factorials of the group sizes, or more than `most`.
bool no_more_than(std::span<const std::size_t> group, std::size_t most) {
    double count = 1;
    std::size_t run = 0;
    for (std::size_t i = 0; i < group.size(); ++i) {
        run = i > 0 && group[i] == group[i - 1] ? run + 1 : 1;
        count *= static_cast<double>(i + 1) / static_cast<double>(run);
        if (count > static_cast<double>(most) + 0.5) return false;
    }
    return true;
}

/// Statistics of a permuted regression in the working memory of one sweep.
class PermutedFit {
public:
    PermutedFit(const Basis& basis, std::span<const double> yi, std::span<const double> vi,
                const Settings& settings)
        : basis_{basis}, sweep_{basis, yi, vi}, settings_{settings} {}

    /// @return false when it did not converge
    bool at(std::span<const std::size_t> order, std::vector<double>& stats, double& joint) {
        sweep_.order(order);
        const auto tau2 = tau2_of(sweep_, settings_);
        if (!tau2) return false;
        const Sums& sums = sweep_.at(tau2->value);
        const std::size_t p = basis_.columns;
        const double q = variance_factor(settings_.test, sums.residual, basis_.studies, p);
        const numerics::Matrix covariance = basis_.back_covariance(sweep_.inverse());
        const std::vector<double> b = basis_.back(sweep_.solution());
        for (std::size_t j = 0; j < p; ++j) stats[j] = b[j] / std::sqrt(q * covariance.at(j, j));
        joint =
            joint_statistic(covariance, b, basis_.intercept && p > 1 ? basis_.intercept_column : p);
        const std::size_t tested = p - (basis_.intercept && p > 1 ? 1 : 0);
        joint /= settings_.test == WaldTest::z ? q : q * static_cast<double>(tested);
        return true;
    }

private:
    const Basis& basis_;
    BasisSweep sweep_;
    const Settings& settings_;
};

}  // namespace

Result<Permutation> permutation_test(std::span<const double> yi, std::span<const double> vi,
                                     const numerics::Matrix& design, const Settings& settings,
                                     const PermutationSettings& how) {
    if (!settings.weights.empty())
        return fail({ErrorCode::bad_input,
                     "no permutation test with own weights",
                     {},
                     "leave the weights out"});
    if (how.permutations < 2)
        return fail({ErrorCode::out_of_range, "too few permutations",
                     std::to_string(how.permutations), "at least 2; 10000 is usual"});
    SINEW_TRY(const Fit observed, fit(yi, vi, design, settings));
    SINEW_TRY(const Basis basis, basis_of(design));
    if (design.columns == 1 && basis.intercept) return by_signs(yi, vi, settings, how, observed);
    std::vector<double> stats;
    for (const Coefficient& one : observed.coefficients) stats.push_back(one.stat);
    Tally tally{stats, observed.QM, how.tolerance};
    PermutedFit permuted{basis, yi, vi, settings};
    double joint = 0;
    const auto take = [&](std::span<const std::size_t> order) {
        if (permuted.at(order, stats, joint))
            tally.take(stats, joint);
        else
            tally.failed();
    };
    std::vector<std::size_t> order = like_rows(design);
    if (no_more_than(order, how.permutations)) {
        do take(order);
        while (std::ranges::next_permutation(order).found);
        return tally.result(true);
    }
    tally.take_observed();
    for (std::size_t turn = 1; turn < how.permutations; ++turn) {
        RandomStream stream{how.seed, kStream, turn};
        std::iota(order.begin(), order.end(), std::size_t{0});
        for (std::size_t i = order.size(); i > 1; --i)
            std::swap(order[i - 1], order[stream.below(i)]);
        take(order);
    }
    return tally.result(false);
}

}  // namespace sinew::pooling
