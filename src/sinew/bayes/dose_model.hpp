// Modalities with a dose curve each in one network, drawn from their classes: what the sampler walks over.
#pragma once

#include <sinew/bayes/prior.hpp>
#include <sinew/bayes/sampler.hpp>
#include <sinew/numerics/matrix.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sinew::bayes {

enum class DoseShape : unsigned char {
    linear,  ///< height d / D: the height is the effect at the dose D of `DoseNetwork::unit`
    emax,    ///< height d / (ED50 + d)
};

/// A dose of a modality, or none.
struct DoseSide {
    std::optional<std::size_t> agent = {};  ///< place in `agents`; nothing: no dose
    double dose = 0;
};

/// The effects of one study with their known covariance.
struct DoseRows {
    std::vector<double> y = {};
    numerics::Matrix covariance = {};
    std::vector<DoseSide> arm = {}, against = {};  ///< one an effect
};

struct DoseNetwork {
    std::vector<std::string> agents = {};
    std::vector<std::string> classes = {};   ///< empty: every modality has the prior of its own
    std::vector<std::size_t> class_of = {};  ///< of each agent, when there are classes
    std::vector<DoseRows> studies = {};
    double unit = 1;  ///< the dose D that linear heights are told at, above 0
};

/// Priors by name. Heights are on the scale of the effects.
struct DosePriors {
    NormalPrior height =
        NormalPrior::normal(0, 2);  ///< of the mean of a class (of a modality without classes)
    TauPrior class_spread = TauPrior::half_normal(0.5);  ///< SD of modalities about their class
    TauPrior tau = TauPrior::half_normal(0.5);           ///< SD of true effects between studies
    /// log ED50 of each class (of each modality without classes): normal about log D with this SD.
    double ed50_log_sd = 1;
};

/// y_study ~ N(curve(arm) - curve(against), V + tau^2 P), P = 1 on and 1/2 off its diagonal; the studies' own effects are
/// integrated out. Heights of a class ~ N(mean, spread^2), sampled as standard scores; one ED50 a class.
/// Draws: height of each modality, mean of each class, "class_spread", "tau", "ED50 ..." of each class or modality.
class DoseModel : public Target {
public:
    /// @errors bad_input: no study, a covariance that is not positive definite; out_of_range: a prior that cannot be used, is
    ///         flat, or a fixed class spread of 0
    [[nodiscard]] static Result<DoseModel> make(DoseNetwork network, const DosePriors& priors,
                                                DoseShape shape);

    [[nodiscard]] std::size_t dimension() const override { return dimension_; }
    [[nodiscard]] double log_density(std::span<const double> at,
                                     std::span<double> gradient) const override;
    [[nodiscard]] std::vector<double> start(RandomStream& stream) const override;
    [[nodiscard]] std::vector<std::string> names() const override;
    void report(std::span<const double> at, std::span<double> kept) const override;

    [[nodiscard]] const DoseNetwork& network() const noexcept { return network_; }
    [[nodiscard]] bool has_classes() const noexcept { return !network_.classes.empty(); }
    /// ED50s that are sampled: one a class, or one a modality without classes; none for straight curves.
    [[nodiscard]] std::size_t ed50s() const noexcept { return ed50s_; }
    [[nodiscard]] std::size_t ed50_of(std::size_t agent) const noexcept {
        return has_classes() ? network_.class_of[agent] : agent;
    }
    [[nodiscard]] DoseShape shape() const noexcept { return shape_; }

private:
    DoseModel() = default;
    /// Effects of one study on axes where V is 1 and P is `spread`.
    struct Turned {
        std::vector<double> y, spread;
        std::vector<double> turn;  ///< rows of the matrix that turns effects, one after the other
        std::size_t first = 0;     ///< its first effect among all
    };
    struct Positive {
        double value = 0, slope = 0, log_slope = 0, slope_of_log_slope = 0;
    };
    [[nodiscard]] static Positive positive(const TauPrior& prior, double x);
    [[nodiscard]] double stretch_at(std::span<const double> at, std::size_t ed50) const;
    /// Of the standard scores of the modalities of a class.
    [[nodiscard]] double mean_score(std::span<const double> at, std::size_t group) const;
    void heights_at(std::span<const double> at, std::vector<double>& heights) const;

    DoseNetwork network_;
    DosePriors priors_;
    DoseShape shape_ = DoseShape::linear;
    std::vector<Turned> studies_;
    std::vector<DoseSide> arm_, against_;  ///< of all effects
    std::size_t ed50s_ = 0, dimension_ = 0;
    // Coordinates: middles of the modalities of a class (or heights) as effects at the unit dose, scores of modalities, then
    // logs: spread, tau, ED50 over the unit dose. The middle of what is seen is known better than the mean it was drawn about.
    std::size_t agents_at_ = 0, spread_at_ = 0, tau_at_ = 0, ed50_at_ = 0;
    bool spread_known_ = false, tau_known_ = false;
};

}  // namespace sinew::bayes
