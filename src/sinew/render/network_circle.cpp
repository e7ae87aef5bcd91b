#include <sinew/render/evidence_network_chart.hpp>

#include <algorithm>
#include <numeric>

namespace sinew::render {
namespace {

std::vector<std::size_t> places_in(const std::vector<std::size_t>& order) {
    std::vector<std::size_t> place(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;
    return place;
}

bool cross(const NetworkPicture::Edge& one, const NetworkPicture::Edge& other,
           const std::vector<std::size_t>& place) {
    const auto [a, b] = std::minmax({place[one.first], place[one.second]});
    const auto c = place[other.first], d = place[other.second];
    if (c == a || c == b || d == a || d == b) return false;
    return (c > a && c < b) != (d > a && d < b);
}

}  // namespace

std::size_t crossings(const NetworkPicture& network, const std::vector<std::size_t>& order) {
    const auto place = places_in(order);
    std::size_t count = 0;
    for (std::size_t i = 0; i < network.edges.size(); ++i)
        for (std::size_t j = i + 1; j < network.edges.size(); ++j)
            count += cross(network.edges[i], network.edges[j], place) ? 1U : 0U;
    return count;
}

std::vector<std::size_t> circle_order(const NetworkPicture& network) {
    std::vector<std::size_t> order(network.nodes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::size_t best = crossings(network, order);
    // Swaps of two and moves of one, until none helps; the first of equals, so the picture is always the same.
    for (bool better = best > 0; better;) {
        better = false;
        for (std::size_t i = 0; i < order.size(); ++i)
            for (std::size_t j = 0; j < order.size(); ++j) {
                if (i == j) continue;
                std::vector<std::size_t> swapped = order, moved = order;
                std::swap(swapped[i], swapped[j]);
                const std::size_t taken = moved[i];
                moved.erase(moved.begin() + static_cast<std::ptrdiff_t>(i));
                moved.insert(moved.begin() + static_cast<std::ptrdiff_t>(j), taken);
                for (auto* tried : {&swapped, &moved})
                    if (const std::size_t now = crossings(network, *tried); now < best) {
                        best = now;
                        order = *tried;
                        better = true;
                    }
            }
    }
    // The first treatment stands on top.
    std::rotate(order.begin(), std::find(order.begin(), order.end(), std::size_t{0}), order.end());
    return order;
}

}  // namespace sinew::render
