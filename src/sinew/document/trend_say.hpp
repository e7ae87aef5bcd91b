// The sentences of one trend, from the text pack, with its numbers rounded once.
#pragma once

#include <sinew/care/trend_use.hpp>
#include <sinew/knowledge/text_pack.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sinew::document {

class TrendSay {
public:
    TrendSay(const care::OutcomeTrend& trend, const knowledge::Words& words)
        : trend_{trend}, words_{words} {}

    [[nodiscard]] std::string outcome() const;   ///< "Craving before sessions"
    [[nodiscard]] std::string headline() const;  ///< change since the start
    [[nodiscard]] std::string size() const;      ///< against the important difference
    [[nodiscard]] std::vector<std::string> details() const;
    [[nodiscard]] std::vector<std::string> bouts() const;
    [[nodiscard]] std::vector<std::string> practice() const;
    [[nodiscard]] std::vector<std::string> why() const;  ///< rule, noise, what would change it
    [[nodiscard]] std::vector<std::string> attention() const;
    /// A few words for a row: what needs a look most, else which way it went. "clearly lower"
    [[nodiscard]] std::string brief(std::optional<care::Attention> gravest) const;
    [[nodiscard]] std::string plain() const;        ///< to the person, without digits
    [[nodiscard]] std::string plain_bouts() const;  ///< likewise, before and after; "" without

    [[nodiscard]] std::string unit() const;  ///< in words: "points"
    [[nodiscard]] int decimals() const noexcept;
    [[nodiscard]] std::string number(double value) const;

private:
    [[nodiscard]] std::string interval(const trend::Interval& interval) const;
    [[nodiscard]] std::string signed_number(double value) const;

    const care::OutcomeTrend& trend_;
    const knowledge::Words& words_;
};

}  // namespace sinew::document
