// The use case of effects that grow with time: a table of doses at several times in, one model of both out.
#pragma once

#include <sinew/care/dose_use.hpp>
#include <sinew/dose_response/time_course.hpp>

namespace sinew::care {

/// Correlation of an arm with itself at another time when the table does not tell it: an assumption of ours, said in every
/// answer, with the answers at the two beside it.
inline constexpr double kAssumedRho = 0.5;

struct TimeCourseQuestion {
    DoseQuestion dose;
    std::string time_column;
    std::optional<double> rho;
    std::optional<double> constant;  ///< taken as known
    bool method_given = false;       ///< else maximum likelihood, or REML with a known constant
    std::vector<double> at_times;    ///< nothing: the times of the table
};

/// The same model at another correlation.
struct RhoAnswer {
    double rho = 0, constant = 0;
    std::vector<double> b;
};

struct TimeCourseAnswer {
    DoseTable table;
    TimeCourseQuestion question;
    double rho = 0;
    std::vector<dose_response::TimedStudy> studies;
    dose_response::TimeCourseFit fit;
    double reference = 0;
    std::vector<double> doses, times;              ///< that are told
    std::vector<dose_response::TimePoint> places;  ///< every one of `doses` at every one of `times`
    std::vector<dose_response::TimePoint> lines;  ///< up to four doses of the table, close together
    std::vector<double> line_doses;
    std::vector<RhoAnswer> other_rhos;
    std::vector<std::string> warnings;
};

/// @errors every fault of the table, of a study, of the model
[[nodiscard]] Checked<TimeCourseAnswer> time_course_answer(const domain::StudyTable& table,
                                                           const TimeCourseQuestion& question);

}  // namespace sinew::care
