#include <sinew/base/text.hpp>
#include <sinew/cli/help_text.hpp>

#include <algorithm>

namespace sinew::cli {
namespace {

constexpr std::size_t kIndent = 2, kLongestLabel = 26;

/// A label and its meaning in two columns; a long label, or a narrow screen, puts the meaning below.
void add_row(std::string& text, const std::string& label, std::string_view meaning,
             std::size_t label_columns, const Output& out) {
    const std::size_t columns = out.columns();
    const bool narrow = columns < label_columns + 30;
    const std::size_t left = narrow ? kIndent + 4 : kIndent + label_columns + 2;
    text += std::string(kIndent, ' ') + out.inked(label, Ink::strong);
    bool below = narrow || display_width(label) > label_columns;
    std::size_t at = kIndent + display_width(label);
    for (const std::string& line : wrap(meaning, columns > left + 10 ? columns - left : 10)) {
        if (below)
            text += "\n" + std::string(left, ' ');
        else
            text += std::string(left - at, ' ');
        text += line;
        below = true;
        at = left;
    }
    text += "\n";
}

void add_paragraphs(std::string& text, std::string_view about, const Output& out) {
    for (const std::string_view paragraph : split(about, '\n'))
        for (const std::string& line : wrap(paragraph, out.columns())) text += line + "\n";
}

}  // namespace

std::string full_name(const CommandPath& path) {
    std::vector<std::string> names;
    for (const CommandSpec* step : path) names.emplace_back(step->name);
    return join(names, " ");
}

std::string usage_line(const CommandPath& path) {
    std::string line = full_name(path);
    const CommandSpec& command = *path.back();
    if (!command.commands.empty()) line += " COMMAND";
    for (const ArgumentSpec& argument : command.arguments)
        line += (argument.required ? " " + std::string{argument.name}
                                   : " [" + std::string{argument.name} + "]") +
                (argument.many ? "..." : "");
    return line + " [options]";
}

std::string option_label(const OptionSpec& option) {
    std::string label = option.letter != 0 ? std::string{"-"} + option.letter + ", " : "";
    label += "--" + std::string{option.name};
    if (!option.value.empty()) label += " " + std::string{option.value};
    return label;
}

std::string option_meaning(const OptionSpec& option) {
    std::string meaning{option.meaning};
    if (option.choices.empty()) return meaning;
    std::vector<std::string> words(option.choices.begin(), option.choices.end());
    return meaning + ": " + join(words, ", ");
}

std::string column_options(const CommandSpec& command) {
    std::vector<std::string> names;
    for (const OptionSpec& option : command.options)
        if (option.column) names.push_back("--" + std::string{option.name});
    return join(names, " ");
}

std::string help_text(const CommandPath& path, const Output& out) {
    const CommandSpec& command = *path.back();
    std::string text =
        out.inked(full_name(path), Ink::strong) + ": " + std::string{command.summary} + "\n\n";
    text += out.inked("Usage", Ink::accent) + "\n" + std::string(kIndent, ' ') + usage_line(path) +
            "\n";
    if (!command.about.empty()) {
        text += "\n";
        add_paragraphs(text, command.about, out);
    }
    std::size_t widest = 0;
    const auto widen = [&](std::size_t columns) {
        widest = std::max(widest, std::min(columns, kLongestLabel));
    };
    for (const CommandSpec& child : command.commands) widen(child.name.size());
    for (const ArgumentSpec& argument : command.arguments) widen(argument.name.size());
    for (const CommandSpec* step : path)
        for (const OptionSpec& option : step->options)
            if (!option.column) widen(option_label(option).size());

    const auto heading = [&](std::string_view words) {
        text += "\n" + out.inked(words, Ink::accent) + "\n";
    };
    if (!command.commands.empty()) heading("Commands");
    for (const CommandSpec& child : command.commands)
        add_row(text, std::string{child.name}, child.summary, widest, out);
    if (!command.arguments.empty()) heading("Arguments");
    for (const ArgumentSpec& argument : command.arguments)
        add_row(text, std::string{argument.name}, argument.meaning, widest, out);
    const bool root = path.size() == 1;
    if (!root && !command.options.empty()) heading("Options");
    for (const OptionSpec& option : command.options)
        if (!root && !option.column)
            add_row(text, option_label(option), option_meaning(option), widest, out);
    if (const std::string columns = column_options(command); !columns.empty()) {
        heading("Columns under your own names: --study NAME, and so on");
        for (const std::string& line : wrap(columns, out.columns() - kIndent))
            text += std::string(kIndent, ' ') + line + "\n";
    }
    heading(root ? "Options of every command" : "Options that every command takes");
    for (const OptionSpec& option : path.front()->options)
        add_row(text, option_label(option), option_meaning(option), widest, out);
    if (!command.examples.empty()) heading("Examples");
    for (const ExampleSpec& example : command.examples) {
        text += std::string(kIndent, ' ') + out.inked(example.line, Ink::strong) + "\n";
        for (const std::string& line :
             wrap(example.meaning, out.columns() > 16 ? out.columns() - 6 : 10))
            text += std::string(kIndent + 4, ' ') + line + "\n";
    }
    if (root) {
        text += "\n";
        add_paragraphs(
            text, "Help for one command: sinew COMMAND --help. The manual: sinew man | man -l -",
            out);
        add_paragraphs(text,
                       "Exit codes: 0 answered (a clinical no included), 1 answered in part or a "
                       "check found faults, "
                       "2 input or usage refused, 3 output or storage failed, 4 a bug in Sinew, "
                       "130 interrupted.",
                       out);
    }
    return text;
}

}  // namespace sinew::cli
