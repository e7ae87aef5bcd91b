#include <sinew/effect/reading.hpp>
#include <sinew/effect/row_name.hpp>
#include <sinew/numerics/distributions.hpp>

#include <gtest/gtest.h>
#include <cmath>
#include <numbers>

namespace sinew::effect {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Checked<Effects> read(std::vector<std::string> columns, Rows rows,
                      const EffectsQuestion& question = {}) {
    return effects_of({"t", std::move(columns), std::move(rows)}, question);
}

/// The only fault, as one line.
std::string fault(const Checked<Effects>& effects) {
    if (effects) return "no fault";
    EXPECT_EQ(effects.error().list().size(), 1U);
    return to_line(effects.error().list().front());
}

TEST(EffectReading, takes_a_variance_a_standard_error_or_an_interval) {
    const double z = numerics::normal_quantile(0.975);
    for (const auto& [column, cell] : {std::pair{"vi", 0.04}, std::pair{"sei", 0.2}}) {
        const auto effects = read({"study", "yi", column}, {{"A", "0.5", std::to_string(cell)}});
        ASSERT_TRUE(effects) << fault(effects);
        EXPECT_DOUBLE_EQ(effects->yi[0], 0.5);
        EXPECT_NEAR(effects->vi[0], 0.04, 1e-15);
    }
    const auto of_interval =
        read({"yi", "ci_lb", "ci_ub", "level"},
             {{"0.5", "0.1", "0.9", "95"}, {"0.5", "0.1", "0.9", ""}, {"0", "-1", "1", "90"}});
    ASSERT_TRUE(of_interval) << fault(of_interval);
    EXPECT_NEAR(of_interval->vi[0], std::pow(0.4 / z, 2), 1e-15);
    EXPECT_EQ(of_interval->vi[1], of_interval->vi[0]);
    EXPECT_NEAR(of_interval->vi[2], std::pow(1 / numerics::normal_quantile(0.95), 2), 1e-14);
    EXPECT_EQ(of_interval->rows[2].study, "row 3");
}

TEST(EffectReading, takes_a_printed_ratio_to_the_log_scale) {
    const auto effects = read({"study", "ratio", "ratio_lb", "ratio_ub"},
                              {{"Goutham2026", "4.40", "2.40", "8.07"}}, {.measure = Measure::HR});
    ASSERT_TRUE(effects) << fault(effects);
    EXPECT_NEAR(effects->yi[0], 1.48160, 1e-5);
    EXPECT_NEAR(std::sqrt(effects->vi[0]), 0.30936, 1e-4);  // golden G49
    EXPECT_EQ(effects->measure, Measure::HR);
}

TEST(EffectReading, a_missing_cell_leaves_its_row_out_and_lists_it) {
    const auto effects = read({"study", "yi", "var"},
                              {{"A", "1", "1"}, {"B", "", "1"}, {"", "1", "1"}, {"D", "1", ""}},
                              {.renames = {{"vi", "var"}}});
    ASSERT_TRUE(effects) << fault(effects);
    EXPECT_EQ(effects->size(), 1U);
    ASSERT_EQ(effects->rows_left_out.size(), 3U);
    EXPECT_EQ(effects->rows_left_out[0].row, 2U);
    EXPECT_EQ(effects->rows_left_out[0].column, "yi");
    EXPECT_EQ(effects->rows_left_out[1].column, "study");
    EXPECT_EQ(effects->rows_left_out[2].column, "var");
}

TEST(EffectReading, what_cannot_be_used_is_refused_with_row_column_and_remedy) {
    EXPECT_EQ(fault(read({"yi", "vi"}, {{"1", "1"}, {"1", "-0.1"}})),
              "t:row 2:vi: a variance of -0.1 (it must be above zero; leave the cell empty when it "
              "was not reported)");
    EXPECT_NE(fault(read({"yi", "vi"}, {{"1", "0"}})).find("row 1:vi: a variance of 0"),
              std::string::npos);
    EXPECT_NE(fault(read({"yi", "se"}, {{"38 + 38", "1"}}, {.renames = {{"sei", "se"}}}))
                  .find("t:row 1:yi: \"38 + 38\" is not a number"),
              std::string::npos);
    EXPECT_NE(fault(read({"yi", "sei"}, {{"median 13.5", "1"}})).find("row 1:yi"),
              std::string::npos);
    EXPECT_NE(fault(read({"yi", "ci_lb", "ci_ub"}, {{"0.19", "-0.57", "0.18"}}))
                  .find("outside its own interval"),
              std::string::npos);
    EXPECT_NE(fault(read({"yi", "ci_lb", "ci_ub"}, {{"0.19", "0.3", "0.1"}})).find("lower limit"),
              std::string::npos);
    EXPECT_NE(fault(read({"yi", "vi", "measure"}, {{"1", "1", "SDM"}})).find("unknown measure"),
              std::string::npos);
    EXPECT_NE(fault(read({"yi", "vi"}, {{"", "1"}})).find("0 of 1 rows gave an effect"),
              std::string::npos);
    EXPECT_NE(fault(read({"yi", "vi"}, {{"1", "1"}}, {.renames = {{"yi", "yl"}}}))
                  .find("did you mean yi?"),
              std::string::npos);
}

TEST(EffectReading, every_fault_of_a_table_is_told_at_once) {
    const auto effects = read({"yi", "vi"}, {{"x", "-1"}, {"y", "1"}, {"1", "1"}});
    ASSERT_FALSE(effects);
    EXPECT_EQ(effects.error().list().size(), 3U);
}

TEST(EffectReading, mixed_measures_are_refused_and_odds_ratios_beside_smds_converted_when_asked) {
    const std::vector<std::string> columns{"study", "yi", "vi", "measure"};
    const Rows rows{{"A", "0.5", "0.04", "SMD"}, {"B", "0.9", "0.09", "OR"}};
    EXPECT_NE(fault(read(columns, rows)).find("--convert"), std::string::npos);
    const auto effects = read(columns, rows, {.convert = true});
    ASSERT_TRUE(effects) << fault(effects);
    const double factor = std::sqrt(3.0) / std::numbers::pi;
    EXPECT_DOUBLE_EQ(effects->yi[0], 0.5);
    EXPECT_NEAR(effects->yi[1], 0.9 * factor, 1e-15);
    EXPECT_NEAR(effects->vi[1], 0.09 * factor * factor, 1e-15);
    EXPECT_EQ(effects->measure, Measure::SMD);
    EXPECT_NE(effects->warnings.at(0).find("rows 2"), std::string::npos);
    const auto odds = read(columns, rows, {.measure = Measure::OR, .convert = true});
    ASSERT_TRUE(odds) << fault(odds);
    EXPECT_NEAR(odds->yi[0], 0.5 / factor, 1e-15);
    EXPECT_NE(
        fault(read(columns, {{"A", "1", "1", "SMD"}, {"B", "1", "1", "MD"}}, {.convert = true}))
            .find("pool each measure by itself"),
        std::string::npos);
    EXPECT_NE(fault(read(columns, {{"A", "1", "1", "MD"}}, {.measure = Measure::SMD}))
                  .find("--measure says SMD"),
              std::string::npos);
}

TEST(EffectReading, nothing_is_turned_silently) {
    const std::vector<std::string> columns{"study", "yi", "vi", "direction"};
    const Rows rows{{"A", "-0.5", "0.04", "lower_better"}, {"B", "0.9", "0.09", "higher_better"}};
    EXPECT_NE(fault(read(columns, rows)).find("higher_better in rows 2"), std::string::npos);
    const auto effects = read(columns, rows, {.align = Direction::lower_better});
    ASSERT_TRUE(effects) << fault(effects);
    EXPECT_DOUBLE_EQ(effects->yi[0], -0.5);
    EXPECT_DOUBLE_EQ(effects->yi[1], -0.9);
    EXPECT_NE(effects->warnings.at(0).find("rows 2"), std::string::npos);
    EXPECT_EQ(effects->direction, Direction::lower_better);
    EXPECT_NE(fault(read(columns, {{"A", "1", "1", "down"}})).find("unknown direction"),
              std::string::npos);
}

TEST(EffectReading, labels_are_unlike_and_repeated_studies_are_told) {
    const auto effects =
        read({"study", "yi", "vi", "effect_id", "cluster"}, {{"A", "1", "1", "x", "c1"},
                                                             {"A", "1", "1", "y", "c1"},
                                                             {"B", "1", "1", "", ""},
                                                             {"A", "1", "1", "x", "c2"}});
    ASSERT_TRUE(effects) << fault(effects);
    EXPECT_EQ(effects->rows[0].label, "A (x) [row 1]");
    EXPECT_EQ(effects->rows[1].label, "A (y)");
    EXPECT_EQ(effects->rows[2].label, "B");
    EXPECT_EQ(effects->rows[2].cluster, "B");
    EXPECT_EQ(effects->cluster_numbers(), (std::vector<std::size_t>{0, 0, 1, 2}));
    EXPECT_NE(repeated_studies(*effects).value_or("").find("A stands in 3 rows"),
              std::string::npos);
}

TEST(EffectReading, moderators_are_numbers_or_levels_in_byte_order) {
    auto effects = *read({"yi", "vi", "ablat", "alloc", "empty"}, {{"1", "1", "44", "random", ""},
                                                                   {"1", "1", "", "alternate", ""},
                                                                   {"1", "1", "13", "Random", ""}});
    const auto ablat = *moderator_of(effects, "ablat");
    EXPECT_TRUE(ablat.numeric);
    EXPECT_EQ(ablat.numbers[2], 13);
    EXPECT_TRUE(std::isnan(ablat.numbers[1]));
    const auto alloc = *moderator_of(effects, "alloc");
    EXPECT_FALSE(alloc.numeric);
    EXPECT_EQ(alloc.levels, (std::vector<std::string>{"Random", "alternate", "random"}));
    EXPECT_FALSE(moderator_of(effects, "empty")->numeric);
    EXPECT_NE(moderator_of(effects, "ablatt").error().hint.find("ablat"), std::string::npos);
    ASSERT_TRUE(keep_complete(effects, {"alloc", "ablat"}));
    EXPECT_EQ(effects.size(), 2U);
    EXPECT_EQ(effects.rows_left_out.at(0).row, 2U);
    EXPECT_EQ(effects.rows_left_out.at(0).column, "ablat");
}

}  // namespace
}  // namespace sinew::effect
