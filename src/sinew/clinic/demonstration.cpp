#include <sinew/care/asked_questions.hpp>
#include <sinew/clinic/adaptation_use.hpp>
#include <sinew/clinic/centre_use.hpp>
#include <sinew/clinic/class_use.hpp>
#include <sinew/clinic/clearance_use.hpp>
#include <sinew/clinic/consent_use.hpp>
#include <sinew/clinic/demonstration.hpp>
#include <sinew/clinic/demonstration_people.hpp>
#include <sinew/clinic/entries_use.hpp>
#include <sinew/clinic/people_use.hpp>
#include <sinew/clinic/session_use.hpp>
#include <sinew/clinic/talk_use.hpp>
#include <sinew/clinic/treating_team.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::clinic {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

struct DemoAccounts {
    std::vector<std::pair<Role, std::string>> logins;
    Account therapist, clinician;
};

class Making {
public:
    Making(WriteStore& store, const DemonstrationWish& wish, const Acting& acting)
        : store_{store}, wish_{wish}, acting_{acting}, chance_{wish.seed, "demonstration.ids"} {
        today_ = acting.today;
        acting_.new_id = [this] { return id(); };
    }
    // Ids are drawn through `this`.
    Making(const Making&) = delete;
    Making& operator=(const Making&) = delete;

    Result<OrderedJson> make() {
        SINEW_TRY(const auto before, all_of(store_, DocumentKind::person));
        if (!before.empty())
            return fail({ErrorCode::conflict, "there are people in this centre already",
                         "demonstration", "a demonstration is made in an empty store only"});
        at(today_ - days{90}, 8);
        if (auto done = centre(); !done) return fail(done.error());
        if (auto done = accounts(); !done) return fail(done.error());
        if (auto done = team(); !done) return fail(done.error());
        for (int number = 1; number <= wish_.people; ++number)
            if (auto done = person(number); !done) return fail(done.error());
        if (auto done = classes(); !done) return fail(done.error());
        OrderedJson logins = OrderedJson::array();
        for (const auto& [role, login] : accounts_.logins)
            logins.push_back({{"role", domain::name_of(role)},
                              {"login", login},
                              {"password", kDemonstrationPassword}});
        return OrderedJson{{"people", wish_.people}, {"logins", std::move(logins)}};
    }

private:
    Id id() {
        std::array<std::uint8_t, 10> chance{};
        const std::uint64_t a = chance_.next(), b = chance_.next();
        for (std::size_t i = 0; i < 8; ++i) chance[i] = static_cast<std::uint8_t>(a >> (8 * i));
        chance[8] = static_cast<std::uint8_t>(b);
        chance[9] = static_cast<std::uint8_t>(b >> 8U);
        // Ids keep the order in which things happen here: a counter in the milliseconds of the second.
        const auto second = static_cast<std::uint64_t>(acting_.now.time_since_epoch().count());
        return time_ordered_id(second * 1000 + (count_++ % 1000), chance);
    }

    /// Everything that follows happens at this moment. Never ahead of the centre's clock.
    void at(Day day, int hour, int minute = 0) {
        const Instant wanted = Instant{day} + hours{hour} + minutes{minute};
        now_ = std::min(wanted, asked_at_);
        acting_.now = now_;
        acting_.today = day;
    }
    void as(const Account& account) {
        acting_.account = account.id;
        acting_.role = account.role;
        acting_.name = account.name;
        acting_.person = account.person;
    }

    Result<void> centre() {
        SINEW_TRY(Centre it, centre_of(store_));
        const int version = it.version;
        if (version == 0) it.name = "Demonstration centre";
        it.demonstration = true;
        if (it.call.empty())
            it.call = {{"Your team (demonstration)", "000 000", "Mon–Fri 8–18", false},
                       {"Night line (demonstration)", "000 001", "always", true}};
        if (version == 0) {
            const auto kept = keep_centre(store_, it, std::nullopt, acting_);
            if (!kept) return fail(kept.error());
            return {};
        }
        // The settings of a centre that has a name already stay; only the mark is added.
        SINEW_TRY(const auto document, newest_of(store_, DocumentKind::centre, std::nullopt));
        OrderedJson body = centre_json(it);
        body["demonstration"] = true;
        return store_.replace(next_version(*document, "", body, acting_));
    }

    Result<void> account(Role role, const std::string& login, const std::string& name,
                         std::optional<Id> of, Account& made) {
        made = Account{};
        made.id = id();
        made.role = role;
        made.login = login;
        made.name = name;
        made.person = of;
        made.password_hash = wish_.password_hash;
        made.state = AccountState::active;
        made.created_at = acting_.now;
        if (wish_.password_hash.empty()) return {};
        accounts_.logins.emplace_back(role, login);
        return store_.put(made);
    }

    Result<void> accounts() {
        Account other;
        if (auto done = account(Role::therapist, "demo-therapist", "Therapist (demonstration)", {},
                                accounts_.therapist);
            !done)
            return done;
        if (auto done = account(Role::clinician, "demo-clinician", "Clinician (demonstration)", {},
                                accounts_.clinician);
            !done)
            return done;
        if (auto done = account(Role::researcher, "demo-researcher", "Researcher (demonstration)",
                                {}, other);
            !done)
            return done;
        return account(Role::administrator, "demo-administrator", "Administrator (demonstration)",
                       {}, other);
    }

    /// Everybody here is treated by one team; colleagues who are invited later join it to see the cohort.
    Result<void> team() {
        if (wish_.password_hash.empty()) return {};
        const TeamSaid said{.name = "Demonstration team",
                            .members = {{accounts_.therapist.id, accounts_.clinician.id}}};
        const auto kept = keep_team(store_, std::nullopt, said, std::nullopt, acting_);
        if (!kept) return fail(kept.error());
        return {};
    }

    Result<void> screened_and_signed(const Id& who, const DemoPerson& person, int number, Day day) {
        at(day, 9);
        as(accounts_.therapist);
        acting_.language = person.language;
        auto record = read_sent_record(
            demo_record(person, number,
                        wish_.seed + static_cast<std::uint64_t>(day.time_since_epoch().count()),
                        acting_.now),
            acting_);
        if (!record) return fail(first_of(record.error()));
        SINEW_TRY(const int version, keep_record(store_, who, *record, std::nullopt, acting_));
        static_cast<void>(version);
        if (person.story == DemoStory::open_questions) return {};
        SINEW_TRY(const auto proposal, prescribe_now(store_, who, std::nullopt, acting_));
        if (proposal["state"] != "proposed" || person.story == DemoStory::proposed) return {};
        at(day, 9, 20);
        as(accounts_.clinician);
        SINEW_TRY(const auto decided,
                  decide_programme(store_, who, {true, 1, "", "demonstration"}, acting_));
        static_cast<void>(decided);
        return {};
    }

    Result<void> person(int number) {
        const DemoPerson made = demo_person(number, wish_.seed);
        const Day intake = today_ - days{made.days_here};
        at(intake, 8, number % 60);
        as(accounts_.therapist);
        const Id who = id();
        PersonSaid said;
        said.code = made.code;
        said.language = made.language;
        SINEW_TRY(const auto taken, take_in(store_, who, said, acting_));
        static_cast<void>(taken);
        people_.push_back(who);
        Account own;
        if (auto done = account(
                Role::person, number == 1 ? "demo-person" : "demo-person-" + std::to_string(number),
                "", who, own);
            !done)
            return done;
        if (number > 1 && !wish_.password_hash.empty()) accounts_.logins.pop_back();
        if (auto done = screened_and_signed(who, made, number, intake); !done) return done;
        const bool reviewed =
            made.days_here > made.days_since_review && made.story != DemoStory::old_screening;
        const Day review = today_ - days{made.days_since_review};
        if (auto done =
                days_of(who, own, made, number, intake, reviewed ? review : today_ + days{1});
            !done)
            return done;
        if (reviewed) {
            if (auto done = screened_and_signed(who, made, number, review); !done) return done;
            if (auto done = days_of(who, own, made, number, review, today_ + days{1}); !done)
                return done;
            if (number % 2 == 0 && made.days_since_review >= 8)
                if (auto done = first_week(who, review + days{7}); !done) return done;
        }
        return words_with(who, own, made, number);
    }

    /// The first finished week is decided for every other person, so that both kinds are there to see.
    Result<void> first_week(const Id& who, Day day) {
        at(day, 16);
        as(accounts_.clinician);
        const auto decided =
            decide_adaptation(store_, who, {"accept", "", {}, "demonstration"}, acting_);
        if (!decided && decided.error().code != ErrorCode::conflict) return fail(decided.error());
        return {};
    }

    Json observation(const char* outcome, double value, Day day, int second, const char* moment,
                     const std::string& bout) {
        Json said{{"outcome", outcome}, {"value", value}, {"moment", moment}};
        if (!bout.empty()) said["bout"] = bout;
        return {{"id", id_text(id())},
                {"kind", "observation"},
                {"at", phone_time_text(day, second, 0)},
                {"observation", std::move(said)}};
    }

    Result<void> send(const Id& who, Json& entries) {
        if (entries.empty()) return {};
        SINEW_TRY(const auto read, read_entries(entries, acting_.packs()));
        SINEW_TRY(const auto kept, keep_entries(store_, who, read, acting_));
        for (const EntryKept& one : kept)
            if (one.state == "refused") return fail(one.fault.value_or(Error{}));
        entries = Json::array();
        return {};
    }

    /// Check-ins and sessions from one day up to another, as the person's phone would have sent them.
    Result<void> days_of(const Id& who, const Account& own, const DemoPerson& person, int number,
                         Day from, Day until) {
        SINEW_TRY(const auto kept, programme_in_force(store_, who));
        if (!kept) return {};
        auto read = document::read_programme(kept->answer(), "programme", acting_.packs());
        if (!read) return fail(first_of(read.error()));
        RandomStream draw{wish_.seed, "demonstration.days." + day_text(from),
                          static_cast<std::uint64_t>(number)};
        double wander = 0;
        Json entries = Json::array();
        for (Day day = from; day < until; day += days{1}) {
            wander = 0.3 * wander + person.noise * 0.95 * normal(draw);
            const bool silent = person.story == DemoStory::quiet && (today_ - day).count() <= 11;
            const bool missed = draw.chance(person.missed);
            if (silent || missed) continue;
            at(day, 21);
            as(own);
            const auto since =
                static_cast<double>((day - (today_ - days{person.days_here})).count());
            double level = person.craving - person.fall_a_day * since + wander;
            if (person.story == DemoStory::craving_jumps && (today_ - day).count() <= 3)
                level = 88 + 3 * normal(draw);
            const auto vas = [](double value) { return std::round(std::clamp(value, 0.0, 100.0)); };
            // Today's evening has not come yet.
            const bool evening = day < today_;
            if (evening)
                entries.push_back(
                    observation("craving_vas", vas(level), day, 20 * 3600, "now", ""));
            const double mood =
                std::round(std::clamp(person.mood + 0.02 * since + 1.2 * normal(draw), -5.0, 5.0));
            entries.push_back(observation("mood", mood, day, 7 * 3600, "now", ""));
            for (const PlannedSession& one : planned_sessions(read->programme, day, day)) {
                if (!evening || one.session > 0 || draw.chance(person.missed)) continue;
                const std::string bout = std::to_string(one.day) + "/" +
                                         std::to_string(one.session) + "#" + day_text(from);
                const double before = vas(level + 4 + 3 * normal(draw));
                entries.push_back(
                    observation("craving_vas", before, day, 10 * 3600, "before", bout));
                const bool stops =
                    person.story == DemoStory::stop_sign && (today_ - day).count() == 1;
                Json session{{"day", one.day},
                             {"session", one.session},
                             {"status", stops ? "stopped" : "done"},
                             {"minutes", stops ? 6 : one.prescribed->total_min},
                             {"effort", std::round(2 + 2 * draw.uniform())},
                             {"script", "session"}};
                if (stops) {
                    session["stop_signs"] = Json::array({"SES-01"});
                    session["how"] = person.language == domain::Language::zh
                                         ? "胸口发紧，已经好了"
                                         : "tight chest, gone now";
                } else {
                    entries.push_back(observation(
                        "craving_vas", vas(before - person.session_fall + 3 * normal(draw)), day,
                        11 * 3600, "after", bout));
                }
                entries.push_back({{"id", id_text(id())},
                                   {"kind", "session_done"},
                                   {"at", phone_time_text(day, 11 * 3600, 0)},
                                   {"session_done", std::move(session)}});
            }
            // As a phone does: in the evening of the day it is about.
            if (auto done = send(who, entries); !done) return done;
        }
        if (person.story == DemoStory::stop_sign && until > today_)
            if (auto done = stop_sign(who, person, entries); !done) return done;
        if (person.story == DemoStory::grave_answer && until > today_) grave_answers(entries);
        at(std::min(until - days{1}, today_), 21);
        as(own);
        return send(who, entries);
    }

    /// Yesterday may have been a rest day: the sign then comes from the craving practice.
    Result<void> stop_sign(const Id& who, const DemoPerson& person, Json& entries) {
        if (auto done = send(who, entries); !done) return done;
        SINEW_TRY(const auto noted, sessions_noted(store_, who));
        for (const SessionNoted& one : noted)
            if (!one.stop_signs.empty()) return {};
        entries.push_back(
            {{"id", id_text(id())},
             {"kind", "session_done"},
             {"at", phone_time_text(today_ - days{1}, 18 * 3600, 0)},
             {"session_done",
              {{"day", 0},
               {"session", 0},
               {"status", "stopped"},
               {"minutes", 2},
               {"stop_signs", Json::array({"SES-01"})},
               {"how", person.language == domain::Language::zh ? "胸口发紧，已经好了"
                                                               : "tight chest, gone now"},
               {"script", "on_demand"}}}});
        return {};
    }

    void grave_answers(Json& entries) {
        const auto* instrument = acting_.packs().instruments.find("phq9");
        if (instrument == nullptr) return;
        Json answers = Json::object();
        const auto questions = care::asked_questions(*instrument, domain::Language::en);
        for (std::size_t i = 0; i < questions.size(); ++i)
            answers[questions[i].name] = i == 8 ? 1 : static_cast<int>(i % 2);
        entries.push_back({{"id", id_text(id())},
                           {"kind", "answers"},
                           {"at", phone_time_text(today_ - days{1}, 19 * 3600, 0)},
                           {"answers", {{"instrument", "phq9"}, {"answers", std::move(answers)}}}});
    }

    Result<void> words_with(const Id& who, const Account& own, const DemoPerson& person,
                            int number) {
        const bool zh = person.language == domain::Language::zh;
        if (number % 4 == 1) {
            at(today_ - days{1}, 17);
            as(own);
            const auto sent = write_message(
                store_, who,
                zh ? "早上的练习可以改到晚上吗？" : "Can I do the morning practice in the evening?",
                acting_);
            if (!sent) return fail(sent.error());
        }
        if (number % 8 == 1) {
            at(today_ - days{1}, 18);
            as(accounts_.therapist);
            const auto sent = write_message(
                store_, who,
                zh ? "可以，什么时候方便就什么时候做。" : "Yes, whenever it suits you.", acting_);
            if (!sent) return fail(sent.error());
            if (auto done = read_messages(store_, who, acting_); !done) return done;
        }
        if (number % 5 == 1) {
            at(today_ - days{person.days_here}, 10);
            as(accounts_.therapist);
            const auto note =
                add_note(store_, who, zh ? "更喜欢安静的房间。" : "Prefers the quiet room.", "note",
                         acting_);
            if (!note) return fail(note.error());
        }
        if (number == 1) {
            as(own);
            const OrderedJson plan{{"triggers", {"payday", "the old bus stop"}},
                                   {"signs", {"tight jaw", "no sleep"}},
                                   {"helps", {"three breaths", "a walk", "calling somebody"}},
                                   {"people", OrderedJson::array()},
                                   {"reasons", {"mornings with a clear head"}}};
            const auto kept = keep_coping_plan(store_, who, plan, std::nullopt, acting_);
            if (!kept) return fail(kept.error());
            as(accounts_.therapist);
            ConsentSaid consent;
            consent.purpose = Purpose::treatment_payment_operations;
            consent.recipient = "Family doctor (demonstration)";
            consent.classes = {"record", "programme"};
            consent.start = today_ - days{20};
            consent.method = "paper";
            consent.signer = person.code;
            const auto recorded = record_consent(store_, who, consent, acting_);
            if (!recorded) return fail(recorded.error());
        }
        return {};
    }

    Result<void> class_on(Day day, int start_minute, const std::string& title,
                          const std::string& room, const std::string& kind, int size,
                          std::size_t from, std::size_t count) {
        at(today_ - days{7}, 12);
        as(accounts_.therapist);
        OrderedJson said{{"title", title}, {"day", day_text(day)}, {"start_minute", start_minute},
                         {"minutes", 45},  {"room", room},         {"size", size},
                         {"kind", kind}};
        said["people"] = OrderedJson::array();
        for (std::size_t i = from; i < std::min(people_.size(), from + count); ++i)
            said["people"].push_back(id_text(people_[i]));
        const auto planned = plan_class(store_, id(), said, acting_);
        if (!planned) return fail(planned.error());
        if (day >= today_) return {};
        at(day, 12);
        std::vector<Attended> attended;
        for (std::size_t i = from; i < std::min(people_.size(), from + count); ++i)
            attended.push_back({people_[i], i % 5 == 3 ? "away" : "here"});
        if (attended.empty()) return {};
        const auto class_id = read_id((*planned)["id"].get<std::string>());
        const auto kept = keep_attendance(store_, *class_id, attended, acting_);
        if (!kept) return fail(kept.error());
        return {};
    }

    Result<void> classes() {
        const Day monday = today_ - days{static_cast<int>(weekday_of(today_))};
        const int large = acting_.packs().dose.large_class_max;
        const int small = acting_.packs().dose.small_group.high;
        for (const int day : {0, 2, 4})
            if (auto done = class_on(monday + days{day}, 10 * 60, "Morning class", "Hall", "large",
                                     large, 0, 12);
                !done)
                return done;
        if (auto done =
                class_on(monday + days{1}, 15 * 60, "Small group", "Room 2", "small", small, 0, 4);
            !done)
            return done;
        return class_on(monday + days{2}, 10 * 60 + 30, "Quiet hour", "Hall", "small", small, 5, 3);
    }

    WriteStore& store_;
    const DemonstrationWish& wish_;
    Acting acting_;
    RandomStream chance_;
    std::uint64_t count_ = 0;
    Day today_{};
    Instant now_{};
    Instant asked_at_ = acting_.now;
    DemoAccounts accounts_;
    std::vector<Id> people_;
};

}  // namespace

Result<OrderedJson> make_demonstration(WriteStore& store, const DemonstrationWish& wish,
                                       const Acting& acting) {
    if (wish.people < 1 || wish.people > 500)
        return fail({ErrorCode::out_of_range, "a demonstration has 1 to 500 people", "people", ""});
    return Making{store, wish, acting}.make();
}

}  // namespace sinew::clinic
