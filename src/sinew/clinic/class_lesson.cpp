#include <sinew/care/limit_words.hpp>
#include <sinew/care/session_use.hpp>
#include <sinew/clinic/class_use.hpp>
#include <sinew/clinic/clearance_use.hpp>
#include <sinew/clinic/people_use.hpp>
#include <sinew/clinic/session_use.hpp>
#include <sinew/clinic/strict_body.hpp>
#include <sinew/document/session_json.hpp>

#include <algorithm>
#include <set>
#include <tuple>

namespace sinew::clinic {
namespace {

/// What one person brings to the class: a programme, where its lesson of the day stands, and limits.
struct Member {
    Id person{};
    OrderedJson line;
    std::optional<domain::Programme> programme;
    int day = 0, session = 0;
    domain::Clearance clearance;
    std::vector<std::string> limits;
    bool may_train = false;
};

bool has_forms(const domain::Session& session) { return !session.forms.empty(); }

/// The lesson of that date; else, of what fits into the class, the nearest earlier lesson; without one the longest earlier session with forms (a
/// few minutes of practice at home do not fill a class); before them all the same of what is to come. Where none fits, the shortest.
std::optional<PlannedSession> lesson_of(const domain::Programme& programme,
                                        const ClassPlanned& planned) {
    std::optional<PlannedSession> fitting, shortest;
    std::tuple<bool, bool, int> best;  // past, a lesson, minutes of what is none
    for (const PlannedSession& one : planned_sessions(programme, {}, {})) {
        if (!has_forms(*one.prescribed)) continue;
        const bool lesson = one.prescribed->setting == domain::Setting::class_lesson;
        if (one.date == planned.day && lesson) return one;
        const int minutes = one.prescribed->total_min;
        const bool past = one.date <= planned.day;
        const auto place = std::tuple{past, lesson, lesson ? 0 : minutes};
        const bool better = !fitting || place > best || (past && place == best);
        if (minutes <= planned.minutes && better) {
            fitting = one;
            best = place;
        }
        if (!shortest || minutes < shortest->prescribed->total_min) shortest = one;
    }
    return fitting ? fitting : shortest;
}

Result<Member> member_of(const ReadStore& store, const Id& person, const ClassPlanned& planned,
                         const Acting& acting) {
    Member member;
    member.person = person;
    SINEW_TRY(const Document document, person_document(store, person));
    SINEW_TRY(const Json body, body_of(document));
    member.line = person_line(person, body);
    SINEW_TRY(const auto kept, programme_in_force(store, person));
    SINEW_TRY(const MayTrain may, may_train(store, person, kept, acting));
    const auto words = acting.words();
    member.may_train = may.training;
    member.clearance = may.clearance;
    member.limits = may.open;
    if (may.outcome)
        for (std::string& line : care::limit_words(may.clearance.limits, words))
            member.limits.push_back(std::move(line));
    if (!kept) return member;
    SINEW_TRY(auto value, programme_value(*kept, acting));
    member.programme = std::move(value.programme);
    if (const auto lesson = lesson_of(*member.programme, planned)) {
        member.day = lesson->day;
        member.session = lesson->session;
    }
    return member;
}

Result<std::vector<Member>> members_of(const ReadStore& store, const ClassPlanned& planned,
                                       const Acting& acting) {
    std::vector<Member> members;
    for (const Id& person : planned.people) {
        auto member = member_of(store, person, planned, acting);
        if (!member && member.error().code == ErrorCode::not_found) continue;  // erased since
        if (!member) return fail(member.error());
        members.push_back(*std::move(member));
    }
    return members;
}

domain::GroupSize size_of(const ClassPlanned& planned) {
    return planned.kind == "small" ? domain::GroupSize::small : domain::GroupSize::large;
}

/// One programme for all who may train: nobody's ban is broken, nobody is asked for more than their own variant.
struct SharedLesson {
    domain::Programme programme;
    int day = 1, session = 0;
    int breath_level = 0;
    std::vector<std::string> stop_rules;
};

Result<SharedLesson> shared_lesson(const std::vector<Member>& members, domain::GroupSize size,
                                   const Acting& acting) {
    std::vector<const Member*> able;
    for (const Member& member : members)
        if (member.programme && member.day > 0 && member.may_train) able.push_back(&member);
    if (able.empty())
        return fail({ErrorCode::conflict, acting.words()("clinic.class.nobody_able"), "", ""});
    // Whoever has learnt least sets the lesson.
    const Member* base = *std::min_element(
        able.begin(), able.end(),
        [](const Member* one, const Member* other) { return one->day < other->day; });
    SharedLesson lesson{*base->programme, base->day, base->session, 0, {}};
    auto& limits = lesson.programme.clearance.limits;
    std::set<domain::FormIndex> left_out;
    std::map<domain::FormIndex, domain::Variant> variant;
    std::set<std::string> stops;
    std::optional<int> breath;
    bool natural = false;
    for (const Member* member : able) {
        limits.merge(member->clearance.limits);
        limits.merge(member->programme->clearance.limits);
        for (const domain::FormIndex form : member->programme->left_out) left_out.insert(form);
        for (const domain::Session& session : member->programme->sessions)
            for (const domain::FormUse& use : session.forms) {
                const auto [at, is_new] = variant.try_emplace(use.form, use.variant);
                if (!is_new) at->second = std::min(at->second, use.variant);
            }
        care::SessionOptions options;
        options.group = size;
        SINEW_TRY(const auto own, care::compile_session(*member->programme, member->day,
                                                        member->session, options, acting.packs()));
        breath = std::min(breath.value_or(own.breath_level), own.breath_level);
        natural = natural || own.natural_breath_only;
        stops.insert(own.stop_rules.begin(), own.stop_rules.end());
    }
    const auto place = static_cast<std::size_t>(lesson.day - 1);
    const auto& day = lesson.programme.weeks[place / 7].days[place % 7];
    auto& session =
        lesson.programme.sessions[day.first_session + static_cast<std::size_t>(lesson.session)];
    decltype(session.forms) forms;
    for (domain::FormUse use : session.forms) {
        if (left_out.contains(use.form)) continue;
        if (const auto found = variant.find(use.form); found != variant.end())
            use.variant = std::min(use.variant, found->second);
        forms.push_back(use);
    }
    session.forms = forms;
    session.natural_breath_only = session.natural_breath_only || natural;
    lesson.breath_level = breath.value_or(0);
    lesson.stop_rules.assign(stops.begin(), stops.end());
    return lesson;
}

Result<std::optional<Document>> attendance_of(const ReadStore& store, const ClassPlanned& planned) {
    DocumentQuery query;
    query.kind = DocumentKind::attendance;
    query.state = id_text(planned.document.id);
    SINEW_TRY(auto list, store.documents(query));
    if (list.empty()) return std::optional<Document>{};
    return std::optional{std::move(list.back())};
}

}  // namespace

Result<OrderedJson> class_sheet_view(const ReadStore& store, const Id& id, const Acting& acting) {
    SINEW_TRY(const ClassPlanned planned, class_of(store, id));
    SINEW_TRY(const auto members, members_of(store, planned, acting));
    OrderedJson json;
    SINEW_TRY(json["class"], class_view(store, id, acting));
    json["sheet"] = OrderedJson::object();
    if (const auto lesson = shared_lesson(members, size_of(planned), acting)) {
        SINEW_TRY(auto sheet, care::class_sheet(lesson->programme, lesson->day, lesson->session,
                                                size_of(planned), acting.packs()));
        sheet.stop_rules = lesson->stop_rules;
        json["sheet"] = document::class_sheet_json(sheet, acting.packs(), acting.words());
    }
    std::map<std::string, std::string> states;
    SINEW_TRY(const auto attendance, attendance_of(store, planned));
    if (attendance) {
        SINEW_TRY(const Json body, body_of(*attendance));
        for (const Json& one : body.value("people", Json::array()))
            states[text_in(one, "person")] = text_in(one, "state");
    }
    json["attendance"] = OrderedJson::array();
    SINEW_TRY(const SeenInClass seen, SeenInClass::by(store, acting));
    for (const Member& member : members) {
        SINEW_TRY(const bool shown, seen.sees(store, planned, member.person));
        if (!shown) continue;
        const auto found = states.find(id_text(member.person));
        json["attendance"].push_back(
            {{"person", member.line},
             {"state", found == states.end() ? std::string{"unknown"} : found->second},
             {"may_train", member.may_train},
             {"limits", member.limits}});
    }
    return json;
}

Result<OrderedJson> class_script_view(const ReadStore& store, const Id& id, const Acting& acting) {
    SINEW_TRY(const ClassPlanned planned, class_of(store, id));
    SINEW_TRY(const auto members, members_of(store, planned, acting));
    SINEW_TRY(const auto lesson, shared_lesson(members, size_of(planned), acting));
    care::SessionOptions options;
    options.group = size_of(planned);
    options.breath_level = lesson.breath_level;
    SINEW_TRY(auto script, care::compile_session(lesson.programme, lesson.day, lesson.session,
                                                 options, acting.packs()));
    script.stop_rules = lesson.stop_rules;
    return document::session_script_json(script, acting.packs(), acting.words());
}

Checked<std::vector<Attended>> read_attendance(const Json& json) {
    Faults faults;
    const StrictBody body{json, "", faults};
    body.only({"people"});
    std::vector<Attended> list;
    const StrictBody people = body.member("people");
    for (std::size_t i = 0; i < people.count(); ++i) {
        const StrictBody one = people.element(i);
        one.only({"person", "state"});
        Attended attended;
        if (const auto person = one.maybe_id("person"))
            attended.person = *person;
        else
            one.fault("person", "missing", "");
        attended.state = one.one_of("state", {"unknown", "here", "away", "left_early"});
        if (attended.state.empty()) one.fault("state", "missing", "");
        list.push_back(std::move(attended));
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return list;
}

Result<OrderedJson> keep_attendance(WriteStore& store, const Id& id,
                                    const std::vector<Attended>& attended, const Acting& acting) {
    SINEW_TRY(const ClassPlanned planned, class_of(store, id));
    OrderedJson people = OrderedJson::array();
    SINEW_TRY(const SeenInClass seen, SeenInClass::by(store, acting));
    for (const Attended& one : attended) {
        const bool in_it = std::find(planned.people.begin(), planned.people.end(), one.person) !=
                           planned.people.end();
        SINEW_TRY(const bool shown, seen.sees(store, planned, one.person));
        if (!in_it || !shown)
            return fail(not_accepted("somebody who is not in this class", "/people",
                                     "add the person to the class first"));
        people.push_back({{"person", id_text(one.person)}, {"state", one.state}});
    }
    SINEW_TRY(const auto before, attendance_of(store, planned));
    if (before) {
        // What is not said anew stays: a tap is about one person.
        SINEW_TRY(const Json kept, body_of(*before));
        for (const Json& one : kept.value("people", Json::array())) {
            const auto person = id_in(one, "person").value_or(Id{});
            const bool anew = std::any_of(attended.begin(), attended.end(),
                                          [&](const Attended& it) { return it.person == person; });
            if (!anew) people.push_back(OrderedJson(one));
        }
    }
    const OrderedJson body{{"class", id_text(id)}, {"people", std::move(people)}};
    if (before) {
        if (auto done = store.replace(next_version(*before, before->state, body, acting)); !done)
            return fail(done.error());
    } else if (auto added = store.add(first_version(DocumentKind::attendance, acting.new_id(), {},
                                                    planned.day, id_text(id), body, acting));
               !added) {
        return fail(added.error());
    }
    return class_sheet_view(store, id, acting);
}

}  // namespace sinew::clinic
