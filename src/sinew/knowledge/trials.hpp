// The trials we know (knowledge/trials): studies, their arms, what they found, and what reviews pooled. Rows as read; nothing
// is combined here.
#pragma once

#include <sinew/knowledge/pack_source.hpp>
#include <sinew/knowledge/trial_words.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::knowledge {

struct TrialStudy {
    std::string study = {}, source = {}, country = {}, substance = {}, setting = {}, sex = {};
    std::optional<double> year = {}, mean_age = {};
    TrialDesign design = TrialDesign::NA;
    std::string overlap_group = {};  ///< studies that share people share this word
    RiskOfBias risk_of_bias = RiskOfBias::NA;
    std::string excluded = {};  ///< the reason; empty = kept
    std::string as_printed = {};
    std::size_t line = 0;
};

struct TrialArm {
    std::string study = {}, arm = {}, subtype = {}, intensity_as_printed = {}, as_printed = {};
    std::optional<double> n = {}, minutes = {}, per_week = {}, weeks = {}, met_min_week = {};
    std::optional<TrialModality> modality = {};  ///< nothing in arms without training
    TrialIntensity intensity = TrialIntensity::NA;
    std::optional<Comparator> control = {};  ///< nothing in exercise arms
};

/// A number or a direction of one study. Text that was printed stays in `as_printed`.
struct TrialResult {
    std::string row, study, arm, versus, outcome, scale, time_unit, p_printed, as_printed,
        derivation;
    Better direction = Better::lower_better;
    Course course = Course::chronic;
    ResultKind kind = ResultKind::direction_only;
    std::optional<Favours> favours;  ///< nothing in rows of comparator arms
    std::optional<bool>
        preferred;  ///< yes: the row that speaks for its study; no: only when no other does
    std::optional<double> time, n, baseline_mean, baseline_sd, mean, sd, change_mean, change_sd, yi,
        vi, ci_lb, ci_ub, eta_squared;
    ResultMeasure measure = ResultMeasure::none;
    ResultStatus status = ResultStatus::NA;
};

/// A published pooled result. Signs were turned so that the direction is the outcome's own; `sign_flipped` says where.
struct PublishedPool {
    std::string row, review, source, outcome, subgroup, modality, subtype, intensity, control,
        model, as_printed, status;
    Course course = Course::chronic;
    Better direction = Better::lower_better;
    ResultMeasure measure = ResultMeasure::none;
    std::optional<double> k, n, estimate, ci_lb, ci_ub, z_printed, p_printed, i2, tau2;
    bool sign_flipped = false;
    PooledUse use = PooledUse::words;
};

struct Trials {
    std::vector<TrialStudy> studies;
    std::vector<TrialArm> arms;
    std::vector<TrialResult> results;
    std::vector<PublishedPool> pooled;

    [[nodiscard]] const TrialStudy* study(std::string_view id) const noexcept;
    [[nodiscard]] const TrialArm* arm(std::string_view study, std::string_view id) const noexcept;
};

/// The four tables as they stand in their files.
struct TrialTexts {
    std::string_view studies, arms, results, pooled;
};

/// @param folder  before the table names in places of faults: "trials/"
/// @errors a missing column, text in a numeric column, an unknown word, a doubled row, a row of an unknown study or arm, a
///         comparator among its own exercise arms: each with file, row and column
[[nodiscard]] Checked<Trials> read_trials(const TrialTexts& texts, const std::string& folder);

/// @param folder  before the table names: "trials/" in the packs, "" in a folder of its own
/// @errors as above; a table that is not there
[[nodiscard]] Checked<Trials> read_trials(const PackSource& source,
                                          const std::string& folder = "trials/");

}  // namespace sinew::knowledge
