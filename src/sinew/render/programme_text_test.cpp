#include <gtest/gtest.h>
#include <sinew/base/text.hpp>
#include <sinew/render/programme_text.hpp>
#include <sinew/render/sample_programme_for_test.hpp>
#include <sinew/render/view.hpp>

namespace sinew::render {
namespace {
using domain::Framing;
using domain::Language;

TEST(ProgrammeText, fits_every_width_in_both_languages_without_unfilled_words) {
    for (const Language language : {Language::en, Language::zh})
        for (const Framing framing : {Framing::secular, Framing::traditional})
            for (const std::size_t columns : {40u, 60u, 80u, 120u}) {
                const std::string text = programme_text(sample_programme(), test_catalogue(),
                                                        test_catalogue().words(language, framing),
                                                        {columns, false, true});
                EXPECT_EQ(text.find('<'), std::string::npos) << text.substr(text.find('<'), 60);
                EXPECT_EQ(text.find('{'), std::string::npos) << text.substr(text.find('{'), 60);
                EXPECT_EQ(text.find('\x1b'), std::string::npos);
                for (const std::string_view line : split(text, '\n')) {
                    const bool one_word = trim(line).find(' ') ==
                                          std::string_view::npos;  // an address cannot be broken
                    EXPECT_TRUE(display_width(line) <= columns || one_word)
                        << columns << ": " << line;
                }
            }
}

TEST(ProgrammeText, says_what_a_therapist_needs) {
    const std::string text =
        programme_text(sample_programme(), test_catalogue(),
                       test_catalogue().words(Language::en, Framing::secular), {});
    for (const char* phrase :
         {"You can train, with some limits.", "SCR-035", "109–125 beats a minute",
          "Monday  2026-11-23", "No controlled trial of YiJinJing", "(seated)", "week 12",
          "chest pain or pressure", "about light"})
        EXPECT_NE(text.find(phrase) != std::string::npos, std::string{phrase} == "about light")
            << phrase;
    EXPECT_NE(text.find("A rest day."), std::string::npos);
}

TEST(ClearanceText, shows_the_facts_read_the_source_and_what_was_fine) {
    const auto words = test_catalogue().words(Language::en, Framing::secular);
    const std::string text =
        clearance_text(sample_programme().clearance, test_catalogue(), words, {100, false, true});
    EXPECT_NE(text.find("A heart tracing first; light exercise meanwhile."), std::string::npos);
    EXPECT_NE(text.find("ECG recorded"), std::string::npos);
    EXPECT_NE(text.find("2 rules were looked at and found fine"), std::string::npos);
    EXPECT_NE(text.find("SCR-010"), std::string::npos);
    EXPECT_EQ(
        clearance_text(sample_programme().clearance, test_catalogue(), words, {100, false, false})
            .find("SCR-010"),
        std::string::npos);
}

TEST(ClearanceText, a_person_who_may_not_train_is_offered_something) {
    domain::Clearance clearance = sample_programme().clearance;
    clearance.outcome = domain::Outcome::incomplete;
    clearance.missing = {{test_catalogue().screening.fact("sbp"), domain::MissingReason::stale}};
    clearance.permitted_meanwhile = {domain::Activity::seated_breathing};
    const std::string text = clearance_text(
        clearance, test_catalogue(), test_catalogue().words(Language::en, Framing::secular), {});
    EXPECT_NE(text.find("seated breathing"), std::string::npos);
    EXPECT_NE(text.find("the answer is too old"), std::string::npos);
}

TEST(ChoiceText, answers_with_rule_source_grade_and_what_would_change_it) {
    const domain::Programme programme = sample_programme();
    const std::string text =
        choice_text(programme.choices[0], programme.clearance, test_catalogue(),
                    test_catalogue().words(Language::en, Framing::secular), {100, false, false});
    for (const char* phrase :
         {"Aerobic minutes", "15 min each time.", "SCR-004 – Not regularly active", "garber2011",
          "B – guideline", "seen in the source", "what speaks against it",
          "30 min each time. [SCR-035]", "A week done well adds five minutes"})
        EXPECT_NE(text.find(phrase), std::string::npos) << phrase << "\n" << text;
}

TEST(Checklists, every_item_has_an_answer_and_no_brace_stays_open) {
    for (const Language language : {Language::en, Language::zh}) {
        const ProgrammeView view = view_of(sample_programme(), test_catalogue(),
                                           test_catalogue().words(language, Framing::secular));
        ASSERT_EQ(view.cert.size(), 16u);
        ASSERT_EQ(view.tidier.size(), 12u);
        for (const auto* list : {&view.cert, &view.tidier})
            for (const Item& item : *list) {
                EXPECT_FALSE(item.label.empty() || item.text.empty());
                EXPECT_EQ(item.text.find('{'), std::string::npos) << item.text;
                EXPECT_EQ(item.text.find('<'), std::string::npos) << item.text;
            }
    }
}

TEST(TerminalPage, colour_adds_signs_and_takes_no_words) {
    const auto words = test_catalogue().words(Language::en, Framing::secular);
    std::string coloured =
        programme_text(sample_programme(), test_catalogue(), words, {80, true, false});
    const std::string plain =
        programme_text(sample_programme(), test_catalogue(), words, {80, false, false});
    EXPECT_NE(coloured.find("\x1b[33mYou can train"), std::string::npos);
    std::string stripped;
    for (std::size_t i = 0; i < coloured.size(); ++i) {
        if (coloured[i] == '\x1b')
            i = coloured.find('m', i);
        else
            stripped += coloured[i];
    }
    EXPECT_EQ(stripped, plain);
}

}  // namespace
}  // namespace sinew::render
