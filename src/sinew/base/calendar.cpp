#include <sinew/base/calendar.hpp>

#include <fmt/format.h>

#include <array>

namespace sinew {
namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 7> kNames{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/// `count` digits at the front of `text`, taken off it; nothing when they are not digits.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
    if (text.size() < count) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool take(std::string_view& text, char expected) {
    if (text.empty() || text.front() != expected) return false;
    text.remove_prefix(1);
    return true;
}

Error not_a_date(std::string_view where) {
    return {ErrorCode::bad_input, "not a date or time", std::string{where},
            "write 2026-11-23 or 2026-11-23T09:30:00Z"};
}

/// Minutes east of UTC for "Z", "+08:00", "" (UTC); nothing when it is none of them.
std::optional<int> read_offset(std::string_view rest) {
    if (rest.empty() || rest == "Z") return 0;
    const int sign = rest.front() == '-' ? -1 : 1;
    if (rest.front() != '+' && rest.front() != '-') return std::nullopt;
    rest.remove_prefix(1);
    const auto h = take_digits(rest, 2);
    if (!h || !take(rest, ':')) return std::nullopt;
    const auto m = take_digits(rest, 2);
    if (!m || !rest.empty() || *h > 14 || *m > 59) return std::nullopt;
    return sign * (*h * 60 + *m);
}

}  // namespace

Result<Moment> read_moment(std::string_view text, std::string_view where) {
    const auto y = take_digits(text, 4);
    if (!y || *y < 1800) return fail(not_a_date(where));
    if (text.empty())
        return Moment{sys_days{year{*y} / January / 1}, sys_days{year{*y + 1} / January / 1},
                      false};
    const auto m = take(text, '-') ? take_digits(text, 2) : std::nullopt;
    if (!m || *m < 1 || *m > 12) return fail(not_a_date(where));
    const year_month ym = year{*y} / month{static_cast<unsigned>(*m)};
    if (text.empty()) return Moment{sys_days{ym / 1}, sys_days{(ym + months{1}) / 1}, false};
    const auto d = take(text, '-') ? take_digits(text, 2) : std::nullopt;
    if (!d) return fail(not_a_date(where));
    const year_month_day date = ym / day{static_cast<unsigned>(*d)};
    if (!date.ok()) return fail(not_a_date(where));
    const sys_days start{date};
    if (text.empty()) return Moment{start, start + days{1}, false};

    const auto hh = take(text, 'T') ? take_digits(text, 2) : std::nullopt;
    const auto mm = hh && take(text, ':') ? take_digits(text, 2) : std::nullopt;
    if (!mm || *hh > 23 || *mm > 59) return fail(not_a_date(where));
    int second_of_minute = 0;
    if (take(text, ':')) {
        const auto ss = take_digits(text, 2);
        if (!ss || *ss > 60) return fail(not_a_date(where));
        second_of_minute = *ss;
        if (take(text, '.')) {
            if (!take_digits(text, 1)) return fail(not_a_date(where));
            while (take_digits(text, 1)) {
            }
        }
    }
    const auto offset = read_offset(text);
    if (!offset) return fail(not_a_date(where));
    const Instant at = start + hours{*hh} + minutes{*mm - *offset} + seconds{second_of_minute};
    return Moment{at, at + seconds{1}, true};
}

Result<Day> read_day(std::string_view text, std::string_view where) {
    SINEW_TRY(const Moment moment, read_moment(text, where));
    if (text.size() != 10) {
        return fail({ErrorCode::bad_input, "a day is wanted here", std::string{where},
                     "write it as 2026-11-23"});
    }
    return floor<days>(moment.earliest);
}

std::string day_text(Day day) {
    const year_month_day date{day};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string instant_text(Instant when) {
    const Day day = floor<days>(when);
    const hh_mm_ss time{when - day};
    return fmt::format("{}T{:02}:{:02}:{:02}Z", day_text(day), time.hours().count(),
                       time.minutes().count(), time.seconds().count());
}

Weekday weekday_of(Day day) noexcept {
    return static_cast<Weekday>(weekday{day}.iso_encoding() - 1U);
}

std::string_view name_of(Weekday weekday) noexcept {
    return kNames[static_cast<std::size_t>(weekday)];
}

std::optional<Weekday> weekday_named(std::string_view name) noexcept {
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (kNames[i] == name) return static_cast<Weekday>(i);
    return std::nullopt;
}

double hours_between(Instant then, Instant now) noexcept {
    return static_cast<double>((now - then).count()) / 3600.0;
}

int whole_years(Day birth, Day on) noexcept {
    const year_month_day b{birth};
    const year_month_day o{on};
    const int years = static_cast<int>(o.year()) - static_cast<int>(b.year());
    const bool before_birthday = std::pair{o.month(), o.day()} < std::pair{b.month(), b.day()};
    return before_birthday ? years - 1 : years;
}

}  // namespace sinew
