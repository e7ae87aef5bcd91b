#include <sinew/effect/measure_words.hpp>

namespace sinew::effect {
namespace {

/// The sources of a measure's formulas beside those that every measure shares.
std::string_view source_of_measure(Measure measure) {
    using enum Measure;
    switch (measure) {
        case SMD: return "hedges1981";
        case SMDH: return "bonett2009";
        case ROM:
        case ROMC: return "hedges1999";
        case PETO: return "yusuf1985";
        case AS:
        case PAS: return "rucker2009";
        case SMCC:
        case SMCR: return "becker1988";
        case UCOR: return "olkin1958";
        case PFT:
        case IRFT: return "freeman1950";
        case D2ORL:
        case OR2DL:
        case D2ORN:
        case OR2DN: return "chinn2000";
        case GEN:
        case MD:
        case RR:
        case OR:
        case RD:
        case IRR:
        case IRD:
        case IRSD:
        case COR:
        case ZCOR:
        case MC:
        case MN:
        case PR:
        case PLN:
        case PLO:
        case IR:
        case IRLN:
        case IRS:
        case HR: return {};
    }
    return {};
}

}  // namespace

void tell_measure(Measure measure, const MeasureSettings& settings, Remarks& remarks) {
    using enum Measure;
    remarks.step(
        "Effects and their sampling variances were computed from the raw numbers by the formulas "
        "of metafor's escalc.",
        "viechtbauer2010");
    remarks.step("", std::string{source_of_measure(measure)});
    const bool corrected = measure == SMD || measure == SMDH || measure == SMCC || measure == SMCR;
    if (corrected)
        remarks.step(settings.approximate_j ? "The small-sample factor was 1 - 3 / (4 df - 1)."
                                            : "The small-sample factor was exact.",
                     "hedges1981");
    switch (settings.form) {
        case VarianceForm::LS: return;
        case VarianceForm::LS2:
            remarks.step("Sampling variances were of metafor's second large-sample form (LS2).");
            return;
        case VarianceForm::UB: remarks.step("Sampling variances were unbiased (UB)."); return;
        case VarianceForm::HO:
            remarks.step(
                "Sampling variances take both groups to have one standard deviation (HO).");
            return;
        case VarianceForm::RevMan:
            remarks.step("Sampling variances were those of RevMan: N/(n1 n2) + g^2/(2 (N - 3.94)).",
                         "cochrane_handbook6");
            return;
    }
}

}  // namespace sinew::effect
