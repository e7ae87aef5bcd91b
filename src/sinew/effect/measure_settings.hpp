// What a researcher may choose about a measure. Every default is that of metafor's escalc.
#pragma once

#include <sinew/effect/measure.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace sinew::effect {

/// Forms of a sampling variance, by metafor's names: large-sample, its second form, unbiased, homoscedastic; and RevMan's.
enum class VarianceForm : std::uint8_t { LS, LS2, UB, HO, RevMan };

/// To which tables `add` goes: those with a cell of nothing, all, all as soon as one has such a cell, none.
enum class ZeroCellsTo : std::uint8_t { only0, all, if0all, none };

struct ZeroCells {
    std::optional<double> add =
        {};  ///< nothing: 1/2, but 0 for measures that are defined without (AS IRSD PAS PFT IRS IRFT)
    ZeroCellsTo to = ZeroCellsTo::only0;
    bool drop00 = false;  ///< leave out tables without events, or with nothing else, in both groups
};

/// How a mean and an SD are told from quantiles.
enum class MedianMethod : std::uint8_t {
    luo,  ///< mean by Luo 2018; SD by Wan 2014, for five numbers by Shi 2020
    wan,  ///< mean and SD by Wan 2014
};

struct MeasureSettings {
    bool approximate_j =
        false;  ///< 1 - 3 / (4 df - 1) in place of the exact factor of gamma functions
    VarianceForm form = VarianceForm::LS;
    ZeroCells zero = {};
    MedianMethod medians = MedianMethod::luo;
};

/// Whether the measure has a variance of this form. Every measure has LS.
[[nodiscard]] bool has_form(Measure measure, VarianceForm form) noexcept;

/// What is added to a cell of nothing when the researcher did not say.
[[nodiscard]] double added_to(Measure measure, const ZeroCells& zero) noexcept;

[[nodiscard]] std::optional<VarianceForm> variance_form_named(std::string_view name) noexcept;
[[nodiscard]] std::optional<ZeroCellsTo> zero_cells_to_named(std::string_view name) noexcept;
[[nodiscard]] std::optional<MedianMethod> median_method_named(std::string_view name) noexcept;

}  // namespace sinew::effect
