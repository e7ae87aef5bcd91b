#include <sinew/domain/names.hpp>

#include <cctype>

namespace sinew::domain {
namespace {

bool has_word(std::string_view text, std::string_view word) noexcept {
    const auto letter = [&](std::size_t i) {
        return i < text.size() && std::isalpha(static_cast<unsigned char>(text[i]));
    };
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + 1))
        if ((at == 0 || !letter(at - 1)) && !letter(at + word.size())) return true;
    return false;
}

}  // namespace

Status weakest_status(std::string_view text) noexcept {
    if (has_word(text, "NA")) return Status::NA;
    if (has_word(text, "ours") || has_word(text, "design")) return Status::ours;
    if (has_word(text, "recalled") || has_word(text, "standard of care")) return Status::recalled;
    return has_word(text, "read") ? Status::read : Status::NA;
}

}  // namespace sinew::domain
