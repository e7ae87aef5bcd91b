#include <sinew/base/ensure.hpp>
#include <sinew/numerics/laplace_inversion.hpp>

#include <cmath>
#include <numbers>

namespace sinew::numerics {
namespace {

// The contour z(theta) = N / t (a theta cot(b theta) - c + i d theta), -pi < theta < pi. @source trefethen2006
constexpr double kA = 0.5017, kB = 0.6407, kC = 0.6122, kD = 0.2645;

}  // namespace

double inverse_laplace(const std::function<std::complex<double>(std::complex<double>)>& transform,
                       double at, int points) {
    SINEW_ENSURE(at > 0 && points > 0, "a point above 0 and at least one node");
    // The lower half of the contour is the mirror image of the upper one: an even number of nodes, half of them.
    const int half = (points + 1) / 2;
    const double count = 2.0 * half;
    const double step = 2 * std::numbers::pi / count;
    double sum = 0;
    for (int node = 0; node < half; ++node) {
        const double theta = (node + 0.5) * step;
        const double cotangent = 1 / std::tan(kB * theta);
        const double sine = std::sin(kB * theta);
        const std::complex<double> z{count * (kA * theta * cotangent - kC), count * kD * theta};
        const std::complex<double> slope{count * kA * (cotangent - kB * theta / (sine * sine)),
                                         count * kD};
        sum += (std::exp(z) * transform(z / at) * slope).imag();
    }
    // h / (2 pi i) times both halves: twice the imaginary part over i.
    return sum * step / std::numbers::pi / at;
}

}  // namespace sinew::numerics
