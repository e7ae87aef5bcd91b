// The minutes of a day, lane by lane: relief and phasic craving on ticks of 5 minutes, the hazard of lapse on slots of 15, the other fast states
// from mark to mark. Read once for every instruction set. What is done, and why: docs/methods/ensemble.md.

/// Fast states that last from day to day. Cortisol over g_F, drift over f_dr.
template <class V>
struct MinuteLane {
    V heart, drift, above, cortisol, endorphin, bdnf, vagal, relief, phasic;
};

/// A quantity over a step, as a polynomial in the share of the step that is past.
template <int S, class V>
struct Course {
    V power[S + 1];

    static HWY_INLINE Course through(const V (&at_node)[S + 1]) {
        Course made;
        SINEW_UNROLL
        for (int k = 0; k <= S; ++k) {
            V sum = V(kNodes<S>.power[0][k]) * at_node[0];
            SINEW_UNROLL
            for (int j = 1; j <= S; ++j) sum = mad(V(kNodes<S>.power[j][k]), at_node[j], sum);
            made.power[k] = sum;
        }
        return made;
    }
    HWY_INLINE V at(V share) const {
        V sum = power[S];
        SINEW_UNROLL
        for (int k = S - 1; k >= 0; --k) sum = mad(sum, share, power[k]);
        return sum;
    }
};

/// K through the ends and the middle of a step.
template <class V>
HWY_INLINE Course<2, V> cue_course(V from, V middle, V to) {
    const V bend = V(2) * (from + to) - V(4) * middle;
    return {{from, to - from - bend, bend}};
}

/// Where the events of a day stand.
template <class Real>
struct EventPlace {
    const int* tick = nullptr;
    const int* end = nullptr;
    const Lanes<Real>* share = nullptr;
    [[nodiscard]] int next() const noexcept { return tick == end ? kTicks : *tick; }
};

/// Looks at the hazard of one step: when, for how many quarters of an hour, and by how much craving is lowered.
template <class V>
struct Looks {
    using Real = typename V::Real;
    Real share[kTicks], slots[kTicks];
    V felt[kTicks];
    int count = 0;
    HWY_INLINE void add(double at, double how_long, V by) {
        share[count] = static_cast<Real>(at);
        slots[count] = static_cast<Real>(how_long);
        felt[count++] = by;
    }
};

/// Relief and phasic craving through the slots of one step, and where to look at the hazard.
template <class V>
HWY_INLINE void walk_ticks(const FullJob<typename V::Real>& job, const DayKind& kind,
                           const DriveLanes<typename V::Real>* drives,
                           const MinuteWeights<typename V::Real>& w, const Course<2, V>& K,
                           int first, int slots, EventPlace<typename V::Real>& events,
                           Lanes<typename V::Real>* marks, MinuteLane<V>& x, Looks<V>& looks,
                           std::size_t at) {
    const V phasic_tick = loaded<V>(w.phasic_tick, at),
            half_tick = loaded<V>(w.phasic_half_tick, at);
    const double per_tick = 1.0 / (slots * kTicksASlot);
    const int first_tick = first * kTicksASlot;
    V low = x.relief, high = x.phasic;
    // Relief below zero rises to it; at rest its sign stays.
    V rest_slot, rest_half;
    const auto settle = [&]() HWY_ATTR {
        const auto rising = above(V(0), low);
        rest_slot = choose(rising, loaded<V>(w.rising_slot, at), loaded<V>(w.rest_slot, at));
        rest_half =
            choose(rising, loaded<V>(w.rising_half_slot, at), loaded<V>(w.rest_half_slot, at));
    };
    settle();
    int next = events.next();
    const auto happens = [&](int tick) HWY_ATTR {
        if (tick != next) return;
        high = mad(K.at(V((tick - first_tick) * per_tick)), loaded<V>(*events.share++, at), high);
        ++events.tick;
        next = events.next();
    };
    const auto marked = [&](int tick) HWY_ATTR {
        const int mark = kind.mark_of[static_cast<std::size_t>(tick)];
        if (mark < 0) return;
        put(marks[static_cast<std::size_t>(mark) * kFastStates + FastRow::relief], at, low);
        put(marks[static_cast<std::size_t>(mark) * kFastStates + FastRow::phasic], at, high);
    };
    looks.count = 0;
    for (int slot = first; slot < first + slots; ++slot) {
        const int tick = slot * kTicksASlot;
        if (!kind.work[static_cast<std::size_t>(slot)] && !job.every_tick) [[likely]] {
            const double middle = (tick - first_tick + 0.5 * kTicksASlot) * per_tick;
            const V cue = K.at(V(middle));
            V raised(0);
            SINEW_UNROLL
            for (int t = 0; t < kTicksASlot; ++t) {
                happens(tick + t);
                raised = raised + greater(cue, high * half_tick);
                high = high * phasic_tick;
            }
            looks.add(middle, 1, mad(low, rest_half, raised * V(-1.0 / kTicksASlot)));
            low = low * rest_slot;
        } else {
            for (int t = 0; t < kTicksASlot; ++t) {
                happens(tick + t);
                const int segment = kind.segment_of[static_cast<std::size_t>(tick + t)];
                const V to = segment < 0 ? V(0) : loaded<V>(drives[segment].relief, at);
                const auto rising = above(to, low);
                const V away = low - to;
                const V felt = mad(away,
                                   choose(rising, loaded<V>(w.rising_half_tick, at),
                                          loaded<V>(w.rest_half_tick, at)),
                                   to);
                low = mad(away,
                          choose(rising, loaded<V>(w.rising_tick, at), loaded<V>(w.rest_tick, at)),
                          to);
                const double middle = (tick + t - first_tick + 0.5) * per_tick;
                looks.add(middle, 1.0 / kTicksASlot,
                          felt - greater(K.at(V(middle)), high * half_tick));
                high = high * phasic_tick;
                if (t + 1 < kTicksASlot) marked(tick + t + 1);
            }
            settle();
        }
        marked(tick + kTicksASlot);
    }
    x.relief = low;
    x.phasic = high;
}

/// The integral of the hazard over one step, in slots, without what the day brings.
template <int S, class V>
HWY_INLINE V lapse_within(const MinuteWeights<typename V::Real>& w, const StepNodes<S, V>& nodes,
                          Looks<V>& looks, std::size_t at) {
    const Course<S, V> C = Course<S, V>::through(nodes.C);
    Course<S, V> bend = Course<S, V>::through(nodes.bend);
    bend.power[0] = bend.power[0] - loaded<V>(w.hazard_shift, at);
    const V slope = loaded<V>(w.hazard_slope, at);
    // Two passes: one chain through both exponentials is longer than what the processor can hold of it.
    for (int i = 0; i < looks.count; ++i)
        looks.felt[i] = V(1) / (V(1) + near_exp(looks.felt[i] - C.at(V(looks.share[i]))));
    V sum(0);
    for (int i = 0; i < looks.count; ++i)
        sum = mad(V(looks.slots[i]),
                  near_exp(mad(slope, looks.felt[i], bend.at(V(looks.share[i])))), sum);
    return sum;
}

/// The fast states that nothing else feels, over one piece of a day.
template <class V>
HWY_INLINE void minute_piece(const PieceLanes<typename V::Real>& w,
                             const DriveLanes<typename V::Real>* drive, MinuteLane<V>& x,
                             std::size_t at) {
    V heart(0), above_(0), endorphin(0), bdnf(0), vagal(0);
    if (drive != nullptr) {
        heart = loaded<V>(drive->heart, at);
        above_ = loaded<V>(drive->above, at);
        endorphin = loaded<V>(drive->endorphin, at);
        bdnf = loaded<V>(drive->bdnf, at);
        vagal = loaded<V>(drive->vagal, at);
    }
    // The second of two stages looks at the first as it was.
    x.drift = mad(x.drift - heart, loaded<V>(w.drift, at),
                  mad(x.heart - heart, loaded<V>(w.drift_gain, at), heart));
    x.heart = mad(x.heart - heart, loaded<V>(w.heart, at), heart);
    x.cortisol = mad(x.cortisol - above_, loaded<V>(w.cortisol, at),
                     mad(x.above - above_, loaded<V>(w.cortisol_gain, at), above_));
    x.above = mad(x.above - above_, loaded<V>(w.above, at), above_);
    x.endorphin = mad(x.endorphin - endorphin, loaded<V>(w.endorphin, at), endorphin);
    x.bdnf = mad(x.bdnf - bdnf, loaded<V>(w.bdnf, at), bdnf);
    x.vagal = mad(x.vagal - vagal, loaded<V>(w.vagal, at), vagal);
}

template <class V>
HWY_INLINE void put_mark(const DrawBlock<typename V::Real>& draws, const MinuteLane<V>& x,
                         Lanes<typename V::Real>* to, std::size_t at) {
    const auto p = [&](std::size_t row) HWY_ATTR { return loaded<V>(draws.parameter[row], at); };
    put(to[FastRow::heart], at, x.heart);
    put(to[FastRow::drift], at, p(row_of("f_dr")) * x.drift);
    put(to[FastRow::above], at, x.above);
    put(to[FastRow::cortisol], at, p(row_of("g_F")) * x.cortisol);
    put(to[FastRow::endorphin], at, x.endorphin);
    put(to[FastRow::bdnf], at, x.bdnf);
    put(to[FastRow::vagal], at, x.vagal);
}

/// All days of a job, for the lanes from `at` on.
template <int S, class V>
HWY_INLINE void full_course(const FullJob<typename V::Real>& job,
                            const SlowWeights<typename V::Real, S>* levels,
                            const MinuteWeights<typename V::Real>& minutes,
                            FullSpace<typename V::Real>& space, std::size_t at) {
    using Real = typename V::Real;
    const auto& draws = *job.draws;
    const auto& programme = *job.programme;
    const auto p = [&](std::size_t row) HWY_ATTR { return loaded<V>(draws.parameter[row], at); };
    DriveLanes<Real>* next_drive = space.drives.data();
    PieceLanes<Real>* next_piece = space.pieces.data();
    for (std::size_t k = 0; k < programme.kinds.size(); ++k) {
        const DayKind& kind = programme.kinds[k];
        prepare_kind<V>(draws, kind.segments, space.slow.kinds[k], at);
        for (const model::Segment& segment : kind.segments)
            prepare_drive<V>(draws, segment, job.heart_reserve_bpm, job.vo2max, *next_drive++, at);
        for (const Piece& piece : kind.pieces)
            prepare_piece<V>(draws, model::full_day::kTickMinutes * (piece.to - piece.from),
                             piece.segment >= 0, *next_piece++, at);
    }
    SlowLane<V> x = slow_start<S, V>(draws, levels[0], at);
    const V rest(0);
    MinuteLane<V> fast{rest, rest, rest, rest, rest, rest, rest, rest, rest};
    V t_rec = loaded<V>(draws.start[state_row("t_rec")], at);
    put_day(x, t_rec, space.slow.course.data(), at);
    const double whole = 1.0 / job.steps_per_day;
    V E_m(0), protection(1);
    StepNodes<S, V> nodes;
    EventPlace<Real> events;
    Looks<V> looks;
    for (std::size_t n = 0; n < programme.slow.days.size(); ++n) {
        const DayShape& day = programme.slow.days[n];
        const DayKind& kind = programme.kinds[day.kind];
        const auto& dose = space.slow.kinds[day.kind];
        const V B = loaded<V>(dose.B, at);
        x.B = choose(above(B, V(0)), B, x.B);
        if (job.medication != nullptr) {
            E_m = loaded<V>(job.medication[n], at);
            protection = lane_exp(V(0) - p(row_of("beta_mu")) * E_m);
        }
        if (job.events != nullptr) {
            events = {job.events->ticks.data() + job.events->first[n],
                      job.events->ticks.data() + job.events->first[n + 1],
                      job.events->shares.data() + job.events->first[n]};
        }
        Lanes<Real>* marks = space.marks.data() + programme.first_mark[n] * kFastStates;
        V hazard(0);
        int slot = 0;
        for (int step = 0; step < job.steps_per_day; ++step) {
            const int grade = step == 0 ? day.grade : 0;
            for (int part = 0; part <= grade; ++part) {
                const int level = level_of(grade, part);
                const double h = whole / (1 << level);
                const auto& w = levels[level];
                const V apart = x.i2 - x.i1;
                const V middle = mad(x.i2, loaded<V>(w.i2[S / 2 - 1], at),
                                     V(0) - x.i1 * loaded<V>(w.i1[S / 2 - 1], at));
                slow_step<S, true>(draws, w, dose, h, day.stress, E_m, V(0),
                                   p(row_of("dlt_0")) * V(h), x, nodes, at);
                const V cue_slope = loaded<V>(w.cue_slope, at), K_0 = p(row_of("K_0"));
                const Course<2, V> K =
                    cue_course(mad(cue_slope, apart, K_0), mad(cue_slope, middle, K_0),
                               mad(cue_slope, x.i2 - x.i1, K_0));
                const int slots = kSlots / (job.steps_per_day << level);
                walk_ticks<V>(job, kind, space.drives.data() + kind.first_drive, minutes, K, slot,
                              slots, events, marks, fast, looks, at);
                hazard = hazard + lapse_within<S, V>(minutes, nodes, looks, at);
                slot += slots;
            }
        }
        x.H = mad(p(row_of("lam_0")) * V(day.A_v / kSlots) * protection, hazard, x.H);
        for (std::size_t i = 0; i < kind.pieces.size(); ++i) {
            const Piece& piece = kind.pieces[i];
            minute_piece(
                space.pieces[kind.first_piece + i],
                piece.segment < 0
                    ? nullptr
                    : &space.drives[kind.first_drive + static_cast<std::size_t>(piece.segment)],
                fast, at);
            const int mark = kind.mark_of[static_cast<std::size_t>(piece.to)];
            if (mark >= 0)
                put_mark(draws, fast, marks + static_cast<std::size_t>(mark) * kFastStates, at);
        }
        t_rec = t_rec + V(1);
        put_day(x, t_rec, space.slow.course.data() + (n + 1) * kSlowStates, at);
    }
}
