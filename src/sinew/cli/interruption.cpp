#include <sinew/cli/command.hpp>
#include <sinew/cli/interruption.hpp>

#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include <string_view>

namespace sinew::cli {
namespace {

// A signal handler can reach nothing but statics: the terminal as it was found.
termios found_terminal{};  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
volatile sig_atomic_t terminal_is_changed =
    0;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

/// Only calls that POSIX allows in a handler.
extern "C" void leave_now(int) {
    if (terminal_is_changed != 0) {
        static constexpr std::string_view kCursorBack = "\x1b[?25h\x1b[0m\r\n";
        ::tcsetattr(STDIN_FILENO, TCSANOW, &found_terminal);
        [[maybe_unused]] const auto written =
            ::write(STDERR_FILENO, kCursorBack.data(), kCursorBack.size());
    }
    ::_exit(static_cast<int>(Exit::interrupted));
}

}  // namespace

void take_signals_calmly() {
    struct sigaction ignore {};
    ignore.sa_handler = SIG_IGN;
    ::sigaction(SIGPIPE, &ignore, nullptr);
    struct sigaction leave {};
    leave.sa_handler = leave_now;
    ::sigaction(SIGINT, &leave, nullptr);
    ::sigaction(SIGTERM, &leave, nullptr);
    ::sigaction(SIGHUP, &leave, nullptr);
    ::sigaction(SIGQUIT, &leave, nullptr);
}

RawKeys::RawKeys() {
    if (::isatty(STDIN_FILENO) != 1 || ::tcgetattr(STDIN_FILENO, &found_terminal) != 0) return;
    termios raw = found_terminal;
    raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
    terminal_is_changed = 1;
    active_ = ::tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0;
}

RawKeys::~RawKeys() {
    if (active_) ::tcsetattr(STDIN_FILENO, TCSANOW, &found_terminal);
    terminal_is_changed = 0;
}

}  // namespace sinew::cli
