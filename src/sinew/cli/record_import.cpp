#include <sinew/base/text.hpp>
#include <sinew/care/screening_use.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/cli/record_input.hpp>
#include <sinew/cli/record_work.hpp>
#include <sinew/document/record_json.hpp>

#include <fmt/format.h>

namespace sinew::cli {
namespace {

using domain::ImportFate;
using domain::ImportLine;
using domain::ImportReport;

OrderedJson line_json(const ImportLine& line) {
    OrderedJson json{{"fate", domain::name_of(line.fate)},
                     {"resource", line.resource},
                     {"system", line.system},
                     {"code", line.code},
                     {"label", line.label},
                     {"count", line.count}};
    if (line.reason != domain::NotUsed::none) json["reason"] = domain::name_of(line.reason);
    if (!line.target.empty()) json["target"] = line.target;
    if (!line.value.empty()) json["value"] = line.value;
    json["newest"] = line.newest ? OrderedJson(instant_text(*line.newest)) : OrderedJson(nullptr);
    if (!line.note.empty()) json["note"] = line.note;
    return json;
}

OrderedJson report_json(const ImportReport& report) {
    OrderedJson json{{"entries", report.entries}};
    json["newest_entry"] = report.newest_entry ? OrderedJson(instant_text(*report.newest_entry))
                                               : OrderedJson(nullptr);
    json["lines"] = OrderedJson::array();
    for (const ImportLine& line : report.lines) json["lines"].push_back(line_json(line));
    json["not_read"] = OrderedJson::object();
    for (const auto& [kind, count] : report.not_read) json["not_read"][kind] = count;
    return json;
}

/// A value as people write it: no braces of unit codes, no digits that nobody measured.
std::string shown_value(const std::string& value) {
    const auto space = value.find(' ');
    std::string text = value.substr(0, space);
    if (const auto number = parse_number(text)) text = number_text(round_half_away(*number, 1));
    std::string unit = space == std::string::npos ? "" : value.substr(space + 1);
    if (unit.starts_with('{')) unit.clear();
    std::erase_if(unit, [](char c) { return c == '[' || c == ']'; });
    return unit.empty() ? text : text + " " + unit;
}

/// "2014-07-03  stroke – not active any more · 3 times": one code's line, as a clinician reads it.
std::string line_words(const ImportLine& line, const care::Words& words, bool with_notes) {
    std::string text = line.newest ? day_text(std::chrono::floor<std::chrono::days>(*line.newest))
                                   : words("import.undated");
    text += "  " + (line.label.empty() ? line.code : line.label);
    if (!line.value.empty() && line.value != "true" && line.value != "yes")
        text += ": " + shown_value(line.value);
    if (line.reason != domain::NotUsed::none)
        text += " – " + words("import.reason." + std::string{domain::name_of(line.reason)});
    if (line.count > 1)
        text += " · " + words("import.times", {{"count", std::to_string(line.count)}});
    if (line.fate == ImportFate::unknown_code) text += " [" + line.system + " " + line.code + "]";
    if (with_notes && !line.note.empty()) text += ". " + line.note;
    return text;
}

std::string report_page(const ImportReport& report, const care::Words& words,
                        const render::TextStyle& style) {
    render::TerminalPage page{style};
    page.title(words("import.title"));
    std::string counts = words("import.entries", {{"count", std::to_string(report.entries)}});
    if (report.newest_entry)
        counts +=
            " · " + words("import.newest", {{"date", day_text(std::chrono::floor<std::chrono::days>(
                                                         *report.newest_entry))}});
    page.line(counts);
    for (const ImportFate fate : domain::values_of<ImportFate>()) {
        if (fate == ImportFate::no_bearing && !style.explain) continue;
        bool headed = false;
        std::string before;
        for (const ImportLine& line : report.lines) {
            if (line.fate != fate) continue;
            if (!headed) page.heading(words("import.fate." + std::string{domain::name_of(fate)}));
            headed = true;
            // One entry may set or ask several things; it is named once.
            if (std::string text = line_words(line, words, style.explain); text != before)
                page.bullet(before = std::move(text));
        }
    }
    std::string kinds;
    for (const auto& [kind, count] : report.not_read)
        kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ", kind, count);
    if (!kinds.empty()) {
        page.blank();
        page.line(words("import.not_read", {{"kinds", kinds}}), 0, render::Tone::quiet);
    }
    return std::move(page).text();
}

/// How many answers a programme still needs, and the command that asks for them.
void add_questions(std::string& text, const RecordInput& input, const care::Words& words,
                   const std::string& file) {
    const auto clearance = care::screen_record(input.record, input.as_of.day(), *input.catalogue);
    text += "\n" + words("screening.questions_open.count",
                         {{"count", std::to_string(clearance.missing.size())}});
    text += "  sinew record ask " + file + "\n";
}

}  // namespace

Exit run_record_import(Call& call) {
    auto input = read_record_input(call, call.arguments().front(),
                                   {care::Part::screening, care::Part::text});
    if (!input) return refuse(call, input.error());
    const care::Words words =
        input->catalogue->words(call.settings.language, call.settings.framing);
    const OrderedJson record = document::record_json(input->record, input->catalogue->screening);
    const auto file = call.text("output");
    OutputFiles files;
    if (file) files.add(*file, record.dump(2) + "\n");
    std::string page;
    if (call.settings.json) {
        OrderedJson json;
        json["report"] = input->report ? report_json(*input->report) : OrderedJson(nullptr);
        json["record"] = record;
        page = json.dump(2) + "\n";
    } else {
        if (input->report)
            page = report_page(*input->report, words, page_style(call.out, call.has("explain")));
        if (input->record.person.deceased)
            page += "\n" + words("programme.deceased") + "\n";
        else
            add_questions(page, *input, words, file && *file != "-" ? *file : "record.json");
    }
    // With the record in a file the account is a note; with neither it is the answer.
    if (!file || call.settings.json)
        call.out.write(page);
    else if (!call.settings.quiet)
        (*file == "-" ? call.notes : call.out).write(page);
    return files.write(call);
}

}  // namespace sinew::cli
