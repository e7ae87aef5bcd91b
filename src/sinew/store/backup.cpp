#include <sinew/store/backup.hpp>
#include <sinew/store/file_lock.hpp>
#include <sinew/store/integrity.hpp>
#include <sinew/store/key_file.hpp>
#include <sinew/store/migrations.hpp>

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace sinew::store {
namespace {

namespace fs = std::filesystem;

/// Waits until a file, or the names in a folder, are on the disk.
bool synced(const fs::path& path, int kind) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | kind);
    const bool done = fd >= 0 && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    return done;
}

void remove_all_of(const std::string& file) {
    for (const char* tail : {"", "-wal", "-shm", "-journal"}) ::unlink((file + tail).c_str());
}

/// All pages in one step: the source's view does not change meanwhile.
Result<void> copy_pages(Database& source, Database& target) {
    sqlite3_backup* copy = sqlite3_backup_init(target.handle(), "main", source.handle(), "main");
    if (copy == nullptr)
        return fail(database_error(sqlite3_extended_errcode(target.handle()), target.file()));
    const int code = sqlite3_backup_step(copy, -1);
    const int end = sqlite3_backup_finish(copy);
    if (code == SQLITE_DONE && end == SQLITE_OK) return {};
    const int told = code == SQLITE_DONE ? end : code;
    // A full disk is the target's, a damaged page the source's.
    const bool of_source = (told & 0xff) == SQLITE_CORRUPT || (told & 0xff) == SQLITE_BUSY;
    return fail(database_error(told, of_source ? source.file() : target.file()));
}

Result<void> write_copy(Database& source, const std::string& file) {
    SINEW_TRY(const auto target, Database::open(file, Database::Mode::create));
    ::chmod(file.c_str(), 0600);
    SINEW_DO(copy_pages(source, *target));
    // One file, without a log beside it.
    SINEW_DO(target->script("PRAGMA journal_mode=DELETE;"));
    return check_pages(*target, false);
}

}  // namespace

Result<void> copy_database(Database& source, const std::string& file) {
    std::error_code trouble;
    if (fs::exists(file, trouble))
        return fail({ErrorCode::conflict, "this file is there already", file,
                     "name a new file, such as one with today's date"});
    const std::string beside = fmt::format("{}.part-{}", file, ::getpid());
    remove_all_of(beside);
    Result<void> done = write_copy(source, beside);
    const fs::path folder = fs::absolute(file).parent_path();
    // link() and not rename(): a file that came there meanwhile is not replaced.
    if (done && !(synced(beside, 0) && ::link(beside.c_str(), file.c_str()) == 0 &&
                  synced(folder, O_DIRECTORY)))
        done = fail({ErrorCode::storage,
                     fmt::format("cannot finish the copy: {}", std::strerror(errno)), file,
                     "check the folder and its disk"});
    remove_all_of(beside);
    return done;
}

Result<void> restore_database(const std::string& backup, const std::string& database,
                              const std::string& key_file) {
    std::error_code trouble;
    if (!fs::exists(backup, trouble))
        return fail({ErrorCode::not_found, "there is no such backup", backup, "check the path"});
    SINEW_TRY(const auto source, Database::open(backup, Database::Mode::read));
    SINEW_TRY(const int shape, shape_of(*source));
    if (shape == 0)
        return fail({ErrorCode::storage, "this backup is empty", backup, "name another backup"});
    SINEW_DO(refuse_newer(*source, migrations()));
    SINEW_DO(check_pages(*source, true));
    SINEW_TRY(const Key key, read_key_file(key_file));
    SINEW_DO(check_key(*source, KeyRing{key}));
    // Only now: a backup that is refused leaves nothing where the clinic would have been.
    fs::create_directories(fs::absolute(database).parent_path(), trouble);
    SINEW_TRY(const auto lock, FileLock::take(database));
    if (fs::exists(database, trouble) && fs::file_size(database, trouble) > 0)
        return fail({ErrorCode::conflict, "there is a clinic already", database,
                     "move it away first, or restore into another folder with --data"});
    remove_all_of(database);
    return copy_database(*source, database);
}

}  // namespace sinew::store
