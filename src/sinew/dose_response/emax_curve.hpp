// A curve that saturates: Emax d / (ED50 + d), and what the studies can and cannot tell of its two numbers.
#pragma once

#include <sinew/dose_response/contrasts.hpp>

#include <cstdint>
#include <span>

namespace sinew::dose_response {

struct EmaxSettings {
    bool random_maximum = true;  ///< Emax differs between studies; ED50 is one for all
    double level = 0.95;
    double reach =
        100;  ///< ED50 is looked for from the lowest dose above 0 over `reach` to the highest times `reach`
    std::size_t walk = 121;  ///< places of ED50 looked at before the best is refined
};

/// An end of a profile interval; open when no value on that side fits worse than the level allows.
struct ProfileEnd {
    double value = 0;
    bool open = false;
};

enum class EmaxVerdict : std::uint8_t {
    identified,
    straight,   ///< ED50 far above the doses: only Emax / ED50 can be told
    saturated,  ///< ED50 far below the doses: only Emax can be told
    flat,       ///< no effect of the dose: ED50 has no meaning
};

struct EmaxPoint {
    double dose = 0, effect = 0, se = 0, ci_lb = 0, ci_ub = 0;
};

struct EmaxFit {
    EmaxVerdict verdict = EmaxVerdict::identified;
    double emax = 0, ed50 = 0, tau2 = 0;  ///< tau2: variance of Emax between studies
    double se_emax = 0, se_log_ed50 = 0,
           correlation = 0;  ///< from the information; NaN when not identified
    ProfileEnd emax_lb, emax_ub, ed50_lb, ed50_ub;  ///< by profile likelihood
    double initial_slope = 0;                       ///< Emax / ED50: effect of one unit at low dose
    double log_likelihood = 0, null_log_likelihood = 0;
    double linear_log_likelihood = 0;  ///< of a straight line with the same random part
    double lr = 0, lr_p = 0;           ///< against no effect, 2 degrees (cautious at this bound)
    double lowest_dose = 0, highest_dose = 0;  ///< above 0, as seen
    std::size_t k = 0, rows = 0;
    std::string words;  ///< what cannot be identified, and what can; empty when identified
    EmaxSettings settings;
};

/// By maximum likelihood of all effects (REML is no likelihood over ED50: the design moves with it).
/// @errors bad_input: no study, a dose below zero, fewer than two doses above zero in all
/// @source macdougall2006 (Emax), mawdsley2016
[[nodiscard]] Result<EmaxFit> fit_emax(std::span<const StudyContrasts> studies,
                                       const EmaxSettings& settings = {});

/// The curve against a reference dose, with the delta method; the band is told only when both numbers are identified, else
/// its limits are NaN.
[[nodiscard]] std::vector<EmaxPoint> predict_emax(const EmaxFit& fit, std::span<const double> doses,
                                                  double reference);

}  // namespace sinew::dose_response
