#include <sinew/numerics/cvode.hpp>

#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunmatrix/sunmatrix_dense.h>
#include <sunnonlinsol/sunnonlinsol_fixedpoint.h>

#include <algorithm>
#include <string>

namespace sinew::numerics {

/// Everything the library hands out, given back in the order it asks for.
struct Cvode::State {
    Slope slope;
    std::size_t size = 0;
    std::string said;  // what the library told last
    Cost cost;
    SUNContext context = nullptr;
    N_Vector values = nullptr;
    SUNMatrix matrix = nullptr;
    SUNLinearSolver linear = nullptr;
    SUNNonlinearSolver iteration = nullptr;
    void* memory = nullptr;

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (memory != nullptr) CVodeFree(&memory);
        if (iteration != nullptr) SUNNonlinSolFree(iteration);
        if (linear != nullptr) SUNLinSolFree(linear);
        if (matrix != nullptr) SUNMatDestroy(matrix);
        if (values != nullptr) N_VDestroy(values);
        if (context != nullptr) SUNContext_Free(&context);
    }

    static int evaluate(realtype t, N_Vector x, N_Vector slopes, void* self) {
        State& state = *static_cast<State*>(self);
        ++state.cost.evaluations;
        state.slope(t, {N_VGetArrayPointer(x), state.size},
                    {N_VGetArrayPointer(slopes), state.size});
        return 0;
    }
    static void listen(int, const char*, const char*, char* message, void* self) {
        static_cast<State*>(self)->said = message;
    }

    [[nodiscard]] Error refused(const char* where) const {
        return {ErrorCode::did_not_converge,
                "the solver gave up: " + (said.empty() ? std::string{"no reason told"} : said),
                where, "loosen the tolerances, or look for a jump inside the span"};
    }
};

Cvode::Cvode(std::unique_ptr<State> state) noexcept : state_{std::move(state)} {}
Cvode::Cvode(Cvode&&) noexcept = default;
Cvode& Cvode::operator=(Cvode&&) noexcept = default;
Cvode::~Cvode() = default;

Result<Cvode> Cvode::make(std::size_t size, Slope slope, const CvodeSettings& settings) {
    if (size == 0 || !(settings.relative > 0) || !(settings.absolute > 0))
        return fail({ErrorCode::out_of_range, "no system, or no tolerances above 0", "Cvode",
                     "give at least one value and positive tolerances"});
    auto state = std::make_unique<State>();
    State& s = *state;
    s.slope = std::move(slope);
    s.size = size;
    const auto length = static_cast<sunindextype>(size);
    const bool stiff = settings.family == MultistepFamily::bdf;
    bool made = SUNContext_Create(nullptr, &s.context) == 0;
    made = made && (s.values = N_VNew_Serial(length, s.context)) != nullptr;
    if (!made) return fail(s.refused("Cvode"));
    N_VConst(0, s.values);
    made = (s.memory = CVodeCreate(stiff ? CV_BDF : CV_ADAMS, s.context)) != nullptr &&
           CVodeSetErrHandlerFn(s.memory, &State::listen, &s) == CV_SUCCESS &&
           CVodeInit(s.memory, &State::evaluate, 0, s.values) == CV_SUCCESS &&
           CVodeSetUserData(s.memory, &s) == CV_SUCCESS &&
           CVodeSStolerances(s.memory, settings.relative, settings.absolute) == CV_SUCCESS &&
           CVodeSetMaxNumSteps(s.memory, 1'000'000) == CV_SUCCESS;
    if (made && stiff)
        made = (s.matrix = SUNDenseMatrix(length, length, s.context)) != nullptr &&
               (s.linear = SUNLinSol_Dense(s.values, s.matrix, s.context)) != nullptr &&
               CVodeSetLinearSolver(s.memory, s.linear, s.matrix) == CV_SUCCESS;
    else if (made)
        made = (s.iteration = SUNNonlinSol_FixedPoint(s.values, 0, s.context)) != nullptr &&
               CVodeSetNonlinearSolver(s.memory, s.iteration) == CV_SUCCESS;
    if (!made) return fail(s.refused("Cvode"));
    return Cvode{std::move(state)};
}

Result<void> Cvode::integrate(double from, double to, std::span<double> values) {
    State& s = *state_;
    double* inside = N_VGetArrayPointer(s.values);
    std::copy(values.begin(), values.end(), inside);
    double reached = from;
    long steps = 0;
    const bool done = CVodeReInit(s.memory, from, s.values) == CV_SUCCESS &&
                      CVodeSetStopTime(s.memory, to) == CV_SUCCESS &&
                      CVode(s.memory, to, s.values, &reached, CV_NORMAL) >= 0;
    if (CVodeGetNumSteps(s.memory, &steps) == CV_SUCCESS)
        s.cost.steps += static_cast<std::size_t>(steps);
    if (!done) return fail(s.refused("Cvode"));
    std::copy(inside, inside + s.size, values.begin());
    return {};
}

Cvode::Cost Cvode::cost() const noexcept { return state_->cost; }

}  // namespace sinew::numerics
