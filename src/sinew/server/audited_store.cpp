#include <sinew/server/audited_store.hpp>

namespace sinew::server {

Result<void> AuditedStore::append(const clinic::AuditEntry& entry) {
    clinic::AuditEntry full = entry;
    full.at = usual_.at;
    if (!full.actor) full.actor = usual_.actor;
    if (full.role.empty()) full.role = usual_.role;
    if (full.action.empty()) full.action = usual_.action;
    if (!full.person) full.person = usual_.person;
    if (full.device.empty()) full.device = usual_.device;
    if (full.reason.empty()) full.reason = usual_.reason;
    if (full.authority.empty()) full.authority = usual_.authority;
    audited_ = true;
    return inner_.append(full);
}

}  // namespace sinew::server
