// Durable writes a second: many requests sharing a commit, a commit for each request, and the same work without a disk (tmpfs).
// Clients are threads that wait for their answer; the answer is checked: everything acknowledged is read back afterwards.
//
//   store_bench [FOLDER] [SECONDS] [NO_DISK]   FOLDER's disk is measured; NO_DISK is /dev/shm; JSON on standard output
#include <sinew/base/clock.hpp>
#include <sinew/base/secrets.hpp>
#include <sinew/store/sqlite_store.hpp>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace sinew;
using clinic::WriteStore;

struct Outcome {
    std::size_t writes = 0;
    double seconds = 0, median_ms = 0, p99_ms = 0;
};

Id person_of(std::uint64_t number) {
    Id id;
    id.bytes[0] = 0x50;
    id.bytes[15] = static_cast<std::uint8_t>(number % 200);
    return id;
}

/// What a check-in keeps: an observation, the audit entry, the answer of its key.
clinic::Store::Work check_in(std::uint64_t number, const Id& id) {
    return [number, id](WriteStore& w) -> Result<void> {
        clinic::KeptObservation kept;
        kept.id = id;
        kept.person = person_of(number);
        kept.said.outcome = "craving";
        kept.said.value = static_cast<double>(number % 11);
        kept.recorded_at = clock_now();
        clinic::AuditEntry entry;
        entry.at = kept.recorded_at;
        entry.action = "add.observation";
        entry.person = kept.person;
        entry.object = id;
        clinic::KeptAnswer answer;
        answer.account = kept.person;
        answer.key = id_text(id);
        answer.body = R"({"id":"x"})";
        answer.kept_at = kept.recorded_at;
        if (auto done = w.add(kept); !done) return done;
        if (auto done = w.append(entry); !done) return done;
        return w.keep(answer);
    };
}

Outcome measure(clinic::Store& store, int clients, double seconds) {
    std::atomic<std::uint64_t> next{0};
    std::atomic<bool> wrong{false};
    std::vector<std::vector<double>> waited(static_cast<std::size_t>(clients));
    std::vector<std::thread> threads;
    const double begin = steady_seconds();
    for (auto& mine : waited)
        threads.emplace_back([&] {
            while (steady_seconds() - begin < seconds) {
                const double sent = steady_seconds();
                if (!store.write_and_wait(check_in(next++, new_id(clock_now_ms())))) wrong = true;
                mine.push_back((steady_seconds() - sent) * 1000);
            }
        });
    for (auto& thread : threads) thread.join();
    Outcome outcome;
    outcome.seconds = steady_seconds() - begin;
    std::vector<double> all;
    for (const auto& mine : waited) all.insert(all.end(), mine.begin(), mine.end());
    std::sort(all.begin(), all.end());
    outcome.writes = all.size();
    outcome.median_ms = all[all.size() / 2];
    outcome.p99_ms = all[all.size() * 99 / 100];
    const auto kept = store.snapshot().value()->observations({});
    if (wrong || !kept || kept->size() != outcome.writes) {
        std::fprintf(stderr, "the answer is wrong: %zu acknowledged, %zu kept\n", outcome.writes,
                     kept ? kept->size() : 0);
        std::exit(1);
    }
    return outcome;
}

Outcome on_disk(const std::string& folder, int clients, std::size_t together, double seconds) {
    const std::string place = folder + "/store-bench";
    std::filesystem::remove_all(place);
    Outcome outcome;
    {
        store::Options options;
        options.database = place + "/clinic.sqlite";
        options.key_file = place + "/key/clinic.key";
        options.most_together = together;
        const auto store = store::open_sqlite_store(options).value();
        outcome = measure(*store, clients, seconds);
        if (!store->check_integrity()) std::exit(1);
    }
    std::filesystem::remove_all(place);
    return outcome;
}

/// A block of 4 KiB written and synced, over and over: what the disk itself can do.
double syncs_a_second(const std::string& folder) {
    const std::string file = folder + "/store-bench.sync";
    const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    const std::string block(4096, 'x');
    const double begin = steady_seconds();
    int count = 0;
    while (steady_seconds() - begin < 1) {
        if (::pwrite(fd, block.data(), block.size(), (count % 64) * 4096) < 0 ||
            ::fdatasync(fd) != 0)
            return 0;
        ++count;
    }
    ::close(fd);
    ::unlink(file.c_str());
    return count / (steady_seconds() - begin);
}

void tell(const char* name, int clients, std::vector<Outcome> tries, bool last) {
    std::sort(tries.begin(), tries.end(), [](const Outcome& a, const Outcome& b) {
        return static_cast<double>(a.writes) / a.seconds <
               static_cast<double>(b.writes) / b.seconds;
    });
    const Outcome& middle = tries[tries.size() / 2];
    fmt::print(
        "    {{\"case\": \"{}\", \"clients\": {}, \"writes_a_second\": {:.0f}, \"median_ms\": "
        "{:.2f}, "
        "\"p99_ms\": {:.2f}, \"lowest\": {:.0f}, \"highest\": {:.0f}}}{}\n",
        name, clients, static_cast<double>(middle.writes) / middle.seconds, middle.median_ms,
        middle.p99_ms, static_cast<double>(tries.front().writes) / tries.front().seconds,
        static_cast<double>(tries.back().writes) / tries.back().seconds, last ? "" : ",");
}

}  // namespace

int main(int argc, char** argv) {
    const std::string folder = argc > 1 ? argv[1] : ".";
    const double seconds = argc > 2 ? std::stod(argv[2]) : 3;
    const std::string no_disk = argc > 3 ? argv[3] : "/dev/shm";
    constexpr int kTries = 3;
    fmt::print(
        "{{\n  \"question\": \"durable check-ins a second\",\n  \"cores\": {},\n  "
        "\"syncs_a_second\": {:.0f},\n"
        "  \"seconds_a_try\": {},\n  \"tries\": {},\n  \"results\": [\n",
        std::thread::hardware_concurrency(), syncs_a_second(folder), seconds, kTries);
    const auto repeat = [&](auto run) {
        std::vector<Outcome> tries;
        for (int i = 0; i < kTries; ++i) tries.push_back(run());
        return tries;
    };
    for (const int clients : {1, 16, 64}) {
        tell("shared commits", clients,
             repeat([&] { return on_disk(folder, clients, 512, seconds); }), false);
        tell("a commit each", clients, repeat([&] { return on_disk(folder, clients, 1, seconds); }),
             false);
        tell("shared commits, no disk", clients,
             repeat([&] { return on_disk(no_disk, clients, 512, seconds); }), clients == 64);
    }
    fmt::print("  ]\n}}\n");
    return 0;
}
