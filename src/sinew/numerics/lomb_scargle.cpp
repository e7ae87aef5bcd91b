#include <sinew/numerics/lanes.hpp>
#include <sinew/numerics/lomb_scargle.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <cstdint>

namespace sinew::numerics {
namespace {

using Complex = std::complex<double>;

/// Projections on sine and cosine, and on those of twice the frequency.
struct Sums {
    double value_cosine = 0, value_sine = 0, cosine_2 = 0, sine_2 = 0;
};

/// Lomb's formula. Where sine and cosine are told apart by the times, as the least squares of both at once, without the
/// shift. Elsewhere with it: tau has tan(2 w tau) = sine_2 / cosine_2; its sine and cosine come by half angles.
double power_of(const Sums& sums, double count) noexcept {
    const double determinant =
        count * count - sums.cosine_2 * sums.cosine_2 - sums.sine_2 * sums.sine_2;
    if (determinant > 1e-2 * count * count)
        return (sums.value_cosine * sums.value_cosine * (count - sums.cosine_2) +
                sums.value_sine * sums.value_sine * (count + sums.cosine_2) -
                2 * sums.value_cosine * sums.value_sine * sums.sine_2) /
               determinant;
    const double length = std::sqrt(sums.cosine_2 * sums.cosine_2 + sums.sine_2 * sums.sine_2);
    double c = 1, s = 0;
    if (length > 0) {
        const double cosine = sums.cosine_2 / length, sine = sums.sine_2 / length;
        if (cosine >= 0) {
            c = std::sqrt((1 + cosine) / 2);
            s = sine / (2 * c);
        } else {
            s = std::copysign(std::sqrt((1 - cosine) / 2), sine);
            c = sine / (2 * s);
        }
    }
    const double along = sums.value_cosine * c + sums.value_sine * s;
    const double across = sums.value_sine * c - sums.value_cosine * s;
    const double cosine_norm = (count + length) / 2, sine_norm = (count - length) / 2;
    // A norm of zero: every sine vanishes at these times, and so does its projection.
    const double least = 1e-12 * count;
    return ((cosine_norm > least ? along * along / cosine_norm : 0) +
            (sine_norm > least ? across * across / sine_norm : 0)) /
           2;
}

constexpr int kReach = 12;  // grid points on each side of a value

/// Spreads each value (real part) and a one (imaginary part) over 2 x kReach points of a periodic grid.
class Spreading {
public:
    Spreading(std::size_t modes, std::size_t grid_size)
        : grid_(grid_size), cell_{2 * M_PI / static_cast<double>(grid_size)} {
        const auto m = static_cast<double>(modes);
        const double ratio = static_cast<double>(grid_size) / m;
        width_ = M_PI * kReach / (m * m * ratio * (ratio - 0.5));
        scale_ = std::sqrt(M_PI / width_) / static_cast<double>(grid_size);
        for (int l = 0; l < 2 * kReach; ++l) {
            const double away = cell_ * (l - kReach + 1);
            far_[static_cast<std::size_t>(l)] = std::exp(-away * away / (4 * width_));
        }
    }

    /// @param turn  the place on the circle, in whole turns, of less than 2^62
    void add(double turn, double value) noexcept {
        const auto towards_zero = static_cast<double>(static_cast<std::int64_t>(turn));
        const double inside = turn - towards_zero + (turn < towards_zero ? 1.0 : 0.0);
        const double place = inside * static_cast<double>(grid_.size());
        const auto cell = static_cast<std::ptrdiff_t>(place);
        const double off = (place - static_cast<double>(cell)) * cell_;
        const double slope = std::exp(off * cell_ / (2 * width_));
        // The Gaussian about grid point l of the cell is near x slope^l x far: two exponentials a value, not one a point.
        const double rise = std::exp(-off * (off / 4 + (kReach - 1) * cell_ / 2) / width_);
        const double slope_2 = slope * slope;
        const Lanes slope_4 = Lanes{1, 1} * (slope_2 * slope_2);
        Lanes low{rise, rise * slope},
            high = low * slope_2;    // the powers at points l, l+1 and l+2, l+3
        const Lanes both{value, 1};  // a complex number is two doubles, weighted alike
        const auto size = static_cast<std::ptrdiff_t>(grid_.size());
        std::ptrdiff_t at = cell - kReach + 1;
        if (at < 0) at += size;
        const bool whole = at + 2 * kReach <= size;
        std::array<double, 4 * kReach> turned;  // used where the circle closes inside the reach
        auto* point = whole ? reinterpret_cast<double*>(grid_.data() + at) : turned.data();
        if (!whole) turned.fill(0);
        for (std::size_t l = 0; l < 2 * kReach; l += 4, point += 8) {
            const Lanes first = low * load_lanes(&far_[l]),
                        second = high * load_lanes(&far_[l + 2]);
            store_lanes(point, load_lanes(point) + both * first[0]);
            store_lanes(point + 2, load_lanes(point + 2) + both * first[1]);
            store_lanes(point + 4, load_lanes(point + 4) + both * second[0]);
            store_lanes(point + 6, load_lanes(point + 6) + both * second[1]);
            low *= slope_4;
            high *= slope_4;
        }
        if (whole) return;
        for (std::size_t l = 0; l < 2 * kReach; ++l) {
            grid_[static_cast<std::size_t>(at)] += Complex{turned[2 * l], turned[2 * l + 1]};
            if (++at == size) at = 0;
        }
    }

    [[nodiscard]] std::span<const Complex> grid() const noexcept { return grid_; }
    /// What takes the Gaussian off modes 0 .. count again: scale exp(k^2 width), each from the one before.
    [[nodiscard]] std::vector<double> sharpening(std::size_t count) const {
        std::vector<double> factors(count + 1);
        const double turn = std::exp(2 * width_);
        double factor = scale_, ratio = std::exp(width_);
        for (double& one : factors) {
            one = factor;
            factor *= ratio;
            ratio *= turn;
        }
        return factors;
    }

private:
    std::vector<Complex> grid_;
    std::array<double, 2 * kReach> far_{};
    double cell_, width_ = 0, scale_ = 0;
};

}  // namespace

std::vector<double> lomb_scargle(std::span<const double> times_s, std::span<const double> values,
                                 double step_hz, std::size_t count, FourierPlans& plans) {
    std::vector<double> power(count, 0.0);
    if (times_s.empty() || count == 0) return power;
    const std::size_t modes = 4 * count + 2;  // both signs of twice the highest frequency
    // 1.65 grid points a mode leave exp(-pi kReach (1 - 1 / 2.3)) = 6e-10 of the highest mode in the others.
    const std::size_t size = handy_size(std::max<std::size_t>(modes * 33 / 20, 4 * kReach));
    Spreading spreading{modes, size};
    for (std::size_t i = 0; i < times_s.size(); ++i)
        spreading.add((times_s[i] - times_s[0]) * step_hz, values[i]);
    std::vector<Complex> transformed(size);
    plans.of(size).forward(spreading.grid(), transformed);
    const auto beats = static_cast<double>(times_s.size());
    const std::vector<double> sharpen = spreading.sharpening(2 * count);
    for (std::size_t k = 1; k <= count; ++k) {
        // Two real series went in as one complex: its transform at k and at -k gives both.
        const Complex up = transformed[k], down = std::conj(transformed[size - k]);
        const Complex of_values = (up + down) * (0.5 * sharpen[k]);
        const Complex up_2 = transformed[2 * k], down_2 = std::conj(transformed[size - 2 * k]);
        const Complex twice = (up_2 - down_2) * (0.5 * sharpen[2 * k]);
        const Complex of_ones{twice.imag(), -twice.real()};
        power[k - 1] =
            power_of({of_values.real(), -of_values.imag(), of_ones.real(), -of_ones.imag()}, beats);
    }
    return power;
}

std::vector<double> lomb_scargle_reference(std::span<const double> times_s,
                                           std::span<const double> values, double step_hz,
                                           std::size_t count) {
    std::vector<double> power(count, 0.0);
    if (times_s.empty()) return power;
    for (std::size_t k = 1; k <= count; ++k) {
        const double angular = 2 * M_PI * step_hz * static_cast<double>(k);
        double sine_2 = 0, cosine_2 = 0;
        for (const double t : times_s) {
            sine_2 += std::sin(2 * angular * (t - times_s[0]));
            cosine_2 += std::cos(2 * angular * (t - times_s[0]));
        }
        const double shift = std::atan2(sine_2, cosine_2) / (2 * angular);
        double along = 0, across = 0, cosine_norm = 0, sine_norm = 0;
        for (std::size_t i = 0; i < times_s.size(); ++i) {
            const double c = std::cos(angular * (times_s[i] - times_s[0] - shift));
            const double s = std::sin(angular * (times_s[i] - times_s[0] - shift));
            along += values[i] * c;
            across += values[i] * s;
            cosine_norm += c * c;
            sine_norm += s * s;
        }
        const double least = 1e-12 * static_cast<double>(times_s.size());
        power[k - 1] = ((cosine_norm > least ? along * along / cosine_norm : 0) +
                        (sine_norm > least ? across * across / sine_norm : 0)) /
                       2;
    }
    return power;
}

}  // namespace sinew::numerics
