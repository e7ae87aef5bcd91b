// Studies of several doses for the tests of this room.
#pragma once

#include <sinew/dose_response/contrasts.hpp>

namespace sinew::dose_response {

/// Rows of (dose, cases, total, log ratio, standard error); the first is the reference.
struct RatioRow {
    double dose, cases, total, effect, se;
};

inline DoseStudy ratio_study(std::string name, Design design, const std::vector<RatioRow>& rows) {
    DoseStudy study{std::move(name), design};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        DoseLevel level{.dose = rows[i].dose, .reference = i == 0, .row = i + 1};
        level.cases = rows[i].cases;
        level.total = rows[i].total;
        if (i > 0) {
            level.effect = rows[i].effect;
            level.variance = rows[i].se * rows[i].se;
        }
        study.levels.push_back(level);
    }
    return study;
}

/// The first two studies (case-control) and the fifth (cohort) of dosresmeta's data set alcohol_cvd.
inline std::vector<DoseStudy> alcohol_studies() {
    return {
        ratio_study("1", Design::case_control,
                    {{0, 126, 414, 0, 0},
                     {9.0600004196166992, 61, 261, -0.22314350306987801, 0.223337978124619},
                     {27, 69, 228, -9.9999997473787503e-05, 0.23375192284584001},
                     {45, 22, 44, 0.53062832355499301, 0.37651365995407099},
                     {64.800003051757798, 19, 34, 0.87546867132186901, 0.44400462508201599}}),
        ratio_study("2", Design::case_control,
                    {{0, 77, 258, 0, 0},
                     {16.049999237060501, 88, 413, -0.43078291416168202, 0.22130523622036},
                     {46.424999237060497, 24, 202, -1.0788099765777599, 0.29756540060043302},
                     {77.160003662109403, 13, 64, -0.616186082363129, 0.38707920908927901}}),
        ratio_study("5", Design::cumulative_incidence,
                    {{0, 159, 480, 0, 0},
                     {6, 229, 975, -0.41551551222801197, 0.14421534538269001},
                     {18, 38, 207, -0.63487827778862504, 0.238348558545113},
                     {28.799999237060501, 39, 133, -0.083381600677967099, 0.27388536930084201}})};
}

/// A study with effects alone and the covariance that a shared reference gives.
inline StudyContrasts given_contrasts(std::string name, double reference, std::vector<double> doses,
                                      std::vector<double> effects, double own, double shared) {
    StudyContrasts made;
    made.name = std::move(name);
    made.reference_dose = reference;
    made.doses = std::move(doses);
    made.effects = std::move(effects);
    made.covariance = numerics::Matrix{made.doses.size(), made.doses.size(), shared};
    for (std::size_t i = 0; i < made.doses.size(); ++i) made.covariance.at(i, i) = own + shared;
    made.rows.resize(made.doses.size());
    return made;
}

}  // namespace sinew::dose_response
