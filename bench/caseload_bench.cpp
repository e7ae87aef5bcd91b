// How long does the page of the caseload take with 500 people and 90 days of check-ins: warm, after a write, on the first page of a
// day, and over HTTP while check-ins come in? On the store of the product, in a temporary folder.
// The answer is checked: every page must equal the one made the slow way, straight from the store.
#include "check_in_client.hpp"

#include <sinew/base/clock.hpp>
#include <sinew/base/secrets.hpp>
#include <sinew/clinic/caseload_use.hpp>
#include <sinew/clinic/demonstration.hpp>
#include <sinew/clinic/entries_use.hpp>
#include <sinew/server/listener.hpp>
#include <sinew/store/sqlite_store.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <thread>

namespace sinew::clinic {
namespace {

constexpr int kPeople = 500;
constexpr int kDays = 90;

/// Made-up people by the demonstration's own steps, then a craving and a mood for each of 90 days.
struct FullCentre {
    FullCentre() : store{opened()} {
        auto loaded =
            knowledge::load_catalogue(knowledge::PackSource::embedded(), parts_of_clinic());
        if (!loaded) std::abort();
        packs = *std::move(loaded);
        acting.catalogue = packs.get();
        acting.role = Role::therapist;
        acting.name = "Therapist";
        acting.now = clock_now();
        acting.today = std::chrono::floor<std::chrono::days>(acting.now);
        acting.new_id = [this] {
            std::array<std::uint8_t, 10> chance{};
            const std::uint64_t n = ++ids;
            for (std::size_t i = 0; i < 8; ++i)
                chance[9 - i] = static_cast<std::uint8_t>(n >> (8 * i));
            return time_ordered_id(
                static_cast<std::uint64_t>(acting.now.time_since_epoch().count()) * 1000, chance);
        };
        const auto done = store->write_and_wait([&](WriteStore& to) -> Result<void> {
            DemonstrationWish wish;
            wish.people = kPeople;
            if (const auto made = make_demonstration(to, wish, acting); !made)
                return fail(made.error());
            SINEW_TRY(const auto all, all_of(to, DocumentKind::person));
            for (const Document& person : all) {
                people.push_back(person.id);
                for (int day = 0; day < kDays; ++day)
                    for (const char* outcome : {"craving_vas", "mood"})
                        if (const auto kept = to.add(row(person.id, outcome, day)); !kept)
                            return kept;
            }
            return {};
        });
        if (!done) {
            std::cerr << to_line(done.error()) << '\n';
            std::abort();
        }
    }

    KeptObservation row(const Id& person, const char* outcome, int day) {
        KeptObservation made;
        made.id = acting.new_id();
        made.person = person;
        made.said.outcome = outcome;
        made.said.day = acting.today - std::chrono::days{kDays - day};
        made.said.second_of_day = 9 * 3600 + static_cast<int>(ids % 3600);
        const auto n = static_cast<double>((ids * 2654435761U) % 41);
        made.said.value = outcome[0] == 'c' ? 30 + n : n / 10 - 2;
        made.recorded_at = acting.now;
        return made;
    }

    static std::unique_ptr<Store> opened() {
        const auto folder = std::filesystem::temp_directory_path() / "sinew-caseload-bench";
        std::filesystem::remove_all(folder);
        store::Options options;
        options.database = (folder / "clinic.sqlite").string();
        options.key_file = (folder / "key/clinic.key").string();
        return store::open_sqlite_store(options).value();
    }

    std::unique_ptr<const knowledge::Catalogue> packs;
    std::unique_ptr<Store> store;
    Acting acting;
    std::uint64_t ids = 0;
    std::vector<Id> people;
};

FullCentre& centre() {
    static FullCentre made;
    return made;
}

double percentile(std::vector<double> times, double share) {
    std::sort(times.begin(), times.end());
    return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
}

void pages(benchmark::State& state, bool after_a_write) {
    FullCentre& here = centre();
    Caseload caseload;
    CaseloadQuestion question;
    question.limit = kMostRows;
    const auto first = caseload.page(*here.store, question, here.acting);
    if (!first) return state.SkipWithError("no page");
    std::vector<double> times;
    std::size_t turn = 0, changed = 0;
    std::string last = *first;
    for (auto _ : state) {
        if (after_a_write) {
            const Id& person = here.people[turn++ % here.people.size()];
            const auto kept = here.store->write_and_wait([&](WriteStore& to) {
                return to.add(here.row(person, turn % 2 == 0 ? "mood" : "craving_vas", kDays));
            });
            if (!kept) return state.SkipWithError("a check-in was not kept");
            caseload.moved(person);
        }
        const auto before = std::chrono::steady_clock::now();
        const auto page = caseload.page(*here.store, question, here.acting);
        times.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before)
                .count());
        if (!page) return state.SkipWithError("no page");
        if (*page != last) ++changed;
        last = *page;
    }
    // Not every check-in shows in a line: of somebody who was seen today already, only what moved beyond noise.
    if (after_a_write ? changed * 2 < turn : changed > 0)
        return state.SkipWithError("pages that do not say what was written");
    const auto view = here.store->snapshot();
    const auto rows = all_rows(**view, here.acting);
    if (!rows || caseload_page(*rows, question, here.acting.today, here.acting.language) != last)
        return state.SkipWithError("another page than the slow way");
    state.counters["p50_ms"] = percentile(times, 0.5);
    state.counters["p95_ms"] = percentile(times, 0.95);
    state.counters["bytes"] = static_cast<double>(first->size());
}

void warm_page(benchmark::State& state) { pages(state, false); }
void page_after_a_write(benchmark::State& state) { pages(state, true); }
void first_page_of_a_day(benchmark::State& state) {
    FullCentre& here = centre();
    for (auto _ : state) {
        Caseload caseload;
        CaseloadQuestion question;
        if (!caseload.page(*here.store, question, here.acting))
            return state.SkipWithError("no page");
    }
}

/// Pages of 50 lines asked for over HTTP every 50 ms, while ten people a second check in (36,000 an hour).
void page_over_http(benchmark::State& state) {
    FullCentre& here = centre();
    auto catalogue = care::open_catalogue(care::packs_in({}), parts_of_clinic());
    server::ServerSettings settings;
    settings.requests_per_second = settings.request_burst = 1e9;
    server::Clinic clinic{*here.store, *std::move(catalogue), settings, clock_now};
    server::Engine engine{clinic, nullptr};
    server::ListenerSettings how;
    how.port = 0;
    const auto listener = server::Listener::open(engine, clinic, how).value();
    const auto sender = [&](Role role, const Id& person) {
        Account account;
        account.id = new_id(clock_now_ms());
        if (role != Role::person) {  // the colleague who treats everybody here
            const auto view = here.store->snapshot().value();
            account.id = treating_of(*view, here.people.front()).value().colleagues.front();
        }
        account.role = role;
        account.login = id_text(account.id);
        account.state = AccountState::active;
        account.created_at = clock_now();
        if (role == Role::person) account.person = person;
        bench::Sender made{id_text(person), random_token(), random_token()};
        WebSession session;
        session.token_hash = token_hash(made.cookie, "session");
        session.account = account.id;
        session.csrf = made.csrf;
        session.created_at = session.seen_at = clock_now();
        session.expires_at = clock_now() + std::chrono::hours{1};
        if (!here.store->write_and_wait([&](WriteStore& to) -> Result<void> {
                if (auto put = to.put(account); !put) return put;
                return to.put(session);
            }))
            std::abort();
        return made;
    };
    const bench::Sender staff = sender(Role::therapist, {});
    std::vector<bench::Sender> people;
    for (std::size_t i = 0; i < 50; ++i)
        people.push_back(sender(Role::person, here.people[i * 10]));
    if (!clinic.caseload.warm(*here.store, here.acting)) std::abort();
    std::atomic<bool> over{false};
    std::size_t kept = 0, wrong = 0;
    std::thread others{[&] {
        for (std::size_t turn = 0; !over; ++turn) {
            const auto heard =
                bench::send_check_ins(listener->port(), {people[turn * 7 % people.size()]}, 1, 0);
            kept += heard.kept;
            wrong += heard.wrong;
            std::this_thread::sleep_for(std::chrono::milliseconds{100});
        }
    }};
    bool right = true;
    std::vector<double> times;
    for (auto _ : state) {
        const auto before = std::chrono::steady_clock::now();
        const std::string answer =
            bench::answer_to(listener->port(), "/api/v1/people?limit=50", staff.cookie);
        times.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before)
                .count());
        right =
            right && answer.starts_with("HTTP/1.1 200") &&
            answer.find("\"people\":" + std::to_string(here.people.size())) != std::string::npos;
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    over = true;
    others.join();
    if (!right) return state.SkipWithError("another answer");
    if (wrong > 0 || kept == 0) return state.SkipWithError("a check-in was not kept");
    state.counters["p50_ms"] = percentile(times, 0.5);
    state.counters["p95_ms"] = percentile(times, 0.95);
    state.counters["check_ins"] = static_cast<double>(kept);
}

BENCHMARK(warm_page)->Iterations(200)->Unit(benchmark::kMillisecond);
BENCHMARK(page_after_a_write)->Iterations(200)->Unit(benchmark::kMillisecond);
BENCHMARK(page_over_http)->Iterations(200)->Unit(benchmark::kMillisecond);
BENCHMARK(first_page_of_a_day)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace sinew::clinic

BENCHMARK_MAIN();
