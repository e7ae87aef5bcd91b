#include <sinew/base/text.hpp>
#include <sinew/knowledge/phrase_text.hpp>
#include <sinew/render/programme_text.hpp>
#include <sinew/render/view.hpp>

#include <fmt/format.h>

namespace sinew::render {
using knowledge::Catalogue;
using knowledge::Words;
namespace {

/// A page whose labels end in the colon of the language.
TerminalPage page_for(TextStyle style, const Words& words) {
    if (words.language() == domain::Language::zh) style.colon = "：";
    return TerminalPage{style};
}

Tone tone_of(const ClearanceView& view) {
    if (view.mark == "stop_now") return Tone::stop;
    if (view.mark == "clear") return Tone::good;
    return Tone::caution;
}

void write_list(TerminalPage& page, const std::string& title,
                const std::vector<std::string>& items) {
    if (items.empty()) return;
    page.heading(title);
    for (const std::string& item : items) page.bullet(item);
}

void write_sources(TerminalPage& page, const std::vector<SourceView>& sources, const Words& words,
                   std::size_t indent) {
    for (const SourceView& source : sources) {
        std::string text = source.key + " – " + source.citation;
        if (!source.locator.empty()) text += ", " + source.locator;
        if (!source.status.empty()) text += " (" + source.status + ")";
        page.pair(words("why.source"), text, indent);
    }
}

void write_finding(TerminalPage& page, const FindingView& finding, const Words& words,
                   bool explain) {
    page.bullet(finding.id + "  " + finding.title +
                    (finding.set_aside ? " [" + words("sheet.override") + "]" : ""),
                0, Tone::strong);
    page.pair(words("sheet.for_person"), finding.say, 2);
    page.pair(words("why.clinician"), finding.why, 2);
    page.pair(words("why.facts"), knowledge::list_text(finding.facts, words), 2);
    page.pair(words("why.clears_when"), finding.clears, 2);
    if (explain)
        write_sources(page, finding.sources, words, 2);
    else {
        std::vector<std::string> keys;
        for (const SourceView& source : finding.sources) keys.push_back(source.key);
        page.pair(words("why.sources"), knowledge::list_text(keys, words), 2);
    }
    page.pair(words("why.grade"), finding.grade + " · " + finding.status, 2);
}

void write_questions(TerminalPage& page, const ClearanceView& view, const Words& words) {
    if (!view.questions.empty()) {
        page.heading(words("screening.questions_open"));
        for (const QuestionView& question : view.questions)
            page.bullet(question.ask + " (" + question.reason + ") " + question.why);
    }
    if (!view.optional_open.empty()) {
        page.heading(words("sheet.optional"));
        page.line(knowledge::list_text(view.optional_open, words));
    }
}

void write_clearance(TerminalPage& page, const ClearanceView& view, const Words& words,
                     const TextStyle& style) {
    page.title(view.outcome, tone_of(view));
    if (!view.findings.empty()) {
        page.heading(words("screening.findings"));
        for (const FindingView& finding : view.findings)
            write_finding(page, finding, words, style.explain);
    }
    write_list(page, words("screening.limits"), view.limits);
    write_list(page, words("sheet.measure"), view.monitor);
    write_list(page, words("screening.needs"), view.needs);
    if (!view.training) {
        page.heading(words("screening.meanwhile"));
        if (view.meanwhile.empty())
            page.line(words("screening.meanwhile.none"));
        else
            page.line(words("screening.meanwhile.say"));
        for (const std::string& activity : view.meanwhile) page.bullet(activity);
    }
    write_list(page, words("screening.override"), view.overrides);
    write_questions(page, view, words);
    page.blank();
    page.line(words("sheet.fine.count", {{"count", std::to_string(view.passed.size())}}), 0,
              Tone::quiet);
    if (style.explain)
        for (const std::string& rule : view.passed) page.bullet(rule, 2, Tone::quiet);
}

void write_day(TerminalPage& page, const DayView& day, const Words& words) {
    page.line(day.long_name + "  " + day.date, 0, Tone::strong);
    if (day.rest) return page.line(words("programme.rest_day.say"), 2, Tone::quiet);
    for (const SessionView& session : day.sessions) {
        page.bullet(fmt::format("{} · {} · {} · {}", session.when, session.minutes, session.title,
                                session.setting),
                    2);
        page.line(join(session.targets, " · "), 4, Tone::link);
        if (session.parts.size() > 1) page.line(join(session.parts, " · "), 4, Tone::quiet);
        if (!session.forms.empty())
            page.pair(words("programme.forms"), knowledge::list_text(session.forms, words), 4);
        if (!session.exercises.empty())
            page.pair(words("programme.exercises"), knowledge::list_text(session.exercises, words),
                      4);
    }
}

void write_choice(TerminalPage& page, const ChoiceView& choice, const Words& words) {
    page.pair(words("why.answer"), choice.answer);
    if (!choice.facts.empty())
        page.pair(words("why.facts"), knowledge::list_text(choice.facts, words));
    for (const std::string& rule : choice.rules) page.pair(words("why.rule"), rule);
    write_sources(page, choice.sources, words, 0);
    page.pair(words("why.grade"), choice.grade);
    page.pair(words("why.status"), choice.status);
    for (const std::string& against : choice.against) page.pair(words("why.against"), against);
    if (choice.against.empty()) page.line(words("why.nothing_against"), 0, Tone::quiet);
    for (const std::string& lost : choice.lost) page.pair(words("why.lost"), lost);
    if (choice.lost.empty()) page.line(words("why.nothing_lost"), 0, Tone::quiet);
    for (const std::string& change : choice.change) page.pair(words("why.change"), change);
}

}  // namespace

std::string clearance_text(const domain::Clearance& clearance, const Catalogue& catalogue,
                           const Words& words, const TextStyle& style) {
    TerminalPage page = page_for(style, words);
    write_clearance(page, view_of(clearance, catalogue, words), words, style);
    return std::move(page).text();
}

std::string choice_text(const domain::Choice& choice, const domain::Clearance& clearance,
                        const Catalogue& catalogue, const Words& words, const TextStyle& style) {
    TerminalPage page = page_for(style, words);
    const ChoiceView view = view_of(choice, clearance.facts, catalogue, words);
    page.title(view.title);
    page.blank();
    write_choice(page, view, words);
    return std::move(page).text();
}

std::string programme_text(const domain::Programme& programme, const Catalogue& catalogue,
                           const Words& words, const TextStyle& style) {
    const ProgrammeView view = view_of(programme, catalogue, words);
    TerminalPage page = page_for(style, words);
    page.title(view.title);
    page.pair(words("programme.stage"), view.stage + " – " + view.stage_aim);
    page.pair(words("programme.tier"), view.tier);
    page.blank();
    write_clearance(page, view.clearance, words, style);

    page.heading(words("sheet.week_one"));
    for (const DayView& day : view.days) write_day(page, day, words);

    page.heading(words("sheet.how_it_grows"));
    std::vector<std::vector<std::string>> rows;
    for (const WeekView& week : view.weeks)
        rows.push_back({week.name + (week.if_progress ? " *" : ""),
                        week.stage + (week.rescreen ? " †" : ""), week.aerobic, week.zone,
                        week.heart_rate, week.strength, week.practice, week.total});
    page.table({words("programme.week"), words("programme.stage"), words("sheet.aerobic"),
                words("sheet.intensity"), words("sheet.beats"), words("sheet.strength"),
                words("sheet.practice"), words("sheet.total")},
               rows);
    page.line("* " + words("programme.if_progress.say"), 0, Tone::quiet);
    page.line("† " + words("programme.provisional_stage"), 0, Tone::quiet);

    page.heading(words("programme.forms"));
    for (const FormView& form : view.forms) {
        page.bullet(fmt::format("{} – {}{}", form.name, form.variant,
                                form.repetitions.empty() ? "" : " " + form.repetitions));
        page.line(form.is_seated ? form.seated : form.easier, 4, Tone::quiet);
    }
    if (!view.left_out.empty())
        page.pair(words("sheet.left_out"), knowledge::list_text(view.left_out, words));

    page.heading(fmt::format("{} ({})", view.on_demand, view.on_demand_minutes));
    for (const std::string& step : view.on_demand_steps) page.bullet(step);
    write_list(page, words("session.stop_signs.title"), view.stop_signs);

    page.heading(words("sheet.decisions"));
    for (const ChoiceView& choice : view.choices) {
        if (!style.explain) {
            page.pair(choice.title,
                      fmt::format("{} [{}]", choice.answer, join(choice.rules, ", ")));
            continue;
        }
        page.blank();
        page.line(choice.title, 0, Tone::strong);
        write_choice(page, choice, words);
    }
    if (style.explain)
        for (const auto& [title, items] : {std::pair{words("report.cert.title"), view.cert},
                                           std::pair{words("report.tidier.title"), view.tidier}}) {
            page.heading(title);
            for (std::size_t i = 0; i < items.size(); ++i)
                page.pair(fmt::format("{}. {}", i + 1, items[i].label), items[i].text);
        }
    write_list(page, words("honesty.title"), view.honesty);
    page.blank();
    page.line(view.alongside);
    page.line(words("programme.clinician_decides"), 0, Tone::quiet);
    page.line(words("sheet.versions", {{"hash", view.hash.substr(0, 12)}}), 0, Tone::quiet);
    return std::move(page).text();
}

}  // namespace sinew::render
