#include "ensemble_peak.hpp"

#include <sinew/ensemble/full_ensemble.hpp>
#include <sinew/ensemble/plain_lane.hpp>

#include <algorithm>
#include <ctime>

namespace sinew::ensemble::counted {

inline double operations = 0;

/// The reference number, telling what it does.
template <class R>
struct CountingLane {
    using Real = R;
    static constexpr std::size_t kWidth = 1;
    PlainLane<R> v;

    CountingLane() = default;
    explicit CountingLane(double x) : v{x} {}
    static CountingLane of(PlainLane<R> x, double cost) {
        operations += cost;
        CountingLane lane;
        lane.v = x;
        return lane;
    }
    static CountingLane load(const R* from) { return of(PlainLane<R>::load(from), 0); }
    void store(R* to) const { v.store(to); }
    friend CountingLane operator+(CountingLane a, CountingLane b) { return of(a.v + b.v, 1); }
    friend CountingLane operator-(CountingLane a, CountingLane b) { return of(a.v - b.v, 1); }
    friend CountingLane operator*(CountingLane a, CountingLane b) { return of(a.v * b.v, 1); }
    friend CountingLane operator/(CountingLane a, CountingLane b) { return of(a.v / b.v, 1); }
    friend CountingLane mad(CountingLane a, CountingLane b, CountingLane c) {
        return of(mad(a.v, b.v, c.v), 2);
    }
    friend CountingLane nmad(CountingLane a, CountingLane b, CountingLane c) {
        return of(nmad(a.v, b.v, c.v), 2);
    }
    friend CountingLane lesser(CountingLane a, CountingLane b) { return of(lesser(a.v, b.v), 0); }
    friend CountingLane greater(CountingLane a, CountingLane b) { return of(greater(a.v, b.v), 0); }
    friend bool above(CountingLane a, CountingLane b) { return above(a.v, b.v); }
    friend CountingLane choose(bool answer, CountingLane a, CountingLane b) {
        return answer ? a : b;
    }
    friend CountingLane scaled(CountingLane p, CountingLane by) { return of(scaled(p.v, by.v), 0); }
    friend CountingLane exponent_into(CountingLane x, CountingLane magic) {
        return of(exponent_into(x.v, magic.v), 0);
    }
    friend CountingLane mantissa_of(CountingLane x, CountingLane one) {
        return of(mantissa_of(x.v, one.v), 0);
    }
};

#define HWY_INLINE inline
#define HWY_NOINLINE [[gnu::noinline]]
#define HWY_ATTR
#define SINEW_UNROLL
// clang-format off
#include <sinew/ensemble/lane_functions.inc.hpp>
#include <sinew/ensemble/slow_prepare.inc.hpp>
#include <sinew/ensemble/slow_course.inc.hpp>
#include <sinew/ensemble/slow_table.inc.hpp>
#include <sinew/ensemble/minute_prepare.inc.hpp>
#include <sinew/ensemble/minute_course.inc.hpp>
#include <sinew/ensemble/full_table.inc.hpp>
// clang-format on

template <class Real>
DrawBlock<Real> centre_block() {
    const auto pack = knowledge::load_model_pack(knowledge::PackSource::embedded());
    const auto p =
        chosen_for(*model::parameters_of(*pack), model::DrugClass::opioid, model::Sex::M);
    DrawBlock<Real> draws;
    const model::SlowState start;
    for (std::size_t lane = 0; lane < kBlock<Real>; ++lane) {
        for (std::size_t i = 0; i < kParameters; ++i)
            draws.parameter[i].at[lane] = static_cast<Real>(p.*model::kParameterNames[i].member);
        for (std::size_t i = 0; i < kSlowStates; ++i)
            draws.start[i].at[lane] = static_cast<Real>(start.*model::kStateNames[i].member);
    }
    return draws;
}

template <class Real>
double flops(int nodes) {
    const DrawBlock<Real> draws = centre_block<Real>();
    const auto kernel =
        slow_table<CountingLane<Real>>()[static_cast<std::size_t>(nodes - kFewestNodes)];
    std::vector<Lanes<Real>> weights(kernel.weights * (kGrades + 1));
    kernel.prepare(draws, 1, weights.data());
    const auto cost_of = [&](std::size_t days) {
        SlowProgramme programme;
        programme.kinds = {{}, {{model::Modality::A, 40, 0.65, 1, {}}}};
        for (std::size_t n = 0; n < days; ++n)
            programme.days.push_back({n % 2 == 0 ? 1U : 0U, 0, 0.3, 0.01});
        SlowSpace<Real> space;
        space.kinds.resize(2);
        space.course.resize((days + 1) * kSlowStates);
        operations = 0;
        kernel.run({&draws, &programme, nullptr, 1}, weights.data(), space);
        return operations;
    };
    return (cost_of(28) - cost_of(14)) / 14 / static_cast<double>(kBlock<Real>);
}

template <class Real>
double full_flops(int nodes) {
    const DrawBlock<Real> draws = centre_block<Real>();
    const auto kernel = full_table<CountingLane<Real>>()[nodes == kFullNodes[0] ? 0 : 1];
    std::vector<Lanes<Real>> weights(kernel.weights * (kGrades + 1));
    MinuteWeights<Real> minutes;
    kernel.prepare(draws, 1, weights.data(), minutes);
    const auto cost_of = [&](std::size_t days) {
        model::PlannedDays planned(days);
        BlockEvents<Real> events;
        for (std::size_t n = 0; n < days; ++n) {
            events.first.push_back(events.ticks.size());
            if (n % 2 == 0)
                planned[n] = {{600, {{model::Modality::A, 40, 0.65, 1, {}}}, false}};
            else
                for (const int tick : {100, 160, 220}) {
                    events.ticks.push_back(tick);
                    events.shares.push_back({});
                }
        }
        events.first.push_back(events.ticks.size());
        auto programme = full_programme({planned, days, 0.01, 0.3, false});
        for (auto& day : programme->slow.days) day.grade = 0;
        const std::vector<Lanes<Real>> medication(days);
        FullSpace<Real> space;
        space.slow.kinds.resize(2);
        space.slow.course.resize((days + 1) * kSlowStates);
        space.drives.resize(1);
        space.pieces.resize(8);
        space.marks.resize(programme->first_mark.back() * kFastStates);
        operations = 0;
        kernel.run({&draws, &*programme, medication.data(), &events, 120, 35, 1, false},
                   weights.data(), minutes, space);
        return operations;
    };
    return (cost_of(28) - cost_of(14)) / 14 / static_cast<double>(kBlock<Real>);
}

}  // namespace sinew::ensemble::counted

namespace bench {

template <class Real>
double slow_flops(int nodes) {
    return sinew::ensemble::counted::flops<Real>(nodes);
}
template double slow_flops<double>(int);
template double slow_flops<float>(int);
template <class Real>
double full_flops(int nodes) {
    return sinew::ensemble::counted::full_flops<Real>(nodes);
}
template double full_flops<double>(int);
template double full_flops<float>(int);

namespace {

// Twelve independent sums, written out: what the units can do at most, whatever a compiler makes of a loop. The numbers in the registers do
// not matter; they are set to zero first, so that none is a subnormal one.
[[gnu::target("avx512f")]] double wide_double(std::size_t turns) {
    for (std::size_t turn = 0; turn < turns; ++turn)
        asm volatile(
            "vfmadd213pd %%zmm13, %%zmm12, %%zmm0\n\t"
            "vfmadd213pd %%zmm13, %%zmm12, %%zmm1\n\t"
            "vfmadd213pd %%zmm13, %%zmm12, %%zmm2\n\t"
            "vfmadd213pd %%zmm13, %%zmm12, %%zmm3\n\t"
            "vfmadd213pd %%zmm13, %%zmm12, %%zmm4\n\t"
            "vfmadd213pd %%zmm13, %%zmm12, %%zmm5\n\t"
            "vfmadd213pd %%zmm13, %%zmm12, %%zmm6\n\t"
            "vfmadd213pd %%zmm13, %%zmm12, %%zmm7\n\t"
            "vfmadd213pd %%zmm13, %%zmm12, %%zmm8\n\t"
            "vfmadd213pd %%zmm13, %%zmm12, %%zmm9\n\t"
            "vfmadd213pd %%zmm13, %%zmm12, %%zmm10\n\t"
            "vfmadd213pd %%zmm13, %%zmm12, %%zmm11\n\t" ::
                : "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9",
                  "xmm10", "xmm11", "xmm12", "xmm13");
    return static_cast<double>(turns);
}
[[gnu::target("avx512f")]] double wide_float(std::size_t turns) {
    for (std::size_t turn = 0; turn < turns; ++turn)
        asm volatile(
            "vfmadd213ps %%zmm13, %%zmm12, %%zmm0\n\t"
            "vfmadd213ps %%zmm13, %%zmm12, %%zmm1\n\t"
            "vfmadd213ps %%zmm13, %%zmm12, %%zmm2\n\t"
            "vfmadd213ps %%zmm13, %%zmm12, %%zmm3\n\t"
            "vfmadd213ps %%zmm13, %%zmm12, %%zmm4\n\t"
            "vfmadd213ps %%zmm13, %%zmm12, %%zmm5\n\t"
            "vfmadd213ps %%zmm13, %%zmm12, %%zmm6\n\t"
            "vfmadd213ps %%zmm13, %%zmm12, %%zmm7\n\t"
            "vfmadd213ps %%zmm13, %%zmm12, %%zmm8\n\t"
            "vfmadd213ps %%zmm13, %%zmm12, %%zmm9\n\t"
            "vfmadd213ps %%zmm13, %%zmm12, %%zmm10\n\t"
            "vfmadd213ps %%zmm13, %%zmm12, %%zmm11\n\t" ::
                : "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9",
                  "xmm10", "xmm11", "xmm12", "xmm13");
    return static_cast<double>(turns);
}
[[gnu::target("avx2,fma")]] double half_double(std::size_t turns) {
    for (std::size_t turn = 0; turn < turns; ++turn)
        asm volatile(
            "vfmadd213pd %%ymm13, %%ymm12, %%ymm0\n\t"
            "vfmadd213pd %%ymm13, %%ymm12, %%ymm1\n\t"
            "vfmadd213pd %%ymm13, %%ymm12, %%ymm2\n\t"
            "vfmadd213pd %%ymm13, %%ymm12, %%ymm3\n\t"
            "vfmadd213pd %%ymm13, %%ymm12, %%ymm4\n\t"
            "vfmadd213pd %%ymm13, %%ymm12, %%ymm5\n\t"
            "vfmadd213pd %%ymm13, %%ymm12, %%ymm6\n\t"
            "vfmadd213pd %%ymm13, %%ymm12, %%ymm7\n\t"
            "vfmadd213pd %%ymm13, %%ymm12, %%ymm8\n\t"
            "vfmadd213pd %%ymm13, %%ymm12, %%ymm9\n\t"
            "vfmadd213pd %%ymm13, %%ymm12, %%ymm10\n\t"
            "vfmadd213pd %%ymm13, %%ymm12, %%ymm11\n\t" ::
                : "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9",
                  "xmm10", "xmm11", "xmm12", "xmm13");
    return static_cast<double>(turns);
}
[[gnu::target("avx2,fma")]] double half_float(std::size_t turns) {
    for (std::size_t turn = 0; turn < turns; ++turn)
        asm volatile(
            "vfmadd213ps %%ymm13, %%ymm12, %%ymm0\n\t"
            "vfmadd213ps %%ymm13, %%ymm12, %%ymm1\n\t"
            "vfmadd213ps %%ymm13, %%ymm12, %%ymm2\n\t"
            "vfmadd213ps %%ymm13, %%ymm12, %%ymm3\n\t"
            "vfmadd213ps %%ymm13, %%ymm12, %%ymm4\n\t"
            "vfmadd213ps %%ymm13, %%ymm12, %%ymm5\n\t"
            "vfmadd213ps %%ymm13, %%ymm12, %%ymm6\n\t"
            "vfmadd213ps %%ymm13, %%ymm12, %%ymm7\n\t"
            "vfmadd213ps %%ymm13, %%ymm12, %%ymm8\n\t"
            "vfmadd213ps %%ymm13, %%ymm12, %%ymm9\n\t"
            "vfmadd213ps %%ymm13, %%ymm12, %%ymm10\n\t"
            "vfmadd213ps %%ymm13, %%ymm12, %%ymm11\n\t" ::
                : "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9",
                  "xmm10", "xmm11", "xmm12", "xmm13");
    return static_cast<double>(turns);
}

double rate(double (*work)(std::size_t), double lanes) {
    constexpr std::size_t kTurns = 20000000;
    asm volatile("vzeroall" ::
                     : "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8",
                       "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15");
    const std::clock_t from = std::clock();
    volatile double kept = work(kTurns);
    (void)kept;
    const double seconds = static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC;
    return 2.0 * 12 * lanes * kTurns / seconds / 1e9;
}

}  // namespace

double fused_peak_double() {
    return sinew::ensemble::best_target() == sinew::ensemble::Target::avx512
               ? rate(&wide_double, 8)
               : rate(&half_double, 4);
}
double fused_peak_float() {
    return sinew::ensemble::best_target() == sinew::ensemble::Target::avx512 ? rate(&wide_float, 16)
                                                                             : rate(&half_float, 8);
}

}  // namespace bench
