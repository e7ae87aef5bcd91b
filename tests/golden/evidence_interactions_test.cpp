// Regressions with products of moderators against metafor's rma and rma.mv (tests/golden/evidence/interactions.R).
#include <sinew/base/files.hpp>
#include <sinew/base/table_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/care/multilevel_use.hpp>
#include <sinew/care/pool_use.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

namespace sinew::care {
namespace {

Table table_at(const std::string& file, const std::vector<std::string>& columns) {
    const std::string path = std::string{SINEW_SOURCE_DIR} + "/tests/golden/evidence/" + file;
    std::string text = read_file(path).value();
    if (text.starts_with("#")) text.erase(0, text.find('\n') + 1);
    return read_table(text, file, columns).value();
}

/// The effects of a set, with its moderators as cells.
std::map<std::string, effect::Effects> sets() {
    std::map<std::string, effect::Effects> made;
    const Table rows = table_at("interactions_data.csv", {"set", "row", "column", "value"});
    for (std::size_t r = 0; r < rows.rows.size(); ++r) {
        effect::Effects& set = made[rows.cell(r, "set")];
        const auto row = static_cast<std::size_t>(parse_number(rows.cell(r, "row")).value());
        const std::string& column = rows.cell(r, "column");
        const std::string& value = rows.cell(r, "value");
        set.table = rows.cell(r, "set");
        if (column == "yi" || column == "vi") {
            (column == "yi" ? set.yi : set.vi).push_back(parse_number(value).value());
            continue;
        }
        if (row == 1) set.columns.push_back(column);
        if (set.rows.size() < row) set.rows.push_back({.row = row});
        set.rows[row - 1].cells.push_back(value);
        if (column == "study" || column == "district") set.rows[row - 1].study = value;
    }
    for (auto& [name, set] : made)
        for (effect::EffectRow& row : set.rows) {
            if (row.study.empty()) row.study = "row " + std::to_string(row.row);
            row.label = row.cluster = row.study;
        }
    return made;
}

/// What Sinew says of one model, by R's keys.
struct Said {
    std::map<std::pair<std::string, std::string>, double> values;
    std::string refused = {};

    void coefficient(const std::string& name, std::initializer_list<double> numbers) {
        const char* const keys[] = {"b", "se", "stat", "pval", "ci_lb", "ci_ub"};
        std::size_t at = 0;
        for (const double number : numbers) values[{keys[at++], name}] = number;
    }
    void products(const std::vector<TermTest>& tests) {
        const TermTest* told = nullptr;
        for (const TermTest& test : tests)
            if (test.interaction) told = &test;  // the last one speaks of all of them
        ASSERT_NE(told, nullptr);
        values[{"interactions_QM", ""}] = told->QM;
        values[{"interactions_QMp", ""}] = told->QMp;
        values[{"interactions_df", ""}] = static_cast<double>(told->df);
    }
};

Said said_by_regress(const effect::Effects& effects, const std::string& formula,
                     const std::string& method, const std::string& test) {
    RegressQuestion question;
    question.moderators = formula;
    question.settings.method = pooling::method_of(method).value();
    question.settings.test = pooling::test_of(test).value();
    const auto answer = regress(effects, question);
    Said said;
    if (!answer) {
        said.refused = answer.error().list().front().what + answer.error().list().front().where;
        return said;
    }
    for (std::size_t j = 0; j < answer->design.names.size(); ++j) {
        const auto& one = answer->fit.coefficients[j];
        said.coefficient(answer->design.names[j],
                         {one.b, one.se, one.stat, one.pval, one.ci_lb, one.ci_ub});
    }
    said.values[{"QM", ""}] = answer->fit.QM;
    said.values[{"QMp", ""}] = answer->fit.QMp;
    said.values[{"QE", ""}] = answer->fit.heterogeneity.QE;
    said.values[{"tau2", ""}] = answer->fit.tau2.value;
    said.values[{"I2", ""}] = answer->fit.heterogeneity.I2;
    said.products(answer->terms);
    return said;
}

Said said_by_multilevel(const effect::Effects& effects, const std::string& formula,
                        const std::string& random, const std::string& method,
                        const std::string& test) {
    MultilevelQuestion question;
    question.mods = formula;
    question.random = random;
    if (method == "ML") question.fit.criterion = multilevel::Criterion::ml;
    if (test == "t") question.fit.quantile = multilevel::Quantile::t;
    const auto answer = multilevel_of(effects, question);
    Said said;
    if (!answer) {
        said.refused = answer.error().what + answer.error().where;
        return said;
    }
    const auto& fit = answer->fit;
    for (std::size_t j = 0; j < answer->design.names.size(); ++j)
        said.coefficient(answer->design.names[j], {fit.b[j], fit.se[j], fit.stat[j], fit.pval[j],
                                                   fit.ci_lb[j], fit.ci_ub[j]});
    said.values[{"QM", ""}] = fit.qm;
    said.values[{"QMp", ""}] = fit.qm_p;
    said.values[{"QE", ""}] = fit.qe;
    said.products(answer->terms);
    return said;
}

TEST(InteractionGoldens, AgreeWithMetaforInEveryCoefficientAndOmnibusTest) {
    const auto data = sets();
    const Table answers = table_at("interactions_answers.csv",
                                   {"set", "formula", "method", "test", "key", "at", "value"});
    const std::map<std::string, std::string> random = {{"assink2016", "study/esid"},
                                                       {"konstantopoulos2011", "district/school"}};
    std::map<std::string, Said> known;
    std::set<std::string> fitted, refused, only_here;
    for (std::size_t r = 0; r < answers.rows.size(); ++r) {
        const std::string set = answers.cell(r, "set"), formula = answers.cell(r, "formula"),
                          method = answers.cell(r, "method"), test = answers.cell(r, "test");
        const std::string model = set + " ~ " + formula + ", " + method + ", " + test;
        auto found = known.find(model);
        if (found == known.end())
            found = known
                        .emplace(model, random.contains(set)
                                            ? said_by_multilevel(data.at(set), formula,
                                                                 random.at(set), method, test)
                                            : said_by_regress(data.at(set), formula, method, test))
                        .first;
        const Said& said = found->second;
        const std::string key = answers.cell(r, "key");
        if (key == "not_fitted") {
            // R drops columns where Sinew refuses by name; where R's climb fails, Sinew may answer.
            const bool redundant = answers.cell(r, "words").find("Redundant") != std::string::npos;
            EXPECT_TRUE(!redundant || !said.refused.empty()) << model;
            (said.refused.empty() ? only_here : refused).insert(model);
            continue;
        }
        ASSERT_TRUE(said.refused.empty()) << model << ": " << said.refused;
        fitted.insert(model);
        const auto value = said.values.find({key, answers.cell(r, "at")});
        ASSERT_NE(value, said.values.end()) << model << ": " << key << ' ' << answers.cell(r, "at");
        const double wanted = parse_number(answers.cell(r, "value")).value();
        // An end near 0 is a difference of two numbers: their size is the measure.
        const double size =
            key.starts_with("ci_")
                ? std::max(std::abs(wanted), said.values.at({"se", answers.cell(r, "at")}))
                : std::abs(wanted);
        EXPECT_LE(std::abs(value->second - wanted), std::max(1e-9, 1e-6 * size))
            << model << ": " << key << ' ' << answers.cell(r, "at") << ' ' << value->second
            << " wanted " << wanted;
    }
    EXPECT_GE(fitted.size(), 100U);
    EXPECT_GE(refused.size(), 30U);
    EXPECT_EQ(only_here.size(), 2U);
}

}  // namespace
}  // namespace sinew::care
