#include <sinew/cli/line_reader.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace sinew::cli {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 18U;

}  // namespace

Result<LineReader> LineReader::open(const std::string& path) {
    const int descriptor = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return fail({ErrorCode::not_found, std::string{"cannot open: "} + std::strerror(errno),
                     path, "check the path and its permissions"});
    LineReader reader{descriptor, path};
    struct stat status {};
    if (::fstat(descriptor, &status) == 0) {
        if (S_ISDIR(status.st_mode))
            return fail({ErrorCode::bad_input, "this is a folder", path, "name a file in it"});
        if (S_ISREG(status.st_mode))
            reader.bytes_in_all_ = static_cast<std::size_t>(status.st_size);
    }
    return reader;
}

LineReader::LineReader(LineReader&& other) noexcept
    : descriptor_{other.descriptor_},
      path_{std::move(other.path_)},
      buffer_{std::move(other.buffer_)},
      start_{other.start_},
      scanned_{other.scanned_},
      bytes_read_{other.bytes_read_},
      bytes_in_all_{other.bytes_in_all_},
      at_end_{other.at_end_},
      too_long_{other.too_long_} {
    other.descriptor_ = -1;
}

LineReader::~LineReader() {
    if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
}

Result<bool> LineReader::fill() {
    buffer_.erase(0, start_);
    scanned_ -= start_;
    start_ = 0;
    const std::size_t held = buffer_.size();
    buffer_.resize(held + kChunk);
    ssize_t n = 0;
    do n = ::read(descriptor_, buffer_.data() + held, kChunk);
    while (n < 0 && errno == EINTR);
    buffer_.resize(held + static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
    if (n < 0)
        return fail({ErrorCode::storage, std::string{"cannot read: "} + std::strerror(errno), path_,
                     "try again"});
    bytes_read_ += static_cast<std::size_t>(n);
    at_end_ = n == 0;
    return n > 0;
}

Result<std::optional<std::string_view>> LineReader::next() {
    too_long_ = false;
    while (true) {
        const auto end = buffer_.find('\n', scanned_);
        if (end != std::string::npos || (at_end_ && start_ < buffer_.size())) {
            const std::size_t stop = end == std::string::npos ? buffer_.size() : end;
            std::string_view line{buffer_.data() + start_, stop - start_};
            start_ = scanned_ = std::min(stop + 1, buffer_.size());
            if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
            return std::optional{line};
        }
        if (at_end_) return std::optional<std::string_view>{};
        scanned_ = buffer_.size();
        if (buffer_.size() - start_ > kLongestLine) {
            // Keep the head of the line, for its place, and forget the rest as it comes.
            too_long_ = true;
            buffer_.resize(start_ + 1);
            scanned_ = buffer_.size();
        }
        SINEW_TRY([[maybe_unused]] const bool more, fill());
    }
}

}  // namespace sinew::cli
