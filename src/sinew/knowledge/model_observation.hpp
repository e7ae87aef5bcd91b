// The observation models (knowledge/model/observation.csv): which score an instrument is expected to give for a state, and how it scatters.
#pragma once

#include <sinew/knowledge/pack_source.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace sinew::knowledge {

enum class ObservedAs : std::uint8_t {
    craving,      ///< 100 logistic(sum)
    craving_cue,  ///< the same with the cue gain added
    clamped,      ///< highest * (sum, kept inside 0.01 and 0.99)
    logit,        ///< highest * logistic(sum)
    log_ratio,    ///< 100 exp(sum - sum at the start)
    ratio,        ///< 100 sum / sum at the start
};

enum class Scatter : std::uint8_t {
    logit_normal,   ///< of a share of `highest`; spread = sd of the logit
    beta_binomial,  ///< of a sum score; spread = precision
    log_normal,     ///< spread = sd of the logarithm
    proportional,   ///< normal; spread = coefficient of variation
};

struct ObservationSpec {
    std::string id;  ///< of the outcomes pack where it has one
    std::string name_en, name_zh, unit_en, unit_zh;
    double highest = 0;  ///< end of the scale; 0 = none
    ObservedAs form = ObservedAs::logit;
    double intercept = 0;
    std::vector<std::pair<std::string, double>> loads;  ///< state symbol, loading
    Scatter scatter = Scatter::beta_binomial;
    double spread = 0;
    bool opioid_only = false;
    bool lower_is_better = true;
    std::string source, status;
};

/// @errors bad_input with line and column
[[nodiscard]] Checked<std::vector<ObservationSpec>> load_observation_models(
    const PackSource& source);

}  // namespace sinew::knowledge
