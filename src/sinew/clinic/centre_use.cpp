#include <sinew/clinic/centre_use.hpp>
#include <sinew/clinic/strict_body.hpp>

namespace sinew::clinic {

OrderedJson call_json(const std::vector<CallNumber>& numbers) {
    OrderedJson list = OrderedJson::array();
    for (const CallNumber& it : numbers) {
        OrderedJson json{{"label", it.label}, {"number", it.number}};
        if (!it.hours.empty()) json["hours"] = it.hours;
        if (it.emergency) json["emergency"] = true;
        list.push_back(std::move(json));
    }
    return list;
}

OrderedJson centre_json(const Centre& centre) {
    OrderedJson json;
    json["name"] = centre.name;
    json["discreet_name"] = centre.discreet_name;
    json["language"] = domain::name_of(centre.language);
    json["framing"] = domain::name_of(centre.framing);
    json["call"] = call_json(centre.call);
    json["quiet_days"] = centre.quiet_days;
    json["utc_offset_min"] = centre.utc_offset_min;
    json["version"] = centre.version;
    return json;
}

Checked<std::vector<CallNumber>> read_call(const Json& list, const std::string& at) {
    Faults faults;
    std::vector<CallNumber> numbers;
    const StrictBody body{list, at, faults};
    for (std::size_t i = 0; i < body.count(); ++i) {
        const StrictBody one = body.element(i);
        one.only({"label", "number", "hours", "emergency"});
        CallNumber it;
        it.label = one.text("label", 1, 80);
        it.number = one.text("number", 1, 40);
        it.hours = one.maybe_text("hours", 80).value_or("");
        it.emergency = one.maybe_yes("emergency").value_or(false);
        numbers.push_back(std::move(it));
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return numbers;
}

Checked<Centre> read_centre(const Json& json) {
    Faults faults;
    const StrictBody body{json, "", faults};
    body.only({"name", "discreet_name", "language", "framing", "call", "quiet_days",
               "utc_offset_min", "version"});
    Centre centre;
    centre.name = body.text("name", 1, 120);
    centre.discreet_name = body.text("discreet_name", 1, 40);
    centre.language = body.word<domain::Language>("language").value_or(centre.language);
    centre.framing = body.word<domain::Framing>("framing").value_or(centre.framing);
    centre.quiet_days = body.maybe_whole("quiet_days", 1, 60).value_or(centre.quiet_days);
    centre.utc_offset_min = body.maybe_whole("utc_offset_min", -14 * 60, 14 * 60).value_or(0);
    if (body.has("call")) {
        auto call = read_call(json["call"], "/call");
        if (call)
            centre.call = *std::move(call);
        else
            faults.take(std::move(call).error());
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return centre;
}

Result<Centre> centre_of(const ReadStore& store) {
    SINEW_TRY(const auto kept, newest_of(store, DocumentKind::centre, std::nullopt));
    if (!kept) return Centre{};
    SINEW_TRY(Json body, body_of(*kept));
    const bool demonstration = body.value("demonstration", false);
    body.erase("demonstration");
    SINEW_TRY(Centre centre, told_once(read_centre(body)));
    centre.demonstration = demonstration;
    centre.version = kept->version;
    return centre;
}

Result<OrderedJson> keep_centre(WriteStore& store, Centre centre, std::optional<int> version,
                                const Acting& acting) {
    SINEW_TRY(const auto kept, newest_of(store, DocumentKind::centre, std::nullopt));
    OrderedJson body = centre_json(centre);
    if (centre.demonstration) body["demonstration"] = true;
    if (!kept) {
        if (version.value_or(0) != 0)
            return fail(
                {ErrorCode::conflict, "nothing was saved yet", "If-Match", "read it again"});
        centre.version = 1;
        if (auto done = store.add(
                first_version(DocumentKind::centre, acting.new_id(), {}, {}, "", body, acting));
            !done)
            return fail(done.error());
        return centre_json(centre);
    }
    if (auto same = same_version(*kept, version); !same) return fail(same.error());
    // Whether the people are made up is not for a form to change.
    SINEW_TRY(const Json before, body_of(*kept));
    if (before.value("demonstration", false)) body["demonstration"] = true;
    const Document next = next_version(*kept, "", body, acting);
    if (auto done = store.replace(next); !done) return fail(done.error());
    centre.version = next.version;
    return centre_json(centre);
}

Day local_day(Instant now, int utc_offset_min) noexcept {
    return day_of(now + std::chrono::minutes{utc_offset_min});
}

}  // namespace sinew::clinic
