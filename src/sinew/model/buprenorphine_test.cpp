#include <gtest/gtest.h>
#include <sinew/model/buprenorphine.hpp>

#include <cmath>

namespace sinew::model {
namespace {

const knowledge::ModelPack& pack() {
    static const auto loaded = knowledge::load_model_pack(knowledge::PackSource::embedded());
    return *loaded;
}
BuprenorphineKinetics typical() { return *kinetics_of(pack(), 70, 24.8); }

TEST(Buprenorphine, one_long_step_is_many_short_ones) {
    Buprenorphine one{typical(), Form::tablet, 24}, many{typical(), Form::tablet, 0.1};
    one.take_sublingual(8);
    many.take_sublingual(8);
    one.advance();
    for (int i = 0; i < 240; ++i) many.advance();
    EXPECT_NEAR(one.concentration_ng_ml(), many.concentration_ng_ml(), 1e-12);
}

TEST(Buprenorphine, all_that_is_taken_up_leaves_through_the_clearance) {
    // The area under the curve is amount / clearance, whatever the compartments between.
    Buprenorphine drug{typical(), Form::tablet, 0.05};
    drug.take_sublingual(8);
    double area = 0, last = 0;
    for (int i = 0; i < 40'000; ++i) {
        drug.advance();
        area += 0.05 * (last + drug.concentration_ng_ml()) / 2;
        last = drug.concentration_ng_ml();
    }
    EXPECT_NEAR(area, 1000 * 8 * 0.185 / 52.2, 1e-2);
}

TEST(Buprenorphine, film_and_high_doses_follow_their_factors) {
    const auto peak = [](double mg, Form form) {
        Buprenorphine drug{typical(), form, 0.1};
        drug.take_sublingual(mg);
        double highest = 0;
        for (int i = 0; i < 200; ++i) {
            drug.advance();
            highest = std::max(highest, drug.concentration_ng_ml());
        }
        return highest;
    };
    EXPECT_NEAR(peak(16, Form::tablet) / peak(8, Form::tablet), 2 * 0.765, 1e-12);
    EXPECT_GT(peak(8, Form::film), peak(8, Form::tablet));
}

TEST(Buprenorphine, more_of_it_never_lowers_the_drive_below_the_step_of_the_source) {
    const Parameters p = *parameters_of(pack());
    double last = 0;
    for (double ng_ml = 0; ng_ml < 20; ng_ml += 0.25) {
        EXPECT_GE(occupancy(ng_ml, p), last);
        last = occupancy(ng_ml, p);
    }
    EXPECT_LT(last, p.B_E);
}

TEST(Buprenorphine, a_body_of_no_adult_is_refused) {
    EXPECT_EQ(kinetics_of(pack(), 12, 24).error().where, "weight");
    EXPECT_EQ(kinetics_of(pack(), 70, 300).error().where, "bmi");
    const auto heavy = *kinetics_of(pack(), 140, 24.8);
    EXPECT_NEAR(heavy.CL / typical().CL, std::pow(2, 0.75), 1e-12);
    EXPECT_NEAR(heavy.Vc / typical().Vc, 2, 1e-12);
}

}  // namespace
}  // namespace sinew::model
