#include <gtest/gtest.h>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/prescribe/tier.hpp>

namespace sinew::prescribe {
namespace {

using domain::Tier;

const knowledge::TierSpec& spec() {
    static const auto catalogue = knowledge::load_catalogue(knowledge::PackSource::embedded(),
                                                            {knowledge::Part::prescription});
    return (*catalogue)->prescription.tiers;
}

struct TierCase {
    std::optional<double> minutes, mets;
    Tier tier;
};

TEST(TierOf, follows_the_bounds_of_the_pack) {
    // knowledge/prescription/rules.json, TIE-01 and its worked examples
    const std::vector<TierCase> cases{
        {{}, {}, Tier::F0},    {0, {}, Tier::F0},    {29.5, {}, Tier::F0}, {30, {}, Tier::F1},
        {149.9, {}, Tier::F1}, {150, {}, Tier::F2},  {299, {}, Tier::F2},  {300, {}, Tier::F3},
        {2000, {}, Tier::F3},  {{}, 5.9, Tier::F0},  {{}, 6, Tier::F1},    {{}, 8, Tier::F2},
        {{}, 10, Tier::F3},    {150, 7.9, Tier::F1}, {0, 6, Tier::F0},     {299, 5.9, Tier::F0},
        {300, 10, Tier::F3},   {-1, {}, Tier::F0},
    };
    for (const TierCase& c : cases)
        EXPECT_EQ(tier_of(c.minutes, c.mets, spec()), c.tier)
            << c.minutes.value_or(-99) << " min " << c.mets.value_or(-99) << " MET";
}

TEST(TierOf, never_falls_with_more_minutes_or_mets) {
    for (double mets = 0; mets < 14; mets += 0.5) {
        Tier last = Tier::F0;
        for (double minutes = 0; minutes < 400; minutes += 7.5) {
            const Tier tier = tier_of(minutes, mets, spec());
            EXPECT_LE(last, tier);
            EXPECT_LE(tier, tier_of(minutes, mets + 0.5, spec()));
            last = tier;
        }
    }
}

}  // namespace
}  // namespace sinew::prescribe
