#include <sinew/base/text.hpp>
#include <sinew/render/day_order.hpp>
#include <sinew/render/programme_ics.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace sinew::render {
using namespace domain;
using knowledge::Words;
namespace {

constexpr std::size_t kLongestLine = 75;  // octets without the line end, RFC 5545 section 3.1

std::string compact(Day day) {
    std::string text = day_text(day);
    std::erase(text, '-');
    return text;
}

std::string title_of(const Session& session, const Words& words) {
    if (session.setting == Setting::class_lesson) return words("calendar.title.class");
    return words("calendar.title");
}

}  // namespace

std::string escaped_calendar_text(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        if (c == '\\' || c == ';' || c == ',') safe += '\\';
        if (c == '\n')
            safe += "\\n";
        else if (c != '\r')
            safe += c;
    }
    return safe;
}

std::string folded_line(std::string_view line) {
    std::string folded;
    std::size_t room = kLongestLine;
    std::size_t at = 0;
    while (line.size() - at > room) {
        std::size_t cut = at + room;
        while (cut > at && (static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80U)
            --cut;  // not inside a sign
        folded += std::string{line.substr(at, cut - at)} + "\r\n ";
        at = cut;
        room = kLongestLine - 1;  // the blank counts
    }
    return folded + std::string{line.substr(at)} + "\r\n";
}

std::string programme_ics(const Programme& programme, const Words& words) {
    std::string calendar;
    const auto put = [&](std::string_view line) { calendar += folded_line(line); };
    put("BEGIN:VCALENDAR");
    put("VERSION:2.0");
    put("PRODID:-//Sinew//Calendar//EN");
    put("CALSCALE:GREGORIAN");
    put("METHOD:PUBLISH");
    put("X-WR-CALNAME:" + escaped_calendar_text(words("calendar.name")));
    const std::string stamp = compact(programme.start) + "T000000Z";
    for (std::size_t w = 0; w < programme.weeks.size(); ++w)
        for (const ProgrammeDay& day : programme.weeks[w].days) {
            int free_from = 0;  // sessions of one day never lie on each other
            for (const Session* shown : in_order_of_the_day(programme, day)) {
                const Session& session = *shown;
                const auto place = shown - &programme.sessions[day.first_session];
                const int start = std::max(shown_minute(session), free_from);
                const int minutes = std::max<int>(session.total_min, 1);
                const int end = start + minutes;
                if (end >= 24 * 60)
                    continue;  // no day part of the rule reaches midnight; a wrong one must not wrap round
                free_from = end + 5;
                const auto clock = [&](int minute) {
                    return fmt::format("{}T{:02}{:02}00", compact(day.date), minute / 60,
                                       minute % 60);
                };
                put("BEGIN:VEVENT");
                put(fmt::format("UID:{}-{}-{}@calendar.invalid", compact(programme.start),
                                compact(day.date), place));
                put("DTSTAMP:" + stamp);
                put("DTSTART:" + clock(start));
                put("DTEND:" + clock(end));
                put("SUMMARY:" + escaped_calendar_text(title_of(session, words)));
                put("DESCRIPTION:" +
                    escaped_calendar_text(words("calendar.description",
                                                {{"minutes", std::to_string(session.total_min)}})));
                put(programme.weeks[w].if_progress ? "STATUS:TENTATIVE" : "STATUS:CONFIRMED");
                put("CLASS:PRIVATE");
                put("TRANSP:OPAQUE");
                put("END:VEVENT");
            }
        }
    put("END:VCALENDAR");
    return calendar;
}

}  // namespace sinew::render
