#include <sinew/knowledge/pack_source.hpp>
#include <sinew/model/day_step.hpp>
#include <sinew/model/prior.hpp>
#include <sinew/model/runge_kutta_day.hpp>
#include <sinew/model/slow_pulls.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace sinew::model {
namespace {

using knowledge::LinkGrade;

struct Packs {
    knowledge::ModelPack pack;
    std::vector<knowledge::ModelLink> links;
    Prior prior;
};

const Packs& packs() {
    static const Packs all = [] {
        const auto source = knowledge::PackSource::embedded();
        auto pack = knowledge::load_model_pack(source).value();
        auto links = knowledge::load_model_links(source).value();
        auto read = Prior::read(pack, links);
        if (!read) ADD_FAILURE() << to_line(read.error());
        auto prior = std::move(read).value();
        return Packs{std::move(pack), std::move(links), std::move(prior)};
    }();
    return all;
}

TEST(ModelPrior, a_draw_is_the_same_whatever_was_drawn_before) {
    const Prior& prior = packs().prior;
    const Parameters alone = prior.draw(7, 41).parameters;
    for (std::uint64_t k = 0; k < 41; ++k) (void)prior.draw(7, k);
    const Parameters after = prior.draw(7, 41).parameters;
    for (const ParameterName& name : kParameterNames)
        EXPECT_EQ(alone.*name.member, after.*name.member) << name.symbol;
    EXPECT_NE(prior.draw(8, 41).parameters.tau_C, alone.tau_C);
}

TEST(ModelPrior, every_draw_can_be_simulated) {
    for (std::uint64_t k = 0; k < 2000; ++k) {
        const auto drawn = packs().prior.draw(1, k);
        const auto fine = check(drawn.parameters);
        ASSERT_TRUE(fine) << k << ": " << to_line(fine.error());
        EXPECT_LE(drawn.parameters.B_E, 1);
        EXPECT_GT(drawn.parameters.g_R, -0.9);
    }
}

// Quantiles of 4,000 draws against the laws of the rows: median of a lognormal, mean and sd of a beta and of a plain normal.
// Seed fixed; the bounds are five standard errors of each figure, so a right sampler fails about once in two million tries.
TEST(ModelPrior, draws_follow_the_law_of_their_row) {
    constexpr std::size_t n = 4000;
    double below_median = 0, beta_sum = 0, beta_squares = 0, normal_sum = 0, normal_squares = 0;
    for (std::uint64_t k = 0; k < n; ++k) {
        const Parameters p = packs().prior.draw(3, k).parameters;
        below_median += p.tau_C < 5 ? 1 : 0;
        beta_sum += p.eps_bup;
        beta_squares += p.eps_bup * p.eps_bup;
        normal_sum += p.c_0;
        normal_squares += p.c_0 * p.c_0;
    }
    EXPECT_NEAR(below_median / n, 0.5, 5 * 0.5 / std::sqrt(n));
    const double beta_mean = beta_sum / n;
    EXPECT_NEAR(beta_mean, 0.70, 5 * 0.15 / std::sqrt(n));
    EXPECT_NEAR(std::sqrt(beta_squares / n - beta_mean * beta_mean), 0.15, 0.01);
    const double normal_mean = normal_sum / n;
    EXPECT_NEAR(normal_mean, -0.30, 5 * 0.5 / std::sqrt(n));
    EXPECT_NEAR(std::sqrt(normal_squares / n - normal_mean * normal_mean), 0.5, 0.03);
}

TEST(ModelPrior, only_links_without_good_ground_may_turn_round) {
    bool weak_turned = false;
    for (std::uint64_t k = 0; k < 2000; ++k) {
        const Parameters p = packs().prior.draw(5, k).parameters;
        for (const auto& link : packs().links) {
            if (link.grade != LinkGrade::A && link.grade != LinkGrade::B) continue;
            for (const std::string& gain : link.gains)
                EXPECT_GE(p.*parameter_named(gain), 0) << link.id << " " << gain;
        }
        weak_turned = weak_turned || p.g_PG < 0;
        EXPECT_GT(p.P_def, 0);
        EXPECT_GT(p.J_C, 0);
    }
    EXPECT_TRUE(weak_turned);
}

TEST(ModelPrior, a_row_that_cannot_be_drawn_is_named) {
    knowledge::ModelPack pack = packs().pack;
    pack.parameters[1].dispersion = "about a half";
    pack.parameters[1].distribution = "lognormal";
    const auto prior = Prior::read(pack, packs().links);
    ASSERT_FALSE(prior);
    EXPECT_NE(prior.error().where.find("model/parameters.csv:P"), std::string::npos);
}

/// What a name in the columns from and to of the links stands for: something that can be moved by a little.
struct Handle {
    SlowState x;
    DayInputs day;
    Drives drives;
    bool moved = true;
};

Handle handle(std::string_view from, double by) {
    Handle h;
    h.x.T = 0.5;
    h.drives = {0.3, 0.3, 0.3, 0.5, 0.3, 0.5};
    if (const auto state = state_named(from); state != nullptr)
        h.x.*state += by;
    else if (from == "E_A")
        h.drives.E_A += by;
    else if (from == "E_R")
        h.drives.E_R += by;
    else if (from == "E_M")
        h.drives.E_M += by;
    else if (from == "E_T")
        h.drives.E_T += by;
    else if (from == "E_X")
        h.drives.E_X += by;
    else if (from == "Psi")
        h.drives.Psi += by;
    else if (from == "s")
        h.day.stress += by;
    else if (from == "E_m")
        h.day.E_m += by;
    else if (from == "E_x")
        h.day.E_x += by;
    else
        h.moved = false;
    return h;
}

/// Slope of a state, or a hazard, at the handle; nothing for what is not of the slow layer.
std::optional<double> answer_of(std::string_view to, const Handle& h, const Parameters& p) {
    const Moment moment{h.x, h.drives, h.day, p};
    for (const PulledState& state : kPulledStates)
        if (state.member == state_named(to) && state_named(to) != nullptr) {
            const Pull pull = state.pull(moment);
            return (pull.target - h.x.*state.member) / pull.tau;
        }
    if (to == "lapse") return hazards_at(h.x, h.day, h.drives.Psi, p).lapse;
    if (to == "dropout") return hazards_at(h.x, h.day, h.drives.Psi, p).dropout;
    return std::nullopt;
}

// Every link of the slow layer by finite difference at the centre: the sign is the row's, and switched off it is gone.
TEST(ModelLinks, each_acts_with_its_sign_and_its_switch_cuts_it) {
    const Parameters on = chosen_for(packs().prior.centre(), DrugClass::opioid, Sex::M);
    int checked = 0;
    for (const auto& link : packs().links) {
        if (link.from == "T")
            continue;  // T also pulls itself; its gap is tested with the exact pair
        const Handle low = handle(link.from, 0), high = handle(link.from, 1e-3);
        if (!high.moved || !answer_of(link.to, low, on)) continue;
        const double effect = *answer_of(link.to, high, on) - *answer_of(link.to, low, on);
        if (link.from == "E_m" && link.to == "W") continue;  // the gain lies before E_m
        EXPECT_GT((link.raises ? 1 : -1) * effect, 0) << link.id;
        const knowledge::ModelLink* const off_links[] = {&link};
        const Parameters off = without(on, off_links);
        const double left = *answer_of(link.to, high, off) - *answer_of(link.to, low, off);
        // Craving reaches lapse through the cue alone; every other way is this link's.
        EXPECT_NEAR(left, 0, 1e-12) << link.id;
        ++checked;
    }
    EXPECT_GE(checked, 48);
}

TEST(ModelPrior, a_link_switched_off_leaves_every_other_number_to_the_bit) {
    Prior off = packs().prior;
    const Links first{&packs().links[4]};  // W on C
    off.switch_off(first);
    EXPECT_EQ(off.centre().g_CW, 0);
    for (std::uint64_t k = 0; k < 50; ++k) {
        const PriorDraw with = packs().prior.draw(7, k), without_it = off.draw(7, k);
        EXPECT_NE(with.parameters.g_CW, 0);
        EXPECT_EQ(with.rejections, without_it.rejections);
        for (const auto& name : kParameterNames)
            EXPECT_EQ(without_it.parameters.*name.member,
                      name.member == &Parameters::g_CW ? 0 : with.parameters.*name.member)
                << name.symbol;
    }
}

TEST(RungeKuttaDay, agrees_with_the_continuous_system_to_the_error_it_states) {
    const Parameters p = chosen_for(packs().prior.centre(), DrugClass::opioid, Sex::M);
    SlowState exact, quick;
    double worst = 0;
    for (int day = 0; day < 84; ++day) {
        DayInputs inputs;
        inputs.A_v = 0.01;
        if (day % 7 == 0 || day % 7 == 2 || day % 7 == 4) inputs.dose_A = 1.5;
        exact = next_day(exact, inputs, {}, Scheme::continuous, 1, p);
        quick = runge_kutta_day(quick, inputs, kForecastSteps, p);
        for (const StateName& name : kStateNames)
            worst = std::max(worst, std::abs(exact.*name.member - quick.*name.member) /
                                        std::max(1.0, std::abs(exact.*name.member)));
    }
    EXPECT_LT(worst, 2.5e-4);
    EXPECT_GT(worst, 1e-7) << "suspiciously good: is it the same code?";
}

}  // namespace
}  // namespace sinew::model
