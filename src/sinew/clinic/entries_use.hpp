// Check-ins as they come in from a phone: one or many, late, twice, in any order; each kept once or refused by itself.
#pragma once

#include <sinew/clinic/kept_documents.hpp>
#include <sinew/clinic/phone_time.hpp>

#include <variant>

namespace sinew::clinic {

struct ObservationSaid {
    domain::Observation said;
    std::optional<Id> corrects;
    std::string reason;
};
struct SessionSaid {
    OrderedJson body;  ///< as the contract writes session_done
    std::vector<std::string> stop_signs;
};
struct AnswersSaid {
    std::string instrument;
    Json answers;  ///< by the names of its questions
    Json input;    ///< as the scorer takes them
};

/// One entry, read and inside its bounds.
struct EntrySaid {
    Id id{};
    PhoneTime time;
    std::variant<ObservationSaid, SessionSaid, AnswersSaid> what;
};
/// @errors every fault of this entry
[[nodiscard]] Checked<EntrySaid> read_entry(const Json& json, const std::string& at,
                                            const knowledge::Catalogue& catalogue);

struct EntryKept {
    std::string id;              ///< as sent, that the phone can clear its queue
    std::string state;           ///< kept, already_kept, refused
    std::optional<Error> fault;  ///< of a refused one
    std::string say;             ///< for the person; empty = nothing to say
};

/// One of a batch as it came: read, or every fault of it.
struct EntryRead {
    std::string id;  ///< as sent; empty where there was none
    Checked<EntrySaid> said;
};
/// Needs no store: a batch is read before the writer is asked.
/// @errors not a list of 1 to 200
[[nodiscard]] Result<std::vector<EntryRead>> read_entries(const Json& entries,
                                                          const knowledge::Catalogue& catalogue);

/// Keeps a batch in one step. An id that is there already with the same content is `already_kept`; with other content, or of
/// somebody else, it is refused. Values outside their ranges are refused one by one; the others stand.
[[nodiscard]] Result<std::vector<EntryKept>> keep_entries(WriteStore& store, const Id& person,
                                                          const std::vector<EntryRead>& entries,
                                                          const Acting& acting);
/// Shape: Entries of the contract.
[[nodiscard]] OrderedJson entries_json(const std::vector<EntryKept>& kept);

/// What was entered, by id. Shape: {entries, next} of the contract.
[[nodiscard]] Result<OrderedJson> entries_view(const ReadStore& store, const Id& person,
                                               std::optional<Day> from, std::optional<Day> to,
                                               std::optional<Id> after, std::size_t limit);

/// The id of a score that follows from an entry: the same entry and outcome give the same id.
[[nodiscard]] Id derived_id(const Id& entry, std::string_view outcome);

/// Whether a stop sign ends training until somebody has looked: the pack says stop_now or refer_first.
[[nodiscard]] bool is_grave_sign(std::string_view session_rule,
                                 const knowledge::Catalogue& catalogue);

}  // namespace sinew::clinic
