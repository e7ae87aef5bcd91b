// One line a request: time, method, route, status, milliseconds. Routes as the table names them, never an address as it was
// typed: ids, tokens and searches stay out, and so does everything clinical.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace sinew::server {

class RequestLog {
public:
    enum class Form : unsigned char { text, json };
    /// Writes to standard error from a thread of its own; a full queue drops the oldest lines rather than wait.
    explicit RequestLog(Form form);
    RequestLog(const RequestLog&) = delete;
    RequestLog& operator=(const RequestLog&) = delete;
    ~RequestLog();

    void answered(std::string_view method, std::string_view route, int status, double seconds);
    /// What the program says of itself: started, drained, refused by storage. `what` names no person.
    void event(std::string_view what, std::string_view detail = {});
    void trouble(std::string_view what, std::string_view detail);

private:
    struct Sink;
    std::unique_ptr<Sink> sink_;
    Form form_;
};

}  // namespace sinew::server
