// Discrete Fourier transforms in double precision.
#pragma once

#include <complex>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace sinew::numerics {

/// The transform of one length, prepared once: X_k = sum over j of x_j exp(-2 pi i j k / n), not scaled.
class Fourier {
public:
    explicit Fourier(std::size_t size);  ///< size > 0; products of 2, 3 and 5 are fast
    ~Fourier();
    Fourier(Fourier&&) noexcept;
    Fourier& operator=(Fourier&&) noexcept;

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    /// Both spans have size() values and do not overlap.
    void forward(std::span<const std::complex<double>> values,
                 std::span<std::complex<double>> transformed) const;

private:
    struct Plan;
    std::size_t size_;
    std::unique_ptr<Plan> plan_;
};

/// Transforms that were asked for before, kept: preparing one costs more than using it.
class FourierPlans {
public:
    /// Stays valid until the next call.
    [[nodiscard]] const Fourier& of(std::size_t size);

private:
    std::vector<Fourier> plans_;
};

/// The least 4, 5, 6 or 8 times a power of two that is not below n: few lengths, so that plans are found again.
[[nodiscard]] std::size_t handy_size(std::size_t n) noexcept;

}  // namespace sinew::numerics
