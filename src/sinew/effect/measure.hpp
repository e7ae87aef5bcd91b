// What an effect is measured in: the codes of metafor's escalc, and what may be done with each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sinew::effect {

/// The codes as metafor writes them. `GEN` is an effect whose measure nobody named.
enum class Measure : std::uint8_t {
    GEN,
    // two groups, means
    MD,
    SMD,
    SMDH,
    ROM,
    D2ORL,
    D2ORN,
    // two groups, counts
    RR,
    OR,
    RD,
    AS,
    PETO,
    OR2DL,
    OR2DN,
    // two groups, rates
    IRR,
    IRD,
    IRSD,
    // one group, two variables
    COR,
    ZCOR,
    UCOR,
    // one group, before and after
    MC,
    SMCC,
    SMCR,
    ROMC,
    // one group
    MN,
    PR,
    PLN,
    PLO,
    PAS,
    PFT,
    IR,
    IRLN,
    IRS,
    IRFT,
    // two groups, time to event
    HR,
};

/// How values on the analysis scale are brought back to the scale people read.
enum class Scale : std::uint8_t {
    identity,
    log,
    logit,
    arcsine,
    fisher_z,
    square_root,
    freeman_tukey
};

/// What one measure needs in a row.
enum class Ingredients : std::uint8_t {
    none,
    two_means,
    two_counts,
    two_rates,
    correlation,
    before_after,
    one_mean,
    one_count,
    one_rate,
    hazard
};

struct MeasureSpec {
    Measure measure = Measure::GEN;
    std::string_view code;  ///< "SMD"
    std::string_view name;  ///< "standardised mean difference (Hedges' g)"
    Scale scale = Scale::identity;
    Ingredients needs = Ingredients::none;
};

[[nodiscard]] const MeasureSpec& spec_of(Measure measure);
/// By its code, capitals or not. Nothing for an unknown one.
[[nodiscard]] const MeasureSpec* measure_named(std::string_view code);
/// "MD, SMD, ...", for hints.
[[nodiscard]] std::string measure_codes();

}  // namespace sinew::effect
