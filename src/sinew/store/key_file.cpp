#include <sinew/base/text.hpp>
#include <sinew/store/key_file.hpp>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace sinew::store {
namespace {

constexpr std::string_view kForm = "sinew-key-1 ";
constexpr std::size_t kLargest = 4096;

Error system_error(const std::string& file, std::string_view what, std::string hint) {
    return {ErrorCode::storage, fmt::format("{}: {}", what, std::strerror(errno)), file,
            std::move(hint)};
}

int digit_of(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool sync_folder(const std::string& folder) {
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = fd >= 0 && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    return synced;
}

}  // namespace

std::string key_text(const Key& key) {
    std::string text{kForm};
    for (const char byte : key.bytes())
        fmt::format_to(std::back_inserter(text), "{:02x}", static_cast<unsigned char>(byte));
    return text + "\n";
}

Result<Key> read_key_text(std::string_view text, const std::string& file) {
    const std::string_view line = trim(text);
    const auto refused = [&] {
        return fail(
            {ErrorCode::bad_input, "this file holds no key of a centre", file,
             "put the key file back as it was made: one line that begins with sinew-key-1"});
    };
    if (!line.starts_with(kForm) || line.size() != kForm.size() + 2 * Key::kBytes) return refused();
    std::string bytes;
    for (std::size_t i = kForm.size(); i < line.size(); i += 2) {
        const int high = digit_of(line[i]), low = digit_of(line[i + 1]);
        if (high < 0 || low < 0) return refused();
        bytes += static_cast<char>(high * 16 + low);
    }
    auto key = Key::of_bytes(bytes);
    wipe(bytes);
    return key;
}

Result<Key> read_key_file(const std::string& file) {
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT)
        return fail({ErrorCode::not_found, "the centre's key is not there", file,
                     "put the key file back, or name it: without it nothing can be read"});
    if (fd < 0)
        return fail(system_error(file, "cannot open the centre's key", "check its permissions"));
    struct stat status {};
    if (::fstat(fd, &status) != 0 || (status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        ::close(fd);
        return fail({ErrorCode::storage, "others may read the centre's key", file,
                     "chmod 600 the file, and think about who may have read it"});
    }
    std::string text(kLargest, '\0');
    const ssize_t count = ::read(fd, text.data(), text.size());
    ::close(fd);
    if (count < 0)
        return fail(system_error(file, "cannot read the centre's key", "look after the disk"));
    auto key =
        read_key_text(std::string_view{text}.substr(0, static_cast<std::size_t>(count)), file);
    wipe(text);
    return key;
}

Result<Key> make_key_file(const std::string& file) {
    namespace fs = std::filesystem;
    const fs::path folder = fs::absolute(file).parent_path();
    std::error_code trouble;
    if (!fs::exists(folder, trouble)) {
        fs::create_directories(folder, trouble);
        fs::permissions(folder, fs::perms::owner_all, trouble);
    }
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0 && errno == EEXIST)
        return fail(
            {ErrorCode::conflict, "there is a key already", file, "use it, or move it away"});
    if (fd < 0)
        return fail(system_error(file, "cannot make the centre's key",
                                 "check the folder and its permissions"));
    Key key = Key::random();
    std::string text = key_text(key);
    const bool written =
        ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
        ::fsync(fd) == 0;
    wipe(text);
    ::close(fd);
    if (!written || !sync_folder(folder.string())) {
        const Error error = system_error(file, "cannot write the centre's key", "free space");
        ::unlink(file.c_str());
        return fail(error);
    }
    return key;
}

}  // namespace sinew::store
