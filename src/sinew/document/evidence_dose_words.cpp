#include <sinew/base/text.hpp>
#include <sinew/document/evidence_dose_words.hpp>
#include <sinew/document/evidence_json.hpp>

#include <fmt/format.h>

namespace sinew::document {
namespace {

using care::DoseCurve;
using dose_response::Between;
using dose_response::CovarianceMethod;

std::string listed(const std::vector<double>& values) {
    std::vector<std::string> parts;
    for (const double value : values) parts.push_back(fmt::format("{:.4g}", value));
    return join(parts, ", ");
}

struct Paragraph {
    std::vector<std::string> sentences, keys;
    void say(std::string sentence, std::initializer_list<const char*> sources = {}) {
        sentences.push_back(std::move(sentence));
        for (const char* source : sources) keys.emplace_back(source);
    }
};

void say_covariance(Paragraph& paragraph, const care::DoseAnswer& answer) {
    bool fitted = false;
    for (const auto& study : answer.studies) fitted = fitted || study.table.has_value();
    if (answer.question.contrasts.method == CovarianceMethod::independent) {
        paragraph.say("Effects of one study were taken as independent.");
    } else if (fitted && answer.question.contrasts.method == CovarianceMethod::hamling) {
        paragraph.say(
            "Covariances of log ratios that share a reference were worked out from effective "
            "counts by the method of Hamling et al.",
            {"hamling2008"});
    } else if (fitted) {
        paragraph.say(
            "Covariances of log ratios that share a reference were worked out by the method of "
            "Greenland and Longnecker.",
            {"greenland1992"});
    } else if (answer.table.measure == care::DoseMeasure::mean_difference) {
        paragraph.say(
            "Mean differences of one study share the variance of its reference arm as their "
            "covariance.",
            {"crippa2016"});
    } else if (answer.table.measure == care::DoseMeasure::standardised_mean) {
        paragraph.say(
            "Means were standardised by the pooled SD of all arms of the study; covariances are "
            "those of Gleser and Olkin.",
            {"gleser2009", "crippa2016"});
    } else if (answer.table.measure == care::DoseMeasure::log_ratio) {
        paragraph.say(
            "Log ratios and their exact covariances come from the counts of the studies.");
    }
}

void say_shape(Paragraph& paragraph, const care::DoseAnswer& answer) {
    const auto* fit = std::get_if<dose_response::CurveFit>(&answer.fit);
    switch (answer.question.curve) {
        case DoseCurve::linear:
            return paragraph.say("The effect was modelled as a straight line over the dose.");
        case DoseCurve::quadratic:
            return paragraph.say("The effect was modelled by the dose and its square.");
        case DoseCurve::spline:
            return paragraph.say(
                fmt::format(
                    "The effect was modelled by a restricted cubic spline with knots at {}.",
                    listed(fit->basis.knots)),
                {"harrell2015"});
        case DoseCurve::piecewise:
            return paragraph.say(
                fmt::format("The effect was modelled by straight pieces that turn at {}.",
                            listed(fit->basis.knots)));
        case DoseCurve::fractional: {
            std::string text =
                fit->basis.kind == dose_response::CurveKind::linear
                    ? "The effect was modelled by fractional polynomials; the straight line was "
                      "kept."
                    : fmt::format(
                          "The effect was modelled by a fractional polynomial with powers "
                          "{}{}.",
                          listed(fit->basis.powers),
                          fit->basis.shift != 0
                              ? fmt::format(" of the dose plus {:.4g}", fit->basis.shift)
                              : "");
            if (answer.choice)
                text +=
                    " Powers were chosen among the usual eight by the deviance of all effects, "
                    "with a closed test at 0.05 from two powers down to none.";
            return paragraph.say(std::move(text), {"royston2008"});
        }
        case DoseCurve::emax:
            return paragraph.say(
                "The effect was modelled as Emax d / (ED50 + d) by maximum likelihood of all "
                "effects, with one ED50" +
                    std::string{answer.question.fit.between == Between::common
                                    ? " and one Emax"
                                    : " and an Emax that varies between studies"} +
                    "; intervals are by profile likelihood.",
                {"macdougall2006"});
    }
}

void say_pooling(Paragraph& paragraph, const care::DoseAnswer& answer) {
    if (answer.question.curve == DoseCurve::emax) return;
    const auto& how = answer.question.fit;
    const char* by = how.between == Between::reml      ? "restricted maximum likelihood"
                     : how.between == Between::ml      ? "maximum likelihood"
                     : how.between == Between::moments ? "the matrix method of moments"
                                                       : "";
    if (how.stage == dose_response::Stage::two) {
        paragraph.say(
            how.between == Between::common
                ? "The curve of each study was estimated by generalised least squares; their "
                  "coefficients were pooled with a common effect."
                : fmt::format("The curve of each study was estimated by generalised least squares; "
                              "their coefficients were pooled by a multivariate random-effects "
                              "model, estimated by {}.",
                              by),
            {"orsini2012"});
    } else {
        paragraph.say(
            how.between == Between::common
                ? "All effects were fitted together by generalised least squares."
                : fmt::format("All effects were fitted together by a linear mixed model whose "
                              "coefficients vary between studies, estimated by {}.",
                              by),
            {"crippa2019"});
    }
    if (how.between == Between::moments) paragraph.keys.emplace_back("jackson2013moments");
    paragraph.say(
        "Goodness of fit is told by the deviance and R2 of the common curve after the effects are "
        "decorrelated.",
        {"discacciati2017"});
}

}  // namespace

std::string_view curve_name(DoseCurve curve) {
    switch (curve) {
        case DoseCurve::linear: return "linear";
        case DoseCurve::quadratic: return "quadratic";
        case DoseCurve::spline: return "rcs";
        case DoseCurve::fractional: return "fp";
        case DoseCurve::piecewise: return "piecewise";
        case DoseCurve::emax: return "emax";
    }
    return "";
}

std::string_view method_name(Between between) {
    switch (between) {
        case Between::common: return "FE";
        case Between::reml: return "REML";
        case Between::ml: return "ML";
        case Between::moments: return "MM";
    }
    return "";
}

std::string_view covariance_name(CovarianceMethod method) {
    switch (method) {
        case CovarianceMethod::greenland_longnecker: return "gl";
        case CovarianceMethod::hamling: return "hamling";
        case CovarianceMethod::independent: return "independent";
    }
    return "";
}

std::string_view measure_name(care::DoseMeasure measure) {
    switch (measure) {
        case care::DoseMeasure::log_ratio: return "log ratio";
        case care::DoseMeasure::mean_difference: return "mean difference";
        case care::DoseMeasure::standardised_mean: return "standardised mean difference";
        case care::DoseMeasure::given: return "effect";
    }
    return "";
}

std::string dose_methods(const care::DoseAnswer& answer, const knowledge::Citations& citations) {
    Paragraph paragraph;
    paragraph.say(
        fmt::format("A dose-response curve was drawn through {} effects of {} studies ({}{}).",
                    answer.points.size(), answer.studies.size(), measure_name(answer.table.measure),
                    answer.table.unit.empty() ? "" : ", dose in " + answer.table.unit));
    say_covariance(paragraph, answer);
    say_shape(paragraph, answer);
    say_pooling(paragraph, answer);
    paragraph.say(fmt::format("Effects are told against a dose of {}{}.",
                              number_text(answer.reference),
                              answer.table.unit.empty() ? "" : " " + answer.table.unit));
    return methods_paragraph(paragraph.sentences, paragraph.keys, citations);
}

void add_dose_rows(OrderedJson& answer, const care::DoseTable& table) {
    answer["rows_used"] = table.rows_used;
    answer["rows_left_out"] = OrderedJson::array();
    for (const care::DoseLeftOut& one : table.rows_left_out)
        answer["rows_left_out"].push_back({{"row", one.row},
                                           {"study", one.study},
                                           {"column", one.column},
                                           {"reason", one.reason}});
}

}  // namespace sinew::document
