#include <sinew/render/load_history_picture.hpp>

#include <limits>

namespace sinew::render {

figure::Scene load_history_picture(const care::LoadHistory& history,
                                   const knowledge::Catalogue& catalogue,
                                   const knowledge::Words& words) {
    LoadPicture picture;
    picture.unit = words("load.unit");
    for (const care::LoadDay& day : history.days)
        picture.days.push_back({.day = day.day,
                                .load = day.load.value_or(std::numeric_limits<double>::quiet_NaN()),
                                .acute = day.acute,
                                .chronic = day.chronic,
                                .ratio = day.ratio});
    for (const care::LoadWeek& week : history.weeks)
        picture.weeks.push_back(
            {.monday = week.first, .monotony = week.week.monotony, .strain = week.week.strain});
    const auto mean_name = [&](int days) {
        return words("load.mean_of_days", {{"days", std::to_string(days)}});
    };
    picture.acute_name = mean_name(catalogue.load.acute_days);
    picture.chronic_name = mean_name(catalogue.load.chronic_days);
    picture.monotony_line = catalogue.prescription.load.monotony_amber;
    picture.footnote = words("load.picture_note");
    return load_picture(picture, words);
}

}  // namespace sinew::render
