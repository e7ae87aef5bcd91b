#include <sinew/care/model_use.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/document/model_json.hpp>
#include <sinew/render/model_diagram.hpp>
#include <sinew/render/model_text.hpp>
#include <sinew/render/picture.hpp>

namespace sinew::cli {
namespace {

/// The packs of the model and the words to tell them in.
struct Told {
    std::unique_ptr<const care::ModelKnowledge> known;
    std::unique_ptr<const care::Catalogue> catalogue;
    care::Words words;
};

Checked<Told> told_by(const Call& call) {
    auto catalogue = catalogue_for(call, {care::Part::text});
    if (!catalogue) return tl::unexpected{std::move(catalogue).error()};
    auto known = care::load_model_knowledge(packs_of(call.settings));
    if (!known) return tl::unexpected{std::move(known).error()};
    care::Words words = (*catalogue)->words(call.settings.language, call.settings.framing);
    return Told{*std::move(known), *std::move(catalogue), std::move(words)};
}

Exit run_links(Call& call) {
    const auto told = told_by(call);
    if (!told) return refuse(call, told.error());
    const OrderedJson json = document::model_links_json(*told->known, told->words);
    call.out.write(call.settings.json ? json.dump(1) + "\n"
                   : call.has("csv")
                       ? care::model_links_csv(*told->known)
                       : render::model_links_text(json, told->words,
                                                  page_style(call.out, call.has("explain"))));
    return Exit::answered;
}

Exit run_parameters(Call& call) {
    const auto told = told_by(call);
    if (!told) return refuse(call, told.error());
    const auto json = document::model_parameters_json(*told->known, call.arguments(), told->words);
    if (!json) return refuse(call, json.error());
    call.out.write(call.settings.json ? json->dump(1) + "\n"
                   : call.has("csv")
                       ? care::model_parameters_csv(*told->known)
                       : render::model_parameters_text(*json, told->words,
                                                       page_style(call.out, call.has("explain"))));
    return Exit::answered;
}

Exit run_diagram(Call& call) {
    const auto path = call.text("plot");
    if (!path)
        return refuse(call, {ErrorCode::bad_input, "no file for the picture", "--plot",
                             "name a file: --plot model.svg (or .png, .pdf)"});
    const auto format = render::picture_format(*path);
    if (!format) return refuse(call, format.error());
    const auto told = told_by(call);
    if (!told) return refuse(call, told.error());
    render::PictureStyle style;
    style.chinese = call.settings.language == domain::Language::zh;
    if (call.settings.date) style.created = *call.settings.date;
    auto bytes = render::picture_bytes(render::model_diagram(told->known->links, told->words),
                                       *format, style);
    if (!bytes) return refuse(call, bytes.error());
    OutputFiles files;
    files.add(*path, *std::move(bytes));
    return files.write(call);
}

const OptionSpec kCsv{"csv", "", "as a comma-separated table"};
const OptionSpec kExplain{"explain", "", "with the grounds and the source of each row"};

}  // namespace

CommandSpec model_command() {
    return {
        .name = "model",
        .summary = "the dynamic model itself: its links, parameters, equations",
        .about = "",
        .commands = {
            {.name = "links",
             .summary = "what acts on what, with sign, grade and gains",
             .about = "Every link of the model with its grade in substance dependence and in "
                      "general, the parameters that carry it, and whether it is a hypothesis.",
             .options = {kCsv, kExplain},
             .examples = {{"sinew model links", "the table of links"},
                          {"sinew model links --json", "with the ground of each"}},
             .run = run_links},
            {.name = "parameters",
             .summary = "every number of the model with its prior, source and status",
             .about = "All parameters, or those of the symbols, row ids or blocks that are named.",
             .arguments = {{"NAME", "a symbol (g_CE), a row (P113) or a block (craving)", false,
                            Completes::nothing, true}},
             .options = {kCsv, kExplain},
             .examples = {{"sinew model parameters craving", "one block"},
                          {"sinew model parameters g_CE --explain", "one number and its ground"}},
             .run = run_parameters},
            {.name = "diagram",
             .summary = "draw the links of the model as one picture",
             .about = "Levels from left to right; arrows raise, bars lower; the line tells the "
                      "grade in substance dependence.",
             .options = {{"plot", "FILE", "the picture: .svg, .png or .pdf", {}, Completes::file}},
             .examples = {{"sinew model diagram --plot model.svg", "the state diagram"}},
             .run = run_diagram},
            model_export_command(),
            model_sensitivity_command(),
            model_identifiability_command()}};
}

}  // namespace sinew::cli
