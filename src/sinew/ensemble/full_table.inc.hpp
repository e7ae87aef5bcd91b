// The kernels of the full day for one lane type, as a table by accuracy. Read once for every instruction set.

template <int S, class V>
struct FullCalls {
    using Real = typename V::Real;
    using Weights = SlowWeights<Real, S>;
    static void prepare(const DrawBlock<Real>& draws, double step, Lanes<Real>* weights,
                        MinuteWeights<Real>& minutes) {
        for (std::size_t at = 0; at < kBlock<Real>; at += V::kWidth) {
            for (int level = 0; level <= kGrades; ++level)
                prepare_slow<S, V>(draws, step / (1 << level),
                                   reinterpret_cast<Weights*>(weights)[level], at);
            prepare_minutes<V>(draws, minutes, at);
        }
    }
    static void medicate(const DrawBlock<Real>& draws, std::span<const double> concentrations,
                         std::span<const double> shares, Lanes<Real>* E_m) {
        for (std::size_t at = 0; at < kBlock<Real>; at += V::kWidth)
            prepare_medication<V>(draws, concentrations, shares, E_m, at);
    }
    static void run(const FullJob<Real>& job, const Lanes<Real>* weights,
                    const MinuteWeights<Real>& minutes, FullSpace<Real>& space) {
        for (std::size_t at = 0; at < kBlock<Real>; at += V::kWidth)
            full_course<S, V>(job, reinterpret_cast<const Weights*>(weights), minutes, space, at);
    }
    static FullKernel<Real> kernel() {
        return {sizeof(Weights) / sizeof(Lanes<Real>), &prepare, &medicate, &run};
    }
};

template <class V>
FullKernels<typename V::Real> full_table() {
    return {FullCalls<kFullNodes[0], V>::kernel(), FullCalls<kFullNodes[1], V>::kernel()};
}
