// The chain that makes tampering with the audit log visible: every entry's hash covers the one before it. Pure functions, so
// that any other program can do the same sum (docs/methods/audit.md has the text that is hashed).
#pragma once

#include <sinew/clinic/store.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::clinic {

/// Stands in the first entry where the others name the hash before them: 64 zeros.
inline constexpr std::string_view kAuditStart =
    "0000000000000000000000000000000000000000000000000000000000000000";

/// SHA-256 of salt, reason and detail, each as "name:bytes:text\n".
[[nodiscard]] std::string audit_digest(const AuditEntry& entry);

/// What is hashed: one line a field, "name:bytes:text\n", from sequence to previous_hash.
[[nodiscard]] std::string audit_text(const AuditEntry& entry);

/// Makes the entry the next of the chain: sets sequence, digest, previous_hash and hash. `salt` must be set.
void chain_audit(AuditEntry& entry, std::int64_t last_sequence, std::string_view last_hash);

/// The state of the log at the end of one day, kept where nobody who can write the log can write.
struct AuditAnchor {
    Day day{};
    std::int64_t sequence = 0;
    std::string hash;
    friend bool operator==(const AuditAnchor&, const AuditAnchor&) = default;
};

/// "2026-11-23 41 9f86d0...\n"
[[nodiscard]] std::string anchor_line(const AuditAnchor& anchor);
/// @errors bad_input with the line of everything that is no anchor
[[nodiscard]] Checked<std::vector<AuditAnchor>> read_anchors(std::string_view text,
                                                             const std::string& name);

/// Follows the chain entry by entry; remembers every fault and goes on.
class AuditVerifier {
public:
    explicit AuditVerifier(std::vector<AuditAnchor> anchors = {});
    void take(const AuditEntry& entry);
    /// Call once after the last entry: anchors that lie beyond the end are faults (the log was cut).
    void finish();

    Faults faults;                    ///< `where` is "audit:SEQUENCE"
    std::int64_t entries = 0;         ///< seen
    std::int64_t erased = 0;          ///< whose reason and detail went with a person's key
    std::int64_t clock_set_back = 0;  ///< earlier than the entry before: no fault, worth a look
    std::int64_t anchors_held = 0;
    std::string head;  ///< hash of the last entry

private:
    void fault(std::int64_t sequence, std::string what, std::string hint);

    std::vector<AuditAnchor> anchors_;
    std::int64_t last_sequence_ = 0;
    Instant last_at_{};
};

/// All entries of a log, from the first, in order.
[[nodiscard]] AuditVerifier verify_audit(std::span<const AuditEntry> entries,
                                         std::vector<AuditAnchor> anchors = {});

}  // namespace sinew::clinic
