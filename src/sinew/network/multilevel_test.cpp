// Our fit by study blocks against the general engine of room multilevel with the same design and covariance.
#include <sinew/multilevel/fit.hpp>
#include <sinew/network/consistency.hpp>
#include <sinew/network/made_network_for_test.hpp>

#include <gtest/gtest.h>

namespace sinew::network {
namespace {

multilevel::MixedModel same_model(const Network& network) {
    multilevel::MixedModel model;
    const std::size_t k = network.contrasts(), p = network.treatments.size() - 1;
    model.x = numerics::Matrix{k, p};
    multilevel::KnownCovariance spread;
    std::size_t row = 0;
    for (const Trial& trial : network.trials) {
        const numerics::Matrix design = consistency_design(trial, network.treatments.size());
        for (std::size_t i = 0; i < trial.y.size(); ++i) {
            model.y.push_back(trial.y[i]);
            model.v.variance.push_back(trial.covariance.at(i, i));
            spread.variance.push_back(1);
            for (std::size_t c = 0; c < p; ++c) model.x.at(row + i, c) = design.at(i, c);
            for (std::size_t j = 0; j < i; ++j) {
                model.v.pairs.push_back({row + i, row + j, trial.covariance.at(i, j)});
                spread.pairs.push_back({row + i, row + j, 0.5});
            }
        }
        row += trial.y.size();
    }
    for (std::size_t c = 0; c < p; ++c) model.names.push_back(network.treatments[c + 1]);
    model.terms = {multilevel::correlated_rows("contrast", spread)};
    return model;
}

TEST(NetworkAgainstMultilevel, the_same_model_gives_the_same_answer) {
    for (const std::uint64_t seed : {3U, 8U, 21U})
        for (const auto method : {Tau2Method::reml, Tau2Method::ml}) {
            const Network network = network_of_arms(made_arms(6, 20, 0.4, seed), "made").value();
            FitSettings settings;
            settings.method = method;
            const NetworkFit ours = fit_network(network, settings).value();
            multilevel::FitSettings theirs;
            theirs.criterion = method == Tau2Method::reml ? multilevel::Criterion::reml
                                                          : multilevel::Criterion::ml;
            const auto fit = multilevel::fit_mixed(same_model(network), theirs);
            ASSERT_TRUE(fit) << to_line(fit.error());
            EXPECT_NEAR(fit->terms[0].variance[0], ours.tau2, 1e-9);
            EXPECT_NEAR(fit->log_likelihood, ours.log_likelihood, 1e-8);
            EXPECT_NEAR(fit->qe, ours.Q, 1e-8);
            for (std::size_t i = 0; i < 5; ++i) {
                EXPECT_NEAR(fit->b[i], ours.compare(i + 1, 0).b, 1e-8);
                EXPECT_NEAR(fit->se[i], ours.compare(i + 1, 0).se, 1e-8);
            }
        }
}

}  // namespace
}  // namespace sinew::network
