#include <sinew/base/files.hpp>
#include <sinew/cli/audit_affected.hpp>
#include <sinew/cli/clinic_folder.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/store/upkeep.hpp>

#include <fmt/format.h>

#include <filesystem>

namespace sinew::cli {
namespace {

/// Those of --anchors; else the clinic's own, when there are any yet.
Checked<std::vector<clinic::AuditAnchor>> anchors_for(const Call& call,
                                                      const store::Options& options) {
    const auto given = call.text("anchors");
    std::error_code trouble;
    if (!given && !std::filesystem::exists(options.anchor_file, trouble))
        return std::vector<clinic::AuditAnchor>{};
    const std::string file = given.value_or(options.anchor_file);
    const auto bytes = read_file(file);
    if (!bytes) {
        Faults faults;
        faults.add(bytes.error());
        return tl::make_unexpected(std::move(faults));
    }
    auto anchors = clinic::read_anchors(*bytes, file);
    if (given && anchors && anchors->empty()) {
        // Somebody who keeps the lines elsewhere must not be told that the log holds against none.
        Faults faults;
        faults.add(ErrorCode::bad_input, file, "holds no anchors",
                   "give a kept copy of the clinic's audit.anchors, or leave --anchors out");
        return tl::make_unexpected(std::move(faults));
    }
    return anchors;
}

Exit run_verify(Call& call) {
    const auto options = clinic_in(call);
    if (!options) return refuse(call, options.error());
    auto anchors = anchors_for(call, *options);
    if (!anchors) return refuse(call, anchors.error());
    const auto verdict = store::check_clinic_audit(*options, *std::move(anchors));
    if (!verdict) return refuse(call, verdict.error());
    const auto& faults = verdict->faults.list();
    const Exit code = faults.empty() ? Exit::answered : Exit::in_part;
    if (call.settings.json) {
        OrderedJson json{{"entries", verdict->entries},
                         {"head", verdict->head},
                         {"erased", verdict->erased},
                         {"clock_set_back", verdict->clock_set_back},
                         {"anchors_held", verdict->anchors_held}};
        json.update(faults_json(verdict->faults));
        call.out.line(json.dump(2));
        return code;
    }
    for (const Error& fault : faults) call.out.line(to_line(fault));
    if (call.settings.quiet && faults.empty()) return code;
    call.out.line(call.out.inked(faults.empty() ? "the chain holds" : "the chain is broken",
                                 faults.empty() ? Ink::good : Ink::bad) +
                  fmt::format(": {} entries, {} anchors", verdict->entries, verdict->anchors_held));
    if (verdict->erased > 0)
        call.out.line(
            fmt::format("{} entries of erased people: reason and detail are gone, the rest holds",
                        verdict->erased));
    if (verdict->clock_set_back > 0)
        call.out.line(verdict->clock_set_back == 1 ? "the clock was set back once"
                                                   : fmt::format("the clock was set back {} times",
                                                                 verdict->clock_set_back));
    call.out.line("head " + verdict->head);
    return code;
}

OrderedJson entry_json(const clinic::AuditEntry& entry) {
    const auto text = [](const std::optional<Id>& id) { return id ? id_text(*id) : std::string{}; };
    return {{"sequence", entry.sequence},
            {"at", instant_text(entry.at)},
            {"actor", text(entry.actor)},
            {"role", entry.role},
            {"action", entry.action},
            {"person", text(entry.person)},
            {"object", text(entry.object)},
            {"authority", entry.authority},
            {"device", entry.device},
            {"salt", entry.salt},
            {"reason", entry.reason},
            {"detail", entry.detail},
            {"digest", entry.digest},
            {"previous_hash", entry.previous_hash},
            {"hash", entry.hash}};
}

Exit run_list(Call& call) {
    Faults faults;
    const int from = call.whole("from", 1, 2'000'000'000, faults).value_or(1);
    if (!faults.none()) return refuse(call, faults);
    const auto options = clinic_in(call);
    if (!options) return refuse(call, options.error());
    const auto done = store::each_audit_entry(*options, from, [&](const clinic::AuditEntry& entry) {
        if (call.settings.json)
            call.out.line(entry_json(entry).dump());
        else
            call.out.line(fmt::format("{:>6}  {}  {:<13}  {:<24}  {}", entry.sequence,
                                      instant_text(entry.at), entry.role, entry.action,
                                      entry.person ? id_text(*entry.person) : ""));
        return call.out.state() == Output::State::open;
    });
    if (!done) return refuse(call, done.error());
    return Exit::answered;
}

}  // namespace

CommandSpec audit_command() {
    return {
        .name = "audit",
        .summary = "verify and read the log of who did what, and whom a breach touches",
        .about =
            "Every entry's hash covers the one before it: whoever changes, removes or inserts one "
            "breaks "
            "the chain behind it. An anchor is a line that says how far the log reached on a day; "
            "kept on "
            "another machine, it also shows a log whose end was cut or that was written anew.",
        .commands = {
            {.name = "verify",
             .summary = "follow the chain from the first entry to the last",
             .about = "Only reads, and may run while the service works. Exits 1 when the "
                      "chain is broken.",
             .options = {data_option(),
                         {"anchors",
                          "FILE",
                          "hold the log against these lines (the clinic's own audit.anchors)",
                          {},
                          Completes::file}},
             .examples = {{"sinew audit verify", "the clinic in its usual place"},
                          {"sinew audit verify --anchors /safe/audit.anchors",
                           "against lines kept elsewhere"}},
             .run = run_verify},
            {.name = "list",
             .summary = "the entries; with --json one document a line, for other programs",
             .about = "What is hashed, and how another program can do the sum, stands in "
                      "docs/methods/audit.md.",
             .options = {data_option(), {"from", "N", "begin with this entry (1)"}},
             .examples = {{"sinew audit list --json > audit.jsonl",
                           "for an independent verification"}},
             .run = run_list},
            audit_affected_command()}};
}

}  // namespace sinew::cli
