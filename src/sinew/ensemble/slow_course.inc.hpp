// The slow layer through the days, lane by lane. Read once for every instruction set. What is done, and why: docs/methods/ensemble.md.

/// Training drives and overload at one instant.
template <class V>
struct LaneDrives {
    V A, R, M, T, X, Psi;
};

/// Four quotients x / (x + half) with one division.
template <class V>
HWY_INLINE void training_drives(V LA, V LR, V LM, V half, LaneDrives<V>& to) {
    const V all = LA + LR + LM;
    const V a = LA + half, b = LR + half, c = LM + half, d = all + half;
    const V ab = a * b, cd = c * d;
    const V inverse = V(1) / (ab * cd);
    const V per_ab = inverse * cd, per_cd = inverse * ab;
    to.A = LA * (per_ab * b);
    to.R = LR * (per_ab * a);
    to.M = LM * (per_cd * d);
    to.T = all * (per_cd * c);
    to.X = greater(to.A, to.R);
}

template <int S, class V>
HWY_INLINE V summed(const Lanes<typename V::Real> (&b)[S + 1], const V (&f)[S + 1], V start,
                    std::size_t at) {
    V sum = mad(loaded<V>(b[0], at), f[0], start);
    SINEW_UNROLL
    for (int j = 1; j <= S; ++j) sum = mad(loaded<V>(b[j], at), f[j], sum);
    return sum;
}

/// x at the nodes, for targets `rest` + f: x - rest relaxes, f is interpolated.
template <int S, class V>
HWY_INLINE void relax(const Relaxation<typename V::Real, S>& by, const V (&f)[S + 1], V rest,
                      V (&x)[S + 1], std::size_t at) {
    const V from = x[0] - rest;
    SINEW_UNROLL
    for (int i = 0; i < S; ++i)
        x[i + 1] = summed<S>(by.b[i], f, mad(loaded<V>(by.e[i], at), from, rest), at);
}

/// All of a block that lasts from step to step.
template <class V>
struct SlowLane {
    V LA, LR, LM, F, T, W, V_, L, N, y, Q, G, St, P, U, X, C, i1, i2, H, D, z, B;
    V lapse, dropout;  ///< hazards now without what the day brings
    LaneDrives<V> drive;
};

/// e^x of small x. @pre |x| <= 0.3
template <class V>
HWY_INLINE V small_exp(V x) {
    constexpr auto kInverse0 = inverse_factorials<0, 9>();
    V sum(kInverse0[8]);
    SINEW_UNROLL
    for (int n = 7; n >= 0; --n) sum = mad(sum, x, V(kInverse0[n]));
    return sum;
}

/// Withdrawal at node i in lanes whose gap closes within the step. @source docs/methods/model.md (section 6.3b)
template <int S, class V>
HWY_NOINLINE V closing_withdrawal(const DrawBlock<typename V::Real>& draws, V gap, V W,
                                  double until, std::size_t at) {
    const auto p = [&](std::size_t row) HWY_ATTR { return loaded<V>(draws.parameter[row], at); };
    const V per_T = V(1) / p(row_of("tau_Toff")), per_W = V(1) / p(row_of("tau_W"));
    const V theta = p(row_of("theta_W")), k_W = p(row_of("k_W"));
    // Lanes whose gap does not close here get numbers that nobody reads; none may be out of range.
    const V ratio = greater(gap, V(1e-30)) / greater(theta, V(1e-30));
    const V closes = lesser(p(row_of("tau_Toff")) * lane_log(greater(ratio, V(1))), V(until));
    const V fading = lane_exp(V(0) - closes * per_W);
    const V reached =
        mad(W, fading,
            k_W * nmad(theta, V(1) - fading, gap * gap_expressed(closes, per_T, per_W, fading)));
    return reached * lane_exp(V(0) - (V(until) - closes) * per_W);
}

template <int S, class V>
HWY_INLINE V lapse_of(const DrawBlock<typename V::Real>& draws,
                      const SlowWeights<typename V::Real, S>& w, V i1, V i2, V C, V P, V X,
                      std::size_t at) {
    const auto p = [&](std::size_t row) HWY_ATTR { return loaded<V>(draws.parameter[row], at); };
    const V K = mad(loaded<V>(w.cue_slope, at), i2 - i1, p(row_of("K_0")));
    const V cue = V(100) / (V(1) + lane_exp(V(0) - (C + K)));
    return lane_exp(mad(loaded<V>(w.hazard_slope, at), cue - V(50),
                        nmad(p(row_of("beta_P")), P, p(row_of("beta_X")) * X)));
}
template <class V>
HWY_INLINE V dropout_of(const DrawBlock<typename V::Real>& draws, V X, V Psi, std::size_t at) {
    const auto p = [&](std::size_t row) HWY_ATTR { return loaded<V>(draws.parameter[row], at); };
    return lane_exp(mad(p(row_of("d_Psi")), Psi, p(row_of("d_X")) * X));
}

/// What the hazard inside a day needs of a step: craving, and what control and affect add to the exponent, at the nodes.
template <int S, class V>
struct StepNodes {
    V C[S + 1], bend[S + 1];
};

/// One step of constant inputs. With kMinutes the hazard of lapse is left to who reads `nodes`; without, nodes are left alone.
template <int S, bool kMinutes, class V>
HWY_INLINE void slow_step(const DrawBlock<typename V::Real>& draws,
                          const SlowWeights<typename V::Real, S>& w,
                          const KindDoses<typename V::Real>& dose, double h, double stress, V E_m,
                          V lapse_scale, V dropout_scale, SlowLane<V>& x,
                          [[maybe_unused]] StepNodes<S, V>& nodes, std::size_t at) {
    const auto p = [&](std::size_t row) HWY_ATTR { return loaded<V>(draws.parameter[row], at); };
    const V E = lesser(E_m, V(1));
    // Dependence and withdrawal, exactly.
    const V theta = p(row_of("theta_W")), k_W = p(row_of("k_W"));
    const V gap = x.T - E;
    const auto rising = above(E, x.T);
    const auto open = above(gap, theta);
    V W[S + 1];
    W[0] = x.W;
    V left = gap;
    SINEW_UNROLL
    for (int i = 0; i < S; ++i) {
        const V fading = loaded<V>(w.W[i], at);
        left = gap * choose(rising, loaded<V>(w.T_on[i], at), loaded<V>(w.T_off[i], at));
        const V push = k_W * nmad(theta, V(1) - fading, gap * loaded<V>(w.gap[i], at));
        const V faded = x.W * fading;
        W[i + 1] = choose(open, faded + push, faded);
        const auto closing = first_only(open, above(left, theta));
        if (any(closing)) [[unlikely]]
            W[i + 1] = choose(
                closing, closing_withdrawal<S>(draws, gap, x.W, h * kNodes<S>.point[i + 1], at),
                W[i + 1]);
    }
    x.T = E + left;
    x.W = W[S];
    // Loads, fatigue and what they drive.
    LaneDrives<V> drive[S + 1];
    drive[0] = x.drive;
    {
        const V dA = loaded<V>(dose.A, at), dR = loaded<V>(dose.R, at), dM = loaded<V>(dose.M, at);
        const V half = p(row_of("Lam50"));
        const V om = mad(p(row_of("w_M")), dM, dA + dR) * loaded<V>(w.fatigue_scale, at);
        const V fromA = x.LA - dA, fromR = x.LR - dR, fromM = x.LM - dM, fromF = x.F - om;
        SINEW_UNROLL
        for (int i = 0; i < S; ++i) {
            const V e = loaded<V>(w.load[i], at);
            x.LA = mad(fromA, e, dA);
            x.LR = mad(fromR, e, dR);
            x.LM = mad(fromM, e, dM);
            x.F = mad(fromF, loaded<V>(w.fatigue[i], at), om);
            training_drives(x.LA, x.LR, x.LM, half, drive[i + 1]);
            drive[i + 1].Psi = lesser(p(row_of("Psi_max")),
                                      greater(V(0), mad(x.F, loaded<V>(w.per_F_crit, at), V(-1))));
        }
        x.drive = drive[S];
    }
    V f[S + 1];
    // Stress axis.
    V L[S + 1];
    L[0] = x.L;
    SINEW_UNROLL
    for (int j = 0; j <= S; ++j)
        f[j] = nmad(p(row_of("k_LA")), drive[j].A,
                    nmad(p(row_of("k_LM")), drive[j].M,
                         mad(p(row_of("k_LF")), drive[j].Psi, p(row_of("k_LW")) * W[j])));
    relax<S>(w.L, f, p(row_of("k_Ls")) * V(stress), L, at);
    // Vagal tone.
    V V_[S + 1];
    V_[0] = x.V_;
    {
        const V breathing = p(row_of("g_VM")) * x.B;
        SINEW_UNROLL
        for (int j = 0; j <= S; ++j)
            f[j] = mad(p(row_of("g_VA")), drive[j].A,
                       mad(p(row_of("g_VR")), drive[j].R, breathing * drive[j].M)) -
                   mad(p(row_of("g_VW")), W[j],
                       mad(p(row_of("g_VL")), L[j], p(row_of("g_VF")) * drive[j].Psi));
    }
    relax<S>(w.V, f, V(0), V_, at);
    // Immune tone.
    V N[S + 1];
    N[0] = x.N;
    SINEW_UNROLL
    for (int j = 0; j <= S; ++j)
        f[j] = nmad(p(row_of("g_NA")), drive[j].A,
                    nmad(p(row_of("g_NR")), drive[j].R,
                         nmad(p(row_of("g_NM")), drive[j].M, p(row_of("g_NF")) * drive[j].Psi)));
    relax<S>(w.N, f, V(0), N, at);
    // Dopamine: the deficit y = 1 - R fades, sooner with training.
    V y[S + 1];
    y[0] = x.y;
    SINEW_UNROLL
    for (int i = 0; i < S; ++i) {
        V trained = V(kNodes<S>.integral[i + 1][0]) * drive[0].X;
        SINEW_UNROLL
        for (int j = 1; j <= S; ++j)
            trained = mad(V(kNodes<S>.integral[i + 1][j]), drive[j].X, trained);
        y[i + 1] = y[0] * loaded<V>(w.R[i], at) * small_exp(loaded<V>(w.R_share, at) * trained);
    }
    // Plasticity, capacity, strength (the last two as what is above 1).
    V Q[S + 1], G[S + 1], St[S + 1];
    Q[0] = x.Q;
    G[0] = x.G;
    St[0] = x.St;
    SINEW_UNROLL
    for (int j = 0; j <= S; ++j)
        f[j] = mad(p(row_of("g_QA")), drive[j].A,
                   mad(p(row_of("g_QR")), drive[j].R, p(row_of("g_QM")) * drive[j].M));
    relax<S>(w.Q, f, V(0), Q, at);
    SINEW_UNROLL
    for (int j = 0; j <= S; ++j)
        f[j] = mad(p(row_of("ga_A")), drive[j].A, p(row_of("ga_R")) * drive[j].R);
    relax<S>(w.G, f, V(0), G, at);
    SINEW_UNROLL
    for (int j = 0; j <= S; ++j)
        f[j] = mad(p(row_of("gs_A")), drive[j].A,
                   mad(p(row_of("gs_R")), drive[j].R, p(row_of("gs_M")) * drive[j].M));
    relax<S>(w.St, f, V(0), St, at);
    // Sleep and affect, together.
    V U[S + 1], X[S + 1];
    U[0] = x.U;
    X[0] = x.X;
    {
        V fX[S + 1];
        SINEW_UNROLL
        for (int j = 0; j <= S; ++j) {
            f[j] =
                nmad(p(row_of("g_UE")), drive[j].T,
                     mad(p(row_of("g_UW")), W[j], mad(p(row_of("g_UL")), L[j], p(row_of("U_0")))));
            const V inner =
                mad(p(row_of("g_XW")), W[j], mad(p(row_of("g_XL")), L[j], p(row_of("X_0"))));
            const V outer = mad(p(row_of("g_XN")), N[j],
                                mad(p(row_of("g_XR")), y[j], p(row_of("g_XF")) * drive[j].Psi));
            fX[j] = nmad(p(row_of("g_XE")), drive[j].X,
                         nmad(p(row_of("g_XM")), drive[j].M, inner + outer));
        }
        SINEW_UNROLL
        for (int i = 0; i < S; ++i) {
            const auto& e = w.pair_e[i];
            V u = mad(loaded<V>(e[0], at), U[0], loaded<V>(e[1], at) * X[0]);
            V v = mad(loaded<V>(e[2], at), U[0], loaded<V>(e[3], at) * X[0]);
            SINEW_UNROLL
            for (int j = 0; j <= S; ++j) {
                const auto& b = w.pair_b[i][j];
                u = mad(loaded<V>(b[0], at), f[j], mad(loaded<V>(b[1], at), fX[j], u));
                v = mad(loaded<V>(b[2], at), f[j], mad(loaded<V>(b[3], at), fX[j], v));
            }
            U[i + 1] = u;
            X[i + 1] = v;
        }
    }
    // Control.
    V P[S + 1];
    P[0] = x.P;
    {
        const V deficit = p(row_of("P_def")) * x.z;
        SINEW_UNROLL
        for (int j = 0; j <= S; ++j) {
            const V gains = mad(p(row_of("g_PQ")), Q[j],
                                mad(p(row_of("g_PG")), G[j],
                                    mad(p(row_of("g_PM")), drive[j].M, p(row_of("g_PV")) * V_[j])));
            const V losses = mad(p(row_of("g_PU")), U[j], p(row_of("g_PW")) * W[j]);
            const V late =
                j == 0 ? deficit : deficit * loaded<V>(w.recovery[j == 0 ? 0 : j - 1], at);
            f[j] = gains - losses - late;
        }
        x.z = x.z * loaded<V>(w.recovery[S - 1], at);
    }
    relax<S>(w.P, f, V(0), P, at);
    // Craving.
    V C[S + 1];
    C[0] = x.C;
    SINEW_UNROLL
    for (int j = 0; j <= S; ++j) {
        const V raise =
            mad(p(row_of("g_CW")), W[j], mad(p(row_of("g_CX")), X[j], p(row_of("g_CU")) * U[j]));
        const V more = mad(p(row_of("g_CR")), y[j], p(row_of("g_CF")) * drive[j].Psi);
        f[j] =
            nmad(p(row_of("g_CE")), drive[j].X,
                 nmad(p(row_of("g_CM")), drive[j].M, nmad(p(row_of("g_CP")), P[j], raise + more)));
    }
    relax<S>(w.C, f, nmad(p(row_of("g_Cmu")), E_m, p(row_of("c_0"))), C, at);
    // Hazards: those of the last node are the first of the next step.
    V lapse = V(kNodes<S>.integral[S][0]) * x.lapse,
      dropout = V(kNodes<S>.integral[S][0]) * x.dropout;
    SINEW_UNROLL
    for (int i = 0; i < S; ++i) {
        if constexpr (!kMinutes) {
            x.lapse = lapse_of<S>(draws, w, x.i1 * loaded<V>(w.i1[i], at),
                                  x.i2 * loaded<V>(w.i2[i], at), C[i + 1], P[i + 1], X[i + 1], at);
            lapse = mad(V(kNodes<S>.integral[S][i + 1]), x.lapse, lapse);
        }
        x.dropout = dropout_of(draws, X[i + 1], drive[i + 1].Psi, at);
        dropout = mad(V(kNodes<S>.integral[S][i + 1]), x.dropout, dropout);
    }
    if constexpr (kMinutes) {
        SINEW_UNROLL
        for (int j = 0; j <= S; ++j) {
            nodes.C[j] = C[j];
            nodes.bend[j] = nmad(p(row_of("beta_P")), P[j], p(row_of("beta_X")) * X[j]);
        }
    } else {
        x.H = mad(lapse_scale, lapse, x.H);
    }
    x.D = mad(dropout_scale, dropout, x.D);
    x.i1 = x.i1 * loaded<V>(w.i1[S - 1], at);
    x.i2 = x.i2 * loaded<V>(w.i2[S - 1], at);
    x.V_ = V_[S];
    x.L = L[S];
    x.N = N[S];
    x.y = y[S];
    x.Q = Q[S];
    x.G = G[S];
    x.St = St[S];
    x.P = P[S];
    x.U = U[S];
    x.X = X[S];
    x.C = C[S];
}

template <int S, class V>
HWY_INLINE SlowLane<V> slow_start(const DrawBlock<typename V::Real>& draws,
                                  const SlowWeights<typename V::Real, S>& w, std::size_t at) {
    const auto p = [&](std::size_t row) HWY_ATTR { return loaded<V>(draws.parameter[row], at); };
    const auto s = [&](std::size_t row) HWY_ATTR { return loaded<V>(draws.start[row], at); };
    SlowLane<V> x;
    x.LA = s(state_row("LA"));
    x.LR = s(state_row("LR"));
    x.LM = s(state_row("LM"));
    x.F = s(state_row("F"));
    x.T = s(state_row("T"));
    x.W = s(state_row("W"));
    x.V_ = s(state_row("V"));
    x.L = s(state_row("L"));
    x.N = s(state_row("N"));
    x.y = V(1) - s(state_row("R"));
    x.Q = s(state_row("Q"));
    x.G = s(state_row("G")) - V(1);
    x.St = s(state_row("S")) - V(1);
    x.P = s(state_row("P"));
    x.U = s(state_row("U"));
    x.X = s(state_row("X"));
    x.C = s(state_row("C"));
    x.i1 = s(state_row("i1"));
    x.i2 = s(state_row("i2"));
    x.H = s(state_row("H"));
    x.D = s(state_row("D"));
    x.z = lane_exp(V(0) - s(state_row("t_rec")) / p(row_of("tau_Prec")));
    x.B = V(0.5);
    training_drives(x.LA, x.LR, x.LM, p(row_of("Lam50")), x.drive);
    x.drive.Psi =
        lesser(p(row_of("Psi_max")), greater(V(0), mad(x.F, loaded<V>(w.per_F_crit, at), V(-1))));
    x.lapse = lapse_of<S>(draws, w, x.i1, x.i2, x.C, x.P, x.X, at);
    x.dropout = dropout_of(draws, x.X, x.drive.Psi, at);
    return x;
}

template <class V>
HWY_INLINE void put_day(const SlowLane<V>& x, V t_rec, Lanes<typename V::Real>* to,
                        std::size_t at) {
    put(to[state_row("LA")], at, x.LA);
    put(to[state_row("LR")], at, x.LR);
    put(to[state_row("LM")], at, x.LM);
    put(to[state_row("F")], at, x.F);
    put(to[state_row("T")], at, x.T);
    put(to[state_row("W")], at, x.W);
    put(to[state_row("V")], at, x.V_);
    put(to[state_row("L")], at, x.L);
    put(to[state_row("N")], at, x.N);
    put(to[state_row("R")], at, V(1) - x.y);
    put(to[state_row("Q")], at, x.Q);
    put(to[state_row("G")], at, V(1) + x.G);
    put(to[state_row("S")], at, V(1) + x.St);
    put(to[state_row("P")], at, x.P);
    put(to[state_row("U")], at, x.U);
    put(to[state_row("X")], at, x.X);
    put(to[state_row("C")], at, x.C);
    put(to[state_row("i1")], at, x.i1);
    put(to[state_row("i2")], at, x.i2);
    put(to[state_row("H")], at, x.H);
    put(to[state_row("D")], at, x.D);
    put(to[state_row("t_rec")], at, t_rec);
}

/// All days of a job, for the lanes from `at` on.
template <int S, class V>
HWY_INLINE void slow_course(const SlowJob<typename V::Real>& job,
                            const SlowWeights<typename V::Real, S>* levels,
                            SlowSpace<typename V::Real>& space, std::size_t at) {
    const auto& draws = *job.draws;
    const auto& programme = *job.programme;
    for (std::size_t k = 0; k < programme.kinds.size(); ++k)
        prepare_kind<V>(draws, programme.kinds[k], space.kinds[k], at);
    const auto p = [&](std::size_t row) HWY_ATTR { return loaded<V>(draws.parameter[row], at); };
    SlowLane<V> x = slow_start<S, V>(draws, levels[0], at);
    V t_rec = loaded<V>(draws.start[state_row("t_rec")], at);
    put_day(x, t_rec, space.course.data(), at);
    const double whole = 1.0 / job.steps_per_day;
    V E_m(0), protection(1);
    StepNodes<S, V> nodes;
    for (std::size_t n = 0; n < programme.days.size(); ++n) {
        const DayShape& day = programme.days[n];
        const auto& dose = space.kinds[day.kind];
        const V B = loaded<V>(dose.B, at);
        x.B = choose(above(B, V(0)), B, x.B);
        if (job.medication != nullptr) {
            E_m = loaded<V>(job.medication[n], at);
            protection = lane_exp(V(0) - p(row_of("beta_mu")) * E_m);
        }
        const V lapse_scale = p(row_of("lam_0")) * V(day.A_v) * protection;
        for (int step = 0; step < job.steps_per_day; ++step) {
            const int grade = step == 0 ? day.grade : 0;
            for (int part = 0; part <= grade; ++part) {
                const int level = level_of(grade, part);
                const double h = whole / (1 << level);
                slow_step<S, false>(draws, levels[level], dose, h, day.stress, E_m,
                                    lapse_scale * V(h), p(row_of("dlt_0")) * V(h), x, nodes, at);
            }
        }
        t_rec = t_rec + V(1);
        put_day(x, t_rec, space.course.data() + (n + 1) * kSlowStates, at);
    }
}
