// The clinic's memory on SQLite: one file, one key, one process.
#pragma once

#include <sinew/base/clock.hpp>
#include <sinew/clinic/store.hpp>

#include <memory>
#include <string>

namespace sinew::store {

struct Options {
    std::string database;  ///< "…/clinic.sqlite"; made when it is not there
    std::string key_file;  ///< "…/key/clinic.key", or a credential of the service
    bool make_key =
        true;  ///< at the first start; false for a credential that somebody else provides
    std::string anchor_file = {};  ///< one line a day of the audit log; empty: none
    bool whole_check =
        false;  ///< every page and index before anything else, not only the quick check
    std::size_t readers = 4;          ///< snapshots at once
    double reader_wait_s = 5;         ///< then "too busy"
    std::size_t most_waiting = 4096;  ///< writes; more are "too busy"
    std::size_t most_together = 512;  ///< requests of one commit; 1 = a commit each
    double longest_s = 0.005;         ///< of gathering while requests keep coming
    int tidy_after_pages = 24'000;    ///< of the write-ahead log (4 KiB each)
    Instant (*now)() = clock_now;     ///< of erasing and anchors
    std::string vfs = {};             ///< a registered SQLite file layer; empty = the system's
};

/// Locks the clinic, checks the file, takes the migrations that are missing (a copy of the file before them stays beside it:
/// clinic.sqlite.before-N), and begins.
/// @errors conflict when another process works on it; storage for a damaged, newer or foreign file, a disk that does not take
/// writes, or a key that is not this database's; not_found when the database is there and its key is not
[[nodiscard]] Result<std::unique_ptr<clinic::Store>> open_sqlite_store(const Options& options);

}  // namespace sinew::store
