#include <sinew/base/text.hpp>
#include <sinew/care/dose_network_use.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/evidence_dose_time.hpp>
#include <sinew/cli/evidence_input.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/document/evidence_dose_json.hpp>
#include <sinew/document/evidence_dose_network_json.hpp>
#include <sinew/render/evidence_courses_chart.hpp>
#include <sinew/render/evidence_dose_chart.hpp>
#include <sinew/render/evidence_dose_network_text.hpp>
#include <sinew/render/evidence_dose_text.hpp>
#include <sinew/render/picture.hpp>

#include <fmt/format.h>

namespace sinew::cli {

std::vector<double> numbers_of(const Call& call, const char* option, Faults& faults) {
    std::vector<double> values;
    const auto text = call.text(option);
    if (!text) return values;
    for (const std::string_view part : split(*text, ',')) {
        const auto value = parse_number(trim(part));
        if (!value) {
            faults.add(ErrorCode::bad_input, "--" + std::string{option},
                       fmt::format("\"{}\" is not a number", trim(part)),
                       "give numbers with commas between them, such as 60,120,180");
            return {};
        }
        values.push_back(*value);
    }
    return values;
}

namespace {

using care::DoseCurve;
using dose_response::Between;

/// One whole number is a count of knots at percentiles; more numbers, or a number no count can be, are doses.
void read_knots(const Call& call, care::DoseQuestion& question, Faults& faults) {
    const std::vector<double> values = numbers_of(call, "knots", faults);
    const bool spline = question.curve == DoseCurve::spline;
    const bool pieces = question.curve == DoseCurve::piecewise;
    if (values.empty()) {
        if (pieces)
            faults.add(ErrorCode::bad_input, "--knots", "a piecewise curve needs its knots",
                       "give the doses where it may turn, such as --knots 150");
        return;
    }
    if (!spline && !pieces)
        return faults.add(ErrorCode::bad_input, "--knots", "this curve has no knots",
                          "take --curve rcs or --curve piecewise");
    if (spline && values.size() == 1) {
        if (dose_response::knot_percentiles(static_cast<std::size_t>(values[0])).empty() ||
            values[0] != static_cast<double>(static_cast<std::size_t>(values[0])))
            return faults.add(ErrorCode::bad_input, "--knots", "a number of knots is 3 to 7",
                              "give 3, 4, 5, 6 or 7, or the knots themselves: --knots 30,90,180");
        question.knot_count = static_cast<std::size_t>(values[0]);
        return;
    }
    for (std::size_t i = 1; i < values.size(); ++i)
        if (!(values[i] > values[i - 1]))
            return faults.add(ErrorCode::bad_input, "--knots", "knots do not rise",
                              "give them in rising order, each once");
    if (spline && values.size() == 2)
        return faults.add(ErrorCode::bad_input, "--knots", "a spline has three knots or more",
                          "give three doses, or --curve piecewise");
    question.knots = values;
}

void read_powers(const Call& call, care::DoseQuestion& question, Faults& faults) {
    question.powers = numbers_of(call, "powers", faults);
    if (question.powers.size() > 2)
        faults.add(ErrorCode::bad_input, "--powers", "more than two powers", "give one or two");
    question.shift = call.number("shift", -1e12, 1e12, faults);
    if (question.curve != DoseCurve::fractional && (!question.powers.empty() || question.shift))
        faults.add(ErrorCode::bad_input, question.shift ? "--shift" : "--powers",
                   "this belongs to fractional polynomials", "take --curve fp");
}

care::DoseQuestion question_of(const Call& call, Faults& faults) {
    care::DoseQuestion question;
    question.renames = effects_question(call, faults).renames;
    const std::string curve = call.text("curve").value_or("linear");
    question.curve = curve == "quadratic"   ? DoseCurve::quadratic
                     : curve == "rcs"       ? DoseCurve::spline
                     : curve == "fp"        ? DoseCurve::fractional
                     : curve == "piecewise" ? DoseCurve::piecewise
                     : curve == "emax"      ? DoseCurve::emax
                                            : DoseCurve::linear;
    read_knots(call, question, faults);
    read_powers(call, question, faults);
    if (call.text("stage") == "one") question.fit.stage = dose_response::Stage::one;
    if (const auto method = call.text("method"))
        question.fit.between = *method == "ML"   ? Between::ml
                               : *method == "MM" ? Between::moments
                               : *method == "FE" || *method == "CE" || *method == "EE"
                                   ? Between::common
                                   : Between::reml;
    if (question.curve == DoseCurve::emax && !call.has("time-course")) {
        if (call.text("method") == "MM" || call.text("method") == "REML")
            faults.add(ErrorCode::bad_input, "--method", "Emax is fitted by maximum likelihood",
                       "take --method ML, or FE for one Emax in all studies");
        if (call.text("stage") == "two")
            faults.add(ErrorCode::bad_input, "--stage",
                       "Emax is fitted to all effects in one stage", "leave --stage out");
    }
    if (const auto method = call.text("cov-method"))
        question.contrasts.method = *method == "hamling" ? dose_response::CovarianceMethod::hamling
                                    : *method == "independent"
                                        ? dose_response::CovarianceMethod::independent
                                        : dose_response::CovarianceMethod::greenland_longnecker;
    question.contrasts.hedges = call.text("smd") != "cohen";
    question.fit.level = level_of(call, faults) / 100;
    question.reference = call.number("reference", -1e12, 1e12, faults);
    question.at = numbers_of(call, "at", faults);
    return question;
}

/// A curve for each treatment of the table.
Exit run_network(Call& call, const care::DoseQuestion& question) {
    Faults faults;
    dose_response::NetworkSettings how;
    how.level = question.fit.level;
    how.random = question.fit.between != Between::common;
    if (question.curve == DoseCurve::spline)
        how.function = dose_response::DoseFunction::spline;
    else if (question.curve == DoseCurve::emax)
        how.function = dose_response::DoseFunction::emax;
    else if (question.curve != DoseCurve::linear)
        faults.add(ErrorCode::bad_input, "--curve", "a network has linear, rcs or emax curves",
                   "take one of these three");
    const std::string classes = call.text("classes").value_or("none");
    how.classes = classes == "curve"          ? dose_response::ClassEffect::curve
                  : classes == "distribution" ? dose_response::ClassEffect::distribution
                                              : dose_response::ClassEffect::none;
    if (!faults.none()) return refuse(call, faults);
    const auto table = read_study_table(call);
    if (!table) return refuse(call, table.error());
    const auto answer = care::dose_network_answer(*table, question, how);
    if (!answer) return refuse(call, answer.error());
    const auto catalogue = catalogue_for(call, {care::Part::citations});
    if (!catalogue) return refuse(call, catalogue.error());
    const OrderedJson json = document::evidence_dose_network_json(*answer, (*catalogue)->citations);
    OutputFiles files;
    if (const auto path = call.text("plot")) {
        const auto format = render::picture_format(*path);
        if (!format) return refuse(call, format.error());
        auto bytes =
            render::picture_bytes(render::evidence_dose_network_chart(*answer), *format, {});
        if (!bytes) return refuse(call, bytes.error());
        files.add(*path, *std::move(bytes));
    }
    if (!files.uses_standard_output())
        files.add("-", call.settings.json ? json.dump(1) + "\n"
                                          : render::evidence_dose_network_text(
                                                json, page_style(call.out, call.has("explain"))));
    return files.write(call);
}

Exit run_dose(Call& call) {
    Faults faults;
    const care::DoseQuestion question = question_of(call, faults);
    if (call.has("classes") && !call.has("by"))
        faults.add(ErrorCode::bad_input, "--classes", "classes belong to a network",
                   "give --by treatment too");
    check_time_options(call, faults);
    if (!faults.none()) return refuse(call, faults);
    if (call.has("time-course")) return run_dose_time(call, question);
    if (call.has("by")) return run_network(call, question);
    const auto table = read_study_table(call);
    if (!table) return refuse(call, table.error());
    const auto answer = care::dose_answer(*table, question);
    if (!answer) return refuse(call, answer.error());
    const auto catalogue = catalogue_for(call, {care::Part::citations});
    if (!catalogue) return refuse(call, catalogue.error());
    const OrderedJson json = document::evidence_dose_json(*answer, call.text("transform") == "exp",
                                                          (*catalogue)->citations);
    OutputFiles files;
    if (const auto path = call.text("plot")) {
        const auto format = render::picture_format(*path);
        if (!format) return refuse(call, format.error());
        auto bytes = render::picture_bytes(render::evidence_dose_chart(*answer), *format, {});
        if (!bytes) return refuse(call, bytes.error());
        files.add(*path, *std::move(bytes));
    }
    if (!files.uses_standard_output())
        files.add("-", call.settings.json ? json.dump(1) + "\n"
                                          : render::evidence_dose_text(
                                                json, page_style(call.out, call.has("explain"))));
    return files.write(call);
}

}  // namespace

namespace {

std::vector<OptionSpec> with_time_options(std::vector<OptionSpec> options) {
    for (const OptionSpec& option : dose_time_options()) options.push_back(option);
    return options;
}

}  // namespace

CommandSpec evidence_dose_command() {
    return {
        .name = "dose",
        .summary = "how the effect changes with the dose: lines, splines, powers, Emax",
        .about =
            "Reads a table with one dose of one study a row: study, dose, ref (1 on the reference "
            "row of each study) and yi with vi, counts, or means; type says the design (cc, ci, "
            "ir, md, smd). Effects of one study share its reference: their covariances are worked "
            "out, and it is said when that cannot be done.\n\n"
            "Two units of dose in one table are refused. What these data cannot tell – an ED50 "
            "beyond the doses, a curve with more coefficients than effects – is said in words.\n\n"
            "With --time-course every study has its rows, and its reference row, at each time it "
            "was measured: the effect of a dose grows as 1 - exp(-t / T) towards that of the dose. "
            "The time constant T comes with a profile interval, or with the words that it cannot "
            "be identified.",
        .arguments = {table_argument()},
        .options = with_time_options(table_options(
            {effect::Shape::dose},
            {{"curve",
              "CURVE",
              "shape of the curve (linear)",
              {"linear", "quadratic", "rcs", "fp", "emax", "piecewise"}},
             {"knots", "LIST", "number of knots at percentiles (3), or the knots: 30,90,180"},
             {"powers", "LIST",
              "of a fractional polynomial: one or two; otherwise they are chosen"},
             {"shift", "DOSE", "added to every dose before powers and logarithms"},
             {"stage",
              "STAGE",
              "curves study by study, or all effects at once (two)",
              {"two", "one"}},
             {"method",
              "METHOD",
              "how curves of studies differ (REML)",
              {"REML", "ML", "MM", "FE", "CE", "EE"}},
             {"cov-method",
              "METHOD",
              "covariances of log ratios (gl)",
              {"gl", "hamling", "independent"}},
             {"smd",
              "KIND",
              "standardised means with Hedges' factor or without",
              {"hedges", "cohen"}},
             {"by", "COLUMN", "a curve for each treatment, in one network", {"treatment"}},
             {"classes",
              "SHARED",
              "what treatments of a class share, with --by (none)",
              {"none", "curve", "distribution"}},
             {"reference", "DOSE", "the dose the curve is told against (the lowest reference)"},
             {"at", "LIST", "doses to tell the curve at: 60,120,180"},
             {"transform", "KIND", "add ratios beside log ratios to --json", {"exp"}},
             level_option(),
             {"explain", "", "with the methods paragraph"},
             {"plot", "FILE", "write the picture here (.svg, .png or .pdf)", {}, Completes::file},
             {.name = "sei",
              .value = "NAME",
              .meaning = "your name of this column",
              .column = true}})),
        .examples =
            {{"sinew evidence dose examples/dose_alcohol.csv --curve rcs --at 10,20,40",
              "a spline with three knots, told at three doses"},
             {"sinew evidence dose examples/dose_minutes.csv --curve emax --plot curve.svg",
              "where the effect levels off, with a picture"},
             {"sinew evidence dose examples/dose_minutes.csv --stage one --method ML --json",
              "all effects in one mixed model, as a document"},
             {"sinew evidence dose weeks.csv --curve emax --time-course exponential --time-column "
              "week --rho 0.6",
              "how much a dose does, and how soon"}},
        .run = run_dose};
}

}  // namespace sinew::cli
