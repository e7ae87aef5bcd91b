#include <sinew/base/folders.hpp>
#include <sinew/care/synthesis_use.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/document/synthesis_json.hpp>
#include <sinew/render/picture.hpp>
#include <sinew/render/synthesis_html.hpp>
#include <sinew/render/synthesis_map_chart.hpp>
#include <sinew/render/synthesis_outcome_chart.hpp>
#include <sinew/render/synthesis_text.hpp>

namespace sinew::cli {
namespace {

using care::SynthesisAnswer;
using care::Words;

/// Outcomes and kinds of training that were asked for; a fault for words that the rules do not know.
evidence::SynthesisFilter filter_of(const Call& call, const knowledge::SynthesisRules& rules,
                                    Faults& faults) {
    evidence::SynthesisFilter filter;
    filter.outcome = call.text("outcome");
    if (filter.outcome && !rules.outcome(*filter.outcome)) {
        std::string known;
        for (const auto& outcome : rules.outcomes)
            known += (known.empty() ? "" : ", ") + outcome.id;
        faults.add(ErrorCode::not_found, "--outcome", "unknown outcome", "one of: " + known);
    }
    filter.modality = call.text("modality");
    return filter;
}

/// Every figure as a file of its own.
Result<void> add_figures(const OrderedJson& synthesis, const Words& words,
                         const std::string& folder, OutputFiles& files) {
    render::PictureStyle style;
    style.chinese = words.language() == domain::Language::zh;
    const auto add = [&](const figure::Scene& scene, const std::string& name) -> Result<void> {
        SINEW_TRY(auto bytes, render::picture_bytes(scene, render::PictureFormat::svg, style));
        files.add(folder + "/" + name + ".svg", std::move(bytes));
        return {};
    };
    if (const auto done = add(render::synthesis_map_chart(synthesis, words), "map"); !done)
        return done;
    for (const auto& section : render::synthesis_sections(synthesis)) {
        const std::string name =
            section.outcome + (section.course == "chronic" ? "" : "-" + section.course);
        for (const char* measure : {"SMD", "MD", "HR", "OR"})
            if (const auto forest = render::synthesis_forest(synthesis, section, measure, words))
                if (const auto done = add(*forest, name + "-forest-" + measure); !done) return done;
        if (const auto prior = render::synthesis_prior_chart(synthesis, section, words))
            if (const auto done = add(*prior, name + "-prior"); !done) return done;
    }
    return {};
}

/// synthesis.json, tables, a page in each language, figures.
Exit write_folder(Call& call, const std::string& folder, const SynthesisAnswer& answer,
                  const OrderedJson& synthesis, const care::Catalogue& catalogue) {
    if (const auto made = make_folder(folder); !made) return refuse(call, made.error());
    if (const auto made = make_folder(folder + "/figures"); !made)
        return refuse(call, made.error());
    OutputFiles files;
    files.add(folder + "/synthesis.json", synthesis.dump(1) + "\n");
    files.add(folder + "/cells.csv", document::synthesis_cells_csv(synthesis));
    files.add(folder + "/rows.csv", document::synthesis_rows_csv(synthesis));
    files.add(folder + "/published.csv", document::synthesis_published_csv(synthesis));
    for (const auto language : {domain::Language::en, domain::Language::zh}) {
        const bool english = language == domain::Language::en;
        const Words words = catalogue.words(language, call.settings.framing);
        files.add(folder + (english ? "/index.html" : "/index.zh.html"),
                  render::synthesis_html(document::synthesis_json(answer, words), words,
                                         english ? "index.zh.html" : "index.html"));
    }
    const Words words = catalogue.words(call.settings.language, call.settings.framing);
    if (const auto added = add_figures(synthesis, words, folder + "/figures", files); !added)
        return refuse(call, added.error());
    return files.write(call);
}

Exit run_rebuild(Call& call) {
    const auto catalogue = catalogue_for(call, {care::Part::text, care::Part::citations});
    if (!catalogue) return refuse(call, catalogue.error());
    const auto rules = care::synthesis_rules(packs_of(call.settings));
    if (!rules) return refuse(call, rules.error());
    Faults faults;
    const auto filter = filter_of(call, *rules, faults);
    if (!faults.none()) return refuse(call, faults);
    const auto answer = care::rebuild_synthesis(packs_of(call.settings), call.text("trials"),
                                                (*catalogue)->citations, filter);
    if (!answer) return refuse(call, answer.error());
    const Words words = (*catalogue)->words(call.settings.language, call.settings.framing);
    const OrderedJson synthesis = document::synthesis_json(*answer, words);
    if (const auto folder = call.text("out"))
        if (const Exit written = write_folder(call, *folder, *answer, synthesis, **catalogue);
            written != Exit::answered)
            return written;
    OutputFiles files;
    files.add("-", call.settings.json
                       ? synthesis.dump(1) + "\n"
                       : render::synthesis_text(synthesis, words,
                                                page_style(call.out, call.has("explain"))));
    return files.write(call);
}

}  // namespace

CommandSpec evidence_rebuild_command() {
    return {
        .name = "rebuild",
        .summary = "our own synthesis: what exercise does in drug dependence, and how surely",
        .about =
            "Rebuilds the synthesis from the rows of knowledge/trials: every outcome by kind of "
            "training, intensity, comparator and drug, "
            "with its verdict – pooled, one trial, direction only, borrowed, nothing found – the "
            "rows behind it, published results beside "
            "our own, the prior for use and how sure one may be.\n\n"
            "Most cells are one trial, a direction or nothing, and that is what is shown. Adding a "
            "trial is adding rows to a copy of the pack "
            "(--trials); `sinew evidence diff` then says what changed and whether a conclusion "
            "moved.",
        .options =
            {{"out",
              "FOLDER",
              "write synthesis.json, tables, a page in each language and the figures here",
              {},
              Completes::folder},
             {"trials",
              "FOLDER",
              "use this edited copy of knowledge/trials",
              {},
              Completes::folder},
             {"outcome", "ID", "only this outcome, such as craving"},
             {"modality",
              "WORD",
              "only this kind of training",
              {"all", "aerobic", "resistance", "combined", "hiit", "mind_body", "yijinjing"}},
             {"explain", "",
              "with reasons, certainty, arithmetic on published results and what would change it"}},
        .examples = {{"sinew evidence rebuild", "the overview"},
                     {"sinew evidence rebuild --outcome craving --modality mind_body --explain",
                      "one part with its reasons"},
                     {"sinew evidence rebuild --out synthesis", "page, figures and tables"}},
        .run = run_rebuild};
}

}  // namespace sinew::cli
