#include <gtest/gtest.h>
#include <sinew/base/refused.hpp>

namespace sinew {
namespace {

Result<int> half(int n) {
    if (n % 2 != 0) return fail({ErrorCode::bad_input, "odd number", "/n", "give an even one"});
    return n / 2;
}

Result<int> quarter(int n) {
    SINEW_TRY(const int once, half(n));
    SINEW_TRY(const int twice, half(once));
    return twice;
}

TEST(Result, try_binds_the_value) { EXPECT_EQ(*quarter(12), 3); }

TEST(Result, try_hands_on_the_error_with_its_place) {
    const auto answer = quarter(6);
    ASSERT_FALSE(answer);
    EXPECT_EQ(to_line(answer.error()), "/n: odd number (give an even one)");
}

TEST(Refused, is_the_one_fault_with_its_place_and_remedy) {
    const Checked<int> answer = refused({ErrorCode::conflict, "two answers", "/n", "keep one"});
    ASSERT_FALSE(answer);
    ASSERT_EQ(answer.error().list().size(), 1u);
    EXPECT_EQ(answer.error().list().front().code, ErrorCode::conflict);
    EXPECT_EQ(to_line(answer.error().list().front()), "/n: two answers (keep one)");
}

TEST(Faults, keeps_all_of_them_in_order) {
    Faults faults;
    EXPECT_TRUE(faults.none());
    faults.add(ErrorCode::bad_input, "/a", "first", "");
    Faults more;
    more.add(ErrorCode::out_of_range, "/b", "second", "");
    faults.take(std::move(more));
    ASSERT_EQ(faults.list().size(), 2u);
    EXPECT_EQ(faults.list()[1].where, "/b");
}

}  // namespace
}  // namespace sinew
