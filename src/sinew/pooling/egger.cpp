#include <sinew/base/ensure.hpp>
#include <sinew/pooling/egger.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace sinew::pooling {
namespace {

constexpr std::array<std::pair<Precision, std::string_view>, 6> kPrecisions{
    {{Precision::standard_error, "sei"},
     {Precision::variance, "vi"},
     {Precision::size, "ni"},
     {Precision::inverse_size, "ninv"},
     {Precision::root_size, "sqrtni"},
     {Precision::inverse_root_size, "sqrtninv"}}};

bool by_size(Precision precision) {
    return precision != Precision::standard_error && precision != Precision::variance;
}

double predictor(Precision precision, double variance, double size) {
    switch (precision) {
        case Precision::standard_error: return std::sqrt(variance);
        case Precision::variance: return variance;
        case Precision::size: return size;
        case Precision::inverse_size: return 1 / size;
        case Precision::root_size: return std::sqrt(size);
        case Precision::inverse_root_size: return 1 / std::sqrt(size);
    }
    return variance;
}

}  // namespace

std::string_view code_of(Precision precision) noexcept {
    for (const auto& [one, code] : kPrecisions)
        if (one == precision) return code;
    return "";
}
std::string_view code_of(Spread spread) noexcept {
    return spread == Spread::additive ? "rma" : "lm";
}

Result<Precision> precision_of(std::string_view code) {
    for (const auto& [precision, one] : kPrecisions)
        if (one == code) return precision;
    return fail({ErrorCode::not_found, "unknown predictor", std::string{code},
                 "sei, vi, ni, ninv, sqrtni or sqrtninv"});
}
Result<Spread> spread_of(std::string_view code) {
    if (code == "rma") return Spread::additive;
    if (code == "lm") return Spread::multiplicative;
    return fail({ErrorCode::not_found, "unknown model", std::string{code}, "rma or lm"});
}

Result<RegressionTest> regression_test(std::span<const double> yi, std::span<const double> vi,
                                       const Settings& settings, Precision precision, Spread spread,
                                       std::span<const double> ni) {
    SINEW_ENSURE(yi.size() == vi.size(), "one variance an effect");
    const std::size_t k = yi.size();
    if (k < 3)
        return fail({ErrorCode::bad_input, "a regression on precision needs three studies",
                     std::to_string(k) + (k == 1 ? " study" : " studies"),
                     "with fewer than ten it cannot tell much either"});
    if (by_size(precision) && ni.size() != k)
        return fail({ErrorCode::bad_input,
                     "no sample sizes for this predictor",
                     {},
                     "give the column of sizes, or take sei"});
    numerics::Matrix design{k, 2, 1.0};
    bool same = true;
    for (std::size_t i = 0; i < k; ++i) {
        if (by_size(precision) && !(ni[i] > 0 && std::isfinite(ni[i])))
            return fail({ErrorCode::bad_input, "the sample size is not above 0",
                         "row " + std::to_string(i + 1), "mend it, or take sei"});
        design.at(i, 1) = predictor(precision, vi[i], by_size(precision) ? ni[i] : 0);
        same = same && design.at(i, 1) == design.at(0, 1);
    }
    if (same)
        return fail({ErrorCode::bad_input,
                     "every study is equally precise, so nothing can depend on precision",
                     std::string{code_of(precision)}, "this test does not apply to these studies"});
    Settings own = settings;
    own.weights = {};
    if (spread == Spread::multiplicative) {
        // Least squares with weights 1 / v: the common effect with Knapp and Hartung's factor is the same thing.
        own.method = Method::common;
        own.test = WaldTest::knha;
        own.tau2 = {};
    }
    SINEW_TRY(const Fit line, fit(yi, vi, design, own));
    RegressionTest made;
    made.precision = precision;
    made.spread = spread;
    made.k = k;
    made.intercept = line.coefficients[0];
    made.slope = line.coefficients[1];
    made.ddf = line.ddf;
    made.tau2 = line.tau2;
    made.has_limit = precision != Precision::size && precision != Precision::root_size;
    return made;
}

Result<PetPeese> pet_peese(std::span<const double> yi, std::span<const double> vi,
                           const Settings& settings, Spread spread, double threshold) {
    PetPeese made;
    made.threshold = threshold;
    SINEW_TRY(made.pet, regression_test(yi, vi, settings, Precision::standard_error, spread));
    SINEW_TRY(made.peese, regression_test(yi, vi, settings, Precision::variance, spread));
    made.takes_peese = made.pet.intercept.pval < threshold;
    return made;
}

}  // namespace sinew::pooling
