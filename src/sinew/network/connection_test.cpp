#include <sinew/network/component_model.hpp>
#include <sinew/network/connection.hpp>
#include <sinew/network/made_network_for_test.hpp>

#include <gtest/gtest.h>

namespace sinew::network {
namespace {

std::vector<ArmRow> two_islands() {
    return {{"one", "a", 0, 0.1, 10, 1},   {"one", "b", 1, 0.1, 10, 2},
            {"two", "b", 0, 0.1, 10, 3},   {"two", "c", 1, 0.1, 10, 4},
            {"three", "a", 0, 0.1, 10, 5}, {"three", "c", 2.5, 0.1, 10, 6},
            {"four", "a+d", 0, 0.1, 9, 7}, {"four", "d", 1, 0.1, 9, 8}};
}

TEST(Connection, islands_edges_and_loops_are_told) {
    const auto network = network_of_arms(two_islands(), "t");
    ASSERT_TRUE(network);
    const Connection connection = connection_of(*network);
    EXPECT_FALSE(connection.connected());
    ASSERT_EQ(connection.networks.size(), 2U);
    EXPECT_EQ(connection.networks[0].treatments.size(), 3U);
    EXPECT_EQ(connection.networks[1].trials, (std::vector<std::size_t>{3}));
    EXPECT_EQ(connection.independent_loops, 1U);
    ASSERT_EQ(connection.triangles.size(), 1U);
    EXPECT_FALSE(fit_network(*network));
    const Network part = part_of(*network, connection.networks[0]);
    EXPECT_EQ(part.treatments, (std::vector<std::string>{"a", "b", "c"}));
    EXPECT_TRUE(fit_network(part));
}

TEST(Connection, components_join_islands_and_say_what_they_cannot_tell) {
    const auto network = network_of_arms(two_islands(), "t");
    ASSERT_TRUE(network);
    ComponentSettings settings;
    settings.fit.method = Tau2Method::common;
    const auto fit = fit_components(*network, settings);
    ASSERT_TRUE(fit) << to_line(fit.error());
    EXPECT_EQ(fit->components, (std::vector<std::string>{"a", "b", "c", "d"}));
    // Study four: (a + d) - d = a = -1; so a, and with it b and c, are told; d alone is not.
    EXPECT_NEAR(fit->effects[0].effect.value().b, -1, 1e-12);
    EXPECT_TRUE(fit->effects[1].effect);
    EXPECT_FALSE(fit->effects[3].effect);
    EXPECT_FALSE(fit->interaction);
}

}  // namespace
}  // namespace sinew::network
