// A course of days or a single bout, written out: what the batch interface asks of the model.
#pragma once

#include <sinew/model/buprenorphine.hpp>
#include <sinew/model/day_step.hpp>
#include <sinew/model/fast_layer.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sinew::model {

/// A value from a day on, until the next.
struct FromDay {
    int day = 0;
    double value = 0;
};

struct SessionBlock {
    int from = 0, to = 0;       ///< days from <= n < to
    std::vector<int> weekdays;  ///< n mod 7
    std::vector<Segment> segments;
};

struct SublingualCourse {
    double mg = 0, weight_kg = 70, bmi = 24.8;
    Form form = Form::tablet;
    int from = 0, to = 0;  ///< days of dosing; washout after
};

struct UseEvent {
    int day = 0;
    std::optional<double> occupancy;  ///< 0-1; nothing: that of the course, else 0
};

struct SlowScenario {
    int days = 0;
    DrugClass drug = DrugClass::opioid;
    Sex sex = Sex::M;
    Scheme scheme = Scheme::frozen;
    std::vector<FromDay> A_v, stress, E_m;  ///< rising by day
    std::vector<SessionBlock> sessions;
    std::optional<SublingualCourse> buprenorphine;
    std::vector<UseEvent> use;  ///< rising by day
    SlowState init;
    std::vector<std::pair<std::string, double>> overrides;  ///< of parameters, after class and sex
    std::vector<std::pair<int, int>> fine_days;
    std::vector<int> out_days;  ///< rising
};

struct BoutScenario {
    BoutPerson person;
    std::vector<Segment> segments;
    std::vector<BoutEvent> events;
    std::vector<double> out_minutes;  ///< rising
};

/// One number of an answer.
struct Quantity {
    double at = 0;  ///< day or minute
    std::string_view name;
    double value = 0;
};

/// Every quantity at the start of each asked day.
/// @errors not_found: an override that is no parameter; out_of_range: what check() and kinetics_of() refuse
/// @source docs/methods/model.md
[[nodiscard]] Result<std::vector<Quantity>> run(const SlowScenario& scenario,
                                                const knowledge::ModelPack& pack);

[[nodiscard]] Result<std::vector<Quantity>> run(const BoutScenario& scenario,
                                                const knowledge::ModelPack& pack);

}  // namespace sinew::model
