// The keys in use: the centre's, and each person's, sealed by it in the table `people`.
#pragma once

#include <sinew/base/secrets.hpp>
#include <sinew/store/database.hpp>

#include <map>
#include <memory>
#include <set>
#include <shared_mutex>

namespace sinew::store {

/// What of a person is sealed: notes of counselling lie in a drawer with a key of its own (CMP-012).
enum class Drawer : std::uint8_t { usual, apart };

/// Safe to call from any thread; each brings its own connection.
class KeyRing {
public:
    explicit KeyRing(const Key& centre);

    /// Seals what belongs to nobody.
    [[nodiscard]] const Sealer& centre() const noexcept { return centre_; }
    /// Where a login is found without opening every account; upper and lower case of ASCII are one.
    [[nodiscard]] std::string login_hash(std::string_view login) const;
    /// Tells keys apart without telling anything of them: 16 hexadecimal digits.
    [[nodiscard]] const std::string& fingerprint() const noexcept { return fingerprint_; }

    /// Nothing when this person has no key, or none any more.
    [[nodiscard]] Result<std::shared_ptr<const Sealer>> of_person(Database& database,
                                                                  const Id& person,
                                                                  Drawer drawer = Drawer::usual);
    /// The person's key, made now when there was none. On the writer's connection only.
    /// @errors not_found when the person was erased
    [[nodiscard]] Result<std::shared_ptr<const Sealer>> of_person_or_new(
        Database& database, const Id& person, Drawer drawer = Drawer::usual);
    /// Forgets keys that a transaction made or destroyed; `gone` are never taken in again.
    void forget(const std::set<Id>& made, const std::set<Id>& gone);

private:
    /// The second key is made from the first: with it goes the other.
    struct Keys {
        explicit Keys(Key key) : apart{key.derived("sinew kept apart")}, usual{std::move(key)} {}
        Sealer apart, usual;
    };
    [[nodiscard]] static std::shared_ptr<const Sealer> one_of(std::shared_ptr<const Keys> keys,
                                                              Drawer drawer);

    Sealer centre_;
    Key login_key_;
    std::string fingerprint_;
    std::shared_mutex guard_;
    std::map<Id, std::shared_ptr<const Keys>> people_;
    std::set<Id> gone_;
};

}  // namespace sinew::store
