// How many durable check-ins a second does the server acknowledge over loopback, and how long does each wait?
// Three servers, each in a process of its own, take turns under the same client: commits shared by many requests, a commit for
// each request, and the same server without storage (a store that answers at once). Before every turn the disk alone: a block written
// and synced over and over. Every answer is looked at; afterwards every acknowledged check-in is counted in the database.
// Beside the rates stands the processor time of a check-in, by the threads that spent it: it hardly moves on a busy machine.
//
//   serve_bench FOLDER [ROUNDS [SECONDS [CONNECTIONS]]]    FOLDER on the disk to be measured; JSON on standard output
#include "at_once_store.hpp"
#include "check_in_client.hpp"

#include <sinew/base/clock.hpp>
#include <sinew/base/secrets.hpp>
#include <sinew/clinic/people_use.hpp>
#include <sinew/server/listener.hpp>
#include <sinew/store/sqlite_store.hpp>

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <stdexcept>
#include <thread>

namespace {

using namespace sinew;

constexpr std::size_t kPeople = 64;
enum class Way { shared, each, at_once };

store::Options options_in(const std::string& folder) {
    store::Options options;
    options.database = folder + "/clinic.sqlite";
    options.key_file = folder + "/key/clinic.key";
    options.anchor_file = folder + "/audit.anchors";
    return options;
}

/// People with an account and a session each; the same for every server.
std::vector<bench::Sender> make_people(
    const std::function<Result<void>(clinic::Store::Work)>& write) {
    std::vector<bench::Sender> senders;
    const auto made = write([&](clinic::WriteStore& to) -> Result<void> {
        for (std::size_t i = 0; i < kPeople; ++i) {
            const Instant now = clock_now();
            clinic::Document person;
            person.id = new_id(clock_now_ms());
            person.kind = clinic::DocumentKind::person;
            person.person = person.id;
            person.state = "active";
            person.body = fmt::format(R"({{"code":"B{:03}"}})", i);
            person.recorded_at = now;
            if (auto done = to.add(person); !done) return done;
            clinic::Account account;
            account.id = new_id(clock_now_ms());
            account.role = clinic::Role::person;
            account.login = fmt::format("person{}", i);
            account.person = person.id;
            account.state = clinic::AccountState::active;
            account.created_at = now;
            if (auto done = to.put(account); !done) return done;
            bench::Sender sender{id_text(person.id), random_token(), random_token()};
            clinic::WebSession session;
            session.token_hash = token_hash(sender.cookie, "session");
            session.account = account.id;
            session.csrf = sender.csrf;
            session.created_at = session.seen_at = now;
            session.expires_at = now + std::chrono::hours{24};
            if (auto done = to.put(session); !done) return done;
            senders.push_back(std::move(sender));
        }
        return {};
    });
    if (!made) throw std::runtime_error{to_line(made.error())};
    return senders;
}

/// A server in a child process.
struct Served {
    pid_t child = -1;
    std::uint16_t port = 0;
    std::vector<bench::Sender> senders;
};

void serve(clinic::Store& store, const std::vector<bench::Sender>& senders, int tell) {
    auto catalogue = care::open_catalogue(care::packs_in({}), clinic::parts_of_clinic());
    if (!catalogue) throw std::runtime_error{"the packs do not load"};
    server::ServerSettings settings;
    settings.requests_per_second = settings.request_burst = 1e9;
    server::Clinic clinic{store, *std::move(catalogue), settings, clock_now};
    server::Engine engine{clinic, nullptr};
    server::ListenerSettings how;
    how.port = 0;
    auto listener = server::Listener::open(engine, clinic, how);
    if (!listener) throw std::runtime_error{to_line(listener.error())};
    std::string told = fmt::format("{}\n", (*listener)->port());
    for (const auto& one : senders)
        told += fmt::format("{} {} {}\n", one.person, one.cookie, one.csrf);
    if (::write(tell, told.data(), told.size()) < 0) throw std::runtime_error{"nobody listens"};
    ::close(tell);
    sigset_t end;
    sigemptyset(&end);
    sigaddset(&end, SIGTERM);
    int number = 0;
    ::sigwait(&end, &number);
    (*listener)->drain();
}

[[noreturn]] void be_server(Way way, const std::string& folder, int tell) {
    sigset_t end;
    sigemptyset(&end);
    sigaddset(&end, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &end, nullptr);
    try {
        if (way == Way::at_once) {
            bench::AtOnceStore store;
            const auto senders = make_people(
                [&](clinic::Store::Work work) { return store.prepare(std::move(work)); });
            serve(store, senders, tell);
        } else {
            store::Options options = options_in(folder);
            if (way == Way::each) options.most_together = 1;
            const auto store = store::open_sqlite_store(options).value();
            const auto senders = make_people(
                [&](clinic::Store::Work work) { return store->write_and_wait(std::move(work)); });
            serve(*store, senders, tell);
        }
        std::_Exit(0);
    } catch (const std::exception& trouble) {
        std::fprintf(stderr, "the server did not start: %s\n", trouble.what());
        std::_Exit(1);
    }
}

/// Before this process has threads.
Served start(Way way, const std::string& folder) {
    std::array<int, 2> pipe{};
    if (::pipe(pipe.data()) != 0) throw std::runtime_error{"no pipe"};
    Served served;
    served.child = ::fork();
    if (served.child == 0) be_server(way, folder, pipe[1]);
    ::close(pipe[1]);
    std::FILE* said = ::fdopen(pipe[0], "r");
    std::array<char, 256> a{}, b{}, c{};
    int port = 0;
    if (std::fscanf(said, "%d", &port) != 1) throw std::runtime_error{"a server did not start"};
    served.port = static_cast<std::uint16_t>(port);
    while (std::fscanf(said, "%255s %255s %255s", a.data(), b.data(), c.data()) == 3)
        served.senders.push_back({a.data(), b.data(), c.data()});
    std::fclose(said);
    return served;
}

using CpuSeconds = std::map<std::string, double>;

/// Processor time so far of a server's threads, those of one name together.
CpuSeconds cpu_of(pid_t server) {
    CpuSeconds spent;
    const std::string tasks = fmt::format("/proc/{}/task", server);
    for (const auto& task : std::filesystem::directory_iterator{tasks}) {
        std::string name;
        double nanoseconds = 0;
        std::getline(std::ifstream{task.path() / "comm"}, name);
        std::ifstream{task.path() / "schedstat"} >> nanoseconds;
        spent[name] += nanoseconds / 1e9;
    }
    return spent;
}

double cpu_of_this_thread() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// A block of 4 KiB written into a file that has its size already and synced, over and over. @return milliseconds, sorted
std::vector<double> syncs_of(const std::string& folder, double seconds) {
    const std::string file = folder + "/sync";
    const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    const std::string block(4096, 'x');
    for (int i = 0; i < 64; ++i)
        if (::pwrite(fd, block.data(), block.size(), i * 4096) < 0) std::exit(1);
    ::fsync(fd);
    std::vector<double> times;
    const double begin = steady_seconds();
    for (double now = begin; now - begin < seconds;) {
        if (::pwrite(fd, block.data(), block.size(), static_cast<off_t>(times.size() % 64) * 4096) <
                0 ||
            ::fdatasync(fd) != 0)
            std::exit(1);
        const double after = steady_seconds();
        times.push_back((after - now) * 1000);
        now = after;
    }
    ::close(fd);
    ::unlink(file.c_str());
    std::sort(times.begin(), times.end());
    return times;
}

struct Turn {
    double per_second = 0;
    double together = 0;  ///< check-ins of one commit
    double check_ins = 0;
    std::array<double, 4> waits{};  ///< p50, p90, p99, p99.9 in ms
    CpuSeconds cpu = {};            ///< of the turn, client and server
};

constexpr std::array<double, 4> kShares{0.5, 0.9, 0.99, 0.999};

Turn turn_of(const std::vector<double>& sorted, double per_second) {
    Turn turn{.per_second = per_second};
    if (sorted.empty()) return turn;
    for (std::size_t i = 0; i < kShares.size(); ++i)
        turn.waits[i] =
            sorted[static_cast<std::size_t>(kShares[i] * static_cast<double>(sorted.size() - 1))];
    return turn;
}

double middle(std::vector<double> of) {
    std::sort(of.begin(), of.end());
    return of[of.size() / 2];
}

std::string list_of(const std::vector<double>& numbers, const char* form) {
    std::string text;
    for (const double one : numbers)
        text += (text.empty() ? "" : ", ") + fmt::format(fmt::runtime(form), one);
    return "[" + text + "]";
}

std::string told(const char* name, const std::vector<Turn>& turns) {
    std::vector<double> rates;
    for (const Turn& turn : turns) rates.push_back(turn.per_second);
    std::string text = fmt::format("  \"{}\": {{\"per_second\": {:.0f}, \"by_round\": {}", name,
                                   middle(rates), list_of(rates, "{:.0f}"));
    constexpr std::array<const char*, 4> kNames{"p50_ms", "p90_ms", "p99_ms", "p99_9_ms"};
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        std::vector<double> waits;
        for (const Turn& turn : turns) waits.push_back(turn.waits[i]);
        text += fmt::format(", \"{}\": {:.2f}", kNames[i], middle(waits));
        if (i == 2) text += ", \"p99_by_round\": " + list_of(waits, "{:.2f}");
    }
    std::vector<double> together;
    for (const Turn& turn : turns) together.push_back(turn.together);
    CpuSeconds all;
    double check_ins = 0;
    for (const Turn& turn : turns) {
        check_ins += turn.check_ins;
        for (const auto& [thread, seconds] : turn.cpu) all[thread] += seconds;
    }
    std::string parts;
    for (const auto& [thread, seconds] : all)
        if (check_ins > 0 && seconds / check_ins > 5e-8)
            parts += fmt::format("{}\"{}\": {:.1f}", parts.empty() ? "" : ", ", thread,
                                 seconds / check_ins * 1e6);
    if (!parts.empty()) text += ", \"cpu_us_a_check_in\": {" + parts + "}";
    if (middle(together) > 0)
        text += fmt::format(", \"check_ins_a_commit\": {:.1f}", middle(together));
    return text + "}";
}

double ratio(const std::vector<Turn>& of, const std::vector<Turn>& to) {
    std::vector<double> ratios;
    for (std::size_t i = 0; i < of.size(); ++i)
        ratios.push_back(of[i].per_second / to[i].per_second);
    return middle(ratios);
}

std::size_t kept_in(const std::string& folder) {
    const auto store = store::open_sqlite_store(options_in(folder)).value();
    if (!store->check_integrity()) throw std::runtime_error{"the database is damaged"};
    return store->snapshot().value()->observations({}).value().size();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fputs("usage: serve_bench FOLDER [ROUNDS [SECONDS [CONNECTIONS]]]\n", stderr);
        return 2;
    }
    const std::string folder = std::string{argv[1]} + "/serve-bench";
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 5;
    const double seconds = argc > 3 ? std::atof(argv[3]) : 4;
    const int connections = argc > 4 ? std::atoi(argv[4]) : 64;
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    const std::array<Way, 3> ways{Way::shared, Way::each, Way::at_once};
    const std::array<std::string, 3> places{folder + "/shared", folder + "/each", ""};
    std::array<Served, 3> served;
    for (std::size_t i = 0; i < ways.size(); ++i) served[i] = start(ways[i], places[i]);
    std::array<std::vector<Turn>, 3> turns;
    std::array<std::size_t, 3> kept{};
    std::size_t wrong = 0;
    std::vector<Turn> disk;
    for (int round = -1; round < rounds;
         ++round) {  // the first warms up and counts for the answers only
        const auto alone = syncs_of(folder, 1);
        if (round >= 0) disk.push_back(turn_of(alone, static_cast<double>(alone.size())));
        for (std::size_t i = 0; i < ways.size(); ++i) {
            const double before = bench::metric_of(served[i].port, "sinew_commits_total");
            CpuSeconds before_turn = cpu_of(served[i].child);
            before_turn["client"] = cpu_of_this_thread();
            const auto heard = bench::send_check_ins(served[i].port, served[i].senders, connections,
                                                     round < 0 ? 0.5 : seconds);
            kept[i] += heard.kept;
            wrong += heard.wrong;
            if (round < 0) continue;
            const auto count = static_cast<double>(heard.kept);
            const double commits = bench::metric_of(served[i].port, "sinew_commits_total") - before;
            turns[i].push_back(turn_of(heard.waits_ms, count / heard.seconds));
            if (commits > 0) turns[i].back().together = count / commits;
            turns[i].back().check_ins = count;
            turns[i].back().cpu = cpu_of(served[i].child);
            turns[i].back().cpu["client"] = cpu_of_this_thread();
            for (auto& [thread, spent] : turns[i].back().cpu) spent -= before_turn[thread];
        }
    }
    bool ended = true;
    for (const Served& one : served) {
        ::kill(one.child, SIGTERM);
        int status = 0;
        ::waitpid(one.child, &status, 0);
        ended = ended && status == 0;
    }
    std::array<std::size_t, 2> found{kept_in(places[0]), kept_in(places[1])};
    const bool right = wrong == 0 && ended && found[0] == kept[0] && found[1] == kept[1];
    fmt::print(
        "{{\n  \"question\": \"durable check-ins a second over loopback\",\n"
        "  \"cores\": {}, \"connections\": {}, \"rounds\": {}, \"seconds_each\": {},\n",
        std::thread::hardware_concurrency(), connections, rounds, seconds);
    fmt::print("{},\n{},\n{},\n{},\n", told("disk_alone", disk), told("shared_commits", turns[0]),
               told("commit_each", turns[1]), told("without_storage", turns[2]));
    fmt::print(
        "  \"ratio_shared_to_each\": {:.1f}, \"ratio_shared_to_none\": {:.2f},\n"
        "  \"acknowledged\": {}, \"found_in_the_database\": {}, \"wrong_answers\": {}, "
        "\"right\": {}\n}}\n",
        ratio(turns[0], turns[1]), ratio(turns[0], turns[2]), kept[0] + kept[1],
        found[0] + found[1], wrong, right);
    std::filesystem::remove_all(folder);
    return right ? 0 : 1;
}
