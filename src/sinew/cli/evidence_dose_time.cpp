#include <sinew/care/time_course_use.hpp>
#include <sinew/cli/evidence_dose_time.hpp>
#include <sinew/cli/evidence_input.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/document/evidence_time_course_json.hpp>
#include <sinew/render/evidence_courses_chart.hpp>
#include <sinew/render/evidence_time_course_text.hpp>
#include <sinew/render/picture.hpp>

namespace sinew::cli {
namespace {

care::TimeCourseQuestion question_of(const Call& call, const care::DoseQuestion& dose,
                                     Faults& faults) {
    care::TimeCourseQuestion question;
    question.dose = dose;
    question.method_given = call.has("method");
    question.rho = call.number("rho", -0.999, 0.999, faults);
    question.constant = call.number("time-constant", 0, 1e9, faults);
    question.at_times = numbers_of(call, "at-time", faults);
    for (const double time : question.at_times)
        if (time < 0)
            faults.add(ErrorCode::bad_input, "--at-time", "a time below 0",
                       "count the time from the start");
    const auto column = call.text("time-column");
    question.time_column = column.value_or("");
    if (!column)
        faults.add(ErrorCode::bad_input, "--time-column", "the column of times is not named",
                   "name it, such as --time-column week");
    for (const char* option : {"by", "classes", "transform"})
        if (call.has(option))
            faults.add(ErrorCode::bad_input, std::string{"--"} + option,
                       "is not offered with a time course", "leave one of the two out");
    if (call.text("stage") == "two")
        faults.add(ErrorCode::bad_input, "--stage",
                   "dose and time are fitted to all effects in one stage", "leave --stage out");
    if (dose.curve == care::DoseCurve::fractional && dose.powers.empty())
        faults.add(ErrorCode::bad_input, "--powers",
                   "powers are not chosen together with a time constant",
                   "name one or two, such as --powers 0.5");
    return question;
}

}  // namespace

std::vector<OptionSpec> dose_time_options() {
    return {{"time-course",
             "COURSE",
             "the effect grows with time towards that of its dose",
             {"exponential"}},
            {.name = "time-column",
             .value = "NAME",
             .meaning = "--time-course: the column with the time of measurement",
             .column = true},
            {"time-constant", "T", "--time-course: take this constant instead of estimating it"},
            {"rho", "NUMBER",
             "--time-course: correlation of an arm with itself at another time (0.5, assumed)"},
            {"at-time", "LIST", "--time-course: times to tell the course at: 4,8,12"}};
}

void check_time_options(const Call& call, Faults& faults) {
    if (call.has("time-course")) return;
    for (const char* option : {"time-column", "time-constant", "rho", "at-time"})
        if (call.has(option))
            faults.add(ErrorCode::bad_input, std::string{"--"} + option, "belongs to a time course",
                       "give --time-course exponential too");
}

Exit run_dose_time(Call& call, const care::DoseQuestion& dose) {
    Faults faults;
    const care::TimeCourseQuestion question = question_of(call, dose, faults);
    if (!faults.none()) return refuse(call, faults);
    const auto table = read_study_table(call);
    if (!table) return refuse(call, table.error());
    const auto answer = care::time_course_answer(*table, question);
    if (!answer) return refuse(call, answer.error());
    const auto catalogue = catalogue_for(call, {care::Part::citations});
    if (!catalogue) return refuse(call, catalogue.error());
    const OrderedJson json = document::evidence_time_course_json(*answer, (*catalogue)->citations);
    OutputFiles files;
    if (const auto path = call.text("plot")) {
        const auto format = render::picture_format(*path);
        if (!format) return refuse(call, format.error());
        auto bytes =
            render::picture_bytes(render::evidence_time_course_chart(*answer), *format, {});
        if (!bytes) return refuse(call, bytes.error());
        files.add(*path, *std::move(bytes));
    }
    if (!files.uses_standard_output())
        files.add("-", call.settings.json ? json.dump(1) + "\n"
                                          : render::evidence_time_course_text(
                                                json, page_style(call.out, call.has("explain"))));
    return files.write(call);
}

}  // namespace sinew::cli
