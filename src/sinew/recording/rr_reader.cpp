#include <sinew/base/content_hash.hpp>
#include <sinew/base/refused.hpp>
#include <sinew/recording/edf_header.hpp>
#include <sinew/recording/fit_stream.hpp>
#include <sinew/recording/rr_edf.hpp>
#include <sinew/recording/rr_fit.hpp>
#include <sinew/recording/rr_hrm.hpp>
#include <sinew/recording/rr_npy.hpp>
#include <sinew/recording/rr_packets.hpp>
#include <sinew/recording/rr_reader.hpp>
#include <sinew/recording/rr_table.hpp>
#include <sinew/recording/text_input.hpp>

#include <algorithm>

namespace sinew::recording {
namespace {

/// What an intelligible refusal can say about bytes that hold no beats.
std::optional<Error> known_otherwise(std::string_view bytes, const std::string& name) {
    const auto refusal = [&](const char* what, const char* hint) {
        return Error{ErrorCode::bad_input, what, name, hint};
    };
    if (bytes.empty()) return refusal("the file is empty", "give a recording");
    if (bytes.starts_with("\x1F\x8B"))
        return refusal("the file is compressed (gzip)", "unpack it first: gzip -d");
    if (bytes.starts_with("PK\x03\x04"))
        return refusal("the file is compressed (zip), or a spreadsheet",
                       "unpack it, or save the column as text");
    return std::nullopt;
}

bool begins_with(std::string_view text, std::string_view word) {
    LineWalk walk{text};
    for (std::string_view line; walk.next(line);)
        if (!blank_or_comment(line)) return line.starts_with(word);
    return false;
}

RrFormat text_format(std::string_view text) {
    if (begins_with(text, "[Params]")) return RrFormat::hrm;
    return looks_like_packets(text) ? RrFormat::ble : RrFormat::text;
}

std::optional<RrFormat> binary_format(std::string_view bytes) {
    if (looks_like_npy(bytes)) return RrFormat::npy;
    if (looks_like_edf(bytes)) return RrFormat::edf;
    if (looks_like_fit(bytes)) return RrFormat::fit;
    return std::nullopt;
}

struct Read {
    RawIntervals raw;
    RrFormat format{};
};

Checked<Read> with_format(Checked<RawIntervals> raw, RrFormat format) {
    if (!raw) return tl::make_unexpected(std::move(raw).error());
    return Read{*std::move(raw), format};
}

Checked<Read> read_text(std::string_view text, const std::string& name, const RrReading& how) {
    if (begins_with(text, "<")) {
        Faults faults;
        faults.add(ErrorCode::bad_input, name,
                   "this is XML, which holds no intervals between beats",
                   "TCX and GPX files are read as activities: sinew measure import");
        return tl::make_unexpected(std::move(faults));
    }
    const RrFormat format = how.format.value_or(text_format(text));
    if (format == RrFormat::hrm) return with_format(read_rr_hrm(text, name, how), format);
    if (format == RrFormat::ble) return with_format(read_rr_packets(text, name, how), format);
    auto table = read_rr_table(text, name, how);
    if (!table) return tl::make_unexpected(std::move(table).error());
    return Read{std::move(table->raw), table->format};
}

Checked<Read> read_any(std::string_view bytes, const std::string& name, const RrReading& how) {
    const auto format = how.format ? how.format : binary_format(bytes);
    if (format == RrFormat::npy) return with_format(read_rr_npy(bytes, name, how), *format);
    if (format == RrFormat::edf) return with_format(read_rr_edf(bytes, name), *format);
    if (format == RrFormat::fit) return with_format(read_rr_fit(bytes, name, how.now), *format);
    // A stated packet file that is no text holds its packets as they were sent.
    const bool packets_as_sent =
        format == RrFormat::ble && std::any_of(bytes.begin(), bytes.end(), [](char c) {
            return static_cast<unsigned char>(c) < ' ' && c != '\t' && c != '\r' && c != '\n';
        });
    if (packets_as_sent) return with_format(read_rr_packet_bytes(bytes, name), *format);
    const auto input = TextInput::open(bytes, name);
    if (!input) {
        return refused(input.error());
    }
    return read_text(input->text(), name, how);
}

}  // namespace

std::optional<RrFormat> recognise_rr(std::string_view bytes) {
    if (const auto binary = binary_format(bytes)) return binary;
    if (known_otherwise(bytes, "")) return std::nullopt;
    const auto input = TextInput::open(bytes, "");
    if (!input || begins_with(input->text(), "<")) return std::nullopt;
    return text_format(input->text());
}

Checked<domain::RrRecording> read_rr(std::string_view bytes, const std::string& name,
                                     const RrReading& how) {
    if (auto refusal = known_otherwise(bytes, name)) {
        return refused(*std::move(refusal));
    }
    auto read = read_any(bytes, name, how);
    if (!read) return tl::make_unexpected(std::move(read).error());
    auto recording = settle_unit(std::move(read->raw), name, how);
    if (!recording) return recording;
    recording->format = std::string{domain::name_of(read->format)};
    recording->content_hash = content_hash(bytes);
    return recording;
}

}  // namespace sinew::recording
