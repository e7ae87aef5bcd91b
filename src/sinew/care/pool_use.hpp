// The pooling use cases: effects of a table in, what they say together out, with what a reader must know of it.
#pragma once

#include <sinew/care/evidence_design.hpp>
#include <sinew/multilevel/robust.hpp>
#include <sinew/pooling/intervals.hpp>
#include <sinew/pooling/mantel_haenszel.hpp>
#include <sinew/pooling/permutation.hpp>
#include <sinew/pooling/subgroups.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sinew::care {

struct PoolQuestion {
    pooling::Settings settings = {};
    std::optional<std::string> subgroup = {};  ///< a column of the table
    std::optional<pooling::PermutationSettings> permutation = {};
    std::optional<multilevel::Correction> robust = {};  ///< over the clusters of the rows
};

/// Both intervals of tau2; nothing for the common effect and when tau2 was not estimated.
struct Tau2Intervals {
    pooling::Tau2Interval profile, generalised;
};

enum class CountMethod : std::uint8_t { mantel_haenszel, peto };

/// Of an answer that pools counts: `PoolAnswer::fit` then holds its mean, Q, I2 and H2, and `settings` is the common effect.
struct CountAnswer {
    CountMethod method = CountMethod::mantel_haenszel;
    pooling::CountPooling pooled = {};
};

struct PoolAnswer {
    effect::Effects effects;
    pooling::Settings settings;
    pooling::MeanFit fit = {};
    std::vector<double> weights = {};  ///< per cent, one a study
    std::optional<Tau2Intervals> tau2 = {};
    std::string subgroup_column = {};
    std::vector<std::string> subgroup_of = {};  ///< one a study, when there are subgroups
    std::optional<pooling::Subgroups> subgroups = {};
    std::optional<pooling::Permutation> permutation = {};
    std::optional<multilevel::RobustFit> robust = {};  ///< of the mean, by care::cluster_robust
    std::string favours_low = {},
                favours_high = {};  ///< the reader's words for the sides of a picture
    std::optional<CountAnswer> counts = {};
    std::uint64_t seed = 0;
    std::vector<std::string> warnings = {};  ///< sentences, beside those of `effects`
};

/// @errors fewer than two effects; a subgroup column that is not there or has one level; those of room pooling, with rows of the table
[[nodiscard]] Checked<PoolAnswer> pool(effect::Effects effects, const PoolQuestion& question);

struct RegressQuestion {
    pooling::Settings settings = {};
    std::string moderators = {};  ///< "ablat + alloc", "ablat*alloc"
    std::optional<pooling::PermutationSettings> permutation = {};
};

struct RegressAnswer {
    effect::Effects effects;
    EvidenceDesign design;
    pooling::Fit fit = {};
    std::vector<TermTest> terms = {};  ///< what each term says, given the others
    std::optional<Tau2Intervals> tau2 = {};
    std::optional<pooling::Permutation> permutation = {};
    std::uint64_t seed = 0;
    std::vector<std::string> warnings = {};
};

/// @errors as pool; a formula that is none, a moderator that is not a column, has one level, or is determined by the others
[[nodiscard]] Checked<RegressAnswer> regress(effect::Effects effects,
                                             const RegressQuestion& question);

}  // namespace sinew::care
