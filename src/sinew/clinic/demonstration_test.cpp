// The demonstration: made by the same steps as real people, marked, and the same for the same seed and day.
#include <sinew/clinic/caseload_use.hpp>
#include <sinew/clinic/class_use.hpp>
#include <sinew/clinic/clinic_for_test.hpp>
#include <sinew/clinic/demonstration.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace sinew::clinic {
namespace {

OrderedJson made(ClinicForTest& clinic, int people) {
    DemonstrationWish wish;
    wish.people = people;
    wish.password_hash = "hash";
    return must(clinic.asked(
        [&](WriteStore& it) { return make_demonstration(it, wish, clinic.therapist); }));
}

TEST(demonstration, everybody_is_marked_and_nobody_has_a_name) {
    ClinicForTest clinic;
    const auto answer = made(clinic, 24);
    EXPECT_EQ(answer["people"], 24);
    EXPECT_EQ(answer["logins"].size(), 5U);
    const auto view = clinic.view();
    EXPECT_TRUE(must(centre_of(*view)).demonstration);
    const auto people = must(all_of(*view, DocumentKind::person));
    ASSERT_EQ(people.size(), 24U);
    for (const Document& person : people) {
        const Json body = must(body_of(person));
        EXPECT_TRUE(text_in(body, "code").starts_with("DEMO-"));
        EXPECT_EQ(text_in(body, "name"), "");
    }
}

TEST(demonstration, every_list_of_the_caseload_has_its_example) {
    ClinicForTest clinic;
    made(clinic, 24);
    const auto rows = must(all_rows(*clinic.view(), clinic.therapist));
    ASSERT_EQ(rows.size(), 24U);
    int quiet = 0, grave = 0, alarms = 0, stopped = 0, unscreened = 0, trained = 0;
    std::set<std::string> due;
    for (const auto& [id, row] : rows) {
        quiet += row.quiet ? 1 : 0;
        grave += row.urgency.grave_flags;
        alarms += row.urgency.alarms;
        stopped += row.urgency.stopped;
        unscreened += row.unscreened ? 1 : 0;
        trained += row.json[0].find("\"next_session\":{") != std::string::npos ? 1 : 0;
        due.insert(row.due.begin(), row.due.end());
    }
    EXPECT_GE(quiet, 2);
    EXPECT_GE(grave, 2);
    EXPECT_GE(alarms, 1);
    EXPECT_GE(stopped, 1);
    EXPECT_GE(unscreened, 2);
    EXPECT_LT(unscreened, 24);
    EXPECT_GE(trained, 15);
    for (const char* one : {"screening", "sign_programme", "adaptation", "message", "review"})
        EXPECT_TRUE(due.contains(one)) << one;
}

TEST(demonstration, the_same_seed_and_day_give_the_same_people) {
    ClinicForTest one, other;
    made(one, 6);
    made(other, 6);
    DocumentQuery all;
    all.history = true;
    const auto first = must(one.view()->documents(all));
    const auto second = must(other.view()->documents(all));
    ASSERT_EQ(first.size(), second.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
        EXPECT_EQ(first[i].id, second[i].id);
        EXPECT_EQ(first[i].body, second[i].body);
    }
    EXPECT_EQ(must(one.view()->observations({})).size(),
              must(other.view()->observations({})).size());
}

TEST(demonstration, it_is_made_in_an_empty_store_only) {
    ClinicForTest clinic;
    clinic.person("A");
    DemonstrationWish wish;
    const auto refused = clinic.asked(
        [&](WriteStore& it) { return make_demonstration(it, wish, clinic.therapist); });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
}

TEST(demonstration, its_classes_can_be_led) {
    ClinicForTest clinic;
    made(clinic, 24);
    const auto view = clinic.view();
    const auto classes =
        must(classes_view(*view, clinic.therapist.today, std::nullopt, clinic.therapist));
    ASSERT_FALSE(classes.empty());
    bool conflict = false;
    for (const auto& one : classes) {
        conflict = conflict || !one["conflicts"].empty();
        const Id id = must(read_id(one["id"].get<std::string>()));
        const auto sheet = must(class_sheet_view(*view, id, clinic.therapist));
        EXPECT_EQ(sheet["attendance"].size(), one["people"].size());
        const auto script = must(class_script_view(*view, id, clinic.therapist));
        EXPECT_FALSE(script["segments"].empty());
        // Nobody's code or id is on the big screen.
        const std::string text = script.dump();
        for (const auto& person : one["people"]) {
            EXPECT_EQ(text.find(person["code"].get<std::string>()), std::string::npos);
            EXPECT_EQ(text.find(person["id"].get<std::string>()), std::string::npos);
        }
    }
    EXPECT_TRUE(conflict);
}

}  // namespace
}  // namespace sinew::clinic
