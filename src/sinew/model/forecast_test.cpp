#include <sinew/model/forecast.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace sinew::model {
namespace {

struct Packs {
    knowledge::ModelPack pack;
    std::vector<knowledge::ModelLink> links;
    std::vector<knowledge::ObservationSpec> instruments;
};

const Packs& packs() {
    static const Packs all = [] {
        const auto source = knowledge::PackSource::embedded();
        return Packs{knowledge::load_model_pack(source).value(),
                     knowledge::load_model_links(source).value(),
                     knowledge::load_observation_models(source).value()};
    }();
    return all;
}

ForecastQuestion question(int draws = 60) {
    ForecastQuestion q;
    q.person.days_abstinent = 30;
    q.draws = draws;
    q.contribution_draws = 20;
    q.days.resize(28);
    for (std::size_t day = 0; day < q.days.size(); day += 2)
        q.days[day] = {{600, {{Modality::A, 40, 0.6, 1, std::nullopt}}, false}};
    return q;
}

Forecast run(const ForecastQuestion& q) {
    auto made = forecast(q, packs().pack, packs().links, packs().instruments);
    if (!made) ADD_FAILURE() << to_line(made.error());
    return made.value_or(Forecast{});
}

const OutcomeForecast& outcome(const Forecast& forecast, std::string_view id) {
    for (const OutcomeForecast& one : forecast.outcomes)
        if (one.spec->id == id) return one;
    ADD_FAILURE() << id;
    return forecast.outcomes.front();
}

TEST(ModelForecast, is_the_same_for_any_number_of_threads) {
    ForecastQuestion one = question(), four = question();
    one.threads = 1;
    four.threads = 4;
    const Forecast a = run(one), b = run(four);
    for (std::size_t i = 0; i < a.outcomes.size(); ++i) {
        EXPECT_EQ(a.outcomes[i].followed.with, b.outcomes[i].followed.with);
        EXPECT_EQ(a.outcomes[i].followed.difference, b.outcomes[i].followed.difference);
    }
    EXPECT_EQ(a.lapse_free.followed, b.lapse_free.followed);
    for (std::size_t i = 0; i < a.outcomes.size(); ++i) {
        EXPECT_EQ(a.outcomes[i].sampled->with, b.outcomes[i].sampled->with);
        EXPECT_EQ(a.outcomes[i].sampled->difference, b.outcomes[i].sampled->difference);
    }
    EXPECT_EQ(a.events->lapse_free.free, b.events->lapse_free.free);
}

TEST(ModelForecast, with_every_session_done_nothing_to_use_and_nobody_leaving_both_paths_are_one) {
    ForecastQuestion q = question(30);
    q.person.availability = 0;
    q.sample.attendance = 1;
    knowledge::ModelPack pack = packs().pack;
    for (auto& row : pack.parameters)
        if (row.symbol == "dlt_0") {
            row.value = 0;
            row.distribution = "fixed";
        }
    const auto made = forecast(q, pack, packs().links, packs().instruments);
    ASSERT_TRUE(made) << to_line(made.error());
    for (const OutcomeForecast& one : made->outcomes) {
        EXPECT_EQ(one.followed.with, one.sampled->with) << one.spec->id;
        EXPECT_EQ(one.followed.difference, one.sampled->difference) << one.spec->id;
    }
    EXPECT_EQ(made->events->lapse_free.free.back(), 1);
}

TEST(ModelForecast, counted_lapses_lie_round_the_mean_of_the_hazard) {
    ForecastQuestion q = question(1500);
    q.contribution_draws = 0;
    q.sample.attendance = 1;
    const Forecast made = run(q);
    // The mean over draws lies between the outer bands; the counted share must too, and its interval must hold it.
    const CountedShare& counted = made.events->lapse_free;
    const Band& band = made.lapse_free.followed.back();
    EXPECT_GT(counted.free.back(), band[0]);
    EXPECT_LT(counted.free.back(), band[4]);
    EXPECT_LT(counted.low.back(), counted.free.back());
    EXPECT_GT(counted.high.back(), counted.free.back());
    EXPECT_EQ(counted.free.front(), 1);
}

TEST(ModelForecast, measures_its_step_error_and_refuses_steps_too_coarse_for_the_exposure) {
    ForecastQuestion q = question(20);
    q.person.days_abstinent = 0;  // withdrawal in full course: the fastest the slow layer gets
    const Forecast made = run(q);
    EXPECT_GT(made.step_error.states, 0);
    EXPECT_LE(made.step_error.states, kStepErrorAllowed);
    EXPECT_GT(made.step_error.vas_points, 0);
    knowledge::ModelPack quick = packs().pack;  // craving that follows within hours
    for (auto& row : quick.parameters)
        if (row.symbol == "tau_C") row.value = 0.2;
    q.steps_a_day = 1;
    const auto coarse = forecast(q, quick, packs().links, packs().instruments);
    ASSERT_FALSE(coarse);
    EXPECT_EQ(coarse.error().where, "steps");
    q.steps_a_day = 0;
    const auto chosen = forecast(q, quick, packs().links, packs().instruments);
    ASSERT_TRUE(chosen) << to_line(chosen.error());
    EXPECT_GT(chosen->step_error.steps_a_day, 2);
    EXPECT_LE(chosen->step_error.states, kStepErrorAllowed);
    q.steps_a_day = 8;
    EXPECT_LT(run(q).step_error.states, made.step_error.states);
}

TEST(ModelForecast, parameters_that_are_no_numbers_and_spreads_below_nothing_are_refused) {
    const auto refused = [](auto change) {
        knowledge::ModelPack pack = packs().pack;
        for (auto& row : pack.parameters)
            if (row.symbol == "tau_C" || row.symbol == "g_CE") change(row);
        const auto made = forecast(question(20), pack, packs().links, packs().instruments);
        return made ? std::string{"answered"} : made.error().what;
    };
    EXPECT_NE(refused([](auto& row) { row.value = std::nan(""); }), "answered");
    EXPECT_NE(refused([](auto& row) { row.dispersion = "sd -0.2"; }), "answered");
    EXPECT_NE(refused([](auto& row) { row.dispersion = "CV -1"; }), "answered");
    EXPECT_NE(refused([](auto& row) { row.dispersion = "sd nan"; }), "answered");
    EXPECT_NE(refused([](auto& row) { row.value = row.symbol == "tau_C" ? -5 : row.value; }),
              "answered");
}

TEST(ModelForecast, more_draws_keep_the_first_ones) {
    // The extremes of a longer run enclose those of a shorter one: the shorter one's draws are among them.
    ForecastQuestion q = question(20);
    q.contribution_draws = 0;
    const Forecast few = run(q);
    q.draws = 400;
    const Forecast many = run(q);
    const Band& a = outcome(few, "craving_vas").followed.with.back();
    const Band& b = outcome(many, "craving_vas").followed.with.back();
    EXPECT_NEAR(a[2], b[2], 15) << "medians of 20 and of 400 draws of one law";
    EXPECT_LT(b[0], b[4]);
}

TEST(ModelForecast, without_sessions_the_programme_changes_nothing) {
    ForecastQuestion q = question();
    for (auto& day : q.days) day.clear();
    for (const OutcomeForecast& one : run(q).outcomes)
        for (const Band& band : one.followed.difference)
            for (const double value : band) EXPECT_EQ(value, 0) << one.spec->id;
}

TEST(ModelForecast, training_raises_fitness_and_the_centre_lies_in_the_band) {
    const Forecast made = run(question(200));
    const OutcomeForecast& fitness = outcome(made, "vo2max");
    EXPECT_GT(fitness.followed.difference.back()[2], 1);
    EXPECT_GT(fitness.centre.back(), fitness.followed.with.back()[0]);
    EXPECT_LT(fitness.centre.back(), fitness.followed.with.back()[4]);
}

TEST(ModelForecast, withdrawal_scales_are_of_the_opioid_class_only) {
    ForecastQuestion q = question();
    q.person.drug = DrugClass::stimulant;
    for (const OutcomeForecast& one : run(q).outcomes) EXPECT_FALSE(one.spec->opioid_only);
    EXPECT_EQ(run(question()).outcomes.size(), run(q).outcomes.size() + 2);
}

TEST(ModelForecast, mechanisms_and_their_interaction_add_up_to_the_difference_draw_by_draw) {
    // Bands of sums are not sums of bands; with one mechanism in play they are: fitness reaches 1RM through its own links alone.
    const OutcomeForecast& strength = [] {
        static const Forecast made = run(question());
        return outcome(made, "one_rm");
    }();
    for (const Contribution& part : strength.contributions) {
        if (part.name == "fitness") continue;
        EXPECT_NEAR(part.change[2], 0, 1e-9) << part.name;
    }
    EXPECT_NEAR(strength.interaction[2], 0, 1e-9);
}

TEST(ModelForecast, a_reading_scatters_more_than_the_expected_score) {
    const Forecast made = run(question(200));
    for (const OutcomeForecast& one : made.outcomes) {
        const Band& band =
            one.followed.with[static_cast<std::size_t>(one.followed.reading_days.back())];
        const Band& reading = one.followed.reading.back();
        EXPECT_GE(reading[4] - reading[0], (band[4] - band[0]) * 0.99 - 1) << one.spec->id;
    }
}

// A beta-binomial with precision so large that it is a binomial: quantiles of Binomial(27, 0.5) by its own distribution.
TEST(ModelReading, sum_scores_have_the_quantiles_of_their_law) {
    knowledge::ObservationSpec spec;
    spec.highest = 27;
    spec.spread = 1e7;
    const std::vector<double> expected(3, 13.5), levels{0.05, 0.5, 0.95};
    double below = 0;
    std::vector<double> exact;
    double probability = std::pow(0.5, 27);
    for (int k = 0; k <= 27; ++k) {
        const double before = below;
        below += probability;
        for (const double level : levels)
            if (before < level && below >= level) exact.push_back(k);
        probability *= static_cast<double>(27 - k) / (k + 1);
    }
    EXPECT_EQ(reading_quantiles(spec, expected, levels), exact);
}

TEST(ModelForecast, impossible_questions_are_refused_with_their_place) {
    const auto refused = [](auto change) {
        ForecastQuestion q = question();
        change(q);
        const auto made = forecast(q, packs().pack, packs().links, packs().instruments);
        return made ? std::string{"answered"} : made.error().where;
    };
    EXPECT_EQ(refused([](auto& q) { q.draws = 3; }), "draws");
    EXPECT_EQ(refused([](auto& q) { q.days.clear(); }), "programme");
    EXPECT_EQ(refused([](auto& q) { q.days.resize(731); }), "programme");
    EXPECT_EQ(refused([](auto& q) { q.person.days_abstinent = -1; }), "/facts/days_since_last_use");
    EXPECT_EQ(refused([](auto& q) { q.person.availability = std::nan(""); }), "availability");
    EXPECT_EQ(refused([](auto& q) {
                  q.person.medication = Medication::buprenorphine;
                  q.person.buprenorphine_mg = 400;
              }),
              "/facts/moud_dose_mg");
    EXPECT_EQ(refused([](auto& q) { q.person.weight_kg = std::nan(""); }), "/person/weight_kg");
    EXPECT_EQ(refused([](auto& q) { q.sample.attendance = 1.5; }), "attendance");
    EXPECT_EQ(refused([](auto& q) { q.view_day = 1; }), "session-day") << "no session on day 2";
    EXPECT_EQ(refused([](auto& q) {
                  q.days[3] = {{600, {{Modality::A, 40, 9, 1, std::nullopt}}, false}};
              }),
              "day 4");
}

}  // namespace
}  // namespace sinew::model
