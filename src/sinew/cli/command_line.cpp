// The only file that names CLI11: it sorts words; what they mean is judged here and in the commands.
#include <sinew/base/text.hpp>
#include <sinew/cli/call.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <span>

namespace sinew::cli {
namespace {

constexpr std::string_view kNoOption = "see --help";

std::string flags_of(const OptionSpec& option) {
    std::string flags = "--" + std::string{option.name};
    if (option.letter != 0) flags += std::string{",-"} + option.letter;
    return flags;
}

using Words = std::span<const char* const>;

/// Gives the parser the command's options; it judges no value. Only commands whose name was typed somewhere can be meant:
/// declaring the others would take longer than a short answer.
void declare(CLI::App& app, const CommandSpec& command, Words typed) {
    app.set_help_flag();
    app.allow_extras();
    for (const OptionSpec& option : command.options) {
        if (option.value.empty())
            app.add_flag(flags_of(option));
        else
            app.add_option(flags_of(option))
                ->expected(1)
                ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    }
    if (!command.arguments.empty())
        app.add_option("arguments")
            ->expected(-1)
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    for (const CommandSpec& child : command.commands) {
        if (std::find(typed.begin(), typed.end(), child.name) == typed.end()) continue;
        CLI::App* sub = app.add_subcommand(std::string{child.name});
        sub->fallthrough();
        declare(*sub, child, typed);
    }
}

void take_options(const CLI::App& app, const CommandSpec& command, Typed& typed, Faults& faults) {
    for (const OptionSpec& option : command.options) {
        const CLI::Option* found = app.get_option_no_throw("--" + std::string{option.name});
        if (found == nullptr || found->count() == 0) continue;
        const std::string where = "--" + std::string{option.name};
        const std::string value = option.value.empty() ? std::string{} : found->results().back();
        if (!option.value.empty() && found->count() > 1)
            faults.add(ErrorCode::conflict, where, "given more than once", "give it once");
        if (!option.choices.empty() && std::find(option.choices.begin(), option.choices.end(),
                                                 value) == option.choices.end()) {
            std::vector<std::string> words(option.choices.begin(), option.choices.end());
            faults.add(ErrorCode::bad_input, where, "\"" + value + "\" is not taken here",
                       "use " + join(words, " or "));
        }
        typed.options.emplace(option.name, value);
    }
}

std::string nearest_of(std::string_view word, const std::vector<std::string>& candidates,
                       std::string otherwise) {
    const auto near = nearest_word(word, candidates);
    return near ? "did you mean " + *near + "?" : std::move(otherwise);
}

bool is_option(const std::string& word) { return word.size() > 1 && word.front() == '-'; }

/// A word nobody wanted: an unknown option, an unknown command, or one argument too many.
void refuse_extra(const std::string& word, const Typed& typed, Faults& faults) {
    const CommandSpec& command = *typed.path.back();
    std::vector<std::string> known;
    if (is_option(word)) {
        for (const CommandSpec* step : typed.path)
            for (const OptionSpec& option : step->options)
                known.push_back("--" + std::string{option.name});
        const std::string name = word.substr(0, word.find('='));
        faults.add(ErrorCode::not_found, name, "no such option",
                   nearest_of(name, known, std::string{kNoOption}));
    } else if (!command.commands.empty()) {
        for (const CommandSpec& child : command.commands) known.emplace_back(child.name);
        faults.add(ErrorCode::not_found, word, "no such command",
                   nearest_of(word, known, "there is: " + join(known, ", ")));
    } else {
        faults.add(ErrorCode::bad_input, word, "one argument too many", std::string{kNoOption});
    }
}

}  // namespace

Checked<Typed> read_command_line(int argc, const char* const* argv, const CommandSpec& root) {
    Faults faults;
    Typed typed;
    typed.path = {&root};
    CLI::App app{"", "sinew"};
    declare(app, root, {argv, static_cast<std::size_t>(argc)});
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        // With extras allowed and nothing required, only a missing value is left to go wrong.
        std::string what = error.what();
        const auto colon = what.find(": ");
        const std::string name = what.substr(0, what.find_first_of(": "));
        faults.add(ErrorCode::bad_input, name,
                   colon == std::string::npos ? what : "a value is missing",
                   "write it after the option");
        return tl::make_unexpected(std::move(faults));
    }
    take_options(app, root, typed, faults);
    const CLI::App* here = &app;
    while (!here->get_subcommands().empty()) {
        here = here->get_subcommands().front();
        const CommandSpec& parent = *typed.path.back();
        const auto child =
            std::find_if(parent.commands.begin(), parent.commands.end(),
                         [&](const CommandSpec& c) { return c.name == here->get_name(); });
        typed.path.push_back(&*child);
        take_options(*here, *child, typed, faults);
    }
    if (const CLI::Option* arguments = here->get_option_no_throw("arguments"); arguments != nullptr)
        typed.arguments = arguments->results();
    const auto extras = app.remaining(true);
    // What follows an unknown option may be its value: it is not a fault of its own.
    const bool option_unknown = std::any_of(extras.begin(), extras.end(), is_option);
    for (const std::string& extra : extras)
        if (!option_unknown || is_option(extra)) refuse_extra(extra, typed, faults);
    const auto& wanted = typed.path.back()->arguments;
    const bool any_number = !wanted.empty() && wanted.back().many;
    for (std::size_t i = wanted.size();
         i < typed.arguments.size() && !option_unknown && !any_number; ++i)
        refuse_extra(typed.arguments[i], typed, faults);
    if (!faults.none() && !typed.options.contains("help"))
        return tl::make_unexpected(std::move(faults));
    return typed;
}

}  // namespace sinew::cli
