#include <sinew/cli/call.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/man_page.hpp>
#include <sinew/cli/version.hpp>

namespace sinew::cli {

CommandSpec man_command() {
    return {
        .name = "man",
        .summary = "print the manual as a man page",
        .about = "The page is made from the same table as --help.",
        .examples = {{"sinew man | man -l -", "read it"},
                     {"sinew man > ~/.local/share/man/man1/sinew.1", "install it for yourself"}},
        .run = [](Call& call) {
            call.out.write(man_page(command_tree(), kVersion));
            return Exit::answered;
        }};
}

}  // namespace sinew::cli
