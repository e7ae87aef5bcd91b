// The consistency model: every treatment against every other from all trials at once.
#pragma once

#include <sinew/network/block_fit.hpp>
#include <sinew/network/trials.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sinew::network {

enum class Test : std::uint8_t { z, t };
enum class Prediction : std::uint8_t {
    same_as_test,  ///< the quantile of the test
    hts,           ///< Student t with df(Q) - 1, as Higgins, Thompson and Spiegelhalter
};

struct FitSettings {
    Tau2Method method = Tau2Method::reml;
    Test test = Test::z;
    Prediction prediction = Prediction::same_as_test;
    double level = 0.95;
};

/// One comparison on the analysis scale.
struct Comparison {
    double b = 0, se = 0, stat = 0, pval = 1, ci_lb = 0, ci_ub = 0;
    std::optional<double> pi_lb = {}, pi_ub = {};  ///< nothing without degrees of freedom for tau2
};

struct NetworkFit {
    FitSettings settings;
    double tau2 = 0;
    std::vector<double> b;        ///< of treatments 1 ... T-1 against treatment 0
    numerics::Matrix covariance;  ///< of them
    double Q = 0, Qp = 1, I2 = 0;
    std::size_t df = 0;  ///< of Q
    std::size_t studies = 0, contrasts = 0;
    double log_likelihood = 0;
    bool several_maxima = false;

    [[nodiscard]] std::size_t treatments() const noexcept { return b.size() + 1; }
    /// Treatment minus the other one.
    [[nodiscard]] Comparison compare(std::size_t treatment, std::size_t other) const;
    [[nodiscard]] double effect(std::size_t treatment, std::size_t other) const;
    [[nodiscard]] double variance(std::size_t treatment, std::size_t other) const;
};

/// Rows of the design: each contrast is its treatment minus the base, treatment 0 has no column.
[[nodiscard]] numerics::Matrix consistency_design(const Trial& trial, std::size_t treatments);

/// One block a trial.
[[nodiscard]] std::vector<Block> consistency_blocks(const Network& network);

/// @errors bad_input when the network is not connected; did_not_converge
/// @source lu2004 (consistency)
[[nodiscard]] Result<NetworkFit> fit_network(const Network& network,
                                             const FitSettings& settings = {});

/// Interval and test of an estimate under the settings.
[[nodiscard]] Comparison comparison_of(double b, double se, double tau2, std::size_t df,
                                       const FitSettings& settings);

}  // namespace sinew::network
