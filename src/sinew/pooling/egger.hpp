// Small-study effects by regression: do imprecise studies tell another effect (Egger), and what would a precise one tell
// (PET-PEESE)?
#pragma once

#include <sinew/pooling/fit.hpp>

#include <cstdint>

namespace sinew::pooling {

/// What the effects are regressed on.
enum class Precision : std::uint8_t {
    standard_error,    ///< sei: Egger
    variance,          ///< vi
    size,              ///< ni: number of people
    inverse_size,      ///< ninv
    root_size,         ///< sqrtni
    inverse_root_size  ///< sqrtninv
};

/// How the regression treats what its line leaves over.
enum class Spread : std::uint8_t {
    additive,        ///< rma: tau2 by the method of the settings
    multiplicative,  ///< lm: variances times a factor, t with k - 2 degrees of freedom (Egger's own)
};

[[nodiscard]] std::string_view code_of(Precision precision) noexcept;  ///< "sei"
[[nodiscard]] std::string_view code_of(Spread spread) noexcept;        ///< "rma"
/// @errors not_found
[[nodiscard]] Result<Precision> precision_of(std::string_view code);
[[nodiscard]] Result<Spread> spread_of(std::string_view code);

struct RegressionTest {
    Precision precision = Precision::standard_error;
    Spread spread = Spread::additive;
    std::size_t k = 0;
    Coefficient slope;  ///< its test is the test
    double ddf = 0;     ///< NaN for z
    Coefficient
        intercept;  ///< with se, vi, 1/n and 1/sqrt(n): the effect of an infinitely precise study
    bool has_limit = true;  ///< whether the intercept means that
    Tau2 tau2;              ///< what is left, additive only
};

/// @param ni  people in each study; read for the predictors of size only
/// @errors bad_input  fewer than 3 studies; every study has the same precision; a size that is not above 0; as `fit`
/// @source egger1997, sterne2001 (on the scale of the effects, weights of the model)
[[nodiscard]] Result<RegressionTest> regression_test(
    std::span<const double> yi, std::span<const double> vi, const Settings& settings = {},
    Precision precision = Precision::standard_error, Spread spread = Spread::additive,
    std::span<const double> ni = {});

/// Intercepts of the regressions on the standard error (PET) and on the variance (PEESE).
struct PetPeese {
    RegressionTest pet, peese;
    double threshold = 0.10;  ///< two-sided p of PET's intercept below which PEESE is taken
    bool takes_peese = false;
    [[nodiscard]] const Coefficient& estimate() const noexcept {
        return takes_peese ? peese.intercept : pet.intercept;
    }
};

/// @errors as regression_test
/// @source stanley2014
[[nodiscard]] Result<PetPeese> pet_peese(std::span<const double> yi, std::span<const double> vi,
                                         const Settings& settings = {},
                                         Spread spread = Spread::additive, double threshold = 0.10);

}  // namespace sinew::pooling
