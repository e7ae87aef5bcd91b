#include <sinew/base/text.hpp>
#include <sinew/fhir/resource.hpp>

namespace sinew::fhir {

const Json& member(const Json& json, std::string_view key) {
    static const Json kNothing;
    if (!json.is_object()) return kNothing;
    const auto found = json.find(key);
    return found == json.end() ? kNothing : *found;
}

std::string text_at(const Json& json, std::initializer_list<std::string_view> path) {
    const Json* here = &json;
    for (const std::string_view key : path) here = &member(*here, key);
    return here->is_string() ? here->get<std::string>() : std::string{};
}

std::vector<const Json*> elements(const Json& json) {
    std::vector<const Json*> list;
    if (json.is_array())
        for (const Json& element : json) list.push_back(&element);
    else if (!json.is_null())
        list.push_back(&json);
    return list;
}

std::vector<Coding> codings_of(const Json& concept_json) {
    std::vector<Coding> list;
    for (const Json* coding : elements(member(concept_json, "coding"))) {
        Coding found{text_at(*coding, {"system"}), text_at(*coding, {"code"}),
                     shown(text_at(*coding, {"display"}))};
        if (!found.code.empty()) list.push_back(std::move(found));
    }
    if (list.empty())
        if (const std::string text = text_at(concept_json, {"text"}); !text.empty())
            list.push_back({"", "", shown(text)});
    return list;
}

bool has_code(const Json& concept_json, std::initializer_list<std::string_view> codes) {
    for (const Json* coding : elements(member(concept_json, "coding"))) {
        const Json& code = member(*coding, "code");
        if (!code.is_string()) continue;
        for (const std::string_view wanted : codes)
            if (code.get_ref<const std::string&>() == wanted) return true;
    }
    return false;
}

std::optional<Moment> date_of(const Json& resource, std::initializer_list<std::string_view> paths) {
    for (const std::string_view path : paths) {
        const Json* here = &resource;
        for (const std::string_view key : split(path, '/')) here = &member(*here, key);
        if (!here->is_string()) continue;
        if (const auto moment = read_moment(here->get_ref<const std::string&>())) return *moment;
    }
    return std::nullopt;
}

std::string shown(std::string_view text) {
    constexpr std::size_t kLongest = 120;
    text = text.substr(0, kLongest);
    while (!text.empty() && !valid_utf8(text)) text.remove_suffix(1);
    std::string clean;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        // C1 controls (U+0080 to U+009F) are two bytes and can steer a terminal as well.
        const bool c1 =
            byte == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0;
        if (c1) ++at;
        if (c1 || byte < 0x20 || byte == 0x7F)
            clean += ' ';
        else
            clean += text[at];
    }
    return std::string{trim(clean)};
}

}  // namespace sinew::fhir
