#include <sinew/model/person_course.hpp>
#include <sinew/model/runge_kutta_day.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::model {
namespace {

constexpr int kHours = 24;
/// Daily tablets are steady well before this; the half-life of the slow compartment is about a day and a half.
constexpr int kCourseDays = 30;
constexpr double kStepHours = 0.1;

/// @param day_of  (state, inputs) to the state a day later
template <class Day>
Entry entry_through(const Day& day_of, const PersonCourse& person, const ConcentrationDays& days,
                    const Parameters& p) {
    Entry entry;
    const int before = static_cast<int>(std::lround(person.days_abstinent));
    const int began = std::max(0, before - static_cast<int>(std::lround(person.medication_days)));
    DayInputs inputs;
    inputs.A_v = person.availability;
    inputs.stress = person.stress;
    for (int day = 0; day <= before; ++day) {
        if (day == began) entry.stabilised = entry.state.T;
        if (day == before) break;
        inputs.E_m = medication_drive(person, days, day - began, entry.stabilised, p);
        entry.state = day_of(entry.state, inputs);
    }
    entry.state.H = entry.state.D = 0;
    entry.state.LA = person.training_per_day;
    entry.state.LR = entry.state.LM = 0;
    entry.state.F = person.training_per_day * p.tau_F;
    entry.state.G = entry.state.S = 1;
    return entry;
}

}  // namespace

Result<ConcentrationDays> buprenorphine_days(const PersonCourse& person,
                                             const knowledge::ModelPack& pack) {
    if (person.medication != Medication::buprenorphine) return ConcentrationDays{};
    SINEW_TRY(const BuprenorphineKinetics kinetics,
              kinetics_of(pack, person.weight_kg, person.bmi));
    Buprenorphine body{kinetics, Form::tablet, kStepHours};
    ConcentrationDays days(kCourseDays);
    const int steps = static_cast<int>(std::lround(1 / kStepHours));
    for (auto& day : days) {
        body.take_sublingual(person.buprenorphine_mg);
        for (int hour = 0; hour < kHours; ++hour) {
            double sum = 0;  // the mean of the hour, so that the peak is not missed
            for (int step = 0; step < steps; ++step) {
                body.advance();
                sum += body.concentration_ng_ml();
            }
            day[static_cast<std::size_t>(hour)] = sum / steps;
        }
    }
    return days;
}

double mean_occupancy(const ConcentrationDays& days, int day, const Parameters& p) noexcept {
    if (days.empty() || day < 0) return 0;
    const auto& hours = days[std::min(static_cast<std::size_t>(day), days.size() - 1)];
    double sum = 0;
    for (const double ng_ml : hours) sum += occupancy(ng_ml, p);
    return sum / kHours;
}

double medication_drive(const PersonCourse& person, const ConcentrationDays& days,
                        int day_of_medication, double stabilised, const Parameters& p) noexcept {
    if (day_of_medication < 0) return 0;
    switch (person.medication) {
        case Medication::none:
        case Medication::blockade: return 0;
        case Medication::buprenorphine:
            return p.eps_bup * mean_occupancy(days, day_of_medication, p);
        case Medication::full_agonist: return stabilised;
    }
    return 0;
}

double blocked_share(const PersonCourse& person, const ConcentrationDays& days,
                     int day_of_medication, const Parameters& p) noexcept {
    if (day_of_medication < 0 || person.drug != DrugClass::opioid) return 0;
    switch (person.medication) {
        case Medication::none:
        case Medication::full_agonist: return 0;
        case Medication::buprenorphine: return mean_occupancy(days, day_of_medication, p);
        case Medication::blockade: return 1;
    }
    return 0;
}

Entry entry_of(const PersonCourse& person, const ConcentrationDays& days,
               const Parameters& p) noexcept {
    return entry_through(
        [&](const SlowState& x, const DayInputs& inputs) {
            return runge_kutta_day(x, inputs, kForecastSteps, p);
        },
        person, days, p);
}

Entry entry_by(const DayOf& day_of, const PersonCourse& person, const ConcentrationDays& days,
               const Parameters& p) {
    return entry_through(day_of, person, days, p);
}

}  // namespace sinew::model
