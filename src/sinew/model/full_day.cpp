#include <sinew/model/full_day.hpp>
#include <sinew/numerics/dormand_prince.hpp>

#include <cmath>

namespace sinew::model::full_day {
namespace {

constexpr double kHours = 24;

SlowState slow_of(const Values& x) { return state_of({x.data(), kFast}); }

/// When phasic craving sinks to K, in days from `from`; `to` when it does not before.
double meets_K(const Values& x, double from, double to, const Parameters& p) {
    const SlowState now = slow_of(x);
    const auto above = [&](double t) {
        SlowState later = now;
        later.i1 *= std::exp(-t / p.t_K1);
        later.i2 *= std::exp(-t / p.t_K2);
        return x[kPhasic] * std::exp(-t * kDayMinutes / p.tau_ph) - cue_gain(later, p);
    };
    double low = 0, high = to - from;
    if (!(above(low) > 0 && above(high) < 0)) return to;
    for (int turn = 0; turn < 60; ++turn)
        (above((low + high) / 2) > 0 ? low : high) = (low + high) / 2;
    return from + high;
}

}  // namespace

Person::Person(const Parameters& parameters, const BoutPerson& body,
               const BuprenorphineKinetics& kinetics, double mg)
    : p_{parameters},
      body_{body},
      kinetics_{kinetics},
      mg_{mg},
      norm_{incubation_norm(parameters)} {}

Stretch Person::at_rest() const {
    Stretch s;
    s.incubation_norm = norm_;
    s.ka = kHours * kinetics_.ka;
    s.out = kHours * kinetics_.CL / kinetics_.Vc;
    s.back = kHours * kinetics_.Q / kinetics_.Vp;
    s.to_peripheral = kHours * kinetics_.Q / kinetics_.Vc;
    s.per_volume = 1000 / kinetics_.Vc;
    s.tau_v = p_.tau_voff;
    s.tau_z = p_.tau_zoff;
    return s;
}

void Person::set_drive(const FastDrive& drive, const Values& x, Stretch& to) const {
    to.heart = drive.metabolic * body_.heart_reserve_bpm;
    to.above = drive.working ? std::max(0.0, drive.vo2_share - p_.I_th) : 0;
    to.endorphin = endorphin_drive(drive, p_);
    to.bdnf = p_.k_Q * drive.metabolic;
    to.vagal = p_.v_met * drive.metabolic + p_.v_br * drive.resonance;
    to.tau_v = drive.working ? p_.tau_von : p_.tau_voff;
    to.relief = drive.relief;
    to.tau_z = drive.relief > x[kRelief] ? p_.tau_zon : p_.tau_zoff;
}

void Person::take_tablet(Values& x) const {
    x[kTongue] +=
        mg_ * kinetics_.F_SL * (mg_ >= kinetics_.high_dose_mg ? kinetics_.high_dose_F : 1);
    x[kOccupied] = 0;
}

Values Person::start(const SlowState& slow, const Solve& solve) const {
    Values x{};
    if (mg_ > 0) {
        take_tablet(x);
        Values alone = x;
        solve(at_rest(), 0, 1, alone);
        std::copy(alone.begin() + kTongue, alone.end(), x.begin() + kTongue);
    }
    const SlowValues values = values_of(slow);
    std::copy(values.begin(), values.end(), x.begin());
    return x;
}

void Person::day(const Day& day, const Solve& solve, bool kinks, const Mark& mark,
                 Values& x) const {
    Stretch now = at_rest();
    now.day.A_v = day.A_v;
    now.day.stress = day.stress;
    now.day.B = day.B;
    now.day.E_m = p_.eps_bup * x[kOccupied];
    std::vector<Segment> segments;
    std::vector<std::pair<int, FastDrive>> drives;  // from which tick on
    std::vector<int> ends;
    for (const PlannedSession& session : day.sessions) {
        double minute = session.start_min;
        for (const Segment& segment : session.segments) {
            drives.emplace_back(static_cast<int>(std::lround(minute / kTickMinutes)),
                                drive_of(segment, body_, p_));
            minute += segment.minutes;
            ends.push_back(static_cast<int>(std::lround(minute / kTickMinutes)));
            segments.push_back(segment);
        }
        if (!ends.empty()) drives.emplace_back(ends.back(), FastDrive{});
    }
    take_sessions(now.day, segments, p_);
    take_tablet(x);
    std::vector<double> stops{0, 1};
    for (const auto& [tick, drive] : drives) stops.push_back(tick / double{kTicks});
    for (const Event& event : day.events) stops.push_back(event.tick / double{kTicks});
    if (kinks)
        for (const double end : smooth_ends(slow_of(x), now.day, p_)) stops.push_back(end);
    std::sort(stops.begin(), stops.end());
    stops.erase(std::unique(stops.begin(), stops.end()), stops.end());
    auto event = day.events.begin();
    for (std::size_t i = 0; i + 1 < stops.size(); ++i) {
        const double tick = stops[i] * kTicks;
        const auto falls = [&](int other) { return std::abs(tick - other) < 1e-9; };
        for (; event != day.events.end() && falls(event->tick); ++event)
            x[kPhasic] += event->share * cue_gain(slow_of(x), p_);
        for (const auto& [from, drive] : drives)
            if (falls(from)) set_drive(drive, x, now);
        const double to = stops[i + 1];
        const double meets = kinks ? meets_K(x, stops[i], to, p_) : to;
        if (meets > stops[i]) solve(now, stops[i], meets, x);
        if (meets < to) solve(now, meets, to, x);
        for (const int end : ends)
            if (end < kTicks && std::abs(to * kTicks - end) < 1e-9) mark(end, x);
    }
    mark(kTicks, x);
}

double concentration_of(const Values& x, const BuprenorphineKinetics& k) noexcept {
    return 1000 * x[kCentral] / k.Vc;
}

void solve_exactly(const Parameters& p, const Stretch& stretch, double from, double to, Values& x) {
    numerics::integrate(
        [&](double, const Values& at, Values& rate) { slopes_at<double>(at, stretch, p, rate); },
        from, to, x, {});
}

}  // namespace sinew::model::full_day
