#include <sinew/effect/measure_settings.hpp>

namespace sinew::effect {

bool has_form(Measure measure, VarianceForm form) noexcept {
    using enum Measure;
    switch (form) {
        case VarianceForm::LS: return true;
        case VarianceForm::LS2:
            return measure == SMD || measure == SMDH || measure == SMCC || measure == SMCR;
        case VarianceForm::UB:
            return measure == SMD || measure == MD || measure == RD || measure == PR;
        case VarianceForm::HO: return measure == MD || measure == ROM;
        case VarianceForm::RevMan: return measure == SMD;
    }
    return false;
}

double added_to(Measure measure, const ZeroCells& zero) noexcept {
    using enum Measure;
    if (zero.add) return *zero.add;
    const bool defined_at_zero = measure == AS || measure == IRSD || measure == PAS ||
                                 measure == PFT || measure == IRS || measure == IRFT;
    return defined_at_zero ? 0 : 0.5;
}

std::optional<VarianceForm> variance_form_named(std::string_view name) noexcept {
    if (name == "LS") return VarianceForm::LS;
    if (name == "LS2") return VarianceForm::LS2;
    if (name == "UB") return VarianceForm::UB;
    if (name == "HO") return VarianceForm::HO;
    if (name == "RevMan") return VarianceForm::RevMan;
    return {};
}

std::optional<ZeroCellsTo> zero_cells_to_named(std::string_view name) noexcept {
    if (name == "only0") return ZeroCellsTo::only0;
    if (name == "all") return ZeroCellsTo::all;
    if (name == "if0all") return ZeroCellsTo::if0all;
    if (name == "none") return ZeroCellsTo::none;
    return {};
}

std::optional<MedianMethod> median_method_named(std::string_view name) noexcept {
    if (name == "luo") return MedianMethod::luo;
    if (name == "wan") return MedianMethod::wan;
    return {};
}

}  // namespace sinew::effect
