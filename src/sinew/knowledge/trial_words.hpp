// The controlled words of knowledge/trials (docs/methods/synthesis.md): one enumeration a column.
#pragma once

#include <sinew/domain/names.hpp>

#include <cstdint>

namespace sinew::knowledge {

enum class TrialDesign : std::uint8_t { rct, cluster_rct, crossover, non_random, single_arm, NA };
enum class RiskOfBias : std::uint8_t { low, some, high, NA };
enum class TrialModality : std::uint8_t { aerobic, resistance, combined, hiit, mind_body };
enum class TrialIntensity : std::uint8_t { light, moderate, vigorous, mixed, NA };

/// What stood beside exercise. A source word that fits none is `NA`, never a guess.
enum class Comparator : std::uint8_t {
    attention,  ///< equal contact without exercise: health education, psychoeducation, reading
    active,     ///< other or easier exercise, gymnastics
    usual,      ///< the centre's standard care, whatever it holds
    passive,    ///< rest or nothing
    drug,
    NA,
};

enum class ResultKind : std::uint8_t { arm, contrast, within, median, hazard, direction_only };
enum class Favours : std::uint8_t { exercise, neither, control, not_read };
enum class ResultStatus : std::uint8_t { read, derived, recalled, NA };
enum class Course : std::uint8_t {
    acute,    ///< one bout: minutes and hours after it
    chronic,  ///< a programme of weeks
};
enum class Better : std::uint8_t { lower_better, higher_better };
enum class ResultMeasure : std::uint8_t { none, SMD, MD, HR, OR, RR, PR };

/// What a published pooled result is good for.
enum class PooledUse : std::uint8_t {
    beside,      ///< shown beside our own
    superseded,  ///< corrected by its authors
    context,     ///< another population or question
    words,       ///< no number was readable
    excluded,    ///< cannot be read as an effect
};

}  // namespace sinew::knowledge

namespace sinew::domain {
#define SINEW_TRIAL_NAMES(Enum, ...)                                                \
    template <>                                                                     \
    struct Names<knowledge::Enum> {                                                 \
        static constexpr auto all = std::to_array<std::string_view>({__VA_ARGS__}); \
    }
SINEW_TRIAL_NAMES(TrialDesign, "rct", "cluster_rct", "crossover", "non_random", "single_arm", "NA");
SINEW_TRIAL_NAMES(RiskOfBias, "low", "some", "high", "NA");
SINEW_TRIAL_NAMES(TrialModality, "aerobic", "resistance", "combined", "hiit", "mind_body");
SINEW_TRIAL_NAMES(TrialIntensity, "light", "moderate", "vigorous", "mixed", "NA");
SINEW_TRIAL_NAMES(Comparator, "attention", "active", "usual", "passive", "drug", "NA");
SINEW_TRIAL_NAMES(ResultKind, "arm", "contrast", "within", "median", "hazard", "direction_only");
SINEW_TRIAL_NAMES(Favours, "exercise", "neither", "control", "not_read");
SINEW_TRIAL_NAMES(ResultStatus, "read", "derived", "recalled", "NA");
SINEW_TRIAL_NAMES(Course, "acute", "chronic");
SINEW_TRIAL_NAMES(Better, "lower_better", "higher_better");
SINEW_TRIAL_NAMES(ResultMeasure, "", "SMD", "MD", "HR", "OR", "RR", "PR");
SINEW_TRIAL_NAMES(PooledUse, "beside", "superseded", "context", "words", "excluded");
#undef SINEW_TRIAL_NAMES
}  // namespace sinew::domain
