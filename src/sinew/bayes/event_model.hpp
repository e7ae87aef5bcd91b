// A network of treatments with counts of events: binomial arms, logit link, random effects; no closed form.
#pragma once

#include <sinew/bayes/network_rows.hpp>
#include <sinew/bayes/prior.hpp>
#include <sinew/bayes/sampler.hpp>

namespace sinew::bayes {

struct EventPriors {
    NormalPrior baseline = NormalPrior::normal(0, 10);  ///< log odds in the base arm of each study
    NormalPrior effect = NormalPrior::normal(0, 10);    ///< log odds ratio against the reference
    TauPrior tau = TauPrior::half_normal(1);
};

/// r ~ Bin(n, logit^-1(mu_study + delta)), delta of a study's other arms ~ N(d_k - d_base, tau^2 (I + J) / 2).
/// Studies that say much about their own delta are written in it, the others in (delta - mean) / tau: each way is the one
/// that leaves tau and delta least entangled. Draws are named d of each treatment but the reference, then "tau".
class EventModel : public Target {
public:
    /// @errors out_of_range for a prior that cannot be used or that is flat (a study without events would make it improper)
    [[nodiscard]] static Result<EventModel> make(EventNetwork network, const EventPriors& priors);

    [[nodiscard]] std::size_t dimension() const override { return dimension_; }
    [[nodiscard]] double log_density(std::span<const double> at,
                                     std::span<double> gradient) const override;
    [[nodiscard]] std::vector<double> start(RandomStream& stream) const override;
    [[nodiscard]] std::vector<std::string> names() const override;
    void report(std::span<const double> at, std::span<double> kept) const override;
    [[nodiscard]] const EventNetwork& network() const noexcept { return network_; }

    /// tau and the logarithm of its slope against the last coordinate, x: exp(x), or below the bound of a uniform prior.
    struct Stretchable {
        double tau = 0, slope = 0, log_slope = 0, slope_of_log_slope = 0;
    };
    [[nodiscard]] Stretchable tau_at(double x) const;

private:
    EventModel(EventNetwork network, const EventPriors& priors);
    void choose_forms();

    struct Study {
        std::size_t first = 0;  ///< coordinate of the base's log odds; the others follow
        bool own_delta =
            true;  ///< coordinates are log odds of the arms; else standard scores of delta
        std::vector<double> root = {};            ///< lower triangle of (I + J) / 2, row by row
        std::vector<std::size_t> treatment = {};  ///< of each arm

        [[nodiscard]] double turned(const double* at, std::size_t k) const;
        void turn_back(double* own_slope, double tau) const;
    };
    [[nodiscard]] double effect_at(const double* at, std::size_t treatment) const {
        return treatment == 0 ? 0 : at[first_effect_ + treatment - 1];
    }
    void fill_log_odds(const double* at, double tau, double* odds) const;

    EventNetwork network_;
    EventPriors priors_;
    std::vector<Study> studies_;
    std::vector<double> events_, n_;  ///< of each arm, as its coordinate
    double own_deltas_ = 0;           ///< how many
    std::size_t first_effect_ = 0, dimension_ = 0;
    double guess_ = 0.5;  ///< of tau, from the normal approximation
};

}  // namespace sinew::bayes
