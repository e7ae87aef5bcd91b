#include <sinew/clinic/class_use.hpp>
#include <sinew/clinic/people_use.hpp>
#include <sinew/clinic/strict_body.hpp>

#include <algorithm>

namespace sinew::clinic {
namespace {

constexpr int kMostWeeks = domain::kWeeks;

Result<ClassPlanned> read_planned(const Document& document) {
    SINEW_TRY(const Json body, body_of(document));
    ClassPlanned one;
    one.document = document;
    one.title = text_in(body, "title");
    one.room = text_in(body, "room");
    one.kind = text_in(body, "kind");
    one.state = document.state;
    one.day = document.day.value_or(Day{});
    one.start_minute = body.value("start_minute", 0);
    one.minutes = body.value("minutes", 0);
    one.size = body.value("size", 0);
    one.weekly = body.value("weekly", false);
    one.instructor = id_in(body, "instructor");
    for (const Json& form : body.value("forms", Json::array())) one.forms.push_back(form);
    for (const Json& text : body.value("people", Json::array()))
        if (const auto id = read_id(text.get<std::string>())) one.people.push_back(*id);
    return one;
}

bool overlap(const ClassPlanned& one, const ClassPlanned& other) {
    return one.day == other.day && one.document.id != other.document.id &&
           one.state != "cancelled" && other.state != "cancelled" &&
           one.start_minute < other.start_minute + other.minutes &&
           other.start_minute < one.start_minute + one.minutes;
}

std::string clock_text(int minute) {
    const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return two(minute / 60) + ":" + two(minute % 60);
}

/// What speaks against a plan: the same room or person at the same time, more people than seats.
std::vector<std::string> conflicts_of(const ClassPlanned& one, const std::vector<ClassPlanned>& day,
                                      const ReadStore& store, const SeenInClass& seen,
                                      const knowledge::Words& words) {
    std::vector<std::string> list;
    if (static_cast<int>(one.people.size()) > one.size)
        list.push_back(words(
            "clinic.class.too_many",
            {{"people", std::to_string(one.people.size())}, {"size", std::to_string(one.size)}}));
    for (const ClassPlanned& other : day) {
        if (!overlap(one, other)) continue;
        const std::string at = clock_text(other.start_minute);
        if (!one.room.empty() && one.room == other.room)
            list.push_back(words("clinic.class.room_taken",
                                 {{"room", one.room}, {"title", other.title}, {"time", at}}));
        if (one.instructor && one.instructor == other.instructor)
            list.push_back(
                words("clinic.class.instructor_taken", {{"title", other.title}, {"time", at}}));
        for (const Id& person : one.people)
            if (std::find(other.people.begin(), other.people.end(), person) != other.people.end() &&
                seen.sees(store, one, person).value_or(false))
                if (const auto document = person_document(store, person))
                    if (const auto body = body_of(*document))
                        list.push_back(
                            words("clinic.class.person_taken", {{"code", text_in(*body, "code")},
                                                                {"title", other.title},
                                                                {"time", at}}));
    }
    return list;
}

OrderedJson plan_json(const ClassPlanned& one, const std::vector<ClassPlanned>& day,
                      const ReadStore& store, const SeenInClass& seen, const Acting& acting) {
    OrderedJson json;
    json["id"] = id_text(one.document.id);
    json["title"] = one.title;
    json["day"] = day_text(one.day);
    json["start"] = clock_text(one.start_minute);
    json["minutes"] = one.minutes;
    json["room"] = one.room;
    json["size"] = one.size;
    json["kind"] = one.kind;
    json["instructor"] = id_or_null(one.instructor);
    json["instructor_name"] = name_of_account(store, one.instructor);
    json["weekly"] = one.weekly;
    json["forms"] = one.forms;
    json["people"] = OrderedJson::array();
    int others = 0;
    for (const Id& person : one.people) {
        const auto document = person_document(store, person);
        if (!document) continue;  // erased since
        if (!seen.sees(store, one, person).value_or(false))
            ++others;
        else if (const auto body = body_of(*document))
            json["people"].push_back(person_line(person, *body));
    }
    json["others"] = others;
    json["conflicts"] = conflicts_of(one, day, store, seen, acting.words());
    json["version"] = one.document.version;
    json["state"] = one.state;
    return json;
}

/// Only people one treats are put into a class, or taken out of it; the others stay in it unseen.
Result<OrderedJson> people_laid(const ReadStore& store, const OrderedJson& said,
                                const ClassPlanned& before, const Acting& acting) {
    SINEW_TRY(const SeenInClass seen, SeenInClass::by(store, acting));
    OrderedJson people = OrderedJson::array();
    for (const Id& person : before.people) {
        SINEW_TRY(const bool shown, seen.sees(store, before, person));
        if (!shown) people.push_back(id_text(person));
    }
    for (const auto& text : said) {
        const Id person = read_id(text.get<std::string>()).value_or(Id{});
        if (auto there = person_document(store, person); !there) return fail(there.error());
        const bool was =
            std::find(before.people.begin(), before.people.end(), person) != before.people.end();
        SINEW_TRY(const bool shown, was ? seen.sees(store, before, person)
                                        : seen.sees(store, ClassPlanned{}, person));
        if (!shown) return fail(nothing_here("there is no such person"));
        people.push_back(text);
    }
    return people;
}

}  // namespace

Result<SeenInClass> SeenInClass::by(const ReadStore& store, const Acting& acting) {
    SeenInClass seen;
    seen.account_ = acting.account;
    SINEW_TRY(seen.reaching_, Reaching::of(store, acting.account));
    return seen;
}

Result<bool> SeenInClass::sees(const ReadStore& store, const ClassPlanned& one,
                               const Id& person) const {
    if (one.instructor == account_) return true;
    return reaching_.reaches(store, person);
}

Result<ClassPlanned> class_of(const ReadStore& store, const Id& id) {
    SINEW_TRY(const auto document, store.document(id));
    if (!document || document->kind != DocumentKind::class_plan)
        return fail(nothing_here("there is no such class"));
    return read_planned(*document);
}

Result<std::vector<ClassPlanned>> classes_between(const ReadStore& store, std::optional<Day> from,
                                                  std::optional<Day> to) {
    DocumentQuery query;
    query.kind = DocumentKind::class_plan;
    query.from = from;
    query.to = to;
    SINEW_TRY(const auto documents, store.documents(query));
    std::vector<ClassPlanned> list;
    for (const Document& document : documents) {
        SINEW_TRY(auto one, read_planned(document));
        list.push_back(std::move(one));
    }
    std::stable_sort(list.begin(), list.end(), [](const auto& one, const auto& other) {
        return std::pair{one.day, one.start_minute} < std::pair{other.day, other.start_minute};
    });
    return list;
}

Result<std::map<Day, Id>> classes_of_person(const ReadStore& store, const Id& person,
                                            std::optional<Day> from, std::optional<Day> to) {
    SINEW_TRY(const auto classes, classes_between(store, from, to));
    std::map<Day, Id> days;
    for (const ClassPlanned& one : classes)
        if (one.state != "cancelled" &&
            std::find(one.people.begin(), one.people.end(), person) != one.people.end())
            days.emplace(one.day, one.document.id);
    return days;
}

Result<OrderedJson> classes_view(const ReadStore& store, std::optional<Day> from,
                                 std::optional<Day> to, const Acting& acting) {
    SINEW_TRY(const auto classes, classes_between(store, from, to));
    SINEW_TRY(const SeenInClass seen, SeenInClass::by(store, acting));
    OrderedJson list = OrderedJson::array();
    for (const ClassPlanned& one : classes)
        list.push_back(plan_json(one, classes, store, seen, acting));
    return list;
}

Result<OrderedJson> class_view(const ReadStore& store, const Id& id, const Acting& acting) {
    SINEW_TRY(const ClassPlanned one, class_of(store, id));
    SINEW_TRY(const auto day, classes_between(store, one.day, one.day));
    SINEW_TRY(const SeenInClass seen, SeenInClass::by(store, acting));
    return plan_json(one, day, store, seen, acting);
}

Checked<OrderedJson> read_class(const Json& json, bool whole,
                                const knowledge::Catalogue& catalogue) {
    Faults faults;
    const StrictBody body{json, "", faults};
    body.only({"title", "day", "start", "minutes", "room", "size", "kind", "weekly", "people",
               "forms", "state", "reason"});
    OrderedJson said = OrderedJson::object();
    const auto wanted = [&](const char* key) {
        if (whole && !body.has(key)) body.fault(key, "missing", "");
        return body.has(key);
    };
    if (wanted("title")) said["title"] = body.text("title", 1, 120);
    if (wanted("day"))
        if (const auto day = body.day("day")) said["day"] = day_text(*day);
    if (wanted("start")) {
        const std::string text = body.text("start", 5, 5);
        const bool shape = text.size() == 5 && text[2] == ':';
        const auto hour = shape ? parse_number(text.substr(0, 2)) : std::nullopt;
        const auto minute = shape ? parse_number(text.substr(3, 2)) : std::nullopt;
        if (hour && minute && *hour >= 0 && *hour < 24 && *minute >= 0 && *minute < 60)
            said["start_minute"] = static_cast<int>(*hour) * 60 + static_cast<int>(*minute);
        else
            body.fault("start", "this is no time of a day", "write HH:MM, such as 10:00");
    }
    if (wanted("minutes")) said["minutes"] = body.whole("minutes", 5, 240).value_or(0);
    if (wanted("room")) said["room"] = body.text("room", 1, 80);
    std::string kind;
    if (wanted("kind")) said["kind"] = kind = body.one_of("kind", {"large", "small"});
    if (wanted("size")) {
        const auto& dose = catalogue.dose;
        const bool small = kind == "small";
        const int low = small ? dose.small_group.low : 1;
        const int high = small ? dose.small_group.high : dose.large_class_max;
        said["size"] = body.whole("size", low, high).value_or(low);
    }
    if (const auto weekly = body.maybe_yes("weekly")) said["weekly"] = *weekly;
    const std::string state = body.one_of("state", {"planned", "held", "cancelled"});
    if (!state.empty()) said["state"] = state;
    if (const auto reason = body.maybe_text("reason", 300)) said["reason"] = *reason;
    if (body.has("forms")) said["forms"] = body.texts("forms", 40, 60);
    if (body.has("people")) {
        said["people"] = OrderedJson::array();
        for (const std::string& text : body.texts("people", 200, 36)) {
            if (const auto id = read_id(text))
                said["people"].push_back(id_text(*id));
            else
                body.fault("people", "this is no id", "");
        }
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return said;
}

Result<OrderedJson> plan_class(WriteStore& store, const Id& id, const OrderedJson& said,
                               const Acting& acting) {
    OrderedJson body = said;
    body["instructor"] = id_text(acting.account);
    const Day first = read_day(said["day"].get<std::string>()).value_or(acting.today);
    body.erase("day");
    SINEW_TRY(body["people"],
              people_laid(store, body.value("people", OrderedJson::array()), {}, acting));
    const int weeks = body.value("weekly", false) ? kMostWeeks : 1;
    for (int week = 0; week < weeks; ++week) {
        const Document one =
            first_version(DocumentKind::class_plan, week == 0 ? id : acting.new_id(), {},
                          first + std::chrono::days{7 * week}, "planned", body, acting);
        if (auto added = store.add(one); !added) return fail(added.error());
    }
    return class_view(store, id, acting);
}

Result<OrderedJson> change_class(WriteStore& store, const Id& id, const OrderedJson& said,
                                 std::optional<int> version, const Acting& acting) {
    SINEW_TRY(const ClassPlanned before, class_of(store, id));
    if (auto same = same_version(before.document, version); !same) return fail(same.error());
    OrderedJson body = OrderedJson::parse(before.document.body);
    body.update(said);
    body.erase("day");
    const std::string state = said.value("state", before.state);
    body.erase("state");
    // The kind may have changed after the size was read: the packs' sizes hold for both together.
    const auto& dose = acting.packs().dose;
    const bool small = body.value("kind", "") == "small";
    const int size = body.value("size", 0);
    if (size < (small ? dose.small_group.low : 1) ||
        size > (small ? dose.small_group.high : dose.large_class_max))
        return fail({ErrorCode::out_of_range, "this kind of class has another size", "/size",
                     small ? "give a number from " + std::to_string(dose.small_group.low) + " to " +
                                 std::to_string(dose.small_group.high)
                           : "give at most " + std::to_string(dose.large_class_max)});
    if (said.contains("people")) {
        SINEW_TRY(body["people"], people_laid(store, said["people"], before, acting));
    }
    Document next = next_version(before.document, state, body, acting);
    if (said.contains("day"))
        next.day = read_day(said["day"].get<std::string>()).value_or(before.day);
    if (auto done = store.replace(next); !done) return fail(done.error());
    return class_view(store, id, acting);
}

}  // namespace sinew::clinic
