#include <sinew/care/asked_questions.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/cli/record_input.hpp>
#include <sinew/document/redcap_dictionary.hpp>
#include <sinew/document/score_lines.hpp>
#include <sinew/fhir/outside_questionnaire.hpp>
#include <sinew/fhir/questionnaire.hpp>
#include <sinew/render/questionnaire_text.hpp>

#include <algorithm>

namespace sinew::cli {
namespace {

/// Each named instrument, or a fault for each that is unknown or whose text must not leave the site.
Checked<std::vector<const care::Instrument*>> instruments_named(const Call& call,
                                                                const care::InstrumentPack& pack) {
    std::vector<const care::Instrument*> list;
    Faults faults;
    for (const std::string& id : call.arguments()) {
        const auto named = document::instrument_named(pack, id, id);
        const auto may = named ? care::shippable(**named) : named;
        if (!may)
            faults.add(may.error());
        else if (std::find(list.begin(), list.end(), *may) != list.end())
            faults.add(ErrorCode::conflict, id, "named twice", "name it once");
        else
            list.push_back(*may);
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return list;
}

Exit write_folder(Call& call, const care::InstrumentPack& pack, const std::string& folder) {
    OutputFiles files;
    for (const auto& [id, instrument] : pack.instruments)
        if (care::shippable(instrument))
            files.add(folder + "/" + id + ".json",
                      fhir::questionnaire(instrument, call.settings.language).dump(1) + "\n");
    return files.write(call);
}

/// --read: what somebody else's Questionnaire asks, in our terms.
Exit tell_outside(Call& call, const std::string& path) {
    const auto catalogue = catalogue_for(call, {care::Part::instruments, care::Part::text});
    if (!catalogue) return refuse(call, catalogue.error());
    const auto& pack = (*catalogue)->instruments;
    const care::Instrument* asked = nullptr;
    if (!call.arguments().empty()) {
        const auto& id = call.arguments().front();
        const auto named = document::instrument_named(pack, id, id);
        if (!named) return refuse(call, named.error());
        asked = *named;
    }
    const auto json = read_json_document(path);
    if (!json) return refuse(call, json.error());
    const auto outside = fhir::read_questionnaire(*json, name_of_input(path), pack, asked);
    if (!outside) return refuse(call, outside.error());
    const OrderedJson told = fhir::outside_questionnaire_json(*outside, call.settings.language);
    if (call.settings.json)
        call.out.line(told.dump(2));
    else
        call.out.write(render::questionnaire_text(
            told, (*catalogue)->words(call.settings.language, call.settings.framing),
            page_style(call.out, false)));
    return told["complete"].get<bool>() ? Exit::answered : Exit::in_part;
}

Exit run_questionnaire(Call& call) {
    if (const auto path = call.text("read")) return tell_outside(call, *path);
    const auto folder = call.text("all");
    if (folder.has_value() == !call.arguments().empty())
        return refuse(
            call, {ErrorCode::bad_input, "give an instrument, or --all FOLDER",
                   "sinew measure questionnaire", "usage: sinew measure questionnaire INSTRUMENT"});
    const auto catalogue = catalogue_for(call, {care::Part::instruments});
    if (!catalogue) return refuse(call, catalogue.error());
    const auto& pack = (*catalogue)->instruments;
    if (folder) return write_folder(call, pack, *folder);
    const auto named = instruments_named(call, pack);
    if (!named) return refuse(call, named.error());
    call.out.line(fhir::questionnaire(*named->front(), call.settings.language).dump(2));
    return Exit::answered;
}

Exit run_dictionary(Call& call) {
    const auto catalogue = catalogue_for(call, {care::Part::instruments});
    if (!catalogue) return refuse(call, catalogue.error());
    auto named = instruments_named(call, (*catalogue)->instruments);
    if (!named) return refuse(call, named.error());
    if (named->empty()) *named = care::core_battery((*catalogue)->instruments);
    const std::string table = document::data_dictionary(*named, call.settings.language);
    if (!call.settings.json) {
        call.out.write(table);
        return Exit::answered;
    }
    OrderedJson json;
    json["instruments"] = OrderedJson::array();
    for (const care::Instrument* instrument : *named)
        json["instruments"].push_back({{"id", instrument->id}, {"version", instrument->version}});
    json["dictionary"] = table;
    call.out.line(json.dump(2));
    return Exit::answered;
}

}  // namespace

CommandSpec measure_questionnaire_command() {
    return {
        .name = "questionnaire",
        .summary = "an instrument as a FHIR R4 Questionnaire, or what another's asks",
        .about =
            "Questions in our own topic words, with LOINC codes where the pack has them, ranges, "
            "options and their values. The text of a proprietary instrument is not here: that is "
            "refused with its licence.\n\n"
            "--read looks at a Questionnaire from elsewhere: which instrument it asks, by which "
            "codes or "
            "linkIds, which questions are strange and which are missing (exit 1 when there are "
            "any). "
            "Options that are worth other values than the instrument's are refused. Wording is not "
            "compared. Answers to it are scored by `sinew measure score --questionnaire`.",
        .arguments = {{"INSTRUMENT", "its id, such as phq9", false, Completes::nothing}},
        .options = {{"all",
                     "FOLDER",
                     "write every instrument that may be shipped into this folder",
                     {},
                     Completes::folder},
                    {"read",
                     "FILE",
                     "look at this Questionnaire instead (- for standard input)",
                     {},
                     Completes::file}},
        .examples = {{"sinew measure questionnaire phq9 > phq9.json", "one Questionnaire"},
                     {"sinew measure questionnaire --read theirs.json",
                      "which instrument is this?"},
                     {"sinew measure questionnaire cows --lang zh", "topics in Chinese"},
                     {"sinew measure questionnaire --all questionnaires", "one file each"}},
        .run = run_questionnaire};
}

CommandSpec measure_dictionary_command() {
    return {
        .name = "dictionary",
        .summary = "instruments as a REDCap data dictionary",
        .about =
            "A CSV of eighteen columns: a row a question, and a text field a score that is "
            "imported, not "
            "calculated there. Without a name: the core battery.",
        .arguments = {{"INSTRUMENT", "ids, such as phq9 gad7", false, Completes::nothing, true}},
        .examples = {{"sinew measure dictionary > dictionary.csv", "the core battery"},
                     {"sinew measure dictionary phq9 gad7 peg > dictionary.csv", "these three"}},
        .run = run_dictionary};
}

}  // namespace sinew::cli
