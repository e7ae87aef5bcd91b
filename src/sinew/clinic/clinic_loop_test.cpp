// The loop of care with memory: taken in, screened, prescribed, signed, led, checked in, seen by the therapist.
#include <sinew/clinic/caseload_use.hpp>
#include <sinew/clinic/centre_use.hpp>
#include <sinew/clinic/clearance_use.hpp>
#include <sinew/clinic/clinic_for_test.hpp>
#include <sinew/clinic/session_use.hpp>
#include <sinew/clinic/talk_use.hpp>
#include <sinew/clinic/today_use.hpp>
#include <sinew/clinic/why_use.hpp>

#include <gtest/gtest.h>

namespace sinew::clinic {
namespace {

TEST(clinic_loop, a_person_is_taken_in_by_a_code_and_no_name) {
    ClinicForTest clinic;
    const Id who = clinic.id();
    const auto made = must(clinic.asked(
        [&](WriteStore& it) { return take_in(it, who, PersonSaid{}, clinic.therapist); }));
    EXPECT_EQ(made["code"], "P-0001");
    EXPECT_EQ(made["name"], "");
    EXPECT_EQ(made["labels"]["part2"], true);
    PersonSaid same;
    same.code = "p-0001";
    const auto again = clinic.asked(
        [&](WriteStore& it) { return take_in(it, clinic.id(), same, clinic.therapist); });
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::conflict);
}

TEST(clinic_loop, screening_keeps_facts_packs_and_answer) {
    ClinicForTest clinic;
    const Id who = clinic.person("A");
    const auto screened =
        must(clinic.asked([&](WriteStore& it) { return screen_now(it, who, clinic.therapist); }));
    EXPECT_EQ(screened["outcome"], "modify");
    EXPECT_EQ(screened["valid"], true);
    EXPECT_EQ(screened["knowledge"], packs_for_test().hash);
    EXPECT_EQ(screened["answer"]["fired_rules"][0], "SCR-004");
    const auto kept = newest_of(*clinic.view(), DocumentKind::clearance, who)->value();
    const Json body = must(body_of(kept));
    EXPECT_TRUE(body.contains("record"));
    EXPECT_EQ(text_in(body, "knowledge"), packs_for_test().hash);
    EXPECT_EQ(kept.recorded_by, clinic.therapist.account);
}

TEST(clinic_loop, a_screening_holds_until_a_standing_fact_goes_stale) {
    ClinicForTest clinic;
    const Id who = clinic.person("A");
    must(clinic.asked([&](WriteStore& it) { return screen_now(it, who, clinic.therapist); }));
    // Blood pressure is a matter of the day: some days later the decision still stands.
    clinic.at("2026-11-27T09:30:00Z");
    EXPECT_EQ(must(clearance_view(*clinic.view(), who, clinic.therapist))["valid"], true);
    const auto until = must(clearance_view(*clinic.view(), who, clinic.therapist))["valid_until"];
    ASSERT_TRUE(until.is_string());
    const Day last = *read_day(until.get<std::string>());
    clinic.therapist.today = last;
    EXPECT_EQ(must(clearance_view(*clinic.view(), who, clinic.therapist))["valid"], true);
    clinic.therapist.today = last + std::chrono::days{1};
    EXPECT_EQ(must(clearance_view(*clinic.view(), who, clinic.therapist))["valid"], false);
}

TEST(clinic_loop, a_programme_leads_only_when_it_is_signed) {
    ClinicForTest clinic;
    const Id who = clinic.person("A");
    must(clinic.asked(
        [&](WriteStore& it) { return prescribe_now(it, who, std::nullopt, clinic.therapist); }));
    auto today = must(today_view(*clinic.view(), who, clinic.therapist));
    EXPECT_EQ(today["training"], "none");
    EXPECT_TRUE(today["next"].is_null());
    const auto signed_one = must(clinic.asked([&](WriteStore& it) {
        return decide_programme(it, who, {true, 1, "", "password"}, clinic.therapist);
    }));
    EXPECT_EQ(signed_one["state"], "signed");
    EXPECT_EQ(signed_one["signed_by"], "Therapist");
    today = must(today_view(*clinic.view(), who, clinic.therapist));
    EXPECT_EQ(today["training"], "yes");
    EXPECT_EQ(today["next"]["day"], 1);
    EXPECT_EQ(today["week"].size(), 7U);
    const auto script =
        must(script_view(*clinic.view(), who, 1, 1, ScriptWish{}, clinic.therapist));
    EXPECT_FALSE(script["segments"].empty());
    EXPECT_FALSE(must(on_demand_view(*clinic.view(), who, clinic.therapist))["segments"].empty());
}

TEST(clinic_loop, a_printed_programme_has_the_centres_number_and_says_who_may_read_on) {
    ClinicForTest clinic;
    const Id who = clinic.person_in_training("A");
    Centre centre = must(centre_of(*clinic.view()));
    centre.call = {{"Ambulance", "112", "", true}, {"Office", "555", "9-17", false}};
    must(clinic.asked([&](WriteStore& it) {
        return keep_centre(it, centre,
                           centre.version == 0 ? std::nullopt : std::optional{centre.version},
                           clinic.therapist);
    }));
    const auto sheet = [&](SheetKind kind) {
        return must(programme_sheet(*clinic.view(), who, kind, clinic.therapist));
    };
    const std::string page = sheet(SheetKind::html);
    EXPECT_NE(page.find("Ambulance 112"), std::string::npos);
    EXPECT_EQ(page.find("Office"), std::string::npos) << "closed at night";
    EXPECT_NE(page.find("42 CFR part 2 prohibits unauthorized use"), std::string::npos);
    EXPECT_EQ(sheet(SheetKind::ics).find("42 CFR"), std::string::npos)
        << "a calendar tells a bystander nothing";
}

TEST(clinic_loop, a_programme_is_not_signed_without_proof_of_the_signer) {
    ClinicForTest clinic;
    const Id who = clinic.person("A");
    must(clinic.asked(
        [&](WriteStore& it) { return prescribe_now(it, who, std::nullopt, clinic.therapist); }));
    const auto unproved = clinic.asked([&](WriteStore& it) {
        return decide_programme(it, who, {true, 1, "", ""}, clinic.therapist);
    });
    ASSERT_FALSE(unproved);
    EXPECT_EQ(unproved.error().where, "/proof");
    EXPECT_FALSE(must(programme_in_force(*clinic.view(), who)));
}

TEST(clinic_loop, a_signature_needs_the_version_that_was_read) {
    ClinicForTest clinic;
    const Id who = clinic.person("A");
    must(clinic.asked(
        [&](WriteStore& it) { return prescribe_now(it, who, std::nullopt, clinic.therapist); }));
    const auto other = clinic.asked([&](WriteStore& it) {
        return decide_programme(it, who, {true, 2, "", "password"}, clinic.therapist);
    });
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, ErrorCode::conflict);
    const auto silent = clinic.asked([&](WriteStore& it) {
        return decide_programme(it, who, {false, 1, " "}, clinic.therapist);
    });
    EXPECT_FALSE(silent) << "declined without a reason";
}

TEST(clinic_loop, a_referral_is_told_with_its_reason_and_proposes_nothing) {
    ClinicForTest clinic;
    const Id who = clinic.person("A", "record-refer.json");
    const auto answer = must(clinic.asked(
        [&](WriteStore& it) { return prescribe_now(it, who, std::nullopt, clinic.therapist); }));
    EXPECT_EQ(answer["state"], "not_yet");
    EXPECT_EQ(answer["answer"]["kind"], "meanwhile");
    const auto row = must(all_rows(*clinic.view(), clinic.therapist)).at(who);
    EXPECT_EQ(row.urgency.stopped, 1);
    EXPECT_TRUE(row.flagged);
}

TEST(clinic_loop, why_names_rule_source_and_what_would_change_it) {
    ClinicForTest clinic;
    const Id who = clinic.person_in_training("A");
    const auto why =
        must(why_view(*clinic.view(), who, "/weeks/0/days/0/targets/hr", clinic.therapist));
    EXPECT_NE(why["answer"], "");
    ASSERT_FALSE(why["rules"].empty());
    EXPECT_EQ(why["rules"][0]["id"], "HRT-01");
    EXPECT_FALSE(why["facts"].empty());
    EXPECT_FALSE(why["would_change"].empty());
    const auto finding =
        must(why_view(*clinic.view(), who, "/clearance/findings/0", clinic.therapist));
    EXPECT_EQ(finding["rules"][0]["id"], "SCR-004");
    EXPECT_FALSE(why_view(*clinic.view(), who, "/weeks/99", clinic.therapist));
}

TEST(clinic_loop, a_check_in_is_seen_by_the_therapist) {
    ClinicForTest clinic;
    const Id who = clinic.person_in_training("A");
    const auto results = clinic.enter(
        who,
        {clinic.observation("craving_vas", 62, "2026-11-23T10:00:00+08:00", "before", "1/1"),
         clinic.observation("craving_vas", 35, "2026-11-23T10:40:00+08:00", "after", "1/1"),
         {{"id", id_text(clinic.id())},
          {"kind", "session_done"},
          {"at", "2026-11-23T10:40:00+08:00"},
          {"session_done",
           {{"day", 1}, {"session", 1}, {"status", "done"}, {"minutes", 45}, {"effort", 4}}}}});
    for (const auto& one : results["results"]) EXPECT_EQ(one["state"], "kept") << one.dump();
    const auto row = must(all_rows(*clinic.view(), clinic.therapist)).at(who);
    const auto json = Json::parse(row.json[0] + "}");
    EXPECT_EQ(json["last_seen"], "2026-11-23");
    EXPECT_EQ(json["week"]["done"], 1);
    EXPECT_EQ(json["series"][0]["points"][0]["value"], 62);
    EXPECT_EQ(json["next_session"]["day"], 1);
    EXPECT_EQ(json["next_session"]["session"], 0);
}

TEST(clinic_loop, offline_holds_a_script_for_every_line) {
    ClinicForTest clinic;
    const Id who = clinic.person_in_training("A");
    const auto offline = must(offline_view(*clinic.view(), who, clinic.therapist));
    EXPECT_EQ(offline["until"], "2026-12-06");
    ASSERT_GT(offline["lines"].size(), 10U);
    for (const auto& line : offline["lines"])
        EXPECT_TRUE(offline["scripts"].contains(std::to_string(line["day"].get<int>()) + "/" +
                                                std::to_string(line["session"].get<int>())));
    EXPECT_TRUE(offline["on_demand"].is_object());
    for (const auto& [key, text] : offline["words"].items())
        EXPECT_FALSE(text.get<std::string>().starts_with('<')) << key;
}

TEST(clinic_loop, questions_come_safety_first_and_answers_close_them) {
    ClinicForTest clinic;
    const Id who = clinic.person("A", "record-minimal.json");
    const auto before = must(questions_view(*clinic.view(), who, clinic.therapist));
    ASSERT_FALSE(before["open"].empty());
    const auto kept =
        must(record_of(*clinic.view(), who, judged_now(clinic.therapist), packs_for_test()));
    const auto record = must(answered_record(
        kept.record, {{"goals", {"sleep"}}, {"person.mvpa_min_week", 90}}, clinic.therapist));
    EXPECT_EQ(record.goals.size(), 1U);
    EXPECT_EQ(record.person.mvpa_min_week, 90);
    EXPECT_FALSE(answered_record(kept.record, {{"sbp", "high"}}, clinic.therapist));
}

}  // namespace
}  // namespace sinew::clinic
