// Scores one instrument: a pure function of the pack and the answers.
#pragma once

#include <sinew/knowledge/instrument_pack.hpp>
#include <sinew/measure/answers.hpp>

#include <optional>
#include <span>
#include <vector>

namespace sinew::measure {

using knowledge::Instrument;
using knowledge::ScoreFault;

/// Why there is no score: the first kind that applies, and what it names.
struct Refusal {
    ScoreFault kind = ScoreFault::missing;
    int input = -1;    ///< place in the pack's inputs; -1: the answers as a whole
    int element = -1;  ///< from 0; -1: the input as a whole
    const knowledge::RefusalRule* rule = nullptr;  ///< when a rule of the pack spoke
};

/// The registers after a run. Valid until the scorer's next answer.
struct Score {
    std::optional<Refusal> refusal;
    bool ran = false;  ///< formulas were run; with a refusal only outputs marked with_error count
    std::span<const double> scalars;
    std::span<const std::span<const double>> lists;

    /// NaN = null.
    [[nodiscard]] double value(const knowledge::OutputSpec& output) const noexcept {
        return scalars[output.at];
    }
    [[nodiscard]] std::span<const double> list(const knowledge::OutputSpec& output) const noexcept {
        return lists[output.at];
    }
    [[nodiscard]] bool raised(const knowledge::FindingRule& finding) const noexcept {
        return ran && scalars[finding.at] == 1;
    }
};

/// Keeps its registers between answers: nothing is allocated once it has seen answers of that size. Not for two
/// threads at once; make one each.
class Scorer {
public:
    /// @param instrument must outlive the scorer
    explicit Scorer(const Instrument& instrument);

    /// Conventions: wrong_length, not_allowed, out_of_range, inconsistent, missing, no_key, in that order; a missing
    /// value is null; where the pack's rules leave a total without its items, it is null.
    const Score& score(const Answers& answers);

private:
    [[nodiscard]] std::span<const std::size_t> asked(AnswerForm form) const noexcept;
    [[nodiscard]] std::optional<Refusal> wrong_length(const Answers& answers) const noexcept;
    [[nodiscard]] std::optional<Refusal> wrong_value(const Answers& answers) const noexcept;
    [[nodiscard]] std::optional<Refusal> missing(const Answers& answers) const noexcept;
    [[nodiscard]] bool allowed(std::size_t input, std::size_t element, double value) const noexcept;
    void load(const Answers& answers, bool only_valid);
    void run();
    const Score& refuse(std::optional<Refusal> refusal);

    const Instrument& instrument_;
    std::vector<double> scalars_;
    std::vector<std::span<const double>> lists_;
    std::vector<std::vector<double>> buffers_;  ///< of list registers that are not bare inputs
    std::vector<std::size_t> list_form_, value_form_;
    std::vector<bool> grouped_;
    bool speaks_with_error_ = false;
    Score score_;
};

/// The value as it is told: settled, then rounded once, half away from zero. Null stays NaN; so does what is not finite.
[[nodiscard]] double told(double value, const knowledge::OutputSpec& output);

}  // namespace sinew::measure
