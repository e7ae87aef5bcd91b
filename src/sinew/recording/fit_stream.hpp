// Walks FIT bytes from the first header to the last checksum and hands each message to a visitor. Nothing is copied and,
// once the definitions are read, nothing is allocated: a file of 50 MB costs one pass.
//
// The format: a header of 12 or 14 bytes, then messages, then a checksum; several such files may follow each other. A
// definition message says what the data messages of a local type hold.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/recording/fit_message.hpp>
#include <sinew/recording/watch_limits.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::recording {

enum class FitCheck : std::uint8_t { right, wrong, absent };

/// How one file of the chain was found; every number is a byte count or a place in the whole input.
struct FitFileReport {
    std::size_t at = 0;
    std::size_t header_size = 0;
    unsigned protocol = 0;       ///< major * 16 + minor
    unsigned profile = 0;        ///< major * 100 + minor
    std::size_t said_bytes = 0;  ///< content, as the header says
    std::size_t read_bytes = 0;  ///< content that was read as whole messages
    FitCheck header_crc = FitCheck::absent;
    FitCheck file_crc = FitCheck::absent;
    bool cut = false;  ///< the input ends before the file does
    bool open =
        false;  ///< the header says 0 bytes: the device never closed the file; read to the end
    std::string trouble;  ///< why reading stopped early; empty = it did not
    std::size_t trouble_at = 0;
    std::size_t definitions = 0;
    std::size_t messages = 0;
    std::size_t unreadable_fields =
        0;  ///< of definitions: unknown base type or a size that does not fit it
};

/// What the whole input is made of.
struct FitReport {
    std::vector<FitFileReport> files;
    std::size_t trailing_at = 0;  ///< bytes after the last file that are no FIT file
    std::size_t trailing_bytes = 0;

    [[nodiscard]] bool intact() const noexcept;
    /// One sentence for each thing that is not as it should be, with its place.
    [[nodiscard]] std::vector<std::string> remarks() const;
};

/// Is told of each file and each message, in the order of the bytes.
class FitVisitor {
public:
    FitVisitor() = default;
    FitVisitor(const FitVisitor&) = delete;
    FitVisitor& operator=(const FitVisitor&) = delete;
    virtual ~FitVisitor() = default;
    /// @param number  of the file in the chain, from 0
    virtual void on_file(std::size_t number) = 0;
    virtual void on_message(const FitMessage& message) = 0;
};

/// True when the bytes begin like a FIT file.
[[nodiscard]] bool looks_like_fit(std::string_view bytes) noexcept;

/// @param name  of the input, for places in errors
/// @errors bad_input: no FIT header at the start, more than kLargestFit bytes. Damage later on is no error: it is in the report.
[[nodiscard]] Result<FitReport> read_fit_stream(std::string_view bytes, const std::string& name,
                                                FitVisitor& visitor);

}  // namespace sinew::recording
