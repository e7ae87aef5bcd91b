#include <sinew/ranks/ranks.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace sinew::ranks {
namespace {

TEST(Ranks, deal_every_piece_to_exactly_one_of_them) {
    for (const std::size_t count : {1U, 2U, 3U, 7U})
        for (const std::size_t pieces : {0U, 1U, 8U, 9U, 100U}) {
            std::vector<std::size_t> all;
            for (std::size_t rank = 0; rank < count; ++rank) {
                const auto mine = dealt(pieces, 8, rank, count);
                EXPECT_TRUE(std::is_sorted(mine.begin(), mine.end()));
                all.insert(all.end(), mine.begin(), mine.end());
            }
            std::sort(all.begin(), all.end());
            ASSERT_EQ(all.size(), pieces);
            for (std::size_t i = 0; i < pieces; ++i) EXPECT_EQ(all[i], i);
        }
    EXPECT_EQ(dealt(20, 8, 1, 2), (std::vector<std::size_t>{8, 9, 10, 11, 12, 13, 14, 15}));
}

TEST(Ranks, name_the_first_that_failed_before_one_with_other_work) {
    const std::vector<Standing> fine{{0, 5}, {0, 5}}, other{{0, 5}, {0, 6}, {2, 7}};
    EXPECT_FALSE(judged(fine));
    ASSERT_TRUE(judged(other));
    EXPECT_EQ(judged(other)->rank, 2U);
    EXPECT_EQ(judged(other)->code, 2);
    const auto strange = judged(std::span{other}.first(2));
    ASSERT_TRUE(strange);
    EXPECT_EQ(strange->rank, 1U);
    EXPECT_EQ(strange->code, 0);
}

TEST(Ranks, alone_one_process_is_the_first_and_keeps_what_it_has) {
    Alone alone;
    EXPECT_EQ(alone.count(), 1U);
    EXPECT_FALSE(alone.meet({0, 9}));
    ASSERT_TRUE(alone.meet({3, 9}));
    const std::vector<double> mine{1, 2};
    EXPECT_EQ(alone.gather(mine), std::vector<std::vector<double>>{mine});
}

}  // namespace
}  // namespace sinew::ranks
