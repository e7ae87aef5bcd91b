#include <sinew/base/text.hpp>
#include <sinew/store/file_lock.hpp>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace sinew::store {

Result<std::unique_ptr<FileLock>> FileLock::take(const std::string& database) {
    const std::string file = database + ".lock";
    const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (const int why = errno; fd < 0)
        return fail({ErrorCode::storage,
                     fmt::format("cannot make the lock file: {}", std::strerror(why)), file,
                     why == ENOTDIR ? "what should be a folder is a file: name a folder"
                                    : "make the folder and its disk writable for this account"});
    std::unique_ptr<FileLock> lock{new FileLock{fd}};
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        std::array<char, 32> holder{};
        const ssize_t count = ::pread(fd, holder.data(), holder.size(), 0);
        const std::string_view text{holder.data(),
                                    static_cast<std::size_t>(std::max<ssize_t>(count, 0))};
        const std::string_view number = trim(text);
        return fail({ErrorCode::conflict,
                     number.empty() ? std::string{"another process works on this clinic"}
                                    : fmt::format("process {} works on this clinic", number),
                     database, "stop it first, or name another folder with --data"});
    }
    // Only for people: a full disk that leaves no room for it does no harm.
    const std::string mine = fmt::format("{}\n", ::getpid());
    if (::ftruncate(fd, 0) == 0 && ::pwrite(fd, mine.data(), mine.size(), 0) < 0) return lock;
    return lock;
}

FileLock::~FileLock() { ::close(descriptor_); }

}  // namespace sinew::store
