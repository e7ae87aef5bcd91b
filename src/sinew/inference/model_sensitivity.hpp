// Which parameters an output of the model hangs on: over their priors (Morris, Sobol') and at their values (derivatives).
#pragma once

#include <sinew/inference/model_output.hpp>
#include <sinew/model/prior.hpp>
#include <sinew/numerics/elementary_effects.hpp>
#include <sinew/numerics/sobol_indices.hpp>

#include <functional>

namespace sinew::inference {

/// Derivatives of one output at the centre.
struct LocalSlope {
    const model::PriorLaw* law = nullptr;
    double slope = 0;  ///< per unit of the parameter
    double by_sd = 0;  ///< per standard deviation of its prior
};

/// One person's states at the start of days 0 .. day, with the programme and, where asked, without; everything that hangs on the parameters drawn
/// – the days before, medication, doses – worked out anew. Called from several threads.
struct CoursePair {
    std::vector<model::SlowState> with, without;
};
using CourseOf = std::function<CoursePair(const model::Parameters& drawn, bool both)>;

/// The parameters that are drawn and act on the output, and the question they act in.
class ModelSensitivity {
public:
    /// Parameters that change nothing at four random points are left out: they are not in these equations.
    /// @errors as ModelOutput::bind
    [[nodiscard]] static Result<ModelSensitivity> make(
        const model::Prior& prior, std::span<const knowledge::ObservationSpec> instruments,
        CourseQuestion question, const OutputAsked& output);

    /// The same for a person of their own in the place of a standard week. local() is not for these.
    /// @param course  holds the day asked for
    [[nodiscard]] static Result<ModelSensitivity> make(
        const model::Prior& prior, std::span<const knowledge::ObservationSpec> instruments,
        CourseOf course, model::DrugClass drug, model::Sex sex, const OutputAsked& output);

    [[nodiscard]] const std::vector<const model::PriorLaw*>& acting() const noexcept {
        return acting_;
    }
    [[nodiscard]] const ModelOutput& output() const noexcept { return output_; }
    [[nodiscard]] double at_centre() const;

    /// Of acting(), in their order.
    [[nodiscard]] numerics::MorrisAnswer morris(const numerics::MorrisPlan& plan,
                                                const numerics::EvaluationsDone& progress) const;
    /// @param plan  its groups are places in acting()
    [[nodiscard]] numerics::SobolAnswer sobol(const numerics::SobolPlan& plan,
                                              const numerics::EvaluationsDone& progress) const;
    /// @pre made of a CourseQuestion
    [[nodiscard]] std::vector<LocalSlope> local() const;

private:
    ModelSensitivity(const model::Prior& prior, CourseQuestion question, ModelOutput output)
        : prior_{&prior}, question_{std::move(question)}, output_{std::move(output)} {}
    void find_acting();
    [[nodiscard]] double value_with(const model::Parameters& drawn) const;
    [[nodiscard]] numerics::UncertainFunction function() const;

    const model::Prior* prior_;
    CourseQuestion question_;
    CourseOf course_;  ///< empty: the question's own
    ModelOutput output_;
    std::vector<const model::PriorLaw*> acting_;
};

/// Standard deviation of a prior, from its quantiles at one sd of a normal.
[[nodiscard]] double spread_of(const model::PriorLaw& law);

}  // namespace sinew::inference
