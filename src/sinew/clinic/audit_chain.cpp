#include <sinew/base/content_hash.hpp>
#include <sinew/base/text.hpp>
#include <sinew/clinic/audit_chain.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace sinew::clinic {
namespace {

constexpr std::size_t kHashDigits = 64;

void add_line(std::string& text, std::string_view name, std::string_view value) {
    // The length before the text: no value can pretend to be the next line.
    fmt::format_to(std::back_inserter(text), "{}:{}:{}\n", name, value.size(), value);
}

std::string text_of(const std::optional<Id>& id) { return id ? id_text(*id) : std::string{}; }

bool is_hash(std::string_view text) noexcept {
    return text.size() == kHashDigits &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

std::string audit_digest(const AuditEntry& entry) {
    std::string text;
    add_line(text, "salt", entry.salt);
    add_line(text, "reason", entry.reason);
    add_line(text, "detail", entry.detail);
    return content_hash(text);
}

std::string audit_text(const AuditEntry& entry) {
    std::string text;
    text.reserve(512);
    add_line(text, "sequence", fmt::to_string(entry.sequence));
    add_line(text, "at", instant_text(entry.at));
    add_line(text, "actor", text_of(entry.actor));
    add_line(text, "role", entry.role);
    add_line(text, "action", entry.action);
    add_line(text, "person", text_of(entry.person));
    add_line(text, "object", text_of(entry.object));
    add_line(text, "authority", entry.authority);
    add_line(text, "device", entry.device);
    add_line(text, "digest", entry.digest);
    add_line(text, "previous_hash", entry.previous_hash);
    return text;
}

void chain_audit(AuditEntry& entry, std::int64_t last_sequence, std::string_view last_hash) {
    entry.sequence = last_sequence + 1;
    entry.previous_hash = last_hash;
    entry.digest = audit_digest(entry);
    entry.hash = content_hash(audit_text(entry));
}

std::string anchor_line(const AuditAnchor& anchor) {
    return fmt::format("{} {} {}\n", day_text(anchor.day), anchor.sequence, anchor.hash);
}

Checked<std::vector<AuditAnchor>> read_anchors(std::string_view text, const std::string& name) {
    std::vector<AuditAnchor> anchors;
    Faults faults;
    std::size_t number = 0;
    for (const std::string_view line : split(text, '\n')) {
        ++number;
        if (line.empty()) continue;
        const std::string where = fmt::format("{}:{}", name, number);
        const auto words = split(line, ' ');
        std::int64_t sequence = 0;
        const auto whole = [&](std::string_view word) {
            const auto end = std::from_chars(word.data(), word.data() + word.size(), sequence);
            return end.ec == std::errc{} && end.ptr == word.data() + word.size() && sequence > 0;
        };
        const auto day = words.size() == 3 ? read_day(words[0], where) : Result<Day>{Day{}};
        if (words.size() != 3 || !day || !whole(words[1]) || !is_hash(words[2])) {
            faults.add(ErrorCode::bad_input, where, "no anchor of an audit log",
                       "a line is day, sequence and hash: 2026-11-23 41 9f86d0...");
            continue;
        }
        anchors.push_back({*day, sequence, std::string{words[2]}});
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return anchors;
}

AuditVerifier::AuditVerifier(std::vector<AuditAnchor> anchors)
    : head{kAuditStart}, anchors_{std::move(anchors)} {
    std::stable_sort(anchors_.begin(), anchors_.end(),
                     [](const auto& a, const auto& b) { return a.sequence > b.sequence; });
}

void AuditVerifier::fault(std::int64_t sequence, std::string what, std::string hint) {
    faults.add(ErrorCode::storage, fmt::format("audit:{}", sequence), std::move(what),
               std::move(hint));
}

void AuditVerifier::take(const AuditEntry& entry) {
    if (entry.sequence != last_sequence_ + 1)
        fault(entry.sequence,
              fmt::format("follows {}: entries are missing or out of order", last_sequence_),
              "compare with a backup");
    if (entry.previous_hash != head)
        fault(entry.sequence, "does not join the entry before it",
              "one of the two was changed, or one between them taken out");
    if (entry.hash != content_hash(audit_text(entry)))
        fault(entry.sequence, "was changed after it was written", "compare with a backup");
    const bool gone = entry.salt.empty() && entry.reason.empty() && entry.detail.empty();
    if (gone)
        ++erased;
    else if (entry.digest != audit_digest(entry))
        fault(entry.sequence, "its reason or detail was changed", "compare with a backup");
    if (entries > 0 && entry.at < last_at_) ++clock_set_back;
    while (!anchors_.empty() && anchors_.back().sequence <= entry.sequence) {
        const AuditAnchor& anchor = anchors_.back();
        if (anchor.sequence == entry.sequence && anchor.hash == entry.hash)
            ++anchors_held;
        else
            fault(anchor.sequence,
                  "is not what the anchor of " + day_text(anchor.day) + " says it was",
                  "the log was written anew after that day, or the anchors belong to another log");
        anchors_.pop_back();
    }
    ++entries;
    last_sequence_ = entry.sequence;
    last_at_ = entry.at;
    head = entry.hash;
}

void AuditVerifier::finish() {
    for (auto anchor = anchors_.rbegin(); anchor != anchors_.rend(); ++anchor)
        fault(anchor->sequence, "is not in the log, but in the anchor of " + day_text(anchor->day),
              "the end of the log was cut off, or an older backup was restored");
    anchors_.clear();
}

AuditVerifier verify_audit(std::span<const AuditEntry> entries, std::vector<AuditAnchor> anchors) {
    AuditVerifier verifier{std::move(anchors)};
    for (const AuditEntry& entry : entries) verifier.take(entry);
    verifier.finish();
    return verifier;
}

}  // namespace sinew::clinic
