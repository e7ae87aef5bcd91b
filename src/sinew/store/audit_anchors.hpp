// One line a day that says how far the audit log reached: kept outside the database, best on another machine.
#pragma once

#include <sinew/clinic/audit_chain.hpp>
#include <sinew/store/database.hpp>

namespace sinew::store {

/// The newest entry of the log; nothing when it is empty.
[[nodiscard]] Result<std::optional<clinic::AuditAnchor>> newest_audit(Database& database);

/// Adds a line and waits until it is on the disk.
[[nodiscard]] Result<void> append_anchor(const std::string& file,
                                         const clinic::AuditAnchor& anchor);

}  // namespace sinew::store
