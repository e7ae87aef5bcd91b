#include <sinew/base/content_hash.hpp>
#include <sinew/care/adapt_use.hpp>
#include <sinew/clinic/adaptation_use.hpp>
#include <sinew/clinic/strict_body.hpp>
#include <sinew/document/adaptation_json.hpp>
#include <sinew/document/sessions_json.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::clinic {
namespace {

struct Proposal {
    KeptProgramme programme;
    document::ProgrammeDocument read;  ///< the same, as a value
    care::Adapted adapted;
    int week = 0;        ///< from 0
    Json log;            ///< what was done
    OrderedJson answer;  ///< what would hold from now on
    OrderedJson entry;   ///< the decision and its grounds
};

/// Old and new of every number of the coming weeks' dose that moves.
OrderedJson changes_of(const Json& before, const OrderedJson& after) {
    OrderedJson changes = OrderedJson::array();
    if (!before.contains("weeks") || !after.contains("weeks")) return changes;
    const auto& old_weeks = before["weeks"];
    const auto& new_weeks = after["weeks"];
    for (std::size_t w = 0; w < std::min(old_weeks.size(), new_weeks.size()); ++w) {
        const Json old_dose = old_weeks[w].value("dose", Json::object());
        const OrderedJson new_dose = new_weeks[w].value("dose", OrderedJson::object());
        for (const auto& [key, value] : new_dose.items()) {
            const Json was = old_dose.value(key, Json());
            if (was == Json::parse(value.dump())) continue;
            changes.push_back({{"place", "/weeks/" + std::to_string(w) + "/dose/" + key},
                               {"week", w + 1},
                               {"what", key},
                               {"old", OrderedJson(was)},
                               {"new", value}});
        }
    }
    return changes;
}

/// The proposal that follows from the store today; nothing when no week waits.
Result<std::optional<Proposal>> proposal_now(const ReadStore& store, const Id& person,
                                             const Acting& acting) {
    SINEW_TRY(auto kept, programme_in_force(store, person));
    if (!kept) return std::optional<Proposal>{};
    SINEW_TRY(auto document,
              told_once(document::read_programme(kept->answer(), "programme", acting.packs())));
    const auto since = (acting.today - document.programme.start).count();
    const int week = static_cast<int>(since / 7) - 1;
    if (since < 7 || week >= domain::kWeeks) return std::optional<Proposal>{};
    if (!document.decided.empty() && document.decided.back().week >= week)
        return std::optional<Proposal>{};
    // A week that was declined stays as it was: it is not asked about again.
    SINEW_TRY(const auto earlier, all_of(store, DocumentKind::adaptation, person));
    for (const Document& one : earlier) {
        SINEW_TRY(const Json body, body_of(one));
        if (body.value("week", 0) == week + 1 &&
            text_in(body, "start") == day_text(document.programme.start))
            return std::optional<Proposal>{};
    }
    Proposal proposal;
    SINEW_TRY(proposal.log, week_done(store, person, document.programme, week));
    SINEW_TRY(const auto log, told_once(document::read_week_log(proposal.log, "sessions", document,
                                                                acting.packs())));
    auto adapted = care::adapt(document.programme, document.record, document.as_of, log,
                               document.decided, acting.packs());
    proposal.week = week;
    proposal.answer =
        document::adapted_answer_json(adapted, document, acting.packs(), acting.words());
    proposal.entry = proposal.answer["adaptation"];
    proposal.programme = *std::move(kept);
    proposal.read = std::move(document);
    proposal.adapted = std::move(adapted);
    return std::optional{std::move(proposal)};
}

OrderedJson told(const Proposal& proposal) {
    OrderedJson answer = proposal.entry;
    answer["changes"] = changes_of(proposal.programme.answer(), proposal.answer);
    answer["done"] = OrderedJson(proposal.log);
    return answer;
}

OrderedJson missing_of(const OrderedJson& entry) {
    OrderedJson list = OrderedJson::array();
    if (const auto found = entry.find("missing"); found != entry.end() && found->is_array())
        for (const auto& one : *found) {
            if (one.is_string()) list.push_back(one);
            if (one.is_object()) list.push_back(one.value("text", one.value("measure", "")));
        }
    return list;
}

OrderedJson decided_view(const Document& document, const Json& body, const ReadStore& store) {
    OrderedJson json;
    json["id"] = id_text(document.id);
    json["state"] = document.state;
    json["week"] = body.value("week", 0);
    json["answer"] = OrderedJson(body["answer"]);
    const std::string name = name_of_account(store, id_in(body, "by"));
    json["by"] = text_or_null(name.empty() ? text_in(body, "by_name") : name);
    json["reason"] = text_or_null(text_in(body, "reason"));
    json["at"] = text_or_null(text_in(body, "at"));
    json["missing"] = missing_of(OrderedJson(body["answer"]));
    return json;
}

/// The edits as a dose. @errors bad_input at places that are none of the dose, and for what is no whole number
Result<care::DoseEdit> dose_edit(const std::vector<Edit>& edits) {
    care::DoseEdit dose;
    for (const Edit& edit : edits) {
        std::optional<int>* number =
            edit.place == "/dose/now/aerobic_minutes"    ? &dose.aerobic_minutes
            : edit.place == "/dose/now/aerobic_days"     ? &dose.aerobic_days
            : edit.place == "/dose/now/strength_minutes" ? &dose.strength_minutes
                                                         : nullptr;
        if (number == nullptr)
            return fail(not_accepted("this is no part of the dose that can be edited", edit.place,
                                     "use /dose/now/aerobic_minutes, /dose/now/aerobic_days or "
                                     "/dose/now/strength_minutes"));
        if (!edit.value.is_number() ||
            edit.value.get<double>() != std::floor(edit.value.get<double>()) ||
            std::abs(edit.value.get<double>()) > 10'000)
            return fail(not_accepted("a dose is edited in whole numbers", edit.place, ""));
        *number = static_cast<int>(edit.value.get<double>());
    }
    return dose;
}

/// The proposal with the edits laid in: planned anew by the rules, or refused by them.
Result<Proposal> edited(const Proposal& proposal, const std::vector<Edit>& edits,
                        const Acting& acting) {
    SINEW_TRY(const care::DoseEdit edit, dose_edit(edits));
    const auto& document = proposal.read;
    SINEW_TRY(const auto adapted, care::eased(proposal.adapted, edit, document.programme,
                                              document.record, document.as_of, acting.packs()));
    Proposal next = proposal;
    next.adapted = adapted;
    next.answer = document::adapted_answer_json(adapted, document, acting.packs(), acting.words());
    next.entry = next.answer["adaptation"];
    return next;
}

/// Who decided, when, how they proved who they are, and the hash of what holds from now on (CMP-024).
OrderedJson signature_of(const std::string& decision, const std::string& proved_by,
                         const OrderedJson& programme_answer, const Acting& acting) {
    return {{"decision", "sign"},
            {"what", "adaptation"},
            {"adaptation", decision},
            {"by", id_text(acting.account)},
            {"by_name", acting.name},
            {"role", domain::name_of(acting.role)},
            {"at", instant_text(acting.now)},
            {"meaning", "approved"},
            {"proved_by", proved_by},
            {"of", content_hash(programme_answer.dump())}};
}

}  // namespace

Result<OrderedJson> adaptation_view(const ReadStore& store, const Id& person,
                                    const Acting& acting) {
    SINEW_TRY(const auto proposal, proposal_now(store, person, acting));
    if (proposal) {
        OrderedJson json;
        json["id"] = nullptr;
        json["state"] = "proposed";
        json["week"] = proposal->week + 1;
        json["answer"] = told(*proposal);
        json["by"] = nullptr;
        json["reason"] = nullptr;
        json["at"] = nullptr;
        json["missing"] = missing_of(proposal->entry);
        return json;
    }
    SINEW_TRY(const auto last, newest_of(store, DocumentKind::adaptation, person));
    if (!last) return OrderedJson{{"state", "none"}};
    SINEW_TRY(const Json body, body_of(*last));
    return decided_view(*last, body, store);
}

Checked<AdaptationSaid> read_adaptation(const Json& json) {
    Faults faults;
    const StrictBody body{json, "", faults};
    body.only({"decision", "reason", "edits", "proof"});
    AdaptationSaid said;
    said.decision = body.one_of("decision", {"accept", "edit", "decline"});
    if (said.decision.empty() && !body.has("decision")) body.fault("decision", "missing", "");
    said.reason = body.maybe_text("reason", 1000).value_or("");
    if (said.decision != "accept" && trim(said.reason).size() < 3)
        body.fault("reason", "an edit or a decline needs its reason", "say why in a few words");
    if (body.has("edits")) {
        const StrictBody edits = body.member("edits");
        for (std::size_t i = 0; i < edits.count(); ++i) {
            const StrictBody one = edits.element(i);
            one.only({"place", "value"});
            said.edits.push_back({one.text("place", 1, 200), one.json().value("value", Json())});
        }
    }
    if (said.decision == "edit" && said.edits.empty())
        body.fault("edits", "nothing is edited", "give the places, or accept");
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return said;
}

Result<OrderedJson> decide_adaptation(WriteStore& store, const Id& person,
                                      const AdaptationSaid& said, const Acting& acting) {
    SINEW_TRY(const auto proposal, proposal_now(store, person, acting));
    if (!proposal)
        return fail({ErrorCode::conflict, "no week waits for a decision", "adaptation",
                     "a week is decided once, after it is over"});
    const Json& before = proposal->programme.answer();
    Proposal holds = *proposal;
    if (said.decision == "edit") {
        SINEW_TRY(holds, edited(*proposal, said.edits, acting));
    }
    const OrderedJson& after = holds.answer;
    const bool changes = said.decision != "decline";
    const bool goes_on = after.value("kind", "") == "programme";
    if (changes && said.proved_by.empty()) return fail(not_proved());
    if (changes && goes_on) {
        // What holds from now on must read as a programme inside its own limits.
        auto checked =
            document::read_programme(Json::parse(after.dump()), "programme", acting.packs());
        if (!checked) return fail(first_of(checked.error()));
    }
    OrderedJson body;
    body["week"] = proposal->week + 1;
    body["start"] = text_in(before, "start");
    body["knowledge"] = acting.packs().hash;
    body["programme"] = id_text(proposal->programme.document.id);
    body["programme_version"] = proposal->programme.document.version;
    body["answer"] = told(holds);
    body["decision"] = said.decision;
    body["by"] = id_text(acting.account);
    body["by_name"] = acting.name;
    body["at"] = instant_text(acting.now);
    if (!said.reason.empty()) body["reason"] = said.reason;
    if (said.decision == "edit") {
        body["proposed"] = told(*proposal);
        body["edits"] = OrderedJson::array();
        for (const Edit& edit : said.edits)
            body["edits"].push_back({{"place", edit.place}, {"value", OrderedJson(edit.value)}});
    }
    const std::string state = said.decision == "accept" ? "accepted"
                              : said.decision == "edit" ? "edited"
                                                        : "declined";
    const Document document = first_version(DocumentKind::adaptation, acting.new_id(), person,
                                            acting.today, state, body, acting);
    if (auto added = store.add(document); !added) return fail(added.error());
    if (changes) {
        OrderedJson programme = OrderedJson(proposal->programme.body);
        programme["answer"] = after;
        programme["decisions"].push_back(
            signature_of(said.decision, said.proved_by, after, acting));
        programme["adaptation"] = id_text(document.id);
        // A week that suspends leaves nothing in force until a new screening.
        if (auto done = store.replace(next_version(
                proposal->programme.document, goes_on ? "signed" : "replaced", programme, acting));
            !done)
            return fail(done.error());
    }
    return decided_view(document, Json::parse(body.dump()), store);
}

}  // namespace sinew::clinic
