#include <sinew/base/text.hpp>
#include <sinew/dose_response/contrasts.hpp>
#include <sinew/dose_response/fitted_table.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::dose_response {
namespace {

std::string place(const DoseStudy& study, const DoseLevel& level, std::string_view column) {
    std::string where = "study " + study.name;
    if (level.row > 0) where += ", row " + number_text(static_cast<double>(level.row));
    return column.empty() ? where : where + ", column " + std::string{column};
}

tl::unexpected<Error> refuse(const DoseStudy& study, const DoseLevel& level,
                             std::string_view column, std::string what, std::string hint) {
    return fail(
        {ErrorCode::bad_input, std::move(what), place(study, level, column), std::move(hint)});
}

bool is_ratio(Design design) {
    return design == Design::case_control || design == Design::cumulative_incidence ||
           design == Design::incidence_rate;
}
bool is_mean(Design design) {
    return design == Design::mean_difference || design == Design::standardised_mean;
}

/// Reference first, the others in rising order of dose.
Result<std::vector<DoseLevel>> ordered_levels(const DoseStudy& study) {
    std::vector<DoseLevel> levels = study.levels;
    std::stable_sort(levels.begin(), levels.end(), [](const DoseLevel& a, const DoseLevel& b) {
        return a.reference != b.reference ? a.reference : a.dose < b.dose;
    });
    const auto references = std::count_if(levels.begin(), levels.end(),
                                          [](const DoseLevel& one) { return one.reference; });
    if (references != 1)
        return fail({ErrorCode::bad_input,
                     references == 0 ? "no reference row" : "more than one reference row",
                     "study " + study.name + ", column ref",
                     "write 1 in ref on exactly one row of each study, 0 on the others"});
    if (levels.size() < 2)
        return refuse(study, levels[0], "dose", "a study with one dose has nothing to compare",
                      "add its other doses, or take the study out");
    for (std::size_t i = 0; i < levels.size(); ++i) {
        if (!std::isfinite(levels[i].dose))
            return refuse(study, levels[i], "dose", "the dose is not a number", "mend the dose");
        for (std::size_t j = 0; j < i; ++j)
            if (levels[j].dose == levels[i].dose && levels[j].agent == levels[i].agent)
                return refuse(study, levels[i], "dose", "the same dose twice in one study",
                              "combine the two rows, or give them different doses");
    }
    return levels;
}

/// Counts as far as they are there: above 0, no more cases than people.
Result<bool> checked_counts(const DoseStudy& study, const std::vector<DoseLevel>& levels) {
    std::size_t with = 0;
    for (const DoseLevel& level : levels)
        if (level.cases && level.total) ++with;
    if (with == 0) return false;
    const char* total = study.design == Design::incidence_rate ? "time" : "n";
    for (const DoseLevel& level : levels) {
        if (!level.cases || !level.total)
            return refuse(study, level, level.cases ? total : "cases",
                          "the counts of this dose are missing",
                          "give cases and " + std::string{total} +
                              " for every dose of the study, the reference too");
        if (*level.cases < 0)
            return refuse(study, level, "cases", "a negative count", "mend the count");
        if (!(*level.total > 0))
            return refuse(study, level, total, "must be above 0", "mend the value");
        if (study.design != Design::incidence_rate && *level.cases > *level.total)
            return refuse(study, level, "cases",
                          "more cases (" + number_text(*level.cases) + ") than people (" +
                              number_text(*level.total) + ")",
                          "n counts everybody of the dose, cases included");
    }
    return true;
}

StudyContrasts frame_of(const DoseStudy& study, const std::vector<DoseLevel>& levels) {
    StudyContrasts made;
    made.name = study.name;
    made.reference_dose = levels[0].dose;
    made.reference_agent = levels[0].agent;
    for (std::size_t i = 1; i < levels.size(); ++i) {
        made.doses.push_back(levels[i].dose);
        made.agents.push_back(levels[i].agent);
        made.rows.push_back(levels[i].row);
    }
    made.effects.resize(made.doses.size());
    made.covariance = numerics::Matrix{made.doses.size(), made.doses.size()};
    return made;
}

/// Crude log ratios from the counts; their shared part is the reference's own variance.
Result<StudyContrasts> crude_contrasts(const DoseStudy& study,
                                       const std::vector<DoseLevel>& levels) {
    StudyContrasts made = frame_of(study, levels);
    for (const DoseLevel& level : levels) {
        const bool full = study.design == Design::case_control && *level.cases == *level.total;
        if (*level.cases == 0 || full)
            return refuse(study, level, "cases",
                          full ? "no one without the outcome: the log odds are not defined"
                               : "no cases: the log ratio is not defined",
                          "give yi and vi of the study, or add 0.5 to its counts and say so");
    }
    const auto value = [&](const DoseLevel& level) {
        return study.design == Design::case_control
                   ? std::log(*level.cases) - std::log(*level.total - *level.cases)
                   : std::log(*level.cases / *level.total);
    };
    const double own = level_variance(study.design, *levels[0].cases, *levels[0].total);
    for (std::size_t i = 0; i < made.doses.size(); ++i) {
        const DoseLevel& level = levels[i + 1];
        made.effects[i] = value(level) - value(levels[0]);
        for (std::size_t j = 0; j < made.doses.size(); ++j) made.covariance.at(i, j) = own;
        made.covariance.at(i, i) += level_variance(study.design, *level.cases, *level.total);
    }
    return made;
}

/// Effects as reported, with covariances by the method.
Result<StudyContrasts> reported_contrasts(const DoseStudy& study,
                                          const std::vector<DoseLevel>& levels, bool counts,
                                          const ContrastSettings& settings) {
    StudyContrasts made = frame_of(study, levels);
    const std::size_t n = made.doses.size();
    std::vector<double> variances(n), cases, totals;
    for (std::size_t i = 0; i < n; ++i) {
        const DoseLevel& level = levels[i + 1];
        made.effects[i] = *level.effect;
        variances[i] = *level.variance;
        made.covariance.at(i, i) = variances[i];
    }
    if (n == 1 || settings.method == CovarianceMethod::independent) return made;
    if (!counts)
        return fail({ErrorCode::bad_input,
                     "effects against one reference are correlated, and without counts their "
                     "covariances cannot be worked out",
                     "study " + study.name,
                     "give type and cases with n or time of every dose, or take --cov-method "
                     "independent (stated in the output)"});
    for (const DoseLevel& level : levels) {
        cases.push_back(*level.cases);
        totals.push_back(*level.total);
    }
    const ReportedTable reported{study.design, cases, totals, made.effects, variances};
    auto table = settings.method == CovarianceMethod::hamling
                     ? hamling_table(reported)
                     : greenland_longnecker_table(reported);
    if (!table) {
        Error error = std::move(table).error();
        error.where = "study " + study.name;
        return fail(std::move(error));
    }
    made.covariance = covariance_of(reported, *table);
    made.table = *std::move(table);
    return made;
}

/// J of Hedges, by the gamma function. @source gleser2009
double small_sample_factor(double degrees) {
    return std::exp(std::lgamma(degrees / 2) - 0.5 * std::log(degrees / 2) -
                    std::lgamma((degrees - 1) / 2));
}

Result<StudyContrasts> mean_contrasts(const DoseStudy& study, const std::vector<DoseLevel>& levels,
                                      const ContrastSettings& settings) {
    StudyContrasts made = frame_of(study, levels);
    double people = 0, squares = 0;
    for (const DoseLevel& level : levels) {
        for (const auto& [value, column] :
             {std::pair{level.total, "n"}, {level.mean, "mean"}, {level.sd, "sd"}})
            if (!value)
                return refuse(study, level, column, "missing",
                              "a study of means needs n, mean and sd of every dose");
        if (*level.total < 2)
            return refuse(study, level, "n", "fewer than two people", "mend n, or leave it out");
        if (!(*level.sd > 0))
            return refuse(study, level, "sd", "an SD must be above 0", "mend the SD");
        people += *level.total;
        squares += (*level.total - 1) * *level.sd * *level.sd;
    }
    const double degrees = people - static_cast<double>(levels.size());
    const double pooled = std::sqrt(squares / degrees);
    const bool standard = study.design == Design::standardised_mean;
    const double factor = standard && settings.hedges ? small_sample_factor(degrees) : 1;
    const auto own = [&](const DoseLevel& level) {
        if (standard) return 1 / *level.total;
        const double sd = settings.mean_variance == MeanVariance::pooled ? pooled : *level.sd;
        return sd * sd / *level.total;
    };
    for (std::size_t i = 0; i < made.doses.size(); ++i) {
        made.effects[i] = *levels[i + 1].mean - *levels[0].mean;
        if (standard) made.effects[i] *= factor / pooled;
    }
    for (std::size_t i = 0; i < made.doses.size(); ++i)
        for (std::size_t j = 0; j < made.doses.size(); ++j) {
            double value = own(levels[0]) + (i == j ? own(levels[i + 1]) : 0);
            if (standard) value += made.effects[i] * made.effects[j] / (2 * people);
            made.covariance.at(i, j) = value;
        }
    return made;
}

}  // namespace

Result<StudyContrasts> contrasts_of(const DoseStudy& study, const ContrastSettings& settings) {
    SINEW_TRY(const std::vector<DoseLevel> levels, ordered_levels(study));
    if (is_mean(study.design)) return mean_contrasts(study, levels, settings);
    bool counts = false;
    if (is_ratio(study.design)) {
        SINEW_TRY(counts, checked_counts(study, levels));
    }
    if (levels[0].effect && *levels[0].effect != 0)
        return refuse(study, levels[0], "yi", "the reference row has an effect of its own",
                      "leave yi and vi of the reference empty: it is compared with itself");
    std::size_t with = 0;
    for (std::size_t i = 1; i < levels.size(); ++i)
        if (levels[i].effect && levels[i].variance) ++with;
    if (with == 0 && counts) return crude_contrasts(study, levels);
    for (std::size_t i = 1; i < levels.size(); ++i) {
        if (!levels[i].effect || !levels[i].variance)
            return refuse(study, levels[i], levels[i].effect ? "vi" : "yi", "missing",
                          "give yi and vi of every dose but the reference, or counts alone");
        if (!(*levels[i].variance > 0) || !std::isfinite(*levels[i].variance))
            return refuse(study, levels[i], "vi", "a variance must be above 0",
                          "give the square of the standard error");
    }
    return reported_contrasts(study, levels, counts, settings);
}

}  // namespace sinew::dose_response
