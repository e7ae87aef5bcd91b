#include <sinew/base/time_ordered_id.hpp>

#include <gtest/gtest.h>

namespace sinew {
namespace {

constexpr std::array<std::uint8_t, 10> kOnes{255, 255, 255, 255, 255, 255, 255, 255, 255, 255};

TEST(TimeOrderedId, later_sorts_after_whatever_the_chance) {
    EXPECT_LT(time_ordered_id(1000, kOnes), time_ordered_id(1001, {}));
    EXPECT_LT(id_text(time_ordered_id(1000, kOnes)), id_text(time_ordered_id(1001, {})));
}

TEST(TimeOrderedId, carries_version_seven_and_the_variant) {
    // By hand: 0x0123456789ab ms, chance all ones; version nibble 7, variant bits 10.
    EXPECT_EQ(id_text(time_ordered_id(0x0123456789abU, kOnes)),
              "01234567-89ab-7fff-bfff-ffffffffffff");
}

TEST(TimeOrderedId, its_text_reads_back) {
    const Id id = time_ordered_id(1'764'000'000'000U, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    EXPECT_EQ(read_id(id_text(id)).value(), id);
}

TEST(TimeOrderedId, anything_else_is_refused_with_its_place) {
    for (const char* text :
         {"", "01234567-89ab-7fff-bfff-fffffffffff", "0123456789ab-7fff-bfff-ffffffffffff-",
          "01234567-89ab-7fff-bfff-gfffffffffff", "01234567_89ab-7fff-bfff-ffffffffffff"}) {
        const auto read = read_id(text, "/id");
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().where, "/id");
    }
}

}  // namespace
}  // namespace sinew
