// Training load as a picture: a bar a day, the two moving means, their ratio, monotony by week.
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/care/knowledge_use.hpp>
#include <sinew/figure/scene.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sinew::render {

/// What the picture shows; nothing in it is computed here. NaN and absent = not known, and shown as a gap.
struct LoadPicture {
    struct OneDay {
        Day day;
        double load = 0;  ///< NaN: nobody knows whether there was a session
        std::optional<double> acute = {}, chronic = {}, ratio = {};
    };
    struct OneWeek {
        Day monday;
        std::optional<double> monotony = {}, strain = {};
    };
    std::string unit;  ///< "TRIMP", "session RPE x min": in brackets after the axis name
    std::vector<OneDay> days;
    std::vector<OneWeek> weeks;
    std::string acute_name, chronic_name;      ///< "7-day mean"; empty = the pack's words
    std::optional<double> monotony_line = {};  ///< drawn and labelled when a pack names one
    std::string footnote;                      ///< method, settings, source
};

[[nodiscard]] figure::Scene load_picture(const LoadPicture& load, const care::Words& words);

}  // namespace sinew::render
