// Any bytes as a request, through the reader and the whole engine: an answer of ours, with every safety header, or nothing
// the wire would let through; and never anything secret without a session.
#include <sinew/base/ensure.hpp>
#include <sinew/base/text.hpp>
#include <sinew/server/engine_for_test.hpp>
#include <sinew/server/request_reader.hpp>
#include <sinew/server/target.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace sinew;
    using namespace sinew::server;
    static EngineForTest at{ServerSettings{.requests_per_second = 1e9,
                                           .request_burst = 1e9,
                                           .logins_per_second = 1e-9,
                                           .login_burst = 1}};
    std::string_view text{reinterpret_cast<const char*>(bytes), size};
    const auto line = [&text] {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view found = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        return found;
    };
    RawRequest raw;
    raw.method = line();
    raw.target = line();
    for (std::string_view header = line(); !header.empty(); header = line()) {
        const std::size_t colon = std::min(header.find(':'), header.size());
        raw.headers.emplace_back(header.substr(0, colon),
                                 trim(header.substr(std::min(colon + 1, header.size()))));
    }
    raw.body = text;
    raw.peer = "192.0.2.1";
    auto read = read_request(std::move(raw), at.clinic.settings());
    if (const auto* refused = std::get_if<Response>(&read)) {
        SINEW_ENSURE(refused->status >= 400, "a refusal is one");
        return 0;
    }
    const Request request = std::get<Request>(std::move(read));
    SINEW_ENSURE(request.path.starts_with('/') && request.path.find("/../") == std::string::npos,
                 "no path climbs");
    const Response response = at.ask(request);
    SINEW_ENSURE(response.status >= 200 && response.status <= 599, "there is an answer");
    SINEW_ENSURE(response.status != 500, "no input is a bug");
    SINEW_ENSURE(header_of(response, "X-Content-Type-Options") == "nosniff", "safety headers");
    for (const auto& [name, value] : response.headers)
        SINEW_ENSURE(fits_in_header(name) && fits_in_header(value), "no header is smuggled in");
    if (request.path.starts_with("/api/v1/accounts") || request.path.starts_with("/api/v1/audit"))
        SINEW_ENSURE(response.status >= 400, "nothing without a session");
    return 0;
}
