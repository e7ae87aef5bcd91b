// Asks the open questions one at a time. Holds no terminal and no clock: give it answers, take the record out at any point.
#pragma once

#include <sinew/care/answers.hpp>
#include <sinew/domain/as_of.hpp>

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::care {

/// Every answer is in the record at once, so an interview that is broken off goes on from its record.
class Interview {
public:
    /// @param catalogue  screening, questions and text parts; must outlive the interview
    Interview(domain::Record record, const domain::AsOf& now,
              const knowledge::Catalogue& catalogue);

    /// The question to ask now; nothing when all is asked or skipped.
    [[nodiscard]] const Question* question() const noexcept {
        return open_.empty() ? nullptr : &open_.front();
    }
    /// How many are open, this one included.
    [[nodiscard]] std::size_t left() const noexcept { return open_.size(); }
    /// How many of them a programme cannot do without.
    [[nodiscard]] std::size_t needed_left() const noexcept;

    /// Takes a typed answer observed at `now`. What an answer opens is asked in its place.
    /// @errors not understood, with what is wanted; the question stays
    [[nodiscard]] Result<domain::Outcome> answer(std::string_view text, const domain::AsOf& now);
    /// Leaves the question open; it comes back in the next interview.
    void skip();
    /// Back to the question before, with what was answered to it taken out again; false at the first one.
    bool back();

    [[nodiscard]] const domain::Record& record() const noexcept { return record_; }
    [[nodiscard]] const domain::Clearance& clearance() const noexcept { return clearance_; }

private:
    void look_again();

    struct Step {
        std::string key;
        domain::Record before;
    };
    const knowledge::Catalogue* catalogue_;
    domain::AsOf now_;
    domain::Record record_;
    domain::Clearance clearance_;
    std::vector<Question> open_;
    std::set<std::string> done_;  ///< keys answered or skipped here
    std::vector<Step> steps_;
};

}  // namespace sinew::care
