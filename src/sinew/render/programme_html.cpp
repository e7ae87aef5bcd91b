#include <sinew/figure/svg.hpp>
#include <sinew/knowledge/phrase_text.hpp>
#include <sinew/render/form_strip.hpp>
#include <sinew/render/page_style.hpp>
#include <sinew/render/programme_html.hpp>
#include <sinew/render/view.hpp>

#include <fmt/format.h>

namespace sinew::render {
using knowledge::Catalogue;
using knowledge::Words;
namespace {

class Page {
public:
    Page(const ProgrammeView& view, const Catalogue& catalogue, const Words& words,
         const SheetOrigin& origin)
        : view_{view}, catalogue_{catalogue}, words_{words}, origin_{origin} {}

    std::string write() {
        head();
        week();
        boxes();
        growth();
        limits();
        forms();
        exercises();
        list("honesty", words_("honesty.title"), view_.honesty);
        clinician();
        out_ += "</main>\n<footer class=\"small soft\"><p>" + safe(view_.alongside) + "</p><p>" +
                safe(words_("programme.clinician_decides")) + "</p><p>" +
                safe(words_("sheet.versions", {{"hash", view_.hash}})) +
                "</p></footer>\n</body>\n</html>\n";
        return std::move(out_);
    }

private:
    static std::string safe(std::string_view text) { return figure::escaped_markup(text); }

    void head() {
        const bool chinese = words_.language() == domain::Language::zh;
        out_ += std::string{"<!DOCTYPE html>\n<html lang=\""} + (chinese ? "zh-Hans" : "en") +
                "\">\n<head>\n<meta charset=\"utf-8\">\n" +
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                "style-src 'unsafe-inline'; img-src data:; "
                "base-uri 'none'; form-action 'none'\">\n"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta "
                "name=\"referrer\" content=\"no-referrer\">\n"
                "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" +
                safe(words_("sheet.week")) + "</title>\n<style>\n:root{" +
                figure::ink_properties(figure::Theme::light) +
                "}\n@media screen and (prefers-color-scheme:dark){:root{" +
                figure::ink_properties(figure::Theme::dark) + "}}\n" + figure::svg_class_rules() +
                std::string{kPageStyle} + "</style>\n</head>\n<body>\n<header>\n<h1>" +
                safe(words_("sheet.week")) + "</h1>\n<p class=\"soft\">" + safe(view_.title) +
                " · " + safe(view_.stage) + " – " + safe(view_.stage_aim) +
                "</p>\n<p class=\"verdict " + view_.clearance.mark + "\">" +
                safe(view_.clearance.outcome) + "</p>\n<p>" + safe(words_("sheet.stop_any_time")) +
                "</p>\n</header>\n<main>\n";
    }

    void heading(std::string_view id, const std::string& title) {
        out_ += fmt::format("<h2 id=\"{}\">{}</h2>\n", id, safe(title));
    }

    void items(const std::vector<std::string>& lines, const char* tag = "ul") {
        out_ += fmt::format("<{}>", tag);
        for (const std::string& line : lines) out_ += "<li>" + safe(line) + "</li>";
        out_ += fmt::format("</{}>\n", tag);
    }

    void list(std::string_view id, const std::string& title,
              const std::vector<std::string>& lines) {
        if (lines.empty()) return;
        heading(id, title);
        items(lines);
    }

    void week() {
        heading("week", words_("sheet.week_one"));
        for (const DayView& day : view_.days) {
            out_ += "<section class=\"day\"><h3>" + safe(day.long_name) +
                    "<br><span class=\"soft small\">" + safe(day.date) +
                    "</span></h3><div class=\"sessions\">";
            if (day.rest)
                out_ += "<p class=\"soft\">" + safe(words_("programme.rest_day.say")) + "</p>";
            for (const SessionView& s : day.sessions) {
                out_ += "<div class=\"card\"><p><strong>" +
                        safe(s.when + " · " + s.minutes + " · " + s.title) + "</strong></p>";
                for (const std::string& target : s.targets) out_ += "<p>" + safe(target) + "</p>";
                out_ += "<p class=\"soft small\">" + safe(s.setting) + "</p>";
                for (const auto* parts : {&s.parts, &s.forms, &s.exercises})
                    if (!parts->empty())
                        out_ += "<p class=\"soft small\">" +
                                safe(knowledge::list_text(*parts, words_)) + "</p>";
                out_ += "</div>";
            }
            out_ += "</div></section>\n";
        }
    }

    void boxes() {
        out_ += "<div class=\"boxes\">";
        box("stop", words_("session.stop_signs.title"), view_.stop_signs, "ul");
        box("call", words_("sheet.call"), call_lines(view_, words_, origin_), "ul");
        box("craving", view_.on_demand + " · " + view_.on_demand_minutes, view_.on_demand_steps,
            "ol");
        out_ += "</div>\n";
    }

    void box(const char* kind, const std::string& title, const std::vector<std::string>& lines,
             const char* tag) {
        out_ += fmt::format("<section class=\"{}\"><h2>{}</h2>", kind, safe(title));
        items(lines, tag);
        out_ += "</section>";
    }

    void growth() {
        heading("weeks", words_("sheet.how_it_grows"));
        out_ +=
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
            "aria-labelledby=\"weeks\"><table><caption>* " +
            safe(words_("programme.if_progress.say")) + " † " +
            safe(words_("programme.provisional_stage")) + "</caption><thead><tr>";
        for (const char* key :
             {"programme.week", "programme.stage", "sheet.aerobic", "sheet.intensity",
              "sheet.beats", "sheet.strength", "sheet.practice", "sheet.total"})
            out_ += "<th scope=\"col\">" + safe(words_(key)) + "</th>";
        out_ += "</tr></thead><tbody>\n";
        for (const WeekView& week : view_.weeks) {
            out_ += "<tr><th scope=\"row\">" + safe(week.name) + (week.if_progress ? " *" : "") +
                    "</th><td>" + safe(week.stage) + (week.rescreen ? " †" : "") + "</td>";
            for (const std::string* cell : {&week.aerobic, &week.zone, &week.heart_rate,
                                            &week.strength, &week.practice, &week.total})
                out_ += "<td>" + safe(*cell) + "</td>";
            out_ += "</tr>\n";
        }
        out_ += "</tbody></table></div>\n";
    }

    void limits() {
        list("limits", words_("screening.limits"), view_.clearance.limits);
        list("needs", words_("screening.needs"), view_.clearance.needs);
        list("measure", words_("sheet.measure"), view_.clearance.monitor);
    }

    void forms() {
        if (view_.forms.empty()) return;
        heading("forms", words_("sheet.forms"));
        for (const FormView& form : view_.forms) {
            out_ += "<article class=\"form\"><h3>" + safe(form.name) +
                    "</h3><p class=\"soft small\">" + safe(form.purpose) + " · " +
                    safe(form.variant) +
                    (form.repetitions.empty() ? "" : " " + safe(form.repetitions)) + "</p>";
            figure::SvgStyle style;
            style.colours = figure::SvgColours::classes;
            style.id = "form-" + form.id;
            out_ += figure::to_svg(form_strip(catalogue_.keyframes, form.id, words_,
                                              form.is_seated ? Seat::chair : Seat::none),
                                   style);
            out_ += "<ol class=\"cues small\">";
            for (const StillCue& cue : still_cues(catalogue_.keyframes, form.id, words_))
                out_ += "<li>" + safe(cue.attention) + " <span class=\"soft\">(" +
                        safe(cue.breath) + ")</span></li>";
            out_ += "</ol><p class=\"small\"><span class=\"soft\">" + safe(words_("sheet.easier")) +
                    "</span> " + safe(form.easier) +
                    "</p><p class=\"small\"><span class=\"soft\">" + safe(words_("sheet.seated")) +
                    "</span> " + safe(form.seated) + "</p></article>\n";
        }
        if (!view_.left_out.empty())
            out_ += "<p class=\"soft\">" + safe(words_("sheet.left_out")) + " – " +
                    safe(knowledge::list_text(view_.left_out, words_)) + "</p>\n";
    }

    void exercises() {
        if (view_.exercises.empty()) return;
        heading("exercises", words_("sheet.exercises"));
        out_ += "<dl>";
        for (const ExerciseView& e : view_.exercises)
            out_ += "<dt>" + safe(e.name) + (e.dose.empty() ? "" : "<br>" + safe(e.dose)) +
                    "</dt><dd>" + safe(e.cue) + "</dd>";
        out_ += "</dl>\n";
    }

    void clinician() {
        out_ += "<section class=\"clinician\">";
        heading("clinician", words_("sheet.for_clinician"));
        if (!origin_.notice.empty())
            out_ += "<p class=\"soft small\">" + safe(origin_.notice) + "</p>\n";
        out_ += "<h3>" + safe(words_("sheet.findings")) + "</h3>\n";
        for (const FindingView& f : view_.clearance.findings) {
            open_details(f.id + " " + f.title, f.say);
            term("why.clinician", {f.why});
            term("why.facts", f.facts);
            term("why.clears_when", {f.clears});
            term("why.sources", source_lines(f.sources));
            term("why.grade", {f.grade});
            term("why.status", {f.status});
            close_details();
        }
        out_ += "<p class=\"soft\">" +
                safe(words_("sheet.fine.count",
                            {{"count", std::to_string(view_.clearance.passed.size())}})) +
                "</p>\n<h3>" + safe(words_("sheet.decisions")) + "</h3>\n";
        for (const ChoiceView& c : view_.choices) {
            open_details(c.title, c.answer);
            term("why.facts", c.facts);
            term("why.rules", c.rules);
            term("why.sources", source_lines(c.sources));
            term("why.grade", {c.grade});
            term("why.status", {c.status});
            term("why.against", c.against);
            term("why.lost", c.lost);
            term("why.change", c.change);
            close_details();
        }
        checklist(words_("report.cert.title"), view_.cert);
        checklist(words_("report.tidier.title"), view_.tidier);
        out_ += "</section>\n";
    }

    [[nodiscard]] static std::vector<std::string> source_lines(
        const std::vector<SourceView>& sources) {
        std::vector<std::string> lines;
        for (const SourceView& s : sources)
            lines.push_back(s.key + " – " + s.citation +
                            (s.locator.empty() ? "" : ", " + s.locator) +
                            (s.status.empty() ? "" : " (" + s.status + ")"));
        return lines;
    }

    void open_details(const std::string& title, const std::string& answer) {
        out_ += "<details><summary><strong>" + safe(title) + "</strong> " + safe(answer) +
                " <span class=\"why\">" + safe(words_("why.why")) + "</span></summary><div><dl>";
    }
    void close_details() { out_ += "</dl></div></details>\n"; }
    void term(const char* key, const std::vector<std::string>& lines) {
        if (lines.empty()) return;
        out_ += "<dt>" + safe(words_(key)) + "</dt>";
        for (const std::string& line : lines) out_ += "<dd>" + safe(line) + "</dd>";
    }

    void checklist(const std::string& title, const std::vector<Item>& checks) {
        out_ += "<details><summary><strong>" + safe(title) + "</strong></summary><div><ol>";
        for (const Item& item : checks)
            out_ += "<li><span class=\"soft\">" + safe(item.label) + "</span><br>" +
                    safe(item.text) + "</li>";
        out_ += "</ol></div></details>\n";
    }

    const ProgrammeView& view_;
    const Catalogue& catalogue_;
    const Words& words_;
    const SheetOrigin& origin_;
    std::string out_;
};

}  // namespace

std::string programme_html(const domain::Programme& programme, const Catalogue& catalogue,
                           const Words& words, const SheetOrigin& origin) {
    const ProgrammeView view = view_of(programme, catalogue, words);
    return Page{view, catalogue, words, origin}.write();
}

}  // namespace sinew::render
