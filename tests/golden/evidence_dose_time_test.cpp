// Dose and time in one model against likelihoods written out in R (tests/golden/evidence/dose_time.R).
#include <sinew/base/files.hpp>
#include <sinew/base/table_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/dose_response/time_course.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <map>

namespace sinew::dose_response {
namespace {

const std::string kFolder = std::string{SINEW_SOURCE_DIR} + "/tests/golden/evidence/";

Table table_at(const std::string& file) {
    std::string text = read_file(kFolder + file).value();
    if (text.starts_with("#")) text.erase(0, text.find('\n') + 1);
    return read_table(text, file, {}).value();
}

std::vector<TimedStudy> made_trials() {
    const Table table = table_at("dose_data_made_times.csv");
    std::map<std::string, std::map<double, DoseStudy>> rows;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const auto number = [&](const char* column) {
            return parse_number(table.cell(r, column)).value();
        };
        DoseStudy& study = rows[table.cell(r, "study")][number("week")];
        study.name = table.cell(r, "study");
        study.design = Design::mean_difference;
        DoseLevel level{.dose = number("dose"), .reference = number("ref") == 1};
        level.total = number("n");
        level.mean = number("mean");
        level.sd = number("sd");
        study.levels.push_back(level);
    }
    std::vector<TimedStudy> made;
    for (const auto& [name, parts] : rows) {
        std::vector<StudyContrasts> each;
        std::vector<double> times;
        for (const auto& [time, study] : parts) {
            each.push_back(contrasts_of(study).value());
            times.push_back(time);
        }
        made.push_back(join_times(each, times, 0.6).value());
    }
    return made;
}

TimeCourseSettings settings_of(const std::string& curve, const std::string& method) {
    TimeCourseSettings settings;
    settings.between = method == "FE" ? Between::common : Between::ml;
    if (curve == "quadratic") settings.basis->kind = CurveKind::quadratic;
    if (curve == "fp") {
        settings.basis->kind = CurveKind::fractional;
        settings.basis->powers = {0.5};
        settings.basis->shift = 1e-24;  // the reference dose is 0
    }
    if (curve == "emax") settings.basis.reset();
    return settings;
}

TEST(TimeCourseGoldens, AgreeWithTheLikelihoodWrittenOutInR) {
    const auto studies = made_trials();
    const Table answers = table_at("dose_time_answers.csv");
    std::map<std::string, TimeCourseFit> fits;
    for (std::size_t r = 0; r < answers.rows.size(); ++r) {
        const std::string curve = answers.cell(r, "curve"), method = answers.cell(r, "method"),
                          key = answers.cell(r, "key");
        auto found = fits.find(curve + method);
        if (found == fits.end()) {
            auto fit = fit_time_course(studies, settings_of(curve, method));
            ASSERT_TRUE(fit) << curve << fit.error().what;
            EXPECT_EQ(fit->verdict, TimeVerdict::identified) << curve << ' ' << fit->words;
            found = fits.emplace(curve + method, *std::move(fit)).first;
        }
        const TimeCourseFit& fit = found->second;
        const std::map<std::string, double> said = {{"b1", fit.b[0]},
                                                    {"se1", fit.se[0]},
                                                    {"b2", fit.b.back()},
                                                    {"se2", fit.se.back()},
                                                    {"T", fit.constant},
                                                    {"se_log_T", fit.se_log_constant},
                                                    {"T_lb", fit.constant_lb.value},
                                                    {"T_ub", fit.constant_ub.value},
                                                    {"ll", fit.log_likelihood},
                                                    {"tau2", fit.between.at(0, 0)},
                                                    {"ED50", fit.ed50.value_or(0)},
                                                    {"se_log_ED50", fit.se_log_ed50}};
        const double wanted = parse_number(answers.cell(r, "value")).value();
        // Places of tops known by values alone reach half the digits of a double, the spread a little less.
        const double tolerance = key == "tau2" ? 2e-4 : key == "ll" ? 1e-8 : 2e-5;
        EXPECT_NEAR(said.at(key), wanted, std::max(1e-9, tolerance * std::abs(wanted)))
            << curve << ' ' << method << ' ' << key;
    }
    EXPECT_EQ(fits.size(), 7U);
}

}  // namespace
}  // namespace sinew::dose_response
