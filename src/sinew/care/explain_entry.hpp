// One function a kind of pack entry; each answers nothing when the id is not of its kind.
#pragma once

#include <sinew/care/explain.hpp>

namespace sinew::care {

/// What every explainer needs at hand.
struct Explaining {
    const knowledge::Catalogue& catalogue;
    const knowledge::Words& words;

    /// Adds a part when there is anything to say.
    void add(Explained& to, std::string_view key, std::string_view label_key,
             std::vector<std::string> lines) const;
    void add(Explained& to, std::string_view key, std::string_view label_key,
             std::string line) const;
    /// The text of a key when the pack has it; the plain text otherwise.
    [[nodiscard]] std::string text_or(const std::string& key, const std::string& plain) const;
    void add_sources(Explained& to, const std::vector<std::string>& keys) const;
    /// "name: words" of each member of a set, from the keys prefix + name.
    template <class Enum>
    [[nodiscard]] std::vector<std::string> words_of(domain::EnumSet<Enum> set,
                                                    const std::string& prefix) const {
        std::vector<std::string> list;
        for (const Enum value : domain::values_of<Enum>())
            if (set.has(value))
                list.push_back(text_or(prefix + std::string{domain::name_of(value)},
                                       std::string{domain::name_of(value)}));
        return list;
    }
};

[[nodiscard]] std::optional<Explained> explain_screening_rule(std::string_view id,
                                                              const Explaining& with);
[[nodiscard]] std::optional<Explained> explain_session_rule(std::string_view id,
                                                            const Explaining& with);
[[nodiscard]] std::optional<Explained> explain_prescription_rule(std::string_view id,
                                                                 const Explaining& with);
[[nodiscard]] std::optional<Explained> explain_fact(std::string_view id, const Explaining& with);
[[nodiscard]] std::optional<Explained> explain_form(std::string_view id, const Explaining& with);
[[nodiscard]] std::optional<Explained> explain_exercise(std::string_view id,
                                                        const Explaining& with);
[[nodiscard]] std::optional<Explained> explain_tag(std::string_view id, const Explaining& with);
[[nodiscard]] std::optional<Explained> explain_choice(std::string_view id, const Explaining& with);
[[nodiscard]] std::optional<Explained> explain_citation(std::string_view id,
                                                        const Explaining& with);
[[nodiscard]] std::optional<Explained> explain_word(std::string_view id, const Explaining& with);

}  // namespace sinew::care
