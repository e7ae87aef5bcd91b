#include <sinew/render/day_order.hpp>

#include <algorithm>

namespace sinew::render {
using namespace domain;

int shown_minute(const Session& session) noexcept {
    constexpr std::array<int, 5> kUsualHour{9, 12, 15, 19, 13};  // by DayPart
    if (session.start_minute >= 0) return session.start_minute;
    return 60 * kUsualHour[static_cast<std::size_t>(session.when)];
}

std::vector<const Session*> in_order_of_the_day(const Programme& programme,
                                                const ProgrammeDay& day) {
    std::vector<const Session*> sessions;
    for (std::size_t s = 0; s < day.session_count; ++s)
        sessions.push_back(&programme.sessions[day.first_session + s]);
    std::stable_sort(sessions.begin(), sessions.end(), [](const Session* a, const Session* b) {
        return shown_minute(*a) < shown_minute(*b);
    });
    return sessions;
}

}  // namespace sinew::render
