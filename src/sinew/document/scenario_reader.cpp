#include <sinew/document/scenario_fields.hpp>
#include <sinew/document/scenario_reader.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sinew::document {
namespace {

constexpr int kLongestCourse = 3650;  // days: ten years, beyond what anyone would plan
constexpr int kFarDay = 1'000'000;    // an end that lies beyond every course is no fault
constexpr double kAny = 1e9;

/// [a, b] with both numbers in their ranges.
struct Pair {
    double first = 0, second = 0;
};

class Reader {
public:
    Reader(const Json& json, const std::string& at, Faults& faults,
           std::vector<std::string>& remarks)
        : json_{json}, at_{at}, faults_{faults}, remarks_{remarks} {}

    model::SlowScenario slow() {
        ScenarioFields fields{
            json_,
            at_,
            {"id", "kind", "days", "drug_class", "sex", "scheme", "A_v", "stress", "sessions",
             "E_m", "bup", "use", "init", "params", "fine_days", "out_days"},
            faults_};
        model::SlowScenario out;
        const auto days_read = fields.whole("days", 0, kLongestCourse, true);
        out.days = days_read.value_or(0);
        if (fields.word("drug_class", {"opioid", "stimulant"}) == 1U)
            out.drug = model::DrugClass::stimulant;
        if (fields.word("sex", {"M", "F"}) == 1U) out.sex = model::Sex::F;
        if (const auto scheme = fields.word("scheme", {"frozen", "fine", "continuous"}))
            out.scheme = static_cast<model::Scheme>(*scheme);
        out.A_v = steps(fields, "A_v", 0, 100);
        out.stress = steps(fields, "stress", 0, 1);
        out.E_m = steps(fields, "E_m", 0, 1);
        read_sessions(fields, out);
        read_course(fields, out);
        read_use(fields, out);
        read_init(fields, out);
        read_params(fields, out);
        const Json& fine = fields.list("fine_days");
        for (std::size_t i = 0; i < fine.size(); ++i)
            if (const auto span = pair(fine[i], fmt::format("{}/{}", fields.place("fine_days"), i),
                                       0, kFarDay, 0, kFarDay, false))
                // The whole numbers n with a <= n < b.
                out.fine_days.emplace_back(static_cast<int>(std::ceil(span->first)),
                                           static_cast<int>(std::ceil(span->second)));
        if (!fine.empty() && out.scheme != model::Scheme::fine)
            remarks_.push_back(fields.place("fine_days") +
                               ": changes nothing, it belongs to the scheme fine");
        const Json& days = fields.list("out_days", true);
        for (std::size_t i = 0; i < days.size(); ++i)
            if (const auto day = number(days[i], fmt::format("{}/{}", fields.place("out_days"), i),
                                        0, days_read ? out.days : kLongestCourse, true))
                out.out_days.push_back(static_cast<int>(*day));
        std::sort(out.out_days.begin(), out.out_days.end());
        if (out.drug == model::DrugClass::stimulant && (!out.E_m.empty() || out.buprenorphine))
            remarks_.push_back(fields.place(out.buprenorphine ? "bup" : "E_m") +
                               ": drives nothing, the stimulant class has no medication drive" +
                               (out.buprenorphine ? "; its occupancy still blocks use" : ""));
        return out;
    }

    model::BoutScenario bout() {
        ScenarioFields fields{
            json_,
            at_,
            {"id", "kind", "dHRmax", "VO2max", "w", "segments", "events", "out_minutes"},
            faults_};
        model::BoutScenario out;
        out.person.heart_reserve_bpm = fields.number("dHRmax", 1, 250, true).value_or(100);
        out.person.vo2max = fields.number("VO2max", 4, 100, true).value_or(35);
        out.person.rising_share = fields.number("w", 0, 1).value_or(0);
        out.segments = segments(fields.list("segments", true), fields.place("segments"));
        const Json& events = fields.list("events");
        for (std::size_t i = 0; i < events.size(); ++i)
            read_event(events[i], fmt::format("{}/{}", fields.place("events"), i), out);
        const Json& minutes = fields.list("out_minutes", true);
        for (std::size_t i = 0; i < minutes.size(); ++i)
            if (const auto minute =
                    number(minutes[i], fmt::format("{}/{}", fields.place("out_minutes"), i), 0, 1e5,
                           false))
                out.out_minutes.push_back(*minute);
        std::sort(out.out_minutes.begin(), out.out_minutes.end());
        return out;
    }

private:
    std::optional<double> number(const Json& value, const std::string& where, double lowest,
                                 double highest, bool whole) {
        const double number = value.is_number() ? value.get<double>() : std::nan("");
        if (number >= lowest && number <= highest && (!whole || number == std::floor(number)))
            return number;
        faults_.add(ErrorCode::bad_input, where,
                    whole ? "no whole number of its range" : "no number of its range",
                    fmt::format("give one from {} to {}", lowest, highest));
        return std::nullopt;
    }

    std::optional<Pair> pair(const Json& value, const std::string& where, double low_1,
                             double high_1, double low_2, double high_2, bool whole_first = true) {
        if (!value.is_array() || value.size() != 2) {
            faults_.add(ErrorCode::bad_input, where, "two numbers are wanted here",
                        "write [first, second]");
            return std::nullopt;
        }
        const auto first = number(value[0], where + "/0", low_1, high_1, whole_first);
        const auto second = number(value[1], where + "/1", low_2, high_2, false);
        if (!first || !second) return std::nullopt;
        return Pair{*first, *second};
    }

    /// [from_day, value], rising by day.
    std::vector<model::FromDay> steps(ScenarioFields& fields, std::string_view key, double lowest,
                                      double highest) {
        std::vector<model::FromDay> out;
        const Json& list = fields.list(key);
        for (std::size_t i = 0; i < list.size(); ++i) {
            const std::string where = fmt::format("{}/{}", fields.place(key), i);
            const auto step = pair(list[i], where, 0, kFarDay, lowest, highest);
            if (!step) continue;
            out.push_back({static_cast<int>(step->first), step->second});
            if (out.size() > 1 && out[out.size() - 2].day >= out.back().day)
                faults_.add(ErrorCode::conflict, where, "its day does not come after the last one",
                            "write the days in rising order, each once");
        }
        return out;
    }

    std::vector<model::Segment> segments(const Json& list, const std::string& where) {
        std::vector<model::Segment> out;
        for (std::size_t i = 0; i < list.size(); ++i) {
            ScenarioFields fields{
                list[i], fmt::format("{}/{}", where, i), {"m", "min", "I", "q", "f_b"}, faults_};
            model::Segment segment;
            if (!fields.has("m"))
                fields.fault(fields.place("m"), "missing", "use one of: A, R, M");
            else if (const auto modality = fields.word("m", {"A", "R", "M"}))
                segment.modality = static_cast<model::Modality>(*modality);
            segment.minutes = fields.number("min", 0, 1440, true).value_or(0);
            segment.quality = fields.number("q", 0, 1).value_or(1);
            if (!fields.has("f_b") || !fields.of("f_b").is_null())
                segment.breaths_per_min = fields.number("f_b", 0.5, 60);
            const bool mind_body = segment.modality == model::Modality::M;
            segment.intensity = fields.number("I", 0, 1.2, !mind_body)
                                    .value_or(mind_body ? model::kFormsIntensity : 0);
            for (const char* key : {"q", "f_b"})
                if (!mind_body && fields.has(key))
                    remarks_.push_back(fields.place(key) +
                                       ": changes nothing, it belongs to mind-body work (M)");
            out.push_back(segment);
        }
        return out;
    }

    void read_sessions(ScenarioFields& fields, model::SlowScenario& out) {
        const Json& list = fields.list("sessions");
        for (std::size_t i = 0; i < list.size(); ++i) {
            ScenarioFields block{list[i],
                                 fmt::format("{}/{}", fields.place("sessions"), i),
                                 {"from", "to", "weekdays", "segments"},
                                 faults_};
            model::SessionBlock session;
            session.from = block.whole("from", 0, kFarDay, true).value_or(0);
            session.to = block.whole("to", 0, kFarDay, true).value_or(0);
            const Json& days = block.list("weekdays", true);
            for (std::size_t k = 0; k < days.size(); ++k)
                if (const auto day = number(
                        days[k], fmt::format("{}/{}", block.place("weekdays"), k), 0, 6, true))
                    session.weekdays.push_back(static_cast<int>(*day));
            session.segments = segments(block.list("segments", true), block.place("segments"));
            out.sessions.push_back(std::move(session));
        }
    }

    void read_course(ScenarioFields& fields, model::SlowScenario& out) {
        if (!fields.has("bup") || fields.of("bup").is_null()) return;
        ScenarioFields bup{fields.of("bup"),
                           fields.place("bup"),
                           {"mg", "film", "weight", "bmi", "from", "to"},
                           faults_};
        model::SublingualCourse course;
        course.mg = bup.number("mg", 0, 64, true).value_or(0);
        course.form = bup.truth("film").value_or(false) ? model::Form::film : model::Form::tablet;
        course.weight_kg = bup.number("weight", 30, 250).value_or(course.weight_kg);
        course.bmi = bup.number("bmi", 10, 80).value_or(course.bmi);
        course.from = bup.whole("from", 0, kFarDay).value_or(0);
        course.to = bup.whole("to", 0, kFarDay).value_or(out.days);
        out.buprenorphine = course;
    }

    void read_use(ScenarioFields& fields, model::SlowScenario& out) {
        const Json& list = fields.list("use");
        for (std::size_t i = 0; i < list.size(); ++i) {
            ScenarioFields event{
                list[i], fmt::format("{}/{}", fields.place("use"), i), {"day", "RO"}, faults_};
            model::UseEvent use;
            use.day = event.whole("day", 0, kFarDay, true).value_or(0);
            if (!event.has("RO") || !event.of("RO").is_null())
                use.occupancy = event.number("RO", 0, 1);
            const bool twice = std::any_of(out.use.begin(), out.use.end(),
                                           [&](const auto& one) { return one.day == use.day; });
            if (twice) event.fault(event.place("day"), "this day is there twice", "write it once");
            out.use.push_back(use);
        }
    }

    void read_init(ScenarioFields& fields, model::SlowScenario& out) {
        if (!fields.has("init")) return;
        const Json& init = fields.of("init");
        if (!init.is_object())
            return fields.fault(fields.place("init"), "an object is wanted here",
                                "write {\"T\": 0.5, ...}");
        for (const auto& [symbol, value] : init.items()) {
            const std::string where = fields.place("init") + "/" + symbol;
            if (symbol == "t_ab") {
                remarks_.push_back(where + ": changes nothing, days abstinent are only counted");
                (void)number(value, where, 0, kAny, false);
                continue;
            }
            const auto member = model::state_named(symbol);
            if (member == nullptr) {
                faults_.add(ErrorCode::not_found, where, "no such state",
                            "see the table of states in docs/methods/model.md");
                continue;
            }
            const bool never_negative = symbol != "V" && symbol != "L" && symbol != "N" &&
                                        symbol != "Q" && symbol != "P" && symbol != "U" &&
                                        symbol != "X" && symbol != "C";
            if (const auto number_read =
                    number(value, where, never_negative ? 0 : -kAny, kAny, false))
                out.init.*member = *number_read;
        }
    }

    void read_params(ScenarioFields& fields, model::SlowScenario& out) {
        if (!fields.has("params")) return;
        const Json& params = fields.of("params");
        if (!params.is_object())
            return fields.fault(fields.place("params"), "an object is wanted here",
                                "write {\"tau_C\": 5, ...}");
        for (const auto& [symbol, value] : params.items()) {
            const std::string where = fields.place("params") + "/" + symbol;
            // k_trimp_F is a row of ours, not of the specification's table: with it a line could not be answered elsewhere.
            if (model::parameter_named(symbol) == nullptr || symbol == "k_trimp_F")
                faults_.add(ErrorCode::not_found, where, "no such parameter",
                            symbol == "k_trimp_F" ? "choose the sex, or name k_trimp"
                                                  : "see the column symbol of the rows P... in "
                                                    "knowledge/model/parameters.csv");
            else if (const auto number_read = number(value, where, -kAny, kAny, false)) {
                if (symbol.ends_with("_stim") || symbol == "a_K_op")
                    remarks_.push_back(
                        where +
                        ": changes nothing, class and sex are chosen before the overrides; "
                        "name k_W, tau_Toff, lam_0, theta_f, a_K or k_trimp");
                out.overrides.emplace_back(symbol, *number_read);
            }
        }
    }

    void read_event(const Json& value, const std::string& where, model::BoutScenario& out) {
        const bool shaped = value.is_array() && value.size() == 4 && value[1].is_string() &&
                            (value[1] == "cue" || value[1] == "stress");
        if (!shaped) {
            faults_.add(ErrorCode::bad_input, where, "this is no event",
                        "write [minute, \"cue\" or \"stress\", strength, K]");
            return;
        }
        const auto minute = number(value[0], where + "/0", 0, 1e5, false);
        const auto strength = number(value[2], where + "/2", 0, 1, false);
        const auto K = number(value[3], where + "/3", -100, 100, false);
        if (!minute || !strength || !K) return;
        out.events.push_back({*minute,
                              value[1] == "cue" ? model::EventKind::cue : model::EventKind::stress,
                              *strength, *K});
    }

    const Json& json_;
    std::string at_;
    Faults& faults_;
    std::vector<std::string>& remarks_;
};

}  // namespace

Checked<NamedScenario> read_scenario(std::string_view line, const std::string& at) {
    SINEW_TRY(const Json json, read_json(line, at));
    Faults faults;
    NamedScenario out;
    if (!json.is_object()) {
        faults.add(ErrorCode::bad_input, at, "a scenario is an object", "write it in braces");
        return tl::make_unexpected(std::move(faults));
    }
    const auto id = json.find("id");
    if (id == json.end() || !id->is_string() || id->get_ref<const std::string&>().empty())
        faults.add(ErrorCode::bad_input, at + ":/id", "a scenario has an id", "a text in quotes");
    else
        out.id = id->get<std::string>();
    Reader reader{json, at, faults, out.remarks};
    const auto kind = json.find("kind");
    if (kind == json.end() || *kind == "slow")
        out.scenario = reader.slow();
    else if (*kind == "bout")
        out.scenario = reader.bout();
    else
        faults.add(ErrorCode::bad_input, at + ":/kind", "unknown kind",
                   "leave it out for a course of days, or use bout");
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return out;
}

std::string scenario_header() { return "scenario,day,quantity,value"; }

std::string scenario_rows(const std::string& id, const std::vector<model::Quantity>& quantities) {
    std::string name = id;
    if (name.find_first_of(",\"\r\n") != std::string::npos) {
        std::string quoted = "\"";
        for (const char c : name) quoted += c == '"' ? "\"\"" : std::string(1, c);
        name = quoted + "\"";
    }
    std::string rows;
    for (const model::Quantity& one : quantities)
        rows += fmt::format("{},{},{},{:.12g}\n", name, one.at, one.name, one.value);
    return rows;
}

OrderedJson scenario_json(const std::string& id, const std::vector<model::Quantity>& quantities) {
    OrderedJson json;
    json["id"] = id;
    json["rows"] = OrderedJson::array();
    for (const model::Quantity& one : quantities) {
        if (json["rows"].empty() || json["rows"].back()["at"] != one.at)
            json["rows"].push_back({{"at", one.at}});
        json["rows"].back()[std::string{one.name}] = one.value;
    }
    return json;
}

}  // namespace sinew::document
