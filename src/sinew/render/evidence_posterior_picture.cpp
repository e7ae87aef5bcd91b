#include <sinew/base/text.hpp>
#include <sinew/render/evidence_posterior_picture.hpp>

#include <fmt/format.h>

#include <cmath>

namespace sinew::render {
namespace {

constexpr int kPlaces = 400;
constexpr double kOutside = 0.0025;

template <class Density>
PosteriorPicture::Curve curve_of(double low, double high, const Density& density) {
    PosteriorPicture::Curve made;
    for (int i = 0; i <= kPlaces; ++i) {
        made.x.push_back(low + (high - low) * i / kPlaces);
        made.density.push_back(density(made.x.back()));
    }
    return made;
}

}  // namespace

PosteriorPicture posterior_picture_of(const effect::Effects& effects,
                                      const bayes::Posterior& posterior) {
    PosteriorPicture made;
    made.measure = std::string{effect::spec_of(effects.measure).name};
    if (effects.measure == effect::Measure::GEN) made.measure = "Effect";
    made.level = number_text(posterior.questions.level) + " %";
    const auto& mu = posterior.mu_mixture;
    const auto& next = posterior.predictive_mixture;
    const auto& tau = posterior.tau_posterior;
    const double low = std::min(mu.quantile(kOutside), next.quantile(0.01));
    const double high = std::max(mu.quantile(1 - kOutside), next.quantile(0.99));
    made.mu = curve_of(low, high, [&](double x) { return mu.density(x); });
    made.predictive = curve_of(low, high, [&](double x) { return next.density(x); });
    const bool known = posterior.prior.tau.shape == bayes::TauShape::fixed;
    if (!known) {
        const double most = tau.quantile(0.995);
        made.tau = curve_of(0, most, [&](double x) { return tau.density(x); });
        made.tau_prior = curve_of(0, most, [&](double x) {
            return std::exp(bayes::log_density(posterior.prior.tau, x));
        });
    }
    made.mu_low = posterior.mu.central.low;
    made.mu_high = posterior.mu.central.high;
    made.mu_median = posterior.mu.median;
    made.tau_low = posterior.tau.central.low;
    made.tau_high = posterior.tau.central.high;
    made.tau_median = posterior.tau.median;
    made.new_low = posterior.predictive.central.low;
    made.new_high = posterior.predictive.central.high;
    made.minimal_important = posterior.questions.minimal_important;
    const double half = care::interval_half_width(posterior.questions.level);
    for (std::size_t i = 0; i < posterior.studies.size(); ++i) {
        const auto& shrunk = posterior.studies[i].effect;
        const double error = std::sqrt(effects.vi[i]);
        made.studies.push_back({effects.rows[i].label, effects.yi[i], effects.yi[i] - half * error,
                                effects.yi[i] + half * error, *shrunk.mean, shrunk.central.low,
                                shrunk.central.high});
    }
    made.title =
        fmt::format("Posterior of {} {}", posterior.k, posterior.k == 1 ? "study" : "studies");
    made.footnote =
        fmt::format("Priors: mu {}, tau {}. Quadrature over tau; equal-tailed intervals.",
                    name_of(posterior.prior.mu), name_of(posterior.prior.tau));
    return made;
}

}  // namespace sinew::render
