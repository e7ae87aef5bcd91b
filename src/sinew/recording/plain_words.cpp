#include <sinew/recording/plain_words.hpp>

#include <sinew/base/text.hpp>

namespace sinew::recording {

std::string plain_words(std::string_view text, std::size_t longest) {
    if (!valid_utf8(text)) return {};
    std::string out;
    for (const char c : trim(text)) {
        const auto byte = static_cast<unsigned char>(c);
        const bool starts_character = (byte & 0xC0U) != 0x80;
        if (starts_character && out.size() >= longest) break;
        out += byte < 0x20 || byte == 0x7F ? ' ' : c;
    }
    return out;
}

std::string plain_lower(std::string_view text, std::size_t longest) {
    std::string out = plain_words(text, longest);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::string counted(std::size_t number, std::string_view thing) {
    return std::to_string(number) + " " + std::string{thing} + (number == 1 ? "" : "s");
}

}  // namespace sinew::recording
