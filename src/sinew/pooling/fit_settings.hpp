// How studies are pooled: the estimator of tau2, the test, the level. Every result carries the settings it was made with.
#pragma once

#include <sinew/base/result.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace sinew::pooling {

/// How the variance between studies, tau2, is estimated.
/// @source viechtbauer2005 (HE, HS, DL, ML, REML, SJ compared), viechtbauer2010 (names and definitions)
enum class Method : std::uint8_t {
    common,             ///< FE: one effect, tau2 = 0 by assumption
    dersimonian_laird,  ///< DL: moments of Q with inverse-variance weights
    paule_mandel,       ///< PM: the tau2 at which Q equals its degrees of freedom
    reml,               ///< REML: restricted likelihood
    ml,                 ///< ML: likelihood
    empirical_bayes,    ///< EB: solves the same equation as PM
    sidik_jonkman,      ///< SJ: from the crude variance of the effects; never zero
    hedges,             ///< HE: moments of the unweighted sum of squares
    hunter_schmidt,     ///< HS: Q over its sum of weights
};

/// How a coefficient is tested and its interval made.
enum class WaldTest : std::uint8_t {
    z,      ///< normal quantiles
    t,      ///< t quantiles with k - p degrees of freedom, variances as they are
    knha,   ///< Knapp and Hartung: variances times q, t quantiles
    adhoc,  ///< the same with max(1, q)
};

/// Which t quantile a prediction interval takes.
enum class Prediction : std::uint8_t {
    of_test,  ///< that of the test: z, or t with k - p degrees
    hts,      ///< t with k - p - 1 degrees. @source higgins2009
};

struct Settings {
    Method method = Method::reml;
    WaldTest test = WaldTest::z;
    double level = 0.95;  ///< of intervals, inside (0, 1)
    Prediction prediction = Prediction::of_test;
    std::optional<double> tau2 = {};  ///< fixed by the caller instead of estimated
    std::span<const double> weights =
        {};               ///< own weights of the studies instead of 1 / (v + tau2); empty: none
    double step = 1e-12;  ///< iterations end below this step, in units of the mean variance
    int most_steps = 1000;
};

/// The short name that researchers know: REML, knha.
[[nodiscard]] std::string_view code_of(Method method) noexcept;
[[nodiscard]] std::string_view code_of(WaldTest test) noexcept;

/// From the short name; FE is also CE and EE.
/// @errors not_found
[[nodiscard]] Result<Method> method_of(std::string_view code);
[[nodiscard]] Result<WaldTest> test_of(std::string_view code);

}  // namespace sinew::pooling
