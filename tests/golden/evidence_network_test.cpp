// Networks of published data sets against metafor::rma.mv with the same design and covariance (tests/golden/evidence/network.R).
#include <sinew/base/files.hpp>
#include <sinew/base/table_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/network/component_model.hpp>
#include <sinew/network/inconsistency.hpp>
#include <sinew/network/loops.hpp>
#include <sinew/network/node_split.hpp>
#include <sinew/network/ranking.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace sinew::network {
namespace {

const std::string kFolder = std::string{SINEW_SOURCE_DIR} + "/tests/golden/evidence/";

/// A table whose first line may be a comment naming tool and version.
Table table_at(const std::string& file, const std::vector<std::string>& columns) {
    std::string text = read_file(kFolder + file).value();
    if (text.starts_with("#")) text.erase(0, text.find('\n') + 1);
    return read_table(text, file, columns).value();
}

double value_of(const std::string& text) { return parse_number(text).value_or(kUnknown); }

const std::map<std::string, Network>& networks() {
    static const auto all = [] {
        std::map<std::string, std::vector<ArmRow>> rows;
        const Table arms = table_at("network_arms.csv",
                                    {"dataset", "study", "treatment", "mean", "variance", "n"});
        for (std::size_t r = 0; r < arms.rows.size(); ++r)
            rows[arms.cell(r, "dataset")].push_back(
                {arms.cell(r, "study"), arms.cell(r, "treatment"), value_of(arms.cell(r, "mean")),
                 value_of(arms.cell(r, "variance")), value_of(arms.cell(r, "n")), r + 1});
        std::map<std::string, Network> made;
        for (const auto& [name, list] : rows) made[name] = network_of_arms(list, name).value();
        const Table linde =
            table_at("network_linde2016.csv", {"study", "base", "trt", "y", "v", "v_base"});
        std::vector<ContrastRow> contrasts;
        for (std::size_t r = 0; r < linde.rows.size(); ++r) {
            ContrastRow row{linde.cell(r, "study"), linde.cell(r, "base"), linde.cell(r, "trt"),
                            value_of(linde.cell(r, "y")), value_of(linde.cell(r, "v"))};
            row.base_variance = parse_number(linde.cell(r, "v_base"));
            row.row = r + 1;
            contrasts.push_back(row);
        }
        made["linde2016"] = network_of_contrasts(contrasts, "linde2016").value();
        return made;
    }();
    return all;
}

struct Golden {
    std::string set, model, quantity, a, b;
    double value = 0;
};

std::vector<Golden> goldens(const std::string& first) {
    const Table table =
        table_at("network_estimates.csv", {"dataset", "model", "quantity", "a", "b", "value"});
    std::vector<Golden> list;
    for (std::size_t r = 0; r < table.rows.size(); ++r)
        if (table.cell(r, "quantity").starts_with(first))
            list.push_back({table.cell(r, "dataset"), table.cell(r, "model"),
                            table.cell(r, "quantity"), table.cell(r, "a"), table.cell(r, "b"),
                            value_of(table.cell(r, "value"))});
    return list;
}

Tau2Method method_of(const std::string& name) {
    for (const auto method :
         {Tau2Method::common, Tau2Method::dl, Tau2Method::pm, Tau2Method::ml, Tau2Method::reml})
        if (name_of(method) == name) return method;
    ADD_FAILURE() << name;
    return Tau2Method::common;
}

const NetworkFit& fit_of(const std::string& set, const std::string& model) {
    static std::map<std::pair<std::string, std::string>, NetworkFit> fits;
    const auto [at, fresh] = fits.try_emplace({set, model});
    if (fresh) {
        FitSettings settings;
        settings.method = method_of(model);
        at->second = fit_network(networks().at(set), settings).value();
    }
    return at->second;
}

/// 1e-6 relative, 1e-9 absolute near zero.
void expect_same(double ours, const Golden& golden) {
    ASSERT_FALSE(std::isnan(golden.value))
        << golden.set << " " << golden.model << " " << golden.quantity;
    EXPECT_NEAR(ours, golden.value, 1e-9 + 1e-6 * std::abs(golden.value))
        << golden.set << " " << golden.model << " " << golden.quantity << " " << golden.a << " "
        << golden.b;
}

TEST(GoldenNetwork, twelve_data_sets_are_there) { EXPECT_EQ(networks().size(), 12U); }

TEST(GoldenNetwork, heterogeneity_and_q_are_those_of_rma_mv) {
    for (const char* first : {"tau2", "QE", "log_likelihood"})
        for (const Golden& golden : goldens(first)) {
            const NetworkFit& fit = fit_of(golden.set, golden.model);
            if (golden.quantity == "tau2") expect_same(fit.tau2, golden);
            if (golden.quantity == "QE") expect_same(fit.Q, golden);
            if (golden.quantity == "QEp" && fit.df > 0) expect_same(fit.Qp, golden);
            if (golden.quantity == "log_likelihood") expect_same(fit.log_likelihood, golden);
        }
}

TEST(GoldenNetwork, every_comparison_of_every_league_is_that_of_rma_mv) {
    std::size_t compared = 0;
    for (const char* first : {"b", "se"})
        for (const Golden& golden : goldens(first)) {
            if (golden.quantity != first) continue;
            const Network& network = networks().at(golden.set);
            const Comparison made = fit_of(golden.set, golden.model)
                                        .compare(network.treatment(golden.a).value(),
                                                 network.treatment(golden.b).value());
            expect_same(golden.quantity == "b" ? made.b : made.se, golden);
            ++compared;
        }
    EXPECT_GT(compared, 4000U);
}

TEST(GoldenNetwork, designs_disagree_as_the_full_interaction_model_says) {
    std::map<std::pair<std::string, std::string>, Inconsistency> found;
    for (const char* first : {"Q_within", "Q_between", "tau2_within", "interaction"})
        for (const Golden& golden : goldens(first)) {
            const auto [at, fresh] = found.try_emplace({golden.set, golden.model});
            if (fresh)
                at->second =
                    inconsistency_of(networks().at(golden.set), method_of(golden.model)).value();
            const Inconsistency& told = at->second;
            if (golden.quantity == "Q_within") expect_same(told.within.Q, golden);
            if (golden.quantity == "Q_within_df")
                expect_same(static_cast<double>(told.within.df), golden);
            if (golden.quantity == "Q_between_df")
                expect_same(static_cast<double>(told.between.df), golden);
            if (golden.quantity == "tau2_within") expect_same(told.tau2_within, golden);
            if (golden.quantity == "interaction_QM") expect_same(told.interaction.Q, golden);
            if (golden.quantity == "interaction_p") expect_same(told.interaction.pval, golden);
        }
}

TEST(GoldenNetwork, split_nodes_are_those_of_one_more_column) {
    std::map<std::string, std::vector<NodeSplit>> splits;
    std::size_t compared = 0;
    for (const Golden& golden : goldens("split_")) {
        const Network& network = networks().at(golden.set);
        const auto [at, fresh] = splits.try_emplace(golden.set);
        if (fresh) at->second = split_nodes(network, fit_of(golden.set, "REML")).value();
        const auto wanted = network.treatment(golden.a).value(),
                   other = network.treatment(golden.b).value();
        const auto split = std::ranges::find_if(at->second, [&](const NodeSplit& s) {
            return s.treatment == wanted && s.other == other;
        });
        ASSERT_NE(split, at->second.end());
        if (golden.quantity == "split_none") {
            EXPECT_FALSE(split->model) << golden.set << golden.a << golden.b;
            continue;
        }
        ASSERT_TRUE(split->model) << golden.set << golden.a << golden.b;
        if (golden.quantity == "split_tau2") expect_same(split->model->tau2, golden);
        if (golden.quantity == "split_indirect") expect_same(split->model->indirect.b, golden);
        if (golden.quantity == "split_difference") expect_same(split->model->difference.b, golden);
        if (golden.quantity == "split_difference_se")
            expect_same(split->model->difference.se, golden);
        if (golden.quantity == "split_difference_p")
            expect_same(split->model->difference.pval, golden);
        ++compared;
    }
    EXPECT_GT(compared, 200U);
}

TEST(GoldenNetwork, components_of_psychological_treatments_are_those_of_rma_mv) {
    std::map<std::string, ComponentFit> fits;
    for (const Golden& golden : goldens("component_")) {
        const auto [at, fresh] = fits.try_emplace(golden.model);
        if (fresh) {
            ComponentSettings settings;
            settings.fit.method = method_of(golden.model);
            settings.inactive = "Placebo";
            at->second = fit_components(networks().at("linde2016"), settings).value();
        }
        const ComponentFit& fit = at->second;
        if (golden.quantity == "component_tau2") expect_same(fit.tau2, golden);
        if (golden.quantity == "component_QE") expect_same(fit.Q.Q, golden);
        const auto part = std::ranges::find(fit.components, golden.a);
        if (golden.a.empty()) continue;
        ASSERT_NE(part, fit.components.end()) << golden.a;
        const auto& effect =
            fit.effects[static_cast<std::size_t>(part - fit.components.begin())].effect;
        ASSERT_TRUE(effect);
        expect_same(golden.quantity == "component_b" ? effect->b : effect->se, golden);
    }
    EXPECT_EQ(fits.size(), 5U);
}

/// netmeta's copy of the data holds standard errors of four decimals; so do these trials.
Network with_rounded_errors(Network network) {
    const auto rounded = [](double variance) {
        return std::pow(round_half_away(std::sqrt(variance), 4), 2);
    };
    for (Trial& trial : network.trials) {
        const numerics::Matrix exact = trial.covariance;
        for (std::size_t i = 0; i < exact.rows; ++i)
            for (std::size_t j = 0; j < exact.rows; ++j) {
                const double between = exact.at(i, i) + exact.at(j, j) - 2 * exact.at(i, j);
                trial.covariance.at(i, j) =
                    i == j
                        ? rounded(exact.at(i, i))
                        : (rounded(exact.at(i, i)) + rounded(exact.at(j, j)) - rounded(between)) /
                              2;
            }
    }
    return network;
}

/// @source https://cttir.github.io/courses/course3_design_causal/labs/lab_week4_session3_slides.html (netmeta's output)
TEST(GoldenNetwork, the_printed_decomposition_of_netmeta_for_senn_2013) {
    const Network network = with_rounded_errors(networks().at("senn2013"));
    const Inconsistency found = inconsistency_of(network, Tau2Method::dl).value();
    EXPECT_NEAR(found.total.Q, 96.99, 0.005);
    EXPECT_EQ(found.total.df, 18U);
    EXPECT_NEAR(found.within.Q, 74.46, 0.005);
    EXPECT_EQ(found.within.df, 11U);
    EXPECT_NEAR(found.between.Q, 22.53, 0.005);
    EXPECT_EQ(found.between.df, 7U);
    EXPECT_NEAR(found.between.pval, 0.0021, 0.00005);
    struct Printed {
        std::string design;
        double q;
        std::size_t df;
    };
    const std::vector<Printed> inside = {{"metformin : placebo", 42.16, 2},
                                         {"placebo : rosiglitazone", 21.27, 5},
                                         {"benfluorex : placebo", 4.38, 1},
                                         {"miglitol : placebo", 6.45, 2},
                                         {"metformin : rosiglitazone", 0.19, 1}};
    const std::vector<Printed> detached = {{"rosiglitazone : sulfonylurea", 6.77, 6},
                                           {"metformin : sulfonylurea", 7.51, 6},
                                           {"placebo : rosiglitazone", 16.29, 6}};
    std::size_t compared = 0;
    for (const DesignQ& design : found.designs) {
        const std::string name = name_of(design.design, network);
        for (const Printed& printed : inside)
            if (printed.design == name) {
                EXPECT_NEAR(design.within.Q, printed.q, 0.005) << name;
                EXPECT_EQ(design.within.df, printed.df);
                ++compared;
            }
        for (const Printed& printed : detached)
            if (printed.design == name) {
                ASSERT_TRUE(design.when_detached);
                EXPECT_NEAR(design.when_detached->Q, printed.q, 0.005) << name;
                EXPECT_EQ(design.when_detached->df, printed.df);
                ++compared;
            }
    }
    EXPECT_EQ(compared, 8U);
}

TEST(GoldenNetwork, every_loop_disagrees_as_arithmetic_on_its_arms_says) {
    const Table table = table_at("network_loops_expected.csv",
                                 {"dataset", "model", "loop", "difference", "se", "pval"});
    std::map<std::pair<std::string, std::string>, std::map<std::string, Loop>> made;
    std::size_t compared = 0;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const std::string set = table.cell(r, "dataset"), model = table.cell(r, "model");
        const auto [at, fresh] = made.try_emplace({set, model});
        const Network& network = networks().at(set);
        if (fresh)
            for (const Loop& loop : test_loops(network, fit_of(set, model)).loops) {
                std::string name;
                for (const std::size_t t : loop.treatments)
                    name += (name.empty() ? "" : "|") + network.treatments[t];
                at->second.emplace(name, loop);
            }
        const auto found = at->second.find(table.cell(r, "loop"));
        ASSERT_NE(found, at->second.end()) << set << " " << table.cell(r, "loop");
        const auto same = [&](const char* column, double ours) {
            const double theirs = value_of(table.cell(r, column));
            EXPECT_NEAR(ours, theirs, 1e-9 + 1e-6 * std::abs(theirs))
                << set << " " << model << " " << found->first << " " << column;
        };
        same("difference", found->second.difference.b);
        same("se", found->second.difference.se);
        same("pval", found->second.difference.pval);
        ++compared;
    }
    std::size_t ours = 0;
    for (const auto& [key, loops] : made) ours += loops.size();
    EXPECT_EQ(ours, compared);  // none that R does not know
    EXPECT_GT(compared, 100U);
}

}  // namespace
}  // namespace sinew::network
