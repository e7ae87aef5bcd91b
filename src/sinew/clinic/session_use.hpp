// The days of a programme: what is ahead, what was done, and each day as a script that can be led.
#pragma once

#include <sinew/clinic/programme_use.hpp>

#include <map>

namespace sinew::clinic {

/// One session as it was noted. Day 0 is outside the programme.
struct SessionNoted {
    Id id{};
    int day = 0, session = 0;
    Day date{};
    std::string status;  ///< done, partly, missed, stopped
    std::optional<double> minutes, effort, hr_mean;
    std::vector<std::string> stop_signs;
    std::string how, script;
    Instant recorded_at{};
};
[[nodiscard]] Result<std::vector<SessionNoted>> sessions_noted(const ReadStore& store,
                                                               const Id& person);
/// The newest note of each session of the programme that began on `start`: places of one before it mean other sessions.
using NotedByPlace = std::map<std::pair<int, int>, SessionNoted>;
[[nodiscard]] NotedByPlace by_place(const std::vector<SessionNoted>& noted, Day start);

/// A prescribed session with its place and date.
struct PlannedSession {
    int day = 0, session = 0;
    Day date{};
    const domain::Session* prescribed = nullptr;
    bool needs_new_screening = false, if_progress = false;
};
/// In order of days and hours. The programme must outlive them.
[[nodiscard]] std::vector<PlannedSession> planned_sessions(const domain::Programme& programme,
                                                           std::optional<Day> from,
                                                           std::optional<Day> to);
/// The day of the programme on a date, from 1; nothing outside its twelve weeks.
[[nodiscard]] std::optional<int> programme_day(const domain::Programme& programme, Day date);

/// What a session is called, discreetly plain: "walking", "guided stretch-and-breath set".
[[nodiscard]] std::string session_label(const domain::Session& session,
                                        const knowledge::Catalogue& catalogue,
                                        const knowledge::Words& words);
/// Shape: SessionLine of the contract. @param in_class  by date, of this person
[[nodiscard]] OrderedJson session_line(const PlannedSession& planned, const NotedByPlace& noted,
                                       const std::map<Day, Id>& in_class, Day today,
                                       const Acting& acting);

/// @errors not_found without a programme in force
[[nodiscard]] Result<OrderedJson> sessions_view(const ReadStore& store, const Id& person,
                                                std::optional<Day> from, std::optional<Day> to,
                                                const Acting& acting);

struct ScriptWish {
    std::optional<double> tempo;
    std::optional<int> breath_level;
    bool seated = false;
};
/// The script of one session as it may be led today. @errors not_found, out_of_range; conflict when training must wait
[[nodiscard]] Result<OrderedJson> script_view(const ReadStore& store, const Id& person, int day,
                                              int session, const ScriptWish& wish,
                                              const Acting& acting);
/// When craving comes. Without a programme in force: the seated breathing, as far as screening permits it.
[[nodiscard]] Result<OrderedJson> on_demand_view(const ReadStore& store, const Id& person,
                                                 const Acting& acting);
[[nodiscard]] Result<OrderedJson> meanwhile_view(const ReadStore& store, const Id& person,
                                                 domain::Activity activity, const Acting& acting);

/// Whether training may be led today, for this person.
struct MayTrain {
    bool training = false;
    std::optional<domain::Outcome> outcome;   ///< nothing: never screened
    std::vector<domain::Activity> meanwhile;  ///< permitted when training is not
    std::vector<std::string> open;            ///< what it waits for, in words
    domain::Clearance clearance;              ///< that decides; default when never screened
};
/// @param programme  in force; may be nothing
[[nodiscard]] Result<MayTrain> may_train(const ReadStore& store, const Id& person,
                                         const std::optional<KeptProgramme>& programme,
                                         const Acting& acting);

/// Forms practised sitting down, for this one time; exercises stay as they are.
void sit_down(domain::Programme& programme);

}  // namespace sinew::clinic
