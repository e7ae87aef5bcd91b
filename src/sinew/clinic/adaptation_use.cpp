#include <sinew/base/json_pointer.hpp>
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
    const auto adapted = care::adapt(document.programme, document.record, document.as_of, log,
                                     document.decided, acting.packs());
    proposal.week = week;
    proposal.answer =
        document::adapted_answer_json(adapted, document, acting.packs(), acting.words());
    proposal.entry = proposal.answer["adaptation"];
    proposal.programme = *std::move(kept);
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

/// Puts an edit into the answer that would hold. @errors places that cannot be edited, values above old and new
Result<void> lay_edit(Json& answer, const Json& before, const Edit& edit) {
    const auto refuse = [&](std::string what, std::string hint) {
        return fail({ErrorCode::bad_input, std::move(what), edit.place, std::move(hint)});
    };
    if (!edit.place.starts_with("/weeks/") || !edit.value.is_number())
        return refuse("only numbers of the coming weeks can be edited",
                      "name a place such as /weeks/3/dose/aerobic_minutes");
    const auto here = value_at(answer, edit.place);
    if (!here) return fail(here.error());
    if (!(*here)->is_number()) return refuse("there is no number at this place", "");
    const auto was = value_at(before, edit.place);
    const double now = (*here)->get<double>();
    const double old = was && (*was)->is_number() ? (*was)->get<double>() : now;
    const double value = edit.value.get<double>();
    if (value < 0 || value > std::max(now, old))
        return fail({ErrorCode::conflict, "an edit may ease, not exceed what old and new allow",
                     edit.place,
                     "give at most " + number_text(std::max(now, old)) +
                         "; for more, screen and prescribe anew"});
    answer[Json::json_pointer{edit.place}] = edit.value;
    return {};
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
    body.only({"decision", "reason", "edits"});
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
    Json after = Json::parse(proposal->answer.dump());
    OrderedJson edits = OrderedJson::array();
    if (said.decision == "edit")
        for (const Edit& edit : said.edits) {
            const auto was = value_at(after, edit.place);
            const OrderedJson proposed = was ? OrderedJson(**was) : OrderedJson(nullptr);
            if (auto laid = lay_edit(after, before, edit); !laid) return fail(laid.error());
            edits.push_back({{"place", edit.place},
                             {"proposed", proposed},
                             {"value", OrderedJson(edit.value)}});
        }
    const bool changes = said.decision != "decline";
    const bool goes_on = text_in(after, "kind") == "programme";
    if (changes && goes_on) {
        // What was edited must still read as a programme inside its own limits.
        auto checked = document::read_programme(after, "programme", acting.packs());
        if (!checked) return fail(first_of(checked.error()));
    }
    OrderedJson body;
    body["week"] = proposal->week + 1;
    body["start"] = text_in(before, "start");
    body["knowledge"] = acting.packs().hash;
    body["programme"] = id_text(proposal->programme.document.id);
    body["programme_version"] = proposal->programme.document.version;
    body["answer"] = told(*proposal);
    body["decision"] = said.decision;
    body["by"] = id_text(acting.account);
    body["by_name"] = acting.name;
    body["at"] = instant_text(acting.now);
    if (!said.reason.empty()) body["reason"] = said.reason;
    if (!edits.empty()) body["edits"] = edits;
    const std::string state = said.decision == "accept" ? "accepted"
                              : said.decision == "edit" ? "edited"
                                                        : "declined";
    const Document document = first_version(DocumentKind::adaptation, acting.new_id(), person,
                                            acting.today, state, body, acting);
    if (auto added = store.add(document); !added) return fail(added.error());
    if (changes) {
        OrderedJson programme = OrderedJson(proposal->programme.body);
        programme["answer"] = OrderedJson(after);
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
