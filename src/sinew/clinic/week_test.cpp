// A week that was done, decided by rule and by a professional; classes that fit; words in both languages.
#include <sinew/clinic/adaptation_use.hpp>
#include <sinew/clinic/change_use.hpp>
#include <sinew/clinic/class_use.hpp>
#include <sinew/clinic/clinic_for_test.hpp>
#include <sinew/clinic/session_use.hpp>
#include <sinew/clinic/timeline_use.hpp>
#include <sinew/clinic/today_use.hpp>

#include <gtest/gtest.h>

namespace sinew::clinic {
namespace {

/// Everything of week 1 done, with an effort and craving that falls.
void do_first_week(ClinicForTest& clinic, const Id& who) {
    const auto kept = must(programme_in_force(*clinic.view(), who));
    const auto value = must(programme_value(*kept, clinic.therapist));
    const Day start = value.programme.start;
    for (const PlannedSession& one :
         planned_sessions(value.programme, start, start + std::chrono::days{6})) {
        const std::string bout = std::to_string(one.day) + "/" + std::to_string(one.session);
        const std::string at = day_text(one.date) + "T10:0" + std::to_string(one.session) + ":00Z";
        clinic.enter(who, {clinic.observation("craving_vas", 50, at, "before", bout),
                           clinic.observation("craving_vas", 40, day_text(one.date) + "T11:00:00Z",
                                              "after", bout),
                           {{"id", id_text(clinic.id())},
                            {"kind", "session_done"},
                            {"at", at},
                            {"session_done",
                             {{"day", one.day},
                              {"session", one.session},
                              {"status", "done"},
                              {"minutes", one.prescribed->total_min},
                              {"effort", 3}}}}});
    }
}

TEST(week, a_finished_week_is_proposed_decided_once_and_changes_the_programme) {
    ClinicForTest clinic;
    const Id who = clinic.person_in_training("A");
    EXPECT_EQ(must(adaptation_view(*clinic.view(), who, clinic.therapist))["state"], "none");
    do_first_week(clinic, who);
    clinic.at("2026-11-30T09:00:00Z");
    const auto proposed = must(adaptation_view(*clinic.view(), who, clinic.therapist));
    EXPECT_EQ(proposed["state"], "proposed");
    EXPECT_EQ(proposed["week"], 1);
    EXPECT_TRUE(proposed["answer"].contains("decision")) << proposed["answer"].dump();
    EXPECT_TRUE(proposed["answer"]["changes"].is_array());
    const auto before = must(programme_in_force(*clinic.view(), who));
    const auto decided = must(clinic.asked([&](WriteStore& it) {
        return decide_adaptation(it, who, {"accept", "", {}, "password"}, clinic.therapist);
    }));
    EXPECT_EQ(decided["state"], "accepted");
    EXPECT_EQ(decided["by"], "Therapist");
    const auto after = must(programme_in_force(*clinic.view(), who));
    EXPECT_EQ(after->document.version, before->document.version + 1);
    EXPECT_EQ(after->answer()["adaptations"].size(), 1U);
    const auto again = clinic.asked([&](WriteStore& it) {
        return decide_adaptation(it, who, {"accept", "", {}, "password"}, clinic.therapist);
    });
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::conflict);
    // It still leads.
    EXPECT_TRUE(script_view(*clinic.view(), who, 8, 0, ScriptWish{}, clinic.therapist));
}

TEST(week, a_decline_needs_its_reason_and_leaves_the_programme) {
    EXPECT_FALSE(read_adaptation({{"decision", "decline"}}));
    EXPECT_FALSE(read_adaptation({{"decision", "edit"}, {"reason", "too much"}}));
    ClinicForTest clinic;
    const Id who = clinic.person_in_training("A");
    do_first_week(clinic, who);
    clinic.at("2026-11-30T09:00:00Z");
    const auto before = must(programme_in_force(*clinic.view(), who));
    must(clinic.asked([&](WriteStore& it) {
        return decide_adaptation(it, who, {"decline", "a cold this week", {}, ""},
                                 clinic.therapist);
    }));
    EXPECT_EQ(must(programme_in_force(*clinic.view(), who))->document.version,
              before->document.version);
    EXPECT_EQ(must(adaptation_view(*clinic.view(), who, clinic.therapist))["state"], "declined");
}

/// Minutes of aerobic work of every session of a week (from 0), as the sessions themselves say it.
std::vector<int> aerobic_minutes(const Json& answer, std::size_t week) {
    std::vector<int> list;
    for (const Json& day : answer["weeks"][week]["days"])
        for (const Json& session : day["sessions"])
            if (session.value("kind", "") == "aerobic")
                list.push_back(session["minutes"]["aerobic"].get<int>());
    return list;
}

TEST(week, an_edit_eases_the_dose_and_the_sessions_of_the_week_are_planned_anew) {
    ClinicForTest clinic;
    const Id who = clinic.person_in_training("A");
    do_first_week(clinic, who);
    clinic.at("2026-11-30T09:00:00Z");
    const auto proposed = must(adaptation_view(*clinic.view(), who, clinic.therapist));
    const int minutes = proposed["answer"]["dose"]["now"]["aerobic_minutes"].get<int>();
    const auto tried = [&](const char* part, Json value) {
        return clinic.asked([&](WriteStore& it) {
            return decide_adaptation(it, who,
                                     {"edit",
                                      "tired",
                                      {{std::string{"/dose/now/"} + part, std::move(value)}},
                                      "password"},
                                     clinic.therapist);
        });
    };
    for (const Json& wrong : {Json(minutes + 5), Json(-1), Json(12.5), Json("ten")}) {
        const auto refused = tried("aerobic_minutes", wrong);
        ASSERT_FALSE(refused) << wrong.dump();
        EXPECT_EQ(refused.error().where, "/dose/now/aerobic_minutes");
        EXPECT_FALSE(refused.error().what.empty());
    }
    EXPECT_FALSE(tried("pct_hrr", 10));
    // Shorter than the rules leave a session: they say what they leave.
    const auto short_one = tried("aerobic_minutes", 1);
    ASSERT_FALSE(short_one);
    EXPECT_EQ(short_one.error().code, ErrorCode::conflict);
    EXPECT_NE(short_one.error().what.find("ADP-17"), std::string::npos);
    EXPECT_EQ(must(adaptation_view(*clinic.view(), who, clinic.therapist))["state"], "proposed");

    const auto before = must(programme_in_force(*clinic.view(), who));
    ASSERT_GE(minutes, 15);
    const auto less = tried("aerobic_minutes", minutes - 5);
    ASSERT_TRUE(less) << to_line(less.error());
    EXPECT_EQ((*less)["state"], "edited");
    EXPECT_EQ((*less)["answer"]["dose"]["now"]["aerobic_minutes"], minutes - 5);
    EXPECT_EQ((*less)["reason"], "tired");
    const auto after = must(programme_in_force(*clinic.view(), who));
    const Json& answer = after->answer();
    EXPECT_EQ(answer["weeks"][1]["dose"]["aerobic_minutes"], minutes - 5);
    ASSERT_FALSE(aerobic_minutes(answer, 1).empty());
    for (const int one : aerobic_minutes(answer, 1)) EXPECT_EQ(one, minutes - 5);
    EXPECT_EQ(answer["weeks"][0], before->answer()["weeks"][0]) << "what is past stays";
    // Proposal, edit and grounds are kept; the sessions that are led are the new ones.
    const auto kept = must(newest_of(*clinic.view(), DocumentKind::adaptation, who));
    const Json body = must(body_of(*kept));
    EXPECT_EQ(body["proposed"]["dose"]["now"]["aerobic_minutes"], minutes);
    EXPECT_EQ(body["edits"][0]["value"], minutes - 5);
    EXPECT_FALSE(body["answer"]["reasons"].is_null());
    EXPECT_TRUE(script_view(*clinic.view(), who, 8, 0, ScriptWish{}, clinic.therapist));
    EXPECT_EQ(must(programme_view(*clinic.view(), who, clinic.therapist))["signature"], "holds");
}

TEST(week, a_change_of_the_week_is_signed_and_without_proof_refused) {
    ClinicForTest clinic;
    const Id who = clinic.person_in_training("A");
    do_first_week(clinic, who);
    clinic.at("2026-11-30T09:00:00Z");
    const auto unproved = clinic.asked([&](WriteStore& it) {
        return decide_adaptation(it, who, {"accept", "", {}, ""}, clinic.therapist);
    });
    ASSERT_FALSE(unproved);
    EXPECT_EQ(unproved.error().where, "/proof");
    must(clinic.asked([&](WriteStore& it) {
        return decide_adaptation(it, who, {"accept", "", {}, "one_time_code"}, clinic.therapist);
    }));
    const auto kept = must(programme_in_force(*clinic.view(), who));
    const Json signature = kept->body["decisions"].back();
    EXPECT_EQ(signature["by_name"], "Therapist");
    EXPECT_EQ(signature["meaning"], "approved");
    EXPECT_EQ(signature["proved_by"], "one_time_code");
    EXPECT_EQ(signature["at"], "2026-11-30T09:00:00Z");
    EXPECT_EQ(must(programme_view(*clinic.view(), who, clinic.therapist))["signature"], "holds");
    // What was signed is changed behind the use case's back: the signature breaks, and the page can see it.
    Document tampered = kept->document;
    OrderedJson body = OrderedJson::parse(tampered.body);
    body["answer"]["weeks"][1]["dose"]["aerobic_minutes"] = 999;
    tampered.body = body.dump();
    ++tampered.version;
    clinic.write([&](WriteStore& it) { return it.replace(tampered); });
    EXPECT_EQ(must(programme_view(*clinic.view(), who, clinic.therapist))["signature"], "broken");
}

TEST(week, change_speaks_of_bouts_in_honest_words) {
    ClinicForTest clinic;
    const Id who = clinic.person_in_training("A");
    do_first_week(clinic, who);
    clinic.at("2026-11-30T09:00:00Z");
    const auto change = must(change_view(*clinic.view(), who, clinic.therapist));
    ASSERT_FALSE(change["bouts"].empty());
    EXPECT_EQ(change["bouts"][0]["outcome"], "craving_vas");
    EXPECT_EQ(change["bouts"][0]["mean"], -10);
    EXPECT_FALSE(change["bouts"][0]["words"].get<std::string>().empty());
    EXPECT_GT(change["practices"].size(), 3U);
    EXPECT_FALSE(change["honesty"].empty());
}

TEST(classes, sizes_are_those_of_the_packs) {
    const Json body{{"title", "Morning"}, {"day", "2026-11-24"}, {"start", "10:00"},
                    {"minutes", 45},      {"room", "Hall"},      {"size", 30},
                    {"kind", "large"}};
    EXPECT_TRUE(read_class(body, true, packs_for_test()));
    Json more = body;
    more["size"] = packs_for_test().dose.large_class_max + 1;
    EXPECT_FALSE(read_class(more, true, packs_for_test()));
    Json small = body;
    small["kind"] = "small";
    small["size"] = packs_for_test().dose.small_group.low - 1;
    EXPECT_FALSE(read_class(small, true, packs_for_test()));
    small["size"] = packs_for_test().dose.small_group.high;
    EXPECT_TRUE(read_class(small, true, packs_for_test()));
    Json late = body;
    late["start"] = "25:00";
    EXPECT_FALSE(read_class(late, true, packs_for_test()));
}

TEST(classes, the_lesson_is_the_safest_of_the_group) {
    ClinicForTest clinic;
    const Id able = clinic.person_in_training("A");
    const Id knee = clinic.person("B");
    // The second person sits: every form of the shared lesson must then be seated.
    Json record = example("record.json");
    record["cautions"] = {"seated"};
    const auto read = must(read_sent_record(record, clinic.therapist));
    must(clinic.asked([&](WriteStore& it) {
        return keep_record(it, knee, read, std::nullopt, clinic.therapist);
    }));
    must(clinic.asked(
        [&](WriteStore& it) { return prescribe_now(it, knee, std::nullopt, clinic.therapist); }));
    must(clinic.asked([&](WriteStore& it) {
        return decide_programme(it, knee, {true, 1, "", "password"}, clinic.therapist);
    }));
    const auto lead = [&](std::vector<Id> people) {
        OrderedJson said{{"title", "Morning"}, {"day", "2026-11-24"}, {"start_minute", 600},
                         {"minutes", 45},      {"room", "Hall"},      {"size", 30},
                         {"kind", "large"}};
        said["people"] = OrderedJson::array();
        for (const Id& one : people) said["people"].push_back(id_text(one));
        const Id id = clinic.id();
        must(clinic.asked(
            [&](WriteStore& it) { return plan_class(it, id, said, clinic.therapist); }));
        return must(class_script_view(*clinic.view(), id, clinic.therapist));
    };
    const auto variants = [](const OrderedJson& script) {
        std::set<std::string> found;
        for (const auto& segment : script["segments"])
            if (segment.contains("form") && segment["form"].is_object())
                found.insert(segment["form"]["variant"].get<std::string>());
        return found;
    };
    EXPECT_TRUE(variants(lead({able})).contains("full"));
    EXPECT_EQ(variants(lead({able, knee})), std::set<std::string>{"seated"});
}

TEST(classes, the_lesson_fits_into_the_class) {
    ClinicForTest clinic;
    const Id who = clinic.person_in_training("A");
    const auto seconds = [&](int minutes) {
        // A Sunday: no lesson of that date.
        const OrderedJson said{{"title", "Quiet"},    {"day", "2027-01-10"},
                               {"start_minute", 600}, {"minutes", minutes},
                               {"room", "Hall"},      {"size", 30},
                               {"kind", "large"},     {"people", {id_text(who)}}};
        const Id id = clinic.id();
        must(clinic.asked(
            [&](WriteStore& it) { return plan_class(it, id, said, clinic.therapist); }));
        const auto last =
            must(class_script_view(*clinic.view(), id, clinic.therapist))["segments"].back();
        return last["start_s"].get<double>() + last["duration_s"].get<double>();
    };
    const double shortest = seconds(5), longest = seconds(240);
    EXPECT_LT(shortest, longest);
    for (const int minutes : {20, 30, 45, 60})
        EXPECT_LE(seconds(minutes), std::max(60.0 * minutes, shortest)) << minutes;
    // A few minutes of practice at home do not fill a class.
    EXPECT_GT(seconds(60), 3 * shortest);
}

TEST(words, every_view_speaks_chinese_without_gaps_and_without_english_keys) {
    ClinicForTest clinic;
    const Id who = clinic.person_in_training("A");
    do_first_week(clinic, who);
    clinic.at("2026-11-30T09:00:00Z");
    for (const auto language : {domain::Language::en, domain::Language::zh}) {
        clinic.therapist.language = language;
        const auto view = clinic.view();
        for (const OrderedJson& json : {must(today_view(*view, who, clinic.therapist)),
                                        must(change_view(*view, who, clinic.therapist)),
                                        must(timeline_view(*view, who, 100, clinic.therapist)),
                                        must(questions_view(*view, who, clinic.therapist)),
                                        must(sessions_view(*view, who, {}, {}, clinic.therapist)),
                                        outcomes_view(clinic.therapist)}) {
            const std::string text = json.dump();
            // A missing string shows as its key in angle brackets.
            for (const char* gap : {"<clinic.", "<trend.", "<modality.", "<outcome.", "<zone.",
                                    "<question.", "<programme.", "<activity."})
                EXPECT_EQ(text.find(gap), std::string::npos) << gap << text.substr(0, 400);
            EXPECT_EQ(text.find("{outcome}"), std::string::npos);
            EXPECT_EQ(text.find("{minutes}"), std::string::npos);
        }
    }
}

TEST(week, what_was_done_in_an_earlier_programme_is_not_done_in_the_new_one) {
    const Day start = std::chrono::sys_days{std::chrono::year{2026} / 11 / 19};
    std::vector<SessionNoted> noted(3);
    for (SessionNoted& one : noted) one.status = "done";
    noted[0].day = 4, noted[0].date = start - std::chrono::days{30};
    noted[1].day = 1, noted[1].date = start;
    noted[2].day = 0, noted[2].date = start;
    const auto places = by_place(noted, start);
    EXPECT_EQ(places.size(), 1U);
    EXPECT_TRUE(places.contains({1, 0}));
}

TEST(week, the_person_reads_words_and_the_team_reads_digits) {
    ClinicForTest clinic;
    const Id who = clinic.person_in_training("A");
    do_first_week(clinic, who);
    clinic.at("2026-11-30T09:00:00Z");
    const auto team = must(change_view(*clinic.view(), who, clinic.therapist));
    Acting person = clinic.therapist;
    person.role = Role::person;
    const auto own = must(change_view(*clinic.view(), who, person));
    ASSERT_FALSE(own["series"].empty());
    EXPECT_EQ(own["series"][0]["words"],
              "Craving before sessions: too few numbers yet to see a change.");
    EXPECT_EQ(own["series"][0]["brief"], "too few answers");
    EXPECT_EQ(own["series"][0]["detail"], team["series"][0]["detail"]);
    EXPECT_NE(own["series"][0]["words"], team["series"][0]["words"]);
    ASSERT_FALSE(own["bouts"].empty());
    EXPECT_EQ(own["bouts"][0]["detail"], team["bouts"][0]["words"]);
    EXPECT_NE(own["bouts"][0]["words"], team["bouts"][0]["words"]);
}

}  // namespace
}  // namespace sinew::clinic
