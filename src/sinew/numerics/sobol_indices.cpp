#include <sinew/base/ensure.hpp>
#include <sinew/base/random_stream.hpp>
#include <sinew/numerics/order_statistics.hpp>
#include <sinew/numerics/parallel_for.hpp>
#include <sinew/numerics/sobol_indices.hpp>

#include <atomic>
#include <cmath>
#include <limits>

namespace sinew::numerics {
namespace {

using Groups = std::vector<std::vector<std::size_t>>;

/// Outputs of one row: at A, at B, then with each group from B. Point-major.
using Row = std::vector<double>;

std::vector<double> point(const UncertainFunction& function, std::uint64_t seed,
                          std::string_view name, std::size_t index) {
    RandomStream stream{seed, name, index};
    std::vector<double> x;
    x.reserve(function.inputs.size());
    for (const UncertainInput& input : function.inputs)
        x.push_back(input.quantile(stream.uniform() + 0x1.0p-54));  // inside (0, 1)
    return x;
}

Row row_at(const UncertainFunction& function, const SobolPlan& plan, const Groups& groups,
           std::size_t index) {
    const std::size_t m = function.outputs;
    const auto a = point(function, plan.seed, "sensitivity.sobol.a", index);
    const auto b = point(function, plan.seed, "sensitivity.sobol.b", index);
    Row row((groups.size() + 2) * m);
    const auto put = [&](const std::vector<double>& x, std::size_t place) {
        function.evaluate(x, std::span{row}.subspan(place * m, m));
    };
    put(a, 0);
    put(b, 1);
    std::vector<double> mixed = a;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        for (const std::size_t i : groups[g]) mixed[i] = b[i];
        put(mixed, g + 2);
        for (const std::size_t i : groups[g]) mixed[i] = a[i];
    }
    return row;
}

/// What one row adds to the sums of one output.
struct Terms {
    double a = 0, b = 0;
    std::vector<double> from_b, from_a;  ///< squared differences of each group
};

struct Sums {
    double mean = 0, variance = 0;
    std::vector<double> first, total;
};

/// @param pick  which row stands at a place of the (re)sample
template <class Pick>
Sums sums_of(const std::vector<Terms>& rows, std::size_t groups, const Pick& pick) {
    Sums sums{0, 0, std::vector<double>(groups), std::vector<double>(groups)};
    const auto n = static_cast<double>(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Terms& row = rows[pick(i)];
        sums.mean += row.a + row.b;
        for (std::size_t g = 0; g < groups; ++g) {
            sums.first[g] += row.from_b[g];
            sums.total[g] += row.from_a[g];
        }
    }
    sums.mean /= 2 * n;
    double squares = 0, between = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Terms& row = rows[pick(i)];
        between += (row.a - row.b) * (row.a - row.b);
        squares +=
            (row.a - sums.mean) * (row.a - sums.mean) + (row.b - sums.mean) * (row.b - sums.mean);
    }
    sums.variance = squares / (2 * n - 1);
    for (std::size_t g = 0; g < groups; ++g) {
        // Twice the variance as the same pairs of rows show it: what plays no part comes out as exactly 0.
        sums.first[g] = 1 - sums.first[g] / between;
        sums.total[g] = sums.total[g] / (2 * n * sums.variance);
    }
    return sums;
}

void add_intervals(const std::vector<Terms>& rows, const SobolPlan& plan, SobolOutput& output) {
    const std::size_t groups = output.shares.size();
    std::vector<std::vector<double>> first(groups), total(groups);
    for (std::size_t replicate = 0; replicate < plan.replicates; ++replicate) {
        RandomStream stream{plan.seed, "sensitivity.bootstrap", replicate};
        std::vector<std::size_t> chosen;
        chosen.reserve(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i)
            chosen.push_back(static_cast<std::size_t>(stream.below(rows.size())));
        const Sums sums = sums_of(rows, groups, [&](std::size_t i) { return chosen[i]; });
        if (!(sums.variance > 0)) continue;
        for (std::size_t g = 0; g < groups; ++g) {
            first[g].push_back(sums.first[g]);
            total[g].push_back(sums.total[g]);
        }
    }
    const double tail = (1 - plan.level) / 2;
    for (std::size_t g = 0; g < groups; ++g) {
        VarianceShare& share = output.shares[g];
        share.first_low = quantile_of(first[g], tail);
        share.first_high = quantile_of(first[g], 1 - tail);
        share.total_low = quantile_of(total[g], tail);
        share.total_high = quantile_of(total[g], 1 - tail);
    }
}

SobolOutput output_of(const std::vector<Row>& rows, std::size_t which, std::size_t outputs,
                      std::size_t groups, const SobolPlan& plan) {
    std::vector<Terms> terms;
    terms.reserve(rows.size());
    for (const Row& row : rows) {
        const auto at = [&](std::size_t point) { return row[point * outputs + which]; };
        Terms& one = terms.emplace_back(Terms{at(0), at(1), {}, {}});
        for (std::size_t g = 0; g < groups; ++g) {
            const double from_b = at(1) - at(g + 2), from_a = at(0) - at(g + 2);
            one.from_b.push_back(from_b * from_b);
            one.from_a.push_back(from_a * from_a);
        }
    }
    SobolOutput output;
    const Sums sums = sums_of(terms, groups, [](std::size_t i) { return i; });
    output.mean = sums.mean;
    output.variance = sums.variance;
    constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
    if (!(sums.variance > 0)) {
        output.shares.assign(groups, {kNothing, kNothing, kNothing, kNothing, kNothing, kNothing});
        return output;
    }
    for (std::size_t g = 0; g < groups; ++g)
        output.shares.push_back(
            {sums.first[g], kNothing, kNothing, sums.total[g], kNothing, kNothing});
    if (plan.replicates > 0) add_intervals(terms, plan, output);
    return output;
}

}  // namespace

SobolAnswer sobol_indices(const UncertainFunction& function, const SobolPlan& plan,
                          const EvaluationsDone& progress) {
    SINEW_ENSURE(plan.samples >= 2, "shares of variance need two rows");
    SINEW_ENSURE(!function.inputs.empty() && function.outputs > 0, "nothing to share out");
    Groups groups = plan.groups;
    if (groups.empty())
        for (std::size_t i = 0; i < function.inputs.size(); ++i) groups.push_back({i});
    std::vector<Row> rows(plan.samples);
    std::atomic<std::size_t> done{0};
    parallel_for(plan.samples, plan.threads, [&](std::size_t index) {
        rows[index] = row_at(function, plan, groups, index);
        const std::size_t now = done += groups.size() + 2;
        if (progress) progress(now);
    });
    std::erase_if(rows, [](const Row& row) {
        for (const double y : row)
            if (std::isnan(y)) return true;
        return false;
    });
    SobolAnswer answer;
    answer.evaluations = plan.samples * (groups.size() + 2);
    answer.rows_used = rows.size();
    answer.outputs.resize(function.outputs);
    parallel_for(function.outputs, plan.threads, [&](std::size_t which) {
        answer.outputs[which] = output_of(rows, which, function.outputs, groups.size(), plan);
    });
    return answer;
}

}  // namespace sinew::numerics
