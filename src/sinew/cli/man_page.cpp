#include <sinew/base/text.hpp>
#include <sinew/cli/help_text.hpp>
#include <sinew/cli/man_page.hpp>

#include <fmt/format.h>

namespace sinew::cli {
namespace {

/// Text that roff prints as it stands: no hyphen becomes a dash, no line begins a request.
std::string plain(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        // Two- and three-byte characters of our own table by their number: roff's input is not UTF-8 everywhere.
        if (const auto lead = static_cast<unsigned char>(c); lead >= 0xC0 && lead < 0xF0) {
            const std::size_t more = lead < 0xE0 ? 1 : 2;
            unsigned code = lead & (lead < 0xE0 ? 0x1FU : 0x0FU);
            for (std::size_t i = 1; i <= more && at + i < text.size(); ++i)
                code = code << 6U | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
            out += fmt::format("\\[u{:04X}]", code);
            at += more;
        } else if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += "\\-";
        else if (c == '\'')
            out += "\\(aq";
        else if (c == '"')
            out += "\\(dq";
        else if (c == '^')
            out += "\\(ha";
        else if (c == '~')
            out += "\\(ti";
        else
            out += c;
    }
    if (!out.empty() && out.front() == '.') out.insert(0, "\\&");
    return out;
}

void add_paragraphs(std::string& page, std::string_view about) {
    for (const std::string_view paragraph : split(about, '\n'))
        if (!trim(paragraph).empty()) page += ".PP\n" + plain(paragraph) + "\n";
}

void add_option(std::string& page, const OptionSpec& option) {
    page += ".TP\n";
    if (option.letter != 0) page += "\\fB\\-" + std::string{option.letter} + "\\fR, ";
    page += "\\fB\\-\\-" + plain(option.name) + "\\fR";
    if (!option.value.empty()) page += " \\fI" + plain(option.value) + "\\fR";
    page += "\n" + plain(option_meaning(option)) + "\n";
}

void add_command(std::string& page, CommandPath path) {
    const CommandSpec& command = *path.back();
    if (command.run != nullptr) {
        page += ".SS \\fB" + plain(usage_line(path)) + "\\fR\n";
        std::string summary{command.summary};
        summary[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(summary[0])));
        page += plain(summary) + ".\n";
        add_paragraphs(page, command.about);
        for (const ArgumentSpec& argument : command.arguments)
            page += ".TP\n\\fI" + plain(argument.name) + "\\fR\n" + plain(argument.meaning) + "\n";
        for (const OptionSpec& option : command.options)
            if (!option.column) add_option(page, option);
        if (const std::string columns = column_options(command); !columns.empty())
            page +=
                ".TP\nColumns under your own names: \\fB\\-\\-study\\fR \\fINAME\\fR, and so on\n" +
                plain(columns) + "\n";
        for (const ExampleSpec& example : command.examples)
            page += ".PP\n" + plain(example.meaning) + ":\n.PP\n.RS 4\n.EX\n" +
                    plain(example.line) + "\n.EE\n.RE\n";
    }
    for (const CommandSpec& child : command.commands) {
        CommandPath longer = path;
        longer.push_back(&child);
        add_command(page, std::move(longer));
    }
}

}  // namespace

std::string man_page(const CommandSpec& root, std::string_view version) {
    std::string page =
        ".TH SINEW 1 \"\" \"Sinew " + plain(version) + "\" \"Sinew manual\"\n.nh\n.ad l\n";
    page += ".SH NAME\nsinew \\- " + plain(root.summary) + "\n";
    page +=
        ".SH SYNOPSIS\n.B sinew\n.I COMMAND\n[\\fIargument\\fR ...] [\\fIoption\\fR ...]\n.SH "
        "DESCRIPTION\n";
    add_paragraphs(page, root.about);
    page += ".SH COMMANDS\n";
    for (const CommandSpec& child : root.commands) add_command(page, {&root, &child});
    page += ".SH OPTIONS OF EVERY COMMAND\n";
    for (const OptionSpec& option : root.options) add_option(page, option);
    page +=
        ".SH EXIT STATUS\n"
        ".TP\n.B 0\nAnswered. A clinical no, such as \\(lqrefer first\\(rq, is an answer.\n"
        ".TP\n.B 1\nAnswered in part, or a check found faults.\n"
        ".TP\n.B 2\nInput or usage refused. No output file was touched.\n"
        ".TP\n.B 3\nOutput or storage failed.\n"
        ".TP\n.B 4\nA bug in Sinew.\n"
        ".TP\n.B 130\nInterrupted.\n";
    page +=
        ".SH MESSAGES\nEvery fault of an input is told at once on standard error, one a line:\n"
        ".PP\n.RS 4\n.EX\nwhere: what (hint)\n.EE\n.RE\n.PP\n"
        "Places are JSON pointers (record.json:/facts/sbp) or file:line:column. With "
        "\\fB\\-\\-json\\fR the same "
        "faults also stand on standard output as {\\(dqerrors\\(dq: [{code, where, what, "
        "hint}]}.\n";
    page +=
        ".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nWhen not empty, no colours.\n"
        ".TP\n.B TERM\nWhen it is \\(lqdumb\\(rq, no colours and no moving picture.\n";
    page += ".SH EXAMPLES\n";
    for (const ExampleSpec& example : root.examples)
        page += ".PP\n" + plain(example.meaning) + ":\n.PP\n.RS 4\n.EX\n" + plain(example.line) +
                "\n.EE\n.RE\n";
    return page;
}

}  // namespace sinew::cli
