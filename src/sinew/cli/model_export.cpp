#include <sinew/base/files.hpp>
#include <sinew/base/folders.hpp>
#include <sinew/care/model_use.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/output_files.hpp>

#include <array>

namespace sinew::cli {
namespace {

using care::ExportLanguage;

constexpr std::array<std::pair<std::string_view, ExportLanguage>, 6> kLanguages{
    {{"sbml", ExportLanguage::sbml},
     {"petab", ExportLanguage::petab},
     {"c", ExportLanguage::c},
     {"latex", ExportLanguage::latex},
     {"csv", ExportLanguage::csv},
     {"dot", ExportLanguage::dot}}};

Exit run_export(Call& call) {
    const auto format = call.text("format");
    if (!format)
        return refuse(call, {ErrorCode::bad_input, "no format is named", "--format",
                             "one of sbml, petab, c, latex, csv, dot"});
    ExportLanguage language = ExportLanguage::sbml;
    for (const auto& [word, value] : kLanguages)
        if (word == *format) language = value;
    const auto output = call.text("output");
    const bool folder = care::is_folder(language);
    if (folder && (!output || *output == "-"))
        return refuse(call, {ErrorCode::bad_input, *format + " is several files", "--output",
                             "name a folder for them: -o FOLDER"});
    const auto known = care::load_model_knowledge(packs_of(call.settings));
    if (!known) return refuse(call, known.error());
    const bool stimulant = call.text("class") == "stimulant";
    const auto exported = care::export_model(
        **known, language, stimulant ? care::DrugClass::stimulant : care::DrugClass::opioid);
    if (!exported) return refuse(call, exported.error());
    if (folder)
        if (const auto made = make_folder(*output); !made) return refuse(call, made.error());
    OutputFiles files;
    for (const care::ExportedFile& file : *exported) {
        const std::string path = folder ? *output + "/" + file.name : output.value_or("-");
        // The one file that people fill: what they wrote into it is never replaced by the empty one.
        const bool filled = folder && file.name == "measurements.tsv";
        if (const auto there = read_file(path); filled && there && *there != file.bytes)
            call.notes.line("kept as it is: " + path);
        else
            files.add(path, file.bytes);
    }
    return files.write(call);
}

}  // namespace

CommandSpec model_export_command() {
    return {
        .name = "export",
        .summary = "the equations and numbers in SBML, PEtab, C, LaTeX, CSV or DOT",
        .about =
            "Writes the slow layer of the model for other programs. The formulas are recorded from "
            "the functions that run here, not written a second time.\n\n"
            "sbml: Level 3 Version 2, time in days, training as doses of seven weekdays. petab: a "
            "folder with the SBML, parameters with their priors, observables with their noise, the "
            "specification's conditions, and an empty table of measurements. c: one file, C99. "
            "latex: an article with aligned equations and a table of symbols. csv: a folder of "
            "tables. dot: the links as a graph.\n\n"
            "Not in it: what a day of use does at its end, medication as doses, the minutes round "
            "a "
            "bout. Nothing is calibrated.",
        .options =
            {{"format", "FORMAT", "what to write", {"sbml", "petab", "c", "latex", "csv", "dot"}},
             {"class",
              "CLASS",
              "whose constants: opioid (the default) or stimulant",
              {"opioid", "stimulant"}},
             {"output",
              "PATH",
              "a file, or a folder for petab and csv (standard output)",
              {},
              Completes::file,
              'o'}},
        .examples = {{"sinew model export --format sbml -o model.xml",
                      "for COPASI, AMICI, Tellurium"},
                     {"sinew model export --format petab -o problem", "a calibration problem"},
                     {"sinew model export --format latex -o model.tex", "for a paper's appendix"}},
        .run = run_export};
}

}  // namespace sinew::cli
