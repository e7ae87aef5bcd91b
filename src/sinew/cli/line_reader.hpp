// Lines of a file of any size, one at a time: a batch never holds more than its longest line.
#pragma once

#include <sinew/base/result.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace sinew::cli {

inline constexpr std::size_t kLongestLine = std::size_t{8} << 20U;  ///< 8 MiB

class LineReader {
public:
    /// @param path  "-" is standard input
    /// @errors not_found, bad_input when it is a folder
    [[nodiscard]] static Result<LineReader> open(const std::string& path);
    LineReader(LineReader&& other) noexcept;
    LineReader& operator=(LineReader&&) = delete;
    LineReader(const LineReader&) = delete;
    LineReader& operator=(const LineReader&) = delete;
    ~LineReader();

    /// The next line without its end, valid until the next call; nothing at the end of the file.
    /// A longer one than kLongestLine comes cut short, with `too_long()` true, and its rest is skipped.
    /// @errors storage when reading fails
    [[nodiscard]] Result<std::optional<std::string_view>> next();
    [[nodiscard]] bool too_long() const noexcept { return too_long_; }
    [[nodiscard]] std::size_t bytes_read() const noexcept { return bytes_read_; }
    [[nodiscard]] std::size_t bytes_in_all() const noexcept {
        return bytes_in_all_;
    }  ///< 0 when nobody knows

private:
    explicit LineReader(int descriptor, std::string path)
        : descriptor_{descriptor}, path_{std::move(path)} {}
    [[nodiscard]] Result<bool> fill();

    int descriptor_;
    std::string path_;
    std::string buffer_;
    std::size_t start_ = 0, scanned_ = 0;
    std::size_t bytes_read_ = 0, bytes_in_all_ = 0;
    bool at_end_ = false, too_long_ = false;
};

}  // namespace sinew::cli
