// Every row of published_arithmetic.csv: arithmetic on numbers that papers print, with the answer worked out by hand.
#include <sinew/base/files.hpp>
#include <sinew/base/table_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/document/study_table_reader.hpp>
#include <sinew/effect/one_group.hpp>
#include <sinew/effect/printed_statistics.hpp>
#include <sinew/effect/reading.hpp>
#include <sinew/effect/two_means.hpp>
#include <sinew/network/consistency.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/pooling/mantel_haenszel.hpp>

#include <gtest/gtest.h>
#include <cmath>
#include <functional>
#include <map>
#include <string>

namespace sinew::effect {
namespace {

const std::string kFolder = SINEW_SOURCE_DIR "/tests/golden/evidence/";

using Numbers = std::vector<double>;

/// Every number of a text, in order; a digit or sign that follows a letter belongs to a word ("n1", "I2", "tau2").
/// @param half_units  takes half a unit of the last printed digit of each
Numbers numbers_in(const std::string& text, Numbers* half_units = nullptr) {
    Numbers numbers;
    for (std::size_t at = 0; at < text.size();) {
        const bool in_word = at > 0 && (std::isalnum(static_cast<unsigned char>(text[at - 1])) ||
                                        text[at - 1] == '.');
        const auto is_digit = [&](std::size_t place) {
            return place < text.size() && std::isdigit(static_cast<unsigned char>(text[place]));
        };
        const bool signed_number = text[at] == '-' && is_digit(at + 1);
        if (in_word || (!is_digit(at) && !signed_number)) {
            ++at;
            continue;
        }
        std::size_t end = at + 1;
        while (is_digit(end) || (text[end] == '.' && is_digit(end + 1)) ||
               (text[end] == 'e' && (is_digit(end + 1) || text[end + 1] == '-')) ||
               (text[end] == '-' && text[end - 1] == 'e'))
            ++end;
        const std::string_view number = std::string_view{text}.substr(at, end - at);
        numbers.push_back(*parse_number(number));
        const std::size_t point = number.find('.');
        const double decimals =
            point == number.npos ? 0 : static_cast<double>(number.size() - point - 1);
        if (half_units) half_units->push_back(0.501 * std::pow(10.0, -decimals));
        at = end;
    }
    return numbers;
}

struct Case {
    std::string id, what, inputs, expected, tolerance;
};

std::map<std::string, Case> cases() {
    const auto table =
        *read_table(*read_file(kFolder + "published_arithmetic.csv"), "cases", {"golden_id"});
    std::map<std::string, Case> all;
    for (std::size_t r = 0; r < table.rows.size(); ++r)
        all[table.cell(r, "golden_id")] = {table.cell(r, "golden_id"), table.cell(r, "what"),
                                           table.cell(r, "inputs"), table.cell(r, "expected"),
                                           table.cell(r, "tolerance")};
    return all;
}

void expect_case(const Case& one, const Numbers& ours) {
    Numbers half_units;
    const Numbers theirs = numbers_in(one.expected, &half_units);
    ASSERT_EQ(ours.size(), theirs.size()) << one.id << " " << one.expected;
    const double stated = parse_number(one.tolerance).value_or(0);
    for (std::size_t i = 0; i < ours.size(); ++i)
        EXPECT_NEAR(ours[i], theirs[i], std::max(stated, half_units[i]))
            << one.id << " number " << i;
}

// WangMu2022, as the inputs of G01 to G09 say.
struct WangMu {
    Group exercise, control;
    double change1, change2, t1, t2;
    Group before1, before2;
};

WangMu wang_mu(const std::string& inputs) {
    const Numbers n = numbers_in(inputs.substr(inputs.find("ex n=")));
    // n, mean and SD before, mean and SD after of exercise; the same of control; both paired t
    return {{n[0], n[3], n[4]}, {n[5], n[8], n[9]}, n[3] - n[1], n[8] - n[6], n[10], n[11],
            {n[0], n[1], n[2]}, {n[5], n[6], n[7]}};
}

TEST(PublishedArithmetic, wang_mu_from_means_to_the_change_score) {
    auto all = cases();
    const WangMu x = wang_mu(all["G01"].inputs);
    const MeasureSettings approximate{.approximate_j = true};
    expect_case(all["G01"], {pooled_sd(x.exercise, x.control)});
    expect_case(all["G02"],
                {(x.exercise.mean - x.control.mean) / pooled_sd(x.exercise, x.control)});
    expect_case(all["G03"], {from_two_means(Measure::SMD, x.exercise, x.control, approximate).yi});
    const MeasureSettings revman{.approximate_j = true, .form = VarianceForm::RevMan};
    expect_case(all["G04"],
                {std::sqrt(from_two_means(Measure::SMD, x.exercise, x.control, revman).vi)});
    const double sd2 = sd_of_change_from_paired_t(x.change2, x.t2, x.control.n);
    const double sd1 = sd_of_change_from_paired_t(x.change1, x.t1, x.exercise.n);
    expect_case(all["G05"], {sd2});
    expect_case(all["G06"], {sd1});
    expect_case(all["G07"], {implied_correlation(x.before2.sd, x.control.sd, sd2)});
    expect_case(all["G08"], {implied_correlation(x.before1.sd, x.exercise.sd, sd1)});
    const Group changed{x.exercise.n, x.change1, sd1}, unchanged{x.control.n, x.change2, sd2};
    expect_case(all["G09"], {from_two_means(Measure::SMD, changed, unchanged, approximate).yi});
}

TEST(PublishedArithmetic, wang_mu_as_a_table_gives_the_example_of_the_contract) {
    auto all = cases();
    const WangMu x = wang_mu(all["G01"].inputs);
    EffectsQuestion question{.measure = Measure::SMD};
    question.settings.approximate_j = true;
    const auto text = [](double value) { return number_text(value); };
    const domain::StudyTable table{
        "t",
        {"study", "n1i", "pre1i", "post1i", "tch1i", "n2i", "pre2i", "post2i", "tch2i"},
        {{"WangMu2022", text(x.exercise.n), text(x.before1.mean), text(x.exercise.mean), text(x.t1),
          text(x.control.n), text(x.before2.mean), text(x.control.mean), text(x.t2)}}};
    const auto effects = effects_of(table, question);
    ASSERT_TRUE(effects) << to_line(effects.error().list().front());
    EXPECT_NEAR(effects->yi[0], -0.493481, 1e-6);
    // The contract prints 0.043446: RevMan's form, to the five digits of its standard error.
    question.settings.form = VarianceForm::RevMan;
    EXPECT_NEAR(effects_of(table, question)->vi[0], 0.043446, 2e-6);
}

TEST(PublishedArithmetic, g_of_means_printed_by_two_trials) {
    auto all = cases();
    for (const char* id : {"G10", "G11"}) {
        Numbers n = numbers_in(all[id].inputs);
        if (std::string{id} == "G11") n = {n[0], n[1], n[2], n[3], n[4], n[5]};
        const Group one{n[0], n[1], n[2]}, other{n[3], n[4], n[5]};
        expect_case(all[id],
                    {from_two_means(Measure::SMD, one, other, {.approximate_j = true}).yi});
    }
}

TEST(PublishedArithmetic, tails_of_f_and_what_they_say_of_d) {
    auto all = cases();
    for (const char* id : {"G12", "G13", "G14", "G15", "G16", "G18", "G19"}) {
        const Numbers degrees = numbers_in(all[id].what.substr(all[id].what.find('(')));
        expect_case(all[id], {numerics::fisher_upper_tail(numbers_in(all[id].inputs)[0], degrees[0],
                                                          degrees[1])});
    }
    const Numbers g17 = numbers_in(all["G17"].inputs);
    expect_case(all["G17"], {d_from_f(g17[0], g17[1], g17[2])});
    for (const char* id : {"G20", "G21", "G22"}) {
        const Numbers n = numbers_in(all[id].inputs);
        const double degrees = n[1] - 2, f = f_from_partial_eta_squared(n[0], degrees);
        expect_case(all[id], {f, numerics::fisher_upper_tail(f, 1, degrees),
                              d_from_partial_eta_squared(n[0])});
    }
}

TEST(PublishedArithmetic, standard_errors_and_tests_behind_printed_intervals) {
    auto all = cases();
    for (int id = 23; id <= 39; ++id) {
        const Case& one = all["G" + std::to_string(id)];
        Numbers n = numbers_in(one.inputs);
        if (id == 23)
            for (double& value : n) value = std::log(value);  // an odds ratio
        const double se = standard_error_of_interval(n[1], n[2], 95);
        if (id <= 35)
            expect_case(one, {se, n[0] / se});
        else
            expect_case(one, {two_sided_p(n[0] / se)});
    }
    const Numbers hazard = numbers_in(all["G49"].inputs);
    const double se = standard_error_of_interval(std::log(hazard[1]), std::log(hazard[2]), 95);
    expect_case(all["G49"], {std::log(hazard[0]), se, std::log(hazard[0]) / se});
}

TEST(PublishedArithmetic, differences_between_subgroups) {
    auto all = cases();
    for (int id = 40; id <= 45; ++id) {
        const Case& one = all["G" + std::to_string(id)];
        const Numbers n = numbers_in(one.inputs);
        Numbers yi, vi;
        for (std::size_t i = 0; i + 2 < n.size(); i += 3) {
            yi.push_back(n[i]);
            vi.push_back(std::pow(standard_error_of_interval(n[i + 1], n[i + 2], 95), 2));
        }
        const auto fit = *pooling::pooled_mean(yi, vi, {.method = pooling::Method::common});
        expect_case(one, {fit.mean.b, fit.heterogeneity.QE, static_cast<double>(yi.size()) - 1,
                          fit.heterogeneity.QEp});
    }
}

TEST(PublishedArithmetic, indirect_comparisons_through_a_control) {
    auto all = cases();
    for (int id = 46; id <= 48; ++id) {
        const Case& one = all["G" + std::to_string(id)];
        const Numbers n = numbers_in(one.inputs);
        const auto variance = [&](std::size_t at) {
            return std::pow(standard_error_of_interval(n[at + 1], n[at + 2], 95), 2);
        };
        const std::vector<network::ContrastRow> rows{{.study = "A",
                                                      .base = "control",
                                                      .treatment = "one",
                                                      .y = n[0],
                                                      .v = variance(0),
                                                      .row = 1},
                                                     {.study = "B",
                                                      .base = "control",
                                                      .treatment = "other",
                                                      .y = n[3],
                                                      .v = variance(3),
                                                      .row = 2}};
        const auto trials = *network::network_of_contrasts(rows, "t");
        const auto fit = *network::fit_network(trials, {.method = network::Tau2Method::common});
        const auto compared = fit.compare(*trials.treatment("one"), *trials.treatment("other"));
        expect_case(one, {compared.b, compared.ci_lb, compared.ci_ub});
    }
}

TEST(PublishedArithmetic, the_exponential_shortcut_is_arithmetic_and_wrong) {
    auto all = cases();
    const Numbers medians = numbers_in(all["G50"].inputs);
    // Two exponential times: the hazards stand as the medians do, the other way round. The paper's own 4.40 refuses it.
    EXPECT_DOUBLE_EQ(medians[1] / medians[0], numbers_in(all["G50"].expected)[0]);
    EXPECT_LT(medians[1] / medians[0], 0.5 * 4.40);
}

TEST(PublishedArithmetic, the_engine_on_the_reference_data) {
    auto all = cases();
    const auto table =
        *document::read_study_table(*read_file(kFolder + "engine_reference_bcg.csv"), "bcg");
    const auto effects = *effects_of(
        table, {.renames = {{"study", "trial"}, {"yi", "log_rr"}, {"vi", "var_log_rr"}}});
    const auto common =
        *pooling::pooled_mean(effects.yi, effects.vi, {.method = pooling::Method::common});
    expect_case(all["G51"], {common.mean.b, common.mean.ci_lb, common.mean.ci_ub, common.mean.stat,
                             12, common.heterogeneity.QE});
    const auto dl = *pooling::pooled_mean(effects.yi, effects.vi,
                                          {.method = pooling::Method::dersimonian_laird});
    expect_case(all["G52"], {dl.tau2.value, dl.mean.b, dl.mean.se});
    const auto reml =
        *pooling::pooled_mean(effects.yi, effects.vi, {.method = pooling::Method::reml});
    expect_case(all["G53"],
                {reml.tau2.value, reml.mean.b, reml.mean.se, reml.mean.stat, reml.mean.ci_lb,
                 reml.mean.ci_ub, reml.heterogeneity.I2, reml.heterogeneity.H2});
    const auto hartung = *pooling::pooled_mean(
        effects.yi, effects.vi, {.method = pooling::Method::reml, .test = pooling::WaldTest::knha});
    expect_case(all["G54"], {hartung.mean.se, hartung.q});
    std::vector<pooling::CountTable> counts;
    for (const auto& row : table.rows) {
        const auto cell = [&](const char* column) {
            return *parse_number(row[*table.column(column)]);
        };
        counts.push_back({cell("events_treated"), cell("nonevents_treated"), cell("events_control"),
                          cell("nonevents_control")});
    }
    const auto mh = *pooling::mantel_haenszel(pooling::CountMeasure::risk_ratio, counts, effects.yi,
                                              effects.vi);
    expect_case(all["G55"], {mh.mean.b, mh.mean.ci_lb, mh.mean.ci_ub, mh.mean.stat});
}

TEST(PublishedArithmetic, all_fifty_five_cases_are_here) { EXPECT_EQ(cases().size(), 55U); }

}  // namespace
}  // namespace sinew::effect
