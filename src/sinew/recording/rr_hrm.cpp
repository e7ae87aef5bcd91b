#include <sinew/base/text.hpp>
#include <sinew/recording/bad_lines.hpp>
#include <sinew/recording/rr_hrm.hpp>
#include <sinew/recording/text_input.hpp>

namespace sinew::recording {
namespace {

constexpr std::string_view kBeatByBeat = "238";  ///< value of Interval= for R-R recording

struct HrmHeader {
    std::string version, monitor, interval, date, start;
};

void read_parameter(std::string_view line, HrmHeader& header) {
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) return;
    const std::string_view key = trim(line.substr(0, equals)),
                           value = trim(line.substr(equals + 1));
    const auto keep = [&](std::string_view wanted, std::string& place) {
        constexpr std::size_t kLongest = 32;
        if (key == wanted && value.size() <= kLongest) place = std::string{value};
    };
    keep("Version", header.version);
    keep("Monitor", header.monitor);
    keep("Interval", header.interval);
    keep("Date", header.date);
    keep("StartTime", header.start);
}

/// Only digits and points, so that a header cannot put words into a message.
bool plain(const std::string& text) {
    return !text.empty() && text.find_first_not_of("0123456789.:") == std::string::npos;
}

}  // namespace

Checked<RawIntervals> read_rr_hrm(std::string_view text, const std::string& name,
                                  const RrReading& how) {
    RawIntervals raw;
    raw.unit = domain::RrUnit::milliseconds;
    BadLineList bad{name, how.bad_lines};
    HrmHeader header;
    std::string_view section;
    bool has_beats = false;
    LineWalk walk{text};
    for (std::string_view line; !bad.full() && walk.next(line);) {
        const std::string_view content = trim(line);
        if (content.empty()) continue;
        if (content.front() == '[') {
            section = content;
            has_beats = has_beats || section == "[HRData]";
            continue;
        }
        if (section == "[Params]") read_parameter(content, header);
        if (section != "[HRData]") continue;
        if (plain(header.interval) && header.interval != kBeatByBeat) {
            Faults faults;
            faults.add(ErrorCode::bad_input, name + ":" + std::to_string(walk.number()) + ":1",
                       "the file holds heart rates (Interval=" + header.interval +
                           "), not intervals between beats",
                       "record with the R-R function of the monitor on");
            return tl::make_unexpected(std::move(faults));
        }
        const std::size_t column = static_cast<std::size_t>(content.data() - line.data()) + 1;
        std::size_t used = 0;
        const auto value = leading_number(content, used);
        if (value && (used == content.size() || content[used] == '\t' || content[used] == ' '))
            bad.take(raw, *value, walk.number(), column);
        else
            bad.no_number(raw, walk.number(), column, content);
    }
    if (!has_beats) {
        Faults faults;
        faults.add(ErrorCode::bad_input, name, "the section [HRData] is missing",
                   "give the file as the monitor's software wrote it");
        return tl::make_unexpected(std::move(faults));
    }
    raw.device = plain(header.monitor) ? "Polar monitor " + header.monitor : "Polar";
    if (plain(header.date) && plain(header.start))
        raw.remarks.push_back("recorded " + header.date + " " + header.start +
                              ", local time of the monitor");
    if (!plain(header.interval))
        raw.remarks.push_back(
            "the header does not say that the numbers are intervals; taken as ms");
    return std::move(bad).finish(std::move(raw));
}

}  // namespace sinew::recording
