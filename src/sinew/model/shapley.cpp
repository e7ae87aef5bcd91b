#include <sinew/base/random_stream.hpp>
#include <sinew/model/prior.hpp>
#include <sinew/model/shapley.hpp>

#include <algorithm>
#include <numeric>

namespace sinew::model {
namespace {

/// By sorting on one uniform number a mechanism: a new mechanism moves none of the others' numbers.
std::vector<std::size_t> order_of(std::size_t count, const StreamKey& key) {
    std::vector<double> numbers(count);
    for (std::size_t i = 0; i < count; ++i) numbers[i] = key.with(i).uniform();
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return numbers[a] < numbers[b]; });
    return order;
}

}  // namespace

std::vector<std::vector<double>> shapley_values(
    const std::vector<Mechanism>& mechanisms, const Parameters& parameters,
    const std::vector<double>& all,
    const std::function<std::vector<double>(const Parameters&)>& worth, std::uint64_t seed,
    std::size_t draw, int orders) {
    std::vector<std::vector<double>> parts(mechanisms.size(), std::vector<double>(all.size(), 0.0));
    const StreamKey key = StreamKey{seed, "model.permute"}.with(draw);
    for (int index = 0; index < orders; ++index) {
        Parameters now = parameters;
        std::vector<double> before = all;
        for (const std::size_t m :
             order_of(mechanisms.size(), key.with(static_cast<std::uint64_t>(index)))) {
            now = without(now, mechanisms[m].links);
            std::vector<double> after = worth(now);
            for (std::size_t i = 0; i < all.size(); ++i)
                parts[m][i] += (before[i] - after[i]) / orders;
            before = std::move(after);
        }
    }
    return parts;
}

}  // namespace sinew::model
