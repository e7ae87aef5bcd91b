#include <sinew/model/followed_forecast.hpp>
#include <sinew/model/sampled_forecast.hpp>
#include <sinew/model/session_day_forecast.hpp>
#include <sinew/numerics/parallel_for.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <atomic>

namespace sinew::model {
namespace {

constexpr std::size_t kDayViewDraws = 200;  // enough for a band of curves that are only looked at
constexpr std::size_t kStepErrorDraws = 8;

/// The instruments this person's drug class has.
Result<std::vector<ObservationModel>> instruments_for(
    DrugClass drug, std::span<const knowledge::ObservationSpec> specs) {
    std::vector<ObservationModel> instruments;
    for (const knowledge::ObservationSpec& spec : specs) {
        if (spec.opioid_only && drug != DrugClass::opioid) continue;
        SINEW_TRY(ObservationModel bound, ObservationModel::bind(spec));
        instruments.push_back(std::move(bound));
    }
    return instruments;
}

/// The error of the stepper on the values themselves and the first draws; without a wish, as many steps as it takes.
Result<StepError> chosen_steps(const ForecastQuestion& q, std::vector<DrawnPerson> people) {
    constexpr int kMostSteps = 64;
    const auto segments = all_segments(q.days);
    int steps = q.steps_a_day > 0 ? q.steps_a_day : kForecastSteps;
    for (;; steps *= 2) {
        StepError error;
        for (DrawnPerson& person : people) {
            person.steps_a_day = steps;
            compare_with_half_steps(person, segments, q.days.size(), error);
        }
        if (error.states <= kStepErrorAllowed) return error;
        if (q.steps_a_day > 0 || 2 * steps > kMostSteps)
            return fail(
                {ErrorCode::out_of_range,
                 fmt::format("{} steps a day are too coarse for this exposure: error {:.2g}, "
                             "allowed {:.0g}",
                             steps, error.states, kStepErrorAllowed),
                 "steps", "give more steps a day, or none: then they are chosen"});
    }
}

}  // namespace

Result<StepError> step_error_of(const ForecastQuestion& question, const Prior& prior,
                                const ConcentrationDays& concentrations) {
    const std::size_t days = question.days.size();
    std::vector<DrawnPerson> tried{
        drawn_person(question.person, concentrations, prior.centre(), days)};
    for (std::size_t k = 0; k < std::min(static_cast<std::size_t>(question.draws), kStepErrorDraws);
         ++k)
        tried.push_back(drawn_person(question.person, concentrations,
                                     prior.draw(question.seed, k).parameters, days));
    return chosen_steps(question, std::move(tried));
}

Result<Forecast> forecast(const ForecastQuestion& question, const knowledge::ModelPack& pack,
                          std::span<const knowledge::ModelLink> links,
                          std::span<const knowledge::ObservationSpec> specs,
                          const std::function<void(std::size_t)>& progress) {
    if (const auto fine = check(question); !fine) return tl::make_unexpected(fine.error());
    SINEW_TRY(Prior prior, Prior::read(pack, links));
    prior.switch_off(question.off);
    SINEW_TRY(const ConcentrationDays concentrations, buprenorphine_days(question.person, pack));
    SINEW_TRY(const auto instruments, instruments_for(question.person.drug, specs));
    if (const auto fine = check(prior.centre()); !fine) return tl::make_unexpected(fine.error());
    const std::size_t days = question.days.size();
    const auto draws = static_cast<std::size_t>(question.draws);
    SINEW_TRY(const StepError step_error, step_error_of(question, prior, concentrations));
    const auto person_with = [&](const Parameters& parameters) {
        DrawnPerson person = drawn_person(question.person, concentrations, parameters, days);
        person.steps_a_day = step_error.steps_a_day;
        return person;
    };
    FollowedForecast followed{question, instruments, links};
    std::optional<SampledForecast> sampled;
    if (question.sampled) sampled.emplace(question, instruments);
    std::vector<int> rejections(draws);
    std::vector<DrawnPerson> first(std::min(draws, kDayViewDraws));
    std::atomic<std::size_t> done = 0;
    numerics::parallel_for(draws, question.threads, [&](std::size_t k) {
        const PriorDraw drawn = prior.draw(question.seed, k);
        rejections[k] = drawn.rejections;
        const DrawnPerson person = person_with(drawn.parameters);
        followed.draw(person, k);
        if (sampled) sampled->draw(person, k);
        if (k < first.size()) first[k] = person;
        if (progress) progress(++done);
    });
    Forecast answer;
    answer.draws = question.draws;
    answer.contribution_draws = std::clamp(question.contribution_draws, 0, question.draws);
    answer.shapley_orders = question.shapley_orders;
    answer.seed = question.seed;
    for (const int rejected : rejections) answer.rejections += rejected;
    const DrawnPerson centre = person_with(prior.centre());
    followed.fold(centre, answer);
    if (sampled) sampled->fold(answer);
    answer.step_error = step_error;
    if (question.view_day)
        answer.session_day = session_day_over(question, *question.view_day, first, centre);
    return answer;
}

}  // namespace sinew::model
