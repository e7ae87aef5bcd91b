// The steps every handler of care takes: who acts, in whose words, on which day; a use case's answer as a response.
#pragma once

#include <sinew/clinic/caseload_use.hpp>
#include <sinew/server/answering.hpp>
#include <sinew/server/clinic_app.hpp>

#include <functional>

namespace sinew::server {

/// Who acts, on the centre's own day, in the words the request asks for.
[[nodiscard]] Result<clinic::Acting> acting_of(const Call& call);
/// The same on the day of ?date= (a phone's own), where it is given. @errors bad_input
[[nodiscard]] Result<clinic::Acting> acting_on_asked_day(const Call& call);

[[nodiscard]] Result<std::optional<Day>> day_of_query(const Request& request,
                                                      std::string_view name);
[[nodiscard]] Result<std::optional<Id>> id_of_query(const Request& request, std::string_view name);
/// An id of the path. @errors not_found when it is none
[[nodiscard]] Result<Id> id_of_path(const Call& call, std::string_view part);

/// A view, or its refusal; with its version as ETag when it has one.
[[nodiscard]] Answer seen(const Result<OrderedJson>& answer);

/// A view of something with an id, mostly a person.
using PersonView = Result<OrderedJson> (*)(const clinic::ReadStore&, const Id&,
                                           const clinic::Acting&);
/// A view of the person of the path, today.
[[nodiscard]] Answer view_of_person(const Call& call, PersonView view);
/// The same on the day of ?date=.
[[nodiscard]] Answer view_on_asked_day(const Call& call, PersonView view);

using CareWork = std::function<Result<OrderedJson>(clinic::WriteStore&)>;
/// Runs on the writer; the caseload's line of the person is made anew after the commit.
[[nodiscard]] Answer change_of(const Call& call, int status, CareWork work,
                               std::optional<Id> person);
/// A change about the person of the path, with the reason for the audit chain.
[[nodiscard]] Answer change_here(const Call& call, int status, CareWork work,
                                 std::string reason = {}, std::string authority = {});

/// How the signer of a request proved who they are: `proof` of its body, from POST /api/v1/session/proof (CMP-024).
struct SignedWith {
    std::string proof,
        proved_by;  ///< empty: nothing was sent, and the use case refuses what needs a signature
};
/// @errors bad_input for a proof that is used, too old, or of another session
[[nodiscard]] Result<SignedWith> proof_in(const Call& call, const Json& body);
/// The work, and the proof used up with it: a work that is refused leaves it good, of two at once only one is done.
[[nodiscard]] CareWork signed_with(const Call& call, const SignedWith& proof, CareWork work);

}  // namespace sinew::server
