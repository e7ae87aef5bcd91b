#include <sinew/care/interview.hpp>
#include <sinew/care/screening_use.hpp>

#include <algorithm>

namespace sinew::care {

using domain::AsOf;
using domain::Record;

Interview::Interview(Record record, const AsOf& now, const knowledge::Catalogue& catalogue)
    : catalogue_{&catalogue}, now_{now}, record_{std::move(record)} {
    record_.facts.resize(catalogue.screening.facts.size());
    look_again();
}

std::size_t Interview::needed_left() const noexcept {
    return static_cast<std::size_t>(
        std::count_if(open_.begin(), open_.end(), [](const Question& q) { return q.needed; }));
}

void Interview::look_again() {
    for (const domain::FactOrigin& origin : record_.origins)
        record_.facts[origin.fact].age_h =
            origin.observed_at ? std::max(0.0, hours_between(*origin.observed_at, now_.when))
                               : domain::kUnknownAge;
    clearance_ = screen_record(record_, now_.day(), *catalogue_);
    open_ = open_questions(clearance_, record_, *catalogue_);
    std::erase_if(open_, [&](const Question& q) { return done_.contains(q.key); });
}

Result<domain::Outcome> Interview::answer(std::string_view text, const AsOf& now) {
    if (open_.empty()) return fail({ErrorCode::not_found, "no question is open", {}, ""});
    now_ = now;
    Step step{open_.front().key, record_};
    SINEW_TRY(record_, answered(record_, open_.front(), text, now.when, *catalogue_));
    if (now.when > record_.assessed_at) {
        record_.assessed_at = now.when;
        record_.assessed_day_only = false;
    }
    done_.insert(step.key);
    steps_.push_back(std::move(step));
    look_again();
    return clearance_.outcome;
}

void Interview::skip() {
    if (open_.empty()) return;
    steps_.push_back({open_.front().key, record_});
    done_.insert(open_.front().key);
    look_again();
}

bool Interview::back() {
    if (steps_.empty()) return false;
    Step step = std::move(steps_.back());
    steps_.pop_back();
    record_ = std::move(step.before);
    done_.erase(step.key);
    look_again();
    return true;
}

}  // namespace sinew::care
