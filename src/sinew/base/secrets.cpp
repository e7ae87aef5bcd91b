#include <sinew/base/ensure.hpp>
#include <sinew/base/secrets.hpp>

#include <sodium.h>

#include <algorithm>

namespace sinew {
namespace {

constexpr char kSealedForm = 1;  ///< first byte of what is sealed
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::string_view kArgon2id = "$argon2id$";

/// Every entrance calls this; the library's own start is safe to repeat and from any thread.
void start_sodium() {
    static const bool kStarted = sodium_init() >= 0;
    SINEW_ENSURE(kStarted, "libsodium found no source of chance");
}

const unsigned char* bytes_of(std::string_view text) noexcept {
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytes_of(std::string& text) noexcept {
    return reinterpret_cast<unsigned char*>(text.data());
}

std::array<unsigned char, 32> blake2b(std::string_view text, std::string_view key) {
    start_sodium();
    std::array<unsigned char, 32> digest{};
    crypto_generichash(digest.data(), digest.size(), bytes_of(text), text.size(),
                       key.empty() ? nullptr : bytes_of(key), key.size());
    return digest;
}

std::string hexadecimal(const std::array<unsigned char, 32>& digest) {
    std::string text(digest.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
    text.pop_back();
    return text;
}

}  // namespace

Key Key::random() {
    start_sodium();
    Key key;
    randombytes_buf(key.bytes_.data(), kBytes);
    return key;
}

Result<Key> Key::of_bytes(std::string_view bytes) {
    if (bytes.size() != kBytes)
        return fail(
            {ErrorCode::bad_input, "a key has 32 bytes", {}, "use the file as it was made"});
    Key key;
    std::copy(bytes.begin(), bytes.end(), key.bytes_.begin());
    return key;
}

Key::Key(Key&& other) noexcept : bytes_{other.bytes_} {
    sodium_memzero(other.bytes_.data(), kBytes);
}

Key& Key::operator=(Key&& other) noexcept {
    if (this == &other) return *this;
    bytes_ = other.bytes_;
    sodium_memzero(other.bytes_.data(), kBytes);
    return *this;
}

Key::~Key() { sodium_memzero(bytes_.data(), kBytes); }

Key Key::copy() const {
    Key key;
    key.bytes_ = bytes_;
    return key;
}

Key Key::derived(std::string_view purpose) const {
    Key key;
    key.bytes_ = blake2b(purpose, bytes());
    return key;
}

void wipe(std::string& secret) noexcept {
    // All that it ever held: a text that was shortened keeps its tail in the room behind its end.
    secret.resize(secret.capacity());
    sodium_memzero(secret.data(), secret.size());
    secret.clear();
}

std::string random_bytes(std::size_t count) {
    start_sodium();
    std::string bytes(count, '\0');
    randombytes_buf(bytes.data(), count);
    return bytes;
}

std::string random_token(std::size_t bytes) {
    constexpr int kForm = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string secret = random_bytes(bytes);
    std::string text(sodium_base64_encoded_len(bytes, kForm), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes_of(secret), bytes, kForm);
    text.pop_back();  // the C string's end
    wipe(secret);
    return text;
}

Id new_id(std::uint64_t now_ms) {
    start_sodium();
    std::array<std::uint8_t, 10> chance{};
    randombytes_buf(chance.data(), chance.size());
    return time_ordered_id(now_ms, chance);
}

std::string keyed_hash(std::string_view text, const Key& key) {
    return hexadecimal(blake2b(text, key.bytes()));
}

std::string token_hash(std::string_view token, std::string_view purpose) {
    SINEW_ENSURE(purpose.size() <= crypto_generichash_KEYBYTES_MAX, "a purpose is a short word");
    return hexadecimal(blake2b(token, purpose));
}

bool equal_in_constant_time(std::string_view a, std::string_view b) noexcept {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

Result<std::string> hash_password(std::string_view password, const PasswordCost& cost) {
    start_sodium();
    SINEW_ENSURE(cost.memory_bytes >= crypto_pwhash_argon2id_MEMLIMIT_MIN && cost.passes >= 1,
                 "below what Argon2id allows");
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (crypto_pwhash_str_alg(text.data(), password.data(), password.size(), cost.passes,
                              cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return fail({ErrorCode::storage,
                     "not enough memory to hash a password",
                     {},
                     "free memory and try again"});
    return std::string{text.data()};
}

bool password_matches(std::string_view hash, std::string_view password) {
    start_sodium();
    if (!hash.starts_with(kArgon2id) || hash.size() >= crypto_pwhash_STRBYTES) return false;
    const std::string text{hash};
    return crypto_pwhash_str_verify(text.c_str(), password.data(), password.size()) == 0;
}

bool needs_rehash(std::string_view hash, const PasswordCost& cost) {
    start_sodium();
    if (!hash.starts_with(kArgon2id) || hash.size() >= crypto_pwhash_STRBYTES) return true;
    const std::string text{hash};
    return crypto_pwhash_str_needs_rehash(text.c_str(), cost.passes, cost.memory_bytes) != 0;
}

std::string Sealer::seal(std::string_view plain, std::string_view place) const {
    start_sodium();
    std::string sealed(1 + kNonce + plain.size() + kTag, kSealedForm);
    unsigned char* const nonce = bytes_of(sealed) + 1;
    randombytes_buf(nonce, kNonce);
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + kNonce, nullptr, bytes_of(plain),
                                               plain.size(), bytes_of(place), place.size(), nullptr,
                                               nonce, bytes_of(key_.bytes()));
    return sealed;
}

Result<std::string> Sealer::open(std::string_view sealed, std::string_view place) const {
    const auto refused = [] {
        return fail({ErrorCode::storage,
                     "a sealed value does not open",
                     {},
                     "it was changed, or sealed with another key"});
    };
    if (sealed.size() < 1 + kNonce + kTag || sealed.front() != kSealedForm) return refused();
    const unsigned char* const nonce = bytes_of(sealed) + 1;
    std::string plain(sealed.size() - 1 - kNonce - kTag, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            bytes_of(plain), nullptr, nullptr, nonce + kNonce, sealed.size() - 1 - kNonce,
            bytes_of(place), place.size(), nonce, bytes_of(key_.bytes())) != 0)
        return refused();
    return plain;
}

}  // namespace sinew
