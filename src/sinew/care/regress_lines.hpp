// What a regression says over one of its moderators: lines over a number, means of groups over a text column.
#pragma once

#include <sinew/care/pool_use.hpp>

namespace sinew::care {

/// The fitted effect somewhere, with its interval and where a new study's true effect lies (NaN for the common effect).
struct FittedPlace {
    double x = 0;  ///< of the moderator, or the number of its level
    double effect = 0, ci_lb = 0, ci_ub = 0, pi_lb = 0, pi_ub = 0;
};

struct FittedLine {
    std::string group = {};  ///< level of the splitting column; empty when there is one line
    std::vector<FittedPlace> places = {};
};

/// One study on the picture.
struct RegressPoint {
    double x = 0, effect = 0, weight = 0;  ///< weight: 1 / (v + tau2)
    std::size_t line = 0;
    std::string label = {};
};

struct RegressLines {
    std::string over = {};  ///< the moderator on the axis
    bool numeric = false;
    std::vector<std::string> levels = {};  ///< of `over`, when it is text
    std::string split = {};  ///< text column with a line a level; empty when there is one line
    std::vector<FittedLine> lines = {};
    std::vector<RegressPoint> points = {};
    std::vector<std::string> held = {};  ///< "age at 41.2 (mean)" of every other moderator
};

/// @param over  a moderator of the formula; nothing: the first number among them, else the first
/// @errors not_found: the formula has no such moderator, or none at all
[[nodiscard]] Result<RegressLines> regress_lines(const RegressAnswer& answer,
                                                 const std::optional<std::string>& over);

}  // namespace sinew::care
