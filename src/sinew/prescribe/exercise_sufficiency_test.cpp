// Enough: whatever is banned, without equipment there is something to do, or a gap with a name.
//
// Stage x tier x every single ban, every pair of bans and every caution (knowledge/exercises, programme page section 5).
#include <gtest/gtest.h>
#include <sinew/prescribe/exercise_choice.hpp>
#include <sinew/prescribe/week_targets.hpp>

#include <map>
#include <set>

namespace sinew::prescribe {
namespace {

using namespace domain;
using knowledge::Part;

const knowledge::Catalogue& catalogue() {
    static const auto loaded = knowledge::load_catalogue(
        knowledge::PackSource::embedded(),
        {Part::screening, Part::prescription, Part::forms, Part::exercises});
    return **loaded;
}

/// What must be there for this person, and what of it is missing.
struct Case {
    Stage stage = Stage::S0;
    Tier tier = Tier::F0;
    EnumSet<Avoid> bans;
    EnumSet<Caution> cautions;
};

std::string told(const Case& c) {
    std::string text;
    for (const Avoid ban : values_of<Avoid>())
        if (c.bans.has(ban)) text += (text.empty() ? "" : "+") + std::string{name_of(ban)};
    for (const Caution caution : values_of<Caution>())
        if (c.cautions.has(caution))
            text += (text.empty() ? "" : "+") + std::string{name_of(caution)};
    return text;
}

std::set<std::string> gaps(const Case& c) {
    Record record;
    record.cautions = c.cautions;
    Clearance clearance;
    clearance.facts.resize(catalogue().screening.facts.size());
    PlanContext context;
    context.catalogue = &catalogue();
    context.record = &record;
    context.clearance = &clearance;
    context.limits.avoid = c.bans;
    context.cautions = c.cautions;
    const auto& pack = catalogue().prescription;
    const auto& row = pack.at(pack.start.aerobic, c.stage, c.tier);
    const auto& strength_row = pack.at(pack.start.resistance, c.stage, c.tier);
    std::set<std::string> missing;
    if (!choose_aerobic(zone_of_pct(row.pct_hrr.high, context), context)) missing.insert("aerobic");
    if (choose_easy(SessionPart::warm_up, 3, Intensity::light, context).empty())
        missing.insert("warm_up");
    if (choose_easy(SessionPart::cool_down, 2, Intensity::light, context).empty())
        missing.insert("cool_down");
    if (c.stage == Stage::S0) {
        if (choose_mobility(4, context).empty()) missing.insert("mobility");
        return missing;  // mobility stands in for strength
    }
    StrengthDose dose;
    dose.pct_1rm = strength_row.pct_1rm;
    const Intensity zone = zone_of_load(dose, context);
    for (const Pattern pattern :
         {Pattern::squat, Pattern::hinge, Pattern::push, Pattern::pull, Pattern::core})
        if (!choose_strength(pattern, zone, context)) missing.insert(std::string{name_of(pattern)});
    return missing;
}

/// The gaps that are known and said: with these tags, these patterns have no answer without equipment; seated mobility
/// and the forms stand in their place. Everything else is a hole in the library.
bool is_named(const Case& c, const std::string& gap) {
    if (gap == "warm_up" || gap == "cool_down" || gap == "mobility")
        return false;  // these never fail
    // Nobody has said which region hurts or which limb is affected: only unloaded seated movement is left.
    if (c.bans.has(Avoid::load_painful_region) || c.bans.has(Avoid::load_affected_limb))
        return true;
    return false;
}

struct Found {
    int cases = 0, with_gap = 0;
    std::map<std::string, std::set<std::string>>
        holes;  ///< what is missing without a name -> for whom
};

void look(const Case& c, Found& found) {
    ++found.cases;
    const auto missing = gaps(c);
    if (!missing.empty()) ++found.with_gap;
    for (const std::string& gap : missing)
        if (!is_named(c, gap)) found.holes[gap].insert(told(c));
}

TEST(ExerciseSufficiency, every_ban_every_pair_and_every_caution_leaves_enough) {
    Found found;
    for (const Stage stage : values_of<Stage>())
        for (const Tier tier : values_of<Tier>()) {
            look({stage, tier, {}, {}}, found);
            for (const Avoid one : values_of<Avoid>())
                for (const Avoid other : values_of<Avoid>())
                    if (other >= one) look({stage, tier, {one, other}, {}}, found);
            for (const Caution caution : values_of<Caution>())
                look({stage, tier, {}, {caution}}, found);
        }
    EXPECT_EQ(found.cases, 12 * (1 + 24 * 25 / 2 + 16));
    for (const auto& [gap, whom] : found.holes) {
        std::string list;
        for (const std::string& who : whom) list += " " + who + ";";
        ADD_FAILURE() << "nothing without equipment for " << gap << ":" << list;
    }
}

TEST(ExerciseSufficiency, a_region_that_is_named_leaves_the_other_patterns) {
    for (const Caution caution :
         {Caution::knee, Caution::shoulder, Caution::neck, Caution::hand_wrist}) {
        const auto missing = gaps({Stage::S1, Tier::F1, {Avoid::load_painful_region}, {caution}});
        EXPECT_LT(missing.size(), 6U) << name_of(caution);
        EXPECT_FALSE(missing.contains("warm_up")) << name_of(caution);
    }
}

}  // namespace
}  // namespace sinew::prescribe
