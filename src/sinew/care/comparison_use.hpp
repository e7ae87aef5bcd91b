// Several programmes for one person, tried on the same draws: which the model would expect to help most, and how sure that order is.
//
// The job is cut between draws: `scores` answers for any draws, `told` puts the numbers of all of them together. Who does which part
// does not show in the answer.
#pragma once

#include <sinew/care/forecast_question.hpp>
#include <sinew/inference/model_output.hpp>

namespace sinew::care {

struct NamedProgramme {
    std::string name;  ///< as the reader calls it; all differ
    domain::Programme programme;
};

struct ComparisonAsked {
    std::string outcome = "craving_vas";  ///< that the programmes are put in order by
    int day = 0;  ///< compared at the end of this day; 0: the last of the shortest programme
    ForecastSettings settings;
};

/// Of one outcome under one programme. Differences are paired by draw: with the programme minus without any.
struct ComparedOutcome {
    model::Band value{}, difference{};
    double difference_known = 0;  ///< median of it with the links off that are hypotheses
};

struct ComparedProgramme {
    std::string name;
    std::vector<ComparedOutcome> outcomes;  ///< in the order of Comparison::outcomes
    double mean_place = 0;                  ///< 1 = first in every draw
    double first = 0;                       ///< share of draws in which it is best; ties are shared
    double better = 0;                      ///< share of draws in which it is better than none
    double known_place = 0;                 ///< mean place with the links off that are hypotheses
};

struct ComparisonOutcome {
    std::string id;
    const knowledge::ObservationSpec* spec = nullptr;  ///< nothing: lapse_free, in_programme
    bool lower_is_better = true;
    double step_error = 0;  ///< in its unit: largest difference from the next finer lanes
};

struct Comparison {
    ForecastAnswer told;  ///< who, and what was read and assumed; no forecast in it
    ComparisonAsked asked;
    int day = 0;
    std::vector<ComparisonOutcome> outcomes;
    std::size_t by = 0;                         ///< place of the outcome asked for
    std::vector<ComparedProgramme> programmes;  ///< the best mean place first
};

/// One class of substance, one person, several programmes.
class ComparisonJob {
public:
    /// One job; two when opioid and stimulant stand together without a main one. A job without a model answers `modelled() == false`.
    /// @errors as forecasts_for and model::check; not_found: outcome; out_of_range: day beyond a programme, more numbers than memory
    [[nodiscard]] static Result<std::vector<ComparisonJob>> make(
        const domain::Record& record, const std::vector<NamedProgramme>& programmes,
        const ComparisonAsked& asked, const ForecastPacks& packs,
        const knowledge::Catalogue& catalogue);

    [[nodiscard]] bool modelled() const noexcept { return question_.has_value(); }
    [[nodiscard]] std::size_t draws() const noexcept {
        return static_cast<std::size_t>(asked_.settings.draws);
    }
    /// How many numbers a draw has in `scores`.
    [[nodiscard]] std::size_t row() const noexcept;

    /// The numbers of these draws, row after row. @pre modelled()
    /// @errors out_of_range: a draw whose time constants are too short for the lanes
    [[nodiscard]] Result<std::vector<double>> scores(
        std::span<const std::size_t> draws,
        const std::function<void(std::size_t)>& progress = {}) const;

    /// @param all  the rows of all draws, in their order
    /// @errors as scores: the first draws are run again, finer, for the step error
    [[nodiscard]] Result<Comparison> told(std::span<const double> all) const;
    /// What is told where there is no model.
    [[nodiscard]] const ForecastAnswer& facts() const noexcept { return told_; }

private:
    ComparisonJob() = default;
    struct Draws;
    [[nodiscard]] Draws drawn(std::span<const std::size_t> draws) const;
    [[nodiscard]] Result<std::vector<double>> scores_at(
        std::span<const std::size_t> draws, bool finer,
        const std::function<void(std::size_t)>& progress) const;
    [[nodiscard]] std::size_t at(std::size_t draw, bool known, std::size_t programme,
                                 std::size_t outcome) const noexcept;
    void put_in_order(std::span<const double> all, Comparison& answer) const;

    ComparisonAsked asked_;
    ForecastAnswer told_;
    std::optional<model::ForecastQuestion> question_;
    std::vector<std::string> names_;
    std::vector<std::vector<std::vector<model::Segment>>> sessions_;  ///< none first, then theirs
    std::vector<inference::ModelOutput> outputs_;
    std::size_t by_ = 0;
    int day_ = 0;
    model::Links hypotheses_;
    model::Prior prior_;
    model::ConcentrationDays concentrations_;
};

}  // namespace sinew::care
