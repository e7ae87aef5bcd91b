// A request and its answer as values, and what a route's handler may do with them. No socket is named here.
#pragma once

#include <sinew/clinic/store.hpp>

#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace sinew::server {

enum class Method : std::uint8_t { get, head, post, put, patch, delete_, options };

struct Request {
    Method method = Method::get;
    std::string path;  ///< decoded and normalised, such as "/api/v1/people"
    std::map<std::string, std::string> query =
        {};  ///< decoded; a name given twice is refused before
    std::map<std::string, std::string> headers = {};  ///< names in lower case
    std::string body = {};
    std::string peer =
        {};  ///< address of the other end; behind a proxy we trust, of the end beyond it
    bool secure = false;

    /// Empty when it is not there.
    [[nodiscard]] std::string_view header(std::string_view lower_case_name) const;
    [[nodiscard]] std::string_view parameter(std::string_view name) const;
};

struct Response {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::string body = {};
    bool is_static = false;  ///< `embedded` is sent instead of `body`, without a copy
    std::string_view embedded = {};
};

/// The words beside a status in the first line of an answer; "Answer" for one that this server does not give.
[[nodiscard]] std::string_view reason_of(int status) noexcept;

/// Who asks. `person` is set for role person.
struct Actor {
    Id account{};
    clinic::Role role = clinic::Role::person;
    std::optional<Id> person;
    std::string name;
};

class Clinic;  ///< what all handlers share: catalogue, caseload cache, clock (clinic_app.hpp)

/// How far somebody reaches on a route. The table of access.hpp says which.
/// `team`: people whom the actor treats, alone or with a team (clinic/treating_team.hpp).
enum class Reach : std::uint8_t { none, own, team, all };

using PathParts = std::map<std::string, std::string, std::less<>>;

/// What a handler is handed.
struct Call {
    const Request& request;
    const PathParts& parts;  ///< {person} of the path
    const Actor* actor;      ///< nothing on routes open to all
    const clinic::ReadStore& store;
    Instant now;
    Clinic& clinic;
    const clinic::WebSession* session = nullptr;  ///< of the cookie, where there is a good one
    Reach reach = Reach::none;                    ///< `own`: only what belongs to the actor
    std::optional<Id> person;  ///< {person} of the path, read and within the actor's reach
    std::optional<Id> emergency =
        {};  ///< the emergency access that lets a colleague in who does not treat this person
};

/// To be run on the writer; its response leaves after the commit. Whatever it needs it holds by value.
struct ThenWrite {
    std::function<Result<Response>(clinic::WriteStore&)> work;
    /// Called once after the commit that holds the work and before the response leaves: what is kept in memory moves on
    /// here. Not called when the work is undone. May be empty.
    std::function<void()> committed = {};
};

/// Handlers refuse with an Error or Faults: one place turns those into RFC 9457 problems.
using Answer = std::variant<Response, ThenWrite, Error, Faults>;
using Handler = Answer (*)(const Call&);

}  // namespace sinew::server
