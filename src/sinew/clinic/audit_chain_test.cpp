#include <sinew/base/content_hash.hpp>
#include <sinew/clinic/audit_chain.hpp>

#include <gtest/gtest.h>

#include <functional>

namespace sinew::clinic {
namespace {

Id id_of(std::uint8_t byte) {
    Id id;
    id.bytes.fill(byte);
    return id;
}

AuditEntry entry_at(std::int64_t seconds) {
    AuditEntry entry;
    entry.at = Instant{std::chrono::seconds{seconds}};
    entry.actor = id_of(1);
    entry.role = "therapist";
    entry.action = "change.record";
    entry.person = id_of(2);
    entry.object = id_of(3);
    entry.reason = "typing slip";
    entry.authority = "consent 7";
    entry.device = "tablet";
    entry.detail = R"({"field":"/facts/sbp","old":140,"new":120})";
    entry.salt = "salt" + std::to_string(seconds);
    return entry;
}

/// Ten entries, a day apart.
std::vector<AuditEntry> log_of_ten() {
    std::vector<AuditEntry> log;
    for (int i = 0; i < 10; ++i) {
        AuditEntry entry = entry_at(i * 86400);
        chain_audit(entry, log.empty() ? 0 : log.back().sequence,
                    log.empty() ? kAuditStart : log.back().hash);
        log.push_back(entry);
    }
    return log;
}

AuditAnchor anchor_of(const AuditEntry& entry) {
    return {std::chrono::floor<std::chrono::days>(entry.at), entry.sequence, entry.hash};
}

TEST(AuditChain, hashes_the_text_that_the_page_shows) {
    AuditEntry entry;
    entry.at = Instant{std::chrono::seconds{1'700'000'000}};
    entry.action = "read.record";
    entry.salt = "s";
    chain_audit(entry, 0, kAuditStart);
    EXPECT_EQ(entry.digest, content_hash("salt:1:s\nreason:0:\ndetail:0:\n"));
    EXPECT_EQ(audit_text(entry),
              "sequence:1:1\nat:20:2023-11-14T22:13:20Z\nactor:0:\nrole:0:\naction:11:read.record\n"
              "person:0:\nobject:0:\nauthority:0:\ndevice:0:\ndigest:64:" +
                  entry.digest + "\nprevious_hash:64:" + std::string{kAuditStart} + "\n");
    EXPECT_EQ(entry.hash, content_hash(audit_text(entry)));
}

TEST(AuditChain, an_untouched_log_holds) {
    const auto log = log_of_ten();
    const auto verdict = verify_audit(log, {anchor_of(log[3]), anchor_of(log[9])});
    EXPECT_TRUE(verdict.faults.none());
    EXPECT_EQ(verdict.entries, 10);
    EXPECT_EQ(verdict.anchors_held, 2);
    EXPECT_EQ(verdict.head, log.back().hash);
    EXPECT_TRUE(verify_audit({}).faults.none());
}

TEST(AuditChain, any_changed_field_of_any_entry_is_seen) {
    const std::vector<std::function<void(AuditEntry&)>> changes{
        [](AuditEntry& e) { e.sequence += 1; },
        [](AuditEntry& e) { e.at += std::chrono::seconds{1}; },
        [](AuditEntry& e) { e.actor = id_of(9); },
        [](AuditEntry& e) { e.actor.reset(); },
        [](AuditEntry& e) { e.role = "clinician"; },
        [](AuditEntry& e) { e.action = "read.record"; },
        [](AuditEntry& e) { e.person.reset(); },
        [](AuditEntry& e) { e.object = id_of(9); },
        [](AuditEntry& e) { e.reason = "other"; },
        [](AuditEntry& e) { e.reason.clear(); },
        [](AuditEntry& e) { e.authority += "x"; },
        [](AuditEntry& e) { e.device.clear(); },
        [](AuditEntry& e) { e.detail.clear(); },
        [](AuditEntry& e) { e.salt += "x"; },
        [](AuditEntry& e) { e.digest[0] = e.digest[0] == 'a' ? 'b' : 'a'; },
        [](AuditEntry& e) { e.previous_hash[0] = e.previous_hash[0] == 'a' ? 'b' : 'a'; },
        [](AuditEntry& e) { e.hash[0] = e.hash[0] == 'a' ? 'b' : 'a'; },
    };
    const auto log = log_of_ten();
    for (std::size_t i = 0; i < log.size(); ++i)
        for (std::size_t c = 0; c < changes.size(); ++c) {
            auto changed = log;
            changes[c](changed[i]);
            EXPECT_FALSE(verify_audit(changed).faults.none()) << "entry " << i << " change " << c;
        }
}

TEST(AuditChain, a_field_moved_into_its_neighbour_is_seen) {
    auto log = log_of_ten();
    log[4].authority = "consent";
    log[4].device = " 7tablet";
    EXPECT_FALSE(verify_audit(log).faults.none());
}

TEST(AuditChain, a_missing_doubled_or_exchanged_entry_is_seen) {
    for (std::size_t i = 0; i + 1 < 10; ++i) {
        auto without = log_of_ten(), twice = log_of_ten(), exchanged = log_of_ten();
        without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
        twice.insert(twice.begin() + static_cast<std::ptrdiff_t>(i), twice[i]);
        std::swap(exchanged[i], exchanged[i + 1]);
        EXPECT_FALSE(verify_audit(without).faults.none()) << i;
        EXPECT_FALSE(verify_audit(twice).faults.none()) << i;
        EXPECT_FALSE(verify_audit(exchanged).faults.none()) << i;
    }
}

TEST(AuditChain, a_log_cut_at_its_end_or_written_anew_is_seen_by_its_anchors) {
    const auto log = log_of_ten();
    auto cut = log;
    cut.pop_back();
    EXPECT_TRUE(verify_audit(cut).faults.none());  // nothing inside can tell
    EXPECT_FALSE(verify_audit(cut, {anchor_of(log[9])}).faults.none());

    std::vector<AuditEntry> anew;
    for (AuditEntry entry : log) {
        if (entry.sequence == 3) entry.action = "read.record";
        chain_audit(entry, anew.empty() ? 0 : anew.back().sequence,
                    anew.empty() ? kAuditStart : anew.back().hash);
        anew.push_back(entry);
    }
    EXPECT_TRUE(verify_audit(anew).faults.none());
    EXPECT_FALSE(verify_audit(anew, {anchor_of(log[5])}).faults.none());
}

TEST(AuditChain, holds_after_reason_and_detail_were_erased) {
    auto log = log_of_ten();
    log[5].reason.clear();
    log[5].detail.clear();
    log[5].salt.clear();
    const auto verdict = verify_audit(log);
    EXPECT_TRUE(verdict.faults.none());
    EXPECT_EQ(verdict.erased, 1);
}

TEST(AuditChain, tells_a_clock_that_was_set_back) {
    std::vector<AuditEntry> log;
    for (const int at : {100, 50, 60}) {
        AuditEntry entry = entry_at(at);
        chain_audit(entry, log.empty() ? 0 : log.back().sequence,
                    log.empty() ? kAuditStart : log.back().hash);
        log.push_back(entry);
    }
    const auto verdict = verify_audit(log);
    EXPECT_TRUE(verdict.faults.none());
    EXPECT_EQ(verdict.clock_set_back, 1);
}

TEST(ReadAnchors, reads_what_is_written_and_tells_every_other_line) {
    const auto log = log_of_ten();
    const std::string text = anchor_line(anchor_of(log[0])) + anchor_line(anchor_of(log[7]));
    EXPECT_EQ(read_anchors(text, "anchors.txt").value(),
              (std::vector<AuditAnchor>{anchor_of(log[0]), anchor_of(log[7])}));
    EXPECT_TRUE(read_anchors("", "anchors.txt")->empty());
    const auto bad = read_anchors("hello\n2026-11-23 0 " + log[0].hash + "\n2026-13-01 1 " +
                                      log[0].hash + "\n2026-11-23 1 xyz\n",
                                  "anchors.txt");
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().list().size(), 4u);
    EXPECT_EQ(bad.error().list()[1].where, "anchors.txt:2");
}

}  // namespace
}  // namespace sinew::clinic
