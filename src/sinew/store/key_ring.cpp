#include <sinew/store/key_ring.hpp>

#include <algorithm>
#include <mutex>

namespace sinew::store {
namespace {

constexpr std::size_t kMostKept = 20'000;  ///< keys in memory, 64 bytes and a tree node each

std::string place_of(const Id& person) { return "people.sealed_key:" + id_text(person); }

}  // namespace

KeyRing::KeyRing(const Key& centre)
    : centre_{centre.derived("sinew centre rows")},
      login_key_{centre.derived("sinew logins")},
      fingerprint_{
          keyed_hash("sinew fingerprint", centre.derived("sinew fingerprint")).substr(0, 16)} {}

std::string KeyRing::login_hash(std::string_view login) const {
    std::string folded{login};
    std::transform(folded.begin(), folded.end(), folded.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return keyed_hash(folded, login_key_);
}

std::shared_ptr<const Sealer> KeyRing::one_of(std::shared_ptr<const Keys> keys, Drawer drawer) {
    const Sealer* sealer = drawer == Drawer::apart ? &keys->apart : &keys->usual;
    return {std::move(keys), sealer};
}

Result<std::shared_ptr<const Sealer>> KeyRing::of_person(Database& database, const Id& person,
                                                         Drawer drawer) {
    {
        const std::shared_lock reading{guard_};
        if (const auto found = people_.find(person); found != people_.end())
            return one_of(found->second, drawer);
        if (gone_.contains(person)) return nullptr;
    }
    SINEW_TRY(Query asked,
              database.query("SELECT sealed_key FROM people WHERE person = $1", person));
    SINEW_TRY(const bool found, asked.row());
    if (!found || asked.empty()) return nullptr;
    SINEW_TRY(std::string bytes, centre_.open(asked.bytes(), place_of(person)));
    SINEW_TRY(Key key, Key::of_bytes(bytes));
    wipe(bytes);
    auto keys = std::make_shared<const Keys>(std::move(key));
    const std::unique_lock writing{guard_};
    if (gone_.contains(person)) return nullptr;  // erased while we looked
    if (people_.size() >= kMostKept) people_.clear();
    people_.insert_or_assign(person, keys);
    return one_of(std::move(keys), drawer);
}

Result<std::shared_ptr<const Sealer>> KeyRing::of_person_or_new(Database& database,
                                                                const Id& person, Drawer drawer) {
    SINEW_TRY(auto sealer, of_person(database, person, drawer));
    if (sealer) return sealer;
    SINEW_TRY(Query asked, database.query("SELECT 1 FROM people WHERE person = $1", person));
    SINEW_TRY(const bool known, asked.row());
    if (known)
        return fail({ErrorCode::not_found,
                     "this person was erased",
                     {},
                     "take somebody in under a new id"});
    Key key = Key::random();
    const std::string sealed = centre_.seal(key.bytes(), place_of(person));
    SINEW_DO(database.run("INSERT INTO people (person, sealed_key) VALUES ($1, $2)", person,
                          Bytes{sealed}));
    auto keys = std::make_shared<const Keys>(std::move(key));
    const std::unique_lock writing{guard_};
    people_.insert_or_assign(person, keys);
    return one_of(std::move(keys), drawer);
}

void KeyRing::forget(const std::set<Id>& made, const std::set<Id>& gone) {
    const std::unique_lock writing{guard_};
    for (const Id& person : made) people_.erase(person);
    for (const Id& person : gone) {
        people_.erase(person);
        gone_.insert(person);
    }
}

}  // namespace sinew::store
