// Dose curves of modalities drawn from their classes against JAGS: same table, likelihood and priors (bayes_dose.R).
#include <sinew/base/files.hpp>
#include <sinew/base/table_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/care/bayes_dose_use.hpp>
#include <sinew/document/study_table_reader.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace sinew::care {
namespace {

const std::string kFolder = std::string{SINEW_SOURCE_DIR} + "/tests/golden/evidence/";

std::string without_comment(const std::string& file) {
    std::string text = read_file(kFolder + file).value();
    if (text.starts_with("#")) text.erase(0, text.find('\n') + 1);
    return text;
}

bayes::DosePosterior posterior_of(bayes::DoseShape shape) {
    BayesDoseQuestion question;
    question.classes = true;
    question.shape = shape;
    question.priors_given = true;  // those of the model in R are the defaults
    question.unit = 90;
    question.questions.sampler.each = 40000;
    const auto table = document::read_study_table(without_comment("dose_data_made_network.csv"),
                                                  "dose_data_made_network.csv");
    auto answer = bayes_dose_of(table.value(), question);
    if (!answer) throw std::runtime_error(answer.error().list().front().what);
    return std::move(answer->posterior);
}

/// The value below which a share of the draws lies.
double quantile_of(std::vector<double> values, double share) {
    const auto place = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + place, values.end());
    return values[static_cast<std::size_t>(place)];
}

TEST(BayesDoseGoldens, AgreeWithJagsWithinThreeMonteCarloErrors) {
    const Table jags =
        read_table(without_comment("bayes_dose_jags.csv"), "bayes_dose_jags.csv", {}).value();
    std::map<std::string, bayes::DosePosterior> ours;
    ours.emplace("linear", posterior_of(bayes::DoseShape::linear));
    ours.emplace("emax", posterior_of(bayes::DoseShape::emax));
    std::size_t compared = 0;
    for (std::size_t r = 0; r < jags.rows.size(); ++r) {
        const auto number = [&](const char* column) {
            return parse_number(jags.cell(r, column)).value();
        };
        const bayes::DosePosterior& got = ours.at(jags.cell(r, "curve"));
        const std::string& name = jags.cell(r, "parameter");
        const auto place = static_cast<std::size_t>(
            std::find(got.draws.names.begin(), got.draws.names.end(), name) -
            got.draws.names.begin());
        ASSERT_LT(place, got.draws.names.size()) << name;
        const auto values = got.draws.of(place);
        const auto found = bayes::diagnose(values, got.draws.chains);
        EXPECT_LT(found.rhat, bayes::kLargestRhat) << name;
        const double error = std::hypot(found.mcse_mean, number("mcse"));
        EXPECT_LE(std::abs(found.mean - number("mean")), 3 * error)
            << jags.cell(r, "curve") << ' ' << name << ' ' << found.mean << " wanted "
            << number("mean");
        EXPECT_NEAR(found.sd / number("sd"), 1, 0.06) << jags.cell(r, "curve") << ' ' << name;
        const std::vector<double> copy{values.begin(), values.end()};
        // Ends of intervals: six errors, for the chance error of ours is not written down beside them.
        for (const auto& [column, share] :
             {std::pair{"median", 0.5}, std::pair{"lb", 0.025}, std::pair{"ub", 0.975}})
            EXPECT_LE(
                std::abs(quantile_of(copy, share) - number(column)),
                std::max(6 * number((std::string{"mcse_"} + column).c_str()), 0.05 * number("sd")))
                << jags.cell(r, "curve") << ' ' << name << ' ' << column;
        ++compared;
    }
    EXPECT_GE(compared, 18U);
}

}  // namespace
}  // namespace sinew::care
