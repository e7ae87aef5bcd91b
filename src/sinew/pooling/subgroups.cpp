#include <sinew/base/ensure.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/pooling/subgroups.hpp>

#include <algorithm>
#include <limits>
#include <set>

namespace sinew::pooling {

BetweenTest between(std::span<const Coefficient> estimates) {
    double weights = 0, sum = 0;
    for (const Coefficient& one : estimates) {
        weights += 1 / (one.se * one.se);
        sum += one.b / (one.se * one.se);
    }
    BetweenTest test;
    for (const Coefficient& one : estimates) {
        const double away = (one.b - sum / weights) / one.se;
        test.Q += away * away;
    }
    test.df = estimates.size() - 1;
    test.p = numerics::chi_squared_upper_tail(test.Q, static_cast<double>(test.df));
    return test;
}

Result<Subgroups> subgroups(std::span<const double> yi, std::span<const double> vi,
                            std::span<const std::string> labels, const Settings& settings) {
    SINEW_ENSURE(yi.size() == labels.size(), "one label a study");
    const std::set<std::string> names(labels.begin(), labels.end());
    if (names.size() < 2)
        return fail({ErrorCode::bad_input, "all studies are in one subgroup",
                     names.empty() ? std::string{} : *names.begin(),
                     "name a column that parts them"});
    Subgroups made;
    std::vector<Coefficient> means;
    numerics::Matrix cells{yi.size(), names.size()}, contrasts{yi.size(), names.size(), 0.0};
    std::size_t column = 0;
    for (const std::string& name : names) {
        std::vector<double> own_yi, own_vi, own_weights;
        for (std::size_t i = 0; i < yi.size(); ++i) {
            contrasts.at(i, 0) = 1;
            if (labels[i] != name) continue;
            cells.at(i, column) = 1;
            contrasts.at(i, column) = 1;
            own_yi.push_back(yi[i]);
            own_vi.push_back(vi[i]);
            if (!settings.weights.empty()) own_weights.push_back(settings.weights[i]);
        }
        Settings own = settings;
        own.weights = own_weights;
        SINEW_TRY(MeanFit mean, pooled_mean(own_yi, own_vi, own));
        means.push_back(mean.mean);
        made.groups.push_back({name, mean, {}});
        ++column;
    }
    made.separate = between(means);
    const std::vector<std::string> listed(names.begin(), names.end());
    SINEW_TRY(made.shared, fit(yi, vi, contrasts, settings, listed));
    SINEW_TRY(const Fit by_cell, fit(yi, vi, cells, settings, listed));
    for (std::size_t group = 0; group < made.groups.size(); ++group)
        made.groups[group].shared = by_cell.coefficients[group];
    return made;
}

}  // namespace sinew::pooling
