// One call of a command: what was typed, the settings every command shares, and where answers go.
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/cli/command.hpp>
#include <sinew/cli/company.hpp>
#include <sinew/cli/output.hpp>
#include <sinew/domain/names.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::cli {

/// Words as typed, sorted into options and arguments; nothing is judged yet.
struct Typed {
    CommandPath path;                                         ///< root first
    std::map<std::string, std::string, std::less<>> options;  ///< by long name; a flag holds ""
    std::vector<std::string> arguments;
};

/// What --json, --lang and their like ask for.
struct Settings {
    bool json = false;
    bool quiet = false;
    bool colour = true;                  ///< false after --no-color
    std::optional<std::size_t> columns;  ///< of --width
    domain::Language language = domain::Language::en;
    domain::Framing framing = domain::Framing::secular;
    std::optional<Day> date;
    std::string knowledge_folder;  ///< empty = the packs in the program
};

class Call {
public:
    Call(Typed typed, Settings chosen, Output& answers, Output& remarks, Company& others)
        : settings{std::move(chosen)},
          out{answers},
          notes{remarks},
          company{others},
          typed_{std::move(typed)} {}

    const Settings settings;
    Output& out;       ///< standard output: the answer
    Output& notes;     ///< standard error: faults, notes, progress
    Company& company;  ///< the ranks that share the work; usually this process alone

    [[nodiscard]] bool has(std::string_view option) const {
        return typed_.options.contains(option);
    }
    /// The option's value; nothing when it was not given.
    [[nodiscard]] std::optional<std::string> text(std::string_view option) const;
    /// A whole number in its range, or a fault at "--name"; nothing when it was not given.
    [[nodiscard]] std::optional<int> whole(std::string_view option, int lowest, int highest,
                                           Faults& faults) const;
    /// A number in its range, likewise.
    [[nodiscard]] std::optional<double> number(std::string_view option, double lowest,
                                               double highest, Faults& faults) const;
    [[nodiscard]] const std::vector<std::string>& arguments() const noexcept {
        return typed_.arguments;
    }
    [[nodiscard]] const CommandSpec& command() const noexcept { return *typed_.path.back(); }
    [[nodiscard]] const CommandPath& path() const noexcept { return typed_.path; }

private:
    Typed typed_;
};

/// Sorts the words. @errors one fault per unknown command or option, missing or superfluous word, or value not on its list
[[nodiscard]] Checked<Typed> read_command_line(int argc, const char* const* argv,
                                               const CommandSpec& root);

/// @errors a date that is none, a width outside 20 to 400
[[nodiscard]] Checked<Settings> read_settings(const Typed& typed);

}  // namespace sinew::cli
