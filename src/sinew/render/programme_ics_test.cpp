#include <gtest/gtest.h>
#include <sinew/base/text.hpp>
#include <sinew/render/programme_ics.hpp>
#include <sinew/render/sample_programme_for_test.hpp>

#include <fmt/format.h>

#include <map>
#include <set>

namespace sinew::render {
namespace {
using domain::Framing;
using domain::Language;

using Component = std::map<std::string, std::string>;

/// Strict where RFC 5545 is: CRLF only, 75 octets, balanced components, known names, each at most once.
struct StrictReading {
    Component calendar;
    std::vector<Component> events;
    std::vector<std::string> faults;
};

StrictReading read_strictly(const std::string& text) {
    StrictReading reading;
    const auto fault = [&](const std::string& what) { reading.faults.push_back(what); };
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find("\r\n", at);
        if (end == std::string::npos) {
            fault("the last line has no CRLF");
            break;
        }
        std::string line = text.substr(at, end - at);
        if (line.size() > 75) fault(fmt::format("a line of {} octets", line.size()));
        if (line.find('\n') != std::string::npos || line.find('\r') != std::string::npos)
            fault("a bare line end");
        if (!valid_utf8(line)) fault("a sign is cut in two");
        if (!line.empty() && line[0] == ' ' && !lines.empty())
            lines.back() += line.substr(1);
        else
            lines.push_back(line);
        at = end + 2;
    }
    std::vector<std::string> open;
    for (const std::string& line : lines) {
        const std::size_t colon = line.find(':');
        if (colon == std::string::npos) {
            fault("no colon: " + line);
            continue;
        }
        const std::string name = line.substr(0, colon), value = line.substr(colon + 1);
        if (name == "BEGIN") {
            open.push_back(value);
            if (value == "VEVENT") reading.events.emplace_back();
            continue;
        }
        if (name == "END") {
            if (open.empty() || open.back() != value)
                fault(fmt::format("END:{} does not match", value));
            else
                open.pop_back();
            continue;
        }
        static const std::set<std::string> kKnown{
            "VERSION", "PRODID", "CALSCALE", "METHOD",      "X-WR-CALNAME", "UID",   "DTSTAMP",
            "DTSTART", "DTEND",  "SUMMARY",  "DESCRIPTION", "STATUS",       "CLASS", "TRANSP"};
        if (!kKnown.contains(name)) fault("unknown name " + name);
        Component& component = open.size() == 2 ? reading.events.back() : reading.calendar;
        if (!component.emplace(name, value).second) fault(name + " stands twice");
    }
    if (!open.empty()) fault("a component is not closed");
    return reading;
}

TEST(ProgrammeIcs, is_read_by_a_strict_reader_and_gives_every_session_once) {
    for (const Language language : {Language::en, Language::zh}) {
        const domain::Programme programme = sample_programme();
        const StrictReading reading = read_strictly(
            programme_ics(programme, test_catalogue().words(language, Framing::secular)));
        EXPECT_TRUE(reading.faults.empty()) << reading.faults.front();
        EXPECT_EQ(reading.calendar.at("VERSION"), "2.0");
        EXPECT_EQ(reading.events.size(), programme.sessions.size());
        std::set<std::string> ids;
        for (const Component& event : reading.events) {
            EXPECT_TRUE(ids.insert(event.at("UID")).second) << event.at("UID");
            EXPECT_EQ(event.at("DTSTAMP"), "20261123T000000Z");
            EXPECT_EQ(event.at("DTSTART").size(), 15u) << "floating local time, no Z";
            EXPECT_LT(event.at("DTSTART"), event.at("DTEND"));
        }
        EXPECT_EQ(reading.events.front().at("DTSTART"), "20261123T100000");
        EXPECT_EQ(reading.events.front().at("DTEND"), "20261123T104000");
        EXPECT_EQ(reading.events.front().at("STATUS"), "CONFIRMED");
        EXPECT_EQ(reading.events.back().at("STATUS"), "TENTATIVE");
    }
}

TEST(ProgrammeIcs, a_clock_time_keeps_its_hour_beside_sessions_without_one) {
    domain::Programme programme = sample_programme();
    domain::Session& group =
        programme.sessions[0];  // Monday: written first, but later in the day than the other
    group.start_minute = 13 * 60 + 50;
    group.total_min = 5;
    programme.sessions[1].when = domain::DayPart::midday;
    programme.sessions[1].total_min = 40;
    const StrictReading reading = read_strictly(
        programme_ics(programme, test_catalogue().words(Language::en, Framing::secular)));
    EXPECT_EQ(reading.events[0].at("DTSTART"), "20261123T120000");
    EXPECT_EQ(reading.events[1].at("DTSTART"), "20261123T135000");
}

TEST(ProgrammeIcs, tells_a_bystander_nothing) {
    const std::string text = programme_ics(
        sample_programme(), test_catalogue().words(Language::en, Framing::traditional));
    for (const char* word : {"craving", "addict", "drug", "dependence", "methadone", "Yi Jin",
                             "form", "stage", "Sinew programme", "heart", "recovery", "exercise"})
        EXPECT_EQ(text.find(word), std::string::npos) << word;
}

TEST(FoldedLine, cuts_at_75_octets_and_never_inside_a_sign) {
    EXPECT_EQ(folded_line("SUMMARY:x"), "SUMMARY:x\r\n");
    std::string chinese = "SUMMARY:";
    for (int i = 0; i < 60; ++i) chinese += "练";
    const std::string folded = folded_line(chinese);
    std::string joined;
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t end = folded.find("\r\n", at);
        EXPECT_LE(end - at, 75u);
        EXPECT_TRUE(valid_utf8(folded.substr(at, end - at)));
        joined += folded.substr(at == 0 ? 0 : at + 1, end - at - (at == 0 ? 0 : 1));
        at = end + 2;
    }
    EXPECT_EQ(joined, chinese);
    EXPECT_EQ(folded_line(std::string(75, 'a')).find("\r\n"), 75u);
    EXPECT_EQ(folded_line(std::string(76, 'a')).substr(74), "a\r\n a\r\n");
}

TEST(EscapedCalendarText, guards_the_signs_of_the_format) {
    EXPECT_EQ(escaped_calendar_text("a,b;c\\d\ne"), "a\\,b\\;c\\\\d\\ne");
}

}  // namespace
}  // namespace sinew::render
