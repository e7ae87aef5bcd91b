#include <sinew/base/clock.hpp>
#include <sinew/base/secrets.hpp>

#include <gtest/gtest.h>

#include <set>

namespace sinew {
namespace {

constexpr PasswordCost kCheap{.memory_bytes = 8192, .passes = 1};

Key key_of(char byte) { return Key::of_bytes(std::string(Key::kBytes, byte)).value(); }

TEST(RandomToken, stands_in_links_and_never_repeats) {
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        const std::string token = random_token();
        EXPECT_EQ(token.size(), 43u);
        EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                          "0123456789-_"),
                  std::string::npos);
        seen.insert(token);
    }
    EXPECT_EQ(seen.size(), 1000u);
    EXPECT_EQ(random_token(16).size(), 22u);
}

TEST(NewId, sorts_by_time_and_is_a_version_7_uuid) {
    const Id early = new_id(1'700'000'000'000), late = new_id(1'700'000'000'001);
    EXPECT_LT(early, late);
    EXPECT_NE(new_id(1), new_id(1));
    EXPECT_EQ(id_text(late)[14], '7');
}

TEST(Clock, milliseconds_and_seconds_agree) {
    const auto before = static_cast<std::uint64_t>(clock_now().time_since_epoch().count());
    const std::uint64_t now_ms = clock_now_ms();
    EXPECT_GE(now_ms / 1000, before);
    EXPECT_LE(now_ms / 1000, before + 60);
}

TEST(KeyedHash, is_blake2b_and_depends_on_text_and_key) {
    // BLAKE2b-256 keyed with 00 01 .. 1f of the empty text, from an independent implementation (Python's hashlib).
    std::string counting;
    for (char c = 0; c < 32; ++c) counting += c;
    const Key key = Key::of_bytes(counting).value();
    EXPECT_EQ(keyed_hash("", key),
              "4e51e7a913fc80137da52880fecca175bf81e117d5c68126dc2774033517ea0d");
    EXPECT_EQ(keyed_hash("sinew", key),
              "9c25e0550d8f154f39167f18690e0e4c6d1c3ec50950f46d04f74c09da4616fb");
    EXPECT_EQ(token_hash("sinew", "session"),
              "134e69af40d37eb81daf7fbc49e044c25dff8f397a35449aa16f70a2311263cd");
    EXPECT_NE(token_hash("sinew", "session"), token_hash("sinew", "invitation"));
    EXPECT_NE(keyed_hash("sinew", key), keyed_hash("sinew", key.derived("login")));
}

TEST(Key, comes_from_32_bytes_only_and_is_gone_after_a_move) {
    EXPECT_FALSE(Key::of_bytes("short"));
    EXPECT_FALSE(Key::of_bytes(std::string(33, 'k')));
    Key from = key_of('k');
    const Key to = std::move(from);
    EXPECT_EQ(to.bytes(), std::string(32, 'k'));
    EXPECT_EQ(from.bytes(),
              std::string(32, '\0'));  // NOLINT(bugprone-use-after-move): that is the test
    EXPECT_EQ(to.copy().bytes(), to.bytes());
    EXPECT_NE(Key::random().bytes(), Key::random().bytes());
    EXPECT_NE(to.derived("a").bytes(), to.derived("b").bytes());
    EXPECT_EQ(to.derived("a").bytes(), to.derived("a").bytes());
}

TEST(Wipe, leaves_nothing_behind) {
    std::string secret(40, 's');
    const char* const place = secret.data();
    const std::size_t room = secret.capacity();
    wipe(secret);
    EXPECT_TRUE(secret.empty());
    ASSERT_EQ(secret.data(), place);
    EXPECT_EQ(std::string_view(place, room), std::string(room, '\0'));  // still its own memory
}

TEST(EqualInConstantTime, compares) {
    EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
    EXPECT_TRUE(equal_in_constant_time("", ""));
    EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
    EXPECT_FALSE(equal_in_constant_time("abc", "ab"));
}

TEST(Password, is_hashed_as_the_default_says_and_verified) {
    const std::string hash = hash_password("correct horse").value();
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << hash;
    EXPECT_TRUE(password_matches(hash, "correct horse"));
    EXPECT_FALSE(password_matches(hash, "correct horsf"));
    EXPECT_FALSE(password_matches(hash, ""));
    EXPECT_FALSE(needs_rehash(hash));
}

TEST(Password, of_another_cost_matches_and_is_hashed_anew) {
    const std::string hash = hash_password("pass", kCheap).value();
    EXPECT_TRUE(password_matches(hash, "pass"));
    EXPECT_TRUE(needs_rehash(hash));
    EXPECT_NE(hash, hash_password("pass", kCheap).value());  // its own salt
}

TEST(Password, that_has_no_hash_never_matches) {
    for (const char* hash : {"", "pass", "$argon2i$v=19$m=8,t=3,p=1$c2FsdHNhbHQ$aGFzaA",
                             "$argon2id$", "$argon2id$v=19$m=19456,t=2,p=1$"}) {
        EXPECT_FALSE(password_matches(hash, "pass")) << hash;
        EXPECT_FALSE(password_matches(hash, "")) << hash;
        EXPECT_TRUE(needs_rehash(hash)) << hash;
    }
    EXPECT_FALSE(password_matches("$argon2id$" + std::string(500, 'x'), "pass"));
}

TEST(Sealer, opens_what_it_sealed_at_its_place_only) {
    const Sealer sealer{key_of('a')}, other{key_of('b')};
    for (const std::string& plain : {std::string{}, std::string{"name"}, random_bytes(100'000)}) {
        const std::string sealed = sealer.seal(plain, "documents:1");
        EXPECT_EQ(sealed.size(), plain.size() + 41);
        EXPECT_EQ(sealer.open(sealed, "documents:1").value(), plain);
        EXPECT_FALSE(sealer.open(sealed, "documents:2"));
        EXPECT_FALSE(other.open(sealed, "documents:1"));
        EXPECT_NE(sealed, sealer.seal(plain, "documents:1"));  // a nonce is used once
    }
}

TEST(Sealer, refuses_whatever_was_changed_or_cut) {
    const Sealer sealer{key_of('a')};
    const std::string sealed = sealer.seal("what a person said", "p");
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        std::string changed = sealed;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        EXPECT_FALSE(sealer.open(changed, "p")) << i;
        EXPECT_FALSE(sealer.open(sealed.substr(0, i), "p")) << i;
    }
    EXPECT_FALSE(sealer.open(sealed + "x", "p"));
}

TEST(Sealer, hides_the_text) {
    const Sealer sealer{Key::random()};
    EXPECT_EQ(sealer.seal("Maria Example", "p").find("Maria"), std::string::npos);
}

}  // namespace
}  // namespace sinew
