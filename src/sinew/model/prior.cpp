#include <sinew/base/random_stream.hpp>
#include <sinew/base/text.hpp>
#include <sinew/model/prior.hpp>
#include <sinew/numerics/distributions.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace sinew::model {
namespace {

/// Never negative, whatever the grade of the link they stand in.
constexpr std::array<std::string_view, 2> kPositiveGains{"P_def", "J_C"};
/// The setting's value stands; no spread is put on it.
constexpr std::array<std::string_view, 1> kOfTheSetting{"A_v"};
constexpr double kNarrowest = 0.02;  // of a width of relief; below it the curve is a step

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) noexcept {
    return std::find(words.begin(), words.end(), word) != words.end();
}

Error unreadable(const knowledge::ModelParameter& row) {
    return {
        ErrorCode::bad_input,
        fmt::format("{} cannot be drawn: \"{}\", {}", row.symbol, row.dispersion, row.distribution),
        "model/parameters.csv:" + row.id,
        "write CV x, sd x, \"sd = half of mean\" or Beta(a,b), with lognormal, normal, beta or "
        "fixed"};
}

/// "sd 0.25 each" -> 0.25
std::optional<double> number_after(std::string_view text, std::string_view word) {
    if (!text.starts_with(word)) return std::nullopt;
    const std::string_view rest = trim(text.substr(word.size()));
    return parse_number(std::string{rest.substr(0, rest.find(' '))});
}

/// Shapes of the beta with this mean and sd. @pre 0 < mean < 1, sd^2 < mean (1 - mean)
void set_beta(PriorLaw& law, double mean, double sd) {
    const double sum = mean * (1 - mean) / (sd * sd) - 1;
    law.spread = mean * sum;
    law.second = (1 - mean) * sum;
}

Result<PriorLaw> law_of(const knowledge::ModelParameter& row, bool may_turn_round) {
    PriorLaw law;
    law.symbol = row.symbol;
    law.member = parameter_named(row.symbol);
    law.centre = row.value;
    using Kind = PriorLaw::Kind;
    if (law.member == nullptr) return fail(unreadable(row));
    if (row.distribution == "fixed" || among(kOfTheSetting, row.symbol)) return law;
    if (row.distribution == "lognormal") {
        const auto cv = number_after(row.dispersion, "CV");
        if (!cv || !(row.value > 0)) return fail(unreadable(row));
        if (!(*cv > 0)) return fail(unreadable(row));
        law.kind = Kind::lognormal;
        law.spread = std::sqrt(std::log(1 + *cv * *cv));
        return law;
    }
    auto sd = number_after(row.dispersion, "sd");
    if (row.dispersion == "sd = half of mean") sd = std::abs(row.value) / 2;
    if (sd && !(*sd > 0)) return fail(unreadable(row));  // a negative or missing spread is no law
    if (row.distribution == "beta") {
        law.kind = Kind::beta;
        if (row.dispersion == "Beta(2,2)") {
            law.spread = law.second = 2;
            return law;
        }
        if (!sd || !(*sd * *sd < row.value * (1 - row.value))) return fail(unreadable(row));
        set_beta(law, row.value, *sd);
        return law;
    }
    if (!sd || !row.distribution.starts_with("normal")) return fail(unreadable(row));
    const bool constrained = row.distribution == "normal (sign-constrained)";
    law.kind = constrained && !may_turn_round ? Kind::cut_normal : Kind::normal;
    law.spread = *sd;
    return law;
}

/// Strictly inside (0, 1).
double open_uniform(std::uint64_t seed, std::string_view symbol, std::uint64_t k, int attempt) {
    RandomStream stream{seed, fmt::format("model.prior/{}/{}", symbol, attempt), k};
    return (static_cast<double>(stream.next() >> 11U) + 0.5) * 0x1.0p-53;
}

/// Parameters that must be drawn again together, as long as `wrong` holds.
struct Condition {
    std::array<std::string_view, 2> symbols;
    bool (*wrong)(const Parameters&) noexcept;
};

constexpr std::array<Condition, 7> kConditions{{
    {{"g_UX", "g_XU"}, [](const Parameters& p) noexcept { return p.g_UX * p.g_XU >= 1; }},
    {{"t_K1", "t_K2"}, [](const Parameters& p) noexcept { return p.t_K1 >= p.t_K2; }},
    {{"B_E", ""}, [](const Parameters& p) noexcept { return p.B_E > 1; }},
    {{"g_R", ""}, [](const Parameters& p) noexcept { return p.g_R <= -0.9; }},
    {{"Z_As", ""}, [](const Parameters& p) noexcept { return p.Z_As < kNarrowest; }},
    {{"Z_Rs", ""}, [](const Parameters& p) noexcept { return p.Z_Rs < kNarrowest; }},
    {{"Z_Rhs", ""}, [](const Parameters& p) noexcept { return p.Z_Rhs < kNarrowest; }},
}};

}  // namespace

double value_at(const PriorLaw& law, double u) {
    switch (law.kind) {
        case PriorLaw::Kind::fixed: return law.centre;
        case PriorLaw::Kind::lognormal:
            return law.centre * std::exp(law.spread * numerics::normal_quantile(u));
        case PriorLaw::Kind::beta: return numerics::beta_quantile(u, law.spread, law.second);
        case PriorLaw::Kind::normal: return law.centre + law.spread * numerics::normal_quantile(u);
        case PriorLaw::Kind::cut_normal: break;
    }
    // On the side of the centre: the share below 0 is left out, mirrored for a negative centre.
    const double side = law.centre < 0 ? -1 : 1;
    const double below = numerics::normal_cdf(-std::abs(law.centre) / law.spread);
    const double z = numerics::normal_quantile(below + u * (1 - below));
    return side * (std::abs(law.centre) + law.spread * z);
}

bool stands_together(const Parameters& drawn) noexcept {
    return std::none_of(kConditions.begin(), kConditions.end(),
                        [&](const Condition& condition) { return condition.wrong(drawn); });
}

Result<Prior> Prior::read(const knowledge::ModelPack& pack,
                          std::span<const knowledge::ModelLink> links) {
    std::set<std::string, std::less<>> turnable;
    for (const knowledge::ModelLink& link : links)
        for (const std::string& gain : link.gains) {
            if (parameter_named(gain) == nullptr)
                return fail({ErrorCode::bad_input, "the model has no parameter " + gain,
                             "model/links.csv:" + link.id, "name a symbol of parameters.csv"});
            const bool known =
                link.grade == knowledge::LinkGrade::A || link.grade == knowledge::LinkGrade::B;
            if (!known && !among(kPositiveGains, gain)) turnable.insert(gain);
        }
    Prior prior;
    SINEW_TRY(prior.centre_, parameters_of(pack));
    for (const knowledge::ModelParameter& row : pack.parameters) {
        SINEW_TRY(PriorLaw law, law_of(row, turnable.contains(row.symbol)));
        if (law.kind != PriorLaw::Kind::fixed) prior.laws_.push_back(std::move(law));
    }
    return prior;
}

void Prior::switch_off(const Links& links) {
    off_ = links;
    centre_ = without(centre_, off_);
}

PriorDraw Prior::draw(std::uint64_t seed, std::uint64_t k) const {
    PriorDraw drawn{centre_, 0};
    const auto put = [&](const PriorLaw& law, int attempt) {
        drawn.parameters.*law.member = value_at(law, open_uniform(seed, law.symbol, k, attempt));
    };
    for (const PriorLaw& law : laws_) put(law, 0);
    for (const Condition& condition : kConditions)
        for (int attempt = 1; condition.wrong(drawn.parameters); ++attempt) {
            for (const PriorLaw& law : laws_)
                if (among(condition.symbols, law.symbol)) put(law, attempt);
            ++drawn.rejections;
        }
    drawn.parameters = without(drawn.parameters, off_);
    return drawn;
}

Parameters without(Parameters parameters,
                   std::span<const knowledge::ModelLink* const> links) noexcept {
    for (const knowledge::ModelLink* link : links)
        for (const std::string& gain : link->gains)
            if (const auto member = parameter_named(gain); member != nullptr)
                parameters.*member = 0;
    return parameters;
}

}  // namespace sinew::model
