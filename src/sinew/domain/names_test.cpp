#include <gtest/gtest.h>
#include <sinew/domain/enum_set.hpp>
#include <sinew/domain/names.hpp>

namespace sinew::domain {
namespace {

static_assert(name_of(Outcome::stop_now) == "stop_now");
static_assert(named<Avoid>("shared_mats") == Avoid::shared_mats);
static_assert(!named<Avoid>("shared_mat"));
static_assert(Names<Avoid>::all.size() == 24 && Names<Caution>::all.size() == 16);
static_assert(group_of(Symptom::insomnia) == SymptomGroup::psychological);
static_assert(group_of(Symptom::racing_heart) == SymptomGroup::autonomic);
static_assert(Intensity::breathing_only < Intensity::light &&
              Outcome::incomplete < Outcome::refer_first);

TEST(WeakestStatus, counts_the_weakest_word) {
    EXPECT_EQ(weakest_status("read (bands); cap ours"), Status::ours);
    EXPECT_EQ(weakest_status("standard of care"), Status::recalled);
    EXPECT_EQ(weakest_status("read in part"), Status::read);
    EXPECT_EQ(weakest_status("already"), Status::NA);
}

TEST(EnumSet, unites_and_intersects) {
    constexpr EnumSet<Avoid> a{Avoid::heat, Avoid::solo};
    constexpr EnumSet<Avoid> b{Avoid::solo, Avoid::water};
    EXPECT_EQ((a | b).count(), 3);
    EXPECT_EQ(a & b, EnumSet<Avoid>{Avoid::solo});
    EXPECT_TRUE((a | b).holds(a));
}

TEST(ShortList, refuses_to_overflow) {
    ShortList<int, 2> list;
    list.push_back(1);
    list.push_back(2);
    EXPECT_THROW(list.push_back(3), ContractViolation);
}

}  // namespace
}  // namespace sinew::domain
