#include <sinew/clinic/caseload_use.hpp>
#include <sinew/clinic/people_use.hpp>

#include <algorithm>
#include <cctype>

namespace sinew::clinic {
namespace {

constexpr std::size_t kDaysHeld = 2;

/// Somebody who is not reached is not counted either.
bool reached(const CaseloadRow& row, const CaseloadQuestion& question) {
    Treating treating;
    treating.teams = row.teams;
    treating.colleagues = row.colleagues;
    if (question.named && std::find(row.colleagues.begin(), row.colleagues.end(),
                                    *question.named) == row.colleagues.end())
        return false;
    return !question.who || question.who->reaches(treating);
}

bool wanted(const CaseloadRow& row, const CaseloadQuestion& question, const std::string& find) {
    if (!find.empty() && row.found_by.find(find) == std::string::npos) return false;
    if (question.due.empty()) return true;
    if (question.due == "quiet") return row.quiet;
    if (question.due == "moved") return row.moved;
    if (question.due == "flagged") return row.flagged;
    if (question.due == "unscreened") return row.unscreened;
    if (question.due == "due") return !row.due.empty();
    return std::find(row.due.begin(), row.due.end(), question.due) != row.due.end();
}

/// The row of one person, or nothing when the person is not there (any more).
Result<std::optional<CaseloadRow>> row_now(const ReadStore& store, const Id& person,
                                           const Centre& centre, const Acting& acting,
                                           care::TrendMemory& memory) {
    auto document = person_document(store, person);
    if (!document) {
        if (document.error().code != ErrorCode::not_found) return fail(document.error());
        return std::optional<CaseloadRow>{};
    }
    SINEW_TRY(auto row, caseload_row(store, *document, centre, acting, &memory));
    return std::optional{std::move(row)};
}

}  // namespace

std::vector<const CaseloadRow*> ranked(const std::map<Id, CaseloadRow>& rows) {
    std::vector<const CaseloadRow*> list;
    list.reserve(rows.size());
    for (const auto& [id, row] : rows) list.push_back(&row);
    std::sort(list.begin(), list.end(), [](const CaseloadRow* one, const CaseloadRow* other) {
        if (one->urgency != other->urgency) return one->urgency > other->urgency;
        return std::tie(one->code, one->person) < std::tie(other->code, other->person);
    });
    return list;
}

std::string caseload_page(const std::map<Id, CaseloadRow>& rows, const CaseloadQuestion& question,
                          Day today, domain::Language language) {
    std::string find = question.find;
    for (char& c : find) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    auto order = ranked(rows);
    std::erase_if(order, [&](const CaseloadRow* row) { return !reached(*row, question); });
    std::size_t due = 0, quiet = 0, moved = 0, flagged = 0, unscreened = 0;
    for (const CaseloadRow* row : order) {
        due += row->due.empty() ? 0 : 1;
        quiet += row->quiet ? 1 : 0;
        moved += row->moved ? 1 : 0;
        flagged += row->flagged ? 1 : 0;
        unscreened += row->unscreened ? 1 : 0;
    }
    std::string text = "{\"today\":\"" + day_text(today) + "\",\"rows\":[";
    std::size_t place = 0, shown = 0;
    bool more = false;
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        if (!wanted(*order[rank], question, find)) continue;
        if (place++ < question.after) continue;
        if (shown == std::min(question.limit, kMostRows)) {
            more = true;
            break;
        }
        if (shown++ > 0) text += ',';
        text += order[rank]->json[static_cast<std::size_t>(language)];
        text += ",\"rank\":" + std::to_string(rank) + "}";
    }
    text += "],\"counts\":{\"people\":" + std::to_string(order.size()) +
            ",\"due\":" + std::to_string(due) + ",\"quiet\":" + std::to_string(quiet) +
            ",\"moved\":" + std::to_string(moved) + ",\"flagged\":" + std::to_string(flagged) +
            ",\"unscreened\":" + std::to_string(unscreened) + "},\"next\":";
    text += more ? "\"" + std::to_string(question.after + shown) + "\"" : "null";
    return text + "}";
}

Result<std::map<Id, CaseloadRow>> all_rows(const ReadStore& store, const Acting& acting,
                                           std::map<Id, care::TrendMemory>* memories) {
    SINEW_TRY(const Centre centre, centre_of(store));
    SINEW_TRY(const auto people, all_of(store, DocumentKind::person));
    std::map<Id, CaseloadRow> rows;
    for (const Document& person : people) {
        if (person.state == "erased") continue;
        SINEW_TRY(auto row, caseload_row(store, person, centre, acting,
                                         memories ? &(*memories)[person.id] : nullptr));
        rows.emplace(person.id, std::move(row));
    }
    if (memories)
        std::erase_if(*memories, [&](const auto& one) { return !rows.contains(one.first); });
    return rows;
}

void Caseload::moved(const std::optional<Id>& person) {
    const std::scoped_lock guard{marks_lock_};
    if (person)
        marks_.people.insert(*person);
    else
        marks_.everybody = true;
}

/// Hands the marks to every day that is held. Before a view is taken: marks are set after their commit, so the view holds
/// what they stand for.
void Caseload::take_marks() {
    Marks marks;
    {
        const std::scoped_lock guard{marks_lock_};
        std::swap(marks, marks_);
    }
    for (auto& [day, held] : days_) {
        held.touched.everybody = held.touched.everybody || marks.everybody;
        held.touched.people.insert(marks.people.begin(), marks.people.end());
    }
}

Caseload::Held& Caseload::held(Day today) {
    if (const auto found = days_.find(today); found != days_.end()) return found->second;
    while (days_.size() >= kDaysHeld) {
        // The day furthest from the one that is asked for goes.
        const auto first = days_.begin(), last = std::prev(days_.end());
        days_.erase(today - first->first > last->first - today ? first : last);
    }
    Held& made = days_[today];
    made.number = ++numbers_;
    return made;
}

Result<Caseload::Held*> Caseload::fresh(Store& store, const Acting& acting) {
    Held& held = this->held(acting.today);
    take_marks();
    const auto& touched = held.touched;
    if (held.complete && !touched.everybody && touched.people.empty()) return &held;
    SINEW_TRY(const auto view, store.snapshot());
    SINEW_TRY(const Centre centre, centre_of(*view));
    if (!held.complete || touched.everybody) {
        SINEW_TRY(held.rows, all_rows(*view, acting, &memories_));
        held.complete = true;
        held.touched = {};
        return &held;
    }
    for (const Id& person : touched.people) {
        SINEW_TRY(auto row, row_now(*view, person, centre, acting, memories_[person]));
        if (row) {
            held.rows.insert_or_assign(person, *std::move(row));
        } else {
            held.rows.erase(person);
            memories_.erase(person);
        }
    }
    held.touched = {};
    return &held;
}

Result<std::string> Caseload::page(Store& store, const CaseloadQuestion& question,
                                   const Acting& acting) {
    const std::scoped_lock guard{lock_};
    SINEW_TRY(const Held* held, fresh(store, acting));
    return caseload_page(held->rows, question, acting.today, acting.language);
}

Result<void> Caseload::warm(Store& store, const Acting& acting) {
    std::uint64_t number = 0;
    std::map<Id, care::TrendMemory> memories;
    {
        const std::scoped_lock guard{lock_};
        const Held& mine = held(acting.today);
        if (mine.complete) return {};
        memories = memories_;
        number = mine.number;
        take_marks();
    }
    // Without the lock: what is written meanwhile leaves its mark, and is made anew by the first page.
    SINEW_TRY(const auto view, store.snapshot());
    SINEW_TRY(auto rows, all_rows(*view, acting, &memories));
    const std::scoped_lock guard{lock_};
    const auto found = days_.find(acting.today);
    if (found == days_.end() || found->second.number != number || found->second.complete) return {};
    found->second.rows = std::move(rows);
    found->second.complete = true;
    memories_ = std::move(memories);
    return {};
}

}  // namespace sinew::clinic
