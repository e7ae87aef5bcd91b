// The use case of dose curves under priors: a table of doses of several treatments in, what to believe of each curve out.
#pragma once

#include <sinew/bayes/dose_posterior.hpp>
#include <sinew/care/dose_table.hpp>
#include <sinew/domain/study_table.hpp>

namespace sinew::care {

struct BayesDoseQuestion {
    effect::Renames renames = {};
    bool classes = false;  ///< modalities of a class are drawn from it
    bayes::DoseShape shape = bayes::DoseShape::linear;
    bayes::DosePriors priors = {};
    bool priors_given = false;  ///< false: the defaults, which suit SMD and log ratios only
    std::optional<double> unit =
        {};  ///< dose that straight heights are told at; nothing: the middle dose above 0
    bayes::DoseQuestions questions = {};  ///< `doses` empty: those of the table
    dose_response::ContrastSettings contrasts = {};
};

struct BayesDoseAnswer {
    DoseTable table;
    BayesDoseQuestion question;
    bayes::DosePosterior posterior;
    std::vector<std::string> warnings;
};

/// @errors every fault of the table and of a study; a dose without a treatment, a treatment without a class; default priors on
///         a scale that they do not suit; as bayes::dose_posterior
[[nodiscard]] Checked<BayesDoseAnswer> bayes_dose_of(const domain::StudyTable& table,
                                                     const BayesDoseQuestion& question);

}  // namespace sinew::care
