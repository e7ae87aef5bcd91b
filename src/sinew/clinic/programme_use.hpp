// Programmes over time: prescribed by rule, proposed, then signed or declined by a professional; what is in force leads.
#pragma once

#include <sinew/clinic/kept_documents.hpp>
#include <sinew/document/programme_reader.hpp>

namespace sinew::clinic {

struct KeptProgramme {
    Document document;
    Json body;  ///< {answer, knowledge, record_version, decisions}
    [[nodiscard]] const Json& answer() const { return body.at("answer"); }
};

/// Screens the record as it stands, keeps that clearance, and keeps what `prescribe` answers: a proposal when training is
/// allowed, else "not_yet" with what is open.
/// @param start  first day; the centre's today without one
[[nodiscard]] Result<OrderedJson> prescribe_now(WriteStore& store, const Id& person,
                                                std::optional<Day> start, const Acting& acting);

struct SignedAs {
    bool sign = true;    ///< false: declined
    int version = 1;     ///< of the proposal that was read
    std::string reason;  ///< mandatory when declined
    std::string proved_by =
        {};  ///< password or one_time_code; demonstration in one. Empty signs nothing
};
/// What a signature without proof of its signer is told.
[[nodiscard]] Error not_proved();
/// The older programme in force is replaced. The signature names its signer, how they proved who they are, and the hash of what
/// was signed (CMP-024). @errors conflict: another version, nothing proposed, or training not allowed; bad_input without proof
[[nodiscard]] Result<OrderedJson> decide_programme(WriteStore& store, const Id& person,
                                                   const SignedAs& decision, const Acting& acting);

/// Staff see the newest proposal or what is in force, whichever came later; a person only what is signed.
/// @errors not_found
[[nodiscard]] Result<OrderedJson> programme_view(const ReadStore& store, const Id& person,
                                                 const Acting& acting);
/// What `programme_view` shows.
[[nodiscard]] Result<KeptProgramme> programme_shown(const ReadStore& store, const Id& person,
                                                    const Acting& acting);

[[nodiscard]] Result<std::optional<KeptProgramme>> programme_in_force(const ReadStore& store,
                                                                      const Id& person);
[[nodiscard]] Result<KeptProgramme> read_kept_programme(Document document);

/// The programme as a value, to be led and drawn. With the packs it was made with, and never adapted, it carries its
/// choices; otherwise it is read from its document.
[[nodiscard]] Result<document::ProgrammeDocument> programme_value(const KeptProgramme& kept,
                                                                  const Acting& acting);
/// The answer in the reader's words where that can be said again exactly; else as it was written.
[[nodiscard]] OrderedJson answer_for(const KeptProgramme& kept, const Acting& acting);

/// First day of the first week that asks for a new screening and begins after the day of the last one.
[[nodiscard]] std::optional<Day> rescreening_day(const Json& answer, Day decided_on);
[[nodiscard]] Result<std::optional<Day>> rescreening_day(const ReadStore& store, const Id& person,
                                                         Day decided_on);

enum class SheetKind : std::uint8_t { pdf, html, ics };
/// @errors not_found without a programme to print
[[nodiscard]] Result<std::string> programme_sheet(const ReadStore& store, const Id& person,
                                                  SheetKind kind, const Acting& acting);

}  // namespace sinew::clinic
