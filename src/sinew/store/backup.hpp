// A copy of the whole store while it is in use, and the way back.
#pragma once

#include <sinew/store/database.hpp>

#include <string>

namespace sinew::store {

/// Copies one consistent view into a new file: written beside it, checked, synced, then named. Nothing waits for it.
/// @errors conflict when `file` is there; storage, and then no file stays behind
[[nodiscard]] Result<void> copy_database(Database& source, const std::string& file);

/// Puts a backup in the place of a store that is not there yet.
/// @errors conflict when there is a store already or another process works there; storage for a damaged or foreign backup or
/// one of a newer version; not_found; and when the key does not fit
[[nodiscard]] Result<void> restore_database(const std::string& backup, const std::string& database,
                                            const std::string& key_file);

}  // namespace sinew::store
