// What the pages say, as text ready to lay out: made once from the values, shown by terminal, HTML and PDF alike.
//
// Everything here is words of one language and framing; the only numbers are inside sentences. No page decides anything.
#pragma once

#include <sinew/domain/programme.hpp>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/render/sheet_origin.hpp>

#include <string>
#include <vector>

namespace sinew::render {

/// One source behind a rule or choice.
struct SourceView {
    std::string key, citation, locator, status;
};

/// A rule of screening that fired.
struct FindingView {
    std::string id, title, outcome, say, why, clears;
    std::vector<std::string> facts;
    std::vector<SourceView> sources;
    std::string grade, status;
    bool set_aside = false;
};

struct QuestionView {
    std::string ask, why, reason;  ///< reason: why no answer counts: not answered, too old ...
};

struct ClearanceView {
    std::string outcome;  ///< one sentence for the person
    std::string mark;     ///< clear, modify ...: chooses a colour, never the only sign
    std::vector<FindingView> findings;
    std::vector<std::string> limits, needs, monitor, meanwhile;
    std::vector<QuestionView> questions;
    std::vector<std::string> optional_open, passed, overrides;
    bool training = false;
};
[[nodiscard]] ClearanceView view_of(const domain::Clearance& clearance,
                                    const knowledge::Catalogue& catalogue,
                                    const knowledge::Words& words);

/// One choice with its grounds, for `explain`, the details of a page and the clinician's sheet.
struct ChoiceView {
    std::string id, title, answer;
    std::vector<std::string> facts, rules, against, lost, change;
    std::vector<SourceView> sources;
    std::string grade, status;
};
/// @param facts  as judged: the clearance's
[[nodiscard]] ChoiceView view_of(const domain::Choice& choice, const domain::Intake& facts,
                                 const knowledge::Catalogue& catalogue,
                                 const knowledge::Words& words);

struct SessionView {
    std::string title, when, minutes, setting;
    std::vector<std::string> targets;  ///< zone, effort, heart rate, talk
    std::vector<std::string> parts;    ///< "warm-up 5 min", ...
    std::vector<std::string> forms, exercises;
};
struct DayView {
    std::string short_name, long_name, date;
    bool rest = false;
    std::vector<SessionView> sessions;
};
struct WeekView {
    int number = 1;
    std::string name, stage, aerobic, zone, heart_rate, strength, practice, total;
    bool if_progress = false, rescreen = false;
};
struct FormView {
    domain::FormIndex form = 0;
    std::string id, name, purpose, variant, repetitions, easier, seated;
    bool is_seated = false;
};
struct ExerciseView {
    std::string name, cue, dose;
};
struct Item {
    std::string label, text;
};

struct ProgrammeView {
    std::string title, start, stage, stage_aim, tier;
    ClearanceView clearance;
    std::vector<DayView> days;  ///< of week 1
    std::vector<WeekView> weeks;
    std::vector<FormView> forms;  ///< of the whole programme, standard order
    std::vector<domain::FormIndex> first_week_forms;
    std::vector<ExerciseView> exercises;
    std::string on_demand, on_demand_minutes;
    std::vector<std::string> on_demand_steps, stop_signs, emergency, honesty, left_out;
    std::vector<ChoiceView> choices;
    std::vector<Item> cert, tidier;
    std::string hash, alongside;
};
/// The box "when to call": the signs that cannot wait, the numbers of the centre or a line to write one on, one's own
/// contact.
[[nodiscard]] std::vector<std::string> call_lines(const ProgrammeView& view,
                                                  const knowledge::Words& words,
                                                  const SheetOrigin& origin);
[[nodiscard]] ProgrammeView view_of(const domain::Programme& programme,
                                    const knowledge::Catalogue& catalogue,
                                    const knowledge::Words& words);

/// The text key's last part of a pack word: every sign but letters, digits and dots becomes "_".
[[nodiscard]] std::string key_word(std::string_view word);

/// "20 min" or "20–30 min" in the reader's language.
[[nodiscard]] std::string minutes_text(int minutes, const knowledge::Words& words);

/// The statements that must stand on every page that uses the forms or a heart rate: DESIGN, honesty.
[[nodiscard]] std::vector<std::string> honesty_lines(const domain::Programme& programme,
                                                     const knowledge::Words& words);

}  // namespace sinew::render
