#include <sinew/base/json_text.hpp>
#include <sinew/server/http_limits.hpp>
#include <sinew/server/problem.hpp>

#include <algorithm>

namespace sinew::server {
namespace {

OrderedJson problem_json(std::string_view kind, int status, const std::string& title) {
    return {
        {"type", "urn:sinew:problem:" + std::string{kind}}, {"title", title}, {"status", status}};
}

Response written(int status, const OrderedJson& body) {
    return {
        .status = status,
        .headers = {{"Content-Type", "application/problem+json"}},
        // An input's own bytes may stand in a title; what is not UTF-8 in them must not stop the answer.
        .body = body.dump(-1, ' ', false, OrderedJson::error_handler_t::replace)};
}

void put_if_said(OrderedJson& into, const char* key, const std::string& text) {
    if (!text.empty()) into[key] = text;
}

/// What storage said is for the log: paths and statements are nobody's business outside.
Error outward(const Error& error) {
    if (error.code != ErrorCode::storage) return error;
    return {ErrorCode::storage,
            "the clinic's memory refused",
            {},
            "nothing was changed; try again, then ask the administrator to look at the log"};
}

}  // namespace

Response body_too_large(std::size_t most) {
    return problem(Refusal{.status = 413,
                           .kind = "too_large",
                           .title = "the body is too large",
                           .hint = "at most " + std::to_string(most) + " bytes"});
}

Response target_too_long() {
    return problem(Refusal{.status = 414,
                           .kind = "target_too_long",
                           .title = "the address is too long",
                           .hint = "at most " + std::to_string(kLongestTarget) + " bytes"});
}

Response headers_too_large() {
    return problem(Refusal{.status = 431,
                           .kind = "headers_too_large",
                           .title = "the headers are too many or too long",
                           .hint = "delete the cookies of this address"});
}

int status_of(ErrorCode code) noexcept {
    switch (code) {
        case ErrorCode::bad_input: return 400;
        case ErrorCode::not_found: return 404;
        case ErrorCode::conflict: return 409;
        case ErrorCode::out_of_range: return 422;
        case ErrorCode::did_not_converge:
        case ErrorCode::storage: return 500;
    }
    return 500;
}

Response problem(const Refusal& refusal) {
    OrderedJson body = problem_json(refusal.kind, refusal.status, refusal.title);
    put_if_said(body, "hint", refusal.hint);
    put_if_said(body, "where", refusal.where);
    Response response = written(refusal.status, body);
    if (refusal.retry_after_s > 0)
        response.headers.emplace_back("Retry-After", std::to_string(refusal.retry_after_s));
    return response;
}

Response problem(const Error& error) {
    const Error said = outward(error);
    OrderedJson body = problem_json(name_of(said.code), status_of(said.code), said.what);
    put_if_said(body, "hint", said.hint);
    put_if_said(body, "where", said.where);
    return written(status_of(said.code), body);
}

Response problem(const Faults& faults) {
    if (faults.list().size() == 1) return problem(faults.list().front());
    int status = 400;
    for (const Error& fault : faults.list()) status = std::max(status, status_of(fault.code));
    OrderedJson body =
        problem_json("faults", status, std::to_string(faults.list().size()) + " things do not fit");
    body["faults"] = OrderedJson::array();
    for (const Error& fault : faults.list()) {
        const Error said = outward(fault);
        OrderedJson line{{"what", said.what}};
        put_if_said(line, "where", said.where);
        put_if_said(line, "hint", said.hint);
        body["faults"].push_back(std::move(line));
    }
    return written(status, body);
}

Response no_such_person() {
    return problem(Refusal{.status = 404,
                           .kind = "not_found",
                           .title = "no such person",
                           .hint = "look the person up in the caseload"});
}

}  // namespace sinew::server
