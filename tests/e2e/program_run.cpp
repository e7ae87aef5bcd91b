#include "program_run.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace sinew::e2e {
namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> list;
    for (std::string& text : texts) list.push_back(text.data());
    list.push_back(nullptr);
    return list;
}

std::array<int, 2> new_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error{"no pipe"};
    return ends;
}

[[noreturn]] void become_sinew(std::vector<std::string> words, std::vector<std::string> environment,
                               int in, int out, int err) {
    ::dup2(in, 0);
    ::dup2(out, 1);
    ::dup2(err, 2);
    ::signal(SIGPIPE, SIG_DFL);
    ::execve(words[0].c_str(), pointers(words).data(), pointers(environment).data());
    ::_exit(127);
}

/// Feeds the input and reads both streams at once, so that no pipe can fill up and stop the program.
void exchange(std::array<int, 3> ends, const Surroundings& around, Ending& run) {
    std::string_view rest = around.input;
    std::array<pollfd, 3> watch{
        {{ends[0], POLLOUT, 0}, {ends[1], POLLIN, 0}, {ends[2], POLLIN, 0}}};
    const auto leave = [&](std::size_t i) {
        ::close(watch[i].fd);
        watch[i].fd = -1;
    };
    if (rest.empty()) leave(0);
    std::array<char, 1 << 16> chunk{};
    while (watch[1].fd >= 0 || watch[2].fd >= 0) {
        if (::poll(watch.data(), watch.size(), 60000) <= 0)
            throw std::runtime_error{"the program does not answer"};
        if (watch[0].fd >= 0 && watch[0].revents != 0) {
            const ssize_t n =
                ::write(watch[0].fd, rest.data(), std::min(rest.size(), chunk.size()));
            if (n > 0) rest.remove_prefix(static_cast<std::size_t>(n));
            if (n <= 0 || rest.empty()) leave(0);
        }
        for (const std::size_t i : {std::size_t{1}, std::size_t{2}}) {
            if (watch[i].fd < 0 || watch[i].revents == 0) continue;
            const ssize_t n = ::read(watch[i].fd, chunk.data(),
                                     i == 1 && around.close_output_early ? 1 : chunk.size());
            if (n > 0)
                (i == 1 ? run.out : run.err).append(chunk.data(), static_cast<std::size_t>(n));
            if (n <= 0 || (i == 1 && around.close_output_early)) leave(i);
        }
    }
    if (watch[0].fd >= 0) leave(0);
}

}  // namespace

Ending run_sinew(const std::vector<std::string>& arguments, const Surroundings& around) {
    ::signal(SIGPIPE, SIG_IGN);
    std::vector<std::string> words{SINEW_PROGRAM};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<std::string> environment{"PATH=/usr/bin:/bin", "HOME=/nonexistent", "TERM=xterm"};
    // What the sanitizer preset leaves to the libraries counts for the program as well.
    if (const char* leaks = std::getenv("LSAN_OPTIONS"))
        environment.push_back(std::string{"LSAN_OPTIONS="} + leaks);
    environment.insert(environment.end(), around.environment.begin(), around.environment.end());
    const auto in = new_pipe(), out = new_pipe(), err = new_pipe();
    const int file = around.output_file.empty()
                         ? out[1]
                         : ::open(around.output_file.c_str(), O_WRONLY | O_CLOEXEC);
    const pid_t child = ::fork();
    if (child == 0) become_sinew(words, environment, in[0], file, err[1]);
    ::close(in[0]);
    ::close(out[1]);
    ::close(err[1]);
    if (!around.output_file.empty()) ::close(file);
    Ending run;
    exchange({in[1], out[0], err[0]}, around, run);
    int status = 0;
    ::waitpid(child, &status, 0);
    run.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return run;
}

Folder::Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "sinew-e2e-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error{"no folder"};
    root_ = pattern;
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
}

std::string Folder::file(std::string_view name, std::string_view bytes) const {
    std::ofstream{root_ / name, std::ios::binary} << bytes;
    return path(name);
}

std::vector<std::string> Folder::names() const {
    std::vector<std::string> list;
    for (const auto& entry : std::filesystem::directory_iterator{root_})
        list.push_back(entry.path().filename().string());
    std::sort(list.begin(), list.end());
    return list;
}

std::string bytes_of(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream{path, std::ios::binary}.rdbuf();
    return text.str();
}

std::size_t lines_in(std::string_view text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace sinew::e2e
