#define SPDLOG_FMT_EXTERNAL
#include <sinew/base/json_text.hpp>
#include <sinew/server/request_log.hpp>

#include <fmt/format.h>

#include <spdlog/async_logger.h>
#include <spdlog/details/thread_pool.h>
#include <spdlog/sinks/stdout_sinks.h>

namespace sinew::server {
namespace {

constexpr std::size_t kLinesWaiting = 8192;

std::string quoted(std::string_view text) {
    return OrderedJson(text).dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

}  // namespace

struct RequestLog::Sink {
    std::shared_ptr<spdlog::details::thread_pool> thread =
        std::make_shared<spdlog::details::thread_pool>(kLinesWaiting, 1U);
    std::shared_ptr<spdlog::async_logger> log = std::make_shared<spdlog::async_logger>(
        "sinew", std::make_shared<spdlog::sinks::stderr_sink_mt>(), thread,
        spdlog::async_overflow_policy::overrun_oldest);
};

RequestLog::RequestLog(Form form) : sink_{std::make_unique<Sink>()}, form_{form} {
    sink_->log->set_pattern(form == Form::json ? R"({"at":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})"
                                               : "%Y-%m-%dT%H:%M:%S.%eZ %l %v",
                            spdlog::pattern_time_type::utc);
}

RequestLog::~RequestLog() { sink_->log->flush(); }

void RequestLog::answered(std::string_view method, std::string_view route, int status,
                          double seconds) {
    if (form_ == Form::json)
        sink_->log->info(R"("event":"request","method":"{}","route":{},"status":{},"ms":{:.2f})",
                         method, quoted(route), status, seconds * 1e3);
    else
        sink_->log->info("{} {} {} {:.2f} ms", method, route, status, seconds * 1e3);
}

void RequestLog::event(std::string_view what, std::string_view detail) {
    if (form_ == Form::json)
        sink_->log->info(R"("event":{},"detail":{})", quoted(what), quoted(detail));
    else
        sink_->log->info("{}{}{}", what, detail.empty() ? "" : ": ", detail);
}

void RequestLog::trouble(std::string_view what, std::string_view detail) {
    if (form_ == Form::json)
        sink_->log->error(R"("event":{},"detail":{})", quoted(what), quoted(detail));
    else
        sink_->log->error("{}: {}", what, detail);
}

}  // namespace sinew::server
