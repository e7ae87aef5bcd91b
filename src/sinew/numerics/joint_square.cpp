#include <sinew/numerics/joint_square.hpp>

#include <cmath>
#include <limits>
#include <vector>

namespace sinew::numerics {

double joint_square(const Matrix& covariance, std::span<const double> b,
                    std::span<const std::size_t> kept) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    const std::size_t m = kept.size();
    std::vector<double> l(m * m, 0.0), x(m), scale(m);
    for (std::size_t i = 0; i < m; ++i) {
        scale[i] = std::sqrt(covariance.at(kept[i], kept[i]));
        if (!(scale[i] > 0)) return kNone;
        for (std::size_t j = 0; j <= i; ++j)
            l[i * m + j] = covariance.at(kept[i], kept[j]) / (scale[i] * scale[j]);
        x[i] = b[kept[i]] / scale[i];
    }
    double square = 0;
    for (std::size_t i = 0; i < m; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            for (std::size_t n = 0; n < j; ++n) l[i * m + j] -= l[i * m + n] * l[j * m + n];
            if (i == j) {
                if (!(l[i * m + i] > 0)) return kNone;
                l[i * m + i] = std::sqrt(l[i * m + i]);
            } else {
                l[i * m + j] /= l[j * m + j];
            }
        }
        for (std::size_t n = 0; n < i; ++n) x[i] -= l[i * m + n] * x[n];
        x[i] /= l[i * m + i];
        square += x[i] * x[i];
    }
    return square;
}

}  // namespace sinew::numerics
