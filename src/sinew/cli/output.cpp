#include <sinew/cli/output.hpp>

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

namespace sinew::cli {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 16U;
constexpr std::size_t kWidest = 100, kNarrowest = 20, kUsual = 80;

std::string_view environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view{} : std::string_view{value};
}

std::string_view code_of(Ink ink) {
    switch (ink) {
        case Ink::plain: return "";
        case Ink::strong: return "\x1b[1m";
        case Ink::faint: return "\x1b[2m";
        case Ink::good: return "\x1b[32m";
        case Ink::careful: return "\x1b[33m";
        case Ink::bad: return "\x1b[1;31m";
        case Ink::accent: return "\x1b[36m";
    }
    return "";
}

}  // namespace

Output::Output(int descriptor) : descriptor_{descriptor}, terminal_{::isatty(descriptor) == 1} {
    // https://no-color.org: any non-empty value switches colours off.
    colour_ = terminal_ && environment("NO_COLOR").empty() && environment("TERM") != "dumb" &&
              !environment("TERM").empty();
    if (!terminal_) return;
    winsize size{};
    std::size_t columns = kUsual;
    if (::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) columns = size.ws_col;
    columns_ = std::clamp(columns, kNarrowest, kWidest);
}

void Output::write(std::string_view text) {
    waiting_ += text;
    if (waiting_.size() >= kBufferBytes) flush();
}

Output::State Output::flush() {
    std::string_view rest = waiting_;
    while (state_ == State::open && !rest.empty()) {
        const ssize_t n = ::write(descriptor_, rest.data(), rest.size());
        if (n >= 0) {
            rest.remove_prefix(static_cast<std::size_t>(n));
        } else if (errno != EINTR) {
            failure_ = errno;
            state_ = errno == EPIPE ? State::reader_gone : State::failed;
        }
    }
    waiting_.clear();
    return state_;
}

std::string Output::inked(std::string_view text, Ink ink) const {
    if (!colour_ || ink == Ink::plain || text.empty()) return std::string{text};
    return std::string{code_of(ink)} + std::string{text} + "\x1b[0m";
}

}  // namespace sinew::cli
