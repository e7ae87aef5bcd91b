// A client and its store in one program that may be killed at any instant. It says on standard output what it sends ("s N") and
// what was acknowledged ("a N"); whoever reads the pipe knows what must be there afterwards.
//
//   kill_writer write DIR THREADS FIRST   sends request FIRST, FIRST+1 .. until it is killed or a write is refused ("r N WHY")
//   kill_writer settle DIR                sends again what standard input names, twice each, as a client without an answer does;
//                                         then tells everything that is kept, and whether the store is whole
#include <sinew/base/clock.hpp>
#include <sinew/base/secrets.hpp>
#include <sinew/clinic/store.hpp>
#include <sinew/store/sqlite_store.hpp>

#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace sinew;
using clinic::WriteStore;

Id client() {
    Id id;
    id.bytes.fill(0x60);
    return id;
}

Id person(std::uint64_t number) {
    Id id;
    id.bytes.fill(0x50);
    id.bytes[15] = static_cast<std::uint8_t>(number % 40);
    return id;
}

/// One request of a client: a check-in as the service keeps it. Sent again with the same key, it changes nothing.
/// @return false when it had been kept before
Result<void> check_in(WriteStore& w, std::uint64_t number) {
    const std::string key = std::to_string(number);
    const auto before = w.kept_answer(client(), key);
    if (!before) return tl::make_unexpected(before.error());
    if (*before) return {};
    // A fresh id each time it is tried: only the kept answer stands between a second try and a duplicate.
    clinic::Document document;
    document.id = new_id(clock_now_ms());
    document.kind = clinic::DocumentKind::session_done;
    document.person = person(number);
    document.state = "n" + key;
    document.body = std::string(400 + number % 3000, 'x');
    document.recorded_at = clock_now();
    clinic::KeptObservation kept;
    kept.id = new_id(clock_now_ms());
    kept.person = person(number);
    kept.said.outcome = "craving";
    kept.said.value = static_cast<double>(number);
    kept.recorded_at = clock_now();
    clinic::AuditEntry entry;
    entry.at = clock_now();
    entry.action = "add.session_done";
    entry.device = key;
    entry.person = person(number);
    clinic::KeptAnswer answer;
    answer.account = client();
    answer.key = key;
    answer.status = 201;
    answer.kept_at = clock_now();
    if (auto done = w.add(document); !done) return done;
    if (auto done = w.add(kept); !done) return done;
    if (auto done = w.append(entry); !done) return done;
    return w.keep(answer);
}

void say(const std::string& line) {
    // One call a line: what was said before the kill stands in the pipe whole.
    if (::write(1, line.data(), line.size()) < 0) std::_Exit(3);
}

int write_until_killed(clinic::Store& store, int threads, std::uint64_t first) {
    std::atomic<std::uint64_t> next{first};
    std::atomic<bool> refused{false};
    std::vector<std::thread> clients;
    for (int i = 0; i < threads; ++i)
        clients.emplace_back([&] {
            while (!refused) {
                const std::uint64_t number = next++;
                say("s " + std::to_string(number) + "\n");
                const auto done =
                    store.write_and_wait([number](WriteStore& w) { return check_in(w, number); });
                if (done) {
                    say("a " + std::to_string(number) + "\n");
                } else {
                    say("r " + std::to_string(number) + " " + done.error().what + "\n");
                    refused = true;
                }
            }
        });
    for (auto& thread : clients) thread.join();
    return 0;
}

int settle(clinic::Store& store) {
    std::uint64_t number = 0;
    while (std::cin >> number)
        for (int again = 0; again < 2; ++again)
            if (const auto done =
                    store.write_and_wait([number](WriteStore& w) { return check_in(w, number); });
                !done) {
                say("failed " + to_line(done.error()) + "\n");
                return 1;
            }
    const auto whole = store.check_integrity();
    say(whole ? "integrity ok\n" : "integrity " + to_line(whole.error()) + "\n");
    const auto view = store.snapshot();
    const auto documents = (*view)->documents({});
    const auto observations = (*view)->observations({});
    const auto audit = (*view)->audit(1, 0);
    if (!documents || !observations || !audit) return 1;
    std::string text;
    for (const auto& one : *documents) text += "document " + one.state.substr(1) + "\n";
    for (const auto& one : *observations)
        text += "observation " + std::to_string(static_cast<std::uint64_t>(*one.said.value)) + "\n";
    for (const auto& one : *audit) text += "audit " + one.device + "\n";
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fputs("told\n", stdout);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    ::signal(SIGXFSZ, SIG_IGN);  // a file-size limit is an error of the write, not the end
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() < 2) return 2;
    store::Options options;
    options.database = words[1] + "/clinic.sqlite";
    options.key_file = words[1] + "/key/clinic.key";
    options.tidy_after_pages = 300;  // often: the move from log to database is killed too
    auto store = store::open_sqlite_store(options);
    if (!store) {
        std::fprintf(stderr, "%s\n", to_line(store.error()).c_str());
        return 2;
    }
    if (words[0] == "settle") return settle(**store);
    return write_until_killed(**store, std::stoi(words.at(2)), std::stoull(words.at(3)));
}
