// Studies weigh in the domains of a comparison by what they contribute to it.
#include <sinew/evidence/network_certainty.hpp>

#include <gtest/gtest.h>

namespace sinew::evidence {
namespace {

const DomainRating& rating(const Certainty& certainty, CertaintyDomain domain) {
    for (const DomainRating& one : certainty.domains)
        if (one.domain == domain) return one;
    throw std::out_of_range{"domain"};
}

std::string value_of(const DomainRating& rating, const std::string& name) {
    for (const auto& [key, value] : rating.reason.values)
        if (key == name) return value;
    return {};
}

ComparisonInputs sound() {
    ComparisonInputs in;
    in.numbers.k = 4;
    in.numbers.n = 900;
    in.numbers.ci_lb = -0.6;
    in.numbers.ci_ub = -0.3;
    in.numbers.I2 = 10;
    in.studies = {{"A", 0.6, Concern::low, Concern::low}, {"B", 0.4, Concern::high, Concern::some}};
    in.bias_told = in.indirectness_told = true;
    in.incoherence_p = 0.7;
    in.incoherence_local = true;
    return in;
}

TEST(NetworkCertainty, the_same_studies_weigh_by_what_they_contribute) {
    const knowledge::CertaintyRules rules;
    struct Case {
        double share_of_the_bad;
        int steps;
    };
    // Mean concern 2 x share: 0.2 below the first limit, 0.8 above it, 1.6 above the second.
    for (const Case& c : {Case{0.1, 0}, Case{0.4, 1}, Case{0.8, 2}}) {
        const std::vector<StudyShare> studies{
            {"good", 1 - c.share_of_the_bad, Concern::low, Concern::low},
            {"bad", c.share_of_the_bad, Concern::high, Concern::low}};
        const auto told = rate_by_contribution(CertaintyDomain::risk_of_bias, studies, rules);
        EXPECT_EQ(told.steps, c.steps) << c.share_of_the_bad;
        EXPECT_FALSE(told.judgement);
        EXPECT_EQ(value_of(told, "study"), "bad");
    }
}

TEST(NetworkCertainty, a_study_that_contributes_nothing_changes_nothing) {
    ComparisonInputs in = sound();
    const Certainty before = rate_comparison(in, {}, {});
    in.studies.push_back({"C", 0.0, Concern::high, Concern::high});
    const Certainty after = rate_comparison(in, {}, {});
    ASSERT_EQ(before.domains.size(), after.domains.size());
    for (std::size_t i = 0; i < before.domains.size(); ++i)
        EXPECT_EQ(before.domains[i].steps, after.domains[i].steps);
    EXPECT_EQ(rating(before, CertaintyDomain::risk_of_bias).steps, 1);  // mean 0.8
    EXPECT_EQ(rating(before, CertaintyDomain::indirectness).steps, 0);  // mean 0.4
}

TEST(NetworkCertainty, silence_is_not_low_risk) {
    ComparisonInputs in = sound();
    for (StudyShare& study : in.studies) study.risk_of_bias = Concern::unassessed;
    EXPECT_EQ(rating(rate_comparison(in, {}, {}), CertaintyDomain::risk_of_bias).steps, 1);
    in.bias_told = false;
    const auto untold = rating(rate_comparison(in, {}, {}), CertaintyDomain::risk_of_bias);
    EXPECT_EQ(untold.steps, 0);
    EXPECT_TRUE(untold.judgement);
}

TEST(NetworkCertainty, disagreement_is_taken_once) {
    ComparisonInputs in = sound();
    in.incoherence_p = 0.05;
    EXPECT_EQ(rating(rate_comparison(in, {}, {}), CertaintyDomain::incoherence).steps, 1);
    in.numbers.I2 = 60;  // inconsistency takes a step already
    const Certainty both = rate_comparison(in, {}, {});
    EXPECT_EQ(rating(both, CertaintyDomain::inconsistency).steps, 1);
    EXPECT_EQ(rating(both, CertaintyDomain::incoherence).steps, 0);
    EXPECT_EQ(rating(both, CertaintyDomain::incoherence).reason.key,
              "synthesis.certainty.incoherence.local_counted");
    in.incoherence_p = {};
    EXPECT_EQ(rating(rate_comparison(in, {}, {}), CertaintyDomain::incoherence).reason.key,
              "synthesis.certainty.incoherence.unseen");
}

TEST(NetworkCertainty, a_judgement_replaces_the_computed_domain_and_the_level_follows) {
    const Certainty computed = rate_comparison(sound(), {}, {});
    EXPECT_EQ(computed.level, CertaintyLevel::moderate);
    const Certainty judged =
        rate_comparison(sound(), {{CertaintyDomain::risk_of_bias, 0, "all blinded"}}, {});
    EXPECT_EQ(judged.level, CertaintyLevel::high);
    EXPECT_TRUE(rating(judged, CertaintyDomain::risk_of_bias).judgement);
}

}  // namespace
}  // namespace sinew::evidence
