#include <sinew/base/text.hpp>
#include <sinew/dose_response/time_course.hpp>
#include <sinew/numerics/eigen_view.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace sinew::dose_response {
namespace {

tl::unexpected<Error> refused(std::string what, const std::string& study, std::string column,
                              std::string hint) {
    return fail({ErrorCode::bad_input, std::move(what),
                 "study " + study + ", column " + std::move(column), std::move(hint)});
}

/// Correlation of two doses at one time, its mean over the times of the study that have both.
class DoseCorrelations {
public:
    explicit DoseCorrelations(std::span<const StudyContrasts> each) {
        for (const StudyContrasts& one : each)
            for (std::size_t i = 0; i < one.doses.size(); ++i)
                for (std::size_t j = 0; j < one.doses.size(); ++j) {
                    auto& [sum, count] = seen_[{one.doses[i], one.doses[j]}];
                    sum += one.covariance.at(i, j) /
                           std::sqrt(one.covariance.at(i, i) * one.covariance.at(j, j));
                    ++count;
                }
    }
    [[nodiscard]] std::optional<double> of(double one, double other) const {
        if (one == other) return 1.0;
        const auto found = seen_.find({one, other});
        if (found == seen_.end()) return {};
        return found->second.first / found->second.second;
    }

private:
    std::map<std::pair<double, double>, std::pair<double, double>> seen_;
};

}  // namespace

Result<TimedStudy> join_times(std::span<const StudyContrasts> each, std::span<const double> times,
                              double rho) {
    if (each.empty() || each.size() != times.size())
        return fail({ErrorCode::bad_input, "no times of the study", "", "give one for each part"});
    const std::string& name = each.front().name;
    if (!(rho > -1 && rho < 1))
        return fail({ErrorCode::bad_input, "a correlation that is not between -1 and 1", "--rho",
                     "give a number such as 0.5"});
    TimedStudy made{.name = name, .reference_dose = each.front().reference_dose};
    std::vector<std::size_t> part;
    for (std::size_t t = 0; t < each.size(); ++t) {
        if (!(times[t] >= 0) || !std::isfinite(times[t]))
            return refused("a time below 0", name, "time", "count the time from the start");
        if (std::count(times.begin(), times.end(), times[t]) > 1)
            return refused("the time " + number_text(times[t]) + " twice", name, "time",
                           "give each dose once at each time");
        if (each[t].reference_dose != made.reference_dose)
            return refused("the reference dose differs between times", name, "ref",
                           "take one reference for the whole study");
        for (std::size_t i = 0; i < each[t].doses.size(); ++i) {
            made.doses.push_back(each[t].doses[i]);
            made.times.push_back(times[t]);
            made.effects.push_back(each[t].effects[i]);
            made.rows.push_back(each[t].rows[i]);
            part.push_back(t);
        }
    }
    const DoseCorrelations doses{each};
    const std::size_t n = made.effects.size();
    made.covariance = numerics::Matrix{n, n};
    std::vector<std::size_t> first(each.size(), 0);
    for (std::size_t t = 1; t < each.size(); ++t)
        first[t] = first[t - 1] + each[t - 1].doses.size();
    const auto variance = [&](std::size_t i) {
        const std::size_t at = i - first[part[i]];
        return each[part[i]].covariance.at(at, at);
    };
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) {
            if (part[i] == part[j]) {
                made.covariance.at(i, j) =
                    each[part[i]].covariance.at(i - first[part[i]], j - first[part[j]]);
                continue;
            }
            const auto shared = doses.of(made.doses[i], made.doses[j]);
            if (!shared)
                return refused(fmt::format("the doses {} and {} never stand at one time",
                                           number_text(made.doses[i]), number_text(made.doses[j])),
                               name, "dose", "what they share cannot be told: split the study");
            made.covariance.at(i, j) = rho * *shared * std::sqrt(variance(i) * variance(j));
        }
    const Eigen::MatrixXd whole = numerics::view(made.covariance);
    if (whole.llt().info() != Eigen::Success)
        return refused("the variances, with this correlation between times, are those of no data",
                       name, "vi", "give a --rho nearer 0");
    return made;
}

}  // namespace sinew::dose_response
