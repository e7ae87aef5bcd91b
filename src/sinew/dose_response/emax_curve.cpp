#include <sinew/base/text.hpp>
#include <sinew/dose_response/curve_design.hpp>
#include <sinew/dose_response/emax_curve.hpp>
#include <sinew/dose_response/slope_likelihood.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/root.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace sinew::dose_response {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

using Place = SlopePlace;

/// What the studies say of a slope on the shape of the curve.
class EmaxLikelihood {
public:
    EmaxLikelihood(std::span<const StudyContrasts> studies, bool random)
        : studies_{studies}, slopes_{blocks_of(studies), random} {}

    /// @param shape  the curve of one dose, without its height
    template <class Shape>
    [[nodiscard]] std::vector<SlopeSums> sums_for(const Shape& shape) const {
        return slopes_.sums_for([&](std::size_t at) {
            const StudyContrasts& study = studies_[at];
            Eigen::VectorXd x(static_cast<Eigen::Index>(study.doses.size()));
            const double from = shape(study.reference_dose);
            for (Eigen::Index i = 0; i < x.size(); ++i)
                x(i) = shape(study.doses[static_cast<std::size_t>(i)]) - from;
            return x;
        });
    }
    [[nodiscard]] Place best(const std::vector<SlopeSums>& sums,
                             std::optional<double> emax = {}) const {
        return slopes_.best(sums, emax);
    }

private:
    static std::vector<DesignBlock> blocks_of(std::span<const StudyContrasts> studies) {
        return design_of(
                   studies, [](double dose) { return std::vector<double>{dose}; }, 1)
            .blocks;
    }
    std::span<const StudyContrasts> studies_;
    SlopeLikelihood slopes_;
};

double emax_shape(double dose, double ed50) { return dose / (ed50 + dose); }

/// The log likelihood over log ED50, and over Emax, with the other numbers at their best.
class EmaxProfile {
public:
    EmaxProfile(const EmaxLikelihood& likelihood, double low, double high, std::size_t walk)
        : likelihood_{likelihood}, low_{low}, high_{high} {
        for (std::size_t i = 0; i < walk; ++i) {
            places_.push_back(low + (high - low) * static_cast<double>(i) /
                                        static_cast<double>(walk - 1));
            sums_.push_back(sums_at(places_.back()));
        }
    }
    [[nodiscard]] Place at(double log_ed50, std::optional<double> emax = {}) const {
        return likelihood_.best(sums_at(log_ed50), emax);
    }
    /// The best log ED50 with Emax free or held.
    [[nodiscard]] double best(std::optional<double> emax = {}) const {
        std::size_t top = 0;
        double highest = -std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < places_.size(); ++i)
            if (const double here = likelihood_.best(sums_[i], emax).log_likelihood;
                here > highest) {
                highest = here;
                top = i;
            }
        const auto minimum = numerics::minimum_between(
            [&](double place) { return -at(place, emax).log_likelihood; },
            places_[top == 0 ? 0 : top - 1], places_[std::min(top + 1, places_.size() - 1)]);
        return -minimum.value > highest ? minimum.at : places_[top];
    }
    [[nodiscard]] double low() const { return low_; }
    [[nodiscard]] double high() const { return high_; }

private:
    [[nodiscard]] std::vector<SlopeSums> sums_at(double log_ed50) const {
        const double ed50 = std::exp(log_ed50);
        return likelihood_.sums_for([ed50](double dose) { return emax_shape(dose, ed50); });
    }
    const EmaxLikelihood& likelihood_;
    double low_, high_;
    std::vector<double> places_;
    std::vector<std::vector<SlopeSums>> sums_;
};

/// Where the profile of log ED50 falls below `floor` on one side of the top.
ProfileEnd ed50_end(const EmaxProfile& profile, double top, double end, double floor) {
    const auto over = [&](double place) { return profile.at(place).log_likelihood - floor; };
    // The profile may rise again: the outermost crossing counts, looked for from the end inwards.
    constexpr int kSteps = 60;
    double outside = end;
    if (over(end) >= 0) return {std::exp(end), true};
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

ProfileEnd emax_end(const EmaxProfile& profile, double top, double step, double floor) {
    const auto over = [&](double emax) {
        return profile.at(profile.best(emax), emax).log_likelihood - floor;
    };
    double inside = top, width = step;
    for (int i = 0; i < 24; ++i) {
        const double outside = top + width;
        if (over(outside) < 0) {
            const auto root = numerics::root_between(over, std::min(inside, outside),
                                                     std::max(inside, outside), 60);
            return {root.value_or(outside), false};
        }
        inside = outside;
        width *= 1.7;
    }
    return {inside, true};
}

std::string words_for(const EmaxFit& fit) {
    const auto at = [](double value) { return fmt::format("{:.4g}", value); };
    const std::string seen = at(fit.lowest_dose) + " to " + at(fit.highest_dose);
    switch (fit.verdict) {
        case EmaxVerdict::identified: return {};
        case EmaxVerdict::straight:
            return "Emax and ED50 cannot be identified from these data: at the doses seen (" +
                   seen +
                   ") the effect does not level off beyond doubt, and every larger ED50 fits as "
                   "well. What can be told is the slope at low dose, " +
                   at(fit.initial_slope) + " a unit, and that ED50 is not below " +
                   at(fit.ed50_lb.value) + ".";
        case EmaxVerdict::saturated:
            return "ED50 cannot be identified from these data: even the lowest dose seen (" +
                   at(fit.lowest_dose) +
                   ") may have the whole effect, and every smaller ED50 fits as well. What can "
                   "be told is the height, Emax " +
                   at(fit.emax) + ", and that ED50 is not above " + at(fit.ed50_ub.value) + ".";
        case EmaxVerdict::flat:
            return "ED50 cannot be identified from these data: an effect of the dose cannot be "
                   "told from none, so where half of it is reached has no meaning.";
    }
    return {};
}

/// Covariance of (Emax, log ED50) from the Jacobian at the top.
void tell_errors(EmaxFit& fit, std::span<const StudyContrasts> studies) {
    Eigen::Matrix2d information = Eigen::Matrix2d::Zero();
    for (const StudyContrasts& study : studies) {
        const auto n = static_cast<Eigen::Index>(study.doses.size());
        Eigen::MatrixXd j(n, 2), v(n, n);
        const auto slope = [&](double dose) {  // d(Emax d / (ED50 + d)) / d log ED50
            return -fit.emax * dose * fit.ed50 / ((fit.ed50 + dose) * (fit.ed50 + dose));
        };
        for (Eigen::Index r = 0; r < n; ++r) {
            const double dose = study.doses[static_cast<std::size_t>(r)];
            j(r, 0) = emax_shape(dose, fit.ed50) - emax_shape(study.reference_dose, fit.ed50);
            j(r, 1) = slope(dose) - slope(study.reference_dose);
        }
        for (Eigen::Index r = 0; r < n; ++r)
            for (Eigen::Index c = 0; c < n; ++c)
                v(r, c) =
                    study.covariance.at(static_cast<std::size_t>(r), static_cast<std::size_t>(c)) +
                    fit.tau2 * j(r, 0) * j(c, 0);
        information += j.transpose() * v.llt().solve(j);
    }
    const Eigen::Matrix2d covariance = information.inverse();
    fit.se_emax = std::sqrt(covariance(0, 0));
    fit.se_log_ed50 = std::sqrt(covariance(1, 1));
    fit.correlation = covariance(0, 1) / (fit.se_emax * fit.se_log_ed50);
}

}  // namespace

Result<EmaxFit> fit_emax(std::span<const StudyContrasts> studies, const EmaxSettings& settings) {
    EmaxFit fit;
    fit.settings = settings;
    fit.k = studies.size();
    std::vector<double> seen;
    for (const StudyContrasts& study : studies) {
        std::vector<double> doses = study.doses;
        doses.push_back(study.reference_dose);
        fit.rows += study.doses.size();
        for (const double dose : doses) {
            if (dose < 0)
                return fail({ErrorCode::bad_input,
                             "a dose below zero has no place on an Emax curve",
                             "study " + study.name + ", column dose", "mend the dose"});
            if (dose > 0) seen.push_back(dose);
        }
    }
    std::sort(seen.begin(), seen.end());
    seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
    if (seen.size() < 2)
        return fail({ErrorCode::bad_input,
                     "one dose above zero in all studies: a curve has no shape to show",
                     "--curve emax", "pool the effects of that dose with sinew evidence pool"});
    fit.lowest_dose = seen.front();
    fit.highest_dose = seen.back();

    const EmaxLikelihood likelihood{studies, settings.random_maximum && studies.size() > 1};
    const EmaxProfile profile{likelihood, std::log(fit.lowest_dose / settings.reach),
                              std::log(fit.highest_dose * settings.reach), settings.walk};
    const double top = profile.best();
    const Place best = profile.at(top);
    fit.emax = best.slope;
    fit.ed50 = std::exp(top);
    fit.tau2 = best.tau2;
    fit.initial_slope = fit.emax / fit.ed50;
    fit.log_likelihood = best.log_likelihood;
    const auto straight = likelihood.sums_for([](double dose) { return dose; });
    fit.linear_log_likelihood = likelihood.best(straight).log_likelihood;
    fit.null_log_likelihood = std::max(likelihood.best(straight, 0.0).log_likelihood,
                                       profile.at(profile.best(0.0), 0.0).log_likelihood);
    fit.lr = std::max(0.0, 2 * (fit.log_likelihood - fit.null_log_likelihood));
    fit.lr_p = numerics::chi_squared_upper_tail(fit.lr, 2);

    const double half = numerics::chi_squared_quantile(settings.level, 1) / 2;
    const double floor = fit.log_likelihood - half;
    fit.ed50_lb = ed50_end(profile, top, profile.low(), floor);
    fit.ed50_ub = ed50_end(profile, top, profile.high(), floor);
    tell_errors(fit, studies);
    const double step = std::isfinite(fit.se_emax) && fit.se_emax > 0
                            ? std::min(fit.se_emax, 2 * std::abs(fit.emax) + 1e-12)
                            : std::abs(fit.emax) + 1e-12;
    fit.emax_lb = emax_end(profile, fit.emax, -step, floor);
    fit.emax_ub = emax_end(profile, fit.emax, step, floor);
    // Emax runs off with ED50 where ED50 is open above: its far end is then that of the search, not of the data.
    if (fit.ed50_ub.open) (fit.emax > 0 ? fit.emax_ub : fit.emax_lb).open = true;
    const bool flat = fit.null_log_likelihood >= floor;
    fit.verdict = flat               ? EmaxVerdict::flat
                  : fit.ed50_ub.open ? EmaxVerdict::straight
                  : fit.ed50_lb.open ? EmaxVerdict::saturated
                                     : EmaxVerdict::identified;
    if (fit.verdict != EmaxVerdict::identified) fit.se_log_ed50 = fit.correlation = kNone;
    fit.words = words_for(fit);
    return fit;
}

std::vector<EmaxPoint> predict_emax(const EmaxFit& fit, std::span<const double> doses,
                                    double reference) {
    const double z = numerics::normal_quantile(0.5 + fit.settings.level / 2);
    std::vector<EmaxPoint> points;
    for (const double dose : doses) {
        EmaxPoint point{.dose = dose};
        const double height = emax_shape(dose, fit.ed50) - emax_shape(reference, fit.ed50);
        const auto slope = [&](double d) {
            return -fit.emax * d * fit.ed50 / ((fit.ed50 + d) * (fit.ed50 + d));
        };
        const double bend = slope(dose) - slope(reference);
        point.effect = fit.emax * height;
        const double a = height * fit.se_emax, b = bend * fit.se_log_ed50;
        const double variance = a * a + b * b + 2 * fit.correlation * a * b;
        point.se = fit.verdict != EmaxVerdict::identified ? kNone
                   : variance > 0                         ? std::sqrt(variance)
                                                          : 0;
        point.ci_lb = point.effect - z * point.se;
        point.ci_ub = point.effect + z * point.se;
        points.push_back(point);
    }
    return points;
}

}  // namespace sinew::dose_response
