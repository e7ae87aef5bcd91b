// Who does something in the clinic, when, in whose words, and with which knowledge: what every use case is handed.
#pragma once

#include <sinew/clinic/store.hpp>
#include <sinew/knowledge/catalogue.hpp>

#include <functional>
#include <string>

namespace sinew::clinic {

/// Gives ids that sort by time. From the operating system's randomness in the service, from a named seed in a demonstration.
using NewId = std::function<Id()>;

/// Holds by value what the writer needs later; the catalogue outlives every request.
struct Acting {
    const knowledge::Catalogue* catalogue = nullptr;
    Id account{};
    Role role = Role::person;
    std::optional<Id> person;  ///< of role person: whose account it is
    std::string name;          ///< as shown to colleagues
    Instant now{};             ///< of the centre's clock, UTC
    Day today{};               ///< the centre's own day
    domain::Language language = domain::Language::en;
    domain::Framing framing = domain::Framing::secular;
    NewId new_id;

    [[nodiscard]] const knowledge::Catalogue& packs() const noexcept { return *catalogue; }
    [[nodiscard]] knowledge::Words words() const { return catalogue->words(language, framing); }
    [[nodiscard]] bool staff() const noexcept { return role != Role::person; }
};

/// The parts of the packs that a clinic works with: all of them.
[[nodiscard]] knowledge::Parts parts_of_clinic();

}  // namespace sinew::clinic
