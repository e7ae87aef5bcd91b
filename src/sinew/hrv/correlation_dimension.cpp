#include <sinew/hrv/nonlinear.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::hrv {

std::optional<double> correlation_dimension(std::span<const double> nn_ms, std::size_t embedding,
                                            double nearest_share) {
    constexpr std::size_t kFewestPairs = 100;
    if (nn_ms.size() < embedding + 2) return std::nullopt;
    const std::size_t points = nn_ms.size() - embedding + 1;
    std::vector<double> squares;  // of the distances, pair by pair, diagonal by diagonal
    squares.reserve(points * (points - 1) / 2);
    std::vector<double> steps(nn_ms.size());
    for (std::size_t lag = 1; lag < points; ++lag) {
        for (std::size_t i = 0; i + lag < nn_ms.size(); ++i) {
            const double away = nn_ms[i] - nn_ms[i + lag];
            steps[i] = away * away;
        }
        for (std::size_t i = 0; i + lag < points; ++i) {
            double sum = 0;
            for (std::size_t k = 0; k < embedding; ++k) sum += steps[i + k];
            if (sum > 0) squares.push_back(sum);
        }
    }
    const auto nearest =
        static_cast<std::size_t>(nearest_share * static_cast<double>(squares.size()));
    if (nearest < kFewestPairs) return std::nullopt;
    const auto limit = squares.begin() + static_cast<std::ptrdiff_t>(nearest);
    std::nth_element(squares.begin(), limit, squares.end());
    const double widest = *limit;
    double sum = 0;
    for (auto at = squares.begin(); at != limit; ++at) sum += 0.5 * std::log(*at / widest);
    if (!(sum < 0)) return std::nullopt;
    return -static_cast<double>(nearest) / sum;
}

}  // namespace sinew::hrv
