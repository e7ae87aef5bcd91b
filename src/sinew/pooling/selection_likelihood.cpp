#include <sinew/numerics/distributions.hpp>
#include <sinew/pooling/selection_likelihood.hpp>

#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace sinew::pooling {
namespace {

/// A function of mean and tau2 with its derivatives: value, m, t, mm, mt, tt.
using Jet = std::array<double, 6>;

void add(Jet& into, const Jet& jet, double times) {
    for (std::size_t i = 0; i < 6; ++i) into[i] += times * jet[i];
}

/// Phi((cut - mean) / s) with s^2 = v + tau2.
Jet normal_jet(double cut, double mean, double s) {
    if (std::isinf(cut)) return {cut > 0 ? 1.0 : 0.0, 0, 0, 0, 0, 0};
    const double u = (cut - mean) / s, phi = numerics::normal_density(u), s2 = s * s;
    return {numerics::normal_cdf(u),
            -phi / s,
            -phi * u / (2 * s2),
            -u * phi / s2,
            phi * (1 - u * u) / (2 * s * s2),
            phi * u * (3 - u * u) / (4 * s2 * s2)};
}

}  // namespace

SelectionLikelihood::SelectionLikelihood(std::span<const double> yi, std::span<const double> vi,
                                         std::vector<double> steps, Alternative alternative)
    : y_{yi}, v_{vi}, steps_{std::move(steps)}, alternative_{alternative}, counts_(steps_.size()) {
    for (const double step : steps_)
        cuts_.push_back(step >= 1 ? (alternative == Alternative::two_sided
                                         ? 0.0
                                         : -std::numeric_limits<double>::infinity())
                                  : -numerics::normal_quantile(
                                        alternative == Alternative::two_sided ? step / 2 : step));
    for (std::size_t i = 0; i < y_.size(); ++i) {
        const double p = p_value(y_[i], v_[i], alternative);
        std::size_t step = 0;
        while (step + 1 < steps_.size() && p > steps_[step]) ++step;
        step_of_.push_back(step);
        ++counts_[step];
    }
}

SelectionValue SelectionLikelihood::at(const SelectionPoint& point) const {
    const std::size_t n = parameters(), last = steps_.size();
    SelectionValue made;
    made.gradient.assign(n, 0.0);
    made.hessian = numerics::Matrix{n, n};
    std::vector<Jet> parts(last);
    for (std::size_t i = 0; i < y_.size(); ++i) {
        const double s2 = v_[i] + point.tau2, s = std::sqrt(s2), se = std::sqrt(v_[i]);
        // Chance of each step: between neighbouring cuts on the side that counts, or on both sides.
        Jet before{};
        for (std::size_t j = 0; j < last; ++j) {
            Jet up_to{};
            if (alternative_ == Alternative::less) {
                up_to = normal_jet(-cuts_[j] * se, point.mean, s);
            } else {
                add(up_to, normal_jet(cuts_[j] * se, point.mean, s), -1);
                up_to[0] += 1;
                if (alternative_ == Alternative::two_sided)
                    add(up_to, normal_jet(-cuts_[j] * se, point.mean, s), 1);
            }
            if (j + 1 == last) up_to = {1, 0, 0, 0, 0, 0};
            parts[j] = up_to;
            add(parts[j], before, -1);
            before = up_to;
        }
        Jet seen = parts[0];
        for (std::size_t j = 1; j < last; ++j) add(seen, parts[j], point.delta[j - 1]);
        const double r = y_[i] - point.mean, a = seen[0];
        const double own = step_of_[i] == 0 ? 1.0 : point.delta[step_of_[i] - 1];
        made.log_likelihood += std::log(own) - 0.5 * std::log(2 * std::numbers::pi * s2) -
                               r * r / (2 * s2) - std::log(a);
        auto& g = made.gradient;
        auto& h = made.hessian;
        g[0] += r / s2 - seen[1] / a;
        g[1] += -1 / (2 * s2) + r * r / (2 * s2 * s2) - seen[2] / a;
        h.at(0, 0) += -1 / s2 - seen[3] / a + seen[1] * seen[1] / (a * a);
        h.at(0, 1) += -r / (s2 * s2) - seen[4] / a + seen[1] * seen[2] / (a * a);
        h.at(1, 1) +=
            1 / (2 * s2 * s2) - r * r / (s2 * s2 * s2) - seen[5] / a + seen[2] * seen[2] / (a * a);
        for (std::size_t j = 1; j < last; ++j) {
            g[j + 1] -= parts[j][0] / a;
            h.at(0, j + 1) += -parts[j][1] / a + parts[j][0] * seen[1] / (a * a);
            h.at(1, j + 1) += -parts[j][2] / a + parts[j][0] * seen[2] / (a * a);
            for (std::size_t l = j; l < last; ++l)
                h.at(j + 1, l + 1) += parts[j][0] * parts[l][0] / (a * a);
        }
        if (step_of_[i] > 0) {
            const std::size_t j = step_of_[i] + 1;
            g[j] += 1 / own;
            h.at(j, j) -= 1 / (own * own);
        }
    }
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < i; ++j) made.hessian.at(i, j) = made.hessian.at(j, i);
    return made;
}

double SelectionLikelihood::value_at(const SelectionPoint& point) const {
    const double value = at(point).log_likelihood;
    return std::isfinite(value) ? value : -std::numeric_limits<double>::infinity();
}

}  // namespace sinew::pooling
