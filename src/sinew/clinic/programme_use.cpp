#include <sinew/base/content_hash.hpp>
#include <sinew/care/prescribe_use.hpp>
#include <sinew/clinic/centre_use.hpp>
#include <sinew/clinic/clearance_use.hpp>
#include <sinew/clinic/programme_use.hpp>
#include <sinew/clinic/record_use.hpp>
#include <sinew/document/programme_json.hpp>
#include <sinew/document/record_json.hpp>
#include <sinew/render/programme_html.hpp>
#include <sinew/render/programme_ics.hpp>
#include <sinew/render/programme_pdf.hpp>

#include <algorithm>

namespace sinew::clinic {
namespace {

constexpr const char* kProposed = "proposed";
constexpr const char* kSigned = "signed";

bool was_adapted(const Json& answer) {
    const auto found = answer.find("adaptations");
    return found != answer.end() && found->is_array() && !found->empty();
}

/// Prescribes again what a document was made from: the same record, moment and packs give the same programme.
std::optional<care::Prescription> made_again(const KeptProgramme& kept, const Acting& acting) {
    const Json& answer = kept.answer();
    if (text_in(kept.body, "knowledge") != acting.packs().hash || was_adapted(answer))
        return std::nullopt;
    const auto as_of = read_moment(text_in(answer.value("made", Json::object()), "as_of"));
    if (!as_of || !answer.contains("record")) return std::nullopt;
    const auto record =
        document::read_record(answer["record"], "programme", *as_of, acting.packs());
    if (!record) return std::nullopt;
    domain::AsOf when = domain::AsOf::of(*as_of);
    if (const auto start = day_in(answer, "start")) when.stated = *start;
    return care::prescribe(*record, when, acting.packs());
}

/// Of the answer as it was written: the kept text keeps the order of its members.
std::string signed_hash(const Document& document) {
    const auto body = OrderedJson::parse(document.body, nullptr, false);
    return body.is_discarded() || !body.contains("answer") ? std::string{}
                                                           : content_hash(body["answer"].dump());
}

OrderedJson view_of(const ReadStore& store, const KeptProgramme& kept, const Acting& acting) {
    OrderedJson json;
    json["id"] = id_text(kept.document.id);
    json["version"] = kept.document.version;
    json["state"] = kept.document.state;
    json["signed_by"] = nullptr;
    json["signed_at"] = nullptr;
    json["signature"] = "none";
    if (const auto found = kept.body.find("decisions"); found != kept.body.end())
        for (const Json& decision : *found)
            if (text_in(decision, "decision") == "sign") {
                json["signature"] =
                    text_in(decision, "of") == signed_hash(kept.document) ? "holds" : "broken";
                const std::string now_called = name_of_account(store, id_in(decision, "by"));
                json["signed_by"] = now_called.empty() ? text_in(decision, "by_name") : now_called;
                json["signed_at"] = text_in(decision, "at");
            }
    json["made_at"] = text_in(kept.body, "made_at");
    json["knowledge"] = text_in(kept.body, "knowledge");
    json["answer"] = answer_for(kept, acting);
    return json;
}

}  // namespace

Error not_proved() {
    return {ErrorCode::bad_input, "a signature needs its signer's password or one-time code",
            "/proof", "prove who you are first: POST /api/v1/session/proof"};
}

Result<KeptProgramme> read_kept_programme(Document document) {
    SINEW_TRY(Json body, body_of(document));
    if (!body.contains("answer"))
        return fail({ErrorCode::storage, "a programme of the store holds no answer",
                     id_text(document.id), ""});
    return KeptProgramme{std::move(document), std::move(body)};
}

Result<std::optional<KeptProgramme>> programme_in_force(const ReadStore& store, const Id& person) {
    SINEW_TRY(auto document, newest_of(store, DocumentKind::programme, person, kSigned));
    if (!document) return std::optional<KeptProgramme>{};
    SINEW_TRY(auto kept, read_kept_programme(*std::move(document)));
    return std::optional{std::move(kept)};
}

Result<KeptProgramme> programme_shown(const ReadStore& store, const Id& person,
                                      const Acting& acting) {
    SINEW_TRY(auto signed_one, newest_of(store, DocumentKind::programme, person, kSigned));
    std::optional<Document> shown = std::move(signed_one);
    if (acting.staff()) {
        SINEW_TRY(const auto all, all_of(store, DocumentKind::programme, person));
        for (const Document& other : all)
            if (other.state != "replaced" && other.state != "declined" &&
                (!shown || other.id > shown->id))
                shown = other;
        // Nothing open: what was declined last is still worth seeing.
        if (!shown)
            for (const Document& other : all)
                if (!shown || other.id > shown->id) shown = other;
    }
    if (!shown) return fail(nothing_here("there is no programme yet", "programme"));
    return read_kept_programme(*std::move(shown));
}

Result<OrderedJson> programme_view(const ReadStore& store, const Id& person, const Acting& acting) {
    SINEW_TRY(const KeptProgramme kept, programme_shown(store, person, acting));
    return view_of(store, kept, acting);
}

Result<OrderedJson> prescribe_now(WriteStore& store, const Id& person, std::optional<Day> start,
                                  const Acting& acting) {
    const auto& packs = acting.packs();
    SINEW_TRY(const auto screened, screen_now(store, person, acting));
    SINEW_TRY(const KeptRecord kept, record_of(store, person, judged_now(acting), packs));
    domain::AsOf when = kept.as_of;
    when.stated = Instant{start.value_or(acting.today)};
    const auto prescription = care::prescribe(kept.record, when, packs);
    OrderedJson body;
    body["made_at"] = instant_text(acting.now);
    body["knowledge"] = packs.hash;
    body["record_version"] = kept.document.version;
    body["clearance"] = screened["id"];
    body["decisions"] = OrderedJson::array();
    body["answer"] = document::answer_json(prescription, kept.record, packs, acting.words());
    // A proposal that nobody signed gives way to the new one.
    SINEW_TRY(const auto others, all_of(store, DocumentKind::programme, person));
    for (const Document& other : others)
        if (other.state == kProposed || other.state == "not_yet") {
            Document gone = other;
            ++gone.version;
            gone.state = "replaced";
            gone.recorded_at = acting.now;
            if (auto done = store.replace(gone); !done) return fail(done.error());
        }
    const std::string state = prescription.programme ? kProposed : "not_yet";
    Document made = first_version(DocumentKind::programme, acting.new_id(), person,
                                  start.value_or(acting.today), state, body, acting);
    if (auto added = store.add(made); !added) return fail(added.error());
    SINEW_TRY(const KeptProgramme proposed, read_kept_programme(std::move(made)));
    return view_of(store, proposed, acting);
}

Result<OrderedJson> decide_programme(WriteStore& store, const Id& person, const SignedAs& decision,
                                     const Acting& acting) {
    SINEW_TRY(auto proposed, newest_of(store, DocumentKind::programme, person, kProposed));
    if (!proposed)
        return fail(
            {ErrorCode::conflict, "nothing waits for a decision", "programme",
             "prescribe first; where training is not allowed yet, its questions come first"});
    if (auto same = same_version(*proposed, decision.version); !same) return fail(same.error());
    if (!decision.sign && trim(decision.reason).empty())
        return fail(not_accepted("a programme is declined with a reason", "/reason",
                                 "say why in a few words"));
    if (decision.sign && decision.proved_by.empty()) return fail(not_proved());
    OrderedJson body = OrderedJson::parse(proposed->body, nullptr, false);
    if (body.is_discarded())
        return fail({ErrorCode::storage, "a programme cannot be read", "", ""});
    OrderedJson told;
    told["decision"] = decision.sign ? "sign" : "decline";
    told["by"] = id_text(acting.account);
    told["by_name"] = acting.name;
    told["role"] = domain::name_of(acting.role);
    told["at"] = instant_text(acting.now);
    told["meaning"] = decision.sign ? "approved" : "declined";
    if (decision.sign) told["proved_by"] = decision.proved_by;
    if (!decision.reason.empty()) told["reason"] = decision.reason;
    told["of"] = content_hash(body["answer"].dump());
    body["decisions"].push_back(std::move(told));
    if (decision.sign) {
        DocumentQuery in_force;
        in_force.kind = DocumentKind::programme;
        in_force.person = person;
        in_force.state = kSigned;
        SINEW_TRY(const auto older, store.documents(in_force));
        for (Document old : older) {
            ++old.version;
            old.state = "replaced";
            old.recorded_at = acting.now;
            if (auto done = store.replace(old); !done) return fail(done.error());
        }
    }
    Document next = next_version(*proposed, decision.sign ? kSigned : "declined", body, acting);
    if (auto done = store.replace(next); !done) return fail(done.error());
    SINEW_TRY(const KeptProgramme kept, read_kept_programme(std::move(next)));
    return view_of(store, kept, acting);
}

Result<document::ProgrammeDocument> programme_value(const KeptProgramme& kept,
                                                    const Acting& acting) {
    SINEW_TRY(auto value,
              told_once(document::read_programme(kept.answer(), "programme", acting.packs())));
    if (auto again = made_again(kept, acting); again && again->programme)
        value.programme = *std::move(again->programme);
    return value;
}

OrderedJson answer_for(const KeptProgramme& kept, const Acting& acting) {
    const Json& answer = kept.answer();
    const Json made = answer.value("made", Json::object());
    const bool same_words = text_in(made, "language") == domain::name_of(acting.language) &&
                            text_in(made, "framing") == domain::name_of(acting.framing);
    if (!same_words)
        if (const auto again = made_again(kept, acting)) {
            const auto record =
                document::read_record(answer["record"], "programme",
                                      read_moment(text_in(made, "as_of")).value(), acting.packs());
            if (record)
                return document::answer_json(*again, *record, acting.packs(), acting.words());
        }
    return OrderedJson(answer);
}

std::optional<Day> rescreening_day(const Json& answer, Day decided_on) {
    const auto weeks = answer.find("weeks");
    if (weeks == answer.end() || !weeks->is_array()) return std::nullopt;
    for (const Json& week : *weeks) {
        if (!week.value("needs_new_screening", false)) continue;
        const auto days = week.find("days");
        if (days == week.end() || days->empty()) continue;
        if (const auto first = day_in(days->front(), "date"); first && *first > decided_on)
            return first;
    }
    return std::nullopt;
}

Result<std::optional<Day>> rescreening_day(const ReadStore& store, const Id& person,
                                           Day decided_on) {
    SINEW_TRY(const auto kept, programme_in_force(store, person));
    return kept ? rescreening_day(kept->answer(), decided_on) : std::nullopt;
}

namespace {

/// The centre's numbers for an emergency and the short notice of 42 CFR 2.32(a)(2).
Result<render::SheetOrigin> origin_of(const ReadStore& store, const knowledge::Words& words) {
    SINEW_TRY(const Centre centre, centre_of(store));
    render::SheetOrigin origin{.emergency_numbers = {},
                               .notice = words("clinic.notice.part2.short")};
    for (const CallNumber& it : centre.call)
        if (it.emergency) origin.emergency_numbers.push_back(it.label + " " + it.number);
    return origin;
}

}  // namespace

Result<std::string> programme_sheet(const ReadStore& store, const Id& person, SheetKind kind,
                                    const Acting& acting) {
    SINEW_TRY(const KeptProgramme kept, programme_shown(store, person, acting));
    SINEW_TRY(const auto value, programme_value(kept, acting));
    const auto words = acting.words();
    SINEW_TRY(const render::SheetOrigin origin, origin_of(store, words));
    switch (kind) {
        case SheetKind::html:
            return render::programme_html(value.programme, acting.packs(), words, origin);
        case SheetKind::ics: return render::programme_ics(value.programme, words);
        case SheetKind::pdf: break;
    }
    return render::programme_pdf(value.programme, acting.packs(), words, render::Print::normal,
                                 origin);
}

}  // namespace sinew::clinic
