#include <sinew/base/folders.hpp>
#include <sinew/base/refused.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/cli/record_input.hpp>
#include <sinew/document/synthesis_json.hpp>
#include <sinew/document/synthesis_reader.hpp>
#include <sinew/render/synthesis_text.hpp>

namespace sinew::cli {
namespace {

/// A folder is rebuilt first; a file is read.
Checked<evidence::SynthesisDigest> digest_of(const Call& call, const std::string& path,
                                             const care::Catalogue& catalogue) {
    const auto named = files_named(path);
    if (!named) return refused(named.error());
    if (!named->from_folder) {
        const auto bytes = read_document(path);
        if (!bytes) return refused(bytes.error());
        return document::read_synthesis(*bytes, name_of_input(path));
    }
    const auto answer = care::rebuild_synthesis(packs_of(call.settings), path, catalogue.citations);
    if (!answer) return tl::make_unexpected(answer.error());
    const care::Words words = catalogue.words(domain::Language::en, domain::Framing::secular);
    return document::read_synthesis(document::synthesis_json(*answer, words).dump(), path);
}

Exit run_diff(Call& call) {
    const auto catalogue = catalogue_for(call, {care::Part::text, care::Part::citations});
    if (!catalogue) return refuse(call, catalogue.error());
    Faults faults;
    auto before = digest_of(call, call.arguments().at(0), **catalogue);
    if (!before) faults.take(std::move(before).error());
    auto after = digest_of(call, call.arguments().at(1), **catalogue);
    if (!after) faults.take(std::move(after).error());
    if (!faults.none()) return refuse(call, faults);
    const care::Words words = (*catalogue)->words(call.settings.language, call.settings.framing);
    const OrderedJson json =
        document::synthesis_change_json(evidence::change_between(*before, *after), words);
    OutputFiles files;
    files.add("-", call.settings.json
                       ? json.dump(1) + "\n"
                       : render::synthesis_change_text(json, words, page_style(call.out, false)));
    return files.write(call);
}

}  // namespace

CommandSpec evidence_diff_command() {
    return {
        .name = "diff",
        .summary = "what a new row changed in the synthesis, and whether a conclusion moved",
        .about =
            "Compares two folders of trials, or two files that `sinew evidence rebuild --json` "
            "wrote, or one of each: rows added, removed and "
            "changed; cells whose verdict, estimate, prior or certainty changed. A conclusion "
            "moved when a verdict is another one, or an "
            "estimate crossed zero or the smallest difference that matters.",
        .arguments = {{"OLD", "folder of tables, or synthesis.json"}, {"NEW", "the same, later"}},
        .examples = {{"sinew evidence diff knowledge/trials my-trials",
                      "after rows were added to a copy"},
                     {"sinew evidence diff last-year.json synthesis/synthesis.json --json",
                      "between two releases"}},
        .run = run_diff};
}

}  // namespace sinew::cli
