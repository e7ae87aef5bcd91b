#include <gtest/gtest.h>
#include <sinew/base/random_stream.hpp>
#include <sinew/knowledge/catalogue.hpp>

namespace sinew::knowledge {
namespace {

using namespace domain;

const Catalogue& catalogue() {
    static const auto loaded = load_catalogue(PackSource::embedded(), {Part::forms});
    return **loaded;
}

FormLimits judge(Stage stage, EnumSet<Caution> cautions, EnumSet<Avoid> bans) {
    return form_limits(catalogue().forms, catalogue().limit_effects, stage, cautions, bans);
}

FormLimit judge(const char* form, Stage stage, EnumSet<Caution> cautions, EnumSet<Avoid> bans) {
    return judge(stage, cautions, bans)[*catalogue().forms.find(form)];
}

TEST(FormLimits, without_cautions_and_bans_all_is_full) {
    for (const FormLimit& limit : judge(Stage::S1, {}, {}).forms) EXPECT_EQ(limit, FormLimit{});
}

TEST(FormLimits, one_caution_is_easier_two_are_seated) {
    EXPECT_EQ(judge("wo_hu", Stage::S1, {Caution::knee}, {}).ceiling, Variant::easier);
    EXPECT_EQ(judge("wo_hu", Stage::S1, {Caution::knee, Caution::orthostatic}, {}).ceiling,
              Variant::seated);
    EXPECT_EQ(judge("wo_hu", Stage::S0, {Caution::knee}, {}).ceiling, Variant::seated);
    EXPECT_EQ(judge("chu_zhao", Stage::S0, {Caution::knee}, {}).ceiling, Variant::full);
    EXPECT_EQ(judge("chu_zhao", Stage::S2, {Caution::seated}, {}).ceiling, Variant::seated);
}

TEST(FormLimits, an_infected_site_that_nobody_has_named_keeps_every_form_seated) {
    const EnumSet<Caution> by_fact{Caution::hand_wrist};
    const EnumSet<Avoid> ban{Avoid::load_affected_limb};
    const auto unnamed = form_limits(catalogue().forms, catalogue().limit_effects, Stage::S1,
                                     by_fact, ban, EnumSet<Caution>{});
    const auto named =
        form_limits(catalogue().forms, catalogue().limit_effects, Stage::S1, by_fact, ban, by_fact);
    const FormIndex stance = *catalogue().forms.find("yu_bei"),
                    press = *catalogue().forms.find("wo_hu");
    EXPECT_EQ(unnamed[stance].ceiling, Variant::seated);  // it may be a leg
    EXPECT_EQ(named[stance].ceiling, Variant::full);
    EXPECT_TRUE(unnamed[press].adaptations.has(Adaptation::no_press));
    EXPECT_TRUE(named[press].adaptations.has(Adaptation::no_press));
}

struct TagCase {
    Avoid ban;
    const char* form;
    Variant ceiling;
    std::optional<Adaptation> adaptation;
};

TEST(FormLimits, do_what_the_table_of_tags_says) {
    // limit_tags.csv, column "forms".
    for (const TagCase& c :
         {TagCase{Avoid::rapid_posture_change, "da_gong", Variant::easier, Adaptation::slow_rise},
          {Avoid::rapid_posture_change, "shou_shi", Variant::full, Adaptation::slow_rise},
          {Avoid::head_below_heart, "wo_hu", Variant::easier, Adaptation::shallow_bend},
          {Avoid::valsalva, "san_pan", Variant::full, Adaptation::soft_exhale},
          {Avoid::heavy_isometric, "chu_zhao", Variant::full, Adaptation::light_press},
          {Avoid::loaded_spinal_flexion, "diao_wei", Variant::easier, Adaptation::neutral_spine},
          {Avoid::end_range_twist, "jiu_gui", Variant::full, Adaptation::half_range},
          {Avoid::fall_risk, "wei_tuo_3", Variant::easier, Adaptation::heels_down},
          {Avoid::fall_risk, "dao_zhuai", Variant::easier, Adaptation::short_stance},
          {Avoid::load_affected_limb, "yu_bei", Variant::seated, std::nullopt},
          {Avoid::prolonged_inward_attention, "yu_bei", Variant::full, Adaptation::outer_anchor},
          {Avoid::vigorous_interval, "san_pan", Variant::full, std::nullopt},
          {Avoid::heat, "wo_hu", Variant::full, std::nullopt}}) {
        const FormLimit limit = judge(c.form, Stage::S1, {}, {c.ban});
        EXPECT_EQ(limit.ceiling, c.ceiling) << c.form << " " << name_of(c.ban);
        EXPECT_FALSE(limit.left_out) << c.form;
        EXPECT_EQ(limit.adaptations.empty(), !c.adaptation) << c.form << " " << name_of(c.ban);
        EXPECT_TRUE(!c.adaptation || limit.adaptations.has(*c.adaptation))
            << c.form << " " << name_of(c.ban);
        EXPECT_EQ(limit.deciding_bans.has(c.ban), c.ceiling != Variant::full)
            << c.form << " " << name_of(c.ban);
    }
}

TEST(FormLimits, a_painful_back_leaves_the_bows_out_and_names_the_ban) {
    const FormLimit bow =
        judge("da_gong", Stage::S2, {Caution::low_back}, {Avoid::load_painful_region});
    EXPECT_TRUE(bow.left_out);
    EXPECT_EQ(bow.deciding_bans, EnumSet<Avoid>{Avoid::load_painful_region});
    EXPECT_FALSE(
        judge("chu_zhao", Stage::S2, {Caution::low_back}, {Avoid::load_painful_region}).left_out);
    EXPECT_EQ(judge("chu_zhao", Stage::S2, {}, {Avoid::load_painful_region}).ceiling,
              Variant::easier);
}

TEST(FormLimits, a_seated_bow_with_a_fragile_spine_is_left_out) {
    EXPECT_FALSE(judge("da_gong", Stage::S2, {}, {Avoid::loaded_spinal_flexion}).left_out);
    EXPECT_TRUE(judge("da_gong", Stage::S2, {Caution::osteoporosis, Caution::orthostatic},
                      {Avoid::loaded_spinal_flexion})
                    .left_out);
}

TEST(FormLimits, still_phases_and_breath_level_take_the_tighter) {
    const auto limits = judge(
        Stage::S1, {}, {Avoid::prolonged_motionless_standing, Avoid::prolonged_inward_attention});
    EXPECT_EQ(limits[0].still_max_s, 15);
    EXPECT_EQ(limits.breath_level_max, 1);
}

TEST(FormLimits, another_ban_never_deepens_a_form) {
    RandomStream chance(20261123, "form limits");
    for (int i = 0; i < 5000; ++i) {
        EnumSet<Caution> cautions;
        EnumSet<Avoid> bans;
        for (const Caution caution : values_of<Caution>())
            if (chance.chance(0.15)) cautions.add(caution);
        for (const Avoid ban : values_of<Avoid>())
            if (chance.chance(0.2)) bans.add(ban);
        const auto stage = static_cast<Stage>(chance.below(3));
        EnumSet<Avoid> more = bans;
        more.add(static_cast<Avoid>(chance.below(24)));
        const FormLimits before = judge(stage, cautions, bans);
        const FormLimits after = judge(stage, cautions, more);
        for (FormIndex form = 0; form < kForms; ++form) {
            ASSERT_LE(after[form].ceiling, before[form].ceiling);
            ASSERT_TRUE(after[form].left_out || !before[form].left_out);
            ASSERT_TRUE(after[form].adaptations.holds(before[form].adaptations));
        }
    }
}

}  // namespace
}  // namespace sinew::knowledge
