// Check-ins from a phone: late, twice, in any order, with a clock that is wrong; kept once, or refused by themselves.
#include <sinew/base/random_stream.hpp>
#include <sinew/clinic/caseload_use.hpp>
#include <sinew/clinic/clinic_for_test.hpp>
#include <sinew/clinic/flags.hpp>
#include <sinew/clinic/session_use.hpp>
#include <sinew/clinic/talk_use.hpp>
#include <sinew/clinic/today_use.hpp>

#include <gtest/gtest.h>

#include <functional>
#include <utility>

namespace sinew::clinic {
namespace {

std::map<std::string, int> states(const OrderedJson& answer) {
    std::map<std::string, int> count;
    for (const auto& one : answer["results"]) ++count[one["state"].get<std::string>()];
    return count;
}

Json session_done(ClinicForTest& clinic, const std::string& at, Json said) {
    return {{"id", id_text(clinic.id())},
            {"kind", "session_done"},
            {"at", at},
            {"session_done", std::move(said)}};
}

TEST(entries, resent_in_any_order_each_is_kept_exactly_once) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        ClinicForTest clinic;
        const Id who = clinic.person("A");
        RandomStream draw{seed, "entries"};
        Json queue = Json::array();
        for (int i = 0; i < 12; ++i)
            queue.push_back(clinic.observation(
                i % 2 == 0 ? "craving_vas" : "mood", i % 2 == 0 ? 10.0 * (i % 10) : i % 5,
                "2026-11-2" + std::to_string(i % 3) + "T08:0" + std::to_string(i % 10) + ":00Z"));
        queue.push_back(session_done(clinic, "2026-11-22T10:00:00Z",
                                     {{"day", 1}, {"session", 0}, {"status", "done"}}));
        for (int send = 0; send < 30; ++send) {
            Json batch = Json::array();
            for (std::uint64_t n = 1 + draw.below(5); n-- > 0;)
                batch.push_back(queue[draw.below(queue.size())]);
            const auto answer = clinic.enter(who, batch);
            EXPECT_EQ(states(answer).count("refused"), 0U) << "seed " << seed << answer.dump();
        }
        clinic.enter(who, queue);
        EXPECT_EQ(must(clinic.view()->observations({})).size(), 12U) << "seed " << seed;
        EXPECT_EQ(must(all_of(*clinic.view(), DocumentKind::session_done)).size(), 1U);
        EXPECT_EQ(states(clinic.enter(who, queue))["already_kept"], 13);
    }
}

TEST(entries, the_same_id_with_other_content_is_refused_and_the_first_stays) {
    ClinicForTest clinic;
    const Id who = clinic.person("A");
    Json entry = clinic.observation("craving_vas", 40, "2026-11-23T08:00:00Z");
    clinic.enter(who, {entry});
    entry["observation"]["value"] = 41;
    EXPECT_EQ(states(clinic.enter(who, {entry}))["refused"], 1);
    EXPECT_EQ(must(clinic.view()->observations({})).front().said.value, 40);
    // Nor may a session take the id of an observation, or somebody else's id be found out.
    Json session = session_done(clinic, "2026-11-23T08:00:00Z",
                                {{"day", 1}, {"session", 0}, {"status", "done"}});
    session["id"] = entry["id"];
    EXPECT_EQ(states(clinic.enter(who, {session}))["refused"], 1);
    const Id other = clinic.person("B");
    entry["observation"]["value"] = 40;
    EXPECT_EQ(states(clinic.enter(other, {entry}))["refused"], 1);
}

TEST(entries, values_outside_their_range_are_refused_one_by_one) {
    ClinicForTest clinic;
    const Id who = clinic.person("A");
    const auto answer = clinic.enter(
        who, {clinic.observation("craving_vas", 101, "2026-11-23T08:00:00Z"),
              clinic.observation("craving_vas", 50, "2026-11-23T08:00:00Z"),
              clinic.observation("no_such", 5, "2026-11-23T08:00:00Z"),
              clinic.observation("mood", 0, "yesterday"),
              session_done(clinic, "2026-11-23T08:00:00Z",
                           {{"day", 1}, {"session", 0}, {"status", "done"}, {"effort", 11}})});
    EXPECT_EQ(answer["results"][0]["state"], "refused");
    EXPECT_EQ(answer["results"][0]["problem"]["where"], "/entries/0/observation/value");
    EXPECT_EQ(answer["results"][1]["state"], "kept");
    EXPECT_EQ(states(answer)["refused"], 4);
    EXPECT_EQ(must(clinic.view()->observations({})).size(), 1U);
}

TEST(entries, both_clocks_are_kept_and_a_phone_ahead_is_told) {
    ClinicForTest clinic;
    const Id who = clinic.person("A");
    const auto answer =
        clinic.enter(who, {clinic.observation("mood", 1, "2026-11-25T23:30:00+08:00")});
    EXPECT_EQ(answer["results"][0]["state"], "kept");
    EXPECT_FALSE(answer["results"][0]["say"].get<std::string>().empty());
    const auto row = must(clinic.view()->observations({})).front();
    EXPECT_EQ(day_text(row.said.day), "2026-11-25");
    EXPECT_EQ(row.said.second_of_day, 23 * 3600 + 30 * 60);
    EXPECT_EQ(row.said.offset_min, 480);
    EXPECT_EQ(row.recorded_at, clinic.therapist.now);
    EXPECT_TRUE(row.reason.starts_with("clock:"));
}

TEST(entries, a_correction_names_its_reason_and_steps_in_the_place_of_the_old) {
    ClinicForTest clinic;
    const Id who = clinic.person("A");
    const Json first = clinic.observation("craving_vas", 80, "2026-11-23T08:00:00Z");
    clinic.enter(who, {first});
    Json second = clinic.observation("craving_vas", 8, "2026-11-23T08:00:00Z");
    second["observation"]["corrects"] = first["id"];
    EXPECT_EQ(states(clinic.enter(who, {second}))["refused"], 1) << "without a reason";
    second["observation"]["reason"] = "one digit too many";
    EXPECT_EQ(states(clinic.enter(who, {second}))["kept"], 1);
    ASSERT_EQ(must(clinic.view()->observations({})).size(), 1U);
    EXPECT_EQ(must(clinic.view()->observations({})).front().said.value, 8);
    ObservationQuery all;
    all.with_corrected = true;
    EXPECT_EQ(must(clinic.view()->observations(all)).size(), 2U);
}

TEST(entries, a_stop_sign_and_a_grave_answer_raise_flags_at_once_until_somebody_has_called) {
    ClinicForTest clinic;
    const Id who = clinic.person_in_training("A");
    clinic.at("2026-11-23T12:00:00Z");
    EXPECT_EQ(must(today_view(*clinic.view(), who, clinic.therapist))["training"], "yes");
    Json answers = Json::object();
    for (int i = 1; i <= 9; ++i) answers[std::to_string(i)] = i == 9 ? 1 : 0;
    const auto answer =
        clinic.enter(who, {session_done(clinic, "2026-11-23T11:00:00Z",
                                        {{"day", 1},
                                         {"session", 0},
                                         {"status", "stopped"},
                                         {"minutes", 4},
                                         {"stop_signs", {"SES-01"}}}),
                           {{"id", id_text(clinic.id())},
                            {"kind", "answers"},
                            {"at", "2026-11-23T11:30:00Z"},
                            {"answers", {{"instrument", "phq9"}, {"answers", answers}}}}});
    ASSERT_EQ(states(answer)["kept"], 2) << answer.dump();
    for (const auto& one : answer["results"]) EXPECT_TRUE(one.contains("say")) << one.dump();
    auto row = must(all_rows(*clinic.view(), clinic.therapist)).at(who);
    EXPECT_EQ(row.urgency.grave_flags, 2);
    EXPECT_EQ(row.due.back(), "review");
    // The score is followed over time as well.
    EXPECT_EQ(must(clinic.view()->observations({})).front().said.outcome, "phq9");
    clinic.at("2026-11-23T13:00:00Z");
    must(clinic.asked([&](WriteStore& it) {
        return add_note(it, who, "looked at it", "note", clinic.therapist);
    }));
    EXPECT_EQ(must(all_rows(*clinic.view(), clinic.therapist)).at(who).urgency.grave_flags, 2);
    // Training waits, and a screening by answers from before the sign does not change that.
    const auto waits = [&] {
        const auto view = clinic.view();
        const auto kept = must(programme_in_force(*view, who));
        const auto open = must(may_train(*view, who, kept, clinic.therapist)).open;
        return std::find(open.begin(), open.end(),
                         clinic.therapist.words()("clinic.training.flag")) != open.end();
    };
    EXPECT_TRUE(waits());
    EXPECT_NE(must(today_view(*clinic.view(), who, clinic.therapist))["training"], "yes");
    must(clinic.asked([&](WriteStore& it) { return screen_now(it, who, clinic.therapist); }));
    EXPECT_EQ(must(all_rows(*clinic.view(), clinic.therapist)).at(who).urgency.grave_flags, 2);
    must(clinic.asked(
        [&](WriteStore& it) { return add_note(it, who, "called", "call", clinic.therapist); }));
    EXPECT_EQ(must(all_rows(*clinic.view(), clinic.therapist)).at(who).urgency.grave_flags, 0);
    EXPECT_FALSE(waits());
}

TEST(entries, a_sign_that_wants_a_check_first_holds_training_but_calls_no_ambulance) {
    ClinicForTest clinic;
    const Id who = clinic.person_in_training("A");
    clinic.at("2026-11-23T12:00:00Z");
    const auto said_of = [&](const char* sign, const char* at) {
        const auto answer = clinic.enter(who, {session_done(clinic, at,
                                                            {{"day", 1},
                                                             {"session", 0},
                                                             {"status", "stopped"},
                                                             {"minutes", 4},
                                                             {"stop_signs", {sign}}})});
        EXPECT_EQ(states(answer)["kept"], 1) << answer.dump();
        return answer["results"][0].value("say", "");
    };
    const auto words = clinic.therapist.words();
    // SES-16, the person asks to stop, ends this session and no more.
    EXPECT_EQ(said_of("SES-16", "2026-11-23T10:00:00Z"), "");
    EXPECT_EQ(must(today_view(*clinic.view(), who, clinic.therapist))["training"], "yes");
    // SES-19: dark urine or badly swollen muscles.
    EXPECT_EQ(said_of("SES-19", "2026-11-23T11:00:00Z"), words("clinic.entry.refer_sign"));
    EXPECT_NE(must(today_view(*clinic.view(), who, clinic.therapist))["training"], "yes");
    EXPECT_EQ(must(all_rows(*clinic.view(), clinic.therapist)).at(who).urgency.grave_flags, 1);
    const auto open = must(open_flags_view(*clinic.view(), who, clinic.therapist));
    ASSERT_EQ(open.size(), 2U) << open.dump();
    for (const auto& flag : open)
        EXPECT_EQ(flag["grave"].get<bool>(), flag["id"] == "SES-19") << flag.dump();
    EXPECT_EQ(said_of("SES-01", "2026-11-23T11:30:00Z"), words("clinic.entry.stop_sign"));
    EXPECT_EQ(must(open_flags_view(*clinic.view(), who, clinic.therapist)).size(), 3U);
    clinic.at("2026-11-23T13:00:00Z");
    must(clinic.asked(
        [&](WriteStore& it) { return add_note(it, who, "called", "call", clinic.therapist); }));
    EXPECT_EQ(must(today_view(*clinic.view(), who, clinic.therapist))["training"], "yes");
    EXPECT_TRUE(must(open_flags_view(*clinic.view(), who, clinic.therapist)).empty());
}

TEST(entries, a_clock_that_was_reset_is_kept_and_draws_no_curve) {
    ClinicForTest clinic;
    const Id who = clinic.person("A");
    clinic.at("2026-11-23T12:00:00Z");
    const auto craving = [&](const char* at) { return clinic.observation("craving_vas", 40, at); };
    const auto answer =
        clinic.enter(who, {craving("2026-11-22T09:00:00Z"), craving("1970-01-01T00:03:00Z"),
                           craving("2999-01-01T09:00:00Z")});
    EXPECT_EQ(states(answer)["kept"], 3) << answer.dump();
    EXPECT_FALSE(answer["results"][0].contains("say"));
    EXPECT_TRUE(answer["results"][1].contains("say"));
    EXPECT_TRUE(answer["results"][2].contains("say"));
    const auto rows = must(clinic.view()->observations({}));
    EXPECT_EQ(rows.size(), 3U);
    EXPECT_EQ(followed(rows).size(), 1U);
}

TEST(entries, what_was_entered_comes_back_page_by_page) {
    ClinicForTest clinic;
    const Id who = clinic.person("A");
    Json sent = Json::array();
    for (int i = 0; i < 7; ++i)
        sent.push_back(
            clinic.observation("mood", i - 3, "2026-11-2" + std::to_string(i) + "T08:00:00Z"));
    clinic.enter(who, sent);
    std::set<std::string> seen;
    std::optional<Id> after;
    for (int page = 0; page < 4; ++page) {
        const auto view = must(entries_view(*clinic.view(), who, {}, {}, after, 3));
        for (const auto& one : view["entries"]) {
            EXPECT_TRUE(seen.insert(one["id"].get<std::string>()).second);
            EXPECT_EQ(one["at"], sent[seen.size() - 1]["at"]);
        }
        if (view["next"].is_null()) break;
        after = must(read_id(view["next"].get<std::string>()));
    }
    EXPECT_EQ(seen.size(), 7U);
}

TEST(caseload, the_index_equals_a_rebuild_after_random_writes) {
    ClinicForTest clinic;
    Caseload caseload;
    std::vector<Id> people;
    for (int i = 0; i < 5; ++i)
        people.push_back(clinic.person_in_training("P" + std::to_string(i)));
    RandomStream draw{7, "caseload"};
    CaseloadQuestion question;
    question.limit = kMostRows;
    for (int step = 0; step < 60; ++step) {
        const Id who = people[draw.below(people.size())];
        switch (draw.below(4)) {
            case 0:
                clinic.enter(
                    who, {clinic.observation("craving_vas", static_cast<double>(draw.below(101)),
                                             "2026-11-23T08:00:00Z")});
                break;
            case 1: {
                clinic.therapist.role = Role::person;
                must(clinic.asked([&](WriteStore& it) {
                    return write_message(it, who, "hello", clinic.therapist);
                }));
                clinic.therapist.role = Role::therapist;
                break;
            }
            case 2:
                clinic.enter(who, {session_done(clinic, "2026-11-23T09:00:00Z",
                                                {{"day", 1}, {"session", 0}, {"status", "done"}})});
                break;
            default:
                must(clinic.asked([&](WriteStore& it) {
                    return add_note(it, who, "seen", "visit", clinic.therapist);
                }));
        }
        caseload.moved(who);
        const auto page = must(caseload.page(clinic.store, question, clinic.therapist));
        const auto rows = must(all_rows(*clinic.view(), clinic.therapist));
        ASSERT_EQ(page, caseload_page(rows, question, clinic.therapist.today, domain::Language::en))
            << "step " << step;
        ASSERT_FALSE(Json::parse(page, nullptr, false).is_discarded());
    }
}

TEST(caseload, what_is_written_while_a_day_is_made_ahead_is_on_its_first_page) {
    ClinicForTest clinic;
    const Id who = clinic.person_in_training("P");
    /// Writes once while the rows are being made: after the view was taken.
    struct Between : Store {
        Store& inner;
        std::function<void()> once;
        Between(Store& store, std::function<void()> act) : inner{store}, once{std::move(act)} {}
        Result<std::unique_ptr<const ReadStore>> snapshot() override {
            auto view = inner.snapshot();
            if (once) std::exchange(once, {})();
            return view;
        }
        void write(Work work, Done done) override { inner.write(std::move(work), std::move(done)); }
        std::size_t waiting() const noexcept override { return 0; }
        Result<void> backup(const std::string&) override { return {}; }
        Result<void> check_integrity() override { return {}; }
    };
    Caseload caseload;
    Between store{clinic.store, [&] {
                      clinic.enter(who,
                                   {clinic.observation("craving_vas", 99, "2026-11-23T08:00:00Z")});
                      caseload.moved(who);
                  }};
    ASSERT_TRUE(caseload.warm(store, clinic.therapist).has_value());
    const CaseloadQuestion question;
    const auto page = must(caseload.page(clinic.store, question, clinic.therapist));
    const auto rows = must(all_rows(*clinic.view(), clinic.therapist));
    EXPECT_EQ(page, caseload_page(rows, question, clinic.therapist.today, domain::Language::en));
    EXPECT_NE(page.find("99"), std::string::npos);
}

TEST(caseload, pages_join_to_the_whole_and_a_search_finds_by_code) {
    ClinicForTest clinic;
    for (int i = 0; i < 7; ++i) clinic.person("P" + std::to_string(i));
    Caseload caseload;
    CaseloadQuestion question;
    question.limit = 3;
    std::vector<int> ranks;
    for (;;) {
        const auto page =
            Json::parse(must(caseload.page(clinic.store, question, clinic.therapist)));
        for (const auto& row : page["rows"]) ranks.push_back(row["rank"]);
        if (page["next"].is_null()) break;
        question.after = static_cast<std::size_t>(std::stoul(page["next"].get<std::string>()));
    }
    EXPECT_EQ(ranks, (std::vector<int>{0, 1, 2, 3, 4, 5, 6}));
    CaseloadQuestion find;
    find.find = "p4";
    const auto found = Json::parse(must(caseload.page(clinic.store, find, clinic.therapist)));
    ASSERT_EQ(found["rows"].size(), 1U);
    EXPECT_EQ(found["rows"][0]["person"]["code"], "P4");
    EXPECT_EQ(found["counts"]["people"], 7);
}

}  // namespace
}  // namespace sinew::clinic
