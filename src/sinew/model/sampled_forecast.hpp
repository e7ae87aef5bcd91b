// The sampled path over all draws: one course with its luck a draw, with and without the programme under the same luck.
#pragma once

#include <sinew/model/forecast.hpp>
#include <sinew/model/sampled_path.hpp>

namespace sinew::model {

class SampledForecast {
public:
    SampledForecast(const ForecastQuestion& question, const std::vector<ObservationModel>& models);

    /// The courses of draw `k`. May be called from several threads, each draw once.
    void draw(const DrawnPerson& person, std::size_t k);

    /// Puts the bands into the outcomes and the events beside them. @pre forecast.outcomes in the order of the models
    void fold(Forecast& forecast);

private:
    /// What is left of a course when its scores have been read.
    struct Luck {
        std::optional<std::size_t> first_lapse, first_lapse_slot, dropout;
        int lapses = 0, use_days = 0, attended = 0, planned = 0;
    };
    static Luck luck_of(const SampledPath& path);
    [[nodiscard]] CountedShare counted(const std::vector<Luck>& all,
                                       std::optional<std::size_t> Luck::*when) const;

    const ForecastQuestion& q_;
    const std::vector<ObservationModel>& models_;
    std::size_t days_, draws_;
    std::vector<Sheet> with_, without_;
    std::vector<Luck> luck_, luck_without_;
};

/// Wilson's interval of a share, 90 %. @pre n > 0
[[nodiscard]] std::array<double, 2> counted_interval(double hits, double n) noexcept;

}  // namespace sinew::model
