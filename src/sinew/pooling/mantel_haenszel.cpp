#include <sinew/numerics/distributions.hpp>
#include <sinew/pooling/mantel_haenszel.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace sinew::pooling {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kContinuity = 0.5;

double square(double value) noexcept { return value * value; }

Coefficient z_test(double b, double variance, double level) {
    const double se = std::sqrt(variance), stat = b / se;
    const double half = numerics::normal_quantile(0.5 + level / 2) * se;
    return {b, se, stat, 2 * numerics::normal_cdf(-std::abs(stat)), b - half, b + half};
}

constexpr Coefficient kUndefined{kNone, kNone, kNone, kNone, kNone, kNone};
constexpr ChiSquared kNoTest{kNone, kNone, kNone};

ChiSquared chi_squared(double statistic, double degrees) {
    return {statistic, degrees, numerics::chi_squared_upper_tail(statistic, degrees)};
}

/// One table with its margins.
struct Margins {
    double n1, n2, n, events, others;

    explicit Margins(const CountTable& x)
        : n1{x.a + x.b}, n2{x.c + x.d}, n{n1 + n2}, events{x.a + x.c}, others{x.b + x.d} {}
    /// Of events in the first group, when both groups are alike.
    [[nodiscard]] double expected() const { return events * n1 / n; }
    [[nodiscard]] double variance() const {
        return events * others * (n1 / n) * (n2 / n) / (n - 1);
    }
};

Error at_row(std::size_t row, std::string what, std::string hint) {
    return {ErrorCode::bad_input, std::move(what), fmt::format("row {}", row + 1), std::move(hint)};
}

Result<void> check(std::span<const CountTable> tables) {
    if (tables.empty()) return fail({ErrorCode::bad_input, "no table", "", "give one row or more"});
    for (std::size_t i = 0; i < tables.size(); ++i) {
        const CountTable& x = tables[i];
        // Written so that NaN fails too.
        if (!(x.a >= 0) || !(x.b >= 0) || !(x.c >= 0) || !(x.d >= 0) ||
            !std::isfinite(x.a + x.b + x.c + x.d))
            return fail(at_row(i, "a count below zero or not a number", "counts are at least 0"));
        if (x.a + x.b <= 0 || x.c + x.d <= 0)
            return fail(at_row(i, "a group without people", "leave the row away"));
    }
    return {};
}

Result<void> check(std::span<const RateTable> tables) {
    if (tables.empty()) return fail({ErrorCode::bad_input, "no table", "", "give one row or more"});
    for (std::size_t i = 0; i < tables.size(); ++i) {
        const RateTable& x = tables[i];
        if (!(x.x1 >= 0) || !(x.x2 >= 0) || !(x.t1 > 0) || !(x.t2 > 0) ||
            !std::isfinite(x.x1 + x.x2 + x.t1 + x.t2))
            return fail(at_row(i, "counts below zero, or a person-time that is not above zero",
                               "check the row"));
    }
    return {};
}

/// Q of the tables' own effects about the pooled one, and what follows from it.
void add_heterogeneity(CountPooling& pooled, double q, std::size_t with_effect) {
    pooled.k_yi = with_effect;
    if (with_effect < 2) return;
    const double degrees = static_cast<double>(with_effect) - 1;
    pooled.QE = std::max(0.0, q);
    pooled.QEp = numerics::chi_squared_upper_tail(pooled.QE, degrees);
    pooled.I2 = pooled.QE > 0 ? std::max(0.0, 100 * (pooled.QE - degrees) / pooled.QE) : 0;
    pooled.H2 = pooled.QE / degrees;
}

double q_about(double b, std::span<const double> yi, std::span<const double> vi) {
    double q = 0;
    for (std::size_t i = 0; i < yi.size(); ++i) q += square(yi[i] - b) / vi[i];
    return q;
}

/// Sums that the three measures and both tests are made of.
struct CountSums {
    double r = 0, s = 0;                     ///< odds ratio
    double p_r = 0, ps_qr = 0, q_s = 0;      ///< its variance
    double risk1 = 0, risk2 = 0, risks = 0;  ///< risk ratio
    double weight = 0, difference = 0;       ///< risk difference
    double sato_p = 0, sato_q = 0;           ///< its variance
    double events = 0, others = 0, excess = 0, variance = 0, cochran = 0;

    void add(const CountTable& x) {
        const Margins m{x};
        const double p = (x.a + x.d) / m.n, q = (x.b + x.c) / m.n;
        const double ri = x.a * x.d / m.n, si = x.b * x.c / m.n;
        r += ri;
        s += si;
        p_r += p * ri;
        ps_qr += p * si + q * ri;
        q_s += q * si;
        risk1 += x.a * m.n2 / m.n;
        risk2 += x.c * m.n1 / m.n;
        risks += (m.n1 / m.n) * (m.n2 / m.n) * m.events - x.a * x.c / m.n;
        weight += m.n1 * m.n2 / m.n;
        difference += (x.a * m.n2 - x.c * m.n1) / m.n;
        sato_p += x.c * square(m.n1 / m.n) - x.a * square(m.n2 / m.n) +
                  (m.n1 / m.n) * (m.n2 / m.n) * (m.n2 - m.n1) / 2;
        sato_q += (x.a * (m.n2 - x.c) + x.c * (m.n1 - x.a)) / (2 * m.n);
        events += m.events;
        others += m.others;
        excess += x.a - m.expected();
        cochran += (m.n1 / m.n) * (m.n2 / m.n) * m.events * m.others / m.n;
        if (m.n > 1) variance += m.variance();
    }
};

Coefficient coefficient_of(CountMeasure measure, const CountSums& sums, double level) {
    switch (measure) {
        case CountMeasure::odds_ratio: {
            if (!(sums.r > 0) || !(sums.s > 0)) return kUndefined;
            const double variance = (sums.p_r / square(sums.r) + sums.ps_qr / (sums.r * sums.s) +
                                     sums.q_s / square(sums.s)) /
                                    2;
            return z_test(std::log(sums.r / sums.s), variance, level);
        }
        case CountMeasure::risk_ratio:
            if (!(sums.risk1 > 0) || !(sums.risk2 > 0)) return kUndefined;
            return z_test(std::log(sums.risk1 / sums.risk2), sums.risks / (sums.risk1 * sums.risk2),
                          level);
        case CountMeasure::risk_difference: {
            const double b = sums.difference / sums.weight;
            return z_test(b, (b * sums.sato_p + sums.sato_q) / square(sums.weight), level);
        }
    }
    return kUndefined;
}

/// Events in the first group that the odds ratio and the margins imply.
double implied_events(const Margins& m, double odds_ratio) {
    if (odds_ratio == 1) return m.expected();
    const double sum = odds_ratio * (m.n1 + m.events) + (m.n2 - m.events);
    const double root =
        std::sqrt(square(sum) - 4 * m.n1 * m.events * odds_ratio * (odds_ratio - 1));
    return (sum - root) / (2 * (odds_ratio - 1));
}

/// Breslow and Day's test with Tarone's correction.
ChiSquared tarone_test(std::span<const CountTable> tables, double odds_ratio) {
    double sum = 0, excess = 0, variances = 0, counted = 0;
    for (const CountTable& x : tables) {
        const Margins m{x};
        if (m.events <= 0 || m.others <= 0) continue;
        const double a = implied_events(m, odds_ratio);
        if (!(a > 0)) continue;
        const double variance =
            1 / (1 / a + 1 / (m.n1 - a) + 1 / (m.events - a) + 1 / (m.n2 - m.events + a));
        sum += square(x.a - a) / variance;
        excess += x.a - a;
        variances += variance;
        ++counted;
    }
    if (counted < 2) return kNoTest;
    return chi_squared(std::max(0.0, sum - square(excess) / variances), counted - 1);
}

/// To per cent of their sum; all 0 when no table weighs anything.
std::vector<double> in_per_cent(std::vector<double> weights) {
    double sum = 0;
    for (const double weight : weights) sum += weight;
    if (sum > 0)
        for (double& weight : weights) weight *= 100 / sum;
    return weights;
}

/// What a table weighs in the pooled measure.
double weight_of(CountMeasure measure, const CountTable& x) {
    const Margins m{x};
    switch (measure) {
        case CountMeasure::odds_ratio: return x.b * x.c / m.n;
        case CountMeasure::risk_ratio: return x.c * m.n1 / m.n;
        case CountMeasure::risk_difference: return m.n1 * m.n2 / m.n;
    }
    return 0;
}

double with_continuity(double excess) { return square(std::abs(excess) - kContinuity); }

}  // namespace

Result<CountPooling> mantel_haenszel(CountMeasure measure, std::span<const CountTable> tables,
                                     std::span<const double> own_yi, std::span<const double> own_vi,
                                     double level) {
    if (auto checked = check(tables); !checked) return fail(checked.error());
    CountSums sums;
    std::vector<double> weights;
    for (const CountTable& table : tables) {
        sums.add(table);
        weights.push_back(weight_of(measure, table));
    }
    CountPooling pooled{.k = tables.size(), .mean = coefficient_of(measure, sums, level)};
    pooled.weights = in_per_cent(std::move(weights));
    pooled.mh = pooled.cochran = pooled.tarone = kNoTest;
    add_heterogeneity(pooled, q_about(pooled.mean.b, own_yi, own_vi), own_yi.size());
    if (measure != CountMeasure::odds_ratio) return pooled;
    if (sums.events > 0 && sums.others > 0) {
        pooled.mh = chi_squared(with_continuity(sums.excess) / sums.variance, 1);
        pooled.cochran = chi_squared(with_continuity(sums.excess) / sums.cochran, 1);
    }
    if (std::isfinite(pooled.mean.b)) pooled.tarone = tarone_test(tables, std::exp(pooled.mean.b));
    return pooled;
}

Result<CountPooling> mantel_haenszel(RateMeasure measure, std::span<const RateTable> tables,
                                     std::span<const double> own_yi, std::span<const double> own_vi,
                                     double level) {
    if (auto checked = check(tables); !checked) return fail(checked.error());
    double r = 0, s = 0, both = 0, weight = 0, difference = 0, spread = 0, excess = 0, events = 0;
    std::vector<double> weights;
    for (const RateTable& x : tables) {
        const double t = x.t1 + x.t2, w = x.t1 * x.t2 / t;
        r += x.x1 * x.t2 / t;
        s += x.x2 * x.t1 / t;
        both += (x.t1 / t) * (x.t2 / t) * (x.x1 + x.x2);
        weight += w;
        difference += (x.x1 * x.t2 - x.x2 * x.t1) / t;
        spread += square(w) * (x.x1 / square(x.t1) + x.x2 / square(x.t2));
        excess += x.x1 - (x.x1 + x.x2) * x.t1 / t;
        events += x.x1 + x.x2;
        weights.push_back(measure == RateMeasure::rate_difference ? w : x.x2 * x.t1 / t);
    }
    CountPooling pooled{.k = tables.size(), .weights = in_per_cent(std::move(weights))};
    pooled.mh = pooled.cochran = pooled.tarone = kNoTest;
    if (measure == RateMeasure::rate_difference)
        pooled.mean = z_test(difference / weight, spread / square(weight), level);
    else
        pooled.mean = r > 0 && s > 0 ? z_test(std::log(r / s), both / (r * s), level) : kUndefined;
    if (measure == RateMeasure::rate_ratio && events > 0)
        pooled.mh = chi_squared(with_continuity(excess) / both, 1);
    add_heterogeneity(pooled, q_about(pooled.mean.b, own_yi, own_vi), own_yi.size());
    return pooled;
}

Result<CountPooling> peto(std::span<const CountTable> tables, double level) {
    if (auto checked = check(tables); !checked) return fail(checked.error());
    double excess = 0, variance = 0, squares = 0;
    std::size_t with_effect = 0;
    std::vector<double> weights;
    for (const CountTable& x : tables) {
        const Margins m{x};
        const double own = m.n > 1 ? m.variance() : 0;
        weights.push_back(own);
        if (!(own > 0)) continue;
        ++with_effect;
        excess += x.a - m.expected();
        variance += own;
        squares += square(x.a - m.expected()) / own;
    }
    CountPooling pooled{
        .k = tables.size(), .mean = kUndefined, .weights = in_per_cent(std::move(weights))};
    pooled.mh = pooled.cochran = pooled.tarone = kNoTest;
    if (with_effect == 0) return pooled;
    pooled.mean = z_test(excess / variance, 1 / variance, level);
    add_heterogeneity(pooled, squares - square(excess) / variance, with_effect);
    return pooled;
}

}  // namespace sinew::pooling
