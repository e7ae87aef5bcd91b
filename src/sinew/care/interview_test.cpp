#include <gtest/gtest.h>
#include <sinew/care/interview.hpp>

#include <algorithm>

namespace sinew::care {
namespace {

using namespace domain;

const knowledge::Catalogue& catalogue() {
    static const auto loaded = knowledge::load_catalogue(
        knowledge::PackSource::embedded(),
        {knowledge::Part::screening, knowledge::Part::questions, knowledge::Part::text});
    return **loaded;
}
const knowledge::ScreeningPack& pack() { return catalogue().screening; }

const AsOf kNow = AsOf::of(*read_moment("2026-11-23T09:00:00Z"));

Record empty_record() {
    Record record;
    record.assessed_at = kNow.when;
    record.facts.resize(pack().facts.size());
    return record;
}

std::optional<Reading> parsed(const char* fact, const char* text) {
    const auto reading = parse_answer(pack().fact(fact), text, catalogue());
    return reading ? std::optional{*reading} : std::nullopt;
}

TEST(ParseAnswer, yes_and_no_in_two_languages) {
    for (const char* yes : {"y", "Yes", " YES ", "true", "是", "有"})
        EXPECT_EQ(parsed("hiv", yes)->value, 1) << yes;
    for (const char* no : {"n", "No", "false", "否", "没有"})
        EXPECT_EQ(parsed("hiv", no)->value, 0) << no;
    for (const char* odd : {"", "maybe", "1", "yess"}) EXPECT_FALSE(parsed("hiv", odd)) << odd;
}

TEST(ParseAnswer, numbers_with_their_own_unit_or_none) {
    for (const char* text : {"122", "122 mmHg", "122mmhg", " 122.0 "})
        EXPECT_EQ(parsed("sbp", text)->value, 122) << text;
    EXPECT_EQ(parsed("hr", "72 bpm")->value, 72);
    EXPECT_EQ(parsed("temp_c", "36.7 °C")->value, 36.7);
    for (const char* odd : {"16 kPa", "122/78", "about 120", "", "1e9", "nan"})
        EXPECT_FALSE(parsed("sbp", odd)) << odd;
    EXPECT_FALSE(parsed("cows_total", "4.5"));
    EXPECT_FALSE(parsed("temp_c", "98 F"));
}

TEST(ParseAnswer, never_only_where_it_is_an_answer) {
    EXPECT_EQ(parsed("overdose_hours_ago", "never")->state, Reading::State::never);
    EXPECT_EQ(parsed("overdose_hours_ago", "从未")->state, Reading::State::never);
    EXPECT_FALSE(parsed("days_since_last_use", "never"));
}

TEST(ParseAnswer, a_choice_by_word_place_or_wording) {
    EXPECT_EQ(pack().value_text(pack().fact("moud"), parsed("moud", "Methadone")->value),
              "methadone");
    EXPECT_EQ(parsed("moud", "2")->value, 1);
    EXPECT_EQ(pack().value_text(pack().fact("moud"), parsed("moud", "naltrexone tablets")->value),
              "naltrexone_oral");
    EXPECT_EQ(parsed("moud", "no")->value, 0);
    EXPECT_FALSE(parsed("moud", "9"));
    EXPECT_EQ(parse_answer(pack().fact("moud"), "metadone", catalogue()).error().hint.substr(0, 23),
              "did you mean methadone?");
}

TEST(OpenQuestions, safety_comes_first_and_the_optional_last) {
    const Interview interview{empty_record(), kNow, catalogue()};
    ASSERT_NE(interview.question(), nullptr);
    EXPECT_EQ(interview.question()->key, "acute_symptom_now");
    EXPECT_TRUE(interview.question()->needed);
    const auto questions = open_questions(interview.clearance(), interview.record(), catalogue());
    EXPECT_TRUE(std::is_sorted(questions.begin(), questions.end(),
                               [](const auto& a, const auto& b) { return a.group < b.group; }));
    EXPECT_EQ(questions[1].key, "intoxicated_now");
    EXPECT_EQ(questions[2].key, "sedated_now");
    EXPECT_EQ(questions[3].key, "sbp");
    EXPECT_EQ(questions.back().group, QuestionGroup::about);
    EXPECT_EQ(interview.needed_left(), interview.clearance().missing.size());
}

TEST(OpenQuestions, hints_stand_on_top_of_their_group) {
    Record record = empty_record();
    record.hints = {{"hr", "SNOMED 1: x"}, {"spo2", "SNOMED 2: y"}, {"capacity", "SNOMED 3: z"}};
    const Interview interview{record, kNow, catalogue()};
    const auto questions = open_questions(interview.clearance(), record, catalogue());
    EXPECT_EQ(questions[3].key, "hr");
    EXPECT_EQ(questions[4].key, "spo2");
    EXPECT_EQ(questions[4].because, std::vector<std::string>{"SNOMED 2: y"});
    EXPECT_FALSE(questions[4].needed);
    EXPECT_EQ(questions[5].key, "sbp");
    EXPECT_EQ(std::count_if(questions.begin(), questions.end(),
                            [](const auto& q) { return q.key == "capacity"; }),
              1);
}

TEST(OpenQuestions, a_stale_answer_is_shown_with_its_date) {
    Record record = empty_record();
    const Instant then = read_moment("2014-01-01")->earliest;
    put_fact(record, pack().fact("sbp"), Reading::number(150, hours_between(then, kNow.when)), then,
             "LOINC 8480-6");
    const Interview interview{record, kNow, catalogue()};
    const auto questions = open_questions(interview.clearance(), record, catalogue());
    const auto sbp = std::find_if(questions.begin(), questions.end(),
                                  [](const auto& q) { return q.key == "sbp"; });
    ASSERT_NE(sbp, questions.end());
    EXPECT_EQ(sbp->reason, MissingReason::stale);
    EXPECT_EQ(sbp->old->value, 150);
    EXPECT_EQ(sbp->old_from, then);
}

TEST(OpenQuestions, every_one_has_its_words_in_both_languages) {
    Record record = empty_record();
    for (const auto& spec : pack().facts) record.hints.push_back({spec.name, "x"});
    record.hints.push_back({"capacity", "x"});
    const Interview interview{record, kNow, catalogue()};
    for (const Question& question : open_questions(interview.clearance(), record, catalogue()))
        for (const char* part : {".ask", ".why", ".label"})
            for (const Language language : {Language::en, Language::zh})
                EXPECT_TRUE(catalogue()
                                .words(language, Framing::secular)
                                .has("question." + question.key + part))
                    << question.key << part;
}

TEST(OpenQuestions, nobody_asks_the_dead) {
    Record record = empty_record();
    record.person.deceased = true;
    EXPECT_EQ(Interview(record, kNow, catalogue()).question(), nullptr);
}

/// Types `text` at the question with this key; skips all before it.
void type_at(Interview& interview, const std::string& key, const char* text) {
    while (interview.question() != nullptr && interview.question()->key != key) interview.skip();
    ASSERT_NE(interview.question(), nullptr) << key;
    const auto answer = interview.answer(text, kNow);
    EXPECT_TRUE(answer) << key << ": " << to_line(answer.error());
}

TEST(Interview, what_is_not_understood_leaves_everything_as_it_was) {
    Interview interview{empty_record(), kNow, catalogue()};
    const auto answer = interview.answer("perhaps", kNow);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().hint, "give y / n");
    EXPECT_EQ(interview.question()->key, "acute_symptom_now");
    EXPECT_TRUE(interview.record() == empty_record());
}

TEST(Interview, an_answer_opens_what_follows_from_it) {
    Interview interview{empty_record(), kNow, catalogue()};
    type_at(interview, "moud", "methadone");
    ASSERT_NE(interview.question(), nullptr);
    EXPECT_EQ(interview.question()->key, "moud_days_on");
}

TEST(Interview, going_back_takes_the_answer_out) {
    Interview interview{empty_record(), kNow, catalogue()};
    EXPECT_FALSE(interview.back());
    EXPECT_TRUE(interview.answer("n", kNow));
    EXPECT_EQ(interview.question()->key, "intoxicated_now");
    EXPECT_TRUE(interview.back());
    EXPECT_EQ(interview.question()->key, "acute_symptom_now");
    EXPECT_TRUE(interview.record() == empty_record());
}

TEST(Interview, height_and_weight_answer_one_question) {
    Interview interview{empty_record(), kNow, catalogue()};
    type_at(interview, "bmi", "200 cm, 80 kg");
    EXPECT_EQ(interview.record().person.height_cm, 200);
    EXPECT_DOUBLE_EQ(interview.record().facts[pack().fact("bmi")].value, 20);
}

TEST(Interview, fields_of_the_record_are_asked_last) {
    Interview interview{empty_record(), kNow, catalogue()};
    type_at(interview, "goals", "sleep, craving");
    type_at(interview, "availability.days", "Mon wed friday");
    type_at(interview, "symptoms.craving", "7");
    type_at(interview, "cautions", "none");
    EXPECT_EQ(interview.record().goals, (std::vector{Goal::sleep, Goal::craving}));
    EXPECT_EQ(interview.record().availability.days,
              (EnumSet<Weekday>{Weekday::mon, Weekday::wed, Weekday::fri}));
    EXPECT_EQ(interview.record().symptoms[static_cast<std::size_t>(Symptom::craving)], 7);
}

TEST(Interview, ends_when_all_is_skipped_and_goes_on_from_its_record) {
    Interview first{empty_record(), kNow, catalogue()};
    EXPECT_TRUE(first.answer("n", kNow));
    while (first.question() != nullptr) first.skip();
    Interview second{first.record(), kNow, catalogue()};
    EXPECT_EQ(second.question()->key, "intoxicated_now");
}

TEST(Interview, answering_what_is_needed_completes_the_screening) {
    Interview interview{empty_record(), kNow, catalogue()};
    int asked = 0;
    while (interview.needed_left() > 0 && asked++ < 200) {
        const Question& question = *interview.question();
        if (!question.needed) {
            interview.skip();
            continue;
        }
        const auto& spec = pack().facts[*question.fact];
        const char* text = spec.name == "bmi"                          ? "180 75"
                           : spec.name == "sbp"                        ? "120"
                           : spec.name == "dbp"                        ? "80"
                           : spec.name == "drinking_fluids_ok"         ? "y"
                           : spec.name == "hr"                         ? "70"
                           : spec.name == "age"                        ? "40"
                           : spec.null_means_never                     ? "never"
                           : spec.type == knowledge::FactType::boolean ? "n"
                           : spec.type == knowledge::FactType::choice  ? "1"
                                                                       : "100";
        ASSERT_TRUE(interview.answer(text, kNow)) << spec.name;
    }
    EXPECT_TRUE(interview.clearance().complete());
    EXPECT_LE(interview.clearance().outcome, Outcome::supervise);
}

}  // namespace
}  // namespace sinew::care
