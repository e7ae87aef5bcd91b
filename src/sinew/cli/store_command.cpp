#include <sinew/cli/clinic_folder.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/store/backup.hpp>
#include <sinew/store/upkeep.hpp>

#include <fmt/format.h>

namespace sinew::cli {
namespace {

Exit told(Call& call, const OrderedJson& json, const std::string& text) {
    if (call.settings.json)
        call.out.line(json.dump(2));
    else if (!call.settings.quiet)
        call.out.line(text);
    return Exit::answered;
}

Exit run_backup(Call& call) {
    const auto options = clinic_in(call);
    if (!options) return refuse(call, options.error());
    const std::string& file = call.arguments().front();
    const auto bytes = store::backup_clinic(*options, file);
    if (!bytes) return refuse(call, bytes.error());
    return told(call, {{"backup", file}, {"bytes", *bytes}, {"key", options->key_file}},
                fmt::format("{}: {} bytes, checked. The key is not in it: keep a copy of\n{}\n"
                            "in another place; without it no backup can be read.",
                            file, *bytes, options->key_file));
}

Exit run_restore(Call& call) {
    const auto options = clinic_in(call);
    if (!options) return refuse(call, options.error());
    const std::string& file = call.arguments().front();
    const auto done = store::restore_database(file, options->database, options->key_file);
    if (!done) return refuse(call, done.error());
    return told(call, {{"restored", file}, {"database", options->database}},
                fmt::format("{} is back as {}", file, options->database));
}

Exit run_check(Call& call) {
    auto options = clinic_in(call);
    if (!options) return refuse(call, options.error());
    if (!call.arguments().empty()) options->database = call.arguments().front();
    const auto found = store::check_clinic(*options, {});
    if (!found) return refuse(call, found.error());
    const auto& faults = found->faults.list();
    const Exit code = faults.empty() ? Exit::answered : Exit::in_part;
    if (call.settings.json) {
        OrderedJson json{{"database", options->database},  {"documents", found->documents},
                         {"versions", found->versions},    {"observations", found->observations},
                         {"accounts", found->accounts},    {"audit_entries", found->audit.entries},
                         {"audit_head", found->audit.head}};
        json.update(faults_json(found->faults));
        call.out.line(json.dump(2));
        return code;
    }
    for (const Error& fault : faults) call.out.line(to_line(fault));
    if (!call.settings.quiet || !faults.empty())
        call.out.line(
            call.out.inked(faults.empty() ? "no fault" : fmt::format("{} faults", faults.size()),
                           faults.empty() ? Ink::good : Ink::bad) +
            fmt::format(" in {} documents ({} versions), {} observations, {} accounts, {} audit "
                        "entries",
                        found->documents, found->versions, found->observations, found->accounts,
                        found->audit.entries));
    return code;
}

Exit run_migrate(Call& call) {
    const auto options = clinic_in(call);
    if (!options) return refuse(call, options.error());
    const auto shapes = store::migrate_clinic(*options);
    if (!shapes) return refuse(call, shapes.error());
    const bool changed = shapes->before != shapes->now;
    return told(call, {{"before", shapes->before}, {"now", shapes->now}, {"copy", shapes->copy}},
                changed ? fmt::format("shape {} became {}; the file before it is {}",
                                      shapes->before, shapes->now, shapes->copy)
                        : fmt::format("shape {} already: nothing to do", shapes->now));
}

}  // namespace

CommandSpec store_command() {
    return {
        .name = "store",
        .summary = "back up, restore and check the clinic's memory",
        .about =
            "A clinic is a folder: clinic.sqlite and, apart from it, key/clinic.key. Names, logins "
            "and everything said of a person stand sealed in the first and open with the second.",
        .commands = {
            {.name = "backup",
             .summary = "copy the clinic into one file, while the service works",
             .about =
                 "Takes one consistent view, checks the copy, and only then gives it its name. An "
                 "existing file is never replaced. The key is not copied: keep it elsewhere.",
             .arguments = {{"FILE", "the new backup"}},
             .options = {data_option()},
             .examples = {{"sinew store backup /backup/clinic-2026-11-23.sqlite", "every night"}},
             .run = run_backup},
            {.name = "restore",
             .summary = "put a backup into an empty folder",
             .about =
                 "Refuses where a clinic is already, and a backup that is damaged, newer than this "
                 "program, or sealed with another key. Put the key file back first.",
             .arguments = {{"FILE", "a backup"}},
             .options = {data_option()},
             .examples = {{"sinew store restore clinic-2026-11-23.sqlite --data /srv/sinew",
                           "after the disk was lost"}},
             .run = run_restore},
            {.name = "check",
             .summary = "every page, reference, sealed value and the audit log",
             .about =
                 "Only reads, and may run while the service works. Exits 1 when there is a fault.",
             .arguments = {{"FILE", "a backup to check instead of the clinic", false}},
             .options = {data_option()},
             .examples = {{"sinew store check", "the clinic in its usual place"},
                          {"sinew store check clinic-2026-11-23.sqlite", "is this backup good?"}},
             .run = run_check},
            {.name = "migrate",
             .summary = "bring the database to this program's shape",
             .about = "`sinew serve` does so by itself at its start. A copy of the file before the "
                      "change "
                      "stays beside it. There is no way back but that copy or a backup.",
             .options = {data_option()},
             .examples = {{"sinew store migrate", "before an upgrade goes into service"}},
             .run = run_migrate}}};
}

}  // namespace sinew::cli
