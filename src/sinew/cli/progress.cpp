#include <sinew/base/clock.hpp>
#include <sinew/cli/progress.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace sinew::cli {
namespace {

constexpr double kPatience_s = 1.0, kRedraw_s = 0.1;
constexpr std::size_t kBar = 24;

}  // namespace

Progress::Progress(Output& notes, bool wanted, std::size_t whole, std::string_view counted,
                   std::size_t stride)
    : notes_{notes},
      whole_{whole},
      stride_{stride},
      counted_{counted},
      began_{steady_seconds()},
      wanted_{wanted && notes.terminal()} {}

Progress::~Progress() {
    if (!visible_) return;
    notes_.write("\r\x1b[K");
    notes_.flush();
}

void Progress::show(std::size_t done, std::size_t count) {
    if (!wanted_ || count % stride_ != 0) return;
    const double now = steady_seconds();
    if (now - began_ < kPatience_s || now - drawn_ < kRedraw_s) return;
    drawn_ = now;
    visible_ = true;
    const double share =
        whole_ == 0 ? 0 : std::min(1.0, static_cast<double>(done) / static_cast<double>(whole_));
    const auto full = static_cast<std::size_t>(share * kBar);
    std::string bar;
    if (whole_ > 0)
        bar = "[" + std::string(full, '#') + std::string(kBar - full, ' ') +
              fmt::format("] {:3.0f} %  ", share * 100);
    notes_.write(fmt::format("\r\x1b[K{}{} {}", bar, count, counted_));
    notes_.flush();
}

}  // namespace sinew::cli
