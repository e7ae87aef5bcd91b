// Classes: rooms and hours, who comes, what speaks against it, and the lesson that is safe for everybody in it.
#pragma once

#include <sinew/clinic/programme_use.hpp>
#include <sinew/clinic/treating_team.hpp>

#include <map>

namespace sinew::clinic {

struct ClassPlanned {
    Document document;
    std::string title, room, kind, state;
    Day day{};
    int start_minute = 0, minutes = 0, size = 0;
    bool weekly = false;
    std::vector<std::string> forms;
    std::vector<Id> people;
    std::optional<Id> instructor;
};

[[nodiscard]] Result<ClassPlanned> class_of(const ReadStore& store, const Id& id);
[[nodiscard]] Result<std::vector<ClassPlanned>> classes_between(const ReadStore& store,
                                                                std::optional<Day> from,
                                                                std::optional<Day> to);
/// Classes that a person is in, by date.
[[nodiscard]] Result<std::map<Day, Id>> classes_of_person(const ReadStore& store, const Id& person,
                                                          std::optional<Day> from,
                                                          std::optional<Day> to);

[[nodiscard]] Result<OrderedJson> classes_view(const ReadStore& store, std::optional<Day> from,
                                               std::optional<Day> to, const Acting& acting);
[[nodiscard]] Result<OrderedJson> class_view(const ReadStore& store, const Id& id,
                                             const Acting& acting);

/// Plans or changes a class. Sizes are the packs': a large class of at most 30, a small group of 3 to 6.
/// A weekly class is laid down for the twelve weeks of a programme, each week its own document.
/// @param id  of the first; nothing in `version` means a new one
/// @errors every fault of the body
[[nodiscard]] Checked<OrderedJson> read_class(const Json& body, bool whole,
                                              const knowledge::Catalogue& catalogue);
[[nodiscard]] Result<OrderedJson> plan_class(WriteStore& store, const Id& id,
                                             const OrderedJson& said, const Acting& acting);
[[nodiscard]] Result<OrderedJson> change_class(WriteStore& store, const Id& id,
                                               const OrderedJson& said, std::optional<int> version,
                                               const Acting& acting);

/// Whose names and limits somebody sees of a class: its instructor everybody's, other colleagues those of people they treat.
class SeenInClass {
public:
    [[nodiscard]] static Result<SeenInClass> by(const ReadStore& store, const Acting& acting);
    [[nodiscard]] Result<bool> sees(const ReadStore& store, const ClassPlanned& one,
                                    const Id& person) const;

private:
    Id account_{};
    Reaching reaching_;
};

/// The instructor's sheet, everybody's limits in words, and who is here. Shape: ClassSheet of the contract.
[[nodiscard]] Result<OrderedJson> class_sheet_view(const ReadStore& store, const Id& id,
                                                   const Acting& acting);
/// The lesson for the big screen: nobody's name; each form in the easiest variant anybody in the class needs, forms that
/// anybody must leave out left out, breath at the lowest level permitted to all, every stop rule that can apply to one.
/// @errors conflict when nobody in the class has a lesson to lead
[[nodiscard]] Result<OrderedJson> class_script_view(const ReadStore& store, const Id& id,
                                                    const Acting& acting);

struct Attended {
    Id person{};
    std::string state;  ///< unknown, here, away, left_early
};
[[nodiscard]] Checked<std::vector<Attended>> read_attendance(const Json& body);
[[nodiscard]] Result<OrderedJson> keep_attendance(WriteStore& store, const Id& id,
                                                  const std::vector<Attended>& attended,
                                                  const Acting& acting);

}  // namespace sinew::clinic
