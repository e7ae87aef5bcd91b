// The kernels of the slow layer for one lane type, as a table by accuracy. Read once for every instruction set.

template <int S, class V>
struct SlowCalls {
    using Real = typename V::Real;
    using Weights = SlowWeights<Real, S>;
    static_assert(sizeof(Weights) % sizeof(Lanes<Real>) == 0);
    static void prepare(const DrawBlock<Real>& draws, double step, Lanes<Real>* weights) {
        for (int level = 0; level <= kGrades; ++level)
            for (std::size_t at = 0; at < kBlock<Real>; at += V::kWidth)
                prepare_slow<S, V>(draws, step / (1 << level),
                                   reinterpret_cast<Weights*>(weights)[level], at);
    }
    static void run(const SlowJob<Real>& job, const Lanes<Real>* weights, SlowSpace<Real>& space) {
        for (std::size_t at = 0; at < kBlock<Real>; at += V::kWidth)
            slow_course<S, V>(job, reinterpret_cast<const Weights*>(weights), space, at);
    }
    static SlowKernel<Real> kernel() {
        return {sizeof(Weights) / sizeof(Lanes<Real>), &prepare, &run};
    }
};

template <class V>
SlowKernels<typename V::Real> slow_table() {
    return {SlowCalls<2, V>::kernel(), SlowCalls<3, V>::kernel(), SlowCalls<4, V>::kernel()};
}
