// One outcome of one person over days: answers, level with its band, changes, alerts, and the days without an answer.
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/care/knowledge_use.hpp>
#include <sinew/figure/scene.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sinew::render {

/// What the picture shows; nothing in it is computed here.
struct TrendPicture {
    struct Answer {
        Day day;
        double value = 0;
    };
    struct Level {
        Day day;
        double level = 0;
        std::optional<double> low = {}, high = {};  ///< the band
    };
    struct Mark {
        Day day;
        std::string label;  ///< "level changed", "left"; may be empty
    };
    struct Line {
        double value = 0;
        std::string label;
    };
    std::string outcome;  ///< with its unit: "craving (0–10)"
    std::vector<Answer> answers;
    std::vector<Level> level;
    std::string band_name;      ///< "95 % interval"; empty = the pack's words
    std::vector<Mark> changes;  ///< where the level changed
    std::vector<Day> alerts;    ///< days that an alert was raised on
    std::vector<Day> missing;   ///< days that were expected and have no answer
    std::vector<Day> practice;  ///< days with practice: small marks on the axis (N-of-1)
    std::vector<Line> limits;   ///< control limits, thresholds of real change
    std::optional<double> lowest = {},
                          highest = {};  ///< ends of the scale, when the outcome has them
    std::string title, subtitle, footnote;
};

[[nodiscard]] figure::Scene trend_picture(const TrendPicture& trend, const care::Words& words);

}  // namespace sinew::render
