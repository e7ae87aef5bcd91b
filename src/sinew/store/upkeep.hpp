// Upkeep of a clinic from beside it: backup, checks, the audit log, a newer shape. All but `migrate_clinic` only read, and may run
// while the service works.
#pragma once

#include <sinew/store/integrity.hpp>
#include <sinew/store/sqlite_store.hpp>

#include <functional>
#include <map>

namespace sinew::store {

/// Copies one consistent view into a new file; the key is not needed and not copied.
/// @return bytes of the copy  @errors not_found, conflict when `file` is there, storage
[[nodiscard]] Result<std::uint64_t> backup_clinic(const Options& options, const std::string& file);

/// @errors not_found; storage when it cannot be read or the key is another's
[[nodiscard]] Result<Integrity> check_clinic(const Options& options,
                                             std::vector<clinic::AuditAnchor> anchors);

[[nodiscard]] Result<clinic::AuditVerifier> check_clinic_audit(
    const Options& options, std::vector<clinic::AuditAnchor> anchors);

/// Every entry in order. `take` says whether to go on.
[[nodiscard]] Result<void> each_audit_entry(
    const Options& options, std::int64_t from,
    const std::function<bool(const clinic::AuditEntry&)>& take);

/// The id of the account with this login.
/// @errors not_found: no clinic, no such account; storage
[[nodiscard]] Result<Id> account_named(const Options& options, std::string_view login);

/// Everybody who is kept here, with the code they are known by; the erased are not.
/// @errors not_found: no clinic; storage
[[nodiscard]] Result<std::map<Id, std::string>> codes_of_people(const Options& options);

struct Shapes {
    int before = 0, now = 0;
    std::string copy;  ///< of the file before it; empty when nothing was done
};

/// Takes the missing migrations. @errors conflict while the service works; as open_sqlite_store
[[nodiscard]] Result<Shapes> migrate_clinic(const Options& options);

}  // namespace sinew::store
