// What a command is: one table entry from which the parser, --help, the man page and the completions are all made.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace sinew::cli {

/// The exit codes of the contract. They never change their meaning.
enum class Exit : int {
    answered = 0,  ///< A clinical "no" is an answer.
    in_part = 1,   ///< Some lines could not be answered, or a check found faults.
    refused = 2,   ///< Input or usage.
    storage = 3,   ///< Output or storage failed.
    bug = 4,       ///< In us; apps/ says so.
    interrupted = 130,
};

/// What a shell may offer while a value is being typed.
enum class Completes : std::uint8_t { nothing, file, folder, schema, identifier, shell };

/// An option; without `value` it is a flag.
struct OptionSpec {
    std::string_view name;   ///< without its dashes: "facts"
    std::string_view value;  ///< placeholder in help: "FILE"
    std::string_view meaning;
    std::vector<std::string_view> choices = {};  ///< when only these words are taken
    Completes completes = Completes::nothing;
    char letter = 0;  ///< short form, 0 = none
    bool column =
        false;  ///< takes the reader's name of a table's column; help lists these on one line
};

struct ArgumentSpec {
    std::string_view name;  ///< "RECORD"
    std::string_view meaning;
    bool required = true;
    Completes completes = Completes::file;
    bool many = false;  ///< the last argument only: any number from here on
};

struct ExampleSpec {
    std::string_view line;  ///< as it is typed, without a prompt
    std::string_view meaning;
};

class Call;

struct CommandSpec {
    std::string_view name;
    std::string_view summary;  ///< one line, no full stop
    std::string_view about;    ///< paragraphs, an empty line between them
    std::vector<ArgumentSpec> arguments = {};
    std::vector<OptionSpec> options = {};
    std::vector<ExampleSpec> examples = {};
    std::vector<CommandSpec> commands = {};  ///< a command has these or `run`
    Exit (*run)(Call&) = nullptr;
    bool shares_ranks = false;  ///< may run on several ranks (sinew-mpi); the others refuse to
};

/// The whole tree: the root is `sinew` itself and its options are taken by every command.
[[nodiscard]] const CommandSpec& command_tree();

/// The commands that `path` names, from the root down: {"sinew", "record", "import"}.
using CommandPath = std::vector<const CommandSpec*>;

}  // namespace sinew::cli
