// sinew serve: opens the clinic's memory, listens, and closes without losing anything.
#include <sinew/base/clock.hpp>
#include <sinew/base/folders.hpp>
#include <sinew/base/secrets.hpp>
#include <sinew/base/text.hpp>
#include <sinew/cli/clinic_folder.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/public_address.hpp>
#include <sinew/cli/version.hpp>
#include <sinew/clinic/centre_use.hpp>
#include <sinew/server/listener.hpp>

#include <fmt/format.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <thread>

namespace sinew::cli {
namespace {

constexpr time_t kSweepEvery_s = 600;

struct Place {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    [[nodiscard]] std::string url() const {
        const std::string host =
            address.find(':') == std::string::npos ? address : "[" + address + "]";
        return fmt::format("http://{}:{}", host, port);
    }
    [[nodiscard]] bool loopback() const { return address == "127.0.0.1" || address == "::1"; }
};

Result<Place> read_place(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    const auto port =
        colon == std::string_view::npos ? std::nullopt : parse_number(text.substr(colon + 1));
    if (!port || *port < 0 || *port > 65535 || *port != static_cast<int>(*port) || colon == 0)
        return fail({ErrorCode::bad_input, "is no address and port", "--listen",
                     "such as 127.0.0.1:8080, or 0.0.0.0:8080 behind a reverse proxy"});
    std::string_view address = text.substr(0, colon);
    if (address.starts_with('[') && address.ends_with(']'))
        address = address.substr(1, address.size() - 2);
    if (address == "localhost") address = "127.0.0.1";
    return Place{.address = std::string{address}, .port = static_cast<std::uint16_t>(*port)};
}

/// Eight groups would be safer and would be mistyped: 50 bits, and the door counts tries.
std::string new_setup_code() {
    static constexpr std::string_view kLetters =
        "abcdefghjkmnpqrstuvwxyz23456789x";  // no 0 1 i l o
    std::string code;
    for (const char c : random_bytes(10)) {
        if (code.size() == 5) code += '-';
        code += kLetters[static_cast<unsigned char>(c) % kLetters.size()];
    }
    return code;
}

/// Hands the address to the desktop's own opener; a machine without one opens nothing.
void open_browser(const std::string& url) {
    if (::fork() != 0) return;
    ::execlp("xdg-open", "xdg-open", url.c_str(), nullptr);
    ::_exit(0);
}

Result<server::ServerSettings> settings_of(const Call& call, const Place& place) {
    server::ServerSettings settings;
    settings.version = kVersion;
    settings.trust_proxy = call.has("behind-proxy");
    // A port that is not chosen yet is in no address: invitations are then told from the root, and the browser knows the rest.
    settings.public_url = place.port == 0 ? std::string{} : place.url();
    // On this machine only its own names are answered, so that a page pointed here by DNS is not.
    if (place.loopback()) settings.hosts = {"127.0.0.1", "localhost", "[::1]"};
    if (const auto told = call.text("public-url")) {
        SINEW_TRY(PublicAddress address, read_public_address(*told));
        settings.public_url = std::move(address.url);
        settings.hosts.push_back(std::move(address.host));
    }
    if (call.has("unlimited")) settings.requests_per_second = settings.request_burst = 1e9;
    return settings;
}

void say_open(Call& call, const Place& place, const server::Clinic& clinic) {
    if (call.settings.json) {
        OrderedJson said{{"address", place.url()}};
        if (!clinic.has_accounts.load()) said["setup_code"] = clinic.setup_code;
        call.out.line(said.dump());
    } else {
        call.out.line("The clinic is open: " + call.out.inked(place.url(), Ink::accent));
        if (!clinic.has_accounts.load())
            call.out.line(
                "Nobody has an account yet. Open the address and make the first one with the "
                "code " +
                call.out.inked(clinic.setup_code, Ink::strong));
        call.out.line("Ctrl-C closes it.");
    }
    call.out.flush();
}

/// Before midnight the rows of tomorrow are made too.
constexpr std::chrono::minutes kAheadOfMidnight{30};

/// The rows of the centre's day before somebody asks for them: at the start, and before midnight. A failure is told by the
/// first page.
void warm_caseload(server::Clinic& clinic) {
    const auto view = clinic.store().snapshot();
    if (!view) return;
    const auto centre = clinic::centre_of(**view);
    if (!centre) return;
    clinic::Account staff;
    staff.role = clinic::Role::clinician;
    for (const Instant at : {clinic.now(), clinic.now() + kAheadOfMidnight}) {
        clinic::Acting acting = clinic.acting_as(staff, at);
        acting.today = clinic::local_day(at, centre->utc_offset_min);
        (void)clinic.caseload.warm(clinic.store(), acting);
    }
}

/// Until somebody asks to close; old sessions and kept answers are dropped meanwhile.
void wait_for_the_end(const sigset_t& signals, server::Clinic& clinic) {
    const timespec patience{.tv_sec = kSweepEvery_s, .tv_nsec = 0};
    while (::sigtimedwait(&signals, nullptr, &patience) < 0) {
        const Instant now = clock_now();
        clinic.store().write([now, before = now - clinic.settings().keep_answers](
                                 clinic::WriteStore& store) { return store.sweep(now, before); },
                             [](Result<void>) {});
        warm_caseload(clinic);
    }
}

/// Every connection is an open file: as many as are allowed to us, where they are wanted.
void make_room_for(std::size_t connections) {
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return;
    const rlim_t wanted = connections + 64;  // the database and its log besides
    if (files.rlim_cur >= wanted) return;
    files.rlim_cur = std::min(wanted, files.rlim_max);
    (void)::setrlimit(RLIMIT_NOFILE, &files);
}

Exit run_serve(Call& call) {
    const auto place = read_place(call.text("listen").value_or("127.0.0.1:8080"));
    if (!place) return refuse(call, place.error());
    if (!place->loopback() && !call.has("behind-proxy"))
        return refuse(
            call, Error{ErrorCode::bad_input,
                        "passwords and records would cross the network in the clear", "--listen",
                        "listen on 127.0.0.1, or put a proxy with TLS before it and say "
                        "--behind-proxy"});
    auto settings = settings_of(call, *place);
    if (!settings) return refuse(call, settings.error());
    auto catalogue = care::open_catalogue(packs_of(call.settings), clinic::parts_of_clinic());
    if (!catalogue) return refuse(call, catalogue.error());
    // Before any thread is made: they inherit that these signals wait for us.
    sigset_t signals;
    sigemptyset(&signals);
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, number);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);

    auto where = clinic_in(call);
    if (!where) return refuse(call, where.error());
    if (call.has("commit-each")) where->most_together = 1;
    auto store = store::open_sqlite_store(*where);
    if (!store) return refuse(call, store.error());
    server::Clinic clinic{**store, *std::move(catalogue), *std::move(settings), clock_now};
    clinic.setup_code = call.text("setup-code").value_or(new_setup_code());
    {
        const auto view = (*store)->snapshot();
        if (!view) return refuse(call, view.error());
        const auto accounts = (*view)->accounts();
        if (!accounts) return refuse(call, accounts.error());
        clinic.has_accounts = !accounts->empty();
    }

    const auto form = call.text("log");
    std::unique_ptr<server::RequestLog> log;
    if (form && *form != "none")
        log = std::make_unique<server::RequestLog>(
            *form == "json" ? server::RequestLog::Form::json : server::RequestLog::Form::text);
    server::Engine engine{clinic, log.get()};
    server::ListenerSettings listen;
    listen.address = place->address;
    listen.port = place->port;
    if (const auto most = call.text("most-connections")) {
        const auto number = parse_number(*most);
        if (!number || *number < 1 || *number > 100'000 || *number != static_cast<int>(*number))
            return refuse(call,
                          Error{ErrorCode::bad_input, "is no number of connections",
                                "--most-connections", "give a whole number from 1 to 100000"});
        listen.most_connections = static_cast<std::size_t>(*number);
    }
    make_room_for(listen.most_connections);
    auto listener = server::Listener::open(engine, clinic, listen);
    if (!listener) return refuse(call, listener.error());
    Place open = *place;
    open.port = (*listener)->port();
    say_open(call, open, clinic);
    if (log) log->event("open", open.url());
    if (call.has("open")) open_browser(open.url());
    {
        const std::jthread warming{[&clinic] { warm_caseload(clinic); }};
        wait_for_the_end(signals, clinic);
    }
    if (!call.settings.quiet && !call.settings.json)
        call.out.line("Closing; what was begun is finished first.");
    call.out.flush();
    (*listener)->drain();
    // Finishes the writes that wait and has them told, while those who are told are still there.
    store->reset();
    if (log) log->event("closed");
    return Exit::answered;
}

}  // namespace

CommandSpec serve_command() {
    return {
        .name = "serve",
        .summary = "open the clinic in the browser, on this machine",
        .about =
            "Runs the clinic: the web app and its API at one address, on one file. The first start "
            "makes the "
            "folder, the database and its key, and shows a code for the first account.\n\n"
            "It listens on this machine only. For other machines put a reverse proxy with TLS "
            "before it: "
            "docs/how-to/run-a-clinic.md. Ctrl-C (or SIGTERM) closes it: no new requests, those "
            "under way are "
            "finished. /healthz, /readyz and /metrics are for monitors.",
        .options = {{"listen", "ADDRESS:PORT",
                     "where to listen (127.0.0.1:8080); port 0 takes a free one"},
                    data_option(),
                    {"key-file",
                     "FILE",
                     "the key of the database (FOLDER/key/clinic.key)",
                     {},
                     Completes::file},
                    {"public-url", "URL", "the address people use, when a proxy stands before it"},
                    {"behind-proxy", "",
                     "believe X-Forwarded-For and X-Forwarded-Proto of the nearest end"},
                    {"open", "", "open the browser"},
                    {"log",
                     "FORM",
                     "one line a request on standard error (none)",
                     {"none", "text", "json"}},
                    {"most-connections", "N", "open at once (1024); more wait to be taken"},
                    {"setup-code", "CODE", "the code of the first account, instead of a fresh one"},
                    {"commit-each", "",
                     "a commit for each write, to measure what sharing one is worth"},
                    {"unlimited", "", "no limit of requests per second, for measuring"}},
        .examples = {{"sinew serve", "the clinic at http://127.0.0.1:8080"},
                     {"sinew serve --open --log text",
                      "in the browser, with a line a request on standard error"},
                     {"sinew serve --data /var/lib/sinew --behind-proxy --public-url "
                      "https://clinic.example",
                      "as a service behind a proxy with TLS"}},
        .run = run_serve};
}

}  // namespace sinew::cli
