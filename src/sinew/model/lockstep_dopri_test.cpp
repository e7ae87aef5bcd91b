// Eight draws in lockstep: against the solver of one draw, and the same bits at every width of register.
#include <gtest/gtest.h>
#include <sinew/base/random_stream.hpp>
#include <sinew/model/continuous_day.hpp>
#include <sinew/model/lockstep_dopri.hpp>

#include <cmath>

namespace sinew::model {
namespace {

struct Draws {
    std::array<Parameters, kDopriLanes> parameters;
    std::array<SlowState, kDopriLanes> start;
};

/// Eight people who differ in everything that the equations look at.
Draws draws() {
    static const auto pack = knowledge::load_model_pack(knowledge::PackSource::embedded());
    Draws made;
    for (std::size_t lane = 0; lane < kDopriLanes; ++lane) {
        RandomStream stream{20261123, "model.lockstep_test", lane};
        Parameters p = chosen_for(*parameters_of(*pack),
                                  lane % 3 == 0 ? DrugClass::stimulant : DrugClass::opioid, Sex::M);
        p.a_K = 0.6 * stream.uniform();
        p.tau_C *= 0.7 + stream.uniform();
        p.g_CW *= 0.5 + stream.uniform();
        p.Lam50 *= 0.5 + stream.uniform();
        made.parameters[lane] = p;
        made.start[lane].T = stream.uniform();
        made.start[lane].F = 20 * stream.uniform();
        made.start[lane].LA = stream.uniform();
        made.start[lane].LR = stream.uniform();
    }
    return made;
}

std::array<DayInputs, kDopriLanes> inputs_on(int number, const Draws& people) {
    std::array<DayInputs, kDopriLanes> inputs;
    const Segment hard{Modality::A, 60, 0.9, 1, {}}, lift{Modality::R, 40, 0.65, 1, {}};
    for (std::size_t lane = 0; lane < kDopriLanes; ++lane) {
        if (number % 3 != 2)
            take_sessions(inputs[lane], std::span{number % 2 == 0 ? &hard : &lift, 1},
                          people.parameters[lane]);
        inputs[lane].E_m = lane % 2 == 0 ? 0.1 : 0;
        if (number == 9) inputs[lane].E_x = 0.8;
    }
    return inputs;
}

std::vector<DopriBlock> course(double tolerance, numerics::Width width, int days = 21) {
    const Draws people = draws();
    const LockstepDopri solver{people.parameters, tolerance, width};
    DopriBlock block = LockstepDopri::block_of(people.start);
    std::vector<DopriBlock> blocks;
    for (int number = 0; number < days; ++number) {
        solver.day(block, inputs_on(number, people));
        blocks.push_back(block);
    }
    return blocks;
}

double error_at(double tolerance) {
    const Draws people = draws();
    const auto blocks = course(tolerance, numerics::widest_lanes());
    double worst = 0;
    for (std::size_t lane = 0; lane < kDopriLanes; ++lane) {
        SlowState exact = people.start[lane];
        for (std::size_t day = 0; day < blocks.size(); ++day) {
            exact = continuous_day(exact, inputs_on(static_cast<int>(day), people)[lane],
                                   people.parameters[lane]);
            const SlowState ours = LockstepDopri::state_in(blocks[day], lane);
            for (const StateName& name : kStateNames)
                worst = std::max(worst, std::abs(ours.*name.member - exact.*name.member) /
                                            std::max(1.0, std::abs(exact.*name.member)));
        }
    }
    return worst;
}

TEST(LockstepDopri, meets_the_solver_of_one_draw_at_tight_tolerances) {
    EXPECT_LT(error_at(1e-12), 1e-10);
    EXPECT_LT(error_at(1e-8), 1e-6);
    EXPECT_LT(error_at(1e-5), 1e-3);
    EXPECT_GT(error_at(1e-5), error_at(1e-8)) << "the tolerance is what decides";
}

TEST(LockstepDopri, gives_the_same_bits_at_every_width_of_register) {
    const auto narrow = course(1e-7, numerics::Width::two);
    const auto widest = numerics::widest_lanes();
    for (const auto width : {numerics::Width::four, numerics::Width::eight}) {
        if (static_cast<int>(width) > static_cast<int>(widest)) continue;  // this machine has none
        const auto wide = course(1e-7, width);
        for (std::size_t day = 0; day < narrow.size(); ++day)
            for (std::size_t i = 0; i < kSlowStates; ++i)
                for (std::size_t lane = 0; lane < kDopriLanes; ++lane)
                    ASSERT_EQ(narrow[day].state[i][lane], wide[day].state[i][lane])
                        << kStateNames[i].symbol << " day " << day << " lane " << lane;
    }
}

}  // namespace
}  // namespace sinew::model
