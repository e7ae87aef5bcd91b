#include <sinew/model/oracle_bout.hpp>
#include <sinew/numerics/cvode.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::model {
namespace {

class FastEquations {
public:
    FastEquations(const BoutPerson& person, const Parameters& p) : person_{person}, p_{p} {}

    void set(const FastDrive& drive) { now_ = drive; }

    void operator()(std::span<const double> x, std::span<double> rate) const {
        const Parameters& p = p_;
        const double power = std::pow(now_.vo2_share, p.hill_B);
        const double endorphin =
            now_.working ? p.B_max * power / (std::pow(p.B_50, p.hill_B) + power) : 0;
        const double above = now_.working ? std::max(0.0, now_.vo2_share - p.I_th) : 0;
        rate[0] = (now_.metabolic * person_.heart_reserve_bpm - x[0]) / p.tau_HR;
        rate[1] = (p.f_dr * x[0] - x[1]) / p.tau_dr;
        rate[2] = (above - x[2]) / p.tau_A;
        rate[3] = (p.g_F * x[2] - x[3]) / p.tau_cort;
        rate[4] = (endorphin - x[4]) / p.tau_B;
        rate[5] = (p.k_Q * now_.metabolic - x[5]) / p.tau_q;
        rate[6] = (p.v_met * now_.metabolic + p.v_br * now_.resonance - x[6]) /
                  (now_.working ? p.tau_von : p.tau_voff);
        rate[7] = (now_.relief - x[7]) / (rising_ ? p.tau_zon : p.tau_zoff);
        rate[8] = -x[8] / p.tau_ph;
    }

    /// Relief keeps its side of the target within a segment: the side is taken at its start.
    void start(const FastValues& x) { rising_ = now_.relief > x[7]; }

private:
    BoutPerson person_;
    const Parameters& p_;
    FastDrive now_;
    bool rising_ = false;
};

}  // namespace

FastValues shown(const FastState& x, const Parameters& p) noexcept {
    return {x.h, p.f_dr * x.drift_lag, x.a, p.g_F * x.cort_lag, x.bE, x.q_b, x.v_a, x.z, x.c_ph};
}

Result<std::vector<FastValues>> oracle_bout(std::span<const Segment> segments,
                                            std::span<const BoutEvent> events,
                                            std::span<const double> minutes,
                                            const BoutPerson& person, const Parameters& p) {
    FastEquations equations{person, p};
    SINEW_TRY(auto solver,
              numerics::Cvode::make(std::tuple_size_v<FastValues>,
                                    [&](double, std::span<const double> x, std::span<double> rate) {
                                        equations(x, rate);
                                    },
                                    {numerics::MultistepFamily::adams, 1e-14, 1e-15}));
    // Every instant at which something jumps, or at which a value is asked for.
    std::vector<double> stops{minutes.begin(), minutes.end()}, segment_starts{0};
    for (const Segment& segment : segments)
        segment_starts.push_back(segment_starts.back() + segment.minutes);
    stops.insert(stops.end(), segment_starts.begin(), segment_starts.end());
    for (const BoutEvent& event : events) stops.push_back(event.minute);
    std::sort(stops.begin(), stops.end());
    stops.erase(std::unique(stops.begin(), stops.end()), stops.end());

    FastValues x{};
    std::vector<FastValues> answers;
    auto asked = minutes.begin();
    for (std::size_t i = 0; i < stops.size() && asked != minutes.end(); ++i) {
        for (const BoutEvent& event : events)
            if (event.minute == stops[i])
                x[8] += (event.kind == EventKind::cue ? 1 : p.s_ph) * event.K * event.strength;
        for (; asked != minutes.end() && *asked == stops[i]; ++asked) answers.push_back(x);
        if (i + 1 == stops.size()) break;
        FastDrive drive;
        for (std::size_t s = 0; s < segments.size(); ++s)
            if (stops[i] >= segment_starts[s] && stops[i] < segment_starts[s + 1])
                drive = drive_of(segments[s], person, p);
        equations.set(drive);
        equations.start(x);
        if (const auto done = solver.integrate(stops[i], stops[i + 1], x); !done)
            return fail(done.error());
    }
    return answers;
}

}  // namespace sinew::model
