// Numbered steps of the database's shape, forward only: one SQL file each in migrations/, put into the program by CMake.
#pragma once

#include <sinew/store/database.hpp>

#include <span>
#include <string_view>

namespace sinew::store {

struct Migration {
    std::string_view name;  ///< "0001_first"; step N stands at place N - 1
    std::string_view sql;
};

/// Those in the program.
[[nodiscard]] std::span<const Migration> migrations();

/// The shape the file has now: 0 = new. @errors storage when another program's file has this name
[[nodiscard]] Result<int> shape_of(Database& database);

/// @errors storage when the file is newer than the last of `steps`
[[nodiscard]] Result<void> refuse_newer(Database& database, std::span<const Migration> steps);

/// Takes the steps that are missing, each in its own transaction together with its number.
/// @return how many steps were taken
[[nodiscard]] Result<int> migrate(Database& database, std::span<const Migration> steps);

}  // namespace sinew::store
