#include <sinew/base/content_hash.hpp>
#include <sinew/care/asked_questions.hpp>
#include <sinew/care/score_use.hpp>
#include <sinew/clinic/entries_use.hpp>
#include <sinew/document/answer_sheet.hpp>
#include <sinew/document/score_json.hpp>
#include <sinew/document/session_json.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::clinic {
namespace {

/// What the pack says to do at a stop sign; "" for one it does not know.
std::string_view action_of(std::string_view session_rule, const knowledge::Catalogue& catalogue) {
    for (const auto& rule : catalogue.screening.session_rules)
        if (rule.id == session_rule) return rule.action;
    return {};
}

Error id_taken(const std::string& at) {
    return {ErrorCode::conflict, "this id is there already with other content", at + "/id",
            "an entry that differs needs an id of its own; a correction names what it corrects"};
}

/// What the centre's clock has to say about the phone's; empty when the two agree.
std::string clock_note(const PhoneTime& time, Instant now) {
    if (clock_astray(time.day, now))
        return "clock: the phone said " + day_text(time.day) + "; not in the curves";
    if (time.at - now <= kClockAheadNoted) return {};
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(time.at - now).count();
    return "clock: the phone is " + std::to_string(minutes) + " min ahead of the centre";
}

/// The id before this one: a page that begins after it begins with this one.
Id before_id(Id id) {
    for (std::size_t i = id.bytes.size(); i-- > 0;)
        if (id.bytes[i]-- != 0) break;
    return id;
}

/// A row of this person by its id, corrected or not.
Result<std::optional<KeptObservation>> kept_row(const ReadStore& store, const Id& person,
                                                const Id& id) {
    ObservationQuery query;
    query.person = person;
    query.with_corrected = true;
    query.after = before_id(id);
    query.limit = 1;
    SINEW_TRY(const auto rows, store.observations(query));
    if (rows.empty() || rows.front().id != id) return std::optional<KeptObservation>{};
    return std::optional{rows.front()};
}

class Keeping {
public:
    Keeping(WriteStore& store, const Id& person, const Acting& acting)
        : store_{store}, person_{person}, acting_{acting} {}

    /// @errors of the store; a refusal of the entry itself is told in the result
    Result<EntryKept> keep(const EntrySaid& entry, const std::string& at) {
        kept_ = {id_text(entry.id), "kept", std::nullopt, {}};
        note_ = clock_note(entry.time, acting_.now);
        Result<void> done;
        if (const auto* said = std::get_if<ObservationSaid>(&entry.what))
            done = observation(entry, *said, at);
        if (const auto* said = std::get_if<SessionSaid>(&entry.what))
            done = session(entry, *said, at);
        if (const auto* said = std::get_if<AnswersSaid>(&entry.what))
            done = answers(entry, *said, at);
        if (!done) return fail(done.error());
        if (kept_.state == "kept" && kept_.say.empty() && !note_.empty())
            kept_.say = acting_.words()(clock_astray(entry.time.day, acting_.now)
                                            ? "clinic.entry.clock_astray"
                                            : "clinic.entry.clock_ahead");
        return kept_;
    }

private:
    Result<void> refused(Error why) {
        kept_.state = "refused";
        kept_.fault = std::move(why);
        return {};
    }

    KeptObservation row_of(const Id& id, domain::Observation said) const {
        KeptObservation row;
        row.id = id;
        row.person = person_;
        row.said = std::move(said);
        row.recorded_at = acting_.now;
        if (acting_.account != Id{}) row.recorded_by = acting_.account;
        row.reason = note_;
        return row;
    }

    Result<std::optional<KeptObservation>> row_there(const Id& id) const {
        return kept_row(store_, person_, id);
    }

    static bool same(const KeptObservation& row, const ObservationSaid& said) {
        const auto& a = row.said;
        const auto& b = said.said;
        return a.outcome == b.outcome && a.day == b.day && a.second_of_day == b.second_of_day &&
               a.offset_min == b.offset_min && a.value == b.value && a.missing == b.missing &&
               a.moment == b.moment && a.bout == b.bout && a.practice == b.practice &&
               row.corrects == said.corrects;
    }

    Result<void> observation(const EntrySaid& entry, const ObservationSaid& said,
                             const std::string& at) {
        KeptObservation row = row_of(entry.id, said.said);
        row.corrects = said.corrects;
        if (said.corrects) row.reason = said.reason + (note_.empty() ? "" : "; " + note_);
        // A document of that id is somebody else's entry, or another kind of this one's.
        SINEW_TRY(const auto document, store_.document(entry.id));
        if (document) return refused(id_taken(at));
        const auto added = store_.add(row);
        if (!added && added.error().code != ErrorCode::conflict) return fail(added.error());
        if (!added) {
            SINEW_TRY(const auto before, row_there(entry.id));
            if (!before || !same(*before, said)) return refused(id_taken(at));
            kept_.state = "already_kept";
            return {};
        }
        return {};
    }

    /// A document that is there already, or the reason why it may not be added; nothing = add it.
    Result<bool> there_already(const EntrySaid& entry, const OrderedJson& body, DocumentKind kind,
                               const std::string& at) {
        SINEW_TRY(const auto before, store_.document(entry.id));
        if (!before) {
            SINEW_TRY(const auto row, row_there(entry.id));
            if (!row) return false;
            static_cast<void>(refused(id_taken(at)));
            return true;
        }
        const auto kept = OrderedJson::parse(before->body, nullptr, false);
        const bool same = before->kind == kind && before->person == person_ &&
                          !kept.is_discarded() && kept.value("entry", OrderedJson()) == body;
        if (same)
            kept_.state = "already_kept";
        else
            static_cast<void>(refused(id_taken(at)));
        return true;
    }

    Result<void> session(const EntrySaid& entry, const SessionSaid& said, const std::string& at) {
        const OrderedJson content{{"at", phone_time_text(entry.time.day, entry.time.second_of_day,
                                                         entry.time.offset_min)},
                                  {"session_done", said.body}};
        SINEW_TRY(const bool there, there_already(entry, content, DocumentKind::session_done, at));
        if (there) return {};
        OrderedJson body{{"entry", content}, {"session_done", said.body}};
        bool grave = false, minutes_count = false;
        for (const std::string& sign : said.stop_signs) {
            grave = grave || is_grave_sign(sign, acting_.packs());
            minutes_count = minutes_count || action_of(sign, acting_.packs()) == "stop_now";
        }
        if (grave) {
            body["grave"] = true;
            kept_.say += (kept_.say.empty() ? "" : " ") +
                         acting_.words()(minutes_count ? "clinic.entry.stop_sign"
                                                       : "clinic.entry.refer_sign");
        }
        if (!note_.empty()) body["note"] = note_;
        return store_.add(
            first_version(DocumentKind::session_done, entry.id, person_, entry.time.day,
                          text_in(Json::parse(said.body.dump()), "status"), body, acting_));
    }

    Result<void> answers(const EntrySaid& entry, const AnswersSaid& said, const std::string& at) {
        const OrderedJson content{{"at", phone_time_text(entry.time.day, entry.time.second_of_day,
                                                         entry.time.offset_min)},
                                  {"instrument", said.instrument},
                                  {"answers", OrderedJson(said.answers)}};
        SINEW_TRY(const bool there, there_already(entry, content, DocumentKind::answers, at));
        if (there) return {};
        const care::Instrument& instrument = *acting_.packs().instruments.find(said.instrument);
        care::ScoringDesk desk{acting_.packs().instruments};
        const care::AnswerSheet sheet = document::read_answer_sheet(said.input, instrument);
        const care::Score& score = desk.score(instrument, sheet);
        // What is missing is kept as missing; what cannot be is refused.
        if (score.refusal && score.refusal->kind != knowledge::ScoreFault::missing)
            return refused({ErrorCode::out_of_range,
                            document::refusal_text(instrument, *score.refusal, acting_.language),
                            at + "/answers", ""});
        OrderedJson body{
            {"entry", content},
            {"instrument", said.instrument},
            {"score", document::score_json(instrument, score, said.input, acting_.language)}};
        body["findings"] = OrderedJson::array();
        for (const auto& finding : instrument.findings) {
            if (!score.raised(finding)) continue;
            body["findings"].push_back({{"id", finding.id},
                                        {"rule", finding.rule},
                                        {"weight", finding.weight},
                                        {"en", finding.say.en},
                                        {"zh", finding.say.zh}});
            if (finding.weight != "urgent") continue;
            body["grave"] = true;
            kept_.say = acting_.words()("clinic.entry.grave_answer");
        }
        if (!note_.empty()) body["note"] = note_;
        if (auto added = store_.add(first_version(DocumentKind::answers, entry.id, person_,
                                                  entry.time.day, said.instrument, body, acting_));
            !added)
            return added;
        return keep_score(entry, said, instrument, score);
    }

    /// The score as an observation, where its outcome is followed over time.
    Result<void> keep_score(const EntrySaid& entry, const AnswersSaid& said,
                            const care::Instrument& instrument, const care::Score& score) {
        const auto* outcome = acting_.packs().outcomes.find(said.instrument);
        const auto* output = care::main_output(instrument);
        if (outcome == nullptr || output == nullptr || score.refusal) return {};
        const double value = care::told(score.value(*output), *output);
        if (!std::isfinite(value) || value < outcome->lowest || value > outcome->highest) return {};
        domain::Observation observed;
        observed.outcome = outcome->id;
        observed.day = entry.time.day;
        observed.second_of_day = entry.time.second_of_day;
        observed.offset_min = entry.time.offset_min;
        observed.value = value;
        return store_.add(row_of(derived_id(entry.id, outcome->id), std::move(observed)));
    }

    WriteStore& store_;
    const Id& person_;
    const Acting& acting_;
    EntryKept kept_;
    std::string note_;
};

/// What a correction names must be there, or come in the same batch before it.
bool corrects_something(const ReadStore& store, const Id& person, const EntrySaid& entry) {
    const auto* said = std::get_if<ObservationSaid>(&entry.what);
    if (said == nullptr || !said->corrects) return true;
    const auto row = kept_row(store, person, *said->corrects);
    return row && *row;
}

}  // namespace

bool is_grave_sign(std::string_view session_rule, const knowledge::Catalogue& catalogue) {
    const std::string_view action = action_of(session_rule, catalogue);
    return action == "stop_now" || action == "refer_first";
}

Id derived_id(const Id& entry, std::string_view outcome) {
    const std::string hash = content_hash(id_text(entry) + "/" + std::string{outcome});
    Id id = entry;
    // The moment stays in front, so that it sorts beside its entry; the rest is the hash.
    for (std::size_t i = 6; i < id.bytes.size(); ++i) {
        const auto digit = [&](std::size_t at) {
            const char c = hash[at];
            return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10);
        };
        id.bytes[i] = static_cast<std::uint8_t>(digit(2 * i) * 16 + digit(2 * i + 1));
    }
    id.bytes[6] = static_cast<std::uint8_t>(0x80U | (id.bytes[6] & 0x0FU));
    id.bytes[8] = static_cast<std::uint8_t>(0x80U | (id.bytes[8] & 0x3FU));
    return id;
}

namespace {

std::string place_of(std::size_t number) { return "/entries/" + std::to_string(number); }

}  // namespace

Result<std::vector<EntryRead>> read_entries(const Json& entries,
                                            const knowledge::Catalogue& catalogue) {
    if (!entries.is_array() || entries.empty() || entries.size() > 200)
        return fail(not_accepted("a list of 1 to 200 entries is wanted here", "/entries", ""));
    std::vector<EntryRead> list;
    list.reserve(entries.size());
    for (const Json& entry : entries)
        list.push_back({entry.is_object() ? text_in(entry, "id") : "",
                        read_entry(entry, place_of(list.size()), catalogue)});
    return list;
}

Result<std::vector<EntryKept>> keep_entries(WriteStore& store, const Id& person,
                                            const std::vector<EntryRead>& entries,
                                            const Acting& acting) {
    Keeping keeping{store, person, acting};
    std::vector<EntryKept> list;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const std::string at = place_of(i);
        const auto& entry = entries[i].said;
        if (!entry) {
            list.push_back({entries[i].id, "refused", first_of(entry.error()), {}});
            continue;
        }
        if (!corrects_something(store, person, *entry)) {
            list.push_back({id_text(entry->id),
                            "refused",
                            Error{ErrorCode::not_found, "what this corrects is not there",
                                  at + "/observation/corrects", "send the first entry before it"},
                            {}});
            continue;
        }
        SINEW_TRY(auto kept, keeping.keep(*entry, at));
        list.push_back(std::move(kept));
    }
    return list;
}

OrderedJson entries_json(const std::vector<EntryKept>& kept) {
    OrderedJson results = OrderedJson::array();
    for (const EntryKept& one : kept) {
        OrderedJson json{{"id", one.id}, {"state", one.state}};
        if (one.fault) {
            json["problem"] = {
                {"type", "about:blank"}, {"title", one.fault->what}, {"status", 422}};
            if (!one.fault->hint.empty()) json["problem"]["hint"] = one.fault->hint;
            if (!one.fault->where.empty()) json["problem"]["where"] = one.fault->where;
        }
        if (!one.say.empty()) json["say"] = one.say;
        results.push_back(std::move(json));
    }
    return {{"results", std::move(results)}};
}

namespace {

OrderedJson entry_json(const KeptObservation& row) {
    constexpr std::array<const char*, 3> kMoments{"now", "before", "after"};
    constexpr std::array<const char*, 5> kReasons{"not_asked", "not_answered", "refused", "device",
                                                  "unknown"};
    const auto& said = row.said;
    OrderedJson observation{{"outcome", said.outcome}};
    observation["value"] = said.value ? OrderedJson(*said.value) : OrderedJson(nullptr);
    if (said.missing) observation["missing"] = kReasons[static_cast<std::size_t>(*said.missing)];
    observation["moment"] = kMoments[static_cast<std::size_t>(said.moment)];
    if (!said.bout.empty()) observation["bout"] = said.bout;
    if (said.practice) observation["practice"] = *said.practice;
    if (row.corrects) observation["corrects"] = id_text(*row.corrects);
    if (!row.reason.empty()) observation["reason"] = row.reason;
    return {{"id", id_text(row.id)},
            {"kind", "observation"},
            {"at", phone_time_text(said.day, said.second_of_day.value_or(0),
                                   said.offset_min.value_or(0))},
            {"observation", std::move(observation)}};
}

}  // namespace

Result<OrderedJson> entries_view(const ReadStore& store, const Id& person, std::optional<Day> from,
                                 std::optional<Day> to, std::optional<Id> after,
                                 std::size_t limit) {
    std::map<Id, OrderedJson> all;
    ObservationQuery rows;
    rows.person = person;
    rows.from = from;
    rows.to = to;
    SINEW_TRY(const auto observations, store.observations(rows));
    for (const KeptObservation& row : observations) all.emplace(row.id, entry_json(row));
    for (const auto kind : {DocumentKind::session_done, DocumentKind::answers}) {
        DocumentQuery query;
        query.kind = kind;
        query.person = person;
        query.from = from;
        query.to = to;
        SINEW_TRY(const auto documents, store.documents(query));
        for (const Document& document : documents) {
            const auto body = OrderedJson::parse(document.body, nullptr, false);
            if (body.is_discarded() || !body.contains("entry")) continue;
            const OrderedJson& entry = body["entry"];
            OrderedJson json{{"id", id_text(document.id)}};
            json["kind"] = domain::name_of(kind);
            json["at"] = entry["at"];
            if (kind == DocumentKind::session_done)
                json["session_done"] = entry["session_done"];
            else
                json["answers"] = {{"instrument", entry["instrument"]},
                                   {"answers", entry["answers"]}};
            all.emplace(document.id, std::move(json));
        }
    }
    OrderedJson list = OrderedJson::array();
    OrderedJson next = nullptr;
    for (auto& [id, json] : all) {
        if (after && !(id > *after)) continue;
        if (limit > 0 && list.size() == limit) {
            next = list.back()["id"];
            break;
        }
        list.push_back(std::move(json));
    }
    return OrderedJson{{"entries", std::move(list)}, {"next", std::move(next)}};
}

}  // namespace sinew::clinic
