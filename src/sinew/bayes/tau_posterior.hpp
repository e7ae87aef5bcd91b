// The posterior of tau, by quadrature that refines itself until every quantity that will be asked of it has settled.
#pragma once

#include <sinew/bayes/given_tau.hpp>
#include <sinew/bayes/shortest.hpp>

#include <memory>
#include <optional>

namespace sinew::bayes {

struct QuadratureSettings {
    double tolerance = 1e-11;        ///< share of the whole that a panel may be wrong by
    std::size_t points = 16;         ///< Gauss-Legendre points of a panel
    std::size_t most_panels = 4000;  ///< then the answer carries settled = false
};

/// One quadrature point of tau with the coefficients there.
struct TauNode {
    double tau = 0;
    double weight = 0;  ///< all sum to 1
    Conditional given;
};

/// tau = s sinh(x): even steps near zero, even steps of log tau in the tail. Panels of x are halved where the
/// posterior's mass, its moments or the distribution function of a coefficient would still move.
/// The idea of averaging closed forms over a grid of tau is that of roever2020; the grid is our own.
class TauPosterior {
public:
    [[nodiscard]] static TauPosterior of(GivenTau model, const TauPrior& prior,
                                         const QuadratureSettings& settings = {});

    [[nodiscard]] const std::vector<TauNode>& nodes() const noexcept { return nodes_; }
    [[nodiscard]] double density(double tau) const;  ///< 0 where tau is known
    [[nodiscard]] double cdf(double tau) const;
    [[nodiscard]] double quantile(double p) const;  ///< 0 <= p < 1
    [[nodiscard]] double mode() const noexcept { return mode_; }
    [[nodiscard]] Interval central(double level) const;
    [[nodiscard]] Interval shortest(double level) const;

    /// Mean of tau^power; nothing where the integral is infinite (or falls too slowly to be computed).
    [[nodiscard]] std::optional<double> moment(double power) const;

    /// log p(y) with tau and all coefficients integrated out; nothing under a flat prior.
    [[nodiscard]] std::optional<double> log_marginal() const;
    [[nodiscard]] bool settled() const noexcept { return settled_; }
    [[nodiscard]] const GivenTau& model() const noexcept { return *model_; }
    [[nodiscard]] const TauPrior& prior() const noexcept { return prior_; }

private:
    struct Panel {
        double low = 0, high = 0;  ///< of x
        double before = 0;         ///< mass below, share of the whole
    };
    TauPosterior(GivenTau model, const TauPrior& prior);
    void lay(const QuadratureSettings& settings);
    [[nodiscard]] double log_height(double x, Conditional& given) const;
    [[nodiscard]] double tail_surplus() const;

    std::shared_ptr<const GivenTau> model_;
    TauPrior prior_;
    double scale_ = 1;      ///< s above
    double peak_ = 0;       ///< largest log height
    double log_total_ = 0;  ///< logarithm of the integral of height
    double mode_ = 0;
    bool settled_ = true;
    std::vector<Panel> panels_;
    std::vector<TauNode> nodes_;
};

}  // namespace sinew::bayes
