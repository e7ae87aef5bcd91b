// The forest plot: studies with their intervals and weights, blocks of subgroups, diamonds, prediction intervals.
#pragma once

#include <sinew/figure/scene.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sinew::render {

/// An estimate with its interval, on the analysis scale.
struct EvidenceInterval {
    double estimate = 0, low = 0, high = 0;
};

/// How the values of a picture of evidence are told and what its sides mean.
struct EvidenceScale {
    std::string measure =
        "Effect";                ///< "Standardised mean difference", "Risk ratio": with its unit
    bool exponentiated = false;  ///< values are logarithms: a logarithmic axis tells the ratios
    std::optional<double> null_value = 0.0;           ///< no effect, on the analysis scale
    std::string favours_low = {}, favours_high = {};  ///< "favours exercise"; empty = not known
    int level_percent = 95;                           ///< of every interval
    int decimals = 2;
};

/// The words of the table, for a page in another language.
struct ForestWords {
    std::string study = "Study", weight = "Weight";
    std::string interval = "{level} % CI";  ///< heading of the interval's column
    std::string prediction = "Prediction interval";
};

/// What the picture shows; nothing in it is computed here.
struct ForestPicture {
    struct Study {
        std::string name;
        EvidenceInterval value;
        std::optional<double> weight_percent = {};  ///< 0 to 100: the area of the square
        std::vector<std::string> cells = {};        ///< one for each of `columns`
        bool faint = false;  ///< a filled-in study, or one that is not pooled: a hollow square
    };
    struct Pooled {
        std::string label;  ///< "Random effects (REML)"
        EvidenceInterval value;
        std::optional<double> prediction_low = {}, prediction_high = {};
        std::optional<double> weight_percent = {};
        bool main = true;  ///< false: hollow diamond, beside the one that counts
    };
    struct Block {
        std::string heading = {};  ///< of a subgroup; empty when there is one block
        std::vector<Study> studies = {};
        std::optional<Pooled> pooled = {};
        std::string note = {};  ///< heterogeneity of the block
    };
    std::vector<std::string> columns = {};  ///< headings between names and the plot: "Events / n"
    std::vector<Block> blocks = {};
    std::vector<Pooled> pooled = {};      ///< over all studies
    std::vector<std::string> notes = {};  ///< under the last diamond: heterogeneity, subgroup test
    EvidenceScale scale = {};
    ForestWords words = {};
    bool same_squares = false;  ///< cumulative and leave-one-out plots: no weights
    std::string title = {}, subtitle = {}, footnote = {};
    std::string description = {};  ///< what a screen reader says; empty = every study is told
};

/// Never fails: an interval that leaves the axis ends in an arrow, a value that is not finite is said in words.
[[nodiscard]] figure::Scene evidence_forest_chart(const ForestPicture& forest);

}  // namespace sinew::render
