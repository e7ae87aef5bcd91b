// The port of the clinic's memory: versioned documents, append-only observations, accounts, kept answers and the audit chain.
// Above it everything is plain; sealing at rest is the implementation's (docs/adr/0012).
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/base/result.hpp>
#include <sinew/base/time_ordered_id.hpp>
#include <sinew/domain/names.hpp>
#include <sinew/domain/observation.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::clinic {

enum class Role : std::uint8_t { person, therapist, clinician, researcher, administrator };

/// What a document is. The word is stored, not the number.
enum class DocumentKind : std::uint8_t {
    centre,            ///< one: name, numbers to call, languages, how long things are kept
    person,            ///< who somebody is: name, code, contact, languages, labels
    record,            ///< the clinical record, as `sinew schema record`
    clearance,         ///< a screening as it was decided: facts, rule-set hash, answer
    programme,         ///< an answer of `prescribe`, with its state: proposed, signed, replaced
    session_done,      ///< one session as it was done; `day` is its date
    adaptation,        ///< a proposed change of the week and what the professional did with it
    note,              ///< a staff member's note
    message,           ///< between a person and the staff
    coping_plan,       ///< triggers, signs and what helps, in the person's words
    consent,           ///< who may get what, for what purpose, until when
    disclosure,        ///< what left the centre, to whom, on which consent
    class_plan,        ///< a class: room, time, forms, size
    attendance,        ///< who was in a class; `day` is its date
    answers,           ///< to a questionnaire, with its score; `state` is the instrument
    team,              ///< of the centre: colleagues who treat together
    treating,          ///< of a person: the teams and colleagues that reach them
    emergency_access,  ///< somebody outside the team looked, for an hour, with a reason
    counselling_note,  ///< kept apart: sealed with a key of its own, in no export
};

/// One version of a document. `id` stays the same from version to version; versions count from 1.
struct Document {
    Id id{};
    int version = 1;
    DocumentKind kind = DocumentKind::note;
    std::optional<Id> person;  ///< nothing: of the centre
    std::optional<Day> day;    ///< the day it is about
    std::string state;         ///< a word of its kind, such as "signed"; may be empty
    std::string body;          ///< JSON
    Instant recorded_at{};
    std::optional<Id> recorded_by;  ///< account; nothing: the program itself
};

/// Newest versions only, unless `history`. Ordered by day (without a day first), then id, then version. Documents of an erased
/// person are not found.
struct DocumentQuery {
    std::optional<DocumentKind> kind;
    std::optional<Id> person;
    std::optional<std::string> state;
    std::optional<Day> from, to;  ///< `to` included
    std::optional<Id> id;
    bool history = false;
    std::optional<Id> after;  ///< page: documents whose id comes after this one; then ordered by id
    std::size_t limit = 0;    ///< 0 = all
};

/// A measurement or answer as it came in. Never changed: a correction is a new one that names the old.
struct KeptObservation {
    Id id{};
    Id person{};
    domain::Observation said;  ///< its `person` and `where` are empty here
    Instant recorded_at{};
    std::optional<Id> recorded_by;
    std::optional<Id> corrects;
    std::string reason;  ///< of a correction
};

/// Ordered by day, then id; with `after` by id alone.
struct ObservationQuery {
    std::optional<Id> person;
    std::optional<std::string> outcome;
    std::optional<Day> from, to;  ///< `to` included
    bool with_corrected = false;  ///< also those that a later row corrects
    std::optional<Id> after;
    std::size_t limit = 0;
};

enum class AccountState : std::uint8_t { invited, active, closed };

struct Account {
    Id id{};
    Role role = Role::person;
    std::string
        login;         ///< unique without regard to case; empty for one that enters by QR code only
    std::string name;  ///< as shown to colleagues
    std::optional<Id> person;         ///< whose account it is, for role person
    std::string password_hash;        ///< Argon2id text; empty = none yet
    std::string pin_hash;             ///< empty = none
    std::string totp_secret;          ///< empty = no second factor
    std::int64_t totp_last_step = 0;  ///< a code is good once
    AccountState state = AccountState::invited;
    int failures = 0;  ///< in a row
    Instant locked_until{};
    Instant created_at{};
};

/// A browser that came in. Only the hash of its token is kept.
struct WebSession {
    std::string token_hash;
    Id account{};
    std::string csrf;
    Instant created_at{}, seen_at{}, expires_at{};
    bool second_factor_done = true;
    bool pin_locked = false;
};

struct Invitation {
    std::string token_hash;
    Id account{};
    Instant expires_at{};
    bool used = false;
};

/// What an idempotency key was answered with.
struct KeptAnswer {
    Id account{};
    std::string key;
    std::string request_hash;  ///< the same key with another request is a conflict
    int status = 200;
    std::string headers;  ///< "Name: value\n" lines that belong to the answer
    std::string body;
    Instant kept_at{};
};

struct AuditEntry {
    std::int64_t sequence = 0;  ///< from 1, without gaps; set by the store
    Instant at{};
    std::optional<Id> actor;
    std::string role;    ///< of the actor at that moment
    std::string action;  ///< verb.object, such as "read.record"
    std::optional<Id> person;
    std::optional<Id> object;
    std::string reason;     ///< mandatory where something saved is changed
    std::string authority;  ///< consent or override it rests on
    std::string device;
    std::string detail;  ///< JSON of field, old, new; never a name
    /// Set by the store. `salt` and `digest` stand for reason and detail in the chain: when a person is erased, reason, detail and
    /// salt go, the digest stays, and the chain still holds (clinic/audit_chain.hpp).
    std::string salt, digest;
    std::string previous_hash, hash;  ///< set by the store
};

/// One consistent view. Everything may fail with `storage`.
class ReadStore {
public:
    virtual ~ReadStore() = default;
    [[nodiscard]] virtual Result<std::optional<Document>> document(const Id& id) const = 0;
    [[nodiscard]] virtual Result<std::vector<Document>> documents(const DocumentQuery&) const = 0;
    [[nodiscard]] virtual Result<std::vector<KeptObservation>> observations(
        const ObservationQuery&) const = 0;
    [[nodiscard]] virtual Result<std::optional<Account>> account(const Id& id) const = 0;
    [[nodiscard]] virtual Result<std::optional<Account>> account_of_login(
        std::string_view login) const = 0;
    [[nodiscard]] virtual Result<std::vector<Account>> accounts() const = 0;
    [[nodiscard]] virtual Result<std::optional<WebSession>> session(
        std::string_view token_hash) const = 0;
    [[nodiscard]] virtual Result<std::optional<Invitation>> invitation(
        std::string_view token_hash) const = 0;
    [[nodiscard]] virtual Result<std::optional<KeptAnswer>> kept_answer(
        const Id& account, std::string_view key) const = 0;
    /// Ascending by sequence, from `from`.
    [[nodiscard]] virtual Result<std::vector<AuditEntry>> audit(std::int64_t from,
                                                                std::size_t limit) const = 0;
};

/// Inside one request's savepoint: all of it is kept, or none.
class WriteStore : public ReadStore {
public:
    /// @errors conflict when the id is there already; not_found when the person was erased
    virtual Result<void> add(const Document& first) = 0;
    /// Adds version `next.version`, which must be the newest plus one, of the same kind and person. The older ones stay.
    /// @errors conflict when somebody else was first; not_found
    virtual Result<void> replace(const Document& next) = 0;
    /// @errors conflict when the id is there already (a resent entry: compare, then answer as before), or when what it corrects
    /// was corrected before; not_found when what it corrects is not there or of another person, or when the person was erased
    virtual Result<void> add(const KeptObservation&) = 0;
    /// Adds, or changes the one of that id. @errors conflict when another account has this login
    virtual Result<void> put(const Account&) = 0;
    virtual Result<void> put(const WebSession&) = 0;
    virtual Result<void> end_session(std::string_view token_hash) = 0;
    virtual Result<void> end_sessions_of(const Id& account) = 0;
    virtual Result<void> put(const Invitation&) = 0;
    /// @errors conflict when this account's key was answered before
    virtual Result<void> keep(const KeptAnswer&) = 0;
    virtual Result<void> append(const AuditEntry&) = 0;
    /// Destroys the person's key: bodies become unreadable for ever; observations stay, under an id that names nobody, without
    /// their reasons. The person's accounts are closed and lose login, name and secrets; their sessions end. Kept answers of colleagues,
    /// which may be about the person, go. Again: nothing happens.
    virtual Result<void> erase_person(const Id& person) = 0;
    /// Drops sessions, invitations and kept answers whose time is over.
    virtual Result<void> sweep(Instant now, Instant answers_before) = 0;
};

/// `what` of the storage error when too many writes or readers wait: try again in a moment.
inline constexpr std::string_view kTooBusy = "too busy";

/// The clinic's memory. Safe to call from any thread.
class Store {
public:
    using Work = std::function<Result<void>(WriteStore&)>;
    using Done = std::function<void(Result<void>)>;

    virtual ~Store() = default;
    /// A view of what is committed; waits for a free reader.
    [[nodiscard]] virtual Result<std::unique_ptr<const ReadStore>> snapshot() = 0;
    /// Runs `work` on the writer in its own savepoint; a returned error undoes it alone. `done` is called once, from the
    /// store's thread, after the commit that holds it is on the disk, or with the reason why it is not. When too many writes
    /// wait (kTooBusy) or the store is closing, `done` is called at once, from the caller's thread, and `work` never runs.
    virtual void write(Work work, Done done) = 0;
    /// The same, waiting. Not from the store's threads.
    Result<void> write_and_wait(Work work);
    /// Writes waiting for the writer, for back-pressure.
    [[nodiscard]] virtual std::size_t waiting() const noexcept = 0;
    /// Commits on the disk since it was opened, each of them one fsync.
    [[nodiscard]] virtual std::uint64_t commits() const noexcept { return 0; }
    /// Copies the whole store to a new file while it is in use.
    virtual Result<void> backup(const std::string& file) = 0;
    /// @errors storage with what does not fit, when the file is damaged
    virtual Result<void> check_integrity() = 0;
};

}  // namespace sinew::clinic

namespace sinew::domain {
template <>
struct Names<clinic::Role> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"person", "therapist", "clinician", "researcher", "administrator"});
};
template <>
struct Names<clinic::DocumentKind> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"centre", "person", "record", "clearance", "programme", "session_done", "adaptation",
         "note", "message", "coping_plan", "consent", "disclosure", "class_plan", "attendance",
         "answers", "team", "treating", "emergency_access", "counselling_note"});
};
template <>
struct Names<clinic::AccountState> {
    static constexpr auto all = std::to_array<std::string_view>({"invited", "active", "closed"});
};
}  // namespace sinew::domain
