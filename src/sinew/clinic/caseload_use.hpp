// The caseload: everybody as lines, who needs you first. Kept in memory, made anew for whoever a write touched.
#pragma once

#include <sinew/clinic/caseload_row.hpp>
#include <sinew/clinic/treating_team.hpp>

#include <cstdint>
#include <mutex>
#include <set>

namespace sinew::clinic {

struct CaseloadQuestion {
    std::string find;  ///< part of a code or name, case does not matter
    std::string
        due;  ///< one word of what is due, or quiet, moved, flagged, unscreened; empty = everybody
    std::optional<Reaching> who;  ///< only people this colleague treats; nothing: everybody
    std::optional<Id> named;      ///< only people this account is named for itself
    std::size_t after = 0;        ///< rows to leave out from the front: the cursor
    std::size_t limit = 50;       ///< rows of this page
};
inline constexpr std::size_t kMostRows = 500;  ///< of one page

/// Rows in the order of need. Ties by code, so that the order is the same every time.
[[nodiscard]] std::vector<const CaseloadRow*> ranked(const std::map<Id, CaseloadRow>& rows);

/// The answer from rows, by whatever way they were made. Shape: Caseload of the contract.
[[nodiscard]] std::string caseload_page(const std::map<Id, CaseloadRow>& rows,
                                        const CaseloadQuestion& question, Day today,
                                        domain::Language language);

/// All rows of a day straight from the store: what the index must equal.
/// @param memories  of each person's trends at an earlier look, left with those of this one; may be null: the same rows
[[nodiscard]] Result<std::map<Id, CaseloadRow>> all_rows(
    const ReadStore& store, const Acting& acting,
    std::map<Id, care::TrendMemory>* memories = nullptr);

/// Safe to call from any thread.
class Caseload {
public:
    /// After the commit of a write about this person; nothing = about the centre: everybody. Never waits for rows being made.
    void moved(const std::optional<Id>& person);

    /// Rows touched since are made anew from a fresh view of the store; on the first page of a day all of them are.
    [[nodiscard]] Result<std::string> page(Store& store, const CaseloadQuestion& question,
                                           const Acting& acting);
    /// Makes the rows of a day ahead of the first page, while pages of other days are answered.
    [[nodiscard]] Result<void> warm(Store& store, const Acting& acting);

private:
    struct Marks {
        std::set<Id> people;
        bool everybody = false;
    };
    struct Held {
        std::map<Id, CaseloadRow> rows;
        bool complete = false;
        Marks touched;
        std::uint64_t number = 0;  ///< of this one among all that were ever held
    };
    void take_marks();
    [[nodiscard]] Held& held(Day today);
    [[nodiscard]] Result<Held*> fresh(Store& store, const Acting& acting);

    std::mutex marks_lock_;     ///< of `marks_` alone: the store's writer comes here
    Marks marks_;               ///< set since somebody last looked
    std::mutex lock_;           ///< of what follows
    std::map<Day, Held> days_;  ///< two at most: today, and another day somebody asked for
    std::map<Id, care::TrendMemory> memories_;  ///< of the newest rows of each person
    std::uint64_t numbers_ = 0;
};

}  // namespace sinew::clinic
