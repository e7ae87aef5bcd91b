#include <sinew/base/text.hpp>
#include <sinew/cli/completion_scripts.hpp>
#include <sinew/cli/help_text.hpp>

#include <algorithm>
#include <functional>

namespace sinew::cli {
namespace {

constexpr std::string_view kShells = "bash zsh fish";

std::string in_quotes(std::string_view text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string{"'\\''"} : std::string{c};
    return out + "'";
}

/// Calls `visit` for every node of the tree, parents first.
void each_command(const CommandPath& path, const std::function<void(const CommandPath&)>& visit) {
    visit(path);
    for (const CommandSpec& child : path.back()->commands) {
        CommandPath longer = path;
        longer.push_back(&child);
        each_command(longer, visit);
    }
}

/// "record_import" under the root; "" for the root itself.
std::string key_of(const CommandPath& path, std::string_view separator = "_") {
    std::vector<std::string> names;
    for (std::size_t i = 1; i < path.size(); ++i) names.emplace_back(path[i]->name);
    return join(names, separator);
}

std::vector<const OptionSpec*> options_of(const CommandPath& path) {
    std::vector<const OptionSpec*> options;
    for (std::size_t i = path.size(); i-- > 0;)
        for (const OptionSpec& option : path[i]->options) options.push_back(&option);
    return options;
}

std::string words_of(const std::vector<std::string_view>& words) {
    return join(std::vector<std::string>(words.begin(), words.end()), " ");
}

}  // namespace

std::string bash_completion(const CommandSpec& root) {
    std::string script =
        "# bash completion of sinew: source it, or save it as\n"
        "# ~/.local/share/bash-completion/completions/sinew\n"
        "_sinew() {\n"
        "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} path='' i\n"
        "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
        "        case \"$path ${COMP_WORDS[i]}\" in\n";
    each_command({&root}, [&](const CommandPath& path) {
        if (path.size() == 1) return;
        const std::string key = key_of(path, " ");
        const auto last = key.rfind(' ');
        const std::string parent = last == std::string::npos ? "" : key.substr(0, last);
        script += "            " + in_quotes(parent + " " + std::string{path.back()->name}) +
                  ") path=" + in_quotes(key) + " ;;\n";
    });
    script += "        esac\n    done\n    case \"$before\" in\n";
    // An option means the same wherever it stands, so its name alone says what may follow.
    std::vector<std::string_view> seen;
    each_command({&root}, [&](const CommandPath& path) {
        for (const OptionSpec& option : path.back()->options) {
            if (option.value.empty() ||
                std::find(seen.begin(), seen.end(), option.name) != seen.end())
                continue;
            seen.push_back(option.name);
            script += "        --" + std::string{option.name};
            if (option.letter != 0) script += std::string{"|-"} + option.letter;
            script += ") ";
            if (!option.choices.empty())
                script += "COMPREPLY=($(compgen -W " + in_quotes(words_of(option.choices)) +
                          " -- \"$word\"))";
            else if (option.completes == Completes::file)
                script += "compopt -o filenames; COMPREPLY=($(compgen -f -- \"$word\"))";
            else if (option.completes == Completes::folder)
                script += "compopt -o filenames; COMPREPLY=($(compgen -d -- \"$word\"))";
            else
                script += "COMPREPLY=()";
            script += "; return ;;\n";
        }
    });
    script += "    esac\n    case \"$path\" in\n";
    each_command({&root}, [&](const CommandPath& path) {
        std::string options, words;
        for (const OptionSpec* option : options_of(path))
            options += " --" + std::string{option->name};
        for (const CommandSpec& child : path.back()->commands)
            words += " " + std::string{child.name};
        bool files = false;
        for (const ArgumentSpec& argument : path.back()->arguments) {
            files = files || argument.completes == Completes::file ||
                    argument.completes == Completes::identifier;
            if (argument.completes == Completes::schema)
                words += " $(sinew schema --quiet 2>/dev/null)";
            if (argument.completes == Completes::shell) words += " " + std::string{kShells};
        }
        script += "        " + in_quotes(key_of(path, " ")) +
                  ")\n            if [[ $word == -* ]]; then COMPREPLY=($(compgen -W '" +
                  options.substr(1) +
                  "' -- \"$word\"))\n            else COMPREPLY=($(compgen -W \"" + words +
                  "\" -- \"$word\"))";
        if (files) script += "; compopt -o filenames; COMPREPLY+=($(compgen -f -- \"$word\"))";
        script += "; fi ;;\n";
    });
    return script + "    esac\n}\ncomplete -F _sinew sinew\n";
}

std::string zsh_completion(const CommandSpec& root) {
    // _arguments reads "[meaning]" and ":" itself, so both are escaped.
    const auto meaning = [](std::string_view text) {
        std::string out;
        for (const char c : text) {
            if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
            out += c;
        }
        return out;
    };
    const auto action = [](Completes completes,
                           const std::vector<std::string_view>& choices) -> std::string {
        if (!choices.empty()) return "(" + words_of(choices) + ")";
        switch (completes) {
            case Completes::file:
            case Completes::identifier: return "_files";
            case Completes::folder: return "_files -/";
            case Completes::schema: return "($(sinew schema --quiet 2>/dev/null))";
            case Completes::shell: return "(" + std::string{kShells} + ")";
            case Completes::nothing: return " ";
        }
        return " ";
    };
    std::string script =
        "#compdef sinew\n# zsh completion of sinew: save it as _sinew in a folder of $fpath\n";
    each_command({&root}, [&](const CommandPath& path) {
        const std::string key = key_of(path);
        script += "\n_sinew" + (key.empty() ? "" : "_" + key) + "() {\n";
        const bool inner = !path.back()->commands.empty();
        if (inner) script += "    local state line\n    typeset -A opt_args\n";
        script += "    _arguments -s -S";
        if (inner) script += " -C";
        for (const OptionSpec* option : options_of(path)) {
            const std::string value = option->value.empty()
                                          ? ""
                                          : ":" + meaning(option->value) + ":" +
                                                action(option->completes, option->choices);
            script += " \\\n        " + in_quotes("--" + std::string{option->name} + "[" +
                                                  meaning(option->meaning) + "]" + value);
            if (option->letter != 0)
                script += " \\\n        " + in_quotes(std::string{"-"} + option->letter + "[" +
                                                      meaning(option->meaning) + "]" + value);
        }
        for (const ArgumentSpec& argument : path.back()->arguments)
            script += " \\\n        " +
                      in_quotes(std::string{argument.many       ? "*:"
                                            : argument.required ? ":"
                                                                : "::"} +
                                meaning(argument.name) + ":" + action(argument.completes, {}));
        if (!inner) {
            script += "\n}\n";
            return;
        }
        script +=
            " \\\n        '1: :->command' '*:: :->rest'\n    case $state in\n    command)\n        "
            "local -a commands=(\n";
        for (const CommandSpec& child : path.back()->commands)
            script += "            " +
                      in_quotes(std::string{child.name} + ":" + meaning(child.summary)) + "\n";
        script +=
            "        )\n        _describe command commands ;;\n    rest)\n        case $line[1] "
            "in\n";
        for (const CommandSpec& child : path.back()->commands)
            script += "        " + std::string{child.name} + ") _sinew_" +
                      (key.empty() ? "" : key + "_") + std::string{child.name} + " ;;\n";
        script += "        esac ;;\n    esac\n}\n";
    });
    return script +
           "\nif [[ $funcstack[1] == _sinew ]]; then _sinew \"$@\"; else compdef _sinew sinew; "
           "fi\n";
}

std::string fish_completion(const CommandSpec& root) {
    std::string script =
        "# fish completion of sinew: save it as ~/.config/fish/completions/sinew.fish\n"
        "complete -c sinew -f\n";
    each_command({&root}, [&](const CommandPath& path) {
        const CommandSpec& command = *path.back();
        // "At this command": every word of its path was seen, and none of its children.
        std::string here;
        for (std::size_t i = 1; i < path.size(); ++i)
            here += (here.empty() ? "" : "; and ") +
                    ("__fish_seen_subcommand_from " + std::string{path[i]->name});
        std::string children;
        for (const CommandSpec& child : command.commands) children += " " + std::string{child.name};
        std::string offer = here;
        if (!children.empty())
            offer +=
                (offer.empty() ? "" : "; and ") + ("not __fish_seen_subcommand_from" + children);
        for (const CommandSpec& child : command.commands)
            script += "complete -c sinew -n " + in_quotes(offer) + " -a " +
                      std::string{child.name} + " -d " + in_quotes(child.summary) + "\n";
        for (const OptionSpec& option : command.options) {
            script += "complete -c sinew";
            if (!here.empty()) script += " -n " + in_quotes(here);
            script += " -l " + std::string{option.name};
            if (option.letter != 0) script += std::string{" -s "} + option.letter;
            if (!option.choices.empty())
                script += " -x -a " + in_quotes(words_of(option.choices));
            else if (option.completes == Completes::file)
                script += " -r -F";
            else if (option.completes == Completes::folder)
                script += " -x -a '(__fish_complete_directories)'";
            else if (!option.value.empty())
                script += " -x";
            script += " -d " + in_quotes(option.meaning) + "\n";
        }
        for (const ArgumentSpec& argument : command.arguments) {
            script += "complete -c sinew -n " + in_quotes(here);
            if (argument.completes == Completes::shell)
                script += " -a " + in_quotes(kShells) + "\n";
            else if (argument.completes == Completes::schema)
                script += " -a '(sinew schema --quiet 2>/dev/null)'\n";
            else
                script += " -F\n";
        }
    });
    return script;
}

}  // namespace sinew::cli
