// Who reaches whom, emergency access, and notes of counselling that are kept apart.
#include <sinew/clinic/caseload_use.hpp>
#include <sinew/clinic/class_use.hpp>
#include <sinew/clinic/clinic_for_test.hpp>
#include <sinew/clinic/consent_use.hpp>
#include <sinew/clinic/counselling_use.hpp>
#include <sinew/clinic/emergency_use.hpp>
#include <sinew/clinic/timeline_use.hpp>
#include <sinew/clinic/treating_team.hpp>

#include <gtest/gtest.h>

namespace sinew::clinic {
namespace {

struct Colleagues : ClinicForTest {
    Colleagues() {
        other = colleague("Other", Role::clinician);
        administrator = colleague("Administrator", Role::administrator);
    }
    Acting colleague(const std::string& name, Role role) {
        Acting made = therapist;
        made.account = id();
        made.role = role;
        made.name = name;
        Account account;
        account.id = made.account;
        account.role = role;
        account.login = name;
        account.name = name;
        account.state = AccountState::active;
        write([&](WriteStore& it) { return it.put(account); });
        return made;
    }
    bool reaches(const Acting& who, const Id& person) {
        const auto view = this->view();
        return must(must(Reaching::of(*view, who.account)).reaches(*view, person));
    }
    Id team(const std::string& name, std::vector<Id> members) {
        const auto made = must(asked([&](WriteStore& it) {
            return keep_team(it, std::nullopt, {name, members}, std::nullopt, administrator);
        }));
        return *read_id(made["id"].get<std::string>());
    }
    Result<OrderedJson> opened(const Acting& by, const std::string& whom) {
        return asked([&](WriteStore& it) {
            return open_emergency(
                it, {whom, EmergencyReason::medical_emergency, "collapsed in the hall"}, by);
        });
    }
    Acting other, administrator;
};

TEST(treating_team, whoever_takes_in_a_person_reaches_them_and_nobody_else_does) {
    Colleagues clinic;
    const Id who = clinic.person("A");
    EXPECT_TRUE(clinic.reaches(clinic.therapist, who));
    EXPECT_FALSE(clinic.reaches(clinic.other, who));
    EXPECT_FALSE(clinic.reaches(clinic.administrator, who));
    Id nobody{};
    EXPECT_FALSE(clinic.reaches(clinic.therapist, nobody));
}

TEST(treating_team, a_team_reaches_its_people_while_somebody_is_in_it) {
    Colleagues clinic;
    const Id team = clinic.team("Day", {clinic.therapist.account, clinic.other.account});
    const Id who = clinic.person("A");  // with the teams of whoever takes them in
    EXPECT_TRUE(clinic.reaches(clinic.other, who));
    must(clinic.asked([&](WriteStore& it) {
        return keep_team(it, team, {std::nullopt, std::vector<Id>{clinic.therapist.account}}, 1,
                         clinic.administrator);
    }));
    EXPECT_FALSE(clinic.reaches(clinic.other, who));
    const auto old = clinic.asked([&](WriteStore& it) {
        return keep_team(it, team, {"Night", std::nullopt}, 1, clinic.administrator);
    });
    ASSERT_FALSE(old);
    EXPECT_EQ(old.error().code, ErrorCode::conflict);
    EXPECT_FALSE(clinic.asked([&](WriteStore& it) {
        return keep_team(it, std::nullopt, {"Day", std::nullopt}, std::nullopt,
                         clinic.administrator);
    })) << "two teams of one name";
    EXPECT_FALSE(clinic.asked([&](WriteStore& it) {
        return keep_team(it, team, {std::nullopt, std::vector<Id>{clinic.administrator.account}}, 2,
                         clinic.administrator);
    })) << "administrators treat nobody";
}

TEST(treating_team, a_person_is_handed_over_and_never_left_without_anybody) {
    Colleagues clinic;
    const Id who = clinic.person("A");
    const auto give = [&](std::vector<Id> colleagues, int version) {
        return clinic.asked([&](WriteStore& it) {
            return keep_treating(it, who, {{}, std::move(colleagues), "moved"}, version,
                                 clinic.therapist);
        });
    };
    EXPECT_FALSE(give({}, 1));
    EXPECT_FALSE(give({clinic.administrator.account}, 1));
    must(give({clinic.other.account}, 1));
    EXPECT_TRUE(clinic.reaches(clinic.other, who));
    EXPECT_FALSE(clinic.reaches(clinic.therapist, who));
    EXPECT_FALSE(give({clinic.therapist.account}, 1)) << "an old version";
    const auto treated = must(treated_view(*clinic.view()));
    ASSERT_EQ(treated.size(), 1U);
    EXPECT_EQ(treated[0]["code"], "A");
    EXPECT_FALSE(treated[0].contains("name"));
    EXPECT_EQ(treated[0]["nobody"], false);
}

TEST(treating_team, the_caseload_holds_and_counts_only_own_people) {
    Colleagues clinic;
    const Id mine = clinic.person("MINE");
    const Id team = clinic.team("Day", {clinic.therapist.account, clinic.other.account});
    const Id ours = clinic.person("OURS");
    must(clinic.asked([&](WriteStore& it) {
        return keep_treating(it, ours, {{team}, {clinic.other.account}, "named"}, 1,
                             clinic.therapist);
    }));
    Caseload caseload;
    const auto page = [&](const Acting& who, bool named) {
        CaseloadQuestion question;
        question.who = must(Reaching::of(*clinic.view(), who.account));
        if (named) question.named = who.account;
        return Json::parse(must(caseload.page(clinic.store, question, who)));
    };
    EXPECT_EQ(page(clinic.therapist, false)["counts"]["people"], 2);
    const Json named = page(clinic.therapist, true);
    ASSERT_EQ(named["rows"].size(), 1U);
    EXPECT_EQ(named["rows"][0]["person"]["id"], id_text(mine));
    const Json others = page(clinic.other, false);
    ASSERT_EQ(others["rows"].size(), 1U);
    EXPECT_EQ(others["rows"][0]["person"]["id"], id_text(ours));
    EXPECT_EQ(others["counts"]["people"], 1);
    EXPECT_EQ(others.dump().find("MINE"), std::string::npos);
}

TEST(treating_team, a_class_names_nobody_to_colleagues_who_do_not_treat_them) {
    Colleagues clinic;
    const Id mine = clinic.person("MINE");
    OrderedJson said{{"title", "Morning"}, {"day", "2026-11-24"},      {"start_minute", 600},
                     {"minutes", 45},      {"room", "Hall"},           {"size", 30},
                     {"kind", "large"},    {"people", {id_text(mine)}}};
    const Id id = clinic.id();
    must(clinic.asked([&](WriteStore& it) { return plan_class(it, id, said, clinic.therapist); }));
    const auto seen = must(class_view(*clinic.view(), id, clinic.other));
    EXPECT_EQ(seen["people"].size(), 0U);
    EXPECT_EQ(seen["others"], 1);
    EXPECT_EQ(must(class_sheet_view(*clinic.view(), id, clinic.other)).dump().find("MINE"),
              std::string::npos);
    // A colleague who changes the list takes out nobody whom they do not see, and puts in nobody either.
    must(clinic.asked([&](WriteStore& it) {
        return change_class(it, id, {{"people", OrderedJson::array()}}, 1, clinic.other);
    }));
    EXPECT_EQ(must(class_of(*clinic.view(), id)).people, std::vector<Id>{mine});
    const auto put_in = clinic.asked(
        [&](WriteStore& it) { return plan_class(it, clinic.id(), said, clinic.other); });
    ASSERT_FALSE(put_in);
    EXPECT_EQ(put_in.error().code, ErrorCode::not_found);
}

TEST(emergency, it_opens_for_an_hour_and_is_written_down_at_once) {
    Colleagues clinic;
    const Id who = clinic.person("P-7");
    const auto access = must(clinic.opened(clinic.other, " p-7 "));
    EXPECT_EQ(access["open"], true);
    EXPECT_EQ(access["person"], id_text(who));
    const auto now = clinic.therapist.now;
    EXPECT_TRUE(must(emergency_now(*clinic.view(), clinic.other.account, who, now)));
    EXPECT_FALSE(
        must(emergency_now(*clinic.view(), clinic.other.account, who, now + kEmergencyLasts)));
    EXPECT_FALSE(must(emergency_now(*clinic.view(), clinic.administrator.account, who, now)));
    const auto given = must(disclosures_view(*clinic.view(), who));
    ASSERT_EQ(given.size(), 1U);
    EXPECT_EQ(given[0]["basis"], "medical_emergency");
    EXPECT_EQ(given[0]["recipient"], "Other");
    // Again within the hour: the same one.
    EXPECT_EQ(must(clinic.opened(clinic.other, "P-7"))["id"], access["id"]);
    EXPECT_EQ(must(emergencies_view(*clinic.view(), clinic.other)).size(), 1U);
}

TEST(emergency, it_is_no_way_to_look_around) {
    Colleagues clinic;
    const Id who = clinic.person("P-7");
    EXPECT_FALSE(
        read_emergency({{"whom", "P-7"}, {"reason", "curious"}, {"words", "want to see it"}}));
    EXPECT_FALSE(
        read_emergency({{"whom", "P-7"}, {"reason", "medical_emergency"}, {"words", "x"}}));
    for (const char* part : {"P", "P-", "7", "*", "P-8"}) {
        const auto refused = clinic.opened(clinic.other, part);
        ASSERT_FALSE(refused) << part;
        EXPECT_EQ(refused.error().what, "there is nobody of that code or name") << part;
    }
    const auto own = clinic.opened(clinic.therapist, "P-7");
    ASSERT_FALSE(own);
    EXPECT_EQ(own.error().code, ErrorCode::conflict);
    EXPECT_FALSE(must(emergency_waits(*clinic.view(), who)));
}

TEST(emergency, the_team_is_told_and_somebody_else_looks_at_it) {
    Colleagues clinic;
    const Id who = clinic.person("P-7");
    const Acting stranger = clinic.colleague("Stranger", Role::therapist);
    const auto access = must(clinic.opened(clinic.other, "P-7"));
    const Id id = *read_id(access["id"].get<std::string>());
    const auto due = [&] {
        Caseload caseload;
        const Json page = Json::parse(must(caseload.page(clinic.store, {}, clinic.therapist)));
        const Json list = page["rows"][0]["due"];
        return std::find(list.begin(), list.end(), "emergency_access") != list.end();
    };
    EXPECT_TRUE(due());
    EXPECT_TRUE(must(emergencies_view(*clinic.view(), stranger)).empty());
    const auto told = must(emergencies_view(*clinic.view(), clinic.administrator));
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0]["code"], "P-7");
    EXPECT_TRUE(told[0]["person"].is_null());
    EXPECT_EQ(told[0]["words"], "") << "administrators read nothing clinical";
    const auto look = [&](const Acting& by) {
        return clinic.asked([&](WriteStore& it) {
            return review_emergency(it, id, {true, "spoke with both"}, by);
        });
    };
    EXPECT_EQ(look(clinic.other).error().code, ErrorCode::conflict) << "one's own";
    EXPECT_EQ(look(stranger).error().code, ErrorCode::not_found);
    clinic.at("2026-11-24T10:00:00Z");
    EXPECT_EQ(must(emergencies_view(*clinic.view(), clinic.therapist))[0]["overdue"], true);
    EXPECT_EQ(must(look(clinic.therapist))["state"], "reviewed");
    EXPECT_EQ(look(clinic.administrator).error().code, ErrorCode::conflict) << "twice";
    EXPECT_FALSE(due());
    EXPECT_TRUE(must(emergency_waits(*clinic.view(), who)) == false);
}

TEST(counselling, notes_are_read_by_who_wrote_them_and_on_a_consent_that_names_the_reader) {
    Colleagues clinic;
    const Id team = clinic.team("Day", {clinic.therapist.account, clinic.other.account});
    static_cast<void>(team);
    const Id who = clinic.person("A");
    must(clinic.asked([&](WriteStore& it) {
        return add_counselling_note(it, who, "what was said in the room", clinic.therapist);
    }));
    const auto read = [&](const Acting& by, std::optional<Id> consent) {
        return counselling_notes_view(*clinic.view(), who, consent, by);
    };
    EXPECT_EQ(must(read(clinic.therapist, {}))["notes"].size(), 1U);
    const auto closed = must(read(clinic.other, {}));
    EXPECT_EQ(closed["notes"].size(), 0U);
    EXPECT_EQ(closed["others"], 1);
    const auto consent = [&](const std::string& recipient, Json classes, const char* purpose) {
        const auto said = must(read_consent({{"purpose", purpose},
                                             {"recipient", recipient},
                                             {"classes", std::move(classes)},
                                             {"start", "2026-11-20"},
                                             {"language", "en"},
                                             {"method", "paper"},
                                             {"signer", "A"}}));
        const auto kept = must(clinic.asked(
            [&](WriteStore& it) { return record_consent(it, who, said, clinic.therapist); }));
        return *read_id(kept["id"].get<std::string>());
    };
    EXPECT_FALSE(read(clinic.other, consent("Other", {"record"}, "treatment_payment_operations")));
    EXPECT_FALSE(
        read(clinic.other, consent("Somebody", {"counselling_notes"}, "counselling_notes")));
    const Id good = consent("Other", {"counselling_notes"}, "counselling_notes");
    EXPECT_EQ(must(read(clinic.other, good))["notes"][0]["text"], "what was said in the room");
    must(clinic.asked(
        [&](WriteStore& it) { return revoke_consent(it, who, good, "", clinic.therapist); }));
    EXPECT_FALSE(read(clinic.other, good));
}

TEST(counselling, notes_stand_in_no_export_timeline_or_copy) {
    Colleagues clinic;
    const Id who = clinic.person_in_training("A");
    const std::string words = "what was said in the room";
    must(clinic.asked(
        [&](WriteStore& it) { return add_counselling_note(it, who, words, clinic.therapist); }));
    const auto copy = must(my_data(*clinic.view(), who, clinic.therapist));
    EXPECT_EQ(copy["counselling_notes_kept_apart"], 1);
    EXPECT_EQ(copy.dump().find(words), std::string::npos);
    EXPECT_EQ(must(timeline_view(*clinic.view(), who, 500, clinic.therapist)).dump().find(words),
              std::string::npos);
    const auto give = [&](Json what) {
        const auto said = must(read_disclosure({{"basis", "medical_emergency"},
                                                {"recipient", "Ward 3"},
                                                {"nature", "collapsed"},
                                                {"what", std::move(what)}}));
        return clinic.asked(
            [&](WriteStore& it) { return disclose(it, who, said, clinic.therapist); });
    };
    EXPECT_EQ(
        must(give({"record", "programme", "check_ins", "notes", "messages"})).dump().find(words),
        std::string::npos);
    EXPECT_FALSE(give({"counselling_notes"}));
}

}  // namespace
}  // namespace sinew::clinic
