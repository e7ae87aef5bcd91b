// Many runs of one trial that was never held: people in arms, events drawn by day, readings at visits, arms as means and SDs.
//
// Uncalibrated: it says how large a trial would have to be if the model were true, not what exercise does.
#pragma once

#include <sinew/model/observation.hpp>
#include <sinew/model/prior.hpp>
#include <sinew/model/sampled_path.hpp>

#include <functional>
#include <string>
#include <vector>

namespace sinew::model {

struct TrialArm {
    std::string name;
    PlannedDays days;  ///< all empty: no programme, and nobody drops out of one
};

struct TrialQuestion {
    std::vector<PersonCourse>
        people;  ///< person i is in arm i modulo arms; people alike share their course before the trial
    std::vector<TrialArm> arms;  ///< 2 to 8; the first is what the others are compared with
    std::vector<std::string> instruments;  ///< ids of knowledge/model/observation.csv
    std::vector<std::size_t> visits;       ///< days of reading, 0 to the last
    int replicates = 1000;                 ///< of the whole trial, 1 to 1,000,000
    std::uint64_t seed = 1;
    SampleSettings sample;
    int steps_a_day = 2;
    unsigned threads = 0;  ///< the answer does not depend on it
};

/// Mean and scatter of a stream of numbers (Welford); joined by Chan's rule.
struct Moments {
    double count = 0, mean = 0, squares = 0;
    void add(double value) noexcept;
    void join(const Moments& other) noexcept;
    [[nodiscard]] double sd() const noexcept;  ///< 0 under two values
};

/// One instrument at one visit in one arm, over replicates.
struct TrialCell {
    Moments group_mean;  ///< of the arm's mean reading
    Moments group_sd;    ///< of the SD within the arm
    Moments difference;  ///< of the arm's mean minus the first arm's
    double clear = 0;    ///< share of replicates with |difference| over 1.96 standard errors
};

struct TrialArmResult {
    std::vector<TrialCell> cells;                ///< visit by visit, instrument by instrument
    Moments lapse_free, in_programme, attended;  ///< shares at the end, over replicates
};

struct TrialResult {
    std::vector<TrialArmResult> arms;
    std::size_t instruments = 0;
    [[nodiscard]] const TrialCell& cell(std::size_t arm, std::size_t visit,
                                        std::size_t instrument) const noexcept {
        return arms[arm].cells[visit * instruments + instrument];
    }
};

/// Each replicate is one draw of the parameters and one luck for everybody; memory does not grow with replicates.
/// @errors out_of_range: sizes and days; not_found: an instrument that is none, or one that not everybody's drug class has
/// @source docs/methods/forecast.md (virtual trials)
[[nodiscard]] Result<TrialResult> virtual_trial(
    const TrialQuestion& question, const knowledge::ModelPack& pack,
    std::span<const knowledge::ModelLink> links,
    std::span<const knowledge::ObservationSpec> instruments,
    const std::function<void(std::size_t)>& progress = {});

}  // namespace sinew::model
