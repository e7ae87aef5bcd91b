#include <sinew/clinic/memory_store_for_test.hpp>

#include <gtest/gtest.h>

namespace sinew::clinic {
namespace {

Id id_number(std::uint8_t n) {
    Id id;
    id.bytes[0] = 1;
    id.bytes[15] = n;
    return id;
}

Document note(std::uint8_t n, std::uint8_t person, int version = 1) {
    Document it;
    it.id = id_number(n);
    it.version = version;
    it.person = id_number(person);
    it.body = R"({"text":"a"})";
    return it;
}

DocumentQuery whole_history() {
    DocumentQuery query;
    query.history = true;
    return query;
}

TEST(memory_store, a_failed_write_leaves_nothing_behind) {
    MemoryStoreForTest store;
    const auto done = store.write_and_wait([](WriteStore& write) -> Result<void> {
        EXPECT_TRUE(write.add(note(1, 9)));
        return fail({ErrorCode::conflict, "no", "", ""});
    });
    EXPECT_FALSE(done);
    EXPECT_TRUE(store.snapshot().value()->documents({})->empty());
}

TEST(memory_store, a_snapshot_does_not_see_later_writes) {
    MemoryStoreForTest store;
    ASSERT_TRUE(store.write_and_wait([](WriteStore& write) { return write.add(note(1, 9)); }));
    const auto before = store.snapshot().value();
    ASSERT_TRUE(
        store.write_and_wait([](WriteStore& write) { return write.replace(note(1, 9, 2)); }));
    EXPECT_EQ(before->document(id_number(1))->value().version, 1);
    EXPECT_EQ(store.snapshot().value()->document(id_number(1))->value().version, 2);
    EXPECT_EQ(store.snapshot().value()->documents(whole_history())->size(), 2U);
}

TEST(memory_store, a_version_that_is_not_next_is_a_conflict) {
    MemoryStoreForTest store;
    ASSERT_TRUE(store.write_and_wait([](WriteStore& write) { return write.add(note(1, 9)); }));
    const auto twice =
        store.write_and_wait([](WriteStore& write) { return write.replace(note(1, 9, 3)); });
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code, ErrorCode::conflict);
}

TEST(memory_store, a_corrected_observation_steps_back) {
    MemoryStoreForTest store;
    ASSERT_TRUE(store.write_and_wait([](WriteStore& write) -> Result<void> {
        KeptObservation first;
        first.id = id_number(1);
        first.person = id_number(9);
        first.said.value = 70;
        KeptObservation second = first;
        second.id = id_number(2);
        second.said.value = 7;
        second.corrects = first.id;
        if (auto added = write.add(first); !added) return added;
        return write.add(second);
    }));
    const auto view = store.snapshot().value();
    ASSERT_EQ(view->observations({})->size(), 1U);
    ObservationQuery all;
    all.with_corrected = true;
    EXPECT_EQ(view->observations({})->front().said.value, 7);
    EXPECT_EQ(view->observations(all)->size(), 2U);
}

TEST(memory_store, an_erased_person_has_no_readable_document) {
    MemoryStoreForTest store;
    ASSERT_TRUE(store.write_and_wait([](WriteStore& write) -> Result<void> {
        if (auto added = write.add(note(1, 9)); !added) return added;
        if (auto added = write.add(note(2, 8)); !added) return added;
        return write.erase_person(id_number(9));
    }));
    const auto left = store.snapshot().value()->documents({}).value();
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left.front().person, id_number(8));
}

}  // namespace
}  // namespace sinew::clinic
