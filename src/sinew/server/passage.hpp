// One request on its way through the engine; lives until its answer is said.
#pragma once

#include <sinew/server/door.hpp>
#include <sinew/server/engine.hpp>

#include <memory>

namespace sinew::server {

class Passage : public std::enable_shared_from_this<Passage> {
public:
    Passage(Engine& engine, Request request, Engine::Done done);
    void go();

private:
    /// The answer, or nothing when the writer will give it.
    std::optional<Response> answer();
    std::optional<Response> pass_the_door(const Route& route);
    std::optional<Response> find_person(const AccessRow& row);
    [[nodiscard]] Result<bool> treats_or_helps(const Id& person, const AccessRow& row);
    std::optional<Response> answer_kept_before(const clinic::ReadStore& store);
    std::optional<Response> ask(const Route& route, const AccessRow& row);
    std::optional<Response> write(ThenWrite then);
    std::optional<Response> tell_after_audit(Response response);
    Result<Response> write_all(clinic::WriteStore& store,
                               const std::function<Result<Response>(clinic::WriteStore&)>& work,
                               bool& worked);
    void touch_session();
    void leave_out_what_is_known(Response& response) const;
    void finish(Response response);
    [[nodiscard]] Response refusal_of(const Error& error);
    [[nodiscard]] clinic::AuditEntry usual_entry() const;
    [[nodiscard]] bool keeps_answer() const;
    [[nodiscard]] const std::string& request_hash();

    Engine& engine_;
    Clinic& clinic_;
    Request request_;
    Engine::Done done_;
    double started_s_;
    Instant now_;
    std::size_t route_ = static_cast<std::size_t>(-1);
    PathParts parts_;
    std::unique_ptr<const clinic::ReadStore> view_;
    std::optional<Visitor> visitor_;
    std::optional<Id> person_;
    std::optional<Id> emergency_;
    Reach reach_ = Reach::none;
    std::string request_hash_;  ///< empty until it is asked for
};

}  // namespace sinew::server
