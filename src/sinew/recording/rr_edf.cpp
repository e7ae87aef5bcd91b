#include <sinew/base/text.hpp>
#include <sinew/recording/edf_annotations.hpp>
#include <sinew/recording/edf_header.hpp>
#include <sinew/recording/little_endian.hpp>
#include <sinew/recording/rr_edf.hpp>
#include <sinew/recording/text_input.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace sinew::recording {
namespace {

std::string lower_letters(std::string_view text) {
    std::string word;
    for (const char c : text) {
        if (c >= 'a' && c <= 'z') word.push_back(c);
        if (c >= 'A' && c <= 'Z') word.push_back(static_cast<char>(c - 'A' + 'a'));
    }
    return word;
}

template <std::size_t N>
bool one_of(std::string_view text, const std::array<std::string_view, N>& words) {
    return std::find(words.begin(), words.end(), lower_letters(text)) != words.end();
}

bool marks_beat(std::string_view text) {
    constexpr auto kBeats =
        std::to_array<std::string_view>({"r", "n", "v", "s", "qrs", "rpeak", "rwave", "beat",
                                         "heartbeat", "normalbeat", "nn", "rr"});
    return one_of(text, kBeats);
}
bool interval_label(std::string_view text) {
    constexpr auto kLabels = std::to_array<std::string_view>(
        {"rr", "rri", "rrinterval", "rrintervals", "ibi", "nn", "nni", "hrv"});
    return one_of(text, kLabels);
}

/// A stretch of the recording without a break.
struct Beat {
    double onset_s = 0;
    std::size_t stretch = 0;
};

struct Notes {
    std::vector<Beat> beats;
    std::size_t broken = 0, others = 0;
};

std::string_view channel_of(std::string_view bytes, const EdfHeader& header, std::size_t record,
                            const EdfSignal& signal) {
    return bytes.substr(header.begin + record * header.record_bytes + signal.begin,
                        2 * signal.samples);
}

/// All notes in order of time. A record that begins later than its predecessor ends opens a new stretch.
Notes read_notes(std::string_view bytes, const EdfHeader& header) {
    Notes notes;
    std::size_t stretch = 0;
    double expected_s = 0;
    for (std::size_t record = 0; record < header.records; ++record) {
        bool timed = false;
        for (const EdfSignal& signal : header.signals) {
            if (!signal.annotations()) continue;
            for (const EdfAnnotation& note :
                 read_edf_annotations(channel_of(bytes, header, record, signal), notes.broken)) {
                if (note.text.empty()) {
                    // The first empty note of a record says when the record begins.
                    if (!timed && header.discontinuous && record > 0 &&
                        note.onset_s > expected_s + 1e-3)
                        ++stretch;
                    if (!timed) expected_s = note.onset_s + header.record_s;
                    timed = true;
                } else if (marks_beat(note.text)) {
                    notes.beats.push_back({note.onset_s, stretch});
                } else {
                    ++notes.others;
                }
            }
        }
        if (!timed) expected_s += header.record_s;
    }
    std::stable_sort(notes.beats.begin(), notes.beats.end(),
                     [](const Beat& a, const Beat& b) { return a.onset_s < b.onset_s; });
    return notes;
}

RawIntervals intervals_between(const Notes& notes) {
    RawIntervals raw;
    raw.unit = domain::RrUnit::seconds;
    raw.in_ms = true;
    std::size_t twice = 0;
    for (std::size_t i = 1; i < notes.beats.size(); ++i) {
        // Onsets are decimal seconds; a millionth of a second is far below their resolution.
        const double ms =
            std::round((notes.beats[i].onset_s - notes.beats[i - 1].onset_s) * 1e9) / 1e6;
        if (notes.beats[i].stretch != notes.beats[i - 1].stretch)
            raw.mark_gap();
        else if (ms > 0)
            raw.values.push_back(ms);
        else
            ++twice;
    }
    const auto remark = [&](std::size_t count, const char* what) {
        if (count > 0) raw.remarks.push_back(std::to_string(count) + what);
    };
    remark(twice, " beat(s) noted twice at one moment counted once");
    remark(notes.others, " note(s) that mark no beat left aside");
    remark(notes.broken, " note(s) could not be read");
    return raw;
}

/// The channel of intervals, when there is one in a unit of time.
const EdfSignal* interval_channel(const EdfHeader& header, domain::RrUnit& unit) {
    for (const EdfSignal& signal : header.signals) {
        if (!interval_label(signal.label)) continue;
        const std::string dimension = lower_letters(signal.dimension);
        if (dimension != "ms" && dimension != "s") continue;
        unit = dimension == "ms" ? domain::RrUnit::milliseconds : domain::RrUnit::seconds;
        return &signal;
    }
    return nullptr;
}

Result<RawIntervals> read_channel(std::string_view bytes, const EdfHeader& header,
                                  const EdfSignal& signal, domain::RrUnit unit,
                                  const std::string& name) {
    const double digital = signal.digital_max - signal.digital_min;
    if (digital <= 0 || signal.samples == 0)
        return fail({ErrorCode::bad_input,
                     "the channel " + shown_text(signal.label) + " has no scale", name,
                     "the file is damaged"});
    const double scale = (signal.physical_max - signal.physical_min) / digital;
    RawIntervals raw;
    raw.unit = unit;
    std::size_t zeros = 0;
    for (std::size_t record = 0; record < header.records; ++record) {
        const std::string_view channel = channel_of(bytes, header, record, signal);
        for (std::size_t i = 0; i < signal.samples; ++i) {
            const auto sample =
                static_cast<double>(signed_at(channel, 2 * i, 2, ByteOrder::little));
            const double value = signal.physical_min + (sample - signal.digital_min) * scale;
            if (std::abs(value) < std::abs(scale) / 2)
                ++zeros;
            else if (value > 0)
                raw.values.push_back(value);
            else
                raw.mark_gap();
        }
    }
    // A beat lasts longer than a sample: in a record of beats most samples are 0, in a curve none is.
    if (zeros < raw.values.size())
        return fail({ErrorCode::bad_input,
                     "the channel " + shown_text(signal.label) +
                         " is an evenly sampled curve, not a series of beats",
                     name, "give the beats themselves: annotations, or one interval a line"});
    return raw;
}

Result<RawIntervals> read_either(std::string_view bytes, const EdfHeader& header,
                                 const std::string& name) {
    const Notes notes = read_notes(bytes, header);
    if (notes.beats.size() >= 2) return intervals_between(notes);
    domain::RrUnit unit{};
    if (const EdfSignal* channel = interval_channel(header, unit))
        return read_channel(bytes, header, *channel, unit, name);
    return fail({ErrorCode::bad_input,
                 "the EDF file holds neither notes that mark beats nor a channel of intervals",
                 name,
                 "an electrocardiogram has to be searched for beats first, with other software"});
}

}  // namespace

Checked<RawIntervals> read_rr_edf(std::string_view bytes, const std::string& name) {
    Faults faults;
    const auto header = read_edf_header(bytes, name);
    if (!header) {
        faults.add(header.error());
        return tl::make_unexpected(std::move(faults));
    }
    auto raw = read_either(bytes, *header, name);
    if (!raw) {
        faults.add(std::move(raw).error());
        return tl::make_unexpected(std::move(faults));
    }
    if (!header->start.empty())
        raw->remarks.push_back("recorded " + header->start +
                               " (day.month.year), local time of the recorder");
    if (header->cut_off)
        raw->remarks.push_back(
            "the file ends before the records its header promises; what is there is read");
    return *std::move(raw);
}

}  // namespace sinew::recording
