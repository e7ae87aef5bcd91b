// The centre's key: 32 bytes of chance in a file of its own that only the service's account may read.
#pragma once

#include <sinew/base/secrets.hpp>

#include <string>

namespace sinew::store {

/// "sinew-key-1 " and 64 hexadecimal digits: one line, short enough to be written on paper and locked away.
[[nodiscard]] std::string key_text(const Key& key);
/// @errors bad_input for anything else; the text never stands in the message
[[nodiscard]] Result<Key> read_key_text(std::string_view text, const std::string& file);

/// @errors not_found; storage when others than its owner may read it; bad_input when it holds no key
[[nodiscard]] Result<Key> read_key_file(const std::string& file);

/// Makes a new key, its file (0600) and its folder (0700), and waits until both are on the disk.
/// @errors conflict when the file is there; storage
[[nodiscard]] Result<Key> make_key_file(const std::string& file);

}  // namespace sinew::store
