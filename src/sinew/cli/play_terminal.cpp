#include <sinew/base/clock.hpp>
#include <sinew/cli/interruption.hpp>
#include <sinew/cli/play_page.hpp>
#include <sinew/cli/play_terminal.hpp>

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cmath>

namespace sinew::cli {
namespace {

constexpr int kFrameMs = 66;  // fifteen frames a second

/// Hides the cursor while it lives. The signal handler shows it again by itself.
class HiddenCursor {
public:
    explicit HiddenCursor(Output& out) : out_{out} { out_.write("\x1b[?25l"); }
    HiddenCursor(const HiddenCursor&) = delete;
    HiddenCursor& operator=(const HiddenCursor&) = delete;
    ~HiddenCursor() {
        out_.write("\x1b[?25h");
        out_.flush();
    }

private:
    Output& out_;
};

void fit_to_terminal(PlayPage& page, const Settings& settings) {
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return;
    // The last column stays free: a full line would wrap on some terminals.
    page.columns = std::clamp<std::size_t>(size.ws_col - 1U, 20, 100);
    if (settings.columns) page.columns = std::min(page.columns, *settings.columns);
    page.rows = size.ws_row;
}

/// A key pressed within the time of a frame; 0 when none was, 'q' when the input has ended.
char key_within_a_frame() {
    pollfd wait{STDIN_FILENO, POLLIN, 0};
    if (::poll(&wait, 1, kFrameMs) <= 0) return 0;
    char key = 0;
    return ::read(STDIN_FILENO, &key, 1) == 1 ? key : 'q';
}

std::optional<care::PlayKey> meaning_of(char key) {
    switch (key) {
        case ' ':
        case 'p': return care::PlayKey::pause;
        case 'e': return care::PlayKey::easier;
        case 'n': return care::PlayKey::next;
        case 's': return care::PlayKey::stop;
        default: return std::nullopt;
    }
}

/// Draws over the last frame: no line is left behind, none scrolls away.
void draw(Output& out, const std::vector<std::string>& lines, std::size_t& drawn) {
    std::string text;
    if (drawn > 0) text += "\x1b[" + std::to_string(drawn) + "A";
    for (const std::string& line : lines) text += "\r\x1b[K" + line + "\n";
    text += "\x1b[J";
    drawn = lines.size();
    out.write(text);
    out.flush();
}

}  // namespace

Exit play_in_terminal(Call& call, const domain::SessionScript& script,
                      const knowledge::Catalogue& catalogue, const knowledge::Words& words,
                      double speed) {
    PlayPage page{&script, &catalogue, &words, &call.out, call.out.columns(), 24};
    const RawKeys keys;
    if (!keys.active() || !call.out.terminal()) {
        // Nobody to lead: the timed script says the same.
        call.out.write(script_text(page));
        return Exit::answered;
    }
    const HiddenCursor hidden{call.out};
    care::PlayState state;
    std::size_t drawn = 0;
    double before = steady_seconds();
    double owed_ms = 0;
    while (call.out.state() == Output::State::open) {
        fit_to_terminal(page, call.settings);
        const care::PlayFrame frame = care::frame_of(script, state);
        draw(call.out, play_lines(page, frame), drawn);
        if (frame.finished) break;
        const char key = key_within_a_frame();
        if (key == 'q') break;
        const double now = steady_seconds();
        owed_ms += (now - before) * 1000 * speed;
        before = now;
        const auto whole = static_cast<std::int64_t>(owed_ms);
        owed_ms -= static_cast<double>(whole);
        state = care::advance(script, state, whole);
        if (const auto meaning = meaning_of(key)) state = care::press(script, state, *meaning);
    }
    return Exit::answered;
}

}  // namespace sinew::cli
