// SUNDIALS CVODE behind one small class: a variable-order multistep solver that owes nothing to our own steppers, kept for proofs.
// @source docs/adr/0013-independent-solver.md
#pragma once

#include <sinew/base/result.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>

namespace sinew::numerics {

enum class MultistepFamily : std::uint8_t {
    adams,  ///< orders 1 to 12, functional iteration: smooth systems that are not stiff
    bdf,    ///< orders 1 to 5, Newton with a dense Jacobian by differences: stiff ones too
};

struct CvodeSettings {
    MultistepFamily family = MultistepFamily::adams;
    double relative = 1e-12,
           absolute =
               1e-14;  ///< error of a step: absolute + relative |value|; at least about 1e-14
};

/// One system, set up once and restarted at every call of `integrate`.
class Cvode {
public:
    /// slope(t, values, slopes): writes every slope.
    using Slope = std::function<void(double, std::span<const double>, std::span<double>)>;

    /// @param size  of the system, at least 1
    /// @errors out_of_range: tolerances that are no positive numbers; did_not_converge: the library refused
    [[nodiscard]] static Result<Cvode> make(std::size_t size, Slope slope,
                                            const CvodeSettings& settings);
    Cvode(Cvode&&) noexcept;
    Cvode& operator=(Cvode&&) noexcept;
    ~Cvode();

    /// Takes `values` from `from` to `to`, starting afresh (order 1) and never looking past `to`. A kink or jump of the right-hand side
    /// belongs at the end of a span.
    /// @pre    from < to, values.size() == size
    /// @errors did_not_converge: the solver gave up, with what it said
    [[nodiscard]] Result<void> integrate(double from, double to, std::span<double> values);

    /// Right-hand sides evaluated and steps taken since the system was made.
    struct Cost {
        std::size_t evaluations = 0, steps = 0;
    };
    [[nodiscard]] Cost cost() const noexcept;

private:
    struct State;
    explicit Cvode(std::unique_ptr<State> state) noexcept;
    std::unique_ptr<State> state_;
};

}  // namespace sinew::numerics
