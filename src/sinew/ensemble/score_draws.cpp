#include <sinew/ensemble/score_draws.hpp>
#include <sinew/numerics/parallel_for.hpp>

#include <algorithm>
#include <atomic>

namespace sinew::ensemble {
Result<std::vector<double>> score_draws(const PersonDraws& person,
                                        std::span<const FollowedDays> programmes,
                                        const EndReading& reading, const RunSettings& settings,
                                        const std::function<void(std::size_t)>& progress) {
    const std::size_t draws = person.parameters.size();
    if (programmes.empty() || reading.scores == 0)
        return fail({ErrorCode::out_of_range, "nothing to score", "programmes",
                     "give at least one programme and one score"});
    std::vector<SlowProgramme> prepared;
    std::size_t most_kinds = 0, most_days = 0;
    for (const FollowedDays& programme : programmes) {
        if (const auto sound = check_days(programme, draws); !sound) return fail(sound.error());
        prepared.push_back(slow_programme(programme));
        most_kinds = std::max(most_kinds, prepared.back().kinds.size());
        most_days = std::max(most_days, programme.days);
    }
    SINEW_TRY(const auto ensemble,
              SlowEnsemble<double>::make(person, settings.accuracy, settings.target));
    const std::size_t row = programmes.size() * reading.scores;
    std::vector<double> scores(draws * row);
    std::atomic<std::size_t> done = 0;
    numerics::parallel_for(ensemble.blocks(), settings.threads, [&](std::size_t block) {
        auto space = ensemble.space(most_kinds, most_days);
        std::size_t count = 0;
        for (std::size_t q = 0; q < programmes.size(); ++q) {
            const auto medication = medication_of<double>(programmes[q], block, draws);
            const auto view = ensemble.run(prepared[q], block,
                                           medication.empty() ? nullptr : medication.data(), space);
            count = view.count;
            for (std::size_t lane = 0; lane < view.count; ++lane) {
                const std::size_t draw = view.first + lane;
                model::SlowState end;
                for (std::size_t i = 0; i < kSlowStates; ++i)
                    end.*model::kStateNames[i].member = view.of(programmes[q].days, i)[lane];
                reading.read(
                    person.parameters[draw], person.start[person.start.size() == 1 ? 0 : draw], end,
                    std::span{scores}.subspan(draw * row + q * reading.scores, reading.scores));
            }
        }
        if (progress) progress(done += count);
    });
    return scores;
}

}  // namespace sinew::ensemble
