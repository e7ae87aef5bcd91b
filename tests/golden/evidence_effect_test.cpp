// Effect sizes against metafor's escalc: tests/golden/evidence/effect.R wrote the tables and the answers.
#include <sinew/base/files.hpp>
#include <sinew/base/table_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/document/study_table_reader.hpp>
#include <sinew/effect/reading.hpp>

#include <gtest/gtest.h>
#include <cmath>
#include <map>
#include <string>
#include <tuple>

namespace sinew::effect {
namespace {

const std::string kFolder = SINEW_SOURCE_DIR "/tests/golden/evidence/";

/// The file without its first line, which says who wrote it.
std::string without_comment(const std::string& name) {
    const std::string bytes = *read_file(kFolder + name);
    return bytes.substr(bytes.find('\n') + 1);
}

const domain::StudyTable& table_of(const std::string& set) {
    static std::map<std::string, domain::StudyTable> tables;
    const auto found = tables.find(set);
    if (found != tables.end()) return found->second;
    const std::string name = "effect_table_" + set + ".csv";
    return tables.emplace(set, *document::read_study_table(without_comment(name), name))
        .first->second;
}

/// What one call of escalc was asked.
using Job =
    std::tuple<std::string, std::string, std::string, std::string, std::string, std::string>;

struct Answer {
    std::size_t row = 0;
    std::optional<double> yi = {}, vi = {};  ///< nothing: not defined in R either
};

std::map<Job, std::vector<Answer>> goldens() {
    const auto table =
        read_table(without_comment("effect_sizes.csv"), "effect_sizes.csv", {"set", "yi"});
    std::map<Job, std::vector<Answer>> jobs;
    for (std::size_t r = 0; r < table->rows.size(); ++r) {
        const auto cell = [&](const char* column) { return table->cell(r, column); };
        jobs[{cell("set"), cell("measure"), cell("vtype"), cell("add"), cell("to"), cell("drop00")}]
            .push_back({static_cast<std::size_t>(*parse_number(cell("row"))),
                        parse_number(cell("yi")), parse_number(cell("vi"))});
    }
    return jobs;
}

EffectsQuestion question_of(const Job& job) {
    const auto& [set, measure, vtype, add, to, drop00] = job;
    EffectsQuestion question;
    question.measure = measure_named(measure)->measure;
    question.fewest = 0;
    question.settings.form = *variance_form_named(vtype);
    question.settings.zero.add = parse_number(add);
    question.settings.zero.to = *zero_cells_to_named(to);
    question.settings.zero.drop00 = drop00 == "1";
    return question;
}

void expect_close(double ours, double theirs, const std::string& what) {
    EXPECT_NEAR(ours, theirs, std::max(1e-11 * std::abs(theirs), 1e-13)) << what;
}

TEST(EffectGolden, every_measure_agrees_with_escalc) {
    std::size_t compared = 0, undefined = 0;
    for (const auto& [job, answers] : goldens()) {
        const std::string name = std::get<0>(job) + " " + std::get<1>(job) + " " +
                                 std::get<2>(job) + " " + std::get<3>(job) + " " +
                                 std::get<4>(job) + " " + std::get<5>(job);
        const auto effects = effects_of(table_of(std::get<0>(job)), question_of(job));
        ASSERT_TRUE(effects) << name << ": " << to_line(effects.error().list().front());
        std::map<std::size_t, std::size_t> place;
        for (std::size_t i = 0; i < effects->size(); ++i) place[effects->rows[i].row] = i;
        for (const Answer& answer : answers) {
            const std::string where = name + " row " + std::to_string(answer.row);
            const auto found = place.find(answer.row);
            // A row that R answers with NA, or with a variance of nothing, is one that we leave out and list.
            if (!answer.yi || !answer.vi || *answer.vi == 0) {
                EXPECT_EQ(found, place.end()) << where;
                ++undefined;
                continue;
            }
            ASSERT_NE(found, place.end()) << where;
            expect_close(effects->yi[found->second], *answer.yi, where + " yi");
            expect_close(effects->vi[found->second], *answer.vi, where + " vi");
            ++compared;
        }
        EXPECT_EQ(effects->size() + effects->rows_left_out.size(), answers.size()) << name;
    }
    EXPECT_GT(compared, 2400U);
    EXPECT_GT(undefined, 20U);
}

TEST(EffectGolden, hazard_ratios_of_a_published_table) {
    const auto& table = table_of("pignon2000");
    const auto effects = effects_of(table, {.measure = Measure::HR});
    ASSERT_TRUE(effects) << to_line(effects.error().list().front());
    ASSERT_EQ(effects->size(), table.rows.size());
    for (std::size_t i = 0; i < effects->size(); ++i) {
        const double excess = *parse_number(table.rows[i][*table.column("o_e")]);
        EXPECT_NEAR(effects->yi[i] / effects->vi[i], excess, 1e-12 * (1 + std::abs(excess)));
    }
}

}  // namespace
}  // namespace sinew::effect
