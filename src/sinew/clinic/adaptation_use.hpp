// The next week's dose by rule from what was really done, and what the professional did with the proposal.
#pragma once

#include <sinew/clinic/programme_use.hpp>

namespace sinew::clinic {

/// The week that was finished last and is not decided, from what was entered. State "none" when nothing is to decide.
/// Shape: AdaptationView of the contract; `answer.changes` lists old and new of every number that moves.
[[nodiscard]] Result<OrderedJson> adaptation_view(const ReadStore& store, const Id& person,
                                                  const Acting& acting);

struct Edit {
    std::string
        place;  ///< of the adaptation: /dose/now/aerobic_minutes, aerobic_days or strength_minutes
    Json value;
};
struct AdaptationSaid {
    std::string decision;  ///< accept, edit, decline
    std::string reason;    ///< mandatory for edit and decline
    std::vector<Edit> edits;
    std::string proved_by;  ///< how the signer proved who they are; empty refuses all but a decline
};
[[nodiscard]] Checked<AdaptationSaid> read_adaptation(const Json& json);

/// Accepted or eased, it becomes the next version of the programme in force, signed; the sessions of the coming weeks are planned anew
/// by the rules. Declined, the programme stays as it was. Proposal, decision and reason are kept either way.
/// @errors conflict when there is nothing to decide, or where the rules forbid an edit; bad_input without proof of the signer
[[nodiscard]] Result<OrderedJson> decide_adaptation(WriteStore& store, const Id& person,
                                                    const AdaptationSaid& said,
                                                    const Acting& acting);

/// What was entered of one week, as the adaptation reads it. Shape: knowledge/schema/sessions.schema.json
/// @param week  from 0
[[nodiscard]] Result<Json> week_done(const ReadStore& store, const Id& person,
                                     const domain::Programme& programme, int week);

}  // namespace sinew::clinic
