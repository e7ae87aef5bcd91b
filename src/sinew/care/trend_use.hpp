// The trend use case: observations in; for each person and outcome what changed, what a bout does, and who needs a call.
#pragma once

#include <sinew/domain/observation.hpp>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/trend/alert_chart.hpp>
#include <sinew/trend/bout_effect.hpp>
#include <sinew/trend/change_point.hpp>
#include <sinew/trend/coverage.hpp>
#include <sinew/trend/level_change.hpp>
#include <sinew/trend/practice_days.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sinew::care {

/// AB and ABAB are phases; randomised designs name the days of a block inside which chance decided.
struct PracticeDesign {
    trend::DayDesign kind = trend::DayDesign::phases;
    int block_days = 0;
};

struct TrendQuestion {
    std::optional<Day> as_of;         ///< nothing: the last day of the file
    std::optional<std::string> only;  ///< one outcome
    std::optional<std::string> only_person;
    int baseline_days = 14;
    std::optional<PracticeDesign> design;
};

/// What makes somebody look today, gravest first.
enum class Attention : std::uint8_t { quiet, worse_alarm, worsened, rose_after_bouts };

struct OutcomeTrend {
    std::string person;
    const knowledge::OutcomeSpec* outcome = nullptr;
    bool before_sessions =
        false;  ///< the series is of the values before sessions: there were no others
    trend::Series series;
    trend::Coverage coverage;
    trend::LevelChange level;
    std::optional<trend::Slope> slope;
    std::vector<trend::ChangePoint> steps;
    std::optional<trend::AlertChart> chart;
    std::size_t chart_values = 0;  ///< in the days that would set the chart
    int quiet_limit_days = 0;
    bool quiet = false;
    std::optional<trend::BoutEffect> bouts;
    std::optional<trend::PracticeEffect> practice;
    std::vector<Attention> attention;
    bool mixed_offsets = false;  ///< times of this series carry different offsets from UTC
};

struct TrendAnswer {
    Day as_of{};
    std::vector<OutcomeTrend> trends;  ///< by person; those who need a look first
};

/// The slope is of late: a straight line over half a year says nothing of how things go now.
inline constexpr int kSlopeDays = 56;  // ours
/// Steps are looked for in this many values at most, the latest ones.
inline constexpr std::size_t kStepValues = 180;  // ours: the search grows with the square

/// A limit that days within `recent_days` passed counts as an alarm of today.
inline constexpr int kAlarmRecentDays =
    7;  // ours: a week is what one looks back over at a weekly visit

/// What was worked out at an earlier look at the same people, each piece with what it was worked out from. A piece is taken over
/// only where all it hangs on is the very same, bit for bit; so it is never stale, and every answer is the one without it.
class TrendMemory {
public:
    struct Kept {
        std::vector<trend::Bout> bouts;
        int baseline_days = 0;
        OutcomeTrend trend;
    };
    /// Of this person and outcome; nothing when there was none.
    [[nodiscard]] const Kept* find(const std::string& person, const std::string& outcome) const;
    void keep(const std::string& outcome, Kept kept);

private:
    std::map<std::pair<std::string, std::string>, Kept> kept_;
};

/// @param memory  may be null; read, and left with what was worked out now (not for a question with a design)
/// @pre  the observations are checked: known outcomes, values inside their ranges, no duplicates
[[nodiscard]] TrendAnswer trends_of(const std::vector<domain::Observation>& observations,
                                    const TrendQuestion& question,
                                    const knowledge::Catalogue& catalogue,
                                    TrendMemory* memory = nullptr);

}  // namespace sinew::care
