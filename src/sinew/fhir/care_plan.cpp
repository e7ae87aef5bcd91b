#include <sinew/base/content_hash.hpp>
#include <sinew/fhir/care_plan.hpp>
#include <sinew/fhir/own_names.hpp>

#include <algorithm>

namespace sinew::fhir {
namespace {

using namespace domain;
using knowledge::Words;

OrderedJson text_concept(const std::string& text) { return {{"text", text}}; }

/// What one kind of session asks for in the first week.
struct WeeklyKind {
    SessionKind kind{};
    int count = 0, shortest = 0, longest = 0;
};

class Writer {
public:
    Writer(const Programme& programme, const std::string& subject, const Words& words)
        : programme_{&programme}, subject_{subject}, words_{&words} {
        seed_ = content_hash(programme.catalogue_hash + day_text(programme.start) + subject);
    }

    /// A name of its own in this bundle, the same for the same programme.
    std::string address(const std::string& what) const { return address_of(seed_ + what); }

    void add(const std::string& what, OrderedJson resource) {
        OrderedJson entry;
        entry["fullUrl"] = address(what);
        entry["resource"] = std::move(resource);
        entries_.push_back(std::move(entry));
    }

    OrderedJson request(const std::string& text) const {
        OrderedJson json;
        json["resourceType"] = "ServiceRequest";
        json["status"] = "draft";
        json["intent"] = "plan";
        json["code"] = text_concept(text);
        json["subject"] = {{"reference", subject_}};
        return json;
    }

    std::vector<WeeklyKind> kinds() const;
    void add_kind(const WeeklyKind& kind);
    void add_bans();
    void add_goals(const std::vector<Goal>& goals);
    OrderedJson plan() const;
    OrderedJson bundle() && {
        OrderedJson json;
        json["resourceType"] = "Bundle";
        json["type"] = "collection";
        OrderedJson all = OrderedJson::array();
        all.push_back({{"fullUrl", address("plan")}, {"resource", plan()}});
        for (OrderedJson& entry : entries_) all.push_back(std::move(entry));
        json["entry"] = std::move(all);
        return json;
    }

private:
    OrderedJson period() const {
        return {{"start", day_text(programme_->start)},
                {"end", day_text(programme_->start + std::chrono::days{7 * kWeeks - 1})}};
    }
    OrderedJson references(const std::vector<std::string>& names) const {
        OrderedJson list = OrderedJson::array();
        for (const std::string& name : names) list.push_back({{"reference", address(name)}});
        return list;
    }

    const Programme* programme_;
    std::string subject_, seed_;
    const Words* words_;
    std::vector<OrderedJson> entries_;
    std::vector<std::string> requests_, goals_;
};

std::vector<WeeklyKind> Writer::kinds() const {
    std::vector<WeeklyKind> list;
    for (const ProgrammeDay& day : programme_->weeks[0].days)
        for (std::size_t i = 0; i < day.session_count; ++i) {
            const Session& session = programme_->sessions[day.first_session + i];
            auto found = std::find_if(list.begin(), list.end(), [&](const WeeklyKind& kind) {
                return kind.kind == session.kind;
            });
            if (found == list.end()) {
                list.push_back({session.kind, 0, session.total_min, session.total_min});
                found = list.end() - 1;
            }
            ++found->count;
            found->shortest = std::min<int>(found->shortest, session.total_min);
            found->longest = std::max<int>(found->longest, session.total_min);
        }
    return list;
}

void Writer::add_kind(const WeeklyKind& kind) {
    const std::string name{name_of(kind.kind)};
    OrderedJson json = request((*words_)("modality." + name));
    OrderedJson repeat;
    // The first week binds; later weeks hold only after a review, so the request ends where the week ends.
    repeat["boundsPeriod"] = {{"start", day_text(programme_->start)},
                              {"end", day_text(programme_->start + std::chrono::days{6})}};
    repeat["duration"] = kind.shortest;
    if (kind.longest > kind.shortest) repeat["durationMax"] = kind.longest;
    repeat["durationUnit"] = "min";
    repeat["frequency"] = kind.count;
    repeat["period"] = 1;
    repeat["periodUnit"] = "wk";
    json["occurrenceTiming"] = {{"repeat", std::move(repeat)}};
    add("request." + name, std::move(json));
    requests_.push_back("request." + name);
}

void Writer::add_bans() {
    for (const Avoid ban : values_of<Avoid>()) {
        if (!programme_->clearance.limits.avoid.has(ban)) continue;
        const std::string name{name_of(ban)};
        // The tag's own sentence says "no ..."; under doNotPerform the code must name the thing itself.
        std::string thing = name;
        std::replace(thing.begin(), thing.end(), '_', ' ');
        OrderedJson json = request(thing);
        json["doNotPerform"] = true;
        json["occurrencePeriod"] = period();
        json["note"] = OrderedJson::array({{{"text", (*words_)("tag." + name)}}});
        add("ban." + name, std::move(json));
        requests_.push_back("ban." + name);
    }
}

void Writer::add_goals(const std::vector<Goal>& goals) {
    for (const Goal goal : goals) {
        const std::string name{name_of(goal)};
        OrderedJson json;
        json["resourceType"] = "Goal";
        json["lifecycleStatus"] = "proposed";
        json["description"] = text_concept((*words_)("goal." + name));
        json["subject"] = {{"reference", subject_}};
        json["startDate"] = day_text(programme_->start);
        add("goal." + name, std::move(json));
        goals_.push_back("goal." + name);
    }
}

OrderedJson Writer::plan() const {
    OrderedJson json;
    json["resourceType"] = "CarePlan";
    json["status"] = "draft";
    json["intent"] = "plan";
    json["title"] = (*words_)("programme.title_for", {{"date", day_text(programme_->start)}});
    json["subject"] = {{"reference", subject_}};
    json["period"] = period();
    if (!goals_.empty()) json["goal"] = references(goals_);
    json["activity"] = OrderedJson::array();
    for (const std::string& name : requests_)
        json["activity"].push_back({{"reference", {{"reference", address(name)}}}});
    json["note"] = OrderedJson::array();
    for (const char* key : {"honesty.yijinjing", "honesty.thresholds_ours", "honesty.not_a_cure"})
        json["note"].push_back({{"text", (*words_)(key)}});
    return json;
}

}  // namespace

OrderedJson care_plan_bundle(const Programme& programme, const std::vector<Goal>& goals,
                             const std::string& subject, const Words& words) {
    Writer writer{programme, subject, words};
    writer.add_goals(goals);
    for (const WeeklyKind& kind : writer.kinds()) writer.add_kind(kind);
    writer.add_bans();
    return std::move(writer).bundle();
}

}  // namespace sinew::fhir
