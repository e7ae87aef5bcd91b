#include <gtest/gtest.h>
#include <sinew/base/random_stream.hpp>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/prescribe/start_dose.hpp>

namespace sinew::prescribe {
namespace {

using domain::Avoid;
using domain::Intensity;
using domain::Limits;
using domain::Range;
using domain::Stage;
using domain::Substance;
using domain::Tier;

const knowledge::PrescriptionPack& pack() {
    static const auto catalogue = knowledge::load_catalogue(knowledge::PackSource::embedded(),
                                                            {knowledge::Part::prescription});
    return (*catalogue)->prescription;
}

Limits limited(std::optional<Intensity> cap, std::optional<int> session = {},
               std::optional<int> weekly = {}, std::optional<int> rest = {}) {
    Limits limits;
    limits.intensity_cap = cap;
    limits.session_min_max = session;
    limits.weekly_min_max = weekly;
    limits.rest_days_min = rest;
    return limits;
}

std::optional<AerobicDose> clipped(Stage stage, Tier tier, const Limits& limits,
                                   std::optional<Substance> substance = {}) {
    return clip_aerobic({stage, tier, &limits, substance, {}}, pack());
}

struct ClipCase {
    const char* what;
    Stage stage;
    Tier tier;
    Limits limits;
    Range pct_hrr, minutes, days;
    int effort_max;
};

/// knowledge/prescription/rules.json, semantics.clip; the first five are its worked examples.
const std::vector<ClipCase> kCases{
    {"moderate cap below the row",
     Stage::S2,
     Tier::F3,
     limited(Intensity::moderate),
     {40, 59},
     {30, 35},
     {3, 5},
     4},
    {"light cap and 15 min",
     Stage::S1,
     Tier::F0,
     limited(Intensity::light, 15),
     {30, 39},
     {15, 15},
     {3, 4},
     2},
    {"week of 150, two rest days",
     Stage::S2,
     Tier::F3,
     limited({}, {}, 150, 2),
     {60, 80},
     {30, 30},
     {3, 5},
     7},
    {"week of 60", Stage::S2, Tier::F3, limited({}, {}, 60), {60, 80}, {20, 20}, {3, 3}, 7},
    {"batch sample P042",
     Stage::S0,
     Tier::F1,
     limited(Intensity::moderate, 20, 90, 2),
     {30, 39},
     {10, 15},
     {3, 5},
     4},
    {"very light",
     Stage::S2,
     Tier::F1,
     limited(Intensity::very_light),
     {0, 29},
     {30, 40},
     {3, 5},
     1},
    {"six rest days", Stage::S1, Tier::F2, limited({}, {}, {}, 6), {40, 59}, {30, 40}, {1, 1}, 7},
    {"seven rest days", Stage::S1, Tier::F2, limited({}, {}, 90, 7), {40, 59}, {30, 40}, {0, 0}, 7},
    {"a session of 3 min", Stage::S0, Tier::F0, limited({}, 3), {30, 39}, {3, 3}, {3, 7}, 7},
    {"a week of 10 min", Stage::S0, Tier::F0, limited({}, {}, 10), {30, 39}, {0, 0}, {3, 3}, 7},
    {"no week at all", Stage::S0, Tier::F0, limited({}, {}, 0), {30, 39}, {0, 0}, {3, 3}, 7},
    {"12 min sessions in 37 min",
     Stage::S1,
     Tier::F0,
     limited({}, 12, 37),
     {30, 45},
     {12, 12},
     {3, 3},
     7},
};

TEST(ClipAerobic, agrees_with_the_table) {
    for (const ClipCase& c : kCases) {
        const auto dose = clipped(c.stage, c.tier, c.limits);
        ASSERT_TRUE(dose) << c.what;
        EXPECT_EQ(dose->pct_hrr, c.pct_hrr) << c.what;
        EXPECT_EQ(dose->minutes, c.minutes)
            << c.what << " " << dose->minutes.low << "-" << dose->minutes.high;
        EXPECT_EQ(dose->days, c.days) << c.what << " " << dose->days.low << "-" << dose->days.high;
        EXPECT_EQ(dose->effort_max, c.effort_max) << c.what;
    }
}

TEST(ClipAerobic, breathing_only_leaves_no_row) {
    EXPECT_FALSE(clipped(Stage::S0, Tier::F1, limited(Intensity::breathing_only)));
    const Limits limits = limited(Intensity::breathing_only);
    EXPECT_FALSE(clip_resistance({Stage::S0, Tier::F1, &limits, {}, {}}, pack()));
}

TEST(ClipAerobic, stimulants_cap_at_moderate_in_s1_only) {
    for (const Substance substance : domain::values_of<Substance>()) {
        const bool stimulant = substance == Substance::methamphetamine ||
                               substance == Substance::cocaine || substance == Substance::poly;
        EXPECT_EQ(clipped(Stage::S1, Tier::F3, {}, substance)->cap,
                  stimulant ? Intensity::moderate : Intensity::vigorous);
        EXPECT_EQ(clipped(Stage::S2, Tier::F3, {}, substance)->cap, Intensity::vigorous);
    }
    EXPECT_EQ(clipped(Stage::S1, Tier::F3, {}, Substance::cocaine)->pct_hrr, (Range{50, 59}));
}

TEST(ClipAerobic, names_each_rule_that_bound) {
    Limits limits = limited(Intensity::light, 15, 30, 3);
    limits.avoid.add(Avoid::vigorous_interval);
    limits.start_light_to_moderate = true;
    const auto dose = clipped(Stage::S1, Tier::F3, limits, Substance::poly);
    for (const char* rule : {"STA-01", "CLP-01", "CLP-02", "CLP-03", "CLP-04", "CLP-06", "CLP-07",
                             "CLP-08", "CLP-09", "CLP-10"})
        EXPECT_NE(std::find(dose->rules.begin(), dose->rules.end(), rule), dose->rules.end())
            << rule;
    EXPECT_EQ(clipped(Stage::S1, Tier::F3, {})->rules.size(), 1u)
        << "nothing bound: only the table speaks";
}

TEST(ClipResistance, keeps_load_and_effort_under_the_cap) {
    Limits limits = limited(Intensity::moderate);
    auto dose = clip_resistance({Stage::S2, Tier::F3, &limits, {}, {}}, pack());
    EXPECT_EQ(dose->pct_1rm, (Range{50, 69}))
        << "70-80 starts above the cap: the whole moderate zone";
    EXPECT_EQ(dose->effort_max, 4);
    limits = {};
    limits.avoid.add(Avoid::valsalva);
    dose = clip_resistance({Stage::S2, Tier::F2, &limits, {}, {}}, pack());
    EXPECT_EQ(dose->pct_1rm, (Range{65, 69}));
    EXPECT_EQ(dose->effort_max, 7);
    limits = limited(Intensity::very_light);
    EXPECT_EQ(clip_resistance({Stage::S0, Tier::F0, &limits, {}, {}}, pack())->pct_1rm,
              (Range{0, 29}));
}

TEST(IntensityCap, the_desired_intensity_lowers_and_never_raises) {
    const Limits limits = limited(Intensity::moderate);
    EXPECT_EQ(intensity_cap({Stage::S2, Tier::F3, &limits, {}, Intensity::light}, pack().clip).zone,
              Intensity::light);
    EXPECT_EQ(
        intensity_cap({Stage::S2, Tier::F3, &limits, {}, Intensity::vigorous}, pack().clip).zone,
        Intensity::moderate);
}

/// Random limits from a stream; about half of each kind are absent.
Limits random_limits(RandomStream& random) {
    Limits limits;
    const auto maybe = [&](int most) {
        return random.below(2) == 0
                   ? std::optional<int>{}
                   : static_cast<int>(random.below(static_cast<std::uint64_t>(most)));
    };
    if (const auto cap = maybe(5)) limits.intensity_cap = static_cast<Intensity>(*cap);
    limits.session_min_max = maybe(61);
    limits.weekly_min_max = maybe(301);
    limits.rest_days_min = maybe(8);
    limits.start_light_to_moderate = random.below(4) == 0;
    if (random.below(4) == 0) limits.avoid.add(Avoid::vigorous_interval);
    if (random.below(4) == 0) limits.avoid.add(Avoid::valsalva);
    return limits;
}

TEST(Clip, never_exceeds_a_limit_and_never_raises_the_row) {
    RandomStream random{20260301, "clip"};
    for (int i = 0; i < 50'000; ++i) {
        const Limits limits = random_limits(random);
        const auto stage = static_cast<Stage>(random.below(3));
        const auto tier = static_cast<Tier>(random.below(4));
        const auto dose = clipped(stage, tier, limits, static_cast<Substance>(random.below(7)));
        if (limits.intensity_cap == Intensity::breathing_only) {
            EXPECT_FALSE(dose);
            continue;
        }
        const auto& row = knowledge::PrescriptionPack::at(pack().start.aerobic, stage, tier);
        ASSERT_TRUE(dose) << i;
        ASSERT_LE(dose->pct_hrr.low, dose->pct_hrr.high) << i;
        ASSERT_LE(dose->minutes.low, dose->minutes.high) << i;
        ASSERT_LE(dose->days.low, dose->days.high) << i;
        ASSERT_LE(dose->pct_hrr.high, row.pct_hrr.high) << i;
        ASSERT_LE(dose->minutes.high, row.minutes.high) << i;
        ASSERT_LE(dose->days.high, row.days.high) << i;
        if (limits.intensity_cap) {
            ASSERT_LE(dose->pct_hrr.high,
                      pack().clip.pct_hrr[static_cast<std::size_t>(*limits.intensity_cap)].high)
                << i;
        }
        if (limits.session_min_max) {
            ASSERT_LE(dose->minutes.high, *limits.session_min_max) << i;
        }
        if (limits.weekly_min_max) {
            ASSERT_LE(dose->minutes.low * dose->days.high, *limits.weekly_min_max) << i;
        }
        if (limits.rest_days_min) {
            ASSERT_LE(dose->days.high, 7 - *limits.rest_days_min) << i;
        }
    }
}

/// Limits as the screening rules write them: minutes in steps of 5, at most four rest days. Outside of these the rounding
/// down of minutes can give back a few minutes a session for days taken away; the week's limit still holds (test above).
Limits in_steps(Limits limits) {
    if (limits.intensity_cap == Intensity::breathing_only) limits.intensity_cap.reset();
    if (limits.session_min_max) limits.session_min_max = *limits.session_min_max / 5 * 5;
    if (limits.weekly_min_max) limits.weekly_min_max = *limits.weekly_min_max / 5 * 5;
    if (limits.rest_days_min) limits.rest_days_min = std::min(*limits.rest_days_min, 4);
    return limits;
}

TEST(Clip, a_tighter_limit_never_gives_a_larger_start) {
    RandomStream random{20260302, "tighter"};
    for (int i = 0; i < 50'000; ++i) {
        const Limits loose = in_steps(random_limits(random));
        Limits tight = loose;
        tight.merge(in_steps(random_limits(random)));
        const auto stage = static_cast<Stage>(random.below(3));
        const auto tier = static_cast<Tier>(random.below(4));
        const auto wide = clipped(stage, tier, loose);
        const auto narrow = clipped(stage, tier, tight);
        ASSERT_LE(narrow->pct_hrr.high, wide->pct_hrr.high) << i;
        ASSERT_LE(narrow->effort_max, wide->effort_max) << i;
        ASSERT_LE(narrow->minutes.low, wide->minutes.low) << i;
        ASSERT_LE(narrow->days.low, wide->days.low) << i;
    }
}

TEST(Clip, the_screening_rules_write_limits_in_steps) {
    const auto catalogue =
        knowledge::load_catalogue(knowledge::PackSource::embedded(), {knowledge::Part::screening});
    for (const auto& rule : (*catalogue)->screening.rules) {
        EXPECT_EQ(rule.limits.session_min_max.value_or(0) % 5, 0) << rule.id;
        EXPECT_EQ(rule.limits.weekly_min_max.value_or(0) % 5, 0) << rule.id;
        EXPECT_LE(rule.limits.rest_days_min.value_or(0), 4) << rule.id;
    }
}

}  // namespace
}  // namespace sinew::prescribe
