// Many programmes on the same draws: the numbers are those of one programme alone, wherever the job is cut.
#include <gtest/gtest.h>
#include <sinew/ensemble/score_draws.hpp>
#include <sinew/model/prior.hpp>

namespace sinew::ensemble {
namespace {

using model::Modality;
using model::Segment;
using Weekly = std::vector<std::vector<Segment>>;

struct Job {
    std::vector<model::Parameters> draws;
    std::vector<model::SlowState> start;
    std::vector<Weekly> sessions;
    std::vector<double> medication;  ///< of 30 days

    explicit Job(std::size_t count) {
        const auto pack = knowledge::load_model_pack(knowledge::PackSource::embedded());
        const auto links = knowledge::load_model_links(knowledge::PackSource::embedded());
        const auto prior = *model::Prior::read(*pack, *links);
        for (std::size_t k = 0; k < count; ++k) {
            draws.push_back(
                chosen_for(prior.draw(7, k).parameters, model::DrugClass::opioid, model::Sex::M));
            start.emplace_back();
            start.back().X += 0.01 * static_cast<double>(k);
        }
        for (const std::size_t often : {7U, 3U, 2U}) {
            Weekly days(30);
            for (std::size_t n = 0; n < days.size(); n += often)
                days[n] = {{Modality::A, 30, 0.6, 1, {}}};
            sessions.push_back(std::move(days));
        }
        for (std::size_t day = 0; day < 30; ++day)
            for (std::size_t k = 0; k < count; ++k)
                medication.push_back(0.1 + 0.01 * static_cast<double>(k % 20));
    }
    /// Draws `from` up to `to`.
    [[nodiscard]] Result<std::vector<double>> scores(std::size_t from, std::size_t to,
                                                     unsigned threads = 1) const {
        std::vector<double> drive;
        for (std::size_t day = 0; day < 30; ++day)
            for (std::size_t k = from; k < to; ++k)
                drive.push_back(medication[day * draws.size() + k]);
        std::vector<FollowedDays> programmes;
        for (const Weekly& one : sessions) programmes.push_back({one, 30, 0.5, 0.3, drive});
        const EndReading reading{2,
                                 [](const auto& p, const auto& begin, const auto& end, auto to_) {
                                     to_[0] = end.C + 0 * p.c_0;
                                     to_[1] = end.X - begin.X;
                                 }};
        RunSettings settings;
        settings.threads = threads;
        return score_draws(
            {std::span{draws}.subspan(from, to - from), std::span{start}.subspan(from, to - from)},
            programmes, reading, settings);
    }
};

TEST(ScoreDraws, are_those_of_each_programme_run_alone) {
    const Job job{19};
    const auto scores = job.scores(0, 19);
    ASSERT_TRUE(scores) << to_line(scores.error());
    ASSERT_EQ(scores->size(), 19U * 3 * 2);
    for (std::size_t q = 0; q < 3; ++q) {
        const auto courses =
            run_draws({job.draws, job.start}, {job.sessions[q], 30, 0.5, 0.3, job.medication}, {});
        for (std::size_t k = 0; k < 19; ++k) {
            EXPECT_EQ((*scores)[(k * 3 + q) * 2], courses->at(30, k).C);
            EXPECT_EQ((*scores)[(k * 3 + q) * 2 + 1], courses->at(30, k).X - job.start[k].X);
        }
    }
}

TEST(ScoreDraws, keep_their_bits_wherever_the_job_is_cut_and_on_any_number_of_threads) {
    const Job job{37};
    const auto whole = *job.scores(0, 37);
    EXPECT_EQ(*job.scores(0, 37, 3), whole);
    for (const std::size_t cut : {1U, 8U, 21U}) {
        auto parts = *job.scores(0, cut);
        const auto rest = *job.scores(cut, 37);
        parts.insert(parts.end(), rest.begin(), rest.end());
        EXPECT_EQ(parts, whole) << "cut at " << cut;
    }
}

TEST(ScoreDraws, refuse_an_empty_job) {
    const Job job{2};
    const auto none = score_draws({job.draws, job.start}, {}, {1, {}}, {});
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().where, "programmes");
}

}  // namespace
}  // namespace sinew::ensemble
