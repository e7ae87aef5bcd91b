// What may leave the centre, on whose consent; what a person can take along; and what is gone when a person is erased.
#include <sinew/base/random_stream.hpp>
#include <sinew/clinic/clinic_for_test.hpp>
#include <sinew/clinic/consent_use.hpp>
#include <sinew/clinic/talk_use.hpp>

#include <gtest/gtest.h>

namespace sinew::clinic {
namespace {

Json consent_body() {
    return {{"purpose", "treatment_payment_operations"},
            {"recipient", "Family doctor"},
            {"classes", {"record", "programme"}},
            {"start", "2026-11-01"},
            {"language", "en"},
            {"method", "paper"},
            {"signer", "P-0001"}};
}

Id recorded(ClinicForTest& clinic, const Id& who, const Json& body) {
    const auto said = must(read_consent(body));
    const auto kept = must(clinic.asked(
        [&](WriteStore& it) { return record_consent(it, who, said, clinic.therapist); }));
    return must(read_id(kept["id"].get<std::string>()));
}

auto given(ClinicForTest& clinic, const Id& who, const Json& body) {
    const auto said = must(read_disclosure(body));
    return clinic.asked([&](WriteStore& it) { return disclose(it, who, said, clinic.therapist); });
}

TEST(consent, every_export_carries_the_notice_and_the_scope_and_is_listed) {
    ClinicForTest clinic;
    const Id who = clinic.person_in_training("A");
    const Id consent = recorded(clinic, who, consent_body());
    const auto sent = must(given(
        clinic, who,
        {{"basis", "consent"}, {"consent", id_text(consent)}, {"recipient", "Family doctor"}}));
    EXPECT_NE(sent["notice"].get<std::string>().find("42 CFR part 2"), std::string::npos);
    EXPECT_EQ(sent["scope"]["recipient"], "Family doctor");
    EXPECT_TRUE(sent.contains("record"));
    EXPECT_EQ(sent["programme"]["resourceType"], "Bundle");
    EXPECT_FALSE(sent.contains("notes"));
    EXPECT_EQ(sent["labels"]["part2"], true);
    const auto list = must(disclosures_view(*clinic.view(), who));
    ASSERT_EQ(list.size(), 1U);
    EXPECT_EQ(list[0]["consent"], id_text(consent));
    EXPECT_EQ(list[0]["by"], "Therapist");
}

TEST(consent, a_care_plan_leaves_only_on_a_consent_and_says_so_inside) {
    ClinicForTest clinic;
    const Id who = clinic.person_in_training("A");
    const auto none = clinic.asked([&](WriteStore& it) {
        return disclose_care_plan(it, who, std::nullopt, clinic.therapist);
    });
    ASSERT_FALSE(none);
    const Id consent = recorded(clinic, who, consent_body());
    const auto bundle = must(clinic.asked(
        [&](WriteStore& it) { return disclose_care_plan(it, who, consent, clinic.therapist); }));
    const std::string text = bundle.dump();
    EXPECT_NE(text.find("42 CFR part 2"), std::string::npos);
    EXPECT_NE(text.find("Family doctor"), std::string::npos);
    EXPECT_EQ(text.find("\"A\""), std::string::npos) << "a code names a person";
}

TEST(consent, revocation_stops_exports_at_once_and_earlier_ones_stay_listed) {
    ClinicForTest clinic;
    const Id who = clinic.person_in_training("A");
    const Id consent = recorded(clinic, who, consent_body());
    const Json wish{
        {"basis", "consent"}, {"consent", id_text(consent)}, {"recipient", "Family doctor"}};
    must(given(clinic, who, wish));
    const auto revoked = must(clinic.asked([&](WriteStore& it) {
        return revoke_consent(it, who, consent, "changed my mind", clinic.therapist);
    }));
    EXPECT_EQ(revoked["state"], "revoked");
    const auto after = given(clinic, who, wish);
    ASSERT_FALSE(after);
    EXPECT_EQ(after.error().code, ErrorCode::conflict);
    EXPECT_FALSE(clinic.asked(
        [&](WriteStore& it) { return disclose_care_plan(it, who, consent, clinic.therapist); }));
    EXPECT_EQ(must(disclosures_view(*clinic.view(), who)).size(), 1U);
}

TEST(consent, it_covers_its_classes_its_recipient_and_its_time_and_no_more) {
    ClinicForTest clinic;
    const Id who = clinic.person("A");
    Json body = consent_body();
    body["until"] = "2026-11-23";
    const Id consent = recorded(clinic, who, body);
    const auto with = [&](Json more) {
        Json wish{
            {"basis", "consent"}, {"consent", id_text(consent)}, {"recipient", "Family doctor"}};
        wish.update(more);
        return given(clinic, who, wish).has_value();
    };
    EXPECT_TRUE(with({{"what", {"record"}}}));
    EXPECT_FALSE(with({{"what", {"messages"}}}));
    EXPECT_FALSE(with({{"recipient", "Somebody else"}}));
    clinic.at("2026-11-24T09:00:00Z");
    EXPECT_FALSE(with({{"what", {"record"}}}));
    const Id other = clinic.person("B");
    EXPECT_FALSE(given(
        clinic, other,
        {{"basis", "consent"}, {"consent", id_text(consent)}, {"recipient", "Family doctor"}}));
}

TEST(consent, notes_courts_and_emergencies_need_their_own_ground) {
    Json notes = consent_body();
    notes["classes"] = {"record", "notes"};
    EXPECT_FALSE(read_consent(notes)) << "notes stand in a consent of their own";
    notes["purpose"] = "counselling_notes";
    EXPECT_FALSE(read_consent(notes));
    notes["classes"] = {"notes"};
    EXPECT_TRUE(read_consent(notes));
    Json spoken = consent_body();
    spoken["method"] = "spoken";
    EXPECT_FALSE(read_consent(spoken)) << "nobody heard it";
    EXPECT_FALSE(read_disclosure({{"basis", "court_order"}, {"recipient", "Court"}}));
    EXPECT_FALSE(read_disclosure({{"basis", "medical_emergency"}, {"recipient", "Ward 3"}}));
    ClinicForTest clinic;
    const Id who = clinic.person("A");
    must(given(clinic, who,
               {{"basis", "medical_emergency"},
                {"recipient", "Ward 3"},
                {"nature", "found unconscious"}}));
    EXPECT_EQ(must(disclosures_view(*clinic.view(), who))[0]["basis"], "medical_emergency");
}

TEST(own_copy, it_holds_every_document_every_version_and_every_observation) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        ClinicForTest clinic;
        const Id who = clinic.person_in_training("A");
        const Id other = clinic.person_in_training("B");
        RandomStream draw{seed, "own_copy"};
        for (int i = 0; i < 20; ++i) {
            const Id about = draw.chance(0.5) ? who : other;
            if (draw.chance(0.5))
                clinic.enter(about, {clinic.observation("mood", 1, "2026-11-23T08:00:00Z")});
            else
                must(clinic.asked([&](WriteStore& it) {
                    return add_note(it, about, "n", "note", clinic.therapist);
                }));
        }
        const auto copy = must(my_data(*clinic.view(), who, clinic.therapist));
        DocumentQuery query;
        query.person = who;
        query.history = true;
        const auto documents = must(clinic.view()->documents(query));
        ASSERT_EQ(copy["documents"].size(), documents.size());
        std::set<std::pair<std::string, int>> held;
        for (const auto& one : copy["documents"])
            held.emplace(one["id"].get<std::string>(), one["version"].get<int>());
        for (const Document& document : documents) {
            EXPECT_TRUE(held.contains({id_text(document.id), document.version}));
        }
        ObservationQuery rows;
        rows.person = who;
        rows.with_corrected = true;
        EXPECT_EQ(copy["observations"].size(), must(clinic.view()->observations(rows)).size());
        EXPECT_EQ(copy.dump().find(id_text(other)), std::string::npos);
    }
}

TEST(own_copy, an_erased_person_is_not_there_any_more) {
    ClinicForTest clinic;
    const Id who = clinic.person_in_training("A");
    const auto wrong = clinic.asked([&](WriteStore& it) -> Result<OrderedJson> {
        if (auto done = erase_person(it, who, "B", clinic.therapist); !done)
            return fail(done.error());
        return OrderedJson{};
    });
    EXPECT_FALSE(wrong);
    EXPECT_TRUE(person_view(*clinic.view(), who));
    clinic.write([&](WriteStore& it) { return erase_person(it, who, "A", clinic.therapist); });
    const auto gone = person_view(*clinic.view(), who);
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().code, ErrorCode::not_found);
    EXPECT_FALSE(my_data(*clinic.view(), who, clinic.therapist));
}

}  // namespace
}  // namespace sinew::clinic
