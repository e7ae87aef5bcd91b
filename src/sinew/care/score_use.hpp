// The scoring use case: answers to an instrument in, a score or a refusal that says why out.
#pragma once

#include <sinew/knowledge/catalogue.hpp>
#include <sinew/measure/scorer.hpp>

#include <map>
#include <memory>
#include <string>

namespace sinew::care {

using knowledge::Instrument;
using knowledge::InstrumentPack;
using measure::AnswerForm;
using measure::AnswerSheet;
using measure::as_given;
using measure::Extent;
using measure::kMissing;
using measure::kWrongType;
using measure::Refusal;
using measure::Score;
using measure::Scorer;
using measure::told;

/// One scorer an instrument, made when it is first asked for and kept: a batch allocates nothing after its first lines.
class ScoringDesk {
public:
    explicit ScoringDesk(const InstrumentPack& pack) : pack_{&pack} {}

    [[nodiscard]] const InstrumentPack& pack() const noexcept { return *pack_; }

    /// Valid until the next score of the same instrument.
    const Score& score(const Instrument& instrument, const AnswerSheet& answers) {
        auto& scorer = scorers_[&instrument];
        if (!scorer) scorer = std::make_unique<Scorer>(instrument);
        return scorer->score(answers.view());
    }

private:
    const InstrumentPack* pack_;
    std::map<const Instrument*, std::unique_ptr<Scorer>> scorers_;
};

/// The packs that scoring needs.
[[nodiscard]] inline knowledge::Parts parts_of_scoring() { return {knowledge::Part::instruments}; }

}  // namespace sinew::care
