// Reads an answer of kind programme back: the programme, the record it was made from, and what became of it since.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/adapt_use.hpp>
#include <sinew/domain/as_of.hpp>
#include <sinew/domain/programme.hpp>
#include <sinew/domain/record.hpp>
#include <sinew/knowledge/catalogue.hpp>

#include <string>
#include <vector>

namespace sinew::document {

struct ProgrammeDocument {
    domain::AsOf as_of{};  ///< the moment the record was judged at
    domain::Record record;
    domain::Programme
        programme;  ///< without `choices`; `catalogue_hash` is that of the packs it was made with
    domain::Language language = domain::Language::en;
    domain::Framing framing = domain::Framing::secular;
    bool other_knowledge =
        false;  ///< made with other knowledge packs than `catalogue`: to be reported, not refused
    Json choices = Json::array();  ///< as written, for `explain`
    Json adaptations =
        Json::array();  ///< as written, oldest first; decided by earlier runs of `adapt`
    std::vector<care::DecidedWeek> decided;  ///< the same, as far as the next decision needs it
};

/// What to say when `other_knowledge` holds.
[[nodiscard]] std::string other_knowledge_text(const ProgrammeDocument& document,
                                               const knowledge::Catalogue& catalogue);

/// The clearance is not taken from the document but screened anew from its record: the packs at hand have the last word.
/// @param name  what the document is called in fault places, such as "programme.json"
/// @errors every fault at once, each with its JSON pointer and remedy; conflict when the document holds no programme, or
///         when its own record no longer allows training by the packs at hand
[[nodiscard]] Checked<ProgrammeDocument> read_programme(const Json& json, const std::string& name,
                                                        const knowledge::Catalogue& catalogue);

}  // namespace sinew::document
