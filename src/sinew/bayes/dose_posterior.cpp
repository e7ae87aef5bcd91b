#include <sinew/bayes/dose_posterior.hpp>
#include <sinew/numerics/draws.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sinew::bayes {
namespace {

/// Places of what is kept of a draw, in the order of DoseModel::names.
struct Kept {
    explicit Kept(const DoseModel& model)
        : classes{model.network().agents.size()},
          spread{classes + model.network().classes.size()},
          tau{spread + (model.has_classes() ? 1 : 0)},
          ed50{tau + 1} {}
    std::size_t classes, spread, tau, ed50;
};

Chances chances_of_draws(const std::vector<double>& values, const Questions& asked) {
    const double sign = asked.benefit == Benefit::lower ? -1 : 1;
    double helps = 0, matters = 0;
    for (const double value : values) {
        helps += sign * value > 0 ? 1 : 0;
        if (asked.minimal_important)
            matters += sign * value >= sign * *asked.minimal_important ? 1 : 0;
    }
    const auto n = static_cast<double>(values.size());
    Chances made{helps / n, {}};
    if (asked.minimal_important) made.important = matters / n;
    return made;
}

void say_what_is_weak(DosePosterior& made) {
    double worst = 0, least = 1e300;
    std::string who;
    for (const ParameterReport& parameter : made.parameters) {
        if (parameter.diagnostics.rhat > worst) {
            worst = parameter.diagnostics.rhat;
            who = parameter.name;
        }
        least = std::min({least, parameter.diagnostics.ess_bulk, parameter.diagnostics.ess_tail});
    }
    if (worst > kLargestRhat)
        made.warnings.push_back(fmt::format(
            "The chains do not agree (R-hat of {} is {:.3f}, above {}): draw longer, or take "
            "narrower priors.",
            who, worst, kLargestRhat));
    if (least < 400)
        made.warnings.push_back(
            fmt::format("The smallest number of effective draws is {:.0f}: ends of intervals are "
                        "rough; draw longer.",
                        least));
    if (made.divergences > 0)
        made.warnings.push_back(fmt::format(
            "{} trajectories diverged: the posterior has a corner the sampler does not enter; take "
            "a narrower prior of the class spread or tau.",
            made.divergences));
    for (std::size_t c = 0; c < made.network.classes.size(); ++c)
        if (std::count(made.network.class_of.begin(), made.network.class_of.end(), c) == 1)
            made.warnings.push_back(fmt::format(
                "Class {} is one modality: how modalities of it would differ is told by "
                "the other classes and the prior alone.",
                made.network.classes[c]));
}

}  // namespace

Result<DosePosterior> dose_posterior(DoseNetwork network, const DosePriors& priors, DoseShape shape,
                                     const DoseQuestions& questions) {
    SINEW_TRY(const DoseModel model, DoseModel::make(std::move(network), priors, shape));
    SINEW_TRY(Sampled sampled, sample(model, questions.sampler));
    DosePosterior made;
    made.network = model.network();
    made.priors = priors;
    made.shape = shape;
    made.questions = questions;
    made.draws = std::move(sampled.draws);
    made.divergences = sampled.divergences;
    made.cut_short = sampled.cut_short;
    const Questions& asked = questions.of_effects;
    const Kept kept{model};
    const auto summary = [&](std::size_t place) {
        return summary_of_draws(made.draws.of(place), asked);
    };
    for (std::size_t a = 0; a < made.network.agents.size(); ++a) made.heights.push_back(summary(a));
    RandomStream stream{questions.sampler.seed, "new modality", 0};
    for (std::size_t c = 0; c < made.network.classes.size(); ++c) {
        made.class_means.push_back(summary(kept.classes + c));
        const auto means = made.draws.of(kept.classes + c), spread = made.draws.of(kept.spread);
        std::vector<double> one_more;
        for (std::size_t i = 0; i < means.size(); ++i)
            one_more.push_back(means[i] + spread[i] * numerics::normal_draw(stream));
        made.new_modality.push_back(summary_of_draws(one_more, asked));
    }
    if (model.has_classes()) made.class_spread = summary(kept.spread);
    made.tau = summary(kept.tau);
    for (std::size_t e = 0; e < model.ed50s(); ++e) made.ed50.push_back(summary(kept.ed50 + e));
    for (std::size_t a = 0; a < made.network.agents.size(); ++a)
        for (const double dose : questions.doses) {
            const auto heights = made.draws.of(a);
            std::vector<double> effects;
            for (std::size_t i = 0; i < heights.size(); ++i) {
                const double share =
                    shape == DoseShape::linear
                        ? dose / made.network.unit
                        : dose / (made.draws.of(kept.ed50 + model.ed50_of(a))[i] + dose);
                effects.push_back(heights[i] * share);
            }
            made.points.push_back(
                {a, dose, summary_of_draws(effects, asked), chances_of_draws(effects, asked)});
        }
    for (std::size_t place = 0; place < made.draws.names.size(); ++place) {
        const auto values = made.draws.of(place);
        if (std::all_of(values.begin(), values.end(),
                        [&](double value) { return value == values.front(); }))
            continue;  // known, not drawn
        made.parameters.push_back({made.draws.names[place], diagnose(values, made.draws.chains)});
    }
    say_what_is_weak(made);
    return made;
}

}  // namespace sinew::bayes
