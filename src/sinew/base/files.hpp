// Files in whole and files out whole: a reader with a size limit, a writer that replaces or leaves alone.
#pragma once

#include <sinew/base/result.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace sinew {

inline constexpr std::size_t kLargestInput = std::size_t{64} << 20U;  ///< 64 MiB

/// All bytes of a file; "-" means standard input.
/// @errors not_found, storage, or bad_input when it holds more than `largest` bytes (nothing beyond them is read).
[[nodiscard]] Result<std::string> read_file(const std::string& path,
                                            std::size_t largest = kLargestInput);

/// Writes beside the target, syncs, then renames over it: a reader sees the old file or the new one, never half.
/// "-" writes to standard output. @errors storage; the old file is then untouched and no temporary stays behind.
[[nodiscard]] Result<std::size_t> write_file_atomically(const std::string& path,
                                                        std::string_view bytes);

}  // namespace sinew
