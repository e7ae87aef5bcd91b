#include <sinew/clinic/audit_chain.hpp>
#include <sinew/store/packed_fields.hpp>
#include <sinew/store/rows.hpp>

#include <limits>

namespace sinew::store {
namespace {

using clinic::AuditEntry;

constexpr std::size_t kSalt = 16;  ///< bytes of chance: a short reason cannot be found by trying

std::string place_of(std::int64_t sequence) { return "audit.content:" + std::to_string(sequence); }

Result<AuditEntry> read_row(const Rows& rows, Query& row) {
    AuditEntry entry;
    entry.sequence = row.whole();
    entry.at = row.instant();
    entry.actor = row.maybe_id();
    entry.role = row.text();
    entry.action = row.text();
    entry.person = row.maybe_id();
    entry.object = row.maybe_id();
    entry.authority = row.text();
    entry.device = row.text();
    const bool with_person = row.yes();
    const std::string_view content = row.bytes();
    SINEW_TRY(const auto sealer, sealer_of(rows, with_person ? entry.person : std::optional<Id>{}));
    if (sealer) {
        SINEW_TRY(const std::string packed, sealer->open(content, place_of(entry.sequence)));
        SINEW_TRY(auto fields, unpack(packed, 3));
        entry.salt = std::move(fields[0]);
        entry.reason = std::move(fields[1]);
        entry.detail = std::move(fields[2]);
    }
    entry.digest = row.text();
    entry.previous_hash = row.text();
    entry.hash = row.text();
    return entry;
}

}  // namespace

Result<std::vector<AuditEntry>> find_audit(const Rows& rows, std::int64_t from, std::size_t limit) {
    SINEW_TRY(Query row,
              rows.database.query("SELECT sequence, at, actor, role, action, person, object,"
                                  " authority, device, with_person, content, digest,"
                                  " previous_hash, hash FROM audit WHERE sequence >= $1"
                                  " ORDER BY sequence LIMIT $2",
                                  from,
                                  limit == 0 ? std::numeric_limits<std::int64_t>::max()
                                             : static_cast<std::int64_t>(limit)));
    std::vector<AuditEntry> found;
    while (true) {
        SINEW_TRY(const bool more, row.row());
        if (!more) return found;
        SINEW_TRY(auto entry, read_row(rows, row));
        found.push_back(std::move(entry));
    }
}

Result<void> append_audit(const Rows& rows, const AuditEntry& asked) {
    AuditEntry entry = asked;
    std::int64_t last = 0;
    std::string hash{clinic::kAuditStart};
    {
        SINEW_TRY(Query end, rows.database.query("SELECT sequence, hash FROM audit"
                                                 " ORDER BY sequence DESC LIMIT 1"));
        SINEW_TRY(const bool found, end.row());
        if (found) {
            last = end.whole();
            hash = end.text();
        }
    }
    // With the person's key while there is one: erasing takes reason and detail along. What is told of somebody who is not
    // here, or not any more, is the centre's.
    std::shared_ptr<const Sealer> sealer;
    if (entry.person) {
        SINEW_TRY(sealer, sealer_of(rows, entry.person));
    }
    const bool with_person = sealer != nullptr;
    if (!sealer) {
        SINEW_TRY(sealer, sealer_of(rows, std::nullopt));
    }
    entry.salt = random_token(kSalt);
    clinic::chain_audit(entry, last, hash);
    const std::string content =
        sealer->seal(pack({entry.salt, entry.reason, entry.detail}), place_of(entry.sequence));
    return rows.database.run(
        "INSERT INTO audit (sequence, at, actor, role, action, person, object, authority, device,"
        " with_person, content, digest, previous_hash, hash)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        entry.sequence, entry.at, entry.actor, entry.role, entry.action, entry.person, entry.object,
        entry.authority, entry.device, with_person, Bytes{content}, entry.digest,
        entry.previous_hash, entry.hash);
}

}  // namespace sinew::store
