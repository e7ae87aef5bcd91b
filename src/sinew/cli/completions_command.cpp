#include <sinew/cli/call.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/completion_scripts.hpp>
#include <sinew/cli/fault_report.hpp>

namespace sinew::cli {

CommandSpec completions_command() {
    return {.name = "completions",
            .summary = "print the completion script of a shell",
            .about = "The script is made from the same table as --help.",
            .arguments = {{"SHELL", "bash, zsh or fish", true, Completes::shell}},
            .examples = {{"source <(sinew completions bash)", "for this shell only"},
                         {"sinew completions fish > ~/.config/fish/completions/sinew.fish",
                          "for good"}},
            .run = [](Call& call) {
                const std::string& shell = call.arguments().front();
                if (shell == "bash")
                    call.out.write(bash_completion(command_tree()));
                else if (shell == "zsh")
                    call.out.write(zsh_completion(command_tree()));
                else if (shell == "fish")
                    call.out.write(fish_completion(command_tree()));
                else
                    return refuse(call, {ErrorCode::not_found, "no completions for this shell",
                                         shell, "use bash, zsh or fish"});
                return Exit::answered;
            }};
}

}  // namespace sinew::cli
