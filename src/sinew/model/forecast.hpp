// What may happen to one person under one programme: bands over prior draws, beside the same person without the programme.
//
// Nothing here is calibrated. Two paths: `followed` (every session attended, no use, no drop-out; lapse stands beside it as a curve) and
// `sampled` (attendance, lapse, second day and drop-out drawn).
#pragma once

#include <sinew/model/forecast_question.hpp>
#include <sinew/model/forecast_sheet.hpp>
#include <sinew/model/link_share.hpp>
#include <sinew/model/observation.hpp>
#include <sinew/model/prior.hpp>
#include <sinew/model/session_day.hpp>
#include <sinew/model/step_error.hpp>

#include <functional>

namespace sinew::model {

struct Contribution {
    std::string name;
    std::vector<std::string> links;  ///< ids
    Band change{};                   ///< of the difference at the end when the mechanism is off
    std::optional<Band> shapley;     ///< its part by Shapley's value, where asked for
};

/// One quantity under one path, with and without the programme; draw by draw the same luck in both.
struct PathBands {
    std::vector<Band> with, without;  ///< by day, 0 to days
    std::vector<Band> difference;     ///< paired by draw
    std::vector<int> reading_days;
    std::vector<Band> reading;  ///< where one reading may fall on those days, with the programme
};

struct OutcomeForecast {
    const knowledge::ObservationSpec* spec = nullptr;
    PathBands followed;
    std::optional<PathBands> sampled;
    std::vector<double> centre, centre_without;  ///< followed, at the values themselves
    LinkShare hypotheses, borrowed;              ///< of the followed path, at the end
    std::vector<Contribution> contributions;
    Band interaction{};  ///< what the mechanisms one at a time do not add up to
};

/// A state that no instrument of the forecast reads: latent, for looking at the mechanism only.
struct LatentLevel {
    std::string_view state;  ///< symbol
    std::vector<Band> followed, without_programme;
};

/// The share still free by day, from the hazards of the followed path.
struct ShareForecast {
    std::vector<Band> followed, without_programme;
    std::vector<double> centre, centre_without;
};

/// The share of draws in which it has not happened yet, and where it may lie by the luck of the draws alone (90 %, Wilson).
struct CountedShare {
    std::vector<double> free, low, high;  ///< by day, 0 to days
};

struct SampledEvents {
    CountedShare lapse_free, lapse_free_without, in_programme;
    Band attended{};  ///< share of the sessions planned while in the programme
    Band lapses{}, lapses_without{};
    Band use_days{}, use_days_without{};
    std::vector<double>
        first_lapse_by_hour;  ///< of first lapses, 24 shares; only where the day was looked into
};

struct Forecast {
    std::vector<OutcomeForecast> outcomes;
    ShareForecast lapse_free, in_programme;
    std::optional<SampledEvents> events;
    std::vector<LatentLevel> latent;  ///< T first: low means that tolerance is lost
    std::optional<SessionDayView> session_day;
    StepError step_error;
    int draws = 0, rejections = 0, contribution_draws = 0, shapley_orders = 0;
    std::uint64_t seed = 0;
};

/// The states told as latent levels.
inline constexpr std::array<std::string_view, 6> kLatentStates{"T", "L", "N", "R", "Q", "P"};

/// The steps a day that a forecast takes, and their error on the values themselves and the first draws: what is stored with it.
/// @errors out_of_range: the steps asked for are too coarse, or none is fine enough
[[nodiscard]] Result<StepError> step_error_of(const ForecastQuestion& question, const Prior& prior,
                                              const ConcentrationDays& concentrations);

/// @param progress  told how many of all runs are done; may be empty; called from several threads
/// @errors out_of_range: days, draws or the person's numbers outside what the model can answer
/// @source docs/methods/model.md (sections 3, 8, 17), docs/methods/forecast.md
[[nodiscard]] Result<Forecast> forecast(const ForecastQuestion& question,
                                        const knowledge::ModelPack& pack,
                                        std::span<const knowledge::ModelLink> links,
                                        std::span<const knowledge::ObservationSpec> instruments,
                                        const std::function<void(std::size_t)>& progress = {});

}  // namespace sinew::model
