// GRADE domains: what numbers say, what a person says, and that they add up.
#include <sinew/evidence/made_trials_for_test.hpp>

namespace sinew::evidence {
namespace {

const DomainRating& rating(const Certainty& certainty, CertaintyDomain domain) {
    return certainty.domains.at(static_cast<std::size_t>(domain));
}

CertaintyInputs sound() {
    CertaintyInputs in;
    in.k = 12;
    in.n = 900;
    in.ci_lb = -0.6;
    in.ci_ub = -0.3;
    in.important = 0.2;
    in.I2 = 10;
    in.egger_p = 0.6;
    return in;
}

TEST(Certainty, leaves_a_sound_body_of_trials_high) {
    const auto certainty = rate_certainty(sound(), {}, {});
    EXPECT_EQ(certainty.level, CertaintyLevel::high);
    EXPECT_EQ(rating(certainty, CertaintyDomain::risk_of_bias).reason.key,
              "synthesis.certainty.not_judged");
    EXPECT_TRUE(rating(certainty, CertaintyDomain::risk_of_bias).judgement);
    EXPECT_FALSE(rating(certainty, CertaintyDomain::imprecision).judgement);
}

TEST(Certainty, takes_steps_where_numbers_say_so) {
    struct Case {
        const char* name;
        double n, low, high, i2, p;
        int k, imprecision, inconsistency, small;
    };
    for (const Case& c :
         {Case{"few people", 200, -0.6, -0.3, 10, 0.6, 12, 1, 0, 0},
          Case{"wide", 900, -0.6, 0.1, 10, 0.6, 12, 1, 0, 0},
          Case{"few and wide", 90, -0.9, 0.4, 10, 0.6, 12, 2, 0, 0},
          Case{"across zero but inside what matters", 900, -0.1, 0.1, 10, 0.6, 12, 0, 0, 0},
          Case{"differ", 900, -0.6, -0.3, 60, 0.6, 12, 0, 1, 0},
          Case{"differ much", 900, -0.6, -0.3, 80, 0.6, 12, 0, 2, 0},
          Case{"uneven", 900, -0.6, -0.3, 10, 0.02, 12, 0, 0, 1},
          Case{"nine are too few to test", 900, -0.6, -0.3, 10, 0.02, 9, 0, 0, 0}}) {
        CertaintyInputs in = sound();
        in.n = c.n;
        in.ci_lb = c.low;
        in.ci_ub = c.high;
        in.I2 = c.i2;
        in.egger_p = c.p;
        in.k = c.k;
        const auto certainty = rate_certainty(in, {}, {});
        EXPECT_EQ(rating(certainty, CertaintyDomain::imprecision).steps, c.imprecision) << c.name;
        EXPECT_EQ(rating(certainty, CertaintyDomain::inconsistency).steps, c.inconsistency)
            << c.name;
        EXPECT_EQ(rating(certainty, CertaintyDomain::small_study).steps, c.small) << c.name;
        EXPECT_EQ(static_cast<int>(certainty.level),
                  3 - std::min(3, c.imprecision + c.inconsistency + c.small))
            << c.name;
    }
}

TEST(Certainty, lets_a_person_overrule_and_keeps_the_reason) {
    const auto certainty = rate_certainty(sound(),
                                          {{CertaintyDomain::risk_of_bias, 2, "no concealment"},
                                           {CertaintyDomain::inconsistency, 1, ""}},
                                          {});
    EXPECT_EQ(certainty.level, CertaintyLevel::very_low);
    EXPECT_EQ(rating(certainty, CertaintyDomain::risk_of_bias).reason.key,
              "synthesis.certainty.judged_because");
    EXPECT_TRUE(rating(certainty, CertaintyDomain::inconsistency).judgement);
    CertaintyInputs observed = sound();
    observed.randomised = false;
    EXPECT_EQ(rate_certainty(observed, {}, {}).level, CertaintyLevel::low);
}

TEST(Certainty, has_no_size_no_precision) {
    CertaintyInputs in;
    in.k = 0;
    EXPECT_EQ(rate_imprecision(in, {}).steps, 2);
}

}  // namespace
}  // namespace sinew::evidence
