#include <sinew/figure/scene.hpp>

#include <array>

namespace sinew::figure {
namespace {

struct Colour {
    std::string_view name, light, dark;
};

/// The look of the house, measured for contrast (docs/methods/figures.md).
constexpr std::array<Colour, kInks> kColours{{
    {"paper", "#FBF8F3", "#12191B"},        {"card", "#FFFFFF", "#1B2427"},
    {"ink", "#1F2A2E", "#ECE7DD"},          {"soft", "#55646A", "#A9B4B3"},
    {"line", "#D9D3C7", "#33403F"},         {"pine", "#1F6F5C", "#6CC5A9"},
    {"clay", "#B4532A", "#F0A27C"},         {"sky", "#2B6C8F", "#8CC7E6"},
    {"amber", "#8A5A00", "#E8B84A"},        {"red", "#B3261E", "#FF8A80"},
    {"skin", "#D8A57F", "#D8A57F"},         {"skin-edge", "#9C6B4C", "#9C6B4C"},
    {"hair", "#3A2F2B", "#3A2F2B"},         {"jacket", "#F1E8D8", "#F1E8D8"},
    {"jacket-edge", "#8C7F68", "#8C7F68"},  {"jacket-far", "#DCCFB9", "#DCCFB9"},
    {"trousers", "#3F7F70", "#3F7F70"},     {"trousers-edge", "#24564B", "#24564B"},
    {"trousers-far", "#33695C", "#33695C"}, {"shoe", "#3B4448", "#3B4448"},
    {"wood", "#C9A477", "#C9A477"},         {"wood-edge", "#86643C", "#86643C"},
}};

}  // namespace

std::string_view colour_of(Ink ink, Theme theme) noexcept {
    const Colour& colour = kColours[static_cast<std::size_t>(ink)];
    return theme == Theme::light ? colour.light : colour.dark;
}

std::string_view name_of(Ink ink) noexcept { return kColours[static_cast<std::size_t>(ink)].name; }

}  // namespace sinew::figure
