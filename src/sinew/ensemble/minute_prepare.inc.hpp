// What the minutes of a day need of the draws: worked out once a draw, or once a programme. Read once for every instruction set.

/// e^x to 5e-9 of it, which is beyond what the grid of the hazard resolves.
template <class V>
HWY_INLINE V near_exp(V x) {
    constexpr bool kDouble = sizeof(typename V::Real) == 8;
    const V magic(kDouble ? 0x1.8p52 : 0x1.8p23);
    x = lesser(greater(x, V(kDouble ? -708.0 : -87.0)), V(kDouble ? 708.0 : 87.0));
    const V shifted = mad(x, V(1.4426950408889634074), magic);
    const V n = shifted - magic;
    const V r = kDouble ? nmad(n, V(0.69314718055994530942), x)
                        : nmad(n, V(-1.904654299957768e-9), nmad(n, V(0.693147182464599609375), x));
    const V r2 = r * r;
    const V a = mad(V(1.0 / 6), r, V(0.5));
    const V b = mad(V(1.0 / 120), r, V(1.0 / 24));
    const V c = mad(V(1.0 / 5040), r, V(1.0 / 720));
    const V p = mad(mad(mad(c, r2, b), r2, a), r2, r);
    return scaled(p + V(1), shifted);
}

template <class V>
HWY_INLINE void prepare_minutes(const DrawBlock<typename V::Real>& draws,
                                MinuteWeights<typename V::Real>& made, std::size_t at) {
    const auto p = [&](std::size_t row) HWY_ATTR { return loaded<V>(draws.parameter[row], at); };
    const auto left = [&](double minutes, V tau) HWY_ATTR { return lane_exp(V(-minutes) / tau); };
    const V fading = p(row_of("tau_ph")), off = p(row_of("tau_zoff")), on = p(row_of("tau_zon"));
    put(made.phasic_tick, at, left(5, fading));
    put(made.phasic_half_tick, at, left(2.5, fading));
    put(made.rest_slot, at, left(15, off));
    put(made.rest_half_slot, at, left(7.5, off));
    put(made.rest_tick, at, left(5, off));
    put(made.rest_half_tick, at, left(2.5, off));
    put(made.rising_slot, at, left(15, on));
    put(made.rising_half_slot, at, left(7.5, on));
    put(made.rising_tick, at, left(5, on));
    put(made.rising_half_tick, at, left(2.5, on));
    // beta_C (VAS - 50) / 10 with VAS = 100 s.
    put(made.hazard_slope, at, V(10) * p(row_of("beta_C")));
    put(made.hazard_shift, at, V(5) * p(row_of("beta_C")));
}

template <class V>
HWY_INLINE V logistic_of(V x) {
    return V(1) / (V(1) + lane_exp(V(0) - x));
}

template <class V>
HWY_INLINE V resonance_of(const DrawBlock<typename V::Real>& draws,
                          const std::optional<double>& breaths_per_min, std::size_t at) {
    const auto p = [&](std::size_t row) HWY_ATTR { return loaded<V>(draws.parameter[row], at); };
    if (!breaths_per_min) return V(0);
    const V away = lane_log(V(*breaths_per_min) / p(row_of("f_r"))) / p(row_of("f_s"));
    return lane_exp(V(-0.5) * away * away);
}

/// What one segment drives. @source docs/methods/model.md (sections 5, 6.2)
template <class V>
HWY_INLINE void prepare_drive(const DrawBlock<typename V::Real>& draws,
                              const model::Segment& segment, double reserve, double vo2max,
                              DriveLanes<typename V::Real>& made, std::size_t at) {
    const auto p = [&](std::size_t row) HWY_ATTR { return loaded<V>(draws.parameter[row], at); };
    const V I(segment.intensity);
    const bool resistance = segment.modality == model::Modality::R;
    const V metabolic = resistance ? p(row_of("x_met")) * I : I;
    constexpr double kResting = model::fast::kRestingVo2;
    const V vo2 =
        resistance ? metabolic : V((kResting + segment.intensity * (vo2max - kResting)) / vo2max);
    const V g = segment.modality == model::Modality::M
                    ? resonance_of<V>(draws, segment.breaths_per_min, at)
                    : V(0);
    put(made.heart, at, metabolic * V(reserve));
    put(made.above, at, greater(V(0), vo2 - p(row_of("I_th"))));
    // vo2^n / (B_50^n + vo2^n) = 1 / (1 + (B_50 / vo2)^n)
    const V against =
        lane_exp(p(row_of("h")) * lane_log(p(row_of("B_50")) / greater(vo2, V(1e-6))));
    put(made.endorphin, at, p(row_of("B_max")) / (V(1) + against));
    put(made.bdnf, at, p(row_of("k_Q")) * metabolic);
    put(made.vagal, at, mad(p(row_of("v_met")), metabolic, p(row_of("v_br")) * g));
    V relief(0);
    if (segment.modality == model::Modality::A) {
        relief = p(row_of("Z_A")) * logistic_of((I - p(row_of("Z_Ai"))) / p(row_of("Z_As")));
    } else if (resistance) {
        const V away = (I - p(row_of("Z_Ro"))) / p(row_of("Z_Rs")), w = p(row_of("w_op"));
        const V bell = lane_exp(V(-0.5) * away * away);
        const V rising = logistic_of((I - p(row_of("Z_Rh"))) / p(row_of("Z_Rhs")));
        relief = p(row_of("Z_R")) * mad(w, rising - bell, bell);
    } else {
        relief = p(row_of("Z_M")) * mad(V(0.5), g, V(0.5));
    }
    put(made.relief, at, relief);
}

/// What a stage hands on to the next over t: b' = (a - b) / tau_b behind a' = -a / tau_a. The two times may be equal.
template <class V>
HWY_INLINE V handed_on(V t, V tau_a, V tau_b, V left_a, V left_b) {
    const V apart = t * (V(1) / tau_b - V(1) / tau_a);
    const auto small = above(V(0.25), apart * apart);
    const V series = left_b * (t / tau_b) * lane_phi<1>(lesser(greater(apart, V(-0.5)), V(0.5)));
    const V quotient = (left_a - left_b) * (t / tau_b) / choose(small, V(1), apart);
    return choose(small, series, quotient);
}

template <class V>
HWY_INLINE void prepare_piece(const DrawBlock<typename V::Real>& draws, double minutes, bool work,
                              PieceLanes<typename V::Real>& made, std::size_t at) {
    const auto p = [&](std::size_t row) HWY_ATTR { return loaded<V>(draws.parameter[row], at); };
    const V t(minutes);
    const auto left = [&](V tau) HWY_ATTR { return lane_exp((V(0) - t) / tau); };
    const V HR = p(row_of("tau_HR")), dr = p(row_of("tau_dr")), A = p(row_of("tau_A")),
            cort = p(row_of("tau_cort"));
    const V heart = left(HR), drift = left(dr), above_ = left(A), cortisol = left(cort);
    put(made.heart, at, heart);
    put(made.drift, at, drift);
    put(made.drift_gain, at, handed_on(t, HR, dr, heart, drift));
    put(made.above, at, above_);
    put(made.cortisol, at, cortisol);
    put(made.cortisol_gain, at, handed_on(t, A, cort, above_, cortisol));
    put(made.endorphin, at, left(p(row_of("tau_B"))));
    put(made.bdnf, at, left(p(row_of("tau_q"))));
    put(made.vagal, at, left(p(work ? row_of("tau_von") : row_of("tau_voff"))));
}

/// E_m of each day: eps times the mean occupancy. @source docs/methods/model.md (section 6.1)
template <class V>
HWY_INLINE void prepare_medication(const DrawBlock<typename V::Real>& draws,
                                   std::span<const double> concentrations,
                                   std::span<const double> shares, Lanes<typename V::Real>* E_m,
                                   std::size_t at) {
    const auto p = [&](std::size_t row) HWY_ATTR { return loaded<V>(draws.parameter[row], at); };
    const V half = p(row_of("B_C")), full = p(row_of("eps_bup")) * p(row_of("B_E"));
    const std::size_t count = shares.size();
    for (std::size_t day = 0; day < concentrations.size() / count; ++day) {
        V sum(0);
        for (std::size_t i = 0; i < count; ++i) {
            const double ng_ml = concentrations[day * count + i];
            sum = sum + V(shares[i] * ng_ml) / (half + V(ng_ml));
        }
        put(E_m[day], at, full * sum);
    }
}
