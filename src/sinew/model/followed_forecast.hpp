// The followed path over all draws: every session done, no use, no drop-out; the difference the programme makes, and what it rests on.
#pragma once

#include <sinew/model/forecast.hpp>
#include <sinew/model/forecast_run.hpp>

namespace sinew::model {

/// Bands of one quantity under one path from its two sheets; reorders both.
/// @param spec  of the instrument, for the readings
[[nodiscard]] PathBands path_bands(Sheet& with, Sheet& without,
                                   const knowledge::ObservationSpec& spec, unsigned threads);

class FollowedForecast {
public:
    FollowedForecast(const ForecastQuestion& question, const std::vector<ObservationModel>& models,
                     std::span<const knowledge::ModelLink> links);

    /// The runs of draw `k`. May be called from several threads, each draw once.
    void draw(const DrawnPerson& person, std::size_t k);

    /// Outcomes, shares and dependence. @param centre  the person at the values themselves
    void fold(const DrawnPerson& centre, Forecast& forecast);

private:
    struct Outcome {
        Sheet with, without;
        std::vector<double> end, end_known, end_own;  ///< differences at the end, by draw
        std::vector<std::vector<double>> end_off;     ///< by mechanism, in the first draws
        std::vector<std::vector<double>> shapley;     ///< the same
    };
    struct Pair {
        Course with, without;
    };

    void run_both(const DrawnPerson& person, const Parameters& p, Pair& pair) const;
    [[nodiscard]] double score(std::size_t instrument, const Course& course, std::size_t day,
                               const Parameters& p) const noexcept;
    /// What the programme makes of each outcome at the end.
    [[nodiscard]] std::vector<double> ends(const Pair& pair, const Parameters& p) const;
    void contributions_of(const DrawnPerson& person, std::size_t k, Pair& pair);
    [[nodiscard]] OutcomeForecast outcome(std::size_t i, const Pair& centre, const Parameters& p);

    const ForecastQuestion& q_;
    const std::vector<ObservationModel>& models_;
    std::vector<std::vector<Segment>> segments_;
    std::size_t days_, draws_, contributions_;
    Links hypotheses_, borrowed_;
    std::vector<Mechanism> mechanisms_;
    std::vector<Outcome> outcomes_;
    std::vector<Sheet> latent_, latent_without_;  ///< of kLatentStates
    Sheet lapse_, lapse_without_, stay_, stay_without_;
};

}  // namespace sinew::model
