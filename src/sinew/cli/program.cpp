#include <sinew/base/text.hpp>
#include <sinew/cli/call.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/help_text.hpp>
#include <sinew/cli/interruption.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/program.hpp>
#include <sinew/cli/version.hpp>

#include <cstring>

namespace sinew::cli {
namespace {

Exit say_version(Call& call) {
    const auto catalogue = catalogue_for(call, {});
    if (!catalogue) return refuse(call, catalogue.error());
    if (call.settings.json)
        call.out.line(OrderedJson{{"version", kVersion}, {"packs", (*catalogue)->hash}}.dump(2));
    else
        call.out.line("sinew " + std::string{kVersion} + "\nknowledge packs " + (*catalogue)->hash);
    return Exit::answered;
}

/// Arguments the command cannot do without.
void check_arguments(const Call& call, Faults& faults) {
    const auto& wanted = call.command().arguments;
    for (std::size_t i = call.arguments().size(); i < wanted.size(); ++i)
        if (wanted[i].required)
            faults.add(ErrorCode::bad_input, full_name(call.path()),
                       std::string{wanted[i].name} + " is missing",
                       "usage: " + usage_line(call.path()));
}

Exit answer(Call& call) {
    if (call.settings.columns) call.out.set_columns(*call.settings.columns);
    if (!call.settings.colour) {
        call.out.forbid_colour();
        call.notes.forbid_colour();
    }
    if (call.has("help")) {
        call.out.write(help_text(call.path(), call.out));
        return Exit::answered;
    }
    if (call.has("version")) return say_version(call);
    if (call.command().run == nullptr) {
        call.notes.write(help_text(call.path(), call.notes));
        return Exit::refused;
    }
    Faults faults;
    check_arguments(call, faults);
    if (call.company.count() > 1 && !call.command().shares_ranks)
        faults.add(ErrorCode::bad_input, full_name(call.path()),
                   "this command does not share its work among ranks", "start it without mpirun");
    if (!faults.none()) return refuse(call, faults);
    return call.command().run(call);
}

/// A reader that left early had enough; anything else that stops the answer is a failure.
Exit finish(Output& out, Output& notes, Exit code) {
    if (out.flush() == Output::State::failed) {
        notes.line("standard output: cannot write: " + std::string{std::strerror(out.failure())} +
                   " (free space and try again)");
        code = Exit::storage;
    }
    notes.flush();
    return code;
}

bool asks_for_json(int argc, const char* const* argv) {
    for (int i = 1; i < argc; ++i)
        if (std::string_view{argv[i]} == "--json") return true;
    return false;
}

}  // namespace

namespace {

/// The words typed to an exit code; what is to be said waits in `out` and `notes`.
Exit run_typed(int argc, const char* const* argv, Output& out, Output& notes, Company& company) {
    const auto typed = read_command_line(argc, argv, command_tree());
    if (!typed) return refuse(out, notes, asks_for_json(argc, argv), typed.error());
    const auto settings = read_settings(*typed);
    if (!settings) return refuse(out, notes, asks_for_json(argc, argv), settings.error());
    Call call{*typed, *settings, out, notes, company};
    return answer(call);
}

}  // namespace

int run(int argc, const char* const* argv) {
    ranks::Alone alone;
    return run(argc, argv, alone);
}

int run(int argc, const char* const* argv, ranks::Ranks& ranks) {
    take_signals_calmly();
    Output out{1}, notes{2};
    Company company{ranks};
    Exit code = run_typed(argc, argv, out, notes, company);
    if (company.count() > 1) code = company.one_voice(code, out, notes);
    return static_cast<int>(finish(out, notes, code));
}

}  // namespace sinew::cli
