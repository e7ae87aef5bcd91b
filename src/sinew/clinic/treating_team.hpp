// Who treats whom: teams of colleagues, and for each person the teams and colleagues that reach them. Nobody else does.
#pragma once

#include <sinew/clinic/kept_documents.hpp>

namespace sinew::clinic {

struct Team {
    Document document;
    std::string name;
    std::vector<Id> members;  ///< accounts
};
[[nodiscard]] Result<std::vector<Team>> all_teams(const ReadStore& store);

/// Whose a person is. Version 0: nobody was named yet, and nobody reaches this person.
struct Treating {
    std::vector<Id> teams, colleagues;
    std::optional<Document> document;
    [[nodiscard]] int version() const noexcept { return document ? document->version : 0; }
};
[[nodiscard]] Result<Treating> treating_of(const ReadStore& store, const Id& person);

/// Which people one account reaches: those it is named for, and those of its teams. Teams are read once.
class Reaching {
public:
    [[nodiscard]] static Result<Reaching> of(const ReadStore& store, const Id& account);
    [[nodiscard]] Result<bool> reaches(const ReadStore& store, const Id& person) const;
    [[nodiscard]] bool reaches(const Treating& treating) const noexcept;
    [[nodiscard]] const std::vector<Id>& teams() const noexcept { return teams_; }

private:
    Id account_{};
    std::vector<Id> teams_;
};

/// Every team with its members. Names of colleagues, nobody in treatment. Shape: Team of the contract.
[[nodiscard]] Result<OrderedJson> teams_view(const ReadStore& store);

struct TeamSaid {
    std::optional<std::string> name;
    std::optional<std::vector<Id>> members;
};
[[nodiscard]] Checked<TeamSaid> read_team(const Json& json, bool whole);
/// @param team  nothing: a new one
/// @errors conflict when the name is taken or somebody else was first; not_found; bad_input for a member who treats nobody
[[nodiscard]] Result<OrderedJson> keep_team(WriteStore& store, const std::optional<Id>& team,
                                            const TeamSaid& said, std::optional<int> version,
                                            const Acting& acting);
/// A new colleague joins these teams.
[[nodiscard]] Result<void> join_teams(WriteStore& store, const Id& account,
                                      const std::vector<Id>& teams, const Acting& acting);

/// Who treats this person, and who of the centre could. Shape: TreatingTeam of the contract.
[[nodiscard]] Result<OrderedJson> treating_view(const ReadStore& store, const Id& person,
                                                const Acting& acting);
struct TreatingSaid {
    std::vector<Id> teams, colleagues;
    std::string reason;
};
[[nodiscard]] Checked<TreatingSaid> read_treating(const Json& json);
/// @errors conflict when nobody would be left who reaches the person, or somebody else was first
[[nodiscard]] Result<OrderedJson> keep_treating(WriteStore& store, const Id& person,
                                                const TreatingSaid& said,
                                                std::optional<int> version, const Acting& acting);
/// Whoever takes a person in treats them, with the teams they are in.
[[nodiscard]] Result<void> begin_treating(WriteStore& store, const Id& person,
                                          const Acting& acting);

/// For administrators: every person as a code, with who treats them; those without anybody first. No name, nothing clinical.
[[nodiscard]] Result<OrderedJson> treated_view(const ReadStore& store);

}  // namespace sinew::clinic
