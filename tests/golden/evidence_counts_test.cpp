// Mantel-Haenszel and Peto against metafor's rma.mh and rma.peto: tests/golden/evidence/effect.R wrote the answers.
#include <sinew/base/files.hpp>
#include <sinew/base/table_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/document/study_table_reader.hpp>
#include <sinew/effect/reading.hpp>
#include <sinew/pooling/mantel_haenszel.hpp>

#include <gtest/gtest.h>
#include <algorithm>
#include <cmath>
#include <string>

namespace sinew::pooling {
namespace {

const std::string kFolder = SINEW_SOURCE_DIR "/tests/golden/evidence/";

std::string without_comment(const std::string& name) {
    const std::string bytes = *read_file(kFolder + name);
    return bytes.substr(bytes.find('\n') + 1);
}

/// Counts of a table, `bi` and `di` from the sizes when need be.
struct Counts {
    std::vector<CountTable> tables;
    std::vector<RateTable> rates;
};

Counts counts_of(const domain::StudyTable& table) {
    Counts counts;
    for (const auto& row : table.rows) {
        const auto cell = [&](const char* column) {
            return *parse_number(row[*table.column(column)]);
        };
        if (table.has("x1i")) {
            counts.rates.push_back({cell("x1i"), cell("t1i"), cell("x2i"), cell("t2i")});
            continue;
        }
        const double b = table.has("bi") ? cell("bi") : cell("n1i") - cell("ai");
        const double d = table.has("di") ? cell("di") : cell("n2i") - cell("ci");
        counts.tables.push_back({cell("ai"), b, cell("ci"), d});
    }
    return counts;
}

CountPooling pooled(const std::string& set, const std::string& measure) {
    const auto table =
        *document::read_study_table(without_comment("effect_table_" + set + ".csv"), set);
    const Counts counts = counts_of(table);
    if (measure == "PETO") return *peto(counts.tables);
    effect::EffectsQuestion question{.measure = effect::measure_named(measure)->measure,
                                     .fewest = 0};
    question.settings.zero.drop00 = true;  // as rma.mh for the effects behind Q
    const auto own = *effect::effects_of(table, question);
    if (measure == "IRR")
        return *mantel_haenszel(RateMeasure::rate_ratio, counts.rates, own.yi, own.vi);
    if (measure == "IRD")
        return *mantel_haenszel(RateMeasure::rate_difference, counts.rates, own.yi, own.vi);
    const auto kind = measure == "OR"   ? CountMeasure::odds_ratio
                      : measure == "RR" ? CountMeasure::risk_ratio
                                        : CountMeasure::risk_difference;
    return *mantel_haenszel(kind, counts.tables, own.yi, own.vi);
}

TEST(MantelHaenszelGolden, agrees_with_rma_mh_and_rma_peto) {
    const auto table =
        *read_table(without_comment("effect_mantel_haenszel.csv"), "goldens", {"set", "measure"});
    ASSERT_EQ(table.rows.size(), 24U);
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const std::string name = table.cell(r, "set") + " " + table.cell(r, "measure");
        const CountPooling ours = pooled(table.cell(r, "set"), table.cell(r, "measure"));
        const auto expect = [&](const char* column, double value) {
            const auto theirs = parse_number(table.cell(r, column));
            if (!theirs) return;
            EXPECT_NEAR(value, *theirs, std::max(1e-10 * std::abs(*theirs), 1e-12))
                << name << " " << column;
        };
        expect("k", static_cast<double>(ours.k));
        expect("k_yi", static_cast<double>(ours.k_yi));
        expect("b", ours.mean.b);
        expect("se", ours.mean.se);
        expect("stat", ours.mean.stat);
        expect("pval", ours.mean.pval);
        expect("ci_lb", ours.mean.ci_lb);
        expect("ci_ub", ours.mean.ci_ub);
        expect("QE", ours.QE);
        expect("QEp", ours.QEp);
        expect("I2", ours.I2);
        expect("H2", ours.H2);
        expect("MH", ours.mh.statistic);
        expect("MHp", ours.mh.pval);
        expect("CO", ours.cochran.statistic);
        expect("TA", ours.tarone.statistic);
        expect("TAp", ours.tarone.pval);
    }
}

TEST(MantelHaenszelGolden, weighs_tables_as_rma_mh_and_rma_peto_do) {
    const auto table = *read_table(without_comment("effect_mantel_haenszel_weights.csv"), "goldens",
                                   {"set", "measure", "row", "weight"});
    ASSERT_GT(table.rows.size(), 250U);
    CountPooling ours;
    std::string last;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const std::string name = table.cell(r, "set") + " " + table.cell(r, "measure");
        if (name != last) ours = pooled(table.cell(r, "set"), table.cell(r, "measure"));
        last = name;
        const auto row = static_cast<std::size_t>(*parse_number(table.cell(r, "row")));
        ASSERT_LE(row, ours.weights.size());
        EXPECT_NEAR(ours.weights[row - 1], *parse_number(table.cell(r, "weight")), 1e-10)
            << name << " row " << row;
    }
}

}  // namespace
}  // namespace sinew::pooling
