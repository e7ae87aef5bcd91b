// A small clinic for tests: the packs once, a memory store, a therapist, a clock that stands still, ids from a counter.
#pragma once

#include <sinew/clinic/acting.hpp>
#include <sinew/clinic/entries_use.hpp>
#include <sinew/clinic/memory_store_for_test.hpp>
#include <sinew/clinic/people_use.hpp>
#include <sinew/clinic/programme_use.hpp>
#include <sinew/clinic/record_use.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace sinew::clinic {

inline const knowledge::Catalogue& packs_for_test() {
    static const auto packs = [] {
        auto loaded =
            knowledge::load_catalogue(knowledge::PackSource::embedded(), parts_of_clinic());
        if (!loaded) {
            for (const Error& fault : loaded.error().list()) ADD_FAILURE() << to_line(fault);
            std::abort();
        }
        return *std::move(loaded);
    }();
    return *packs;
}

inline Json example(const std::string& name) {
    std::ifstream file{std::string{SINEW_SOURCE_DIR} + "/examples/" + name};
    std::stringstream text;
    text << file.rdbuf();
    return Json::parse(text.str());
}

/// Fails the test with the error's own line.
template <class T>
T must(Result<T> result) {
    if (!result) {
        ADD_FAILURE() << to_line(result.error());
        std::abort();
    }
    return *std::move(result);
}
template <class T>
T must(Checked<T> result) {
    if (!result) {
        for (const Error& fault : result.error().list()) ADD_FAILURE() << to_line(fault);
        std::abort();
    }
    return *std::move(result);
}

class ClinicForTest {
public:
    ClinicForTest() {
        therapist.catalogue = &packs_for_test();
        therapist.account = id();
        therapist.role = Role::therapist;
        therapist.name = "Therapist";
        at("2026-11-23T09:30:00Z");
        therapist.new_id = [this] { return id(); };
        Account account;
        account.id = therapist.account;
        account.role = Role::therapist;
        account.login = "therapist";
        account.name = therapist.name;
        account.state = AccountState::active;
        write([&](WriteStore& it) { return it.put(account); });
    }
    ClinicForTest(const ClinicForTest&) = delete;
    ClinicForTest& operator=(const ClinicForTest&) = delete;

    void at(std::string_view instant) {
        therapist.now = read_moment(instant)->earliest;
        therapist.today = day_of(therapist.now);
    }
    Id id() {
        std::array<std::uint8_t, 10> chance{};
        ++count_;
        for (std::size_t i = 0; i < 8; ++i)
            chance[9 - i] = static_cast<std::uint8_t>(count_ >> (8 * i));
        const auto ms = static_cast<std::uint64_t>(therapist.now.time_since_epoch().count()) * 1000;
        return time_ordered_id(ms, chance);
    }

    void write(const std::function<Result<void>(WriteStore&)>& work) {
        const auto done = store.write_and_wait(work);
        if (!done) ADD_FAILURE() << to_line(done.error());
    }
    /// Runs a use case on the writer and hands out its answer.
    template <class Work>
    auto asked(Work work) {
        decltype(work(std::declval<WriteStore&>())) answer =
            fail({ErrorCode::storage, "never ran", "", ""});
        static_cast<void>(store.write_and_wait([&](WriteStore& it) -> Result<void> {
            answer = work(it);
            if (!answer) return fail(answer.error());
            return {};
        }));
        return answer;
    }
    std::unique_ptr<const ReadStore> view() { return *store.snapshot(); }

    /// Somebody with the record of an example.
    Id person(const std::string& code, const std::string& record = "record.json") {
        const Id who = id();
        PersonSaid said;
        said.code = code;
        must(asked([&](WriteStore& it) { return take_in(it, who, said, therapist); }));
        const auto read = must(read_sent_record(example(record), therapist));
        must(asked(
            [&](WriteStore& it) { return keep_record(it, who, read, std::nullopt, therapist); }));
        return who;
    }
    /// The same, with a programme in force from the therapist's today on.
    Id person_in_training(const std::string& code) {
        const Id who = person(code);
        const auto proposed = must(
            asked([&](WriteStore& it) { return prescribe_now(it, who, std::nullopt, therapist); }));
        EXPECT_EQ(proposed["state"], "proposed");
        must(asked([&](WriteStore& it) {
            return decide_programme(it, who, {true, 1, "", "password"}, therapist);
        }));
        return who;
    }
    /// One entry or a list of them.
    OrderedJson enter(const Id& who, const Json& sent) {
        const Json entries = sent.is_array() ? sent : Json::array({sent});
        return entries_json(must(asked([&](WriteStore& it) {
            return keep_entries(it, who, must(read_entries(entries, therapist.packs())), therapist);
        })));
    }
    Json observation(const std::string& outcome, double value, const std::string& at,
                     const std::string& moment = "now", const std::string& bout = "") {
        Json entry{{"id", id_text(id())},
                   {"kind", "observation"},
                   {"at", at},
                   {"observation", {{"outcome", outcome}, {"value", value}, {"moment", moment}}}};
        if (!bout.empty()) entry["observation"]["bout"] = bout;
        return entry;
    }

    MemoryStoreForTest store;
    Acting therapist;

private:
    std::uint64_t count_ = 0;
};

}  // namespace sinew::clinic
