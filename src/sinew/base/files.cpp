#include <sinew/base/files.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace sinew {
namespace {

/// Closes what it holds.
class Descriptor {
public:
    explicit Descriptor(int fd) : fd_{fd} {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd_ > STDERR_FILENO) ::close(fd_);
    }
    [[nodiscard]] int get() const noexcept { return fd_; }
    /// Closes now and says whether the file system took everything.
    bool close_now() {
        const int fd = fd_;
        fd_ = -1;
        return ::close(fd) == 0;
    }

private:
    int fd_;
};

Error system_error(ErrorCode code, const std::string& path, std::string what, std::string hint) {
    return {code, std::move(what) + ": " + std::strerror(errno), path, std::move(hint)};
}

bool write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t largest) {
    const Descriptor file{path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.get() < 0)
        return fail(system_error(ErrorCode::not_found, path, "cannot open",
                                 "check the path and its permissions"));
    struct stat info {};
    if (::fstat(file.get(), &info) == 0 && S_ISDIR(info.st_mode))
        return fail({ErrorCode::bad_input, "this is a folder", path, "name a file in it"});
    std::string bytes;
    if (S_ISREG(info.st_mode))
        bytes.reserve(std::min(static_cast<std::size_t>(info.st_size), largest) + 1);
    std::array<char, std::size_t{1} << 16U> chunk{};
    while (true) {
        const ssize_t n = ::read(file.get(), chunk.data(), chunk.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return fail(system_error(ErrorCode::storage, path, "cannot read", "try again"));
        if (n == 0) return bytes;
        bytes.append(chunk.data(), static_cast<std::size_t>(n));
        if (bytes.size() > largest)
            return fail({ErrorCode::bad_input,
                         "larger than " + std::to_string(largest >> 20U) + " MiB", path,
                         "give one person's record; split collections first"});
    }
}

Result<std::size_t> write_file_atomically(const std::string& path, std::string_view bytes) {
    if (path == "-") {
        if (!write_all(STDOUT_FILENO, bytes))
            return fail(system_error(ErrorCode::storage, "standard output", "cannot write", ""));
        return bytes.size();
    }
    // A device or pipe has nothing to replace and must not be renamed over.
    struct stat info {};
    const bool special = ::stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode);
    std::string temporary = special ? path : path + ".XXXXXX";
    Descriptor file{special ? ::open(path.c_str(), O_WRONLY | O_CLOEXEC)
                            : ::mkstemp(temporary.data())};
    if (file.get() < 0)
        return fail(system_error(ErrorCode::storage, path, "cannot write here",
                                 "check folder and permissions"));
    const bool written = write_all(file.get(), bytes) &&
                         (special || (::fchmod(file.get(), 0600) == 0 && ::fsync(file.get()) == 0));
    if (!file.close_now() || !written ||
        (!special && ::rename(temporary.c_str(), path.c_str()) != 0)) {
        const Error error =
            system_error(ErrorCode::storage, path, "writing failed", "free space and try again");
        if (!special) ::unlink(temporary.c_str());
        return fail(error);
    }
    return bytes.size();
}

}  // namespace sinew
