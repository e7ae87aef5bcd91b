#include <sinew/base/clock.hpp>
#include <sinew/server/door.hpp>
#include <sinew/server/http_limits.hpp>
#include <sinew/server/listener.hpp>
#include <sinew/server/parting.hpp>
#include <sinew/server/problem.hpp>
#include <sinew/server/request_reader.hpp>
#include <sinew/server/target.hpp>
#include <sinew/server/worker_pool.hpp>

#include <restinio/all.hpp>

#include <sys/prctl.h>

#include <mutex>
#include <thread>
#include <vector>

namespace sinew::server {
namespace {

/// Counts connections for the metrics; nothing else is known of them.
class ConnectionCount {
public:
    /// `open` goes up and down with the connections, `come` only up.
    ConnectionCount(std::atomic<std::int64_t>& open, std::atomic<std::uint64_t>& come)
        : count_{open}, come_{come} {}
    void state_changed(const restinio::connection_state::notice_t& notice) noexcept {
        if (restinio::holds_alternative<restinio::connection_state::accepted_t>(notice.cause())) {
            count_.fetch_add(1, std::memory_order_relaxed);
            come_.fetch_add(1);
        } else if (restinio::holds_alternative<restinio::connection_state::closed_t>(
                       notice.cause()))
            count_.fetch_sub(1, std::memory_order_relaxed);
    }

private:
    std::atomic<std::int64_t>& count_;
    std::atomic<std::uint64_t>& come_;
};

struct Traits : restinio::default_single_thread_traits_t {
    static constexpr bool use_connection_count_limiter = true;
    using connection_state_listener_t = ConnectionCount;
    using logger_t = FaultHearer;
    using stream_socket_t = PartingSocket;
};

using Server = restinio::http_server_t<Traits>;

}  // namespace

class Listener::Running {
public:
    Running(Engine& engine, Clinic& clinic, ListenerSettings settings)
        : engine_{engine},
          clinic_{clinic},
          settings_{std::move(settings)},
          quick_{settings_.workers, settings_.longest_queue, clinic.metrics.queued},
          slow_{settings_.slow_workers, settings_.longest_queue, clinic.metrics.queued} {}

    ~Running() { drain(); }

    Result<void> open() {
        try {
            server_ = std::make_unique<Server>(restinio::external_io_context(*network_),
                                               [this](auto& to) { configure(to); });
            server_->open_sync();
        } catch (const std::exception& refused) {
            server_.reset();
            return fail({ErrorCode::conflict, "cannot listen there: " + std::string{refused.what()},
                         settings_.address + ":" + std::to_string(settings_.port),
                         "is another program using the port? choose one with --listen"});
        }
        thread_ = std::thread{[this] {
            ::prctl(PR_SET_NAME, "http-network");
            network_->run();
        }};
        return {};
    }

    void drain() {
        if (!server_) return;
        clinic_.draining = true;
        const double until_s =
            steady_seconds() + std::chrono::duration<double>(settings_.drain_limit).count();
        take_what_has_come(until_s);
        asio::post(*network_, [this] { server_->close_sync(); });
        while (under_way_.load() > 0 && steady_seconds() < until_s)
            std::this_thread::sleep_for(std::chrono::milliseconds{5});
        network_->stop();
        if (thread_.joinable()) thread_.join();
        // Beyond the limit somebody may still be at work; the owner closes the store next, and nobody may be in it then.
        quick_.close();
        slow_.close();
        server_.reset();
        // With it go the connections that were kept open; an answer still under way would need it.
        if (under_way_.load() == 0) network_.reset();
    }

    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

private:
    /// Somebody who has asked already may still wait in the kernel, unread or not even let in. The door stays open until
    /// the network has gone round often with nothing new; rounds, not seconds, for on a busy machine a second is nothing.
    void take_what_has_come(double until_s) {
        constexpr int kQuietRounds = 16;
        std::uint64_t seen = 0;
        for (int quiet = 0; quiet < kQuietRounds && steady_seconds() < until_s; ++quiet) {
            asio::post(*network_, asio::use_future).wait();
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
            const std::uint64_t now = come_.load();
            if (now != seen) quiet = 0;
            seen = now;
        }
    }

    void configure(restinio::server_settings_t<Traits>& to) {
        to.address(settings_.address)
            .port(settings_.port)
            .buffer_size(2048)
            .read_next_http_message_timelimit(settings_.read_limit)
            .write_http_response_timelimit(settings_.write_limit)
            .handle_request_timeout(settings_.handle_limit)
            .max_pipelined_requests(1)
            .max_parallel_connections(settings_.most_connections)
            .concurrent_accepts_count(1)
            .connection_state_listener(
                std::make_shared<ConnectionCount>(clinic_.metrics.connections, come_))
            .logger(clinic_.metrics.unread)
            // A little beyond the engine's own limits; what is beyond these too is told why in parting.hpp, and not read.
            .incoming_http_msg_limits(restinio::incoming_http_msg_limits_t{}
                                          .max_url_size(2 * kLongestTarget)
                                          .max_field_name_size(256)
                                          .max_field_value_size(2 * kLongestHeader)
                                          .max_field_count(2 * kMostHeaders)
                                          .max_body_size(kLargestBody + 64U * 1024U))
            .acceptor_post_bind_hook(
                [this](auto& acceptor) { port_ = acceptor.local_endpoint().port(); })
            .request_handler(
                [this](restinio::request_handle_t request) { return take(std::move(request)); });
    }

    restinio::request_handling_status_t take(restinio::request_handle_t wire) {
        under_way_.fetch_add(1);
        come_.fetch_add(1);
        RawRequest raw{.method = wire->header().method().c_str(),
                       .target = wire->header().request_target(),
                       .headers = {},
                       .body = wire->body(),
                       .peer = wire->remote_endpoint().address().to_string()};
        wire->header().for_each_field([&raw](const auto& field) {
            raw.headers.emplace_back(std::string_view{field.name()},
                                     std::string_view{field.value()});
        });
        auto read = read_request(std::move(raw), clinic_.settings());
        if (auto* refused = std::get_if<Response>(&read)) {
            put_safety_headers(*refused, false);
            say(wire, std::move(*refused));
            return restinio::request_accepted();
        }
        auto request = std::make_shared<Request>(std::move(std::get<Request>(read)));
        const Lane lane = engine_.lane_of(*request);
        WorkerPool& pool = lane == Lane::slow ? slow_ : quick_;
        const bool crowded = clinic_.store().waiting() > settings_.most_writes_waiting;
        const bool taken = !crowded && pool.take([this, wire, request] {
            engine_.handle(std::move(*request),
                           [this, wire](Response response) { say(wire, std::move(response)); });
        });
        if (!taken) turn_away(wire);
        return restinio::request_accepted();
    }

    void turn_away(const restinio::request_handle_t& wire) {
        clinic_.metrics.turned_away.fetch_add(1, std::memory_order_relaxed);
        Response response = problem(Refusal{.status = 503,
                                            .kind = "busy",
                                            .title = "too many ask at once",
                                            .hint = "try again in a moment; nothing was changed",
                                            .retry_after_s = 1});
        put_safety_headers(response, false);
        say(wire, std::move(response));
    }

    /// From any thread. What many threads, or one commit, have to say goes to the network in one errand.
    void say(const restinio::request_handle_t& wire, Response response) {
        {
            const std::lock_guard lock{leaving_guard_};
            leaving_.push_back({wire, std::move(response)});
            if (leaving_.size() > 1) return;
        }
        asio::post(*network_, [this] {
            std::vector<Leaving> all;
            {
                const std::lock_guard lock{leaving_guard_};
                all.swap(leaving_);
            }
            for (Leaving& one : all) send(one.wire, std::move(one.response));
        });
    }

    void send(const restinio::request_handle_t& wire, Response response) {
        for (const auto& [name, value] : response.headers)
            if (!fits_in_header(value) || !fits_in_header(name)) {
                response = problem(Refusal{
                    .status = 500, .kind = "bug", .title = "a header of the answer was broken"});
                break;
            }
        auto out = wire->create_response(restinio::http_status_line_t{
            restinio::http_status_code_t{static_cast<std::uint16_t>(response.status)},
            std::string{reason_of(response.status)}});
        out.append_header_date_field();
        for (auto& [name, value] : response.headers)
            out.append_header(std::move(name), std::move(value));
        if (clinic_.draining.load() || !wire->header().should_keep_alive()) out.connection_close();
        if (response.is_static)
            out.set_body(
                restinio::const_buffer(response.embedded.data(), response.embedded.size()));
        else
            out.set_body(std::move(response.body));
        out.done([this](const auto&) { under_way_.fetch_sub(1); });
    }

    struct Leaving {
        restinio::request_handle_t wire;
        Response response;
    };

    Engine& engine_;
    Clinic& clinic_;
    const ListenerSettings settings_;
    std::unique_ptr<asio::io_context> network_ = std::make_unique<asio::io_context>(1);
    std::mutex leaving_guard_;
    std::vector<Leaving> leaving_;  ///< answers on their way to the network's thread
    std::atomic<std::int64_t> under_way_{0};
    std::atomic<std::uint64_t> come_{0};  ///< connections let in and requests read, ever
    std::uint16_t port_ = 0;
    std::unique_ptr<Server> server_;
    std::thread thread_;
    WorkerPool quick_, slow_;  // last: their threads end before what they use
};

Result<std::unique_ptr<Listener>> Listener::open(Engine& engine, Clinic& clinic,
                                                 ListenerSettings settings) {
    auto running = std::make_unique<Running>(engine, clinic, std::move(settings));
    if (const auto opened = running->open(); !opened) return fail(opened.error());
    return std::unique_ptr<Listener>{new Listener{std::move(running)}};
}

Listener::Listener(std::unique_ptr<Running> running) : running_{std::move(running)} {}
Listener::~Listener() = default;
std::uint16_t Listener::port() const noexcept { return running_->port(); }
void Listener::drain() { running_->drain(); }

}  // namespace sinew::server
