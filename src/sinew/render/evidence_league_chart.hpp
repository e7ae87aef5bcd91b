// Square tables of a network as pictures: the league, the net heat matrix, and the chance of every rank.
#pragma once

#include <sinew/figure/scene.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sinew::render {

/// Every treatment against every other. What the picture shows; nothing in it is computed here.
struct LeaguePicture {
    struct Cell {
        double estimate = 0, low = 0, high = 0;  ///< row minus column, analysis scale
        std::optional<double> prediction_low = {}, prediction_high = {};
    };
    std::vector<std::string> treatments = {};   ///< best first
    std::vector<std::vector<Cell>> cells = {};  ///< [row][column]; the diagonal is not read
    std::string measure = "Effect";
    bool exponentiated = false;
    bool small_is_good = true;
    int level_percent = 95;
    int decimals = 2;
    std::string title = {}, subtitle = {}, footnote = {}, description = {};
};
/// Below the diagonal estimates with confidence intervals, above it with prediction intervals. Shade tells which of the two
/// is better and how large the difference is; bold tells that the interval leaves out "no difference".
[[nodiscard]] figure::Scene evidence_league_chart(const LeaguePicture& league);

/// Inconsistency that goes when a design is detached.
struct NetHeatPicture {
    struct Row {
        std::string comparison;   ///< "metformin : placebo"
        std::string design = {};  ///< of more than two treatments; empty otherwise
    };
    std::vector<Row> rows = {};
    std::vector<std::vector<double>> share = {};  ///< [row][column], -1 to 1
    std::vector<std::vector<double>> heat = {};
    std::string title = {}, subtitle = {}, footnote = {}, description = {};
};
[[nodiscard]] figure::Scene evidence_net_heat_chart(const NetHeatPicture& net);

/// P-scores as bars beside the chance of each rank.
struct RankPicture {
    struct Row {
        std::string treatment;
        double p_score = 0;
        std::vector<double> chance = {};  ///< of each rank, first = best
    };
    std::vector<Row> rows = {};  ///< best first
    std::string title = {}, subtitle = {}, footnote = {}, description = {};
};
[[nodiscard]] figure::Scene evidence_rank_chart(const RankPicture& ranks);

}  // namespace sinew::render
