#include <sinew/clinic/affected.hpp>

#include <gtest/gtest.h>

namespace sinew::clinic {
namespace {

Id id_of(std::uint8_t byte) {
    Id id;
    id.bytes.fill(byte);
    return id;
}

AuditEntry entry_of(int minute, std::uint8_t actor, std::uint8_t person, std::string action) {
    AuditEntry entry;
    entry.at = Instant{std::chrono::minutes{minute}};
    entry.actor = id_of(actor);
    if (person > 0) entry.person = id_of(person);
    entry.action = std::move(action);
    entry.device = actor == 1 ? "tablet 3" : "desk";
    return entry;
}

const std::vector<AuditEntry>& log() {
    static const std::vector<AuditEntry> kLog{
        entry_of(1, 1, 10, "read.record"),     entry_of(2, 2, 11, "read.record"),
        entry_of(3, 1, 0, "read.caseload"),    entry_of(4, 1, 12, "disclose.record"),
        entry_of(5, 1, 10, "change.record"),   entry_of(6, 1, 13, "refused.person"),
        entry_of(7, 1, 0, "login.session"),    entry_of(8, 2, 10, "print.programme"),
        entry_of(90, 1, 14, "export.my_data"),
    };
    return kLog;
}

Affected asked(AffectedQuestion question) {
    Affected affected{std::move(question)};
    for (const auto& entry : log()) affected.take(entry);
    return affected;
}

TEST(Affected, names_each_person_once_with_what_was_done) {
    const auto found = asked(
        {.actor = id_of(1), .device = {}, .from = {}, .until = Instant{std::chrono::minutes{90}}});
    ASSERT_EQ(found.people.size(), 2U)
        << "neither another's, nor a refused look, nor after the span";
    EXPECT_EQ(found.people[0].person, id_of(10));
    EXPECT_EQ(found.people[0].looks, 1);
    EXPECT_EQ(found.people[0].changes, 1);
    EXPECT_EQ(found.people[0].last, Instant{std::chrono::minutes{5}});
    EXPECT_EQ(found.people[1].person, id_of(12));
    EXPECT_EQ(found.people[1].disclosures, 1);
    EXPECT_EQ(found.entries, 6);
}

TEST(Affected, says_that_lists_name_nobody) {
    const auto found = asked({.actor = id_of(1), .device = {}});
    EXPECT_EQ(found.lists, (std::map<std::string, int>{{"read.caseload", 1}}));
}

TEST(Affected, knows_a_device_and_everybody) {
    EXPECT_EQ(asked({.actor = {}, .device = "desk"}).people.size(), 2U);
    EXPECT_EQ(asked({}).people.size(), 4U);
    EXPECT_EQ(
        asked({.actor = {}, .device = {}, .from = Instant{std::chrono::minutes{10}}}).people.size(),
        1U);
}

TEST(Affected, adds_whom_the_log_does_not_name_once) {
    auto found = asked({});
    found.add(id_of(10));
    found.add(id_of(99));
    ASSERT_EQ(found.people.size(), 5U);
    EXPECT_EQ(found.people[0].looks, 2);
    EXPECT_TRUE(found.people[4].actions.empty());
}

TEST(BreachDeadlines, run_from_the_moment_it_is_known_and_name_their_source) {
    const Instant known{std::chrono::seconds{1'790'000'000}};
    const auto deadlines = breach_deadlines(knowledge::PackSource::embedded(), known);
    ASSERT_TRUE(deadlines) << deadlines.error().list().front().what;
    int three_days = 0, sixty_days = 0;
    for (const auto& one : *deadlines) {
        EXPECT_GE(one.until, known);
        EXPECT_FALSE(one.clock.source.empty());
        three_days += one.until == known + std::chrono::days{3};
        sixty_days += one.until == known + std::chrono::days{60};
    }
    EXPECT_EQ(three_days, 1) << "GDPR, the authority";
    EXPECT_EQ(sixty_days, 2) << "HIPAA and part 2";
    EXPECT_TRUE(std::ranges::is_sorted(*deadlines, {}, &BreachDeadline::until));
}

}  // namespace
}  // namespace sinew::clinic
