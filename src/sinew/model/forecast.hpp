// What may happen to one person under one programme: bands over prior draws, beside the same person without the programme.
//
// Nothing here is calibrated. The path is `followed`: every session attended, no use, no drop-out; lapse stands beside it as a curve.
#pragma once

#include <sinew/knowledge/model_links.hpp>
#include <sinew/model/observation.hpp>
#include <sinew/model/person_course.hpp>
#include <sinew/model/prior.hpp>

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sinew::model {

inline constexpr std::array<double, 5> kBandLevels{0.05, 0.25, 0.50, 0.75, 0.95};
using Band = std::array<double, 5>;  ///< at kBandLevels

struct ForecastQuestion {
    PersonCourse person;
    std::vector<std::vector<Segment>> days;  ///< sessions of each day; at most 730 days
    bool mind_body_used = false;  ///< then links that are hypotheses for it count as such
    std::uint64_t seed = 1;
    int draws = 1000;              ///< 20 to 100,000
    int contribution_draws = 128;  ///< of the first draws; 0 = no contributions
    unsigned threads = 0;  ///< 0: as many as the machine has; the answer does not depend on it
};

/// How much of what the programme changes at the end stands on links that are hypotheses, by switching them off in both arms.
struct LinkShare {
    double with = 0;              ///< median difference the programme makes, all links
    double without = 0;           ///< the same with those links off
    std::optional<double> share;  ///< median of (with - without) / with; nothing: not defined
};

struct Contribution {
    std::string mechanism;
    Band change{};  ///< of the difference at the end when the mechanism's links are off
};

struct OutcomeForecast {
    const knowledge::ObservationSpec* spec = nullptr;
    std::vector<Band> followed;                  ///< expected score by day, 0 to days
    std::vector<Band> without_programme;         ///< same path, no sessions
    std::vector<Band> difference;                ///< paired by draw
    std::vector<double> centre, centre_without;  ///< the run at the values themselves
    std::vector<int> reading_days;
    std::vector<Band> reading;  ///< where one reading may fall on those days
    LinkShare hypotheses, borrowed;
    std::vector<Contribution> contributions;
    Band interaction{};  ///< what the mechanisms one at a time do not add up to
};

struct ShareForecast {
    std::vector<Band> followed, without_programme;  ///< share still free, by day
    std::vector<double> centre, centre_without;
};

struct Forecast {
    std::vector<OutcomeForecast> outcomes;
    ShareForecast lapse_free, in_programme;
    std::vector<Band> dependence;  ///< T by day: low means that tolerance is lost
    int draws = 0, rejections = 0;
    std::uint64_t seed = 0;
};

/// The links a forecast switches off: those that are hypotheses, or those borrowed from elsewhere.
[[nodiscard]] std::vector<const knowledge::ModelLink*> hypotheses_of(
    std::span<const knowledge::ModelLink> links, bool mind_body_used);
[[nodiscard]] std::vector<const knowledge::ModelLink*> borrowed_of(
    std::span<const knowledge::ModelLink> links);

/// @param progress  told how many of all runs are done; may be empty; called from several threads
/// @errors out_of_range: days, draws or the person's numbers outside what the model can answer
/// @source docs/methods/model.md (sections 3, 8, 17), docs/methods/forecast.md
[[nodiscard]] Result<Forecast> forecast(const ForecastQuestion& question,
                                        const knowledge::ModelPack& pack,
                                        std::span<const knowledge::ModelLink> links,
                                        std::span<const knowledge::ObservationSpec> instruments,
                                        const std::function<void(std::size_t)>& progress = {});

}  // namespace sinew::model
