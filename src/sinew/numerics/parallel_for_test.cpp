#include <sinew/numerics/parallel_for.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>
#include <vector>

namespace sinew::numerics {
namespace {

TEST(ParallelFor, does_every_piece_once_whatever_the_number_of_threads) {
    for (const unsigned threads : {0U, 1U, 3U, 64U})
        for (const std::size_t count : {0U, 1U, 7U, 500U}) {
            std::vector<int> done(count);
            parallel_for(count, threads, [&](std::size_t i) { ++done[i]; });
            EXPECT_EQ(done, std::vector<int>(count, 1));
        }
}

TEST(ParallelFor, throws_what_the_lowest_piece_threw_after_all_have_ended) {
    std::vector<int> done(100);
    try {
        parallel_for(done.size(), 4, [&](std::size_t i) {
            done[i] = 1;
            if (i == 17 || i == 60) throw std::runtime_error(std::to_string(i));
        });
        FAIL() << "nothing was thrown";
    } catch (const std::runtime_error& fault) {
        EXPECT_STREQ(fault.what(), "17");
    }
    EXPECT_EQ(done, std::vector<int>(100, 1));
}

}  // namespace
}  // namespace sinew::numerics
