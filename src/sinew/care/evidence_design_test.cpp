#include <sinew/care/evidence_design.hpp>
#include <sinew/care/evidence_formula.hpp>

#include <gtest/gtest.h>

namespace sinew::care {
namespace {

effect::Effects made_effects() {
    effect::Effects made;
    made.table = "made.csv";
    made.columns = {"kind", "setting", "weeks", "age"};
    const std::vector<std::vector<std::string>> rows = {
        {"run", "in", "4", "30"},   {"run", "out", "8", "31"},  {"walk", "in", "12", "45"},
        {"walk", "out", "6", "33"}, {"run", "in", "10", "28"},  {"walk", "in", "9", "52"},
        {"run", "out", "5", "40"},  {"walk", "out", "7", "39"},
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        made.yi.push_back(0.1 * static_cast<double>(i));
        made.vi.push_back(0.04);
        made.rows.push_back({.row = i + 1, .study = "s", .cells = rows[i]});
    }
    return made;
}

std::vector<std::string> names(std::string_view formula) {
    effect::Effects effects = made_effects();
    const auto design = design_of(effects, formula);
    EXPECT_TRUE(design) << formula;
    return design ? design->names : std::vector<std::string>{};
}

using Names = std::vector<std::string>;

TEST(EvidenceFormula, reads_products_as_R_does) {
    EXPECT_EQ(names("kind*weeks"), (Names{"intrcpt", "kindwalk", "weeks", "kindwalk:weeks"}));
    EXPECT_EQ(names("weeks:kind + kind"),
              (Names{"intrcpt", "kindwalk", "weeks:kindrun", "weeks:kindwalk"}));
    EXPECT_EQ(names("kind:weeks"), (Names{"intrcpt", "kindrun:weeks", "kindwalk:weeks"}));
    EXPECT_EQ(names("0 + kind*setting"),
              (Names{"kindrun", "kindwalk", "settingout", "kindwalk:settingout"}));
    EXPECT_EQ(names("0 + kind:setting"), (Names{"kindrun:settingin", "kindwalk:settingin",
                                                "kindrun:settingout", "kindwalk:settingout"}));
    EXPECT_EQ(names("kind*setting*weeks").size(), 8U);
    EXPECT_EQ(names("weeks*age + kind"),
              (Names{"intrcpt", "weeks", "age", "kindwalk", "weeks:age"}));
    EXPECT_EQ(names("kind*weeks + weeks").size(), 4U) << "a part of a product may stand alone too";
    EXPECT_EQ(names("weeks:weeks"), (Names{"intrcpt", "weeks"}));
}

TEST(EvidenceFormula, refuses_what_is_no_formula) {
    for (const char* formula :
         {"kind*", "*kind", "kind:", "kind + ", "kind**weeks", "a + a", "a*b*c*d*e*f*g"}) {
        const auto read = read_evidence_formula(formula);
        ASSERT_FALSE(read) << formula;
        EXPECT_EQ(read.error().where, "--mods");
        EXPECT_FALSE(read.error().hint.empty());
    }
}

TEST(EvidenceDesign, columns_of_a_product_are_products_of_columns) {
    effect::Effects effects = made_effects();
    const auto design = design_of(effects, "kind*weeks").value();
    for (std::size_t row = 0; row < effects.size(); ++row)
        EXPECT_EQ(design.x.at(row, 3), design.x.at(row, 1) * design.x.at(row, 2));
    ASSERT_EQ(design.terms.size(), 3U);
    EXPECT_EQ(design.terms[2].name, "kind:weeks");
    EXPECT_TRUE(design.terms[2].interaction);
    EXPECT_TRUE(design.interacts());
}

TEST(EvidenceDesign, names_the_levels_that_no_row_has_together) {
    effect::Effects effects = made_effects();
    effects.rows[1].cells[1] = effects.rows[6].cells[1] = "in";  // nobody runs outside
    const auto design = design_of(effects, "kind*setting");
    ASSERT_FALSE(design);
    EXPECT_NE(design.error().what.find("kind = run with setting = out"), std::string::npos)
        << design.error().what;
    EXPECT_EQ(design.error().where, "--mods: kind:setting");
    EXPECT_NE(design.error().hint.find("kind + setting"), std::string::npos);
}

TEST(EvidenceDesign, names_the_level_whose_slope_cannot_be_told) {
    effect::Effects effects = made_effects();
    for (effect::EffectRow& row : effects.rows)
        if (row.cells[0] == "walk") row.cells[2] = "8";
    const auto design = design_of(effects, "kind*weeks");
    ASSERT_FALSE(design);
    EXPECT_NE(design.error().what.find("weeks has one value where kind = walk (4 rows)"),
              std::string::npos)
        << design.error().what;
    EXPECT_TRUE(design_of(effects, "0 + kind:weeks")) << "through the origin it has a slope";
}

TEST(EvidenceDesign, tests_a_term_by_all_its_columns) {
    effect::Effects effects = made_effects();
    const auto design = design_of(effects, "kind*setting*weeks").value();
    numerics::Matrix covariance{8, 8};
    std::vector<double> b(8, 0.0);
    for (std::size_t j = 0; j < 8; ++j) {
        covariance.at(j, j) = 4;
        b[j] = static_cast<double>(j);
    }
    const auto tests = term_tests(design, b, covariance, std::numeric_limits<double>::infinity());
    ASSERT_EQ(tests.size(), 8U);  // seven terms and all products together
    EXPECT_EQ(tests.back().name, "interactions");
    EXPECT_EQ(tests.back().df, 4U);
    EXPECT_NEAR(tests.back().QM, (16 + 25 + 36 + 49) / 4.0, 1e-12);
    const auto f = term_tests(design, b, covariance, 10);
    EXPECT_NEAR(f.back().QM, (16 + 25 + 36 + 49) / 16.0, 1e-12);
    EXPECT_GT(f.back().QMp, tests.back().QMp);
}

}  // namespace
}  // namespace sinew::care
