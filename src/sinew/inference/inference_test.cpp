// Sensitivities of the model against differences and against each other; identifiability against the counts of the specification.
#include <sinew/inference/identifiability.hpp>
#include <sinew/inference/model_sensitivity.hpp>
#include <sinew/model/observation.hpp>
#include <sinew/model/reference_weeks.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace sinew::inference {
namespace {

struct Known {
    knowledge::ModelPack pack;
    std::vector<knowledge::ModelLink> links;
    std::vector<knowledge::ObservationSpec> instruments;
    model::Prior prior;
};
const Known& known() {
    static const Known all = [] {
        const auto source = knowledge::PackSource::embedded();
        Known made{*knowledge::load_model_pack(source),
                   *knowledge::load_model_links(source),
                   *knowledge::load_observation_models(source),
                   {}};
        made.prior = *model::Prior::read(made.pack, made.links);
        return made;
    }();
    return all;
}

CourseQuestion aerobic(int days) {
    CourseQuestion question;
    question.days_abstinent = 14;
    question.sessions = model::days_of(model::reference_weeks()[1], static_cast<std::size_t>(days));
    return question;
}

ModelSensitivity of(const std::string& id, int day, bool difference) {
    return *ModelSensitivity::make(known().prior, known().instruments, aerobic(day),
                                   {id, day, difference});
}

TEST(ModelOutput, is_what_the_observation_models_of_forecasts_say) {
    const auto p = chosen_in(known().prior.centre(), model::DrugClass::opioid, model::Sex::M);
    const auto course = weekly_course(aerobic(28), p, 28);
    for (const auto& spec : known().instruments) {
        const auto output =
            ModelOutput::bind({spec.id, 28, false}, known().instruments, model::DrugClass::opioid);
        const auto bound = model::ObservationModel::bind(spec);
        EXPECT_NEAR(output->level(course.back(), course.front(), p),
                    bound->expected(course.back(), course.front(), p), 1e-12)
            << spec.id;
    }
    EXPECT_FALSE(ModelOutput::bind({"craving_vaz", 28, false}, known().instruments,
                                   model::DrugClass::opioid));
    EXPECT_FALSE(
        ModelOutput::bind({"cows", 28, false}, known().instruments, model::DrugClass::stimulant));
}

TEST(LocalSensitivity, agrees_with_central_differences) {
    const auto sensitivity = of("craving_vas", 42, true);
    const auto slopes = sensitivity.local();
    ASSERT_GT(slopes.size(), 40U);
    const auto value = [&](const model::Parameters& p) {
        return sensitivity.output().value(aerobic(42),
                                          chosen_in(p, model::DrugClass::opioid, model::Sex::M));
    };
    for (const LocalSlope& one : slopes) {
        model::Parameters low = known().prior.centre(), high = low;
        const double h = 1e-5 * std::max(0.1, std::abs(one.law->centre));
        low.*one.law->member -= h;
        high.*one.law->member += h;
        const double difference = (value(high) - value(low)) / (2 * h);
        EXPECT_NEAR(one.slope, difference, 1e-5 * std::max(1.0, std::abs(difference)))
            << one.law->symbol;
    }
}

TEST(ModelSensitivity, screens_and_shares_agree_on_what_matters) {
    const auto sensitivity = of("craving_vas", 28, false);
    const auto screened = sensitivity.morris({.trajectories = 20, .seed = 4}, {});
    const auto shared = sensitivity.sobol({.samples = 128, .seed = 4, .replicates = 20}, {});
    const auto top = [&](auto weight) {
        std::size_t best = 0;
        for (std::size_t i = 1; i < sensitivity.acting().size(); ++i)
            if (weight(i) > weight(best)) best = i;
        return sensitivity.acting()[best]->symbol;
    };
    const auto screened_top = top([&](std::size_t i) { return screened.effects[0][i].mu_star; });
    const auto shared_top = top([&](std::size_t i) { return shared.outputs[0].shares[i].total; });
    EXPECT_EQ(screened.unanswered, 0U);  // priors are cut where a draw would be drawn again
    EXPECT_EQ(screened_top, shared_top);
    EXPECT_EQ(screened_top, "c_0");  // the intercept of craving, by far
    const auto again =
        sensitivity.sobol({.samples = 128, .seed = 4, .threads = 3, .replicates = 20}, {});
    for (std::size_t i = 0; i < sensitivity.acting().size(); ++i)
        EXPECT_EQ(shared.outputs[0].shares[i].total, again.outputs[0].shares[i].total);
    double sum = 0;
    for (const auto& share : shared.outputs[0].shares) sum += share.first;
    EXPECT_GT(sum, 0.5);
    EXPECT_LT(sum, 1.5);
}

/// A person of their own goes another way through the code: given the standard week as theirs, the numbers are the same.
TEST(ModelSensitivity, of_a_persons_own_course_is_that_of_the_week_when_the_course_is_the_week) {
    const auto week = of("craving_vas", 28, true);
    const auto own = *ModelSensitivity::make(
        known().prior, known().instruments,
        [](const model::Parameters& drawn, bool both) {
            const auto p = chosen_in(drawn, model::DrugClass::opioid, model::Sex::M);
            CoursePair pair{weekly_course(aerobic(28), p, 28), {}};
            if (both) pair.without = weekly_course(aerobic(28), p, 28, false);
            return pair;
        },
        model::DrugClass::opioid, model::Sex::M, {"craving_vas", 28, true});
    EXPECT_EQ(own.at_centre(), week.at_centre());
    const numerics::MorrisPlan plan{.trajectories = 3, .seed = 9};
    const auto ours = own.morris(plan, {}), theirs = week.morris(plan, {});
    ASSERT_EQ(own.acting().size(), week.acting().size());
    for (std::size_t i = 0; i < own.acting().size(); ++i)
        EXPECT_EQ(ours.effects[0][i].mu, theirs.effects[0][i].mu) << own.acting()[i]->symbol;
    EXPECT_FALSE(ModelSensitivity::make(known().prior, known().instruments, CourseOf{},
                                        model::DrugClass::stimulant, model::Sex::M,
                                        {"cows", 28, false}));
}

TEST(ModelSensitivity, asks_only_parameters_that_act) {
    std::set<std::string> symbols;
    const auto sensitivity = of("vo2max", 28, false);
    for (const auto* law : sensitivity.acting()) symbols.insert(law->symbol);
    EXPECT_EQ(symbols, (std::set<std::string>{"Lam50", "tau_Lam", "tau_G", "ga_A"}));
}

IdentifiabilityAnswer identified(std::vector<std::string> observed) {
    IdentifiabilityQuestion question;
    question.weeks_of = {"S0", "S1", "S2", "S3", "S4", "S5", "S6", "S7"};
    question.observed = std::move(observed);
    return *identifiability(known().prior, question);
}

bool in_one_set(const IdentifiabilityAnswer& answer, const std::vector<std::string>& symbols) {
    return std::any_of(answer.sets.begin(), answer.sets.end(), [&](const AlikeSet& set) {
        return std::all_of(symbols.begin(), symbols.end(), [&](const std::string& symbol) {
            return std::any_of(set.parameters.begin(), set.parameters.end(),
                               [&](std::size_t i) { return answer.parameters[i] == symbol; });
        });
    });
}

TEST(Identifiability, finds_the_sets_the_specification_names) {
    const auto craving = identified({"C"});
    EXPECT_TRUE(in_one_set(craving, {"X_0", "U_0"}));
    EXPECT_TRUE(in_one_set(craving, {"g_UW", "g_PW"}));
    EXPECT_TRUE(in_one_set(craving, {"k_W", "tau_Toff"}));
    EXPECT_TRUE(in_one_set(craving, {"k_LA", "g_NA"}));
    const auto four = identified({"C", "X", "U", "V"});
    EXPECT_TRUE(in_one_set(four, {"k_W", "tau_Toff"}));
    EXPECT_FALSE(in_one_set(four, {"X_0", "U_0"}));
}

TEST(Identifiability, informs_more_directions_the_more_is_read) {
    const auto craving = identified({"C"}), four = identified({"C", "X", "U", "V"});
    EXPECT_GT(four.informed, 2 * craving.informed);
    // The specification counts 8 and 24 without its unit: 7 and 19 in prior sds, 9 and 26 in the parameters' own values.
    EXPECT_NEAR(static_cast<double>(craving.informed), 8, 2);
    EXPECT_NEAR(static_cast<double>(four.informed), 24, 6);
    EXPECT_EQ(craving.directions.size(), craving.informed);
    EXPECT_LE(craving.informed, craving.rank);
    const auto points = profile(craving, "g_CE");
    ASSERT_TRUE(points);
    for (const ProfilePoint& point : *points) {
        EXPECT_LE(point.left, point.alone + 1e-12);
        EXPECT_GE(point.left, -1e-9);
    }
    EXPECT_FALSE(profile(craving, "Z_A"));
}

}  // namespace
}  // namespace sinew::inference
