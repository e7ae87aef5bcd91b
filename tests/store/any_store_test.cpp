// What every store promises: one suite, run over each.
#include <sinew/base/random_stream.hpp>
#include <sinew/clinic/audit_chain.hpp>
#include <sinew/clinic/memory_store_for_test.hpp>
#include <sinew/store/sqlite_store.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <ostream>
#include <set>
#include <thread>

#include "made_things.hpp"
#include "store_folder.hpp"

namespace sinew::store_test {
namespace {

using namespace clinic;

/// A store and whatever must live as long as it.
struct Kind {
    const char* name;
    std::function<std::unique_ptr<Store>(const StoreFolder&)> open;
    friend void PrintTo(const Kind& kind, std::ostream* out) { *out << kind.name; }
};

class AnyStore : public testing::TestWithParam<Kind> {
protected:
    void SetUp() override { store_ = GetParam().open(folder_); }
    Result<void> write(Store::Work work) { return store_->write_and_wait(std::move(work)); }
    std::unique_ptr<const ReadStore> read() { return store_->snapshot().value(); }

    StoreFolder folder_;
    std::unique_ptr<Store> store_;
};

ErrorCode code_of(const Result<void>& result) {
    EXPECT_FALSE(result);
    return result ? ErrorCode::bad_input : result.error().code;
}

void expect_same(const Document& a, const Document& b) {
    EXPECT_EQ(a.id, b.id);
    EXPECT_EQ(a.version, b.version);
    EXPECT_EQ(a.kind, b.kind);
    EXPECT_EQ(a.person, b.person);
    EXPECT_EQ(a.day, b.day);
    EXPECT_EQ(a.state, b.state);
    EXPECT_EQ(a.body, b.body);
    EXPECT_EQ(a.recorded_at, b.recorded_at);
    EXPECT_EQ(a.recorded_by, b.recorded_by);
}

void expect_same(const KeptObservation& a, const KeptObservation& b) {
    EXPECT_EQ(a.id, b.id);
    EXPECT_EQ(a.person, b.person);
    EXPECT_EQ(a.said.outcome, b.said.outcome);
    EXPECT_EQ(a.said.day, b.said.day);
    EXPECT_EQ(a.said.second_of_day, b.said.second_of_day);
    EXPECT_EQ(a.said.offset_min, b.said.offset_min);
    EXPECT_EQ(a.said.value, b.said.value);
    EXPECT_EQ(a.said.missing, b.said.missing);
    EXPECT_EQ(a.said.moment, b.said.moment);
    EXPECT_EQ(a.said.bout, b.said.bout);
    EXPECT_EQ(a.said.practice, b.said.practice);
    EXPECT_EQ(a.recorded_at, b.recorded_at);
    EXPECT_EQ(a.recorded_by, b.recorded_by);
    EXPECT_EQ(a.corrects, b.corrects);
    EXPECT_EQ(a.reason, b.reason);
}

TEST_P(AnyStore, gives_back_any_document_as_it_was_written) {
    RandomStream chance{20261123, "any documents"};
    const std::vector<std::string> bodies{"", "{}", std::string("a\0b", 3), "{\"name\":\"王小明\"}",
                                          std::string(300'000, 'x')};
    const auto kinds = domain::values_of<DocumentKind>();
    std::vector<Document> written;
    for (std::uint32_t i = 1; i <= 100; ++i) {
        Document document = document_of(i, 1 + i % 5);
        document.kind = kinds[i % kinds.size()];
        document.body = bodies[i % bodies.size()];
        if (chance.below(3) == 0) document.person.reset();
        if (chance.below(3) == 0) document.day.reset();
        if (chance.below(3) == 0) document.recorded_by.reset();
        if (chance.below(3) == 0) document.day = day_of(-static_cast<int>(chance.below(40'000)));
        if (chance.below(3) == 0) document.state.clear();
        ASSERT_TRUE(write([&](WriteStore& w) { return w.add(document); }));
        written.push_back(std::move(document));
    }
    const auto view = read();
    for (const Document& document : written) {
        const auto found = view->document(document.id).value();
        ASSERT_TRUE(found);
        expect_same(*found, document);
    }
    EXPECT_EQ(view->documents({})->size(), written.size());
    EXPECT_FALSE(view->document(id_of(999)).value());
}

TEST_P(AnyStore, gives_back_any_observation_as_it_was_written) {
    std::vector<KeptObservation> written;
    for (std::uint32_t i = 1; i <= 60; ++i) {
        KeptObservation kept = observation_of(i, 1 + i % 4);
        if (i % 5 == 0) {
            kept.said.value.reset();
            kept.said.missing = static_cast<domain::WhyMissing>(i / 5 % 5);
        }
        if (i % 4 == 0) kept.said.second_of_day.reset();
        if (i % 4 == 1) kept.said.offset_min = -300;
        if (i % 3 == 0) kept.said.practice.reset();
        if (i % 3 == 1) kept.said.practice = false;
        if (i % 2 == 0) kept.recorded_by.reset();
        kept.said.moment = static_cast<domain::WhenAsked>(i % 3);
        if (i % 7 == 0) kept.said.value = -0.1 * i;
        ASSERT_TRUE(write([&](WriteStore& w) { return w.add(kept); }));
        written.push_back(std::move(kept));
    }
    const auto found = read()->observations({}).value();
    ASSERT_EQ(found.size(), written.size());
    for (const KeptObservation& kept : written) {
        const auto same = std::find_if(found.begin(), found.end(),
                                       [&](const auto& one) { return one.id == kept.id; });
        ASSERT_NE(same, found.end());
        expect_same(*same, kept);
    }
    for (std::size_t i = 1; i < found.size(); ++i)
        EXPECT_LT(std::tie(found[i - 1].said.day, found[i - 1].id),
                  std::tie(found[i].said.day, found[i].id));
}

TEST_P(AnyStore, finds_what_a_query_asks_for) {
    ASSERT_TRUE(write([](WriteStore& w) -> Result<void> {
        for (std::uint32_t i = 1; i <= 40; ++i) {
            Document document = document_of(i, 1 + i % 3);
            if (i % 4 == 0) document.kind = DocumentKind::message;
            if (i % 10 == 0) document.day.reset();
            if (auto added = w.add(document); !added) return added;
        }
        return {};
    }));
    const auto view = read();
    const auto count = [&](const DocumentQuery& query) { return view->documents(query)->size(); };
    DocumentQuery messages, of_one, open, days, one, none;
    messages.kind = DocumentKind::message;
    of_one.person = person_of(1);
    open.state = "open";
    days.from = day_of(20'005);
    days.to = day_of(20'007);
    one.id = id_of(17);
    none.person = person_of(99);
    EXPECT_EQ(count(messages), 10u);
    EXPECT_EQ(count(of_one), 13u);
    EXPECT_EQ(count(open), 20u);
    EXPECT_EQ(count(days), 3u);
    EXPECT_EQ(count(one), 1u);
    EXPECT_EQ(count(none), 0u);
    messages.person = person_of(1);
    messages.state = "open";
    EXPECT_EQ(count(messages), 3u);  // 12, 24, 36
    const auto all = view->documents({}).value();
    for (std::size_t i = 0; i < 4; ++i) EXPECT_FALSE(all[i].day);  // without a day first
    for (std::size_t i = 1; i < all.size(); ++i)
        EXPECT_LT(std::tie(all[i - 1].day, all[i - 1].id), std::tie(all[i].day, all[i].id));
}

TEST_P(AnyStore, pages_give_everything_once) {
    ASSERT_TRUE(write([](WriteStore& w) -> Result<void> {
        for (std::uint32_t i = 1; i <= 25; ++i) {
            if (auto added = w.add(document_of(i)); !added) return added;
            if (auto added = w.add(observation_of(i)); !added) return added;
        }
        return {};
    }));
    const auto view = read();
    std::set<Id> documents, observations;
    DocumentQuery query;
    query.limit = 7;
    query.after = Id{};
    while (true) {
        const auto page = view->documents(query).value();
        for (const auto& one : page) EXPECT_TRUE(documents.insert(one.id).second);
        if (page.size() < 7) break;
        query.after = page.back().id;
    }
    ObservationQuery asked;
    asked.limit = 4;
    asked.after = Id{};
    while (true) {
        const auto page = view->observations(asked).value();
        for (const auto& one : page) EXPECT_TRUE(observations.insert(one.id).second);
        if (page.size() < 4) break;
        asked.after = page.back().id;
    }
    EXPECT_EQ(documents.size(), 25u);
    EXPECT_EQ(observations.size(), 25u);
}

TEST_P(AnyStore, versions_count_from_one_and_the_old_ones_stay) {
    Document document = document_of(1);
    ASSERT_TRUE(write([&](WriteStore& w) { return w.add(document); }));
    EXPECT_EQ(code_of(write([&](WriteStore& w) { return w.add(document); })), ErrorCode::conflict);
    for (int version = 2; version <= 4; ++version) {
        document.version = version;
        document.state = "v" + std::to_string(version);
        document.body = "{\"v\":" + std::to_string(version) + "}";
        document.day = day_of(20'000 + version);
        ASSERT_TRUE(write([&](WriteStore& w) { return w.replace(document); }));
    }
    // Somebody else was first, or a version is left out.
    for (const int version : {1, 3, 4, 6}) {
        document.version = version;
        EXPECT_EQ(code_of(write([&](WriteStore& w) { return w.replace(document); })),
                  ErrorCode::conflict);
    }
    EXPECT_EQ(read()->document(document.id).value()->body, "{\"v\":4}");
    EXPECT_EQ(read()->documents({})->size(), 1u);
    DocumentQuery query;
    query.history = true;
    query.id = document.id;
    const auto history = read()->documents(query).value();
    ASSERT_EQ(history.size(), 4u);
    query.state = "v2";
    EXPECT_EQ(read()->documents(query)->size(), 1u);
    std::set<int> versions;
    for (const auto& one : history) versions.insert(one.version);
    EXPECT_EQ(versions, (std::set<int>{1, 2, 3, 4}));
    expect_same(history.front().version == 1 ? history.front() : history.back(), document_of(1));
}

TEST_P(AnyStore, a_document_keeps_its_kind_and_person_and_begins_with_one) {
    ASSERT_TRUE(write([](WriteStore& w) { return w.add(document_of(1)); }));
    Document other = document_of(1);
    other.version = 2;
    other.kind = DocumentKind::message;
    EXPECT_EQ(code_of(write([&](WriteStore& w) { return w.replace(other); })), ErrorCode::conflict);
    other = document_of(1, 2);
    other.version = 2;
    EXPECT_EQ(code_of(write([&](WriteStore& w) { return w.replace(other); })), ErrorCode::conflict);
    other = document_of(5);
    other.version = 2;
    EXPECT_EQ(code_of(write([&](WriteStore& w) { return w.add(other); })), ErrorCode::conflict);
    EXPECT_EQ(code_of(write([&](WriteStore& w) { return w.replace(other); })),
              ErrorCode::not_found);
}

TEST_P(AnyStore, a_correction_is_a_new_row_that_names_the_old_one) {
    KeptObservation corrected = observation_of(2);
    corrected.corrects = observation_of(1).id;
    corrected.reason = "typed 70, meant 7";
    ASSERT_TRUE(write([&](WriteStore& w) { return w.add(observation_of(1)); }));
    ASSERT_TRUE(write([&](WriteStore& w) { return w.add(corrected); }));
    const auto current = read()->observations({}).value();
    ASSERT_EQ(current.size(), 1u);
    expect_same(current.front(), corrected);
    ObservationQuery all;
    all.with_corrected = true;
    EXPECT_EQ(read()->observations(all)->size(), 2u);
    expect_same(read()->observations(all)->front(), observation_of(1));  // as it was

    KeptObservation fork = observation_of(3);
    fork.corrects = observation_of(1).id;
    EXPECT_EQ(code_of(write([&](WriteStore& w) { return w.add(fork); })), ErrorCode::conflict);
    fork.corrects = observation_of(77).id;
    EXPECT_EQ(code_of(write([&](WriteStore& w) { return w.add(fork); })), ErrorCode::not_found);
    KeptObservation foreign = observation_of(4, 2);
    foreign.corrects = corrected.id;
    EXPECT_EQ(code_of(write([&](WriteStore& w) { return w.add(foreign); })), ErrorCode::not_found);
    EXPECT_EQ(code_of(write([](WriteStore& w) { return w.add(observation_of(1)); })),
              ErrorCode::conflict);
}

TEST_P(AnyStore, accounts_are_found_by_id_and_by_login_without_regard_to_case) {
    Account account = account_of(1, "Robin@Example.org");
    Account by_code = account_of(2, "");
    Account also_by_code = account_of(3, "");
    by_code.role = Role::person;
    by_code.person = person_of(4);
    ASSERT_TRUE(write([&](WriteStore& w) -> Result<void> {
        for (const Account* one : {&account, &by_code, &also_by_code})
            if (auto put = w.put(*one); !put) return put;
        return {};
    }));
    const auto found = read()->account_of_login("robin@EXAMPLE.org").value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, account.id);
    EXPECT_EQ(found->login, account.login);
    EXPECT_EQ(found->name, account.name);
    EXPECT_EQ(found->password_hash, account.password_hash);
    EXPECT_EQ(found->pin_hash, account.pin_hash);
    EXPECT_EQ(found->totp_secret, account.totp_secret);
    EXPECT_EQ(found->totp_last_step, account.totp_last_step);
    EXPECT_EQ(found->state, account.state);
    EXPECT_EQ(found->failures, account.failures);
    EXPECT_EQ(found->locked_until, account.locked_until);
    EXPECT_EQ(found->created_at, account.created_at);
    EXPECT_EQ(read()->account(by_code.id).value()->person, by_code.person);
    EXPECT_FALSE(read()->account_of_login("").value());
    EXPECT_FALSE(read()->account_of_login("somebody").value());
    EXPECT_EQ(
        code_of(write([](WriteStore& w) { return w.put(account_of(9, "ROBIN@example.org")); })),
        ErrorCode::conflict);
    account.login = "robin2@example.org";
    account.failures = 0;
    ASSERT_TRUE(write([&](WriteStore& w) { return w.put(account); }));
    EXPECT_FALSE(read()->account_of_login("robin@example.org").value());
    EXPECT_EQ(read()->account_of_login("robin2@example.org").value()->failures, 0);
    EXPECT_EQ(read()->accounts()->size(), 3u);
}

TEST_P(AnyStore, sessions_invitations_and_answers_come_go_and_are_swept) {
    const Account account = account_of(1, "robin"), other = account_of(2, "kim");
    ASSERT_TRUE(write([&](WriteStore& w) -> Result<void> {
        for (const Account* one : {&account, &other})
            if (auto put = w.put(*one); !put) return put;
        for (const char* hash : {"a", "b", "c"})
            if (auto put = w.put(session_of(hash, account.id, 1000)); !put) return put;
        if (auto put = w.put(session_of("late", other.id, 2000)); !put) return put;
        if (auto put = w.put(Invitation{"inv", account.id, at(1000), true}); !put) return put;
        if (auto kept = w.keep(answer_of(account.id, "k1", 100)); !kept) return kept;
        return w.keep(answer_of(account.id, "k2", 200));
    }));
    const auto session = read()->session("a").value();
    ASSERT_TRUE(session);
    EXPECT_EQ(session->account, account.id);
    EXPECT_EQ(session->csrf, "csrf");
    EXPECT_EQ(session->created_at, at(1));
    EXPECT_EQ(session->seen_at, at(2));
    EXPECT_EQ(session->expires_at, at(1000));
    EXPECT_FALSE(session->second_factor_done);
    EXPECT_TRUE(session->pin_locked);
    EXPECT_TRUE(read()->invitation("inv").value()->used);
    const auto answer = read()->kept_answer(account.id, "k1").value();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->request_hash, "request-hash");
    EXPECT_EQ(answer->status, 201);
    EXPECT_EQ(answer->headers, "Location: /x\n");
    EXPECT_EQ(answer->body, "{\"answer\":1}");
    EXPECT_FALSE(read()->kept_answer(other.id, "k1").value());
    EXPECT_EQ(code_of(write([&](WriteStore& w) { return w.keep(answer_of(account.id, "k1")); })),
              ErrorCode::conflict);  // a key is answered once

    ASSERT_TRUE(write([](WriteStore& w) { return w.end_session("a"); }));
    EXPECT_FALSE(read()->session("a").value());
    ASSERT_TRUE(write([&](WriteStore& w) { return w.end_sessions_of(account.id); }));
    EXPECT_FALSE(read()->session("b").value());
    EXPECT_TRUE(read()->session("late").value());
    ASSERT_TRUE(write([](WriteStore& w) { return w.sweep(at(1500), at(150)); }));
    EXPECT_FALSE(read()->invitation("inv").value());
    EXPECT_FALSE(read()->kept_answer(account.id, "k1").value());
    EXPECT_TRUE(read()->kept_answer(account.id, "k2").value());
    EXPECT_TRUE(read()->session("late").value());
}

TEST_P(AnyStore, a_failed_request_leaves_nothing_and_its_neighbours_everything) {
    std::atomic<int> done{0};
    std::vector<Result<void>> results(30);
    for (std::uint32_t i = 0; i < 30; ++i)
        store_->write(
            [i](WriteStore& w) -> Result<void> {
                if (auto added = w.add(document_of(i, i)); !added) return added;
                if (auto added = w.append(entry_of(i, i)); !added) return added;
                if (i % 3 == 0) return fail({ErrorCode::conflict, "changed its mind", {}, {}});
                if (i % 10 == 1) return w.add(document_of(i, i));  // twice
                return {};
            },
            [&, i](Result<void> result) {
                results[i] = std::move(result);
                ++done;
            });
    while (done < 30) std::this_thread::yield();
    std::int64_t kept = 0;
    for (std::uint32_t i = 0; i < 30; ++i) {
        const bool fine = i % 3 != 0 && i % 10 != 1;
        EXPECT_EQ(results[i].has_value(), fine) << i;
        EXPECT_EQ(read()->document(id_of(i)).value().has_value(), fine) << i;
        kept += fine ? 1 : 0;
    }
    const auto log = read()->audit(1, 0).value();
    EXPECT_EQ(static_cast<std::int64_t>(log.size()), kept);
    EXPECT_TRUE(verify_audit(log).faults.none());
}

TEST_P(AnyStore, a_work_that_throws_undoes_itself_alone) {
    const auto thrown = write([](WriteStore& w) -> Result<void> {
        (void)w.add(document_of(1));
        throw std::runtime_error{"a bug"};
    });
    EXPECT_FALSE(thrown);
    EXPECT_FALSE(read()->document(id_of(1)).value());
    EXPECT_TRUE(write([](WriteStore& w) { return w.add(document_of(1)); }));
}

TEST_P(AnyStore, a_work_reads_what_it_wrote) {
    ASSERT_TRUE(write([](WriteStore& w) -> Result<void> {
        if (auto added = w.add(document_of(1)); !added) return added;
        const auto found = w.document(id_of(1));
        EXPECT_TRUE(found && *found);
        EXPECT_EQ((*found)->body, document_of(1).body);
        return {};
    }));
}

TEST_P(AnyStore, a_snapshot_stays_as_it_was) {
    ASSERT_TRUE(write([](WriteStore& w) { return w.add(document_of(1)); }));
    const auto before = read();
    EXPECT_EQ(before->documents({})->size(), 1u);
    ASSERT_TRUE(write([](WriteStore& w) { return w.add(document_of(2)); }));
    EXPECT_EQ(before->documents({})->size(), 1u);
    EXPECT_EQ(read()->documents({})->size(), 2u);
}

TEST_P(AnyStore, many_writers_at_once_lose_nothing) {
    constexpr std::uint32_t kThreads = 8, kEach = 40;
    std::vector<std::thread> threads;
    for (std::uint32_t t = 0; t < kThreads; ++t)
        threads.emplace_back([&, t] {
            for (std::uint32_t i = 0; i < kEach; ++i) {
                const std::uint32_t number = t * kEach + i;
                EXPECT_TRUE(store_->write_and_wait([number](WriteStore& w) -> Result<void> {
                    if (auto added = w.add(observation_of(number, number % 7)); !added)
                        return added;
                    return w.append(entry_of(number, number % 7));
                }));
                // Read your writes: the answer came after the commit.
                ObservationQuery query;
                query.person = person_of(number % 7);
                const auto seen = store_->snapshot().value()->observations(query).value();
                EXPECT_TRUE(std::any_of(seen.begin(), seen.end(), [&](const auto& one) {
                    return one.id == observation_of(number).id;
                }));
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(read()->observations({})->size(), kThreads * kEach);
    const auto log = read()->audit(1, 0).value();
    EXPECT_EQ(log.size(), kThreads * kEach);
    EXPECT_TRUE(verify_audit(log).faults.none());
    EXPECT_TRUE(store_->check_integrity());
}

TEST_P(AnyStore, the_audit_log_is_chained_and_read_in_pages) {
    for (std::uint32_t i = 1; i <= 12; ++i)
        ASSERT_TRUE(write([&](WriteStore& w) { return w.append(entry_of(i)); }));
    const auto log = read()->audit(1, 0).value();
    ASSERT_EQ(log.size(), 12u);
    for (std::size_t i = 0; i < log.size(); ++i)
        EXPECT_EQ(log[i].sequence, static_cast<std::int64_t>(i) + 1);
    EXPECT_TRUE(verify_audit(log).faults.none());
    const AuditEntry asked = entry_of(3);
    EXPECT_EQ(log[2].at, asked.at);
    EXPECT_EQ(log[2].actor, asked.actor);
    EXPECT_EQ(log[2].role, asked.role);
    EXPECT_EQ(log[2].action, asked.action);
    EXPECT_EQ(log[2].person, asked.person);
    EXPECT_EQ(log[2].object, asked.object);
    EXPECT_EQ(log[2].reason, asked.reason);
    EXPECT_EQ(log[2].authority, asked.authority);
    EXPECT_EQ(log[2].device, asked.device);
    EXPECT_EQ(log[2].detail, asked.detail);
    const auto page = read()->audit(5, 3).value();
    ASSERT_EQ(page.size(), 3u);
    EXPECT_EQ(page.front().sequence, 5);
}

TEST_P(AnyStore, an_erased_person_is_gone_and_the_numbers_and_the_log_stay) {
    Account account = account_of(1, "maria");
    account.role = Role::person;
    account.person = person_of(1);
    KeptObservation corrected = observation_of(2);
    corrected.corrects = observation_of(1).id;
    corrected.reason = "typed 70, meant 7";
    ASSERT_TRUE(write([&](WriteStore& w) -> Result<void> {
        if (auto added = w.add(document_of(1, 1)); !added) return added;
        if (auto added = w.add(document_of(2, 2)); !added) return added;
        if (auto added = w.add(observation_of(1, 1)); !added) return added;
        if (auto added = w.add(corrected); !added) return added;
        if (auto put = w.put(account); !put) return put;
        if (auto put = w.put(session_of("s", account.id, 1000)); !put) return put;
        return w.append(entry_of(1, 1));
    }));
    const auto erase = [](WriteStore& w) -> Result<void> {
        if (auto erased = w.erase_person(person_of(1)); !erased) return erased;
        AuditEntry told = entry_of(2, 1);
        told.action = "erase.person";
        return w.append(told);
    };
    ASSERT_TRUE(write(erase));
    for (int again = 0; again < 2; ++again) {
        const auto view = read();
        EXPECT_FALSE(view->document(id_of(1)).value());
        EXPECT_EQ(view->documents({})->size(), 1u);
        EXPECT_TRUE(view->document(id_of(2)).value());
        ObservationQuery all;
        all.with_corrected = true;
        const auto numbers = view->observations(all).value();
        ASSERT_EQ(numbers.size(), 2u);
        for (const auto& one : numbers) {
            EXPECT_TRUE(one.said.value);
            EXPECT_EQ(one.reason, "");
        }
        const auto closed = view->account(account.id).value();
        ASSERT_TRUE(closed);
        EXPECT_EQ(closed->state, AccountState::closed);
        EXPECT_EQ(closed->name + closed->login + closed->password_hash + closed->totp_secret, "");
        EXPECT_FALSE(view->account_of_login("maria").value());
        EXPECT_FALSE(view->session("s").value());
        const auto log = view->audit(1, 0).value();
        const auto verdict = verify_audit(log);
        EXPECT_TRUE(verdict.faults.none());
        EXPECT_EQ(verdict.erased, 1);
        EXPECT_EQ(log[0].detail, "");
        EXPECT_EQ(log[1].action, "erase.person");
        if (again == 0) {
            ASSERT_TRUE(write([](WriteStore& w) { return w.erase_person(person_of(1)); }));
        }
    }
    EXPECT_EQ(code_of(write([](WriteStore& w) { return w.add(document_of(9, 1)); })),
              ErrorCode::not_found);
    EXPECT_EQ(code_of(write([](WriteStore& w) { return w.add(observation_of(9, 1)); })),
              ErrorCode::not_found);
}

TEST_P(AnyStore,
       erasing_takes_the_answers_that_colleagues_were_given_and_leaves_those_of_other_people) {
    Account erased = account_of(1, "maria");
    erased.role = Role::person;
    erased.person = person_of(1);
    Account other = account_of(2, "robin");
    other.role = Role::person;
    other.person = person_of(2);
    const Account colleague = account_of(3, "colleague");
    ASSERT_TRUE(write([&](WriteStore& w) -> Result<void> {
        if (auto added = w.add(document_of(1, 1)); !added) return added;
        if (auto added = w.add(document_of(2, 2)); !added) return added;
        for (const Account& account : {erased, other, colleague}) {
            if (auto put = w.put(account); !put) return put;
            if (auto kept = w.keep(answer_of(account.id, "k1")); !kept) return kept;
        }
        return w.erase_person(person_of(1));
    }));
    EXPECT_FALSE(read()->kept_answer(erased.id, "k1").value());
    EXPECT_FALSE(read()->kept_answer(colleague.id, "k1").value());
    EXPECT_TRUE(read()->kept_answer(other.id, "k1").value());
}

TEST_P(AnyStore, an_erasing_that_is_undone_erases_nothing) {
    ASSERT_TRUE(write([](WriteStore& w) { return w.add(document_of(1, 1)); }));
    EXPECT_FALSE(write([](WriteStore& w) -> Result<void> {
        EXPECT_TRUE(w.erase_person(person_of(1)));
        EXPECT_FALSE(w.document(id_of(1)).value());
        return fail({ErrorCode::conflict, "changed its mind", {}, {}});
    }));
    EXPECT_TRUE(read()->document(id_of(1)).value());
    ASSERT_TRUE(write([](WriteStore& w) { return w.add(document_of(2, 1)); }));
    EXPECT_EQ(read()->documents({})->size(), 2u);
}

std::unique_ptr<Store> on_disk(const StoreFolder& folder) {
    return store::open_sqlite_store(folder.options()).value();
}

INSTANTIATE_TEST_SUITE_P(Stores, AnyStore,
                         testing::Values(Kind{"sqlite", on_disk},
                                         Kind{"memory",
                                              [](const StoreFolder&) -> std::unique_ptr<Store> {
                                                  return std::make_unique<MemoryStoreForTest>();
                                              }}),
                         [](const auto& chosen) { return std::string{chosen.param.name}; });

}  // namespace
}  // namespace sinew::store_test
