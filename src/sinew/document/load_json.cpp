#include <sinew/base/text.hpp>
#include <sinew/care/dose_arithmetic.hpp>
#include <sinew/document/load_json.hpp>

namespace sinew::document {
namespace {

OrderedJson printed(const std::optional<double>& value, int decimals) {
    if (!value) return nullptr;
    return care::DoseArithmetic::printed(*value, decimals);
}

const char* flag_name(care::LoadFlag flag) {
    switch (flag) {
        case care::LoadFlag::none: return "";
        case care::LoadFlag::incomplete_week: return "incomplete_week";
        case care::LoadFlag::no_load: return "no_load";
        case care::LoadFlag::no_variation: return "no_variation";
        case care::LoadFlag::monotony_amber: return "monotony_amber";
    }
    return "";
}

OrderedJson week_json(const care::LoadWeek& week, const knowledge::LoadSpec::Decimals& decimals,
                      const knowledge::Words& words) {
    OrderedJson days = OrderedJson::array();
    for (const auto& day : week.days) days.push_back(printed(day, 1));
    const std::string flag = flag_name(week.week.flag);
    return {{"first_day", day_text(week.first)},
            {"days", std::move(days)},
            {"load", printed(week.week.weekly, 1)},
            {"daily_mean", printed(week.week.daily_mean, decimals.sd_mean)},
            {"monotony", printed(week.week.monotony, decimals.monotony)},
            {"strain", printed(week.week.strain, decimals.strain)},
            {"flag", flag.empty() ? OrderedJson(nullptr) : OrderedJson(flag)},
            {"flag_text", flag.empty() ? "" : words("load.flag." + flag)},
            {"change_pct", printed(week.change.change_pct, decimals.percent)}};
}

}  // namespace

OrderedJson load_history_json(const care::LoadHistory& history,
                              const knowledge::Catalogue& catalogue,
                              const knowledge::Words& words) {
    const auto& decimals = catalogue.prescription.load.decimals;
    OrderedJson weeks = OrderedJson::array();
    for (const care::LoadWeek& week : history.weeks)
        weeks.push_back(week_json(week, decimals, words));
    return {{"weeks", std::move(weeks)},
            {"acute_to_chronic",
             {{"coupled", printed(history.acute_to_chronic.coupled, decimals.acwr)},
              {"uncoupled", printed(history.acute_to_chronic.uncoupled, decimals.acwr)},
              {"building_baseline", history.acute_to_chronic.building_baseline}}},
            {"weighted_averages",
             {{"acute_days", catalogue.load.acute_days},
              {"chronic_days", catalogue.load.chronic_days},
              {"acute", printed(history.acute, decimals.ewma)},
              {"chronic", printed(history.chronic, decimals.ewma)},
              {"ratio", printed(history.ratio, decimals.ewma)},
              {"known_days", history.known_days},
              {"building_baseline", !history.ratio.has_value()}}},
            {"say", words("load.critique")},
            {"rules", {"LOD-01", "LOD-02", "LOD-03", "LOD-04", "LOD-05", "LOD-06"}}};
}

}  // namespace sinew::document
