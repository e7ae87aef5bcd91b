#include <sinew/base/text.hpp>
#include <sinew/care/forecast_links.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace sinew::care {
namespace {

constexpr std::array<std::string_view, 5> kMechanisticStates{"V", "L", "N", "R", "Q"};

bool names(std::string_view word, const knowledge::ModelLink& link) {
    if (word == "hypotheses") return link.grade == knowledge::LinkGrade::H;
    if (word == "mechanistic")
        return std::any_of(
            kMechanisticStates.begin(), kMechanisticStates.end(),
            [&](std::string_view state) { return link.from == state || link.to == state; });
    return word == link.id || word == link.mechanism || word == link.from || word == link.to;
}

Error nothing_named(const std::string& word, std::span<const knowledge::ModelLink> links) {
    std::set<std::string> known{"hypotheses", "mechanistic"};
    for (const knowledge::ModelLink& link : links) known.insert(link.mechanism);
    const std::vector<std::string> listed{known.begin(), known.end()};
    for (const knowledge::ModelLink& link : links) known.insert({link.id, link.from, link.to});
    const auto near = nearest_word(word, std::vector<std::string>{known.begin(), known.end()});
    return {ErrorCode::not_found, "no link, mechanism or state of the model: " + word, "--without",
            (near ? "did you mean " + *near + "? " : std::string{}) +
                "A link of `sinew model links`, a state of it, or one of: " + join(listed, ", ")};
}

}  // namespace

Result<model::Links> links_named(std::span<const std::string> words,
                                 std::span<const knowledge::ModelLink> links) {
    for (const std::string& word : words)
        if (std::none_of(links.begin(), links.end(),
                         [&](const auto& link) { return names(word, link); }))
            return fail(nothing_named(word, links));
    model::Links named;
    for (const knowledge::ModelLink& link : links)
        if (std::any_of(words.begin(), words.end(),
                        [&](const std::string& word) { return names(word, link); }))
            named.push_back(&link);
    return named;
}

}  // namespace sinew::care
