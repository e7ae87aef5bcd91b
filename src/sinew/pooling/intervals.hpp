// How surely the variance between studies is known: intervals of tau2, and of I2 and H2 through it.
#pragma once

#include <sinew/pooling/fit.hpp>

namespace sinew::pooling {

struct Tau2Interval {
    Range tau2, I2, H2;
    /// Even tau2 = 0 makes the effects differ more than they do: both ends are 0, and the interval says only that.
    bool below_zero = false;
};

/// The tau2 at which Q with weights 1 / (v + tau2) lies inside its chi-squared range.
/// @pre    k > p
/// @errors bad_input as fit, did_not_converge
/// @source viechtbauer2007
[[nodiscard]] Result<Tau2Interval> q_profile(std::span<const double> yi, std::span<const double> vi,
                                             const numerics::Matrix& design,
                                             const Settings& settings = {});

/// Fixed weights of the generalised Q.
enum class QWeights : std::uint8_t {
    inverse_variance,  ///< 1 / v: most exact where tau2 is small
    inverse_sd,        ///< 1 / sqrt(v): a compromise where it is not known
};

/// The tau2 at which the Q of fixed weights lies inside the range of its own distribution: a sum of unequal chi-squares,
/// from its Laplace transform in time linear in k.
/// @pre    k > p
/// @errors as q_profile
/// @source jackson2013, jackson2014 (with moderators)
[[nodiscard]] Result<Tau2Interval> generalised_q(std::span<const double> yi,
                                                 std::span<const double> vi,
                                                 const numerics::Matrix& design,
                                                 const Settings& settings = {},
                                                 QWeights weights = QWeights::inverse_variance);

/// The generalised Q of given studies and how it is distributed.
class GeneralisedQ {
public:
    /// @errors as basis_of
    [[nodiscard]] static Result<GeneralisedQ> of(std::span<const double> vi,
                                                 const numerics::Matrix& design, QWeights weights);

    /// y'P y with the fixed weights.
    [[nodiscard]] double value(std::span<const double> yi) const;
    /// P(Q <= q) when the variance between studies is tau2; to 1e-10 for a hundred studies, 1e-8 for a thousand.
    [[nodiscard]] double probability_below(double q, double tau2) const;

private:
    struct Tilt {
        double s = 0;
        bool negligible = false;  ///< the chance of so small a Q is below 1e-13
        double squares =
            0;  ///< sum of the squared terms after the tilt; 0 when q is not below the mean
    };
    [[nodiscard]] Tilt tilt(double q, double tau2) const;
    /// The number of equal terms that vary as much as Q does, fewer far above its mean.
    [[nodiscard]] double terms(double q, double tau2) const;
    /// Logarithm of E exp(-s Q), s real or complex.
    template <class Number>
    [[nodiscard]] Number log_transform(Number s, double tau2) const;

    std::size_t studies_ = 0, columns_ = 0;
    std::vector<double> v_ = {}, a_ = {};
    std::vector<double> z_ = {};  ///< columns with z'A z = 1, row by row
};

}  // namespace sinew::pooling
