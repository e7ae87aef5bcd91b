#include "faulty_disk.hpp"

#include <sqlite3.h>

#include <cstring>

namespace sinew::store_test {

std::atomic<std::int64_t> FaultyDisk::room{-1};
std::atomic<bool> FaultyDisk::gone{false};
std::atomic<bool> FaultyDisk::sync_fails{false};
std::atomic<bool> FaultyDisk::read_only{false};
std::atomic<std::int64_t> FaultyDisk::syncs{0};

namespace {

sqlite3_vfs* real =
    nullptr;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): SQLite keeps it

/// The file of the system lies directly behind ours.
struct Faulty {
    sqlite3_file base;
};
sqlite3_file* below(sqlite3_file* file) {
    return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(Faulty));
}

int close(sqlite3_file* file) { return below(file)->pMethods->xClose(below(file)); }
int read(sqlite3_file* file, void* into, int count, sqlite3_int64 from) {
    if (FaultyDisk::gone) return SQLITE_IOERR_READ;
    return below(file)->pMethods->xRead(below(file), into, count, from);
}
int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 to) {
    if (FaultyDisk::gone) return SQLITE_IOERR_WRITE;
    if (FaultyDisk::read_only) return SQLITE_READONLY;
    if (FaultyDisk::room >= 0) {
        if (FaultyDisk::room < count) return SQLITE_FULL;
        FaultyDisk::room -= count;
    }
    return below(file)->pMethods->xWrite(below(file), bytes, count, to);
}
int truncate(sqlite3_file* file, sqlite3_int64 size) {
    return below(file)->pMethods->xTruncate(below(file), size);
}
int sync(sqlite3_file* file, int flags) {
    ++FaultyDisk::syncs;
    if (FaultyDisk::gone || FaultyDisk::sync_fails) return SQLITE_IOERR_FSYNC;
    return below(file)->pMethods->xSync(below(file), flags);
}
int size(sqlite3_file* file, sqlite3_int64* bytes) {
    return below(file)->pMethods->xFileSize(below(file), bytes);
}
int lock(sqlite3_file* file, int level) { return below(file)->pMethods->xLock(below(file), level); }
int unlock(sqlite3_file* file, int level) {
    return below(file)->pMethods->xUnlock(below(file), level);
}
int reserved(sqlite3_file* file, int* held) {
    return below(file)->pMethods->xCheckReservedLock(below(file), held);
}
int control(sqlite3_file* file, int what, void* with) {
    return below(file)->pMethods->xFileControl(below(file), what, with);
}
int sector(sqlite3_file* file) { return below(file)->pMethods->xSectorSize(below(file)); }
int traits(sqlite3_file* file) {
    return below(file)->pMethods->xDeviceCharacteristics(below(file));
}
int map(sqlite3_file* file, int region, int bytes, int extend, void volatile** at) {
    return below(file)->pMethods->xShmMap(below(file), region, bytes, extend, at);
}
int shm_lock(sqlite3_file* file, int from, int count, int flags) {
    return below(file)->pMethods->xShmLock(below(file), from, count, flags);
}
void barrier(sqlite3_file* file) { below(file)->pMethods->xShmBarrier(below(file)); }
int unmap(sqlite3_file* file, int remove) {
    return below(file)->pMethods->xShmUnmap(below(file), remove);
}

const sqlite3_io_methods kMethods{2,        close,   read,     write,   truncate, sync,   size,
                                  lock,     unlock,  reserved, control, sector,   traits, map,
                                  shm_lock, barrier, unmap,    nullptr, nullptr};

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* got) {
    file->pMethods = nullptr;
    const int code = real->xOpen(real, name, below(file), flags, got);
    if (code == SQLITE_OK) file->pMethods = &kMethods;
    return code;
}

}  // namespace

void FaultyDisk::mend() {
    room = -1;
    gone = sync_fails = read_only = false;
    if (real != nullptr) return;
    real = sqlite3_vfs_find(nullptr);
    static sqlite3_vfs faulty = *real;
    faulty.zName = "faulty_disk";
    faulty.pNext = nullptr;
    faulty.szOsFile = static_cast<int>(sizeof(Faulty)) + real->szOsFile;
    faulty.xOpen = open;
    sqlite3_vfs_register(&faulty, 0);
}

}  // namespace sinew::store_test
