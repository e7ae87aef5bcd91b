// Things of a clinic for tests of any store: made up, filled in every field, told apart by a number.
#pragma once

#include <sinew/clinic/store.hpp>

#include <string>

namespace sinew::store_test {

inline Id id_of(std::uint32_t number, std::uint8_t kind = 1) {
    Id id;
    id.bytes[0] = kind;
    for (std::size_t i = 0; i < 4; ++i)
        id.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
    return id;
}

inline Id person_of(std::uint32_t number) { return id_of(number, 0x50); }

inline Instant at(std::int64_t seconds) { return Instant{std::chrono::seconds{seconds}}; }
inline Day day_of(int days) { return Day{std::chrono::days{days}}; }

inline clinic::Document document_of(std::uint32_t number, std::uint32_t person = 1) {
    clinic::Document document;
    document.id = id_of(number);
    document.kind = clinic::DocumentKind::note;
    document.person = person_of(person);
    document.day = day_of(20'000 + static_cast<int>(number % 50));
    document.state = number % 2 == 0 ? "open" : "signed";
    document.body = "{\"text\":\"note " + std::to_string(number) + " of Maria Example\"}";
    document.recorded_at = at(1'700'000'000 + number);
    document.recorded_by = id_of(7, 0x60);
    return document;
}

inline clinic::KeptObservation observation_of(std::uint32_t number, std::uint32_t person = 1) {
    clinic::KeptObservation kept;
    kept.id = id_of(number, 0x30);
    kept.person = person_of(person);
    kept.said.outcome = number % 3 == 0 ? "craving" : "mood";
    kept.said.day = day_of(20'000 + static_cast<int>(number % 40));
    kept.said.second_of_day = 3600;
    kept.said.offset_min = 480;
    kept.said.value = number / 7.0;
    kept.said.moment = domain::WhenAsked::before;
    kept.said.bout = "morning";
    kept.said.practice = true;
    kept.recorded_at = at(1'700'000'000 + number);
    kept.recorded_by = id_of(7, 0x60);
    return kept;
}

inline clinic::Account account_of(std::uint32_t number, std::string login) {
    clinic::Account account;
    account.id = id_of(number, 0x60);
    account.role = clinic::Role::therapist;
    account.login = std::move(login);
    account.name = "Robin Example";
    account.password_hash = "$argon2id$made-up";
    account.pin_hash = "$argon2id$pin";
    account.totp_secret = "JBSWY3DPEHPK3PXP";
    account.totp_last_step = 57'000'000;
    account.state = clinic::AccountState::active;
    account.failures = 2;
    account.locked_until = at(1'700'000'100);
    account.created_at = at(1'700'000'000);
    return account;
}

inline clinic::WebSession session_of(std::string hash, const Id& account, std::int64_t expires) {
    return {std::move(hash), account, "csrf", at(1), at(2), at(expires), false, true};
}

inline clinic::KeptAnswer answer_of(const Id& account, std::string key, std::int64_t kept = 100) {
    return {account,          std::move(key),   "request-hash", 201,
            "Location: /x\n", "{\"answer\":1}", at(kept)};
}

inline clinic::AuditEntry entry_of(std::uint32_t number, std::uint32_t person = 1) {
    clinic::AuditEntry entry;
    entry.at = at(1'700'000'000 + number);
    entry.actor = id_of(7, 0x60);
    entry.role = "therapist";
    entry.action = "change.record";
    entry.person = person_of(person);
    entry.object = id_of(number);
    entry.reason = "typing slip";
    entry.authority = "consent";
    entry.device = "tablet 3";
    entry.detail = "{\"field\":\"/facts/sbp\",\"old\":140,\"new\":120}";
    return entry;
}

}  // namespace sinew::store_test
