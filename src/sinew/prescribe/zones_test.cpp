#include <gtest/gtest.h>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/prescribe/energy.hpp>
#include <sinew/prescribe/rounding.hpp>
#include <sinew/prescribe/vo2_reserve.hpp>
#include <sinew/prescribe/zones.hpp>

namespace sinew::prescribe {
namespace {

using domain::Intensity;
using domain::Scale;

const knowledge::PrescriptionPack& pack() {
    static const auto catalogue = knowledge::load_catalogue(knowledge::PackSource::embedded(),
                                                            {knowledge::Part::prescription});
    return (*catalogue)->prescription;
}

std::optional<Intensity> zone(Scale scale, double value) {
    return zone_of(pack().scales[static_cast<std::size_t>(scale)], value);
}

struct Row {
    Scale scale;
    std::array<double, 5> lower;
    double top;
};

/// Lower bounds: semantics.zone_boundaries of the pack (garber2011); tops: the batch contract.
const std::array<Row, 7> kRows{{{Scale::pct_hrr, {0, 30, 40, 60, 90}, 100},
                                {Scale::pct_hrmax, {0, 57, 64, 77, 96}, 100},
                                {Scale::pct_vo2max, {0, 37, 46, 64, 91}, 100},
                                {Scale::borg, {6, 9, 12, 14, 18}, 20},
                                {Scale::effort, {0, 2, 3, 5, 8}, 10},
                                {Scale::mets, {0, 2, 3, 6, 8.8}, 30},
                                {Scale::pct_1rm, {0, 30, 50, 70, 85}, 100}}};

TEST(ZoneOf, a_value_belongs_to_the_bound_it_has_reached) {
    for (const Row& row : kRows)
        for (std::size_t i = 0; i < 5; ++i) {
            const auto here = static_cast<Intensity>(i + 1);
            EXPECT_EQ(zone(row.scale, row.lower[i]), here)
                << name_of(row.scale) << " " << row.lower[i];
            const auto before = i == 0 ? std::nullopt : std::optional{static_cast<Intensity>(i)};
            EXPECT_EQ(zone(row.scale, row.lower[i] - 0.01), before)
                << name_of(row.scale) << " " << row.lower[i];
        }
}

TEST(ZoneOf, nothing_lies_above_the_scale) {
    for (const Row& row : kRows) {
        EXPECT_EQ(zone(row.scale, row.top), Intensity::near_maximal);
        EXPECT_EQ(zone(row.scale, row.top + 0.01), std::nullopt) << name_of(row.scale);
    }
}

TEST(PctVo2Reserve, the_endorphin_threshold_is_upper_moderate) {
    EXPECT_EQ(rounded(*pct_vo2_reserve(35, 0.6, pack().energy), 2),
              55.56);  // worked example, acsm_met
    EXPECT_EQ(rounded(*pct_vo2_reserve(25, 0.6, pack().energy), 2), 53.49);
    EXPECT_EQ(*pct_vo2_reserve(35, 0.46, pack().energy), 40) << "exactly 40: (16.1 - 3.5) / 31.5";
    EXPECT_EQ(zone(Scale::pct_hrr, *pct_vo2_reserve(35, 0.46, pack().energy)), Intensity::moderate);
    EXPECT_FALSE(pct_vo2_reserve(3.5, 0.6, pack().energy)) << "no reserve, no share of it";
}

TEST(EnergyDose, agrees_with_the_worked_examples) {
    const EnergyDose dose = energy_dose(80, 12, 6, pack().energy);
    EXPECT_EQ(dose.kcal_week, 960);
    EXPECT_EQ(dose.kcal_min, 8.4);
    EXPECT_EQ(rounded(*dose.min_week, 1), 114.3);
    EXPECT_EQ(met_minutes(4, 150), 600);
    EXPECT_EQ(minutes_for(180, 4), 45);
    EXPECT_FALSE(minutes_for(180, 0));
    EXPECT_FALSE(energy_dose(80, 12, 0, pack().energy).min_week);
}

TEST(Rounding, is_half_away_from_zero_and_never_minus_nothing) {
    EXPECT_EQ(rounded(2.5, 0), 3);
    EXPECT_EQ(rounded(-2.5, 0), -3);
    EXPECT_EQ(rounded(1.005, 2), 1.01) << "a short decimal rounds as it is written";
    EXPECT_FALSE(std::signbit(rounded(-0.04, 1)));
}

TEST(Rounding, minutes_go_to_the_nearest_five_halves_down) {
    for (const auto& [minutes, wanted] : std::vector<std::pair<double, double>>{{22.5, 20},
                                                                                {22.6, 25},
                                                                                {24, 25},
                                                                                {18, 20},
                                                                                {17.5, 15},
                                                                                {2.5, 0},
                                                                                {0, 0},
                                                                                {1.2 * 35, 40}})
        EXPECT_EQ(nearest_step(minutes, 5), wanted) << minutes;
    EXPECT_EQ(floor_step(1.2 * 30 * 3 / 4, 5), 25);
    EXPECT_EQ(floor_step(0.1 * 3 * 50, 5), 15) << "0.1 * 3 is a hair above 0.3, 15 is still 15";
}

}  // namespace
}  // namespace sinew::prescribe
