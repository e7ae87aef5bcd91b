#include <sinew/network/connection.hpp>

#include <algorithm>
#include <map>
#include <numeric>

namespace sinew::network {
namespace {

std::vector<Edge> edges_of(const Network& network) {
    std::map<std::pair<std::size_t, std::size_t>, Edge> edges;
    for (const Trial& trial : network.trials)
        for (std::size_t i = 0; i < trial.treatments.size(); ++i)
            for (std::size_t j = 0; j < i; ++j) {
                const auto [low, high] = std::minmax(trial.treatments[i], trial.treatments[j]);
                Edge& edge = edges[{low, high}];
                edge.first = low;
                edge.second = high;
                ++edge.studies;
                if (trial.treatments.size() > 2) ++edge.multi_arm;
            }
    std::vector<Edge> list;
    list.reserve(edges.size());
    for (const auto& [pair, edge] : edges) list.push_back(edge);
    return list;
}

/// The smallest treatment that each one is joined with.
std::vector<std::size_t> roots_of(std::size_t treatments, const std::vector<Edge>& edges) {
    std::vector<std::size_t> root(treatments);
    std::iota(root.begin(), root.end(), std::size_t{0});
    const auto find = [&](std::size_t node) {
        while (root[node] != node) node = root[node];
        return node;
    };
    for (const Edge& edge : edges) {
        const std::size_t one = find(edge.first), other = find(edge.second);
        root[std::max(one, other)] = std::min(one, other);
    }
    for (std::size_t node = 0; node < treatments; ++node) root[node] = find(node);
    return root;
}

std::vector<std::array<std::size_t, 3>> triangles_of(std::size_t treatments,
                                                     const std::vector<Edge>& edges) {
    std::vector<bool> joined(treatments * treatments, false);
    for (const Edge& edge : edges) joined[edge.first * treatments + edge.second] = true;
    std::vector<std::array<std::size_t, 3>> found;
    for (const Edge& edge : edges)
        for (std::size_t third = edge.second + 1; third < treatments; ++third)
            if (joined[edge.first * treatments + third] && joined[edge.second * treatments + third])
                found.push_back({edge.first, edge.second, third});
    return found;
}

}  // namespace

Connection connection_of(const Network& network) {
    Connection connection;
    const std::size_t treatments = network.treatments.size();
    connection.edges = edges_of(network);
    const auto root = roots_of(treatments, connection.edges);
    std::map<std::size_t, SubNetwork> parts;
    for (std::size_t node = 0; node < treatments; ++node)
        parts[root[node]].treatments.push_back(node);
    for (std::size_t index = 0; index < network.trials.size(); ++index)
        parts[root[network.trials[index].treatments.front()]].trials.push_back(index);
    for (auto& [first, part] : parts) connection.networks.push_back(std::move(part));
    std::ranges::stable_sort(connection.networks, [](const SubNetwork& a, const SubNetwork& b) {
        return a.treatments.size() > b.treatments.size();
    });
    connection.independent_loops =
        connection.edges.size() + connection.networks.size() - treatments;
    connection.triangles = triangles_of(treatments, connection.edges);
    return connection;
}

Network part_of(const Network& network, const SubNetwork& part) {
    Network kept;
    kept.left_out = network.left_out;
    std::vector<std::size_t> place(network.treatments.size());
    for (std::size_t index = 0; index < part.treatments.size(); ++index) {
        place[part.treatments[index]] = index;
        kept.treatments.push_back(network.treatments[part.treatments[index]]);
    }
    for (const std::size_t index : part.trials) {
        Trial trial = network.trials[index];
        for (std::size_t& treatment : trial.treatments) treatment = place[treatment];
        kept.trials.push_back(std::move(trial));
    }
    return kept;
}

}  // namespace sinew::network
