#include <sinew/base/clock.hpp>
#include <sinew/base/content_hash.hpp>
#include <sinew/base/text.hpp>
#include <sinew/clinic/emergency_use.hpp>
#include <sinew/clinic/treating_team.hpp>
#include <sinew/server/answering.hpp>
#include <sinew/server/audited_store.hpp>
#include <sinew/server/passage.hpp>
#include <sinew/server/problem.hpp>
#include <sinew/server/web_answer.hpp>

#include <algorithm>
#include <chrono>

namespace sinew::server {
namespace {

constexpr std::chrono::seconds kTouchEvery{60};
constexpr std::size_t kDeviceLetters = 160;

Response from(const clinic::KeptAnswer& kept) {
    Response response{.status = kept.status, .body = kept.body};
    for (const std::string_view line : split(kept.headers, '\n')) {
        const std::size_t colon = line.find(": ");
        if (colon != std::string_view::npos)
            response.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
    }
    response.headers.emplace_back("Idempotent-Replayed", "true");
    return response;
}

Response key_used_otherwise() {
    return problem(Refusal{.status = 422,
                           .kind = "key_used",
                           .title = "this Idempotency-Key came before with another request",
                           .hint = "send a fresh key with a new request",
                           .where = "header idempotency-key"});
}

}  // namespace

Passage::Passage(Engine& engine, Request request, Engine::Done done)
    : engine_{engine},
      clinic_{engine.clinic_},
      request_{std::move(request)},
      done_{std::move(done)},
      started_s_{steady_seconds()},
      now_{engine.clinic_.now()} {}

void Passage::go() {
    std::optional<Response> response;
    try {
        response = answer();
    } catch (const std::exception& bug) {
        if (engine_.log_ != nullptr) engine_.log_->trouble("bug", bug.what());
        response =
            problem(Refusal{.status = 500,
                            .kind = "bug",
                            .title = "this is a bug in Sinew, not in what you sent",
                            .hint = "nothing was changed; tell the administrator when it was"});
    }
    if (response) finish(*std::move(response));
}

std::optional<Response> Passage::answer() {
    if (auto no = refuse_foreign_host(request_, clinic_.settings())) return no;
    auto match = engine_.tree_.match(request_.method, request_.path);
    if (!match) return web_answer(request_);
    if (!match->route) {
        Response no = problem(Refusal{.status = 405,
                                      .kind = "method",
                                      .title = "this address does not know that method",
                                      .hint = "it knows " + match->allow});
        no.headers.emplace_back("Allow", match->allow);
        return no;
    }
    route_ = *match->route;
    parts_ = std::move(match->parts);
    const Route& route = all_routes()[route_];
    if (auto no = pass_the_door(route)) return no;
    auto answered = ask(route, row_of(route_));
    view_.reset();
    return answered;
}

std::optional<Response> Passage::pass_the_door(const Route& route) {
    const AccessRow& row = row_of(route_);
    if (auto no = refuse_body(request_, route)) return no;
    if (auto no = refuse_foreign_origin(request_)) return no;
    auto view = clinic_.store().snapshot();
    if (!view) return refusal_of(view.error());
    view_ = *std::move(view);
    auto visitor = visitor_of(request_, *view_, clinic_.settings(), now_);
    if (!visitor) return refusal_of(visitor.error());
    visitor_ = *std::move(visitor);
    const int wait = engine_.visits_.take(visitor_ ? visitor_->session.token_hash : request_.peer,
                                          steady_seconds());
    if (wait > 0)
        return problem(Refusal{.status = 429,
                               .kind = "too_often",
                               .title = "too many requests in a short time",
                               .hint = "wait a little, then try again",
                               .retry_after_s = wait});
    if (!row.who.everybody) {
        if (!visitor_) return come_in_first();
        if (auto no = refuse_without_token(request_, visitor_->session)) return no;
        if (!route.while_locked)
            if (auto no = refuse_locked(visitor_->session)) return no;
        if (auto no = find_person(row)) return no;
        touch_session();
    }
    return refuse_without_key(request_);
}

std::optional<Response> Passage::find_person(const AccessRow& row) {
    reach_ = reach_of(row.who, visitor_->actor.role);
    const auto part = parts_.find("person");
    if (part == parts_.end())
        return reach_ == Reach::none ? std::optional{not_for_this_role()} : std::nullopt;
    const auto id = read_id(part->second);
    if (reach_ == Reach::none || !id) return no_such_person();
    if (reach_ == Reach::own && visitor_->actor.person != *id) return no_such_person();
    if (reach_ == Reach::all || reach_ == Reach::team) {
        const auto document = view_->document(*id);
        if (!document) return refusal_of(document.error());
        // Asked for somebody who is not there as well: the answer takes as long and says the same.
        bool reached = reach_ == Reach::all;
        if (!reached) {
            const auto treats = treats_or_helps(*id, row);
            if (!treats) return refusal_of(treats.error());
            reached = *treats;
        }
        if (!reached || !*document || (*document)->kind != clinic::DocumentKind::person)
            return no_such_person();
    }
    person_ = *id;
    return std::nullopt;
}

/// Of the team, or let in for an emergency where the row allows it.
Result<bool> Passage::treats_or_helps(const Id& person, const AccessRow& row) {
    SINEW_TRY(const auto reaching, clinic::Reaching::of(*view_, visitor_->actor.account));
    SINEW_TRY(const bool treats, reaching.reaches(*view_, person));
    if (treats || !row.in_emergency) return treats;
    SINEW_TRY(emergency_, clinic::emergency_now(*view_, visitor_->actor.account, person, now_));
    return emergency_.has_value();
}

bool Passage::keeps_answer() const {
    return request_.method == Method::post && visitor_ && all_routes()[route_].keeps_answer &&
           !row_of(route_).who.everybody;
}

/// Made once: the reader asks with it, then the writer.
const std::string& Passage::request_hash() {
    if (!request_hash_.empty()) return request_hash_;
    std::string whole = request_.path + '\n';
    for (const auto& [name, value] : request_.query) whole += name + '=' + value + '\n';
    whole += '\n';
    whole += request_.body;
    return request_hash_ = content_hash(whole);
}

std::optional<Response> Passage::answer_kept_before(const clinic::ReadStore& store) {
    auto kept = store.kept_answer(visitor_->actor.account, request_.header("idempotency-key"));
    if (!kept) return refusal_of(kept.error());
    if (!*kept) return std::nullopt;
    if ((*kept)->request_hash != request_hash()) return key_used_otherwise();
    return from(**kept);
}

std::optional<Response> Passage::ask(const Route& route, const AccessRow& row) {
    if (keeps_answer())
        if (auto before = answer_kept_before(*view_)) return before;
    const Call call{.request = request_,
                    .parts = parts_,
                    .actor = visitor_ && !row.who.everybody ? &visitor_->actor : nullptr,
                    .store = *view_,
                    .now = now_,
                    .clinic = clinic_,
                    .session = visitor_ ? &visitor_->session : nullptr,
                    .reach = reach_,
                    .person = person_,
                    .emergency = emergency_};
    Answer answer = route.handler(call);
    view_.reset();
    if (auto* response = std::get_if<Response>(&answer)) {
        const bool looked = !row.action.empty() && !changes(request_.method);
        if (looked && response->status < 300) return tell_after_audit(std::move(*response));
        return std::move(*response);
    }
    if (auto* then = std::get_if<ThenWrite>(&answer)) return write(std::move(*then));
    if (const auto* error = std::get_if<Error>(&answer)) return refusal_of(*error);
    return problem(std::get<Faults>(answer));
}

std::optional<Response> Passage::write(ThenWrite then) {
    struct Kept {
        Response response;
        std::optional<Error> refused;
        bool worked = false;
    };
    auto kept = std::make_shared<Kept>();
    auto self = shared_from_this();
    clinic_.store().write(
        [self, kept, work = std::move(then.work)](clinic::WriteStore& store) -> Result<void> {
            try {
                auto answered = self->write_all(store, work, kept->worked);
                if (!answered) {
                    kept->refused = answered.error();
                    return fail(answered.error());
                }
                kept->response = *std::move(answered);
                return {};
            } catch (const std::exception& bug) {
                if (self->engine_.log_ != nullptr) self->engine_.log_->trouble("bug", bug.what());
                return fail({ErrorCode::storage, "a bug stopped the change", {}, {}});
            }
        },
        [self, kept, moves_on = std::move(then.committed)](Result<void> committed) {
            if (committed && kept->worked && moves_on) moves_on();
            if (committed) return self->finish(std::move(kept->response));
            self->finish(self->refusal_of(kept->refused ? *kept->refused : committed.error()));
        });
    return std::nullopt;
}

Result<Response> Passage::write_all(
    clinic::WriteStore& store, const std::function<Result<Response>(clinic::WriteStore&)>& work,
    bool& worked) {
    // Asked again here: of two that came at once, the second finds what the first left.
    if (keeps_answer())
        if (auto before = answer_kept_before(store)) return *std::move(before);
    AuditedStore audited{store, usual_entry()};
    SINEW_TRY(Response response, work(audited));
    worked = true;
    if (response.status < 400 && !audited.audited())
        if (const auto told = audited.append({}); !told) return fail(told.error());
    if (response.status < 400 && keeps_answer()) {
        std::string headers;
        for (const auto& [name, value] : response.headers)
            if (name != "Set-Cookie") headers.append(name).append(": ").append(value).append("\n");
        const auto done = store.keep({.account = visitor_->actor.account,
                                      .key = std::string{request_.header("idempotency-key")},
                                      .request_hash = request_hash(),
                                      .status = response.status,
                                      .headers = std::move(headers),
                                      .body = response.body,
                                      .kept_at = now_});
        if (!done) return fail(done.error());
    }
    return response;
}

std::optional<Response> Passage::tell_after_audit(Response response) {
    auto kept = std::make_shared<Response>(std::move(response));
    auto self = shared_from_this();
    clinic_.store().write(
        [self](clinic::WriteStore& store) { return store.append(self->usual_entry()); },
        [self, kept](Result<void> committed) {
            if (!committed) return self->finish(self->refusal_of(committed.error()));
            self->finish(std::move(*kept));
        });
    return std::nullopt;
}

/// At most once a minute, so that reading costs no commit; nobody waits for it.
void Passage::touch_session() {
    if (now_ - visitor_->session.seen_at < kTouchEvery) return;
    visitor_->session.seen_at = now_;
    clinic_.store().write(
        [hash = visitor_->session.token_hash,
         now = now_](clinic::WriteStore& store) -> Result<void> {
            SINEW_TRY(auto session, store.session(hash));
            if (!session) return {};  // left in the meantime
            session->seen_at = now;
            return store.put(*session);
        },
        [](Result<void>) {});
}

clinic::AuditEntry Passage::usual_entry() const {
    clinic::AuditEntry entry;
    entry.at = now_;
    entry.action = row_of(route_).action;
    if (visitor_) {
        entry.actor = visitor_->actor.account;
        entry.role = domain::name_of(visitor_->actor.role);
    }
    entry.person = person_;
    entry.reason = request_.header("x-reason");
    if (emergency_) entry.authority = "emergency " + id_text(*emergency_);
    entry.device =
        request_.peer + " " + std::string{request_.header("user-agent").substr(0, kDeviceLetters)};
    return entry;
}

Response Passage::refusal_of(const Error& error) {
    if (engine_.log_ != nullptr && status_of(error.code) == 500)
        engine_.log_->trouble(name_of(error.code), error.what);
    return problem(error);
}

/// Whoever has this answer already is told so, without its body. That it was asked for is in the audit log all the same.
void Passage::leave_out_what_is_known(Response& response) const {
    if (changes(request_.method) || response.status != 200) return;
    const auto tag = std::ranges::find(response.headers, "ETag",
                                       [](const auto& header) { return header.first; });
    if (tag == response.headers.end() || !known_to_asker(request_, tag->second)) return;
    response.status = 304;
    response.body.clear();
    response.embedded = {};
    std::erase_if(response.headers,
                  [](const auto& header) { return header.first.starts_with("Content-"); });
}

void Passage::finish(Response response) {
    leave_out_what_is_known(response);
    put_safety_headers(response, request_.secure);
    if (request_.method == Method::head) {
        response.body.clear();
        response.embedded = {};
    }
    const double seconds = steady_seconds() - started_s_;
    clinic_.metrics.answered(route_, response.status, seconds);
    if (engine_.log_ != nullptr)
        engine_.log_->answered(name_of(request_.method),
                               route_ < all_routes().size() ? all_routes()[route_].path : "file",
                               response.status, seconds);
    done_(std::move(response));
}

}  // namespace sinew::server
