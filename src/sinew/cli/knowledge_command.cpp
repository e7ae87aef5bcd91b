#include <sinew/base/text.hpp>
#include <sinew/cli/call.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>

#include <fmt/format.h>

namespace sinew::cli {
namespace {

/// The folder given as argument, else that of --knowledge, else the packs in the program.
care::PackSource packs_asked(const Call& call) {
    return call.arguments().empty() ? packs_of(call.settings)
                                    : care::packs_in(call.arguments().front());
}

Exit run_check(Call& call) {
    const auto packs = packs_asked(call);
    if (packs.all().empty())
        return refuse(call, {ErrorCode::not_found, "no pack in this folder",
                             call.arguments().empty() ? call.settings.knowledge_folder
                                                      : call.arguments().front(),
                             "name a folder like knowledge/"});
    const care::PackCheck check = care::check_packs(packs);
    const auto& faults = check.faults.list();
    const bool fine = faults.empty();
    if (call.settings.json) {
        OrderedJson json{{"packs", check.files}, {"against_schemas", check.against_schemas}};
        json.update(faults_json(check.faults));
        call.out.line(json.dump(2));
        return fine ? Exit::answered : Exit::in_part;
    }
    for (const Error& fault : faults) call.out.line(to_line(fault));
    if (!call.settings.quiet || !fine) {
        const std::string verdict =
            fine ? "no fault"
                 : fmt::format("{} fault{}", faults.size(), faults.size() == 1 ? "" : "s");
        const std::string schemas =
            care::schemas_can_be_checked()
                ? fmt::format("{} of them held against their schemas", check.against_schemas)
                : "schemas not checked: this program was built without a validator";
        call.out.line(call.out.inked(verdict, fine ? Ink::good : Ink::bad) +
                      fmt::format(" in {} packs, {}", check.files, schemas));
    }
    return fine ? Exit::answered : Exit::in_part;
}

Exit run_list(Call& call) {
    const auto list = care::list_packs(packs_asked(call));
    if (call.settings.json) {
        OrderedJson json = OrderedJson::array();
        for (const auto& pack : list)
            json.push_back({{"path", pack.path},
                            {"title", pack.title},
                            {"version", pack.version},
                            {"schema", pack.schema},
                            {"bytes", pack.bytes},
                            {"sha256", pack.hash}});
        call.out.line(json.dump(2));
        return Exit::answered;
    }
    std::size_t widest = 0;
    for (const auto& pack : list) widest = std::max(widest, pack.path.size());
    for (const auto& pack : list)
        call.out.line(fmt::format("{:<{}}  {:<7}  {}  {}", pack.path, widest, pack.version,
                                  pack.hash.substr(0, 12),
                                  pack.schema.empty() ? "" : "schema " + pack.schema));
    return Exit::answered;
}

const ArgumentSpec kFolder{"FOLDER", "a folder of packs (those in the program)", false,
                           Completes::folder};

}  // namespace

CommandSpec knowledge_command() {
    return {
        .name = "knowledge",
        .summary = "the packs of rules, forms, doses and texts that every answer rests on",
        .about = "",
        .commands = {
            {.name = "check",
             .summary = "find every fault of the packs at once",
             .about =
                 "Reads each pack with its own reader, holds it against its schema, follows every "
                 "source key to "
                 "its citation, and looks for missing wordings. Exits 1 when there is a fault.",
             .arguments = {kFolder},
             .examples = {{"sinew knowledge check knowledge/", "after an edit, before a review"}},
             .run = run_check},
            {.name = "list",
             .summary = "the packs with version and content hash",
             .about = "",
             .arguments = {kFolder},
             .examples = {{"sinew knowledge list --json",
                           "for a record of what an answer was made with"}},
             .run = run_list}}};
}

}  // namespace sinew::cli
