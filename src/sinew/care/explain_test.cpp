#include <gtest/gtest.h>
#include <sinew/care/condition_words.hpp>
#include <sinew/care/explain.hpp>
#include <sinew/care/limit_words.hpp>

namespace sinew::care {
namespace {

using domain::Framing;
using domain::Language;

const knowledge::Catalogue& catalogue() {
    static const auto loaded =
        knowledge::load_catalogue(knowledge::PackSource::embedded(), parts_to_explain());
    return **loaded;
}

knowledge::Words words(Language language = Language::en) {
    return catalogue().words(language, Framing::secular);
}

const ExplainedPart* part(const Explained& explained, std::string_view key) {
    for (const auto& candidate : explained.parts)
        if (candidate.key == key) return &candidate;
    return nullptr;
}

/// A key that the text pack lacks shows as "<kind.name>".
bool has_gap(const std::string& line) {
    const auto open = line.find('<');
    if (open == std::string::npos || open + 1 >= line.size()) return false;
    const auto dot = line.find('.', open), close = line.find('>', open);
    return std::islower(static_cast<unsigned char>(line[open + 1])) != 0 &&
           dot != std::string::npos && dot < close && close != std::string::npos;
}

TEST(Explain, a_rule_says_when_it_applies_and_what_clears_it) {
    const auto rule = explain("SCR-035", catalogue(), words());
    ASSERT_TRUE(rule);
    ASSERT_NE(part(*rule, "when"), nullptr);
    EXPECT_NE(part(*rule, "when")->lines[0].find("is methadone, and "), std::string::npos);
    EXPECT_NE(part(*rule, "when")->lines[0].find("above 100, or "), std::string::npos);
    EXPECT_EQ(part(*rule, "clears_when")->lines[0], "ECG recorded");
    EXPECT_EQ(rule->grade, domain::Grade::B);
    EXPECT_EQ(rule->sources.size(), 2u);
}

TEST(Explain, every_id_has_an_answer_without_a_gap_in_both_languages) {
    for (const auto language : {Language::en, Language::zh})
        for (const std::string& id : explainable_ids(catalogue())) {
            const auto answer = explain(id, catalogue(), words(language));
            ASSERT_TRUE(answer) << id;
            EXPECT_FALSE(answer->title.empty()) << id;
            for (const auto& p : answer->parts) {
                EXPECT_FALSE(has_gap(p.label)) << id << " " << p.label;
                for (const auto& line : p.lines)
                    EXPECT_FALSE(has_gap(line)) << id << " " << p.key << ": " << line;
            }
        }
}

TEST(Explain, a_slip_of_the_pen_gets_the_nearest_names) {
    const auto answer = explain("SCR-0355", catalogue(), words());
    ASSERT_FALSE(answer);
    EXPECT_NE(answer.error().hint.find("SCR-035"), std::string::npos);
    EXPECT_TRUE(explain("scr-035", catalogue(), words()));
}

TEST(LimitWords, say_every_limit_of_every_rule_in_both_languages) {
    for (const auto language : {Language::en, Language::zh})
        for (const auto& rule : catalogue().screening.rules) {
            const auto lines = limit_words(rule.limits, words(language));
            EXPECT_EQ(lines.empty(), rule.limits == domain::Limits{}) << rule.id;
            for (const auto& line : lines) EXPECT_FALSE(has_gap(line)) << rule.id << ": " << line;
        }
}

}  // namespace
}  // namespace sinew::care
