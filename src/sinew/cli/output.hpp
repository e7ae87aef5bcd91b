// Where text goes: buffered, told whether a person looks at it, quiet when the reader has gone.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sinew::cli {

enum class Ink : std::uint8_t { plain, strong, faint, good, careful, bad, accent };

/// One of the two standard streams.
class Output {
public:
    enum class State : std::uint8_t { open, reader_gone, failed };

    /// @param descriptor  1 or 2
    explicit Output(int descriptor);
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    void write(std::string_view text);
    void line(std::string_view text) {
        write(text);
        write("\n");
    }
    /// Hands everything over. A closed pipe is no failure: its reader had enough.
    State flush();
    /// Forgets what waits to be written: another rank speaks.
    void drop() noexcept { waiting_.clear(); }
    [[nodiscard]] State state() const noexcept { return state_; }
    [[nodiscard]] int failure() const noexcept { return failure_; }  ///< errno of a failed write

    /// The text in this ink when colours are on, else as it is.
    [[nodiscard]] std::string inked(std::string_view text, Ink ink) const;
    [[nodiscard]] bool colour() const noexcept { return colour_; }
    [[nodiscard]] bool terminal() const noexcept { return terminal_; }
    /// Columns to write for: the terminal's, at most 100; 80 when nobody looks.
    [[nodiscard]] std::size_t columns() const noexcept { return columns_; }

    void forbid_colour() noexcept { colour_ = false; }
    void set_columns(std::size_t columns) noexcept { columns_ = columns; }

private:
    int descriptor_;
    bool terminal_ = false;
    bool colour_ = false;
    std::size_t columns_ = 80;
    State state_ = State::open;
    int failure_ = 0;
    std::string waiting_;
};

}  // namespace sinew::cli
