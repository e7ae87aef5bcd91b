// What follows from the parameters of a block and the length of a step. Read once for every instruction set.

template <class V>
HWY_INLINE V loaded(const Lanes<typename V::Real>& lanes, std::size_t at) {
    return V::load(lanes.at + at);
}
template <class V>
HWY_INLINE void put(Lanes<typename V::Real>& lanes, std::size_t at, V value) {
    value.store(lanes.at + at);
}

/// Answers of x' = (target - x) / tau at every node, over a step of `rate` time constants.
template <int S, class V>
HWY_INLINE void prepare_relaxation(V rate, Relaxation<typename V::Real, S>& made, std::size_t at) {
    constexpr auto kInverse0 = inverse_factorials<0, S + 1>();
    SINEW_UNROLL
    for (int i = 0; i < S; ++i) {
        const auto& moment = kNodes<S>.moment[i + 1];
        const V z = V(-kNodes<S>.point[i + 1]) * rate;
        V phi[S + 2];
        phi[S + 1] = lane_phi<S + 1>(z);
        SINEW_UNROLL
        for (int k = S; k >= 0; --k) phi[k] = mad(z, phi[k + 1], V(kInverse0[k]));
        put(made.e[i], at, phi[0]);
        SINEW_UNROLL
        for (int j = 0; j <= S; ++j) {
            V sum = V(moment[j][0]) * phi[1];
            SINEW_UNROLL
            for (int k = 1; k <= S; ++k) sum = mad(V(moment[j][k]), phi[k + 1], sum);
            put(made.b[i][j], at, sum * rate);
        }
    }
}

template <class V>
struct Square {
    V a, b, c, d;  ///< row by row
};

template <class V>
HWY_INLINE Square<V> times_plus(const Square<V>& x, const Square<V>& y, V diagonal) {
    return {mad(x.a, y.a, mad(x.b, y.c, diagonal)), mad(x.a, y.b, x.b * y.d),
            mad(x.c, y.a, x.d * y.c), mad(x.c, y.b, mad(x.d, y.d, diagonal))};
}

/// Sleep and affect feed each other: their answers are functions of the matrix of both.
template <int S, class V>
HWY_INLINE void prepare_pair(V rate_U, V rate_X, V g_UX, V g_XU,
                             SlowWeights<typename V::Real, S>& made, std::size_t at) {
    constexpr int kTerms = sizeof(typename V::Real) == 8 ? 18 : 10;
    constexpr auto kInverse0 = inverse_factorials<0, S + 1>();
    for (int i = 0; i < S; ++i) {
        const auto& moment = kNodes<S>.moment[i + 1];
        const V c(kNodes<S>.point[i + 1]);
        const V u = c * rate_U, x = c * rate_X;
        const Square<V> z{V(0) - u, u * g_UX, x * g_XU, V(0) - x};
        Square<V> phi[S + 2];
        constexpr auto kInverse = inverse_factorials<S + 1, kTerms>();
        Square<V> sum{V(kInverse[kTerms - 1]), V(0), V(0), V(kInverse[kTerms - 1])};
        for (int n = kTerms - 2; n >= 0; --n) sum = times_plus(z, sum, V(kInverse[n]));
        phi[S + 1] = sum;
        SINEW_UNROLL
        for (int k = S; k >= 0; --k) phi[k] = times_plus(z, phi[k + 1], V(kInverse0[k]));
        put(made.pair_e[i][0], at, phi[0].a);
        put(made.pair_e[i][1], at, phi[0].b);
        put(made.pair_e[i][2], at, phi[0].c);
        put(made.pair_e[i][3], at, phi[0].d);
        SINEW_UNROLL
        for (int j = 0; j <= S; ++j) {
            Square<V> w{V(0), V(0), V(0), V(0)};
            SINEW_UNROLL
            for (int k = 0; k <= S; ++k) {
                const V m(moment[j][k]);
                w = {mad(m, phi[k + 1].a, w.a), mad(m, phi[k + 1].b, w.b),
                     mad(m, phi[k + 1].c, w.c), mad(m, phi[k + 1].d, w.d)};
            }
            put(made.pair_b[i][j][0], at, w.a * rate_U);
            put(made.pair_b[i][j][1], at, w.b * rate_X);
            put(made.pair_b[i][j][2], at, w.c * rate_U);
            put(made.pair_b[i][j][3], at, w.d * rate_X);
        }
    }
}

/// Expression of a gap that fades with tau_T, after t: the share of the first gap that withdrawal has taken on.
/// W' = (gap e^{-t / tau_T} - W) / tau_W from 0. No cancellation where the two times are alike.
template <class V>
HWY_INLINE V gap_expressed(V t, V per_tau_T, V per_tau_W, V fading_W) {
    const V apart = t * (per_tau_W - per_tau_T);
    return fading_W * (t * per_tau_W) * lane_phi<1>(apart);
}

template <int S, class V>
HWY_INLINE void prepare_slow(const DrawBlock<typename V::Real>& draws, double step,
                             SlowWeights<typename V::Real, S>& made, std::size_t at) {
    const auto p = [&](std::size_t row) HWY_ATTR { return loaded<V>(draws.parameter[row], at); };
    const V h(step), one(1);
    const V per_T = one / p(row_of("tau_Toff")), per_W = one / p(row_of("tau_W"));
    for (int i = 0; i < S; ++i) {
        const V t(-kNodes<S>.point[i + 1] * step);
        put(made.load[i], at, lane_exp(t / p(row_of("tau_Lam"))));
        put(made.fatigue[i], at, lane_exp(t / p(row_of("tau_F"))));
        put(made.T_on[i], at, lane_exp(t / p(row_of("tau_Ton"))));
        put(made.T_off[i], at, lane_exp(t * per_T));
        const V fading = lane_exp(t * per_W);
        put(made.W[i], at, fading);
        put(made.gap[i], at, gap_expressed(V(0) - t, per_T, per_W, fading));
        put(made.recovery[i], at, lane_exp(t / p(row_of("tau_Prec"))));
        put(made.R[i], at, lane_exp(t / p(row_of("tau_R"))));
        put(made.i1[i], at, lane_exp(t / p(row_of("t_K1"))));
        put(made.i2[i], at, lane_exp(t / p(row_of("t_K2"))));
    }
    prepare_relaxation<S>(h / p(row_of("tau_V")), made.V, at);
    prepare_relaxation<S>(h / p(row_of("tau_L")), made.L, at);
    prepare_relaxation<S>(h / p(row_of("tau_N")), made.N, at);
    prepare_relaxation<S>(h / p(row_of("tau_Q")), made.Q, at);
    prepare_relaxation<S>(h / p(row_of("tau_G")), made.G, at);
    prepare_relaxation<S>(h / p(row_of("tau_S")), made.St, at);
    prepare_relaxation<S>(h / p(row_of("tau_P")), made.P, at);
    prepare_relaxation<S>(h / p(row_of("tau_C")), made.C, at);
    prepare_pair<S>(h / p(row_of("tau_U")), h / p(row_of("tau_X")), p(row_of("g_UX")),
                    p(row_of("g_XU")), made, at);
    put(made.per_F_crit, at, one / p(row_of("F_crit")));
    put(made.fatigue_scale, at, p(row_of("tau_F")));
    put(made.R_share, at, V(0) - h * p(row_of("g_R")) / p(row_of("tau_R")));
    const V t1 = p(row_of("t_K1")), t2 = p(row_of("t_K2"));
    const V peak = lane_log(t2 / t1) / (one / t1 - one / t2);
    const V norm = one / (lane_exp(V(0) - peak / t2) - lane_exp(V(0) - peak / t1));
    put(made.cue_slope, at, p(row_of("K_0")) * p(row_of("a_K")) * norm);
    put(made.hazard_slope, at, V(0.1) * p(row_of("beta_C")));
}

/// Doses of one kind of day. @source docs/methods/model.md (section 5)
template <class V>
HWY_INLINE void prepare_kind(const DrawBlock<typename V::Real>& draws,
                             std::span<const model::Segment> segments,
                             KindDoses<typename V::Real>& made, std::size_t at) {
    const auto p = [&](std::size_t row) HWY_ATTR { return loaded<V>(draws.parameter[row], at); };
    V A(0), R(0), M(0), breathing(0);
    double minutes = 0;
    for (const model::Segment& segment : segments) {
        const double I = segment.intensity, length = segment.minutes / model::kReferenceMinutes;
        if (segment.modality == model::Modality::A) {
            const V weight = lane_exp(p(row_of("k_trimp")) * V(I - model::kReferenceAerobic));
            A = mad(V(length * I / model::kReferenceAerobic), weight, A);
        } else if (segment.modality == model::Modality::R) {
            R = R + V(length * I / model::kReferenceLoad);
        } else {
            M = M + V(length * segment.quality);
            minutes += segment.minutes;
            V g(0);
            if (segment.breaths_per_min) {
                const V away =
                    lane_log(V(*segment.breaths_per_min) / p(row_of("f_r"))) / p(row_of("f_s"));
                g = lane_exp(V(-0.5) * away * away);
            }
            breathing = mad(V(0.5 * segment.minutes), g + V(1), breathing);
        }
    }
    put(made.A, at, A);
    put(made.R, at, R);
    put(made.M, at, M);
    put(made.B, at, minutes > 0 ? breathing / V(minutes > 0 ? minutes : 1) : V(-1));  // -1: B stays
}
