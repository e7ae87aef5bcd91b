#include <sinew/base/text.hpp>
#include <sinew/document/primitive_answers.hpp>
#include <sinew/document/primitive_lines.hpp>

#include <fmt/format.h>

namespace sinew::document {
namespace {

struct Kind {
    std::string_view name;
    OrderedJson (*answer)(BatchInput&, const knowledge::Catalogue&);
};

constexpr auto kKinds = std::to_array<Kind>({
    {"zone", answer_zone},
    {"hr", answer_hr},
    {"hrmax", answer_hrmax},
    {"vo2r", answer_vo2r},
    {"stage", answer_stage},
    {"tier", answer_tier},
    {"start", answer_start},
    {"clip", answer_clip},
    {"load", answer_load},
    {"acwr", answer_acwr},
    {"ewma", answer_ewma},
    {"change", answer_change},
    {"adapt", answer_adapt},
    {"gap", answer_gap},
    {"flags", answer_flags},
    {"energy", answer_energy},
});

Error unknown_kind(const std::string& name, const std::string& where) {
    std::vector<std::string> names;
    for (const Kind& kind : kKinds) names.emplace_back(kind.name);
    const auto near = nearest_word(name, names);
    return {ErrorCode::not_found, "unknown kind", where,
            near ? "did you mean " + *near + "?" : "use one of: " + join(names, ", ")};
}

}  // namespace

AnsweredLine answer_primitive_line(std::string_view line, std::size_t number,
                                   const knowledge::Catalogue& catalogue) {
    const auto opened = open_line(line, number);
    if (!opened) return opened.error();
    const auto& [at, json, id] = *opened;
    if (!json.contains("kind"))
        return refused_line(id, {ErrorCode::bad_input, "kind missing", at + ":/kind",
                                 "say which question this is"});
    if (!json["kind"].is_string())
        return refused_line(
            id, {ErrorCode::bad_input, "kind is not a word", at + ":/kind", "write it in quotes"});
    const auto& name = json["kind"].get_ref<const std::string&>();
    const auto kind =
        std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind& k) { return k.name == name; });
    if (kind == kKinds.end()) return refused_line(id, unknown_kind(name, at + ":/kind"));
    if (!json.contains("input"))
        return refused_line(id, {ErrorCode::bad_input, "input missing", at + ":/input",
                                 "add the fields of this kind"});
    if (!json["input"].is_object())
        return refused_line(id, {ErrorCode::bad_input, "input is not an object", at + ":/input",
                                 "write it in braces"});

    BatchInput input{json["input"], at + ":/input"};
    OrderedJson output = kind->answer(input, catalogue);
    if (input.error()) return refused_line(id, *input.error());
    OrderedJson answer;
    answer["id"] = OrderedJson::parse(id.dump());
    answer["output"] = std::move(output);
    return {answer.dump(), true};
}

}  // namespace sinew::document
