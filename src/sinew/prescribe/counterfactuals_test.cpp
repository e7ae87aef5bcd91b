#include <gtest/gtest.h>
#include <sinew/base/files.hpp>
#include <sinew/prescribe/counterfactuals.hpp>
#include <sinew/screening/screen.hpp>

namespace sinew::prescribe {
namespace {

using namespace domain;
using knowledge::Part;

const knowledge::Catalogue& catalogue() {
    static const auto loaded = knowledge::load_catalogue(knowledge::PackSource::embedded(),
                                                         {Part::screening, Part::prescription});
    return **loaded;
}

/// The healthy baseline of the golden cases, with some facts changed.
Intake intake(const std::vector<std::pair<const char*, double>>& changes) {
    const Json cases =
        Json::parse(*read_file(SINEW_SOURCE_DIR "/tests/golden/clinical/cases.json"));
    const auto& pack = catalogue().screening;
    Intake facts(pack.facts.size());
    for (const auto& [name, value] : cases["baseline_facts"].items()) {
        Reading& reading = facts[pack.fact(name)];
        const auto& spec = pack.facts[pack.fact(name)];
        if (value.is_boolean())
            reading = Reading::number(value.get<bool>() ? 1 : 0);
        else if (value.is_number())
            reading = Reading::number(value.get<double>());
        else if (value.is_string())
            reading = Reading::number(static_cast<double>(
                std::find(spec.values.begin(), spec.values.end(), value.get<std::string>()) -
                spec.values.begin()));
        else
            reading.state = spec.null_means_never ? Reading::State::never : Reading::State::absent;
    }
    for (const auto& [name, value] : changes) facts[pack.fact(name)] = Reading::number(value);
    return facts;
}

TEST(Counterfactuals, a_lower_withdrawal_score_would_lift_the_cap) {
    const Intake said = intake({{"cows_total", 8}});
    const Clearance clearance = screening::screen(said, catalogue().screening);
    ASSERT_EQ(clearance.limits.intensity_cap, Intensity::light);
    const auto list = counterfactuals(said, clearance, {}, catalogue());
    const auto found = std::find_if(list.begin(), list.end(), [](const auto& c) {
        return c.fact == catalogue().screening.fact("cows_total");
    });
    ASSERT_NE(found, list.end());
    EXPECT_EQ(found->value, 4);
    EXPECT_FALSE(found->limits.intensity_cap.has_value());
}

TEST(Counterfactuals, age_is_not_something_that_could_be_different) {
    const Intake said = intake({{"age", 70}});
    const Clearance clearance = screening::screen(said, catalogue().screening);
    ASSERT_FALSE(clearance.fired.empty());
    EXPECT_TRUE(counterfactuals(said, clearance, {}, catalogue()).empty());
}

TEST(Counterfactuals, each_is_what_screening_really_says) {
    const Intake said = intake({{"sbp", 190}, {"hr", 105}, {"cows_total", 14}});
    const Clearance clearance = screening::screen(said, catalogue().screening);
    const auto list = counterfactuals(said, clearance, {}, catalogue());
    ASSERT_FALSE(list.empty());
    for (const Counterfactual& change : list) {
        Intake other = said;
        other[change.fact] = Reading::number(change.value);
        const Clearance then = screening::screen(other, catalogue().screening);
        EXPECT_EQ(then.outcome, change.outcome);
        EXPECT_EQ(then.limits, change.limits);
        EXPECT_LE(then.outcome, clearance.outcome);
    }
}

}  // namespace
}  // namespace sinew::prescribe
