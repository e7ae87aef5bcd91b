#include <sinew/care/prescribe_use.hpp>
#include <sinew/care/screening_use.hpp>
#include <sinew/document/adaptation_json.hpp>
#include <sinew/document/programme_reader.hpp>
#include <sinew/document/record_fields.hpp>
#include <sinew/document/record_json.hpp>
#include <sinew/document/session_list_reader.hpp>

#include <algorithm>
#include <set>

namespace sinew::document {
namespace {

using namespace domain;
using knowledge::Catalogue;

constexpr std::string_view kFormat = "sinew.answer/1";

/// Kinds that hold no programme are told before anything else: other faults would only confuse.
bool holds_programme(const Node& root) {
    if (!is_object(root)) return false;
    if (!root.has("format") && (root.has("facts") || root.has("person"))) {
        root.fault("this is a record, not a programme",
                   "make one with `sinew prescribe RECORD --json`");
        return false;
    }
    const Node format = root.get("format");
    if (format.json().is_string() && format.text() != kFormat) {
        format.fault("unknown format \"" + format.text().substr(0, 40) + "\"",
                     "this program reads " + std::string{kFormat});
        return false;
    }
    const auto kind = word_of<care::AnswerKind>(root.get("kind"));
    if (!kind) return false;
    const auto refuse = [&](std::string why, std::string hint) {
        root.faults().add(ErrorCode::conflict, root.at() + "/kind",
                          "this answer holds no programme: " + std::move(why), std::move(hint));
        return false;
    };
    switch (*kind) {
        case care::AnswerKind::programme: return true;
        case care::AnswerKind::meanwhile: {
            const auto outcome = root.maybe("outcome");
            const std::string word =
                outcome && outcome->json().is_string() ? outcome->text().substr(0, 40) : "unknown";
            return refuse("its outcome is " + word, "do what it asks for, then prescribe anew");
        }
        case care::AnswerKind::not_applicable:
            return refuse("its record says the person has died",
                          "check that it is the right record");
    }
    return false;
}

void read_made(const Node& node, const Catalogue& catalogue, ProgrammeDocument& document,
               std::optional<Moment>& as_of) {
    if (!is_object(node)) return;
    only_keys(node, {"as_of", "knowledge", "language", "framing"});
    as_of = moment_of(node.get("as_of"));
    if (as_of) document.as_of = AsOf::of(*as_of);
    document.programme.catalogue_hash = text_of(node.get("knowledge"), 100);
    document.other_knowledge = document.programme.catalogue_hash != catalogue.hash;
    document.language = word_of<Language>(node.get("language")).value_or(Language::en);
    document.framing = word_of<Framing>(node.get("framing")).value_or(Framing::secular);
}

/// Faults inside the embedded record are told at their place in this document.
std::optional<Record> read_embedded_record(const Node& node, const std::optional<Moment>& as_of,
                                           const Catalogue& catalogue) {
    if (!node.json().is_object()) {
        node.fault("the record this programme was made from is wanted here",
                   "use the answer as `sinew prescribe --json` wrote it");
        return std::nullopt;
    }
    auto record = read_record(node.json(), "", as_of, catalogue);
    if (record) return *std::move(record);
    for (Error fault : record.error().list()) {
        fault.where =
            node.at() + (fault.where.starts_with(":") ? fault.where.substr(1) : fault.where);
        node.faults().add(std::move(fault));
    }
    return std::nullopt;
}

ShortList<FormIndex, 14> read_form_ids(const Node& node, const Catalogue& catalogue) {
    ShortList<FormIndex, 14> list;
    for (const Node& item : node.items())
        if (const auto form = form_of(item, catalogue.forms)) {
            if (std::find(list.begin(), list.end(), *form) != list.end())
                item.fault("stands twice in this list", "name each once");
            else
                list.push_back(*form);
        }
    return list;
}

void read_head(const Node& root, const Catalogue& catalogue, Programme& programme) {
    if (const auto start = day_of(root.get("start"))) programme.start = *start;
    programme.stage = word_of<Stage>(root.get("stage")).value_or(Stage::S0);
    programme.tier = word_of<Tier>(root.get("tier")).value_or(Tier::F0);
    if (const auto group = root.maybe("leading_group"))
        programme.leading_group = word_of<SymptomGroup>(*group);
    programme.learning_order = read_form_ids(root.get("learning_order"), catalogue);
    programme.left_out = read_form_ids(root.get("left_out"), catalogue);
    programme.cautions = set_of_words<Caution>(root.get("cautions"));
}

/// A missing member is told once: what its reader says of the empty place is left out.
Faults without_echoes(const Faults& faults) {
    Faults clear;
    std::set<std::string> missing;
    for (const Error& fault : faults.list()) {
        if (missing.contains(fault.where)) continue;
        if (fault.what == "missing") missing.insert(fault.where);
        clear.add(fault);
    }
    return clear;
}

}  // namespace

std::string other_knowledge_text(const ProgrammeDocument& document, const Catalogue& catalogue) {
    return "made with other knowledge packs (" + document.programme.catalogue_hash.substr(0, 12) +
           ", now " + catalogue.hash.substr(0, 12) + ")";
}

Checked<ProgrammeDocument> read_programme(const Json& json, const std::string& name,
                                          const Catalogue& catalogue) {
    Faults faults;
    const Node root{json, name + ":", faults};
    ProgrammeDocument document;
    if (!holds_programme(root)) return tl::make_unexpected(without_echoes(faults));
    only_keys(
        root,
        {"$schema",   "format",        "kind",        "made",           "outcome",
         "say",       "needs",         "start",       "stage",          "tier",
         "limits",    "leading_group", "cautions",    "learning_order", "left_out",
         "honesty",   "choices",       "weeks",       "on_demand",      "checklists",
         "screening", "record",        "adaptations", "adaptation",     "what_would_change_it"});
    std::optional<Moment> as_of;
    read_made(root.get("made"), catalogue, document, as_of);
    Programme& programme = document.programme;
    read_head(root, catalogue, programme);
    read_weeks(root.get("weeks"), catalogue, programme);
    read_on_demand(root.get("on_demand"), catalogue, programme.on_demand);
    if (const auto choices = root.maybe("choices")) document.choices = choices->json();
    if (const auto log = root.maybe("adaptations")) {
        document.adaptations = log->json();
        document.decided = read_decided_weeks(*log);
    }
    const auto record = read_embedded_record(root.get("record"), as_of, catalogue);
    if (record && as_of) {
        document.record = *record;
        programme.clearance = care::screen_record(*record, document.as_of.day(), catalogue);
        if (!programme.clearance.training_allowed())
            root.faults().add(ErrorCode::conflict, root.at() + "/record",
                              "this record does not allow training: " +
                                  std::string{name_of(programme.clearance.outcome)},
                              "screen it with `sinew screen`, then prescribe anew");
    }
    if (!faults.none()) return tl::make_unexpected(without_echoes(faults));
    return document;
}

}  // namespace sinew::document
