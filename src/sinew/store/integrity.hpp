// Is the file whole, is it ours, does the key fit, does the audit log hold?
#pragma once

#include <sinew/clinic/audit_chain.hpp>
#include <sinew/store/rows.hpp>

namespace sinew::store {

/// SQLite's own check of the pages. @param whole  also every index against its table (minutes for large files)
/// @errors storage with the first thing that does not fit
[[nodiscard]] Result<void> check_pages(Database& database, bool whole);

/// Writes the key's fingerprint into a new database, or holds the key against it.
/// @errors storage: another key, or the right key and a damaged database
[[nodiscard]] Result<void> check_or_set_key(Database& database, const KeyRing& keys);
/// The same for a database that is only read.
[[nodiscard]] Result<void> check_key(Database& database, const KeyRing& keys);

struct Integrity {
    Faults faults;
    std::int64_t documents = 0, versions = 0, observations = 0, accounts = 0;
    clinic::AuditVerifier audit;
};

/// Everything: pages, indices, references, heads against versions, every sealed value opened, the audit chain.
/// @errors storage when it cannot even be read
[[nodiscard]] Result<Integrity> check_database(const Rows& rows,
                                               std::vector<clinic::AuditAnchor> anchors);

/// Follows the audit log from its first entry.
[[nodiscard]] Result<clinic::AuditVerifier> check_audit(const Rows& rows,
                                                        std::vector<clinic::AuditAnchor> anchors);

}  // namespace sinew::store
