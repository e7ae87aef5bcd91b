#include <sinew/base/json_pointer.hpp>
#include <sinew/base/text.hpp>

namespace sinew {

std::string escaped(std::string_view token) {
    std::string text;
    for (const char c : token) {
        if (c == '~')
            text += "~0";
        else if (c == '/')
            text += "~1";
        else
            text += c;
    }
    return text;
}

Result<std::vector<std::string>> pointer_tokens(std::string_view pointer) {
    std::vector<std::string> tokens;
    if (pointer.empty()) return tokens;
    if (pointer.front() != '/')
        return fail({ErrorCode::bad_input, "a pointer begins with a slash", std::string{pointer},
                     "write it like /weeks/0/days/2"});
    for (const std::string_view part : split(pointer.substr(1), '/')) {
        std::string token;
        for (std::size_t i = 0; i < part.size(); ++i) {
            if (part[i] == '~' && i + 1 < part.size() && (part[i + 1] == '0' || part[i + 1] == '1'))
                token += part[++i] == '0' ? '~' : '/';
            else
                token += part[i];
        }
        tokens.push_back(std::move(token));
    }
    return tokens;
}

Result<const Json*> value_at(const Json& document, std::string_view pointer) {
    SINEW_TRY(const auto tokens, pointer_tokens(pointer));
    const Json* here = &document;
    std::string walked;
    for (const std::string& token : tokens) {
        const Json* next = nullptr;
        std::string hint;
        if (here->is_object()) {
            if (const auto it = here->find(token); it != here->end()) next = &*it;
            std::vector<std::string> keys;
            for (const auto& [key, value] : here->items()) keys.push_back(key);
            hint = "there is: " + join(keys, ", ");
        } else if (here->is_array()) {
            const auto index = parse_number(token);
            if (index && *index >= 0 && *index < static_cast<double>(here->size()) &&
                token.find_first_not_of("0123456789") == std::string::npos)
                next = &(*here)[static_cast<std::size_t>(*index)];
            hint = here->empty() ? "this list is empty"
                                 : "counted from 0 to " + std::to_string(here->size() - 1);
        } else {
            hint = "the path ends at " + (walked.empty() ? std::string{"the root"} : walked);
        }
        if (next == nullptr)
            return fail({ErrorCode::not_found, "nothing stands at this place",
                         walked + "/" + escaped(token), hint});
        walked += "/" + escaped(token);
        here = next;
    }
    return here;
}

}  // namespace sinew
