#include <sinew/care/session_use.hpp>
#include <sinew/clinic/centre_use.hpp>
#include <sinew/clinic/change_use.hpp>
#include <sinew/clinic/class_use.hpp>
#include <sinew/clinic/people_use.hpp>
#include <sinew/clinic/talk_use.hpp>
#include <sinew/clinic/today_use.hpp>
#include <sinew/document/session_json.hpp>

#include <algorithm>

namespace sinew::clinic {
namespace {

/// What both screens are made of, read once.
struct Around {
    Document person_document;
    Json person;
    Centre centre;
    std::optional<KeptProgramme> kept;
    std::optional<document::ProgrammeDocument> value;
    MayTrain may;
    std::vector<SessionNoted> noted;
    std::map<Day, Id> classes;
};

Result<Around> read_around(const ReadStore& store, const Id& person, const Acting& acting) {
    Around around;
    SINEW_TRY(around.person_document, person_document(store, person));
    SINEW_TRY(around.person, body_of(around.person_document));
    SINEW_TRY(around.centre, centre_of(store));
    SINEW_TRY(around.kept, programme_in_force(store, person));
    SINEW_TRY(around.may, may_train(store, person, around.kept, acting));
    SINEW_TRY(around.noted, sessions_noted(store, person));
    if (around.kept) {
        SINEW_TRY(around.value, programme_value(*around.kept, acting));
    }
    SINEW_TRY(around.classes, classes_of_person(store, person, acting.today,
                                                acting.today + std::chrono::days{kOfflineDays}));
    return around;
}

NotedByPlace noted_in(const Around& around) {
    return by_place(around.noted, around.value ? around.value->programme.start : Day{});
}

/// The smallest next step, after days without an entry; never what was missed.
OrderedJson next_step(const Around& around, const Acting& acting) {
    std::optional<Day> last;
    for (const SessionNoted& one : around.noted)
        if (one.status != "missed" && one.date <= acting.today)
            last = std::max(last.value_or(one.date), one.date);
    const Day since = last.value_or(
        around.kept && around.kept->document.day ? *around.kept->document.day : acting.today);
    constexpr int kDaysWithoutPractice = 3;  // ours: two days are a weekend
    if ((acting.today - since).count() < kDaysWithoutPractice) return nullptr;
    return acting.words()("clinic.next_step");
}

OrderedJson week_dots(const Around& around, const Acting& acting) {
    OrderedJson list = OrderedJson::array();
    const NotedByPlace noted = noted_in(around);
    const Day monday = acting.today - std::chrono::days{static_cast<int>(weekday_of(acting.today))};
    for (int i = 0; i < 7; ++i) {
        const Day day = monday + std::chrono::days{i};
        int planned = 0, done = 0;
        if (around.value)
            for (const PlannedSession& one : planned_sessions(around.value->programme, day, day)) {
                ++planned;
                const auto found = noted.find({one.day, one.session});
                if (found != noted.end() && found->second.status != "missed") ++done;
            }
        for (const SessionNoted& one : around.noted)
            if (one.day == 0 && one.date == day && one.status != "missed") ++done;
        const char* state = done > 0 && done >= planned ? "done"
                            : done > 0                  ? "partly"
                            : planned == 0              ? "rest"
                            : day > acting.today        ? "ahead"
                            : day == acting.today       ? "open"
                                                        : "past";
        list.push_back({{"date", day_text(day)}, {"state", state}});
    }
    return list;
}

OrderedJson meanwhile_list(const MayTrain& may, const knowledge::Words& words) {
    OrderedJson list = OrderedJson::array();
    for (const domain::Activity activity : may.meanwhile)
        list.push_back({{"activity", domain::name_of(activity)},
                        {"label", words("activity." + std::string{domain::name_of(activity)})}});
    return list;
}

Result<OrderedJson> today_of(const ReadStore& store, const Id& person, const Around& around,
                             const Acting& acting) {
    const auto words = acting.words();
    OrderedJson json;
    json["date"] = day_text(acting.today);
    json["name"] = text_in(around.person, "name");
    const bool training = around.may.training && around.value;
    json["training"] = training ? "yes" : around.may.meanwhile.empty() ? "none" : "meanwhile";
    std::string open;
    for (const std::string& line : around.may.open) open += (open.empty() ? "" : " ") + line;
    json["training_words"] = training ? "" : open;
    json["meanwhile"] = training ? OrderedJson::array() : meanwhile_list(around.may, words);
    json["next"] = nullptr;
    json["later"] = OrderedJson::array();
    if (training) {
        const NotedByPlace noted = noted_in(around);
        for (const PlannedSession& one : planned_sessions(around.value->programme, acting.today,
                                                          acting.today + std::chrono::days{7})) {
            if (noted.contains({one.day, one.session})) continue;
            OrderedJson line = session_line(one, noted, around.classes, acting.today, acting);
            if (json["next"].is_null())
                json["next"] = std::move(line);
            else if (one.date == acting.today)
                json["later"].push_back(std::move(line));
        }
    }
    json["week"] = week_dots(around, acting);
    SINEW_TRY(json["change"], own_line(store, person, acting));
    json["call"] = call_json(around.centre.call);
    SINEW_TRY(json["unread"], unread_messages(store, person, acting.staff()));
    json["next_step"] = next_step(around, acting);
    json["honesty"] = OrderedJson::array({words("clinic.honesty.stop_any_time")});
    return json;
}

/// Words that scripts name only by id, in the person's language.
OrderedJson carried_words(const Acting& acting) {
    const auto words = acting.words();
    OrderedJson json = OrderedJson::object();
    for (const auto& rule : acting.packs().screening.session_rules)
        for (const char* part : {".say", ".trigger", ".felt", ".alone"}) {
            const std::string key = "ses." + rule.id + part;
            if (words.has(key)) json[key] = words(key);
        }
    for (const std::string& sign : acting.packs().sessions.stop_signs) {
        const std::string key = "session.stop_signs." + sign;
        if (words.has(key)) json[key] = words(key);
    }
    for (const auto& form : acting.packs().forms.forms) {
        const std::string key = "form." + form.id + ".name";
        if (words.has(key)) json[key] = words(key);
    }
    return json;
}

}  // namespace

Result<OrderedJson> today_view(const ReadStore& store, const Id& person, const Acting& acting) {
    SINEW_TRY(const Around around, read_around(store, person, acting));
    return today_of(store, person, around, acting);
}

Result<OrderedJson> offline_view(const ReadStore& store, const Id& person, const Acting& acting) {
    SINEW_TRY(const Around around, read_around(store, person, acting));
    const Day until = acting.today + std::chrono::days{kOfflineDays - 1};
    const auto words = acting.words();
    OrderedJson json;
    json["made_at"] = instant_text(acting.now);
    json["until"] = day_text(until);
    SINEW_TRY(json["today"], today_of(store, person, around, acting));
    json["lines"] = OrderedJson::array();
    json["scripts"] = OrderedJson::object();
    const bool training = around.may.training && around.value;
    if (training) {
        const NotedByPlace noted = noted_in(around);
        for (const PlannedSession& one :
             planned_sessions(around.value->programme, acting.today, until)) {
            // A week that waits for a new screening is not handed out ahead of it.
            if (one.needs_new_screening && one.date > acting.today &&
                rescreening_day(around.kept->answer(), acting.today)
                        .value_or(until + std::chrono::days{1}) <= one.date)
                continue;
            json["lines"].push_back(session_line(one, noted, around.classes, acting.today, acting));
            const auto script = care::compile_session(around.value->programme, one.day, one.session,
                                                      {}, acting.packs());
            if (!script) return fail(script.error());
            json["scripts"][std::to_string(one.day) + "/" + std::to_string(one.session)] =
                document::session_script_json(*script, acting.packs(), words);
        }
    }
    auto on_demand = on_demand_view(store, person, acting);
    json["on_demand"] = on_demand ? *std::move(on_demand) : OrderedJson(nullptr);
    json["meanwhile"] = OrderedJson::object();
    if (!training)
        for (const domain::Activity activity : around.may.meanwhile)
            if (const auto script =
                    care::compile_meanwhile(activity, around.may.clearance, acting.packs()))
                json["meanwhile"][std::string{domain::name_of(activity)}] =
                    document::session_script_json(*script, acting.packs(), words);
    SINEW_TRY(json["coping_plan"], coping_plan_view(store, person));
    json["call"] = call_json(around.centre.call);
    json["questionnaires"] = OrderedJson::array();
    // Craving, mood, tension, pain and sleep are asked by the check-in itself.
    for (const char* instrument : {"phq4"})
        if (auto view = questionnaire_view(instrument, acting))
            json["questionnaires"].push_back(*std::move(view));
    json["words"] = carried_words(acting);
    return json;
}

}  // namespace sinew::clinic
