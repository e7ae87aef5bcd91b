// Chance nobody can guess, hashes, passwords and sealing: the only place that calls libsodium for secrets.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/base/time_ordered_id.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sinew {

/// 256 secret bits, wiped when they go. Moved, never copied by accident.
class Key {
public:
    static constexpr std::size_t kBytes = 32;

    [[nodiscard]] static Key random();
    /// @errors bad_input unless there are exactly 32 bytes
    [[nodiscard]] static Result<Key> of_bytes(std::string_view bytes);

    Key(const Key&) = delete;
    Key& operator=(const Key&) = delete;
    Key(Key&& other) noexcept;
    Key& operator=(Key&& other) noexcept;
    ~Key();

    [[nodiscard]] Key copy() const;
    /// Another key for another purpose: neither tells anything of the other (keyed BLAKE2b of the purpose).
    [[nodiscard]] Key derived(std::string_view purpose) const;
    [[nodiscard]] std::string_view bytes() const noexcept {
        return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()};
    }

private:
    Key() = default;
    std::array<unsigned char, kBytes> bytes_{};
};

/// Overwrites what the text held (a compiler may not leave that out), then empties it.
void wipe(std::string& secret) noexcept;

/// From the operating system.
[[nodiscard]] std::string random_bytes(std::size_t count);
/// Text of A-Z a-z 0-9 - _ that stands in links and cookies; 32 bytes give 43 characters.
[[nodiscard]] std::string random_token(std::size_t bytes = 32);
/// @param now_ms  milliseconds since 1970, UTC
[[nodiscard]] Id new_id(std::uint64_t now_ms);

/// BLAKE2b-256 under a key, as 64 lower-case hexadecimal digits: finds what is sealed without opening everything.
[[nodiscard]] std::string keyed_hash(std::string_view text, const Key& key);
/// What is kept of a random token: BLAKE2b-256 with the purpose ("session", "invitation") for a key, in hexadecimal. Not for
/// passwords, PINs or anything else that can be guessed.
/// @param purpose  at most 64 bytes
[[nodiscard]] std::string token_hash(std::string_view token, std::string_view purpose);

/// Takes the same time wherever the texts differ; texts of unequal length are unequal at once.
[[nodiscard]] bool equal_in_constant_time(std::string_view a, std::string_view b) noexcept;

/// What guessing one password costs. From the OWASP password storage cheat sheet (recalled): Argon2id, 19 MiB, 2 passes, 1 lane
struct PasswordCost {
    std::size_t memory_bytes = std::size_t{19} << 20U;  ///< at least 8 KiB
    std::uint64_t passes = 2;                           ///< at least 1
};

/// The text holds method, cost and salt: "$argon2id$v=19$m=19456,t=2,p=1$...".
/// @errors storage when there is not enough memory
[[nodiscard]] Result<std::string> hash_password(std::string_view password,
                                                const PasswordCost& cost = {});
[[nodiscard]] bool password_matches(std::string_view hash, std::string_view password);
/// True when the hash was made at another cost, or is none of ours: hash anew at the next good password.
[[nodiscard]] bool needs_rehash(std::string_view hash, const PasswordCost& cost = {});

/// XChaCha20-Poly1305 with a fresh nonce each time. `place` says what is sealed ("documents.body:<id>:1"): a sealed value that
/// was moved to another row or column does not open.
class Sealer {
public:
    explicit Sealer(Key key) : key_{std::move(key)} {}
    /// 41 bytes longer than `plain`.
    [[nodiscard]] std::string seal(std::string_view plain, std::string_view place) const;
    /// @errors storage when it was not sealed with this key for this place, or was changed
    [[nodiscard]] Result<std::string> open(std::string_view sealed, std::string_view place) const;

private:
    Key key_;
};

}  // namespace sinew
