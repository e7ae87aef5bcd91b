// Ctrl-C and closed pipes, taken calmly.
#pragma once

namespace sinew::cli {

/// Ctrl-C ends the program with 130 and leaves the terminal as it was; a closed pipe becomes an ordinary failed write.
void take_signals_calmly();

/// Switches the terminal on standard input to single keys without echo, until this object goes or Ctrl-C comes.
class RawKeys {
public:
    RawKeys();
    RawKeys(const RawKeys&) = delete;
    RawKeys& operator=(const RawKeys&) = delete;
    ~RawKeys();
    [[nodiscard]] bool active() const noexcept { return active_; }

private:
    bool active_ = false;
};

}  // namespace sinew::cli
