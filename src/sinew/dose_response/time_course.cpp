#include <sinew/base/text.hpp>
#include <sinew/dose_response/slope_likelihood.hpp>
#include <sinew/dose_response/time_course.hpp>
#include <sinew/multilevel/fit.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/eigen_view.hpp>
#include <sinew/numerics/root.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace sinew::dose_response {
namespace {

using Index = Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kNever = -std::numeric_limits<double>::infinity();

/// 1 - exp(-t / T), and 1 where T is 0.
double grown(double time, double constant) {
    return constant > 0 ? -std::expm1(-time / constant) : (time > 0 ? 1 : 0);
}

/// The course at one T (and one ED50): design, coefficients, spread, log likelihood.
struct Course {
    VectorXd b;
    MatrixXd between;
    double log_likelihood = kNever;
};

struct Range {
    double low = 0, high = 0;
};

class CourseLikelihood {
public:
    CourseLikelihood(std::span<const TimedStudy> studies, const TimeCourseSettings& settings)
        : studies_{studies},
          settings_{settings},
          random_{settings.between != Between::common && studies.size() > 1},
          columns_{settings.basis ? settings.basis->size() : 1},
          slopes_{blocks(1, 1), random_} {}

    [[nodiscard]] std::vector<double> terms(double dose, double ed50) const {
        return settings_.basis ? settings_.basis->at(dose)
                               : std::vector<double>{dose / (ed50 + dose)};
    }

    /// Effects and terms of each study, unscaled.
    [[nodiscard]] std::vector<DesignBlock> blocks(double constant, double ed50) const {
        std::vector<DesignBlock> made;
        for (const TimedStudy& study : studies_) {
            DesignBlock block;
            const auto n = static_cast<Index>(study.effects.size());
            block.y = numerics::view(std::span<const double>{study.effects});
            block.s = numerics::view(study.covariance);
            block.x.resize(n, static_cast<Index>(columns_));
            const auto from = terms(study.reference_dose, ed50);
            for (Index i = 0; i < n; ++i) {
                const auto at = static_cast<std::size_t>(i);
                const auto here = terms(study.doses[at], ed50);
                const double share = grown(study.times[at], constant);
                for (std::size_t j = 0; j < columns_; ++j)
                    block.x(i, static_cast<Index>(j)) = (here[j] - from[j]) * share;
            }
            made.push_back(std::move(block));
        }
        return made;
    }

    /// The best coefficients and spread there. One slope in closed form, more by the mixed model.
    [[nodiscard]] Course at(double constant, double ed50) const {
        std::vector<DesignBlock> made = blocks(constant, ed50);
        if (columns_ == 1 && settings_.between != Between::reml) {
            const auto best = slopes_.best(slopes_.sums_for(
                [&](std::size_t study) { return VectorXd{made[study].x.col(0)}; }));
            Course course{VectorXd::Constant(1, best.slope), MatrixXd::Constant(1, 1, best.tau2),
                          best.log_likelihood};
            return course;
        }
        VectorXd scale = VectorXd::Zero(static_cast<Index>(columns_));
        for (const DesignBlock& block : made)
            scale = scale.cwiseMax(block.x.cwiseAbs().colwise().maxCoeff().transpose());
        if (!(scale.minCoeff() > 0)) return {};
        const VectorXd smaller = scale.cwiseInverse();
        for (DesignBlock& block : made) block.x = block.x * smaller.asDiagonal();
        multilevel::FitSettings how;
        how.criterion = settings_.between == Between::reml ? multilevel::Criterion::reml
                                                           : multilevel::Criterion::ml;
        const auto fit = multilevel::fit_mixed(mixed_model_of(made, random_), how);
        if (!fit) return {};
        Course course{numerics::view(std::span<const double>{fit->b}).cwiseProduct(smaller),
                      MatrixXd::Zero(scale.size(), scale.size()), fit->log_likelihood};
        if (random_)
            course.between =
                smaller.asDiagonal() * numerics::view(fit->terms.front().g) * smaller.asDiagonal();
        return course;
    }
    [[nodiscard]] std::size_t columns() const { return columns_; }
    [[nodiscard]] bool emax() const { return !settings_.basis; }

private:
    std::span<const TimedStudy> studies_;
    const TimeCourseSettings& settings_;
    bool random_;
    std::size_t columns_;
    SlopeLikelihood slopes_;
};

/// The best place of a function over a range: a walk, then the search between its neighbours.
struct Best {
    double at = 0, value = kNever;
};
template <class Function>
Best best_over(const Function& value_at, Range range, std::size_t walk) {
    Best best;
    const double step = (range.high - range.low) / static_cast<double>(walk - 1);
    for (std::size_t i = 0; i < walk; ++i) {
        const double place = range.low + step * static_cast<double>(i);
        if (const double value = value_at(place); value > best.value) best = {place, value};
    }
    const auto minimum = numerics::minimum_between(
        [&](double place) {
            const double value = value_at(place);
            return std::isfinite(value) ? -value : 1e300;
        },
        std::max(range.low, best.at - step), std::min(range.high, best.at + step));
    return -minimum.value > best.value ? Best{minimum.at, -minimum.value} : best;
}

/// The log likelihood over log T, or over log ED50, with everything else at its best.
class CourseProfile {
public:
    CourseProfile(const CourseLikelihood& likelihood, const TimeCourseSettings& settings,
                  Range times, Range doses)
        : likelihood_{likelihood}, settings_{settings}, times_{times}, doses_{doses} {}

    [[nodiscard]] double over_time(double log_constant) const {
        return best_ed50(std::exp(log_constant)).value;
    }
    [[nodiscard]] double over_ed50(double log_ed50) const {
        return best_constant(std::exp(log_ed50)).value;
    }
    [[nodiscard]] Best best_ed50(double constant) const {
        if (!likelihood_.emax()) return {0, likelihood_.at(constant, 1).log_likelihood};
        return best_over(
            [&](double place) { return likelihood_.at(constant, std::exp(place)).log_likelihood; },
            doses_, settings_.walk);
    }
    [[nodiscard]] Best best_constant(double ed50) const {
        if (settings_.constant)
            return {std::log(std::max(*settings_.constant, 1e-300)),
                    likelihood_.at(*settings_.constant, ed50).log_likelihood};
        return best_over(
            [&](double place) { return likelihood_.at(std::exp(place), ed50).log_likelihood; },
            times_, settings_.walk);
    }
    [[nodiscard]] Range times() const { return times_; }
    [[nodiscard]] Range doses() const { return doses_; }

    /// Where a profile falls below `floor` on one side of its top, looked for from the far end inwards.
    template <class Function>
    [[nodiscard]] static ProfileEnd end_of(const Function& value_at, double top, double end,
                                           double floor) {
        constexpr int kSteps = 40;
        const auto over = [&](double place) { return value_at(place) - floor; };
        if (over(end) >= 0) return {std::exp(end), true};
        double outside = end;
        for (int i = 1; i <= kSteps; ++i) {
            const double here = end + (top - end) * i / kSteps;
            if (over(here) >= 0) {
                const auto root =
                    numerics::root_between(over, std::min(outside, here), std::max(outside, here));
                return {std::exp(root.value_or(here)), false};
            }
            outside = here;
        }
        return {std::exp(top), false};
    }

private:
    const CourseLikelihood& likelihood_;
    const TimeCourseSettings& settings_;
    Range times_, doses_;
};

/// Covariance of b, log T (unless given) and log ED50 (Emax) from the Jacobian at the top.
MatrixXd joint_covariance(const CourseLikelihood& likelihood, const TimeCourseFit& fit,
                          const Course& top, bool with_time) {
    constexpr double kStep = 1e-5;
    const double ed50 = fit.ed50.value_or(1);
    const auto here = likelihood.blocks(fit.constant, ed50);
    const auto slopes = [&](double time_step, double dose_step) {
        const auto up =
            likelihood.blocks(fit.constant * std::exp(time_step), ed50 * std::exp(dose_step));
        const auto down =
            likelihood.blocks(fit.constant * std::exp(-time_step), ed50 * std::exp(-dose_step));
        std::vector<VectorXd> made;
        for (std::size_t i = 0; i < up.size(); ++i)
            made.push_back((up[i].x - down[i].x) * top.b / (2 * kStep));
        return made;
    };
    const auto by_time = with_time ? slopes(kStep, 0) : std::vector<VectorXd>{};
    const auto by_dose = likelihood.emax() ? slopes(0, kStep) : std::vector<VectorXd>{};
    const Index p = top.b.size();
    const Index whole = p + (with_time ? 1 : 0) + (likelihood.emax() ? 1 : 0);
    MatrixXd information = MatrixXd::Zero(whole, whole);
    for (std::size_t i = 0; i < here.size(); ++i) {
        MatrixXd j(here[i].x.rows(), whole);
        j.leftCols(p) = here[i].x;
        if (with_time) j.col(p) = by_time[i];
        if (likelihood.emax()) j.col(whole - 1) = by_dose[i];
        const MatrixXd v = here[i].s + here[i].x * top.between * here[i].x.transpose();
        information += j.transpose() * v.llt().solve(j);
    }
    // Rank is judged in units of each number's own information.
    const VectorXd size = information.diagonal().cwiseMax(1e-300).cwiseSqrt().cwiseInverse();
    const MatrixXd even = size.asDiagonal() * information * size.asDiagonal();
    const MatrixXd inverse = even.completeOrthogonalDecomposition().pseudoInverse();
    return size.asDiagonal() * inverse * size.asDiagonal();
}

void tell_coefficients(TimeCourseFit& fit, const Course& top) {
    const double z = numerics::normal_quantile(0.5 + fit.settings.level / 2);
    for (Index j = 0; j < top.b.size(); ++j) {
        const auto at = static_cast<std::size_t>(j);
        const double se =
            fit.verdict == TimeVerdict::growing ? kNone : std::sqrt(fit.covariance.at(at, at));
        fit.b.push_back(top.b(j));
        fit.se.push_back(se);
        fit.stat.push_back(top.b(j) / se);
        fit.pval.push_back(2 * numerics::normal_cdf(-std::abs(top.b(j) / se)));
        fit.ci_lb.push_back(top.b(j) - z * se);
        fit.ci_ub.push_back(top.b(j) + z * se);
    }
}

std::string words_for(const TimeCourseFit& fit) {
    const auto at = [](double value) { return fmt::format("{:.4g}", value); };
    switch (fit.verdict) {
        case TimeVerdict::identified:
        case TimeVerdict::given: return {};
        case TimeVerdict::growing:
            return "The time constant and the whole effect cannot be identified from these data: "
                   "up to the last time (" +
                   at(fit.last_time) +
                   ") the effect does not level off beyond doubt, and every longer time constant "
                   "fits as well. What can be told is the effect at the times seen, and that the "
                   "time constant is not below " +
                   at(fit.constant_lb.value) + ".";
        case TimeVerdict::immediate:
            return "The time constant cannot be identified from these data: at the first time (" +
                   at(fit.first_time) +
                   ") the whole effect may be there, and every shorter time constant fits as well. "
                   "What can be told is the whole effect, and that the time constant is not "
                   "above " +
                   at(fit.constant_ub.value) + ".";
        case TimeVerdict::flat:
            return "The time constant cannot be identified from these data: no value of it fits "
                   "worse than another, or there is no effect whose growth could be seen.";
    }
    return {};
}

Result<bool> checked(std::span<const TimedStudy> studies, const TimeCourseSettings& settings) {
    if (studies.empty())
        return fail({ErrorCode::bad_input, "no study to draw a course through", "", "add rows"});
    if (settings.constant && !(*settings.constant >= 0 && std::isfinite(*settings.constant)))
        return fail({ErrorCode::out_of_range, "a time constant below 0", "--time-constant",
                     "give the time after which 63 % of the effect is there"});
    if (!settings.constant && settings.between == Between::reml)
        return fail({ErrorCode::bad_input,
                     "REML is no likelihood over the time constant: the design moves with it",
                     "--method REML", "take --method ML, or give --time-constant"});
    if (settings.between == Between::moments)
        return fail({ErrorCode::bad_input, "moments know no time course", "--method MM",
                     "take --method ML or FE"});
    bool repeated = false;
    for (const TimedStudy& study : studies) {
        const std::set<double> times{study.times.begin(), study.times.end()};
        repeated = repeated || times.size() - times.count(0) > 1;
        for (const double dose : study.doses)
            if (!settings.basis && (dose < 0 || study.reference_dose < 0))
                return fail({ErrorCode::bad_input,
                             "a dose below zero has no place on an Emax curve",
                             "study " + study.name + ", column dose", "mend the dose"});
    }
    if (!repeated && !settings.constant)
        return fail({ErrorCode::bad_input,
                     "the time constant cannot be identified from these data: every study has one "
                     "time above 0, and studies that differ in their times differ in more",
                     "--time-course",
                     "take the constant from elsewhere with --time-constant, or leave "
                     "--time-course out for the effects at the times there are"});
    return true;
}

}  // namespace

Result<TimeCourseFit> fit_time_course(std::span<const TimedStudy> studies,
                                      const TimeCourseSettings& settings) {
    SINEW_TRY([[maybe_unused]] const bool good, checked(studies, settings));
    TimeCourseFit fit;
    fit.settings = settings;
    fit.k = studies.size();
    std::set<double> times, doses;
    for (const TimedStudy& study : studies) {
        fit.rows += study.effects.size();
        times.insert(study.times.begin(), study.times.end());
        doses.insert(study.doses.begin(), study.doses.end());
        doses.insert(study.reference_dose);
    }
    times.erase(0);
    if (times.empty())
        return fail({ErrorCode::bad_input, "no time above 0", "column time", "add rows"});
    fit.first_time = *times.begin();
    fit.last_time = *times.rbegin();
    fit.lowest_dose = *doses.begin();
    fit.highest_dose = *doses.rbegin();
    doses.erase(0);
    if (!settings.basis && doses.size() < 2)
        return fail({ErrorCode::bad_input,
                     "one dose above zero in all studies: an Emax curve has no shape to show",
                     "--curve emax", "take --curve linear"});
    const CourseLikelihood likelihood{studies, settings};
    if (!least_squares(likelihood.blocks(settings.constant.value_or(fit.last_time),
                                         settings.basis ? 1 : *doses.rbegin()))
             .solved)
        return fail({ErrorCode::bad_input,
                     "the doses of these studies cannot tell the terms of this curve apart",
                     "--curve", "take a curve with fewer coefficients, or other knots"});
    const CourseProfile profile{
        likelihood,
        settings,
        {std::log(fit.first_time / settings.reach), std::log(fit.last_time * settings.reach)},
        settings.basis ? Range{}
                       : Range{std::log(*doses.begin() / settings.reach),
                               std::log(*doses.rbegin() * settings.reach)}};

    const bool free = !settings.constant;
    double top = 0;
    if (free) {
        top = best_over([&](double place) { return profile.over_time(place); }, profile.times(),
                        settings.walk)
                  .at;
        fit.constant = std::exp(top);
    } else {
        fit.constant = *settings.constant;
    }
    if (!settings.basis) fit.ed50 = std::exp(profile.best_ed50(fit.constant).at);
    const Course best = likelihood.at(fit.constant, fit.ed50.value_or(1));
    if (!(best.log_likelihood > kNever))
        return fail({ErrorCode::did_not_converge, "the likelihood has no top", "--curve",
                     "take a curve with fewer coefficients"});
    fit.log_likelihood = best.log_likelihood;
    fit.whole_log_likelihood = likelihood.at(0, fit.ed50.value_or(1)).log_likelihood;
    fit.names = settings.basis ? settings.basis->names() : std::vector<std::string>{"Emax"};
    fit.between = numerics::matrix_of(best.between);

    const double floor = fit.log_likelihood - numerics::chi_squared_quantile(settings.level, 1) / 2;
    if (free) {
        const auto over = [&](double place) { return profile.over_time(place); };
        fit.constant_lb = CourseProfile::end_of(over, top, profile.times().low, floor);
        fit.constant_ub = CourseProfile::end_of(over, top, profile.times().high, floor);
    }
    if (!settings.basis) {
        const auto over = [&](double place) { return profile.over_ed50(place); };
        const double at = std::log(*fit.ed50);
        fit.ed50_lb = CourseProfile::end_of(over, at, profile.doses().low, floor);
        fit.ed50_ub = CourseProfile::end_of(over, at, profile.doses().high, floor);
    }
    const MatrixXd known = joint_covariance(likelihood, fit, best, false);
    const Index p = best.b.size();
    const double wald = best.b.dot(known.topLeftCorner(p, p).ldlt().solve(best.b));
    const bool nothing =
        numerics::chi_squared_upper_tail(wald, static_cast<double>(p)) > 1 - settings.level;
    fit.verdict = !free                                                       ? TimeVerdict::given
                  : nothing || (fit.constant_lb.open && fit.constant_ub.open) ? TimeVerdict::flat
                  : fit.constant_ub.open                                      ? TimeVerdict::growing
                  : fit.constant_lb.open ? TimeVerdict::immediate
                                         : TimeVerdict::identified;
    // An effect that is whole at once has no slope over log T: T is then held where it stands.
    const bool with_time =
        free && fit.verdict != TimeVerdict::immediate && fit.verdict != TimeVerdict::flat;
    fit.covariance = numerics::matrix_of(joint_covariance(likelihood, fit, best, with_time));
    fit.se_log_constant =
        fit.verdict == TimeVerdict::identified
            ? std::sqrt(fit.covariance.at(static_cast<std::size_t>(p), static_cast<std::size_t>(p)))
            : kNone;
    fit.se_log_ed50 =
        fit.ed50 ? std::sqrt(fit.covariance.at(fit.covariance.rows - 1, fit.covariance.rows - 1))
                 : kNone;
    tell_coefficients(fit, best);
    const auto blocks = likelihood.blocks(fit.constant, fit.ed50.value_or(1));
    const LeastSquares common = least_squares(blocks);
    for (const DesignBlock& block : blocks) {
        const VectorXd left = block.y - block.x * common.b;
        fit.q += left.dot(block.s.llt().solve(left));
    }
    const std::size_t spent =
        static_cast<std::size_t>(p) + (free ? 1 : 0) + (settings.basis ? 0 : 1);
    fit.q_degrees = fit.rows > spent ? fit.rows - spent : 0;
    fit.q_p = fit.q_degrees > 0
                  ? numerics::chi_squared_upper_tail(fit.q, static_cast<double>(fit.q_degrees))
                  : kNone;
    fit.words = words_for(fit);
    if (fit.ed50 && (fit.ed50_lb.open || fit.ed50_ub.open))
        fit.warnings.emplace_back(
            "ED50 cannot be identified from these data: its profile interval is open; look at the "
            "effects at the doses seen, not at Emax");
    if (fit.k == 1 && settings.between != Between::common)
        fit.warnings.emplace_back(
            "one study: how far studies differ cannot be estimated; its course is told as it is");
    return fit;
}

std::vector<TimePoint> predict_time_course(const TimeCourseFit& fit, std::span<const double> doses,
                                           std::span<const double> times, double reference) {
    const double z = numerics::normal_quantile(0.5 + fit.settings.level / 2);
    const auto covariance = numerics::view(fit.covariance);
    const auto between = numerics::view(fit.between);
    const bool emax = fit.ed50.has_value();
    const std::size_t p = fit.b.size();
    const bool with_time = fit.covariance.rows == p + 1 + (emax ? 1 : 0);
    const auto terms = [&](double dose) {
        return emax ? std::vector<double>{dose / (*fit.ed50 + dose)} : fit.settings.basis->at(dose);
    };
    const auto from = terms(reference);
    std::vector<TimePoint> points;
    for (const double dose : doses)
        for (const double time : times) {
            TimePoint point{.dose = dose, .time = time};
            const double share = grown(time, fit.constant);
            const auto here = terms(dose);
            VectorXd gradient = VectorXd::Zero(covariance.rows());
            double height = 0;
            for (std::size_t j = 0; j < p; ++j) {
                gradient(static_cast<Index>(j)) = (here[j] - from[j]) * share;
                height += (here[j] - from[j]) * fit.b[j];
            }
            point.effect = height * share;
            if (with_time)  // d(1 - exp(-t/T)) / d log T
                gradient(static_cast<Index>(p)) =
                    -height * (time / fit.constant) * std::exp(-time / fit.constant);
            if (emax) {
                const auto slope = [&](double at) {
                    return -fit.b[0] * at * *fit.ed50 / ((*fit.ed50 + at) * (*fit.ed50 + at));
                };
                gradient(covariance.rows() - 1) = (slope(dose) - slope(reference)) * share;
            }
            const double variance = std::max(0.0, gradient.dot(covariance * gradient));
            const VectorXd x = gradient.head(static_cast<Index>(p));
            const double wide = std::sqrt(variance + std::max(0.0, x.dot(between * x)));
            const bool beyond =
                fit.verdict == TimeVerdict::growing && time > fit.last_time * (1 + 1e-12);
            point.se = beyond ? kNone : std::sqrt(variance);
            point.ci_lb = point.effect - z * point.se;
            point.ci_ub = point.effect + z * point.se;
            point.pi_lb = beyond ? kNone : point.effect - z * wide;
            point.pi_ub = beyond ? kNone : point.effect + z * wide;
            points.push_back(point);
        }
    return points;
}

}  // namespace sinew::dose_response
