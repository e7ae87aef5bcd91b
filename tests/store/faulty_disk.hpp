// A layer under SQLite that fails as disks do: full, gone, refusing to sync. Registered as "faulty_disk".
#pragma once

#include <atomic>
#include <cstdint>

namespace sinew::store_test {

struct FaultyDisk {
    /// Bytes that may still be written before the disk is full; negative: no end.
    static std::atomic<std::int64_t> room;
    static std::atomic<bool> gone;           ///< every read, write and sync fails
    static std::atomic<bool> sync_fails;     ///< what was written is not kept
    static std::atomic<bool> read_only;      ///< every write is refused
    static std::atomic<std::int64_t> syncs;  ///< calls so far

    /// Puts everything right again and makes the layer known; safe to repeat.
    static void mend();
};

}  // namespace sinew::store_test
