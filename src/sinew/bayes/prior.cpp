#include <sinew/base/ensure.hpp>
#include <sinew/base/text.hpp>
#include <sinew/bayes/prior.hpp>
#include <sinew/numerics/distributions.hpp>

#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

namespace sinew::bayes {
namespace {

constexpr double kNothing = -std::numeric_limits<double>::infinity();

struct Words {
    std::string name;
    std::vector<double> numbers;
};

Result<Words> take_apart(std::string_view words, std::string_view where, std::string_view known) {
    const auto parts = split(words, ':');
    Words made{std::string{trim(parts.front())}, {}};
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const auto number = parse_number(trim(parts[i]));
        if (!number)
            return fail({ErrorCode::bad_input, "\"" + std::string{parts[i]} + "\" is not a number",
                         std::string{where}, "write it like " + std::string{known}});
        made.numbers.push_back(*number);
    }
    return made;
}

constexpr std::string_view kTauWords =
    "half-normal:0.5, half-cauchy:0.5, half-t:0.5:3, log-normal:-1.5:0.8, uniform:2, "
    "exponential:0.5 or fixed:0.3";
constexpr std::string_view kMuWords = "normal:0:1 or flat";

}  // namespace

double log_density(const TauPrior& prior, double tau) {
    if (!(tau >= 0)) return kNothing;
    switch (prior.shape) {
        case TauShape::half_normal: {
            const double z = tau / prior.scale;
            return 0.5 * std::log(2 / std::numbers::pi) - std::log(prior.scale) - 0.5 * z * z;
        }
        case TauShape::half_t:
            return std::log(2.0) - std::log(prior.scale) +
                   numerics::student_log_density(tau / prior.scale, prior.degrees);
        case TauShape::log_normal: {
            if (tau == 0) return kNothing;
            const double z = (std::log(tau) - prior.location) / prior.scale;
            return -std::log(tau * prior.scale) - 0.5 * std::log(2 * std::numbers::pi) -
                   0.5 * z * z;
        }
        case TauShape::uniform: return tau <= prior.scale ? -std::log(prior.scale) : kNothing;
        case TauShape::exponential: return -std::log(prior.scale) - tau / prior.scale;
        case TauShape::fixed: break;
    }
    SINEW_ENSURE(false, "a known tau has no density");
    return kNothing;
}

double log_density_slope(const TauPrior& prior, double tau) {
    switch (prior.shape) {
        case TauShape::half_normal: return -tau / (prior.scale * prior.scale);
        case TauShape::half_t:
            return -(prior.degrees + 1) * tau /
                   (prior.degrees * prior.scale * prior.scale + tau * tau);
        case TauShape::log_normal:
            return -(1 + (std::log(tau) - prior.location) / (prior.scale * prior.scale)) / tau;
        case TauShape::exponential: return -1 / prior.scale;
        case TauShape::uniform:
        case TauShape::fixed: break;
    }
    return 0;
}

double quantile(const TauPrior& prior, double p) {
    switch (prior.shape) {
        case TauShape::half_normal: return prior.scale * numerics::normal_quantile(0.5 + p / 2);
        case TauShape::half_t:
            return prior.scale * numerics::student_quantile(0.5 + p / 2, prior.degrees);
        case TauShape::log_normal:
            return std::exp(prior.location + prior.scale * numerics::normal_quantile(p));
        case TauShape::uniform: return prior.scale * p;
        case TauShape::exponential: return -prior.scale * std::log1p(-p);
        case TauShape::fixed: break;
    }
    return prior.location;
}

std::optional<double> tail_power(const TauPrior& prior) {
    if (prior.shape == TauShape::half_t) return prior.degrees + 1;
    return {};
}

TauPrior stretched(TauPrior prior, double factor) {
    switch (prior.shape) {
        case TauShape::half_normal:
        case TauShape::half_t:
        case TauShape::uniform:
        case TauShape::exponential: prior.scale *= factor; break;
        case TauShape::log_normal: prior.location += std::log(factor); break;
        case TauShape::fixed: prior.location *= factor; break;
    }
    return prior;
}

std::string name_of(const TauPrior& prior) {
    switch (prior.shape) {
        case TauShape::half_normal: return "half-normal:" + number_text(prior.scale);
        case TauShape::half_t:
            if (prior.degrees == 1) return "half-cauchy:" + number_text(prior.scale);
            return "half-t:" + number_text(prior.scale) + ":" + number_text(prior.degrees);
        case TauShape::log_normal:
            return "log-normal:" + number_text(prior.location) + ":" + number_text(prior.scale);
        case TauShape::uniform: return "uniform:" + number_text(prior.scale);
        case TauShape::exponential: return "exponential:" + number_text(prior.scale);
        case TauShape::fixed: break;
    }
    return "fixed:" + number_text(prior.location);
}

std::string name_of(const NormalPrior& prior) {
    if (prior.flat) return "flat";
    return "normal:" + number_text(prior.mean) + ":" + number_text(prior.sd);
}

std::optional<Error> fault_of(const TauPrior& prior, std::string_view where) {
    const auto above_zero = [](double value) { return std::isfinite(value) && value > 0; };
    if (prior.shape == TauShape::fixed) {
        if (std::isfinite(prior.location) && prior.location >= 0) return {};
        return Error{ErrorCode::out_of_range, "a known tau must be 0 or more", std::string{where},
                     "write it like fixed:0.3"};
    }
    if (!above_zero(prior.scale) ||
        (prior.shape == TauShape::half_t && !above_zero(prior.degrees)) ||
        !std::isfinite(prior.location))
        return Error{ErrorCode::out_of_range,
                     "the scale (and the degrees) of a prior for tau must be above 0",
                     std::string{where}, "write it like " + std::string{kTauWords}};
    return {};
}

std::optional<Error> fault_of(const NormalPrior& prior, std::string_view where) {
    if (prior.flat) return {};
    if (std::isfinite(prior.mean) && std::isfinite(prior.sd) && prior.sd > 0) return {};
    return Error{ErrorCode::out_of_range, "the SD of a prior for the effect must be above 0",
                 std::string{where}, "write it like " + std::string{kMuWords}};
}

Result<TauPrior> read_tau_prior(std::string_view words, std::string_view where) {
    SINEW_TRY(const Words read, take_apart(words, where, kTauWords));
    const auto& n = read.numbers;
    std::optional<TauPrior> prior;
    if (read.name == "half-normal" && n.size() == 1) prior = TauPrior::half_normal(n[0]);
    if (read.name == "half-cauchy" && n.size() == 1) prior = TauPrior::half_cauchy(n[0]);
    if (read.name == "half-t" && n.size() == 2) prior = TauPrior::half_t(n[0], n[1]);
    if (read.name == "log-normal" && n.size() == 2) prior = TauPrior::log_normal(n[0], n[1]);
    if (read.name == "uniform" && n.size() == 1) prior = TauPrior::uniform(n[0]);
    if (read.name == "exponential" && n.size() == 1) prior = TauPrior::exponential(n[0]);
    if (read.name == "fixed" && n.size() == 1) prior = TauPrior::fixed(n[0]);
    if (!prior)
        return fail({ErrorCode::bad_input, "\"" + std::string{words} + "\" is not a prior for tau",
                     std::string{where}, "write it like " + std::string{kTauWords}});
    if (auto fault = fault_of(*prior, where)) return fail(*std::move(fault));
    return *prior;
}

Result<NormalPrior> read_normal_prior(std::string_view words, std::string_view where) {
    SINEW_TRY(const Words read, take_apart(words, where, kMuWords));
    if (read.name == "flat" && read.numbers.empty()) return NormalPrior::nothing();
    if (read.name != "normal" || read.numbers.size() != 2)
        return fail({ErrorCode::bad_input,
                     "\"" + std::string{words} + "\" is not a prior for the effect",
                     std::string{where}, "write it like " + std::string{kMuWords}});
    const auto prior = NormalPrior::normal(read.numbers[0], read.numbers[1]);
    if (auto fault = fault_of(prior, where)) return fail(*std::move(fault));
    return prior;
}

}  // namespace sinew::bayes
