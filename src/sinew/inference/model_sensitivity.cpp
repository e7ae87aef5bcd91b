#include <sinew/base/random_stream.hpp>
#include <sinew/inference/model_sensitivity.hpp>
#include <sinew/numerics/dual.hpp>

#include <algorithm>
#include <limits>

namespace sinew::inference {
namespace {

constexpr std::size_t kLanes = 8;  // derivatives taken at once
using Dual = numerics::Dual<kLanes>;

/// Where a probability of this law begins and ends to stand with the centre: what would be drawn again by itself alone is cut off.
std::pair<double, double> standing(const model::PriorLaw& law, const model::Parameters& centre) {
    const auto stands = [&](double u) {
        model::Parameters one = centre;
        one.*law.member = model::value_at(law, u);
        return model::stands_together(one);
    };
    const auto edge = [&](double outside) {
        double inside = 0.5, out = outside;
        if (stands(outside)) return outside;
        for (int halving = 0; halving < 60; ++halving) {
            const double middle = (inside + out) / 2;
            (stands(middle) ? inside : out) = middle;
        }
        return inside;
    };
    constexpr double kTail = 1e-12;
    const double low = edge(kTail), high = edge(1 - kTail);
    return {low == kTail ? 0 : low, high == 1 - kTail ? 1 : high};
}

std::size_t place_of(const model::PriorLaw& law) {
    for (std::size_t i = 0; i < model::kParameterNames.size(); ++i)
        if (model::kParameterNames[i].member == law.member) return i;
    return 0;
}

}  // namespace

double spread_of(const model::PriorLaw& law) {
    constexpr double kBelow = 0.15865525393145707;  // a normal number is under -1 so often
    return (model::value_at(law, 1 - kBelow) - model::value_at(law, kBelow)) / 2;
}

Result<ModelSensitivity> ModelSensitivity::make(
    const model::Prior& prior, std::span<const knowledge::ObservationSpec> instruments,
    CourseQuestion question, const OutputAsked& asked) {
    SINEW_TRY(ModelOutput output, ModelOutput::bind(asked, instruments, question.drug));
    ModelSensitivity made{prior, std::move(question), std::move(output)};
    made.find_acting();
    return made;
}

Result<ModelSensitivity> ModelSensitivity::make(
    const model::Prior& prior, std::span<const knowledge::ObservationSpec> instruments,
    CourseOf course, model::DrugClass drug, model::Sex sex, const OutputAsked& asked) {
    SINEW_TRY(ModelOutput output, ModelOutput::bind(asked, instruments, drug));
    CourseQuestion question;
    question.drug = drug;
    question.sex = sex;
    ModelSensitivity made{prior, std::move(question), std::move(output)};
    made.course_ = std::move(course);
    made.find_acting();
    return made;
}

double ModelSensitivity::value_with(const model::Parameters& drawn) const {
    if (!model::stands_together(drawn)) return std::numeric_limits<double>::quiet_NaN();
    if (course_) {
        const model::Parameters p = chosen_in(drawn, question_.drug, question_.sex);
        const bool both = output_.asked.difference;
        const CoursePair pair = course_(drawn, both);
        const double with = output_.level(pair.with.back(), pair.with.front(), p);
        return both ? with - output_.level(pair.without.back(), pair.without.front(), p) : with;
    }
    return output_.value(question_, chosen_in(drawn, question_.drug, question_.sex));
}

double ModelSensitivity::at_centre() const { return value_with(prior_->centre()); }

void ModelSensitivity::find_acting() {
    constexpr std::size_t kPoints = 4;
    std::vector<bool> acts(prior_->laws().size(), false);
    for (std::size_t point = 0; point < kPoints; ++point) {
        RandomStream stream{1, "sensitivity.acting", point};
        model::Parameters base = prior_->centre();
        for (const model::PriorLaw& law : prior_->laws())
            base.*law.member = model::value_at(law, 0.2 + 0.6 * stream.uniform());
        const double before = value_with(base);
        for (std::size_t i = 0; i < acts.size(); ++i) {
            if (acts[i]) continue;
            model::Parameters moved = base;
            const model::PriorLaw& law = prior_->laws()[i];
            const double low = model::value_at(law, 0.1), high = model::value_at(law, 0.9);
            moved.*law.member = base.*law.member - low > high - base.*law.member ? low : high;
            const double after = value_with(moved);
            acts[i] = after != before && !std::isnan(after) && !std::isnan(before);
        }
    }
    for (std::size_t i = 0; i < acts.size(); ++i)
        if (acts[i]) acting_.push_back(&prior_->laws()[i]);
}

numerics::UncertainFunction ModelSensitivity::function() const {
    numerics::UncertainFunction function;
    for (const model::PriorLaw* law : acting_) {
        const auto [low, high] = standing(*law, prior_->centre());
        function.inputs.push_back({law->symbol, [law, from = low, to = high](double u) {
                                       return model::value_at(*law, from + (to - from) * u);
                                   }});
    }
    function.evaluate = [this](std::span<const double> values, std::span<double> outputs) {
        model::Parameters drawn = prior_->centre();
        for (std::size_t i = 0; i < values.size(); ++i) drawn.*acting_[i]->member = values[i];
        outputs[0] = value_with(drawn);
    };
    return function;
}

numerics::MorrisAnswer ModelSensitivity::morris(const numerics::MorrisPlan& plan,
                                                const numerics::EvaluationsDone& progress) const {
    return numerics::elementary_effects(function(), plan, progress);
}

numerics::SobolAnswer ModelSensitivity::sobol(const numerics::SobolPlan& plan,
                                              const numerics::EvaluationsDone& progress) const {
    return numerics::sobol_indices(function(), plan, progress);
}

std::vector<LocalSlope> ModelSensitivity::local() const {
    std::vector<LocalSlope> slopes;
    for (std::size_t first = 0; first < acting_.size(); first += kLanes) {
        auto p = model::parameters_in<Dual>(prior_->centre());
        const std::size_t end = std::min(first + kLanes, acting_.size());
        for (std::size_t i = first; i < end; ++i) {
            const std::size_t place = place_of(*acting_[i]);
            p.*model::kParameterNamesOf<Dual>[place].member =
                Dual::variable(prior_->centre().*acting_[i]->member, i - first);
        }
        const Dual y = output_.value(question_, chosen_in(p, question_.drug, question_.sex));
        for (std::size_t i = first; i < end; ++i)
            slopes.push_back(
                {acting_[i], y.slope[i - first], y.slope[i - first] * spread_of(*acting_[i])});
    }
    return slopes;
}

}  // namespace sinew::inference
