// The clinic's things as rows: what is written, what is sealed with whose key, and back. Read functions take any connection,
// write functions the writer's.
#pragma once

#include <sinew/clinic/store.hpp>
#include <sinew/store/database.hpp>
#include <sinew/store/key_ring.hpp>

#include <set>

namespace sinew::store {

struct Rows {
    Database& database;
    KeyRing& keys;
    /// Of the writer only: people whose key was made or destroyed in the work at hand.
    std::set<Id>* made = nullptr;
    std::set<Id>* gone = nullptr;
};

/// The person's sealer, the centre's when there is no person; nothing when the person was erased.
[[nodiscard]] Result<std::shared_ptr<const Sealer>> sealer_of(const Rows& rows,
                                                              const std::optional<Id>& person,
                                                              Drawer drawer = Drawer::usual);
/// The same for writing: makes a key for a person who has none. @errors not_found when erased
[[nodiscard]] Result<std::shared_ptr<const Sealer>> sealer_for(const Rows& rows,
                                                               const std::optional<Id>& person,
                                                               Drawer drawer = Drawer::usual);

// document_rows.cpp
[[nodiscard]] Result<std::optional<clinic::Document>> find_document(const Rows&, const Id& id);
[[nodiscard]] Result<std::vector<clinic::Document>> find_documents(const Rows&,
                                                                   const clinic::DocumentQuery&);
[[nodiscard]] Result<void> add_document(const Rows&, const clinic::Document& first);
[[nodiscard]] Result<void> replace_document(const Rows&, const clinic::Document& next);

// observation_rows.cpp
[[nodiscard]] Result<std::vector<clinic::KeptObservation>> find_observations(
    const Rows&, const clinic::ObservationQuery&);
[[nodiscard]] Result<void> add_observation(const Rows&, const clinic::KeptObservation&);

// account_rows.cpp
[[nodiscard]] Result<std::optional<clinic::Account>> find_account(const Rows&, const Id& id);
[[nodiscard]] Result<std::optional<clinic::Account>> find_account_of_login(const Rows&,
                                                                           std::string_view login);
[[nodiscard]] Result<std::vector<clinic::Account>> all_accounts(const Rows&);
[[nodiscard]] Result<void> put_account(const Rows&, const clinic::Account&);
[[nodiscard]] Result<void> erase_person_rows(const Rows&, const Id& person, Instant now);

// session_rows.cpp
[[nodiscard]] Result<std::optional<clinic::WebSession>> find_session(const Rows&,
                                                                     std::string_view token_hash);
[[nodiscard]] Result<void> put_session(const Rows&, const clinic::WebSession&);
[[nodiscard]] Result<std::optional<clinic::Invitation>> find_invitation(
    const Rows&, std::string_view token_hash);
[[nodiscard]] Result<void> put_invitation(const Rows&, const clinic::Invitation&);
[[nodiscard]] Result<std::optional<clinic::KeptAnswer>> find_answer(const Rows&, const Id& account,
                                                                    std::string_view key);
[[nodiscard]] Result<void> keep_answer(const Rows&, const clinic::KeptAnswer&);
[[nodiscard]] Result<void> sweep_rows(const Rows&, Instant now, Instant answers_before);

// audit_rows.cpp
[[nodiscard]] Result<std::vector<clinic::AuditEntry>> find_audit(const Rows&, std::int64_t from,
                                                                 std::size_t limit);
[[nodiscard]] Result<void> append_audit(const Rows&, const clinic::AuditEntry&);

/// An enumeration's word from the database. @errors storage for a word this version does not know
template <class Enum>
[[nodiscard]] Result<Enum> read_word(const std::string& word) {
    if (const auto value = domain::named<Enum>(word)) return *value;
    return fail({ErrorCode::storage, "the database holds a word this version does not know", word,
                 "use the version that wrote it"});
}

}  // namespace sinew::store
