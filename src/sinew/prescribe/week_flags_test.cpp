#include <gtest/gtest.h>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/prescribe/week_flags.hpp>

namespace sinew::prescribe {
namespace {

using domain::WeekFlag;
using domain::WeekFlags;

const knowledge::AdaptationSpec& spec() {
    static const auto catalogue = knowledge::load_catalogue(knowledge::PackSource::embedded(),
                                                            {knowledge::Part::prescription});
    return (*catalogue)->prescription.adaptation;
}

struct FlagCase {
    const char* what;
    WeekMeasures week;
    WeekFlags flags;
};

WeekMeasures with(auto WeekMeasures::*member, auto value) {
    WeekMeasures week;
    week.*member = value;
    return week;
}
using Series = std::vector<std::optional<double>>;

TEST(WeekFlags, agree_with_the_table) {
    // knowledge/prescription/rules.json, adaptation.flags
    const std::vector<FlagCase> cases{
        {"nothing measured", {}, {}},
        {"effort +1 twice",
         with(&WeekMeasures::effort_excess, Series{1, 0, 1}),
         {WeekFlag::effort_plus1_x2}},
        {"effort +1 once", with(&WeekMeasures::effort_excess, Series{1, 0.9}), {}},
        {"effort +2 twice",
         with(&WeekMeasures::effort_excess, Series{2, 2.5, 1}),
         {WeekFlag::effort_plus2_x2}},
        {"effort +2 and +1",
         with(&WeekMeasures::effort_excess, Series{2, 1}),
         {WeekFlag::effort_plus1_x2}},
        {"both mornings +6",
         with(&WeekMeasures::rhr_delta_last2, Series{6, 12}),
         {WeekFlag::rhr_plus6_9_2d}},
        {"both mornings +10",
         with(&WeekMeasures::rhr_delta_last2, Series{10, 10}),
         {WeekFlag::rhr_plus10_2d}},
        {"one morning +9", with(&WeekMeasures::rhr_delta_last2, Series{0, 9}), {}},
        {"one morning known", with(&WeekMeasures::rhr_delta_last2, Series{12}), {}},
        {"one morning missing", with(&WeekMeasures::rhr_delta_last2, Series{std::nullopt, 12}), {}},
        {"older mornings do not count",
         with(&WeekMeasures::rhr_delta_last2, Series{12, 12, 0}),
         {}},
        {"HRV below -0.5",
         with(&WeekMeasures::lnrmssd_z_last3, Series{-0.6, -0.51, -2}),
         {WeekFlag::lnrmssd_low_3d}},
        {"HRV at -0.5", with(&WeekMeasures::lnrmssd_z_last3, Series{-0.6, -0.5, -2}), {}},
        {"sleep under 6",
         with(&WeekMeasures::sleep_h_last3, Series{5.9, 5, 4}),
         {WeekFlag::sleep_lt6_3n}},
        {"sleep of 6", with(&WeekMeasures::sleep_h_last3, Series{6, 5, 4}), {}},
        {"sleep under 5",
         with(&WeekMeasures::sleep_h_last3, Series{4.9, 4, 4}),
         {WeekFlag::sleep_lt5_3n}},
        {"two nights known", with(&WeekMeasures::sleep_h_last3, Series{4, 4}), {}},
        {"pain +2", with(&WeekMeasures::pain_change, 2.0), {WeekFlag::pain_plus2}},
        {"pain +1", with(&WeekMeasures::pain_change, 1.0), {}},
        {"PHQ-9 +3", with(&WeekMeasures::phq9_change, 3.0), {WeekFlag::phq9_plus3_4}},
        {"PHQ-9 +4", with(&WeekMeasures::phq9_change, 4.0), {WeekFlag::phq9_plus3_4}},
        {"PHQ-9 +5", with(&WeekMeasures::phq9_change, 5.0), {WeekFlag::phq9_plus5}},
        {"craving up twice",
         with(&WeekMeasures::craving_delta_last3, Series{5, std::nullopt, 1}),
         {WeekFlag::craving_up_2of3}},
        {"craving up once", with(&WeekMeasures::craving_delta_last3, Series{5, 0, -3}), {}},
        {"older sessions do not count",
         with(&WeekMeasures::craving_delta_last3, Series{5, 5, 0, 0}),
         {}},
        {"monotony 2", with(&WeekMeasures::monotony, 2.0), {WeekFlag::monotony_ge2}},
        {"monotony 1.99", with(&WeekMeasures::monotony, 1.99), {}},
        {"COWS band", with(&WeekMeasures::cows_band_up, true), {WeekFlag::cows_band_up}},
    };
    for (const FlagCase& c : cases)
        EXPECT_EQ(week_flags(c.week, spec()).bits(), c.flags.bits()) << c.what;
}

}  // namespace
}  // namespace sinew::prescribe
