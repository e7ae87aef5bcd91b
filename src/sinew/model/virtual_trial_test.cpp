// Trials that were never held: the same for any number of threads, with arms that differ as their people do.
#include <sinew/model/group_reading.hpp>
#include <sinew/model/virtual_trial.hpp>

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

TrialQuestion question() {
    TrialQuestion q;
    q.people.resize(20);
    for (std::size_t i = 0; i < q.people.size(); ++i) {
        q.people[i].drug = DrugClass::stimulant;
        q.people[i].days_abstinent = i % 4 < 2 ? 14 : 30;
    }
    PlannedDays training(28);
    for (std::size_t day = 0; day < 28; day += 2)
        training[day] = {{600, {{Modality::A, 40, 0.6, 1, std::nullopt}}, false}};
    q.arms = {{"usual care", PlannedDays(28)}, {"training", training}};
    q.instruments = {"craving_vas", "phq9", "vo2max"};
    q.visits = {0, 28};
    q.replicates = 80;
    return q;
}

TrialResult run(const TrialQuestion& q) {
    auto made = virtual_trial(q, packs().pack, packs().links, packs().instruments);
    if (!made) ADD_FAILURE() << to_line(made.error());
    return made.value_or(TrialResult{});
}

const knowledge::ObservationSpec& spec(std::string_view id) {
    for (const auto& one : packs().instruments)
        if (one.id == id) return one;
    return packs().instruments.front();
}

TEST(VirtualTrial, is_the_same_for_any_number_of_threads) {
    TrialQuestion one = question(), three = question();
    one.threads = 1;
    three.threads = 3;
    const TrialResult a = run(one), b = run(three);
    for (std::size_t arm = 0; arm < 2; ++arm)
        for (std::size_t i = 0; i < a.arms[arm].cells.size(); ++i) {
            EXPECT_EQ(a.arms[arm].cells[i].group_mean.mean, b.arms[arm].cells[i].group_mean.mean);
            EXPECT_EQ(a.arms[arm].cells[i].difference.squares,
                      b.arms[arm].cells[i].difference.squares);
        }
    EXPECT_EQ(a.arms[1].lapse_free.mean, b.arms[1].lapse_free.mean);
}

TEST(VirtualTrial, arms_begin_alike_and_training_makes_people_fitter) {
    const TrialResult made = run(question());
    const TrialCell& before = made.cell(1, 0, 0);
    EXPECT_NEAR(before.difference.mean, 0, 4 * before.difference.sd() / std::sqrt(80.0));
    EXPECT_GT(made.cell(1, 1, 2).difference.mean, 1) << "VO2max, % of the start";
    EXPECT_GT(made.cell(1, 1, 2).clear, before.clear);
    EXPECT_EQ(made.arms[0].in_programme.mean, 1) << "nobody leaves what is not there";
    EXPECT_LT(made.arms[1].in_programme.mean, 1);
    EXPECT_NEAR(made.arms[1].attended.mean, 0.65, 0.1);
}

TEST(VirtualTrial, what_cannot_be_run_is_refused) {
    const auto where = [](auto change) {
        TrialQuestion q = question();
        change(q);
        const auto made = virtual_trial(q, packs().pack, packs().links, packs().instruments);
        return made ? std::string{"answered"} : made.error().where;
    };
    EXPECT_EQ(where([](auto& q) { q.arms.pop_back(); }), "arms");
    EXPECT_EQ(where([](auto& q) { q.people.resize(3); }), "people");
    EXPECT_EQ(where([](auto& q) { q.replicates = 0; }), "replicates");
    EXPECT_EQ(where([](auto& q) { q.visits = {29}; }), "visits");
    EXPECT_EQ(where([](auto& q) { q.arms[1].days.resize(800); }), "arms");
    EXPECT_EQ(where([](auto& q) { q.instruments = {"cows"}; }), "instruments") << "stimulants";
}

TEST(Moments, of_halves_join_to_those_of_the_whole) {
    Moments whole, first, second;
    for (int i = 0; i < 50; ++i) {
        const double value = std::sin(i) + i;
        whole.add(value);
        (i < 17 ? first : second).add(value);
    }
    first.join(second);
    EXPECT_NEAR(first.mean, whole.mean, 1e-12);
    EXPECT_NEAR(first.sd(), whole.sd(), 1e-12);
    EXPECT_NEAR(whole.mean, 24.5, 0.1);
}

// The formula of the specification against readings drawn one by one on an even grid of chances.
TEST(GroupReading, has_the_mean_and_sd_of_many_readings) {
    constexpr int kPeople = 300, kReadings = 300;
    for (const char* id : {"phq9", "craving_vas", "cows", "rmssd", "vo2max"}) {
        const auto& one = spec(id);
        const double expected = one.highest > 0 ? 0.3 * one.highest : 110;
        Moments all;
        for (int i = 0; i < kPeople; ++i) {
            // Normal quantiles by reading an unbounded instrument: its scatter is the normal itself.
            knowledge::ObservationSpec normal;
            normal.highest = 0;
            normal.scatter = knowledge::Scatter::proportional;
            normal.spread = 1;
            const double z = reading_at(normal, 1, (i + 0.5) / kPeople) - 1;
            const double middle = shifted_score(one, expected, 0.6 * z);
            for (int k = 0; k < kReadings; ++k)
                all.add(reading_at(one, middle, (k + 0.5) / kReadings));
        }
        const GroupReading formula = group_reading(one, expected, 0.6);
        EXPECT_NEAR(formula.mean, all.mean, 0.01 * formula.mean) << id;
        EXPECT_NEAR(formula.sd, all.sd(), 0.02 * formula.sd) << id;
    }
}

}  // namespace
}  // namespace sinew::model
