#include <sinew/base/text.hpp>
#include <sinew/clinic/phone_time.hpp>

#include <cstdlib>

namespace sinew::clinic {

Result<PhoneTime> read_phone_time(std::string_view text, std::string_view where) {
    const Error unreadable{ErrorCode::bad_input, "this is no moment with its offset",
                           std::string{where}, "write such as 2026-11-23T09:30:00+08:00"};
    const auto moment = read_moment(text, where);
    if (!moment || !moment->has_time || text.size() < 17) return fail(unreadable);
    PhoneTime time;
    time.at = moment->earliest;
    if (text.back() != 'Z' && text.back() != 'z') {
        const auto sign = text.find_last_of("+-");
        if (sign == std::string_view::npos || sign < 11) return fail(unreadable);
        const std::string_view zone = text.substr(sign + 1);
        const auto hours = parse_number(zone.substr(0, 2));
        const auto minutes = parse_number(zone.size() >= 4 ? zone.substr(zone.size() - 2) : "0");
        if (!hours || !minutes) return fail(unreadable);
        time.offset_min = static_cast<int>(*hours) * 60 + static_cast<int>(*minutes);
        if (text[sign] == '-') time.offset_min = -time.offset_min;
    }
    const Instant local = time.at + std::chrono::minutes{time.offset_min};
    time.day = std::chrono::floor<std::chrono::days>(local);
    time.second_of_day = static_cast<int>((local - Instant{time.day}).count());
    return time;
}

std::string phone_time_text(Day day, int second_of_day, int offset_min) {
    std::string text = instant_text(Instant{day} + std::chrono::seconds{second_of_day});
    text.pop_back();
    if (offset_min == 0) return text + "Z";
    const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    const int size = std::abs(offset_min);
    return text + (offset_min < 0 ? "-" : "+") + two(size / 60) + ":" + two(size % 60);
}

}  // namespace sinew::clinic
