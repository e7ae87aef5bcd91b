// The use case of small-study effects: do imprecise studies tell another effect, and what would the answer be without that?
#pragma once

#include <sinew/care/pool_use.hpp>
#include <sinew/pooling/begg.hpp>
#include <sinew/pooling/egger.hpp>
#include <sinew/pooling/selection_model.hpp>
#include <sinew/pooling/trim_fill.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sinew::care {

/// Below this many studies none of these tests can tell a lopsided funnel from chance. @source sterne2011
inline constexpr std::size_t kFewForBias = 10;

struct BiasQuestion {
    pooling::Settings settings = {};
    pooling::Spread spread = pooling::Spread::additive;
    pooling::Precision predictor = pooling::Precision::standard_error;
    std::optional<std::string> sizes =
        {};  ///< column of the number of people, for predictors of size
    pooling::Missing missing = pooling::Missing::L0;
    std::optional<pooling::Side> side = {};
    std::vector<double> steps = {0.025};
    std::optional<pooling::Alternative> alternative = {};  ///< nothing: towards the pooled effect
};

/// Each part is its answer, or why it does not apply to these studies.
struct BiasAnswer {
    effect::Effects effects;
    pooling::Settings settings;
    pooling::MeanFit fit = {};
    Result<pooling::RegressionTest> egger = pooling::RegressionTest{};
    Result<pooling::RankTest> begg = pooling::RankTest{};
    Result<pooling::TrimFill> trim_fill = pooling::TrimFill{};
    Result<pooling::PetPeese> pet_peese = pooling::PetPeese{};
    Result<pooling::SelectionFit> selection = pooling::SelectionFit{};
    bool few = false;  ///< fewer than kFewForBias
    std::vector<std::string> warnings = {};
};

/// @errors fewer than three effects; a column of sizes that is not there or no number; when no part applies, the reason of each
[[nodiscard]] Checked<BiasAnswer> bias(effect::Effects effects, const BiasQuestion& question);

}  // namespace sinew::care
