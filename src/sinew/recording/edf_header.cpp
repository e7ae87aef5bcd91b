#include <sinew/base/text.hpp>
#include <sinew/recording/edf_header.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::recording {
namespace {

constexpr std::size_t kFileHeader = 256, kSignalHeader = 256, kMostSignals = 512;
constexpr std::size_t kMostRecordBytes = std::size_t{1} << 26U;

std::string_view field(std::string_view bytes, std::size_t at, std::size_t width) {
    return trim(bytes.substr(at, width));
}

/// A number in its field, or a fault at "name: byte N".
Result<double> number_in(std::string_view bytes, std::size_t at, std::size_t width, double low,
                         double high, const std::string& name, const char* what) {
    const auto value = parse_number(field(bytes, at, width));
    if (value && *value >= low && *value <= high) return *value;
    return fail({ErrorCode::bad_input,
                 std::string{"the EDF header's "} + what + " is not a number in its range",
                 name + ":byte " + std::to_string(at), "the file is damaged, or no EDF file"});
}

Result<std::size_t> count_in(std::string_view bytes, std::size_t at, std::size_t width, double high,
                             const std::string& name, const char* what) {
    SINEW_TRY(const double value, number_in(bytes, at, width, 0, high, name, what));
    return static_cast<std::size_t>(value);
}

/// Only what is a date and a time: digits and points.
std::string start_of(std::string_view bytes) {
    const std::string_view date = field(bytes, 168, 8), time = field(bytes, 176, 8);
    const auto plain = [](std::string_view text) {
        return text.size() == 8 && text.find_first_not_of("0123456789.:") == std::string_view::npos;
    };
    return plain(date) && plain(time) ? std::string{date} + " " + std::string{time} : std::string{};
}

Result<EdfSignal> read_signal(std::string_view bytes, std::size_t signals, std::size_t i,
                              const std::string& name) {
    // The fields of all signals stand together, label by label, then transducer by transducer, and so on.
    const auto place = [&](std::size_t before, std::size_t width) {
        return kFileHeader + signals * before + i * width;
    };
    EdfSignal signal;
    signal.label = std::string{field(bytes, place(0, 16), 16)};
    signal.dimension = std::string{field(bytes, place(96, 8), 8)};
    constexpr double kAny = 1e12;
    SINEW_TRY(signal.physical_min,
              number_in(bytes, place(104, 8), 8, -kAny, kAny, name, "physical minimum"));
    SINEW_TRY(signal.physical_max,
              number_in(bytes, place(112, 8), 8, -kAny, kAny, name, "physical maximum"));
    SINEW_TRY(signal.digital_min,
              number_in(bytes, place(120, 8), 8, -32768, 32767, name, "digital minimum"));
    SINEW_TRY(signal.digital_max,
              number_in(bytes, place(128, 8), 8, -32768, 32767, name, "digital maximum"));
    SINEW_TRY(signal.samples, count_in(bytes, place(216, 8), 8, 1e7, name, "samples in a record"));
    return signal;
}

}  // namespace

bool looks_like_edf(std::string_view bytes) noexcept {
    return bytes.size() >= kFileHeader && bytes.starts_with("0       ") &&
           parse_number(field(bytes, 184, 8)).has_value();
}

Result<EdfHeader> read_edf_header(std::string_view bytes, const std::string& name) {
    if (bytes.size() < kFileHeader)
        return fail(
            {ErrorCode::bad_input, "the file ends in its EDF header", name, "give the whole file"});
    EdfHeader header;
    header.plus = bytes.substr(192, 44).starts_with("EDF+");
    header.discontinuous = bytes.substr(192, 44).starts_with("EDF+D");
    header.start = start_of(bytes);
    SINEW_TRY(header.begin, count_in(bytes, 184, 8, 1e7, name, "header length"));
    SINEW_TRY(const double promised, number_in(bytes, 236, 8, -1, 1e9, name, "number of records"));
    SINEW_TRY(header.record_s, number_in(bytes, 244, 8, 0, 1e6, name, "duration of a record"));
    SINEW_TRY(const std::size_t signals, count_in(bytes, 252, 4, static_cast<double>(kMostSignals),
                                                  name, "number of signals"));
    if (header.begin != kFileHeader + signals * kSignalHeader || header.begin > bytes.size())
        return fail({ErrorCode::bad_input,
                     "the EDF header's length does not fit its number of signals",
                     name + ":byte 184", "the file is damaged or cut off"});
    for (std::size_t i = 0; i < signals; ++i) {
        SINEW_TRY(EdfSignal signal, read_signal(bytes, signals, i, name));
        signal.begin = header.record_bytes;
        header.record_bytes += 2 * signal.samples;
        header.signals.push_back(std::move(signal));
    }
    if (header.record_bytes == 0 || header.record_bytes > kMostRecordBytes)
        return fail({ErrorCode::bad_input, "the EDF header's records hold nothing, or too much",
                     name, "the file is damaged"});
    const std::size_t there = (bytes.size() - header.begin) / header.record_bytes;
    header.records = promised < 0 ? there : std::min(there, static_cast<std::size_t>(promised));
    header.cut_off = promised > static_cast<double>(there);
    return header;
}

}  // namespace sinew::recording
