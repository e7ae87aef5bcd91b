#include <sinew/base/text.hpp>
#include <sinew/knowledge/phrase_text.hpp>
#include <sinew/render/form_strip.hpp>
#include <sinew/render/programme_pdf.hpp>
#include <sinew/render/sheet.hpp>
#include <sinew/render/view.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace sinew::render {
using figure::Ink;
using knowledge::Catalogue;
using knowledge::Words;
namespace {

class Pages {
public:
    Pages(Sheet& sheet, const ProgrammeView& view, const Catalogue& catalogue, const Words& words,
          const SheetOrigin& origin)
        : sheet_{sheet},
          canvas_{sheet.canvas()},
          view_{view},
          catalogue_{catalogue},
          words_{words},
          origin_{origin},
          k_{sheet.scale()} {}

    void write() {
        wall_sheet();
        if (canvas_.page() == 1)
            sheet_.break_page();  // in large print the wall sheet may already have run on
        else
            sheet_.down(14);
        weeks();
        forms();
        exercises();
        sheet_.break_page();
        clinician();
        sheet_.end();
    }

private:
    void wall_sheet() {
        const std::string dates =
            view_.days.front().date + " – " + view_.days.back().date.substr(5);
        Type right = sheet_.type(10, Weight::regular, Ink::soft);
        right.align = Align::right;
        canvas_.text(kMargin, sheet_.y() + 9 * k_, kSheetWidth, dates, right);
        sheet_.title(words_("sheet.week"));
        const Type outcome = sheet_.type(10.5, Weight::bold,
                                         view_.clearance.mark == "clear" ? Ink::pine : Ink::amber);
        sheet_.paragraph(view_.clearance.outcome + " " + words_("sheet.stop_any_time"), outcome);
        sheet_.down(3);
        for (const DayView& day : view_.days) day_row(day);
        sheet_.down(4);
        form_gallery();
        bottom_boxes();
    }

    /// A day as a row: its name at the left, one card for each session.
    void day_row(const DayView& day) {
        const double day_width = 62 * k_, gap = 5, pad = 5 * k_;
        const std::size_t cards = std::max<std::size_t>(1, day.sessions.size());
        const double card_width = (kSheetWidth - day_width - gap * static_cast<double>(cards - 1)) /
                                  static_cast<double>(cards);
        const Type name = sheet_.type(9, Weight::bold),
                   detail = sheet_.type(7.6, Weight::regular, Ink::soft);
        const Type rest = sheet_.type(8.4, Weight::regular, Ink::soft);
        const auto first_line = [](const SessionView& s) {
            return s.when + " · " + s.minutes + " · " + s.title;
        };
        const auto second_line = [&](const SessionView& s) {
            return join(s.targets, " · ") + " · " + s.setting +
                   (s.forms.empty() ? "" : " · " + form_names(s));
        };
        double height = 20 * k_;
        for (const SessionView& s : day.sessions)
            height = std::max(height,
                              canvas_.height_of(card_width - 2 * pad, first_line(s), name) +
                                  canvas_.height_of(card_width - 2 * pad, second_line(s), detail) +
                                  2 * pad - 1);
        sheet_.need(height + 4);
        const double y = sheet_.y();
        canvas_.text(kMargin, y + 3 * k_, day_width - 4, day.short_name,
                     sheet_.type(12, Weight::bold, day.rest ? Ink::soft : Ink::pine));
        canvas_.text(kMargin, y + 18.5 * k_, day_width - 4, day.date.substr(5),
                     sheet_.type(7, Weight::regular, Ink::soft));
        double x = kMargin + day_width;
        if (day.rest) {
            canvas_.frame(x, y, kSheetWidth - day_width, height, 6, Ink::line, 0.8);
            canvas_.text(x + pad, y + (height - canvas_.height_of(400, "x", rest)) / 2,
                         kSheetWidth - day_width - 2 * pad, words_("programme.rest_day.say"), rest);
        }
        for (const SessionView& s : day.sessions) {
            canvas_.box(x, y, card_width, height, 6, Ink::paper);
            canvas_.frame(x, y, card_width, height, 6, Ink::line, 0.8);
            const double used =
                canvas_.text(x + pad, y + pad - 1, card_width - 2 * pad, first_line(s), name);
            canvas_.text(x + pad, y + pad + used, card_width - 2 * pad, second_line(s), detail);
            x += card_width + gap;
        }
        sheet_.down(height + 4);
    }

    [[nodiscard]] std::string form_names(const SessionView& session) const {
        if (session.forms.size() > 4)
            return words_("programme.forms") + " " + std::to_string(session.forms.size());
        return knowledge::list_text(session.forms, words_);
    }

    [[nodiscard]] figure::Scene strip_of(const FormView& form) const {
        return form_strip(catalogue_.keyframes, form.id, words_,
                          form.is_seated ? Seat::chair : Seat::none);
    }

    /// Strips of this week's forms side by side, as many as the page holds; all of them come again on later pages.
    void form_gallery() {
        std::vector<const FormView*> shown;
        for (const FormView& form : view_.forms)
            if (std::find(view_.first_week_forms.begin(), view_.first_week_forms.end(),
                          form.form) != view_.first_week_forms.end())
                shown.push_back(&form);
        if (shown.empty()) return;
        const double gap = 12, head = 34 * k_;
        // As large as the page allows above the boxes; in large print the boxes may go to the next page instead.
        const double kept = boxes_height() + 14;
        const double room =
            sheet_.room() - head - (sheet_.room() - head - kept < 100 * k_ ? 0 : kept);
        double highest = 108 * k_;
        while (highest > 60 * k_ && gallery_height(shown, highest, gap) > room) highest -= 4;
        if (room < highest + 20 * k_) return;
        sheet_.heading(words_("sheet.forms_this_week"));
        const double lowest = sheet_.y() + room;
        double x = kMargin, row_height = 0;
        for (const FormView* form : shown) {
            const figure::Scene scene = strip_of(*form);
            const auto [width, height] = tile_of(scene, highest);
            if (x + width > kMargin + kSheetWidth + 1) {
                sheet_.down(row_height + 5);
                x = kMargin;
                row_height = 0;
            }
            if (sheet_.y() + height > lowest + 1) break;
            canvas_.text(x + 2, sheet_.y(), width, form->name, sheet_.type(8.2, Weight::bold));
            canvas_.scene(x, sheet_.y() + 12 * k_, width, highest, scene);
            x += width + gap;
            row_height = std::max(row_height, height);
        }
        sheet_.down(row_height + 5);
    }

    /// Width and height of a strip with its name above, at a height of picture.
    [[nodiscard]] std::pair<double, double> tile_of(const figure::Scene& scene,
                                                    double highest) const {
        const double scale = std::min(highest / scene.height, kSheetWidth / scene.width);
        return {std::max(scene.width * scale, 60.0), scene.height * scale + 13 * k_};
    }

    [[nodiscard]] double gallery_height(const std::vector<const FormView*>& shown, double highest,
                                        double gap) const {
        double x = 0, row = 0, total = 0;
        for (const FormView* form : shown) {
            const auto [width, height] = tile_of(strip_of(*form), highest);
            if (x + width > kSheetWidth + 1) {
                total += row + 5;
                x = row = 0;
            }
            x += width + gap;
            row = std::max(row, height);
        }
        return total + row + 5;
    }

    struct BoxText {
        std::string title;
        std::vector<std::string> lines;
        Ink ink;
    };

    [[nodiscard]] std::vector<BoxText> boxes() const {
        return {
            {words_("session.stop_signs.title"), view_.stop_signs, Ink::red},
            {words_("sheet.call"), call_lines(view_, words_, origin_), Ink::sky},
            {view_.on_demand + " · " + view_.on_demand_minutes, view_.on_demand_steps, Ink::clay}};
    }

    [[nodiscard]] double box_height(const BoxText& box, double width) {
        double height = 17 * k_;
        for (const std::string& line : box.lines)
            height += canvas_.height_of(width - 22 * k_, line, sheet_.type(7.4)) + 1.4 * k_;
        return height + 5 * k_;
    }

    [[nodiscard]] double boxes_height() {
        double height = 0;
        for (const BoxText& box : boxes())
            height = std::max(height, box_height(box, (kSheetWidth - 16) / 3));
        return height;
    }

    void bottom_boxes() {
        const double width = (kSheetWidth - 16) / 3, height = boxes_height();
        sheet_.need(height + 6);
        if (canvas_.page() == 1 && sheet_.room() > height + 6)
            sheet_.down(sheet_.room() - height - 6);  // they stand at the foot of the sheet
        double x = kMargin;
        for (const BoxText& box : boxes()) {
            canvas_.frame(x, sheet_.y(), width, height, 8, box.ink, 1.3);
            double y = sheet_.y() + 5 * k_;
            y += canvas_.text(x + 8 * k_, y, width - 14 * k_, box.title,
                              sheet_.type(9, Weight::bold, box.ink)) +
                 2 * k_;
            for (const std::string& line : box.lines) {
                canvas_.disc(x + 11 * k_, y + 5.6 * k_, 1.4 * k_, box.ink);
                y += canvas_.text(x + 16 * k_, y, width - 22 * k_, line, sheet_.type(7.4)) +
                     1.4 * k_;
            }
            x += width + 8;
        }
        sheet_.down(height + 4);
    }

    void weeks() {
        sheet_.title(words_("sheet.how_it_grows"));
        sheet_.paragraph(words_("programme.if_progress.say"),
                         sheet_.type(9, Weight::regular, Ink::soft));
        std::vector<std::vector<std::string>> rows;
        for (const WeekView& week : view_.weeks)
            rows.push_back({week.name + (week.if_progress ? " *" : ""),
                            week.stage + (week.rescreen ? " †" : ""), week.aerobic, week.zone,
                            week.heart_rate, week.strength, week.practice, week.total});
        sheet_.table({words_("programme.week"), words_("programme.stage"), words_("sheet.aerobic"),
                      words_("sheet.intensity"), words_("sheet.beats"), words_("sheet.strength"),
                      words_("sheet.practice"), words_("sheet.total")},
                     rows, {1.05, 1.05, 1.1, 1.35, 1.0, 1.1, 1.4, 0.9}, sheet_.type(8));
        sheet_.down(4);
        sheet_.paragraph("* " + words_("programme.if_progress") + "    † " +
                             words_("programme.provisional_stage"),
                         sheet_.type(7.6, Weight::regular, Ink::soft));
        if (!view_.clearance.limits.empty()) {
            sheet_.heading(words_("screening.limits"));
            for (const std::string& limit : view_.clearance.limits)
                sheet_.bullet(limit, sheet_.type(9));
        }
        if (!view_.clearance.needs.empty()) {
            sheet_.heading(words_("screening.needs"));
            for (const std::string& need : view_.clearance.needs)
                sheet_.bullet(need, sheet_.type(9));
        }
        honesty();
    }

    void honesty() {
        sheet_.heading(words_("honesty.title"));
        for (const std::string& line : view_.honesty) sheet_.bullet(line, sheet_.type(8.4));
        sheet_.paragraph(view_.alongside, sheet_.type(8.4, Weight::bold));
    }

    void forms() {
        if (view_.forms.empty()) return;
        sheet_.break_page();
        sheet_.title(words_("sheet.forms"));
        for (const FormView& form : view_.forms) form_card(form);
        if (!view_.left_out.empty())
            sheet_.paragraph(
                words_("sheet.left_out") + ": " + knowledge::list_text(view_.left_out, words_),
                sheet_.type(8.6, Weight::regular, Ink::soft));
    }

    /// Name, strip, and beside it (or under it, when it is wide) where the attention rests and the gentler ways.
    void form_card(const FormView& form) {
        const figure::Scene scene = strip_of(form);
        const double highest = 104 * std::min(k_, 1.25);
        const double scale = std::min(kSheetWidth / scene.width, highest / scene.height);
        const double strip_width = scene.width * scale, strip_height = scene.height * scale;
        const bool beside = kSheetWidth - strip_width > 165 * k_;
        const double text_x = beside ? kMargin + strip_width + 12 : kMargin;
        const double text_width = kMargin + kSheetWidth - text_x;
        const std::vector<std::pair<std::string, Type>> lines = card_lines(form, beside);
        double text_height = 0;
        for (const auto& [line, line_type] : lines)
            text_height += canvas_.height_of(text_width, line, line_type) + 2 * k_;
        const double body =
            beside ? std::max(strip_height, text_height) : strip_height + text_height + 2;
        sheet_.need(body + 30 * k_);
        sheet_.down(6);
        const Type name = sheet_.type(11, Weight::bold);
        const double name_width = canvas_.width_of(form.name, name);
        canvas_.text(kMargin, sheet_.y(), kSheetWidth, form.name, name);
        canvas_.text(kMargin + name_width + 8, sheet_.y() + 2.6 * k_, kSheetWidth - name_width - 8,
                     form.purpose + " · " + form.variant +
                         (form.repetitions.empty() ? "" : " " + form.repetitions),
                     sheet_.type(8.2, Weight::regular, Ink::soft));
        sheet_.down(17 * k_);
        canvas_.scene(kMargin, sheet_.y(), kSheetWidth, highest, scene);
        double y = beside ? sheet_.y() + 4 : sheet_.y() + strip_height + 2;
        for (const auto& [line, line_type] : lines)
            y += canvas_.text(text_x, y, text_width, line, line_type) + 2 * k_;
        sheet_.down(body + 3);
        canvas_.rule(kMargin, sheet_.y(), kSheetWidth, Ink::line);
        sheet_.down(3);
    }

    [[nodiscard]] std::vector<std::pair<std::string, Type>> card_lines(const FormView& form,
                                                                       bool one_a_line) const {
        std::vector<std::pair<std::string, Type>> lines;
        const auto cues = still_cues(catalogue_.keyframes, form.id, words_);
        std::string together;
        for (std::size_t i = 0; i < cues.size(); ++i) {
            if (i > 0 && cues[i].attention == cues[i - 1].attention) continue;
            const std::string cue = fmt::format("{}  {}", i + 1, cues[i].attention);
            if (one_a_line)
                lines.emplace_back(cue, sheet_.type(8.4));
            else
                together += (together.empty() ? "" : "    ") + cue;
        }
        if (!one_a_line) lines.emplace_back(together, sheet_.type(8.4));
        const std::string colon = words_.language() == domain::Language::zh ? "：" : ": ";
        lines.emplace_back(words_("sheet.easier") + colon + form.easier,
                           sheet_.type(7.8, Weight::regular, Ink::soft));
        lines.emplace_back(words_("sheet.seated") + colon + form.seated,
                           sheet_.type(7.8, Weight::regular, Ink::soft));
        return lines;
    }

    void exercises() {
        if (view_.exercises.empty()) return;
        std::vector<std::vector<std::string>> rows;
        for (const ExerciseView& exercise : view_.exercises)
            rows.push_back({exercise.name, exercise.dose, exercise.cue});
        const std::vector<double> shares{1.5, 1, 3.4};
        // One sheet for the wall: a last row alone on a page of its own helps nobody.
        sheet_.need(sheet_.table_height(rows, shares, sheet_.type(8.4)) + 40 * k_);
        sheet_.heading(words_("sheet.exercises"));
        sheet_.table(
            {words_("programme.exercises"), words_("programme.sets"), words_("why.meaning")}, rows,
            shares, sheet_.type(8.4));
    }

    void clinician() {
        sheet_.title(words_("sheet.for_clinician"));
        const Type body = sheet_.type(8.2);
        const double label = 92 * k_;
        sheet_.paragraph(words_("programme.clinician_decides"), sheet_.type(9, Weight::bold));
        if (!origin_.notice.empty())
            sheet_.paragraph(origin_.notice, sheet_.type(8.2, Weight::regular, Ink::soft));
        sheet_.pair(words_("programme.stage"), view_.stage + " – " + view_.stage_aim, body, label);
        sheet_.pair(words_("programme.tier"), view_.tier, body, label);
        sheet_.pair(words_("screening.outcome"), view_.clearance.outcome, body, label);
        if (!view_.clearance.monitor.empty())
            sheet_.pair(words_("sheet.measure"),
                        knowledge::list_text(view_.clearance.monitor, words_), body, label);
        if (!view_.clearance.optional_open.empty())
            sheet_.pair(words_("sheet.optional"),
                        knowledge::list_text(view_.clearance.optional_open, words_), body, label);
        sheet_.heading(words_("sheet.findings"));
        for (const FindingView& finding : view_.clearance.findings) {
            sheet_.need(70 * k_);
            sheet_.paragraph(finding.id + "  " + finding.title, sheet_.type(8.8, Weight::bold));
            sheet_.pair(words_("why.why"), finding.why, body, label);
            sheet_.pair(words_("why.facts"), knowledge::list_text(finding.facts, words_), body,
                        label);
            sheet_.pair(words_("why.clears_when"), finding.clears, body, label);
            sheet_.pair(words_("why.grade"), finding.grade + " · " + finding.status, body, label);
            sheet_.pair(words_("why.sources"), source_keys(finding.sources), body, label);
            sheet_.down(3);
        }
        sheet_.paragraph(
            words_("sheet.fine.count", {{"count", std::to_string(view_.clearance.passed.size())}}),
            body);
        sheet_.heading(words_("sheet.decisions"));
        for (const ChoiceView& choice : view_.choices) decision(choice, body, label);
        checklist(words_("report.cert.title"), view_.cert);
        checklist(words_("report.tidier.title"), view_.tidier);
        sources();
        sheet_.paragraph(words_("sheet.versions", {{"hash", view_.hash}}),
                         sheet_.type(7.2, Weight::regular, Ink::soft));
    }

    void decision(const ChoiceView& choice, const Type& body, double label) {
        sheet_.need(64 * k_);
        sheet_.paragraph(choice.title, sheet_.type(8.8, Weight::bold));
        sheet_.pair(words_("why.answer"), choice.answer, body, label);
        if (!choice.rules.empty())
            sheet_.pair(words_("why.rules"), knowledge::list_text(choice.rules, words_), body,
                        label);
        if (!choice.facts.empty())
            sheet_.pair(words_("why.facts"), knowledge::list_text(choice.facts, words_), body,
                        label);
        sheet_.pair(words_("why.grade"), choice.grade + " · " + choice.status, body, label);
        if (!choice.sources.empty())
            sheet_.pair(words_("why.sources"), source_keys(choice.sources), body, label);
        for (const std::string& against : choice.against)
            sheet_.pair(words_("why.against"), against, body, label);
        for (const std::string& lost : choice.lost)
            sheet_.pair(words_("why.lost"), lost, body, label);
        for (const std::string& change : choice.change)
            sheet_.pair(words_("why.change"), change, body, label);
        sheet_.down(3);
    }

    [[nodiscard]] static std::string source_keys(const std::vector<SourceView>& sources) {
        std::vector<std::string> keys;
        for (const SourceView& source : sources) keys.push_back(source.key);
        return join(keys, ", ");
    }

    void checklist(const std::string& title, const std::vector<Item>& items) {
        sheet_.heading(title);
        for (std::size_t i = 0; i < items.size(); ++i)
            sheet_.pair(fmt::format("{}. {}", i + 1, items[i].label), items[i].text,
                        sheet_.type(7.8), 190 * std::min(k_, 1.2));
    }

    /// Every source named on these pages, once, in full.
    void sources() {
        std::map<std::string, const SourceView*> all;
        for (const FindingView& finding : view_.clearance.findings)
            for (const SourceView& source : finding.sources) all.emplace(source.key, &source);
        for (const ChoiceView& choice : view_.choices)
            for (const SourceView& source : choice.sources) all.emplace(source.key, &source);
        if (all.empty()) return;
        sheet_.heading(words_("why.sources"));
        for (const auto& [key, source] : all)
            sheet_.pair(key,
                        source->citation + (source->locator.empty() ? "" : " " + source->locator) +
                            (source->status.empty() ? "" : " (" + source->status + ")"),
                        sheet_.type(7.2), 92 * k_);
    }

    Sheet& sheet_;
    Canvas& canvas_;
    const ProgrammeView& view_;
    const Catalogue& catalogue_;
    const Words& words_;
    const SheetOrigin& origin_;
    double k_;
};

}  // namespace

Result<std::string> programme_pdf(const domain::Programme& programme, const Catalogue& catalogue,
                                  const Words& words, Print print, const SheetOrigin& origin) {
    const ProgrammeView view = view_of(programme, catalogue, words);
    const bool chinese = words.language() == domain::Language::zh;
    const bool with_forms = !view.forms.empty();
    int total = 0;
    // Laid out twice: the first round only counts the pages for the feet of the second.
    for (int round = 0;; ++round) {
        SINEW_TRY(Canvas canvas, Canvas::begin(words("sheet.week"), words("programme.title"),
                                               programme.start, chinese));
        const auto foot = [&](int page) {
            std::string line = words("report.page", {{"n", std::to_string(page)},
                                                     {"total", std::to_string(total)}}) +
                               "   ";
            line += with_forms ? words("honesty.yijinjing") : view.alongside;
            if (chinese) line += " " + words("honesty.zh_draft");
            return line;
        };
        Sheet sheet{canvas, print == Print::large ? 1.4 : 1.0, foot};
        Pages{sheet, view, catalogue, words, origin}.write();
        if (round == 1) return canvas.finish();
        total = canvas.page();
    }
}

}  // namespace sinew::render
