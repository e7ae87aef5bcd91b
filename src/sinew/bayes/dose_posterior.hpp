// What is believed of dose curves of modalities after the studies: heights, classes, effects at doses, and how chains went.
#pragma once

#include <sinew/bayes/dose_model.hpp>
#include <sinew/bayes/network_model.hpp>

namespace sinew::bayes {

struct DoseQuestions {
    Questions of_effects = {};
    SamplerSettings sampler = {};
    std::vector<double> doses = {};  ///< where curves are told
};

struct DosePoint {
    std::size_t agent = 0;
    double dose = 0;
    Summary effect;  ///< against no dose
    Chances chances;
};

struct DosePosterior {
    DoseNetwork network;
    DosePriors priors;
    DoseShape shape = DoseShape::linear;
    DoseQuestions questions;
    std::vector<Summary> heights;      ///< of each modality: effect at the unit dose, or Emax
    std::vector<Summary> class_means;  ///< of each class
    std::vector<Summary>
        new_modality;  ///< of each class: height of a modality of it that is not among these
    std::optional<Summary> class_spread = {};
    Summary tau;
    std::vector<Summary> ed50;  ///< of each class, or of each modality without classes
    std::vector<DosePoint> points;
    std::vector<ParameterReport> parameters;
    std::size_t divergences = 0, cut_short = 0;
    std::vector<std::string> warnings;
    Draws draws;
};

/// Sampled by `sample`. @errors as DoseModel::make and sample
[[nodiscard]] Result<DosePosterior> dose_posterior(DoseNetwork network, const DosePriors& priors,
                                                   DoseShape shape,
                                                   const DoseQuestions& questions = {});

}  // namespace sinew::bayes
