#include <sinew/model/session_day_forecast.hpp>
#include <sinew/numerics/parallel_for.hpp>

namespace sinew::model {

SessionDayView session_day_over(const ForecastQuestion& q, std::size_t day,
                                const std::vector<DrawnPerson>& people, const DrawnPerson& centre) {
    SessionDayView view = session_day_frame(q.days, day);
    const auto segments = all_segments(q.days);
    const auto curves_of = [&](const DrawnPerson& person) {
        Course course;
        run_course(person, segments, person.parameters, day, course);
        return session_day_curves(view, q.days[day], course.back(), q.body, person.parameters);
    };
    view.centre = curves_of(centre);
    std::vector<Sheet> sheets(kDayCurves, Sheet{view.minutes.size(), people.size()});
    numerics::parallel_for(people.size(), q.threads, [&](std::size_t k) {
        const auto curves = curves_of(people[k]);
        for (std::size_t c = 0; c < kDayCurves; ++c)
            for (std::size_t i = 0; i < view.minutes.size(); ++i) sheets[c].at(i, k) = curves[c][i];
    });
    for (std::size_t c = 0; c < kDayCurves; ++c) view.bands[c] = bands_of(sheets[c], q.threads);
    return view;
}

}  // namespace sinew::model
