// The lanes against the model they must not differ from, and against each other on every instruction set of this machine.
#include <gtest/gtest.h>
#include <sinew/ensemble/slow_ensemble.hpp>
#include <sinew/model/continuous_day.hpp>
#include <sinew/model/prior.hpp>

#include <cmath>
#include <cstring>

namespace sinew::ensemble {
namespace {

using model::kParameterNames;
using model::kStateNames;
using model::Modality;
using model::Parameters;
using model::Segment;
using model::SlowState;

const model::Prior& prior() {
    static const auto read = [] {
        const auto pack = knowledge::load_model_pack(knowledge::PackSource::embedded());
        const auto links = knowledge::load_model_links(knowledge::PackSource::embedded());
        return *model::Prior::read(*pack, *links);
    }();
    return read;
}

std::vector<Parameters> draws(std::size_t count, model::DrugClass drug = model::DrugClass::opioid) {
    std::vector<Parameters> made;
    for (std::size_t k = 0; k < count; ++k)
        made.push_back(chosen_for(prior().draw(1, k).parameters, drug, model::Sex::M));
    return made;
}

/// Training of all three kinds, a rest, overload at the end.
std::vector<std::vector<Segment>> mixed_programme(std::size_t days) {
    std::vector<std::vector<Segment>> made(days);
    for (std::size_t n = 0; n < days; ++n) {
        if (n % 7 == 1 || n % 7 == 4)
            made[n] = {{Modality::A, 30, 0.55, 1, {}}, {Modality::R, 20, 0.60, 1, {}}};
        if (n % 7 == 6)
            made[n] = {{Modality::M, 20, 0.25, 0.7, 9.0}, {Modality::M, 20, 0.25, 0.4, {}}};
        if (n > 2 * days / 3) made[n] = {{Modality::A, 60, 0.85, 1, {}}};
    }
    return made;
}

/// Medication from the tenth day on, another amount for each draw.
std::vector<double> medication(std::size_t days, std::size_t count) {
    std::vector<double> made(days * count);
    for (std::size_t day = 10; day < days; ++day)
        for (std::size_t k = 0; k < count; ++k)
            made[day * count + k] = 0.3 + 0.4 / static_cast<double>(k + 1);
    return made;
}

/// Largest difference from the continuous system, by state, as contract section 8 counts it.
std::array<double, kSlowStates> errors(const DrawCourses& courses,
                                       const std::vector<Parameters>& all,
                                       const FollowedDays& programme) {
    std::array<double, kSlowStates> worst{};
    for (std::size_t k = 0; k < all.size(); ++k) {
        std::array<double, kSlowStates> apart{}, largest{};
        largest.fill(1);
        SlowState x;
        double B = 0.5;
        for (std::size_t n = 0; n <= programme.days; ++n) {
            const SlowState ours = courses.at(n, k);
            for (std::size_t i = 0; i < kSlowStates; ++i) {
                const double exact = x.*kStateNames[i].member;
                largest[i] = std::max(largest[i], std::abs(exact));
                apart[i] = std::max(apart[i], std::abs(ours.*kStateNames[i].member - exact));
            }
            if (n == programme.days) break;
            model::DayInputs day;
            day.B = B;
            if (n < programme.sessions.size()) take_sessions(day, programme.sessions[n], all[k]);
            B = day.B;
            day.stress = programme.stress;
            day.A_v = programme.availability;
            if (!programme.medication.empty()) day.E_m = programme.medication[n * all.size() + k];
            x = continuous_day(x, day, all[k]);
        }
        for (std::size_t i = 0; i < kSlowStates; ++i)
            worst[i] = std::max(worst[i], apart[i] / largest[i]);
    }
    return worst;
}

TEST(SlowEnsemble, comes_as_near_to_the_continuous_system_as_it_was_asked) {
    const auto all = draws(24);
    const auto sessions = mixed_programme(56);
    const auto drive = medication(56, all.size());
    const SlowState start;
    const FollowedDays programme{sessions, 56, 0.01, 0.4, drive};
    for (const auto& [accuracy, bound] : {std::pair{Accuracy::forecast, 1e-3},
                                          {Accuracy::close, 1.5e-4},
                                          {Accuracy::tight, 5e-5}}) {
        const auto courses = run_draws({all, {&start, 1}}, programme, {.accuracy = accuracy});
        ASSERT_TRUE(courses) << to_line(courses.error());
        const auto worst = errors(*courses, all, programme);
        for (std::size_t i = 0; i < kSlowStates; ++i)
            EXPECT_LT(worst[i], bound)
                << kStateNames[i].symbol << " at " << static_cast<int>(accuracy);
        EXPECT_GT(courses->error.states, 0);
        EXPECT_LT(courses->error.states, bound) << "the estimate stored with the answer";
    }
}

/// Each parameter in turn moved away from its value: a link that the lanes lack, or have with another sign, would show.
TEST(SlowEnsemble, has_every_link_of_the_model) {
    const Parameters centre = draws(1).front();
    std::vector<Parameters> all;
    for (const model::ParameterName& name : kParameterNames) {
        Parameters p = centre;
        p.*name.member = p.*name.member * 1.3 + (p.*name.member == 0 ? 0.1 : 0);
        if (name.symbol == "a_K") p.a_K = 0.6;
        if (!model::check(p)) p = centre;
        all.push_back(p);
    }
    const auto sessions = mixed_programme(42);
    const auto drive = medication(42, all.size());
    const SlowState start;
    const FollowedDays programme{sessions, 42, 1, 0.4, drive};
    const auto courses = run_draws({all, {&start, 1}}, programme, {.accuracy = Accuracy::close});
    ASSERT_TRUE(courses) << to_line(courses.error());
    for (std::size_t k = 0; k < all.size(); ++k) {
        const auto worst = [&] {
            const std::vector<Parameters> one{all[k]};
            DrawCourses alone{42, 1};
            for (std::size_t day = 0; day <= 42; ++day)
                for (std::size_t i = 0; i < kSlowStates; ++i)
                    alone.of(day, i)[0] = courses->of(day, i)[k];
            std::vector<double> own(42);
            for (std::size_t day = 0; day < 42; ++day) own[day] = drive[day * all.size() + k];
            return errors(alone, one, {sessions, 42, 1, 0.4, own});
        }();
        for (std::size_t i = 0; i < kSlowStates; ++i)
            EXPECT_LT(worst[i], 2e-4)
                << kParameterNames[k].symbol << " in " << kStateNames[i].symbol;
    }
}

template <class Real>
std::vector<Real> bits_of(const std::vector<Parameters>& all, Target target, Accuracy accuracy) {
    const SlowState start;
    const auto sessions = mixed_programme(40);
    const auto drive = medication(40, kBlock<Real>);
    const auto made = SlowEnsemble<Real>::make({all, {&start, 1}}, accuracy, target);
    const SlowProgramme programme = slow_programme({sessions, 40, 0.5, 0.3, {}});
    std::vector<Lanes<Real>> lanes(40);
    for (std::size_t day = 0; day < 40; ++day)
        for (std::size_t k = 0; k < kBlock<Real>; ++k)
            lanes[day].at[k] = static_cast<Real>(drive[day * kBlock<Real> + k]);
    auto space = made->space(programme.kinds.size(), 40);
    std::vector<Real> all_bits;
    for (std::size_t block = 0; block < made->blocks(); ++block) {
        const auto view = made->run(programme, block, lanes.data(), space);
        for (std::size_t day = 0; day <= 40; ++day)
            for (std::size_t state = 0; state < kSlowStates; ++state)
                all_bits.insert(all_bits.end(), view.of(day, state),
                                view.of(day, state) + view.count);
    }
    return all_bits;
}

template <class Real>
class EveryTarget : public testing::Test {};
using Reals = testing::Types<double, float>;
TYPED_TEST_SUITE(EveryTarget, Reals);

TYPED_TEST(EveryTarget, gives_the_bits_of_the_reference) {
    const auto all = draws(75);
    for (const Accuracy accuracy : {Accuracy::forecast, Accuracy::close, Accuracy::tight}) {
        const auto plain = bits_of<TypeParam>(all, Target::reference, accuracy);
        for (const TypeParam x : plain) ASSERT_TRUE(std::isfinite(x));
        for (const Target target : {Target::avx2, Target::avx512}) {
            if (!available(target)) continue;
            const auto lanes = bits_of<TypeParam>(all, target, accuracy);
            ASSERT_EQ(lanes.size(), plain.size());
            EXPECT_EQ(std::memcmp(lanes.data(), plain.data(), plain.size() * sizeof(TypeParam)), 0)
                << "target " << static_cast<int>(target) << " accuracy "
                << static_cast<int>(accuracy);
        }
    }
}

TEST(SlowEnsemble, knows_nothing_of_lane_thread_or_neighbour) {
    const auto all = draws(61);
    const auto sessions = mixed_programme(30);
    const SlowState start;
    const FollowedDays programme{sessions, 30, 1, 0.3, {}};
    const auto one = run_draws({all, {&start, 1}}, programme, {.threads = 1});
    for (const unsigned threads : {2U, 3U, 0U}) {
        const auto more = run_draws({all, {&start, 1}}, programme, {.threads = threads});
        for (std::size_t k = 0; k < all.size(); ++k) EXPECT_EQ(more->at(30, k), one->at(30, k));
    }
    const std::vector<Parameters> tail{all.begin() + 7, all.end()};
    const auto moved = run_draws({tail, {&start, 1}}, programme, {});
    for (std::size_t k = 0; k < tail.size(); ++k) EXPECT_EQ(moved->at(30, k), one->at(30, k + 7));
}

TEST(SlowEnsemble, in_floats_is_near_enough_to_rank) {
    const auto all = draws(16);
    const auto wide =
        bits_of<double>({all.begin(), all.begin() + 8}, best_target(), Accuracy::close);
    const auto narrow = bits_of<float>(all, best_target(), Accuracy::close);
    double apart = 0;
    for (std::size_t i = 0; i < wide.size() / 8; ++i)
        for (std::size_t k = 0; k < 8; ++k)
            apart = std::max(apart,
                             std::abs(wide[i * 8 + k] - static_cast<double>(narrow[i * 16 + k])) /
                                 std::max(1.0, std::abs(wide[i * 8 + k])));
    EXPECT_LT(apart, 5e-5);
}

TEST(SlowEnsemble, refuses_what_it_cannot_answer) {
    auto all = draws(3);
    const SlowState start;
    const FollowedDays programme{{}, 10, 1, 0.3, {}};
    const auto place = [&](const PersonDraws& person, const FollowedDays& days) {
        const auto courses = run_draws(person, days, {});
        return courses ? std::string{"answered"} : courses.error().where;
    };
    EXPECT_EQ(place({all, {&start, 1}}, programme), "answered");
    EXPECT_EQ(place({{}, {&start, 1}}, programme), "parameters");
    EXPECT_EQ(place({all, {}}, programme), "start");
    EXPECT_EQ(place({all, {&start, 1}}, {{}, 0, 1, 0.3, {}}), "days");
    EXPECT_EQ(place({all, {&start, 1}}, {{}, 731, 1, 0.3, {}}), "days");
    const std::vector<double> short_list(5);
    EXPECT_EQ(place({all, {&start, 1}}, {{}, 10, 1, 0.3, short_list}), "medication");
    all[1].tau_C = 0.2;
    EXPECT_EQ(place({all, {&start, 1}}, programme), "tau_C");
    all[1].tau_C = std::nan("");
    EXPECT_EQ(place({all, {&start, 1}}, programme), "tau_C");
}

}  // namespace
}  // namespace sinew::ensemble
