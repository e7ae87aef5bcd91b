#include <gtest/gtest.h>
#include <sinew/fhir/care_plan.hpp>
#include <sinew/knowledge/catalogue.hpp>

#include <map>
#include <set>

namespace sinew::fhir {
namespace {

using namespace domain;

const knowledge::Words& words() {
    static const auto loaded =
        knowledge::load_catalogue(knowledge::PackSource::embedded(), {knowledge::Part::text});
    static const auto english = (*loaded)->words(Language::en, Framing::secular);
    return english;
}

/// Two walks of 20 and 25 minutes and a strength session in the first week; heat and solo banned.
Programme programme() {
    Programme programme;
    programme.start = *read_day("2026-11-23");
    programme.clearance.outcome = Outcome::modify;
    programme.clearance.limits.avoid = {Avoid::heat, Avoid::solo};
    Session walk;
    walk.kind = SessionKind::aerobic;
    walk.total_min = 20;
    Session longer = walk;
    longer.total_min = 25;
    Session strength;
    strength.kind = SessionKind::resistance;
    strength.total_min = 30;
    programme.sessions = {walk, longer, strength};
    programme.weeks[0].days[0].session_count = 1;
    programme.weeks[0].days[2].first_session = 1;
    programme.weeks[0].days[2].session_count = 2;
    return programme;
}

OrderedJson bundle() {
    return care_plan_bundle(programme(), {Goal::sleep, Goal::craving}, "Patient/7", words());
}

TEST(CarePlan, holds_what_r4_requires_of_each_resource) {
    const std::map<std::string, std::vector<const char*>> required{
        {"CarePlan", {"status", "intent", "subject"}},
        {"Goal", {"lifecycleStatus", "description", "subject"}},
        {"ServiceRequest", {"status", "intent", "subject", "code"}}};
    std::map<std::string, int> seen;
    const auto document = bundle();
    for (const auto& entry : document["entry"]) {
        const auto& resource = entry["resource"];
        const std::string type = resource["resourceType"];
        ASSERT_TRUE(required.contains(type)) << type;
        ++seen[type];
        for (const char* element : required.at(type))
            EXPECT_TRUE(resource.contains(element)) << type << "." << element;
        EXPECT_EQ(resource["subject"]["reference"], "Patient/7");
    }
    EXPECT_EQ(seen,
              (std::map<std::string, int>{{"CarePlan", 1}, {"Goal", 2}, {"ServiceRequest", 4}}));
}

TEST(CarePlan, every_reference_resolves_in_the_bundle) {
    const auto document = bundle();
    std::set<std::string> addresses;
    for (const auto& entry : document["entry"])
        EXPECT_TRUE(addresses.insert(entry["fullUrl"].get<std::string>()).second);
    const auto& plan = document["entry"][0]["resource"];
    EXPECT_EQ(plan["goal"].size(), 2u);
    EXPECT_EQ(plan["activity"].size(), 4u);
    for (const auto& goal : plan["goal"])
        EXPECT_TRUE(addresses.contains(goal["reference"].get<std::string>()));
    for (const auto& activity : plan["activity"])
        EXPECT_TRUE(addresses.contains(activity["reference"]["reference"].get<std::string>()));
}

TEST(CarePlan, says_how_often_and_how_long_in_the_first_week) {
    const auto document = bundle();
    const auto& repeat = document["entry"][3]["resource"]["occurrenceTiming"]["repeat"];
    EXPECT_EQ(repeat["frequency"], 2);
    EXPECT_EQ(repeat["duration"], 20);
    EXPECT_EQ(repeat["durationMax"], 25);
    EXPECT_EQ(repeat["boundsPeriod"]["end"], "2026-11-29");
}

TEST(CarePlan, a_ban_is_a_request_not_to_do) {
    int bans = 0;
    const auto document = bundle();
    for (const auto& entry : document["entry"])
        if (entry["resource"].value("doNotPerform", false)) ++bans;
    EXPECT_EQ(bans, 2);
}

TEST(CarePlan, says_what_is_not_known_and_leaves_no_gap_in_its_words) {
    const auto document = bundle();
    const std::string text = document.dump();
    EXPECT_NE(text.find(OrderedJson(words()("honesty.yijinjing")).dump()), std::string::npos);
    EXPECT_EQ(text.find("\"<"), std::string::npos);
    EXPECT_EQ(text, bundle().dump());
    EXPECT_EQ(document["entry"][0]["resource"]["period"]["end"], "2027-02-14");
}

}  // namespace
}  // namespace sinew::fhir
