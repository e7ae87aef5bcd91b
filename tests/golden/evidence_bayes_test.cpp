// Room bayes against R: posteriors by numeric integration, JAGS, and the diagnostics of the package posterior.
// The tables and the script that makes them: tests/golden/evidence/bayes.R.
#include <sinew/base/files.hpp>
#include <sinew/base/table_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/bayes/chain_diagnostics.hpp>
#include <sinew/bayes/network_model.hpp>
#include <sinew/bayes/normal_model.hpp>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>

namespace sinew::bayes {
namespace {

/// A golden table without its first line, which names tool and version.
Table golden(const std::string& name, const std::vector<std::string>& columns) {
    const auto text = read_file(fmt::format("{}/tests/golden/evidence/{}", SINEW_SOURCE_DIR, name));
    if (!text) throw std::runtime_error(to_line(text.error()));
    auto table = read_table(text->substr(text->find('\n') + 1), name, columns);
    if (!table) throw std::runtime_error(to_line(table.error().list().front()));
    return *std::move(table);
}

double number(const Table& table, std::size_t row, std::string_view column) {
    return parse_number(table.cell(row, column)).value_or(NAN);
}

struct Studies {
    std::vector<double> y, v;
};

std::map<std::string, Studies> all_studies() {
    const Table table = golden("bayes_effects.csv", {"set", "yi", "vi"});
    std::map<std::string, Studies> made;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        Studies& studies = made[table.cell(i, "set")];
        studies.y.push_back(number(table, i, "yi"));
        studies.v.push_back(number(table, i, "vi"));
    }
    return made;
}

TEST(GoldenBayes, posteriors_agree_with_plain_integration_in_r) {
    const auto studies = all_studies();
    const Table table = golden("bayes_quadrature.csv", {"set", "mu_prior", "tau_prior", "mu_mean"});
    double worst = 0;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const auto& [y, v] = studies.at(table.cell(i, "set"));
        const Prior prior{*read_normal_prior(table.cell(i, "mu_prior"), ""),
                          *read_tau_prior(table.cell(i, "tau_prior"), "")};
        Questions questions;
        questions.minimal_important = number(table, i, "mid");
        questions.shortest = false;
        const auto got = normal_model(y, v, prior, questions);
        ASSERT_TRUE(got);
        EXPECT_TRUE(got->settled);
        const auto same = [&](std::optional<double> ours, std::string_view column) {
            const double theirs = number(table, i, column);
            EXPECT_EQ(ours.has_value(), !std::isnan(theirs)) << column << " row " << i + 1;
            if (!ours || std::isnan(theirs)) return;
            const double off = std::abs(*ours - theirs) / std::max(std::abs(theirs), 1e-3);
            worst = std::max(worst, off);
            EXPECT_LT(off, 1e-6) << column << " row " << i + 1 << ": " << *ours << ", R " << theirs;
        };
        same(got->mu.mean, "mu_mean");
        same(got->mu.sd, "mu_sd");
        same(got->mu.central.low, "mu_lb");
        same(got->mu.median, "mu_median");
        same(got->mu.central.high, "mu_ub");
        same(got->predictive.sd, "new_sd");
        same(got->predictive.central.low, "new_lb");
        same(got->predictive.central.high, "new_ub");
        same(got->tau.mean, "tau_mean");
        std::optional<double> second;
        if (got->tau.sd) second = *got->tau.sd * *got->tau.sd + *got->tau.mean * *got->tau.mean;
        same(second, "tau_second");
        same(got->studies[0].effect.mean, "one_mean");
        same(got->studies[0].effect.sd, "one_sd");
        same(got->studies[0].effect.central.low, "one_lb");
        same(got->mu_chances.important, "below_mid");
        same(got->predictive_chances.important, "new_below_mid");
        same(got->log_marginal, "log_marginal");
    }
    EXPECT_GE(table.rows.size(), 150U);
    RecordProperty("worst_relative_difference", std::to_string(worst));
    std::printf("worst relative difference %.3g over %zu posteriors\n", worst, table.rows.size());
}

TEST(GoldenBayes, diagnostics_of_chains_are_those_of_posterior) {
    const Table draws = golden("bayes_chains.csv", {"set", "chain", "draw", "value"});
    std::map<std::string, std::vector<double>> values;
    std::map<std::string, std::size_t> chains;
    for (std::size_t i = 0; i < draws.rows.size(); ++i) {
        values[draws.cell(i, "set")].push_back(number(draws, i, "value"));
        chains[draws.cell(i, "set")] = static_cast<std::size_t>(number(draws, i, "chain"));
    }
    const Table table = golden("bayes_diagnostics.csv",
                               {"set", "rhat", "ess_bulk", "ess_tail", "ess_mean", "mcse_mean"});
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const std::string& set = table.cell(i, "set");
        const auto got = diagnose(values.at(set), chains.at(set));
        const auto same = [&](double ours, std::string_view column) {
            EXPECT_NEAR(ours / number(table, i, column), 1, 1e-9) << set << " " << column;
        };
        same(got.rhat, "rhat");
        same(got.ess_bulk, "ess_bulk");
        same(got.ess_tail, "ess_tail");
        same(got.ess_mean, "ess_mean");
        same(got.mcse_mean, "mcse_mean");
    }
    EXPECT_EQ(table.rows.size(), 8U);
}

/// Posterior means and SDs of JAGS by parameter, with the Monte-Carlo error of the mean.
struct FromJags {
    double mean = 0, sd = 0, mcse = 0, size = 0;
};

std::map<std::string, FromJags> from_jags(const std::string& set) {
    const Table table = golden("bayes_jags.csv", {"set", "parameter", "mean", "sd", "mcse"});
    std::map<std::string, FromJags> made;
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        if (table.cell(i, "set") == set)
            made[table.cell(i, "parameter")] = {number(table, i, "mean"), number(table, i, "sd"),
                                                number(table, i, "mcse"),
                                                number(table, i, "ess_bulk")};
    return made;
}

/// Means within three combined Monte-Carlo errors; SDs within three of theirs (as of normal draws, sd / sqrt(2 size)).
void agree(const NetworkPosterior& ours, const std::string& set) {
    const auto theirs = from_jags(set);
    ASSERT_EQ(theirs.size(), ours.treatments.size());
    for (const auto& [name, diagnostics] : ours.parameters) {
        if (name == "log_density") continue;
        const FromJags& jags = theirs.at(name);
        EXPECT_LT(std::abs(diagnostics.mean - jags.mean),
                  3 * std::hypot(jags.mcse, diagnostics.mcse_mean))
            << set << " " << name << ": " << diagnostics.mean << ", JAGS " << jags.mean;
        EXPECT_NEAR(diagnostics.sd / jags.sd, 1,
                    4 * std::sqrt(0.5 / jags.size + 0.5 / diagnostics.ess_bulk))
            << set << " " << name;
        EXPECT_LT(diagnostics.rhat, kLargestRhat) << set << " " << name;
    }
}

TEST(GoldenBayes, networks_of_means_have_the_posterior_of_jags) {
    const Table table =
        golden("bayes_senn_contrasts.csv", {"study", "base", "trt", "y", "v", "v_base"});
    std::vector<ContrastRow> rows;
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        rows.push_back({table.cell(i, "study"), table.cell(i, "base"), table.cell(i, "trt"),
                        number(table, i, "y"), number(table, i, "v"), number(table, i, "v_base"),
                        i + 1});
    const auto network = contrast_network(rows, "placebo");
    ASSERT_TRUE(network);
    NetworkQuestions questions;
    questions.sampler.each = 10000;
    const auto ours =
        normal_network(*network, {NormalPrior::normal(0, 10), TauPrior::half_normal(1)}, questions);
    ASSERT_TRUE(ours);
    agree(*ours, "senn");
    // The quadrature itself, without draws: only JAGS's error counts.
    const auto theirs = from_jags("senn");
    for (const ComparedPair& pair : ours->pairs) {
        if (pair.against != 0) continue;
        const FromJags& jags = theirs.at(ours->treatments[pair.treatment]);
        EXPECT_LT(std::abs(*pair.effect.mean - jags.mean), 3 * jags.mcse);
    }
    EXPECT_LT(std::abs(*ours->tau.mean - theirs.at("tau").mean), 3 * theirs.at("tau").mcse);
}

TEST(GoldenBayes, networks_of_counts_have_the_posterior_of_jags) {
    for (const auto& [set, reference] :
         {std::pair{"smoking", "no_contact"}, std::pair{"pagliaro", "control"},
          std::pair{"magnesium", "control"}}) {
        const Table table =
            golden(fmt::format("bayes_{}_arms.csv", set), {"study", "treatment", "events", "n"});
        std::vector<EventArm> arms;
        for (std::size_t i = 0; i < table.rows.size(); ++i)
            arms.push_back({table.cell(i, "study"), table.cell(i, "treatment"),
                            number(table, i, "events"), number(table, i, "n"), i + 1});
        const auto network = event_network(arms, reference);
        ASSERT_TRUE(network);
        const auto ours = event_network_posterior(*network, {}, {});
        ASSERT_TRUE(ours);
        agree(*ours, set);
        EXPECT_EQ(ours->divergences, 0U) << set;
    }
}

}  // namespace
}  // namespace sinew::bayes
