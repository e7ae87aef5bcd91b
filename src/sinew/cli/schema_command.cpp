#include <sinew/base/text.hpp>
#include <sinew/cli/call.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>

namespace sinew::cli {
namespace {

constexpr std::string_view kFolder = "schema/", kEnding = ".schema.json";

std::vector<std::string> schema_names(const care::PackSource& packs) {
    std::vector<std::string> names;
    for (const std::string& path : packs.all())
        if (path.starts_with(kFolder) && path.ends_with(kEnding))
            names.push_back(
                path.substr(kFolder.size(), path.size() - kFolder.size() - kEnding.size()));
    return names;
}

std::string path_of(std::string_view name) {
    return std::string{kFolder} + std::string{name} + std::string{kEnding};
}

/// Each schema with its own description, the documents before the packs.
Exit list_schemas(Call& call, const care::PackSource& packs) {
    std::vector<std::string> names = schema_names(packs);
    std::stable_partition(names.begin(), names.end(),
                          [](const auto& name) { return !name.starts_with("pack-"); });
    if (call.settings.quiet && !call.settings.json) {
        for (const std::string& name : names) call.out.line(name);
        return Exit::answered;
    }
    OrderedJson list = OrderedJson::array();
    for (const std::string& name : names) {
        const auto bytes = packs.read(path_of(name));
        if (!bytes) return refuse(call, bytes.error());
        const auto schema = read_json(*bytes, path_of(name));
        if (!schema) return refuse(call, schema.error());
        const std::string about =
            schema->value("description", schema->value("title", std::string{}));
        if (call.settings.json) {
            list.push_back({{"name", name}, {"description", about}});
            continue;
        }
        call.out.line(call.out.inked(name, Ink::strong));
        for (const std::string& line : wrap(about, call.out.columns() - 4))
            call.out.line("    " + line);
    }
    if (call.settings.json) call.out.line(list.dump(2));
    return Exit::answered;
}

Exit run_schema(Call& call) {
    const auto packs = packs_of(call.settings);
    if (call.arguments().empty()) return list_schemas(call, packs);
    std::string name = call.arguments().front();
    if (name.ends_with(kEnding)) name.resize(name.size() - kEnding.size());
    const auto names = schema_names(packs);
    if (std::find(names.begin(), names.end(), name) == names.end()) {
        const auto near = nearest_word(name, names);
        return refuse(call,
                      {ErrorCode::not_found, "no such schema", name,
                       near ? "did you mean " + *near + "?" : "there is: " + join(names, ", ")});
    }
    const auto bytes = packs.read(path_of(name));
    if (!bytes) return refuse(call, bytes.error());
    call.out.write(*bytes);
    return Exit::answered;
}

}  // namespace

CommandSpec schema_command() {
    return {
        .name = "schema",
        .summary = "print the JSON Schema of a document or knowledge pack",
        .about =
            "The schemas are the public contract of what Sinew reads and writes (JSON Schema, "
            "draft 7). "
            "Without a name: the list of them, each with what it describes; with --quiet only the "
            "names.",
        .arguments = {{"NAME", "record, programme, pack-screening, ...", false, Completes::schema}},
        .examples = {{"sinew schema", "which there are"},
                     {"sinew schema record > record.schema.json",
                      "the shape of a record, for an editor or a validator"}},
        .run = run_schema};
}

}  // namespace sinew::cli
