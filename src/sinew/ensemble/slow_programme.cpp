#include <sinew/ensemble/slow_ensemble.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::ensemble {
namespace {

// Typical values, for the choice of steps only: no answer depends on them beyond its step error.
constexpr double kLoadDays = 3.5, kHalfLoad = 0.1, kSlope = 1.92;

bool same(const model::Segment& a, const model::Segment& b) {
    return a.modality == b.modality && a.minutes == b.minutes && a.intensity == b.intensity &&
           a.quality == b.quality && a.breaths_per_min == b.breaths_per_min;
}

/// The drive x / (x + half) of a load that grows from little has a pole shortly before midnight: the nearer, the shorter the first steps.
class Grades {
public:
    int of_day(std::span<const model::Segment> segments) {
        std::array<double, 3> dose{};
        for (const model::Segment& s : segments) {
            const double weight =
                s.modality == model::Modality::A
                    ? s.intensity / model::kReferenceAerobic *
                          std::exp(kSlope * (s.intensity - model::kReferenceAerobic))
                : s.modality == model::Modality::R ? s.intensity / model::kReferenceLoad
                                                   : s.quality;
            dose[static_cast<std::size_t>(s.modality)] +=
                s.minutes / model::kReferenceMinutes * weight;
        }
        int grade = 0;
        for (std::size_t m = 0; m < dose.size(); ++m) {
            if (dose[m] > 0)
                for (double near = (load_[m] + kHalfLoad) * kLoadDays / dose[m];
                     grade < kGrades && near * (1 << grade) < 1;)
                    ++grade;
            load_[m] = dose[m] + (load_[m] - dose[m]) * std::exp(-1 / kLoadDays);
        }
        return grade;
    }

private:
    std::array<double, 3> load_{};
};

}  // namespace

bool same_segments(std::span<const model::Segment> a, std::span<const model::Segment> b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

SlowProgramme slow_programme(const FollowedDays& programme) {
    SlowProgramme made;
    made.kinds.emplace_back();
    Grades grades;
    for (std::size_t n = 0; n < programme.days; ++n) {
        DayShape day{0, 0, programme.stress, programme.availability};
        const std::span<const model::Segment> segments =
            n < programme.sessions.size() ? std::span<const model::Segment>{programme.sessions[n]}
                                          : std::span<const model::Segment>{};
        const auto known =
            std::find_if(made.kinds.begin(), made.kinds.end(),
                         [&](const auto& kind) { return same_segments(kind, segments); });
        day.kind = static_cast<std::size_t>(known - made.kinds.begin());
        if (known == made.kinds.end()) made.kinds.emplace_back(segments.begin(), segments.end());
        day.grade = grades.of_day(segments);
        made.days.push_back(day);
    }
    return made;
}

}  // namespace sinew::ensemble
