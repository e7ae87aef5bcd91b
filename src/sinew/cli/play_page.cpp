#include <sinew/base/calendar.hpp>
#include <sinew/base/text.hpp>
#include <sinew/cli/play_page.hpp>
#include <sinew/document/segment_text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sinew::cli {
namespace {

using namespace domain;

/// Text in lines of the page, padded or cut to exactly `count` of them.
std::vector<std::string> block(const PlayPage& page, const std::string& text, std::size_t count,
                               std::size_t indent = 0) {
    std::vector<std::string> lines;
    if (!text.empty())
        for (const std::string& line : wrap(text, page.columns - indent))
            lines.push_back(std::string(indent, ' ') + line);
    lines.resize(std::min(lines.size(), count));
    while (lines.size() < count) lines.emplace_back();
    return lines;
}

/// Left and right on one line; the left is cut when there is no room.
std::string both_ends(const PlayPage& page, const std::string& left, const std::string& right,
                      Ink ink) {
    const std::size_t used = display_width(right);
    const std::size_t room = page.columns > used + 1 ? page.columns - used - 1 : 1;
    const auto lines = wrap(left, room);
    const std::string first = lines.empty() ? "" : lines.front();
    const std::size_t gap =
        page.columns > display_width(first) + used ? page.columns - display_width(first) - used : 1;
    return page.ink->inked(first, ink) + std::string(gap, ' ') + page.ink->inked(right, Ink::faint);
}

std::string repeated(std::string_view sign, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += sign;
    return text;
}

/// Rises while breathing in, falls while breathing out, lies still while the breath is free.
std::string breath_bar(const PlayPage& page, const care::PlayFrame& frame) {
    const std::size_t width =
        std::max<std::size_t>(10, std::min<std::size_t>(page.columns, 60) - 2);
    if (frame.breath == Breath::natural)
        return page.ink->inked("[" + repeated("·", width) + "]", Ink::faint);
    const double full =
        frame.breath == Breath::in ? frame.breath_progress : 1 - frame.breath_progress;
    const auto filled = static_cast<std::size_t>(std::lround(full * static_cast<double>(width)));
    return "[" +
           page.ink->inked(repeated("█", filled),
                           frame.breath == Breath::in ? Ink::accent : Ink::good) +
           std::string(width - filled, ' ') + "]";
}

std::string breath_label(const PlayPage& page, const care::PlayFrame& frame) {
    const std::string label = (*page.words)("breath." + std::string{name_of(frame.breath)});
    if (frame.breath == Breath::natural) return label;
    return label + fmt::format("  {}", (frame.breath_left_ms + 999) / 1000);
}

std::string target_line(const PlayPage& page, const Segment& segment) {
    if (!segment.targets) return {};
    const Targets& targets = *segment.targets;
    const auto& words = *page.words;
    std::string line =
        words("programme.effort.range", {{"low", std::to_string(targets.effort.low)},
                                         {"high", std::to_string(targets.effort.high)}});
    if (targets.hr_bpm)
        line += " · " + words("programme.heart_rate.range",
                              {{"low", std::to_string(targets.hr_bpm->low)},
                               {"high", std::to_string(targets.hr_bpm->high)}});
    return line;
}

/// To the nearest second: a start is a place, not a countdown.
std::string nearest_second(std::int64_t milliseconds) {
    return clock_text((milliseconds + 500) / 1000 * 1000);
}

std::string name_of_segment(const PlayPage& page, const Segment& segment) {
    return document::segment_text(segment, *page.catalogue, *page.words).title;
}

std::vector<std::string> stopped_lines(const PlayPage& page) {
    const auto& words = *page.words;
    std::vector<std::string> lines{page.ink->inked(words("session.stop.title"), Ink::strong),
                                   words("session.stop.say"), "", words("session.stop_signs.say")};
    for (const std::string& sign : page.catalogue->sessions.stop_signs)
        for (const std::string& line :
             wrap("· " + words("session.stop_signs." + sign), page.columns))
            lines.push_back(line);
    lines.emplace_back();
    lines.push_back(page.ink->inked(words("terminal.keys.stopped"), Ink::faint));
    return lines;
}

}  // namespace

std::string clock_text(std::int64_t milliseconds) {
    const std::int64_t seconds = (milliseconds + 999) / 1000;
    return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

std::vector<std::string> play_lines(const PlayPage& page, const care::PlayFrame& frame) {
    const auto& words = *page.words;
    std::vector<std::string> lines;
    const auto add = [&](const std::vector<std::string>& more) {
        lines.insert(lines.end(), more.begin(), more.end());
    };
    if (frame.stopped) {
        lines = stopped_lines(page);
    } else if (frame.finished) {
        lines = {page.ink->inked(words("session.done"), Ink::good),
                 words("session.debrief.thanks")};
    } else {
        const auto text = document::segment_text(*frame.segment, *page.catalogue, words,
                                                 frame.variant, frame.exercise);
        const std::string count = document::segment_count(*frame.segment, words);
        lines.push_back(both_ends(page, text.title, clock_text(frame.total_left_ms), Ink::strong));
        lines.push_back(page.ink->inked(block(page, count, 1).front(), Ink::faint));
        add(block(page, text.instruction, 4));
        add(block(page, text.attention.empty() ? "" : "→ " + text.attention, 2));
        std::string notes = text.version;
        for (const std::string& note : text.adaptations) notes += (notes.empty() ? "" : " ") + note;
        add(block(page, notes, 3));
        lines.push_back(breath_label(page, frame));
        lines.push_back(breath_bar(page, frame));
        lines.emplace_back();
        lines.push_back(both_ends(page, frame.paused ? words("session.paused") : "",
                                  clock_text(frame.left_ms), Ink::careful));
        lines.push_back(block(page, target_line(page, *frame.segment), 1).front());
        add(block(page, frame.prompt == nullptr ? "" : words(frame.prompt->text), 2));
        const std::string next = frame.next == nullptr ? ""
                                                       : words("player.next") + ": " +
                                                             name_of_segment(page, *frame.next);
        lines.push_back(page.ink->inked(block(page, next, 1).front(), Ink::faint));
        for (const std::string& line : block(page, words("terminal.keys"), 2))
            lines.push_back(page.ink->inked(line, Ink::faint));
    }
    if (page.rows > 2 && lines.size() > page.rows - 1) lines.resize(page.rows - 1);
    return lines;
}

std::string script_text(const PlayPage& page) {
    const SessionScript& script = *page.script;
    const auto& words = *page.words;
    std::string out;
    const auto line = [&](const std::string& text) { out += text + "\n"; };
    const auto wrapped = [&](const std::string& text, std::size_t indent) {
        if (text.empty()) return;
        for (const std::string& one :
             wrap(text, page.columns > indent + 10 ? page.columns - indent : 10))
            line(std::string(indent, ' ') + one);
    };
    const std::string title = script.day > 0
                                  ? words("programme.day_n", {{"n", std::to_string(script.day)}})
                                  : words("session.title");
    line(page.ink->inked(title + (script.date ? " · " + day_text(*script.date) : "") + " · " +
                             clock_text(script.total_ms),
                         Ink::strong));
    if (script.if_progress) wrapped(words("programme.if_progress.say"), 0);
    std::string said_instruction;
    for (const Segment& segment : script.segments) {
        const auto text = document::segment_text(segment, *page.catalogue, words);
        const std::string count = document::segment_count(segment, words);
        std::string breath;
        for (const BreathCue& cue : segment.breath)
            if (segment.kind == SegmentKind::form)
                breath += (breath.empty() ? "" : ", ") +
                          words("breath." + std::string{name_of(cue.breath)});
        line(fmt::format("{:>6}  {:>5}  ", nearest_second(segment.start_ms),
                         nearest_second(segment.duration_ms)) +
             text.title + (count.empty() ? "" : " · " + count) +
             (breath.empty() ? "" : page.ink->inked("  [" + breath + "]", Ink::accent)));
        // What was just said is not said again: seated forms keep one text for all their phases.
        if (text.instruction != said_instruction) wrapped(text.instruction, 15);
        said_instruction = text.instruction;
        if (!segment.form || segment.form->repetition == 1) wrapped(text.version, 15);
        if (segment.targets) wrapped(target_line(page, segment), 15);
        for (const Prompt& prompt : segment.prompts)
            wrapped(nearest_second(prompt.at_ms) + " " + words(prompt.text), 17);
    }
    line("");
    line(page.ink->inked(words("session.stop_signs.title"), Ink::strong));
    for (const std::string& id : script.stop_rules)
        wrapped(id + "  " + words("ses." + id + ".say"), 2);
    return out;
}

std::string sheet_text(const PlayPage& page, const ClassSheet& sheet) {
    const auto& words = *page.words;
    std::string out;
    const auto line = [&](const std::string& text) { out += text + "\n"; };
    const auto item = [&](const std::string& text) {
        bool first = true;
        for (const std::string& one : wrap(text, page.columns > 14 ? page.columns - 4 : 10)) {
            line((first ? "  · " : "    ") + one);
            first = false;
        }
    };
    const auto head = [&](const std::string& text) {
        line("");
        line(page.ink->inked(text, Ink::strong));
    };
    const bool large = sheet.size == GroupSize::large;
    line(page.ink->inked(words("class.title"), Ink::strong));
    line(large ? words("duties.class.title", {{"count", std::to_string(sheet.people.high)}})
               : words("duties.small_group.title", {{"low", std::to_string(sheet.people.low)},
                                                    {"high", std::to_string(sheet.people.high)}}));
    head(words("class.plan"));
    for (const auto& part : sheet.parts) {
        line(fmt::format("{:>6}  {:>5}  ", nearest_second(part.start_ms),
                         nearest_second(part.duration_ms)) +
             words("class.plan." + part.id + ".title"));
        for (const std::string& one : wrap(words("class.plan." + part.id + ".say"),
                                           page.columns > 25 ? page.columns - 15 : 10))
            line(std::string(15, ' ') + one);
    }
    head(words("programme.forms"));
    for (const FormUse& use : sheet.forms)
        item(words("form." + page.catalogue->forms[use.form].id + ".name") + " · " +
             words("variant." + std::string{name_of(use.variant)}) +
             (use.repetitions > 1 ? " · × " + std::to_string(use.repetitions) : "") +
             (use.is_new ? " · " + words("programme.new_forms") : ""));
    for (const FormIndex form : sheet.left_out)
        item(words("form." + page.catalogue->forms[form].id + ".name") + " · " +
             words("variant.left_out"));
    head(words("class.duties"));
    for (const std::string& duty : sheet.duties) item(words(duty));
    for (const std::string& monitor : sheet.monitor)
        item(words("limit.monitor") + ": " + words(monitor));
    head(words("session.stop_signs.title"));
    for (const std::string& sign : sheet.stop_signs) item(words(sign));
    head(words("emergency.title"));
    for (const std::string& stem : sheet.emergencies) {
        std::string steps = words(stem + ".title") + ":";
        for (int step = 1; words.has(stem + "." + std::to_string(step)); ++step)
            steps += " " + words(stem + "." + std::to_string(step), {{"number", "________"}});
        item(steps);
    }
    return out;
}

}  // namespace sinew::cli
