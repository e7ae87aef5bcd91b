#include <sinew/multilevel/reading.hpp>

#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/root.hpp>

#include <cmath>
#include <limits>

namespace sinew::multilevel {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr int kMostDoublings = 40;

/// Twice the fall of the log-likelihood when one component is held, less the quantile.
class Profile {
public:
    Profile(const MixedModel& model, const MixedFit& fit, std::size_t term, Component component,
            std::size_t index)
        : model_{model},
          settings_{fit.settings},
          top_{fit.log_likelihood},
          quantile_{numerics::chi_squared_quantile(fit.settings.level, 1)},
          place_{component == Component::variance ? model_.terms[term].fixed_variance
                                                  : model_.terms[term].fixed_correlation},
          index_{index} {
        if (place_.size() <= index) place_.resize(index + 1);
    }
    double at(double value) {
        place_[index_] = value;
        const auto held = fit_mixed(model_, settings_);
        if (!held) {
            fault_ = held.error();
            return kNan;
        }
        return 2 * (top_ - held->log_likelihood) - quantile_;
    }
    [[nodiscard]] const std::optional<Error>& fault() const { return fault_; }

private:
    MixedModel model_;
    FitSettings settings_;
    double top_, quantile_;
    std::vector<std::optional<double>>& place_;
    std::size_t index_;
    std::optional<Error> fault_;
};

tl::unexpected<Error> lost(const Profile& profile, const std::string& name) {
    return fail({ErrorCode::did_not_converge,
                 "the profile of the likelihood could not be followed" +
                     (profile.fault() ? ": " + profile.fault()->what : std::string{}),
                 name, "the interval of this component is not given"});
}

}  // namespace

Result<ProfileInterval> profile_interval(const MixedModel& model, const MixedFit& fit,
                                         std::size_t term, Component component, std::size_t index) {
    const TermFit& here = fit.terms.at(term);
    const auto& values = component == Component::variance ? here.variance : here.correlation;
    const auto& held = component == Component::variance ? model.terms[term].fixed_variance
                                                        : model.terms[term].fixed_correlation;
    if (index >= values.size() || (index < held.size() && held[index]) ||
        (model.terms[term].structure == Structure::unstructured && here.g.rows > 2))
        return fail({ErrorCode::bad_input, "this component has no profile", here.name,
                     "only components that are estimated, of terms that can hold one of them"});
    const double value = values[index];
    Profile profile{model, fit, term, component, index};
    const auto f = [&](double at) { return profile.at(at); };
    ProfileInterval made;
    const bool variance = component == Component::variance;
    const bool general = model.terms[term].structure == Structure::unstructured || here.g.rows < 2;
    const double low = variance ? 0 : general ? -1 : -1.0 / static_cast<double>(here.g.rows - 1);
    if (value <= low || f(low) <= 0) {
        made.lower = low;
        made.lower_at_bound = true;
    } else {
        const auto root = numerics::root_between(f, low, value);
        if (!root) return lost(profile, here.name);
        made.lower = *root;
    }
    double high = variance ? std::max(2 * value, 0.1 * model.v.variance.front()) : 1;
    double there = f(high);
    for (int doubling = 0; variance && there < 0 && doubling < kMostDoublings; ++doubling)
        there = f(high *= 2);
    if (there <= 0) {
        made.upper = variance ? std::numeric_limits<double>::infinity() : high;
        made.upper_at_bound = true;
        return made;
    }
    const auto root = numerics::root_between(f, value, high);
    if (!root) return lost(profile, here.name);
    made.upper = *root;
    return made;
}

}  // namespace sinew::multilevel
