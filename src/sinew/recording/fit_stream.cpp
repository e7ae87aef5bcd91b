#include <sinew/recording/fit_stream.hpp>

#include <sinew/recording/fit_crc.hpp>
#include <sinew/recording/fit_developer.hpp>
#include <sinew/recording/plain_words.hpp>

#include <fmt/format.h>

namespace sinew::recording {
namespace {

constexpr std::uint8_t kCompressed = 0x80, kDefinition = 0x40, kDeveloper = 0x20;
constexpr std::uint8_t kTimestampField = 253;
constexpr std::string_view kSignature = ".FIT";

std::uint32_t little(std::string_view bytes, std::size_t at, std::size_t count) noexcept {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i)
        value |= static_cast<std::uint32_t>(static_cast<std::uint8_t>(bytes[at + i])) << (8U * i);
    return value;
}

/// Reads the messages of one file of the chain.
class OneFile {
public:
    OneFile(std::string_view bytes, FitFileReport& report, FitVisitor& visitor)
        : bytes_{bytes}, report_{report}, visitor_{visitor} {}

    /// From byte `at` up to `end`, or to the first thing that cannot be read.
    void read(std::size_t at, std::size_t end) {
        const std::size_t start = at;
        while (at < end) {
            const std::size_t next = one_record(at, end);
            if (next == at) break;
            at = next;
        }
        report_.read_bytes = at - start;
    }

private:
    /// @return the byte after the record, or `at` itself when it cannot be read; then the report says why
    std::size_t one_record(std::size_t at, std::size_t end) {
        const auto head = static_cast<std::uint8_t>(bytes_[at]);
        if ((head & kCompressed) != 0) {
            roll_clock(head & 0x1FU);
            return content(at, end, (head >> 5U) & 0x3U, true);
        }
        if ((head & kDefinition) != 0) return definition(at, end, head);
        return content(at, end, head & 0xFU, false);
    }

    std::size_t stop(std::size_t at, std::string why) {
        report_.trouble = std::move(why);
        report_.trouble_at = at;
        return at;
    }

    /// The five bits of a compressed header are the low bits of the next moment at or after the last one.
    void roll_clock(std::uint32_t low_bits) {
        if (!clock_) return;
        const std::uint32_t ahead = (low_bits - *clock_) & 0x1FU;
        clock_ = *clock_ + ahead;
    }

    std::size_t content(std::size_t at, std::size_t end, std::size_t local, bool compressed) {
        const FitDefinition& what = definitions_[local];
        if (!what.defined)
            return stop(at, fmt::format("a message of local type {} that nothing defines", local));
        if (end - at - 1 < what.size)
            return stop(at,
                        fmt::format("a message of {} bytes with {} left", what.size + 1, end - at));
        const char* from = bytes_.data() + at + 1;
        std::optional<std::uint32_t> when;
        if (compressed) {
            when = clock_;
        } else if (what.place[kTimestampField] != FitDefinition::kNowhere) {
            const FitMessage bare{what, from, at, {}};
            const FitField& field = *bare.field(kTimestampField);
            if (const auto said = bare.number(field); said && field.base == FitBase::uint32) {
                when = static_cast<std::uint32_t>(*said);
                clock_ = when;
            }
        }
        const FitMessage message{what, from, at, when};
        if (what.global == FitDeveloperFields::kDescription) developers_.describe(message);
        ++report_.messages;
        visitor_.on_message(message);
        return at + 1 + what.size;
    }

    std::size_t definition(std::size_t at, std::size_t end, std::uint8_t head) {
        constexpr std::size_t kFixed = 6,
                              kPerField = 3;  // head, reserved, order, number (2), count
        if (end - at < kFixed) return stop(at, "a definition that is cut off");
        const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes_[i]); };
        const std::size_t native = byte(at + 5);
        std::size_t stop_at = at + kFixed + native * kPerField;
        std::size_t added = 0;
        if ((head & kDeveloper) != 0) {
            if (stop_at >= end) return stop(at, "a definition that is cut off");
            added = byte(stop_at);
            stop_at += 1 + added * kPerField;
        }
        if (stop_at > end) return stop(at, "a definition that is cut off");
        if (byte(at + 2) > 1)
            return stop(at, fmt::format("a definition with byte order {}", byte(at + 2)));

        FitDefinition& what = definitions_[head & 0xFU];
        what.fields.clear();
        what.place.fill(FitDefinition::kNowhere);
        what.size = 0;
        what.big_endian = byte(at + 2) == 1;
        what.global =
            static_cast<std::uint16_t>(what.big_endian ? byte(at + 3) << 8U | byte(at + 4)
                                                       : byte(at + 4) << 8U | byte(at + 3));
        what.defined = true;
        for (std::size_t i = 0; i < native; ++i) {
            const std::size_t from = at + kFixed + i * kPerField;
            add_native(what, byte(from), byte(from + 1), byte(from + 2));
        }
        for (std::size_t i = 0; i < added; ++i) {
            const std::size_t from = at + kFixed + native * kPerField + 1 + i * kPerField;
            add_developer(what, byte(from), byte(from + 1), byte(from + 2));
        }
        ++report_.definitions;
        return stop_at;
    }

    /// A field of a type we cannot read keeps its bytes, so that the fields after it stay where they are.
    FitField& add(FitDefinition& what, std::uint8_t number, std::uint8_t size, std::uint8_t base) {
        std::size_t element = fit_base_size(base);
        if (element == 0 || size % element != 0) {
            ++report_.unreadable_fields;
            base = static_cast<std::uint8_t>(FitBase::byte);
            element = 1;
        }
        what.fields.push_back({.number = number,
                               .base = static_cast<FitBase>(base),
                               .element_size = static_cast<std::uint8_t>(element),
                               .size = size,
                               .offset = what.size});
        what.size += size;
        return what.fields.back();
    }

    void add_native(FitDefinition& what, std::uint8_t number, std::uint8_t size,
                    std::uint8_t base) {
        const auto index = static_cast<std::int16_t>(what.fields.size());
        const bool readable = fit_base_size(base) != 0 && size % fit_base_size(base) == 0;
        add(what, number, size, base);
        if (readable && what.place[number] == FitDefinition::kNowhere) what.place[number] = index;
    }

    void add_developer(FitDefinition& what, std::uint8_t number, std::uint8_t size,
                       std::uint8_t developer) {
        const FitDeveloperField* said = developers_.find(developer, number);
        FitField& field =
            add(what, number, size, said != nullptr ? said->base : std::uint8_t{0x0D});
        field.from_developer = true;
        field.description = said;
    }

    std::string_view bytes_;
    FitFileReport& report_;
    FitVisitor& visitor_;
    std::array<FitDefinition, 16> definitions_{};
    FitDeveloperFields developers_;
    std::optional<std::uint32_t> clock_;
};

/// The header at `at`, or why there is none.
Result<FitFileReport> read_head(std::string_view bytes, std::size_t at, const std::string& where) {
    const std::size_t left = bytes.size() - at;
    const auto no = [&](std::string what) {
        return fail({ErrorCode::bad_input, std::move(what), where,
                     "give a FIT file as the device wrote it"});
    };
    if (left < 12) return no(fmt::format("{} bytes are too few for a FIT header", left));
    FitFileReport report;
    report.at = at;
    report.header_size = static_cast<std::uint8_t>(bytes[at]);
    if (bytes.substr(at + 8, 4) != kSignature)
        return no("no FIT header: the mark \".FIT\" is not there");
    if (report.header_size != 12 && report.header_size != 14)
        return no(fmt::format("a FIT header of {} bytes; it has 12 or 14", report.header_size));
    if (left < report.header_size) return no("the FIT header is cut off");
    report.protocol = static_cast<std::uint8_t>(bytes[at + 1]);
    report.profile = little(bytes, at + 2, 2);
    report.said_bytes = little(bytes, at + 4, 4);
    if (report.header_size == 14) {
        const std::uint32_t said = little(bytes, at + 12, 2);
        if (said != 0)  // 0 = not computed
            report.header_crc =
                said == fit_crc(bytes.substr(at, 12)) ? FitCheck::right : FitCheck::wrong;
    }
    return report;
}

/// A device that lost power before it closed the file leaves 0 as its length.
bool never_closed(std::string_view bytes, const FitFileReport& report) {
    const std::size_t next = report.at + report.header_size + 2;
    return report.said_bytes == 0 && bytes.size() > next && !looks_like_fit(bytes.substr(next));
}

/// @return the byte where the next file of the chain would begin
std::size_t read_one(std::string_view bytes, FitFileReport& report, FitVisitor& visitor) {
    const std::size_t start = report.at + report.header_size;
    report.open = never_closed(bytes, report);
    const std::size_t left = bytes.size() - start;
    const std::size_t content = report.open ? left : std::min(report.said_bytes, left);
    report.cut = !report.open && left < report.said_bytes + 2;
    OneFile{bytes, report, visitor}.read(start, start + content);
    if (report.open || report.cut) return bytes.size();
    const std::size_t end = start + content;
    report.file_crc = little(bytes, end, 2) == fit_crc(bytes.substr(report.at, end - report.at))
                          ? FitCheck::right
                          : FitCheck::wrong;
    return end + 2;
}

std::string remark_of_stop(const FitFileReport& file, const std::string& which) {
    return fmt::format("{}: stopped at byte {} ({}); read before it: {}", which, file.trouble_at,
                       file.trouble, counted(file.messages, "message"));
}

}  // namespace

bool looks_like_fit(std::string_view bytes) noexcept {
    return bytes.size() >= 12 && bytes.substr(8, 4) == kSignature;
}

bool FitReport::intact() const noexcept {
    if (trailing_bytes != 0) return false;
    for (const FitFileReport& file : files)
        if (file.cut || file.open || !file.trouble.empty() || file.file_crc == FitCheck::wrong ||
            file.header_crc == FitCheck::wrong)
            return false;
    return true;
}

std::vector<std::string> FitReport::remarks() const {
    std::vector<std::string> said;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const FitFileReport& file = files[i];
        const std::string which =
            files.size() == 1 ? "file" : fmt::format("file {} of {}", i + 1, files.size());
        if (file.header_crc == FitCheck::wrong)
            said.push_back(which + ": the header's checksum is wrong: its bytes are damaged");
        if (file.file_crc == FitCheck::wrong)
            said.push_back(which + ": the checksum is wrong: some values may be damaged");
        if (file.cut)
            said.push_back(
                fmt::format("{}: cut off: the header promises {} bytes and a checksum after byte "
                            "{}, {} are there",
                            which, file.said_bytes, file.at + file.header_size, file.read_bytes));
        if (file.open)
            said.push_back(
                which +
                ": the device never closed it (length 0); read to the end, without a checksum");
        if (!file.trouble.empty()) said.push_back(remark_of_stop(file, which));
        if (file.unreadable_fields != 0)
            said.push_back(fmt::format("{}: left aside: {} of an unknown type", which,
                                       counted(file.unreadable_fields, "field")));
    }
    if (trailing_bytes != 0)
        said.push_back(fmt::format("left aside: {} from byte {} on, no FIT file",
                                   counted(trailing_bytes, "byte"), trailing_at));
    return said;
}

Result<FitReport> read_fit_stream(std::string_view bytes, const std::string& name,
                                  FitVisitor& visitor) {
    if (bytes.size() > kLargestFit)
        return fail({ErrorCode::bad_input, fmt::format("more than {} MiB", kLargestFit >> 20U),
                     name, "give one activity a file"});
    FitReport report;
    for (std::size_t at = 0; at < bytes.size() || report.files.empty();) {
        auto head = read_head(bytes, at, fmt::format("{}: byte {}", name, at));
        if (!head) {
            if (report.files.empty()) return fail(std::move(head).error());
            report.trailing_at = at;
            report.trailing_bytes = bytes.size() - at;
            break;
        }
        report.files.push_back(*std::move(head));
        visitor.on_file(report.files.size() - 1);
        at = read_one(bytes, report.files.back(), visitor);
    }
    return report;
}

}  // namespace sinew::recording
