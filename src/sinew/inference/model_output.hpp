// One number out of a course: the expected score of an instrument, the share free of lapse, or a state, on a day.
#pragma once

#include <sinew/inference/weekly_course.hpp>
#include <sinew/knowledge/model_observation.hpp>
#include <sinew/model/hazard.hpp>

#include <span>
#include <string>

namespace sinew::inference {

struct OutputAsked {
    std::string id;  ///< of an instrument, "lapse_free", "in_programme", or a state: "X"
    int day = 84;
    bool difference = false;  ///< made by the programme: with it minus without it
};

/// An output bound to its instrument or state.
struct ModelOutput {
    OutputAsked asked;
    const knowledge::ObservationSpec* spec = nullptr;  ///< outlives this
    std::size_t state = 0;                             ///< place in kStateNames, without a spec

    /// @errors not_found: no output of this name; out_of_range: day; bad_input: withdrawal scales in the stimulant class
    [[nodiscard]] static Result<ModelOutput> bind(
        const OutputAsked& asked, std::span<const knowledge::ObservationSpec> instruments,
        model::DrugClass drug);

    /// Expected value of a state. @param start  the state on day 0, for instruments in % of it
    template <class Number>
    [[nodiscard]] Number level(const model::SlowStateOf<Number>& x,
                               const model::SlowStateOf<Number>& start,
                               const model::ParametersOf<Number>& p) const;

    /// Of a whole question. @param p  class and sex chosen
    template <class Number>
    [[nodiscard]] Number value(const CourseQuestion& question,
                               const model::ParametersOf<Number>& p) const {
        const auto with = weekly_course(question, p, asked.day);
        const Number level_with = level(with.back(), with.front(), p);
        if (!asked.difference) return level_with;
        const auto without = weekly_course(question, p, asked.day, false);
        return level_with - level(without.back(), without.front(), p);
    }

private:
    template <class Number>
    [[nodiscard]] Number sum(const model::SlowStateOf<Number>& x) const {
        Number total(spec->intercept);
        for (const auto& [symbol, loading] : spec->loads)
            for (const auto& name : model::kStateNamesOf<Number>)
                if (name.symbol == symbol) total = total + Number(loading) * (x.*name.member);
        return total;
    }
};

template <class Number>
Number ModelOutput::level(const model::SlowStateOf<Number>& x,
                          const model::SlowStateOf<Number>& start,
                          const model::ParametersOf<Number>& p) const {
    using knowledge::ObservedAs;
    using model::max, model::min;
    using std::exp, std::log;
    if (asked.id == "lapse_free") return model::free_of_lapse<Number>(x.H, p);
    if (asked.id == "in_programme") return model::still_in_programme<Number>(x.D);
    if (spec == nullptr) return x.*model::kStateNamesOf<Number>[state].member;
    const auto logistic = [](const Number& value) { return Number(1) / (Number(1) + exp(-value)); };
    const Number highest(spec->highest);
    switch (spec->form) {
        case ObservedAs::craving: return highest * logistic(sum(x));
        case ObservedAs::craving_cue: return highest * logistic(sum(x) + model::cue_gain(x, p));
        case ObservedAs::clamped: return highest * min(max(sum(x), Number(0.01)), Number(0.99));
        case ObservedAs::logit: return highest * logistic(sum(x));
        case ObservedAs::log_ratio: return Number(100) * exp(sum(x) - sum(start));
        case ObservedAs::ratio: break;
    }
    return Number(100) * sum(x) / sum(start);
}

}  // namespace sinew::inference
