// Who a forecast is for, in the model's own terms, and where that person stands on the first day.
#pragma once

#include <sinew/model/buprenorphine.hpp>
#include <sinew/model/day_inputs.hpp>
#include <sinew/model/slow_state.hpp>

#include <cstdint>
#include <functional>
#include <vector>

namespace sinew::model {

enum class Medication : std::uint8_t {
    none,
    buprenorphine,
    full_agonist,  ///< "stabilised": a drive equal to the dependence at the moment it began
    blockade,      ///< naltrexone: no drive; uses are blocked
};

struct PersonCourse {
    DrugClass drug = DrugClass::opioid;
    Sex sex = Sex::M;
    double days_abstinent = 0;  ///< at the first day of the programme, 0 to 730
    Medication medication = Medication::none;
    double medication_days = 0;  ///< how long it has been taken by then
    double buprenorphine_mg = 0;
    double weight_kg = 70, bmi = 24.8;
    double availability = 1;      ///< A_v of the setting, 0-1
    double stress = 0.3;          ///< mean of the days, 0-1
    double training_per_day = 0;  ///< reference sessions a day before the programme (LA at entry)
};

/// Hourly plasma concentrations of each day of a course of daily tablets, from the first day on; the last day repeats for ever.
using ConcentrationDays = std::vector<std::array<double, 24>>;

/// @errors bad_input, out_of_range: as kinetics_of
[[nodiscard]] Result<ConcentrationDays> buprenorphine_days(const PersonCourse& person,
                                                           const knowledge::ModelPack& pack);

/// Mean occupancy of one day of the course. @param day  from 0
[[nodiscard]] double mean_occupancy(const ConcentrationDays& days, int day,
                                    const Parameters& parameters) noexcept;

/// What medication drives on a day. @param stabilised  the dependence when a full agonist began
[[nodiscard]] double medication_drive(const PersonCourse& person, const ConcentrationDays& days,
                                      int day_of_medication, double stabilised,
                                      const Parameters& parameters) noexcept;

/// Share of the receptors that a use finds taken: the occupancy of buprenorphine; all of them under naltrexone (ours: no sourced occupancy);
/// none under a full agonist, in the stimulant class and without medication.
/// @source docs/methods/model.md (section 6.1, use event)
[[nodiscard]] double blocked_share(const PersonCourse& person, const ConcentrationDays& days,
                                   int day_of_medication, const Parameters& parameters) noexcept;

/// The state at the first day of the programme, and what a full agonist was stabilised at.
struct Entry {
    SlowState state;
    double stabilised = 0;
};

/// From the day of last use of a daily user through the days of abstinence, without training; then the hazards at 0 and the loads from
/// what the person says of training.
/// @source docs/methods/model.md (section 3, entry)
[[nodiscard]] Entry entry_of(const PersonCourse& person, const ConcentrationDays& days,
                             const Parameters& parameters) noexcept;

/// One day of any solver: the state at its end.
using DayOf = std::function<SlowState(const SlowState& start, const DayInputs& inputs)>;

/// The same with the days of abstinence by another solver.
[[nodiscard]] Entry entry_by(const DayOf& day_of, const PersonCourse& person,
                             const ConcentrationDays& days, const Parameters& parameters);

}  // namespace sinew::model
