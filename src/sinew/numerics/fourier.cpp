#include <sinew/base/ensure.hpp>
#include <sinew/numerics/fourier.hpp>

#include <unsupported/Eigen/FFT>

namespace sinew::numerics {

struct Fourier::Plan {
    mutable Eigen::internal::kissfft_impl<double> transform;
};

Fourier::Fourier(std::size_t size) : size_{size}, plan_{std::make_unique<Plan>()} {
    SINEW_ENSURE(size > 0, "a transform has a length");
    std::vector<std::complex<double>> zero(size), out(size);
    forward(zero, out);  // prepares the factors
}
Fourier::~Fourier() = default;
Fourier::Fourier(Fourier&&) noexcept = default;
Fourier& Fourier::operator=(Fourier&&) noexcept = default;

void Fourier::forward(std::span<const std::complex<double>> values,
                      std::span<std::complex<double>> transformed) const {
    SINEW_ENSURE(values.size() == size_ && transformed.size() == size_,
                 "spans of the plan's length");
    if (size_ == 1) {  // the library has no stage for it
        transformed[0] = values[0];
        return;
    }
    plan_->transform.fwd(transformed.data(), values.data(), static_cast<int>(size_));
}

const Fourier& FourierPlans::of(std::size_t size) {
    for (const Fourier& plan : plans_)
        if (plan.size() == size) return plan;
    return plans_.emplace_back(size);
}

std::size_t handy_size(std::size_t n) noexcept {
    for (std::size_t base = 1;; base *= 2)
        for (const std::size_t factor : {4U, 5U, 6U})
            if (base * factor >= n) return base * factor;
}

}  // namespace sinew::numerics
