#include <sinew/base/calendar.hpp>
#include <sinew/base/clock.hpp>
#include <sinew/cli/audit_affected.hpp>
#include <sinew/cli/clinic_folder.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/clinic/affected.hpp>
#include <sinew/server/identity.hpp>
#include <sinew/store/upkeep.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace sinew::cli {
namespace {

struct Asked {
    clinic::AffectedQuestion question;
    Instant known{};
};

/// The first second of the option's moment, or the one after its last; faults at "--name".
std::optional<Instant> moment(const Call& call, const char* option, bool after, Faults& faults) {
    const auto text = call.text(option);
    if (!text) return {};
    const auto read = read_moment(*text, std::string{"--"} + option);
    if (!read) {
        faults.add(read.error());
        return {};
    }
    return after && !read->has_time ? read->latest : read->earliest;
}

Checked<Asked> asked_by(const Call& call, const store::Options& options) {
    Asked asked;
    Faults faults;
    asked.question.device = call.text("device");
    if (const auto from = moment(call, "from", false, faults)) asked.question.from = *from;
    if (const auto until = moment(call, "until", true, faults)) asked.question.until = *until;
    asked.known = moment(call, "known", false, faults).value_or(clock_now());
    if (asked.question.from >= asked.question.until)
        faults.add(ErrorCode::bad_input, "--until", "lies before --from", "exchange the two");
    if (const auto login = call.text("account")) {
        if (auto id = read_id(*login))
            asked.question.actor = *id;
        else if (auto named = store::account_named(options, server::plain_login(*login)))
            asked.question.actor = *named;
        else
            faults.add(named.error());
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return asked;
}

OrderedJson affected_json(const clinic::Affected& found, const std::vector<std::string>& codes,
                          const std::vector<clinic::BreachDeadline>& deadlines, Instant known) {
    OrderedJson people = OrderedJson::array(), tell = OrderedJson::array();
    for (std::size_t i = 0; i < found.people.size(); ++i) {
        const auto& one = found.people[i];
        people.push_back(
            {{"id", id_text(one.person)},
             {"code", codes[i]},
             {"looks", one.looks},
             {"changes", one.changes},
             {"disclosures", one.disclosures},
             {"first", one.actions.empty() ? OrderedJson{} : OrderedJson(instant_text(one.first))},
             {"last", one.actions.empty() ? OrderedJson{} : OrderedJson(instant_text(one.last))},
             {"actions", one.actions}});
    }
    for (const auto& one : deadlines)
        tell.push_back({{"law", one.clock.law},
                        {"to_whom", one.clock.to_whom},
                        {"hours", one.clock.hours},
                        {"until", instant_text(one.until)},
                        {"source", one.clock.source},
                        {"status", one.clock.status},
                        {"note", one.clock.note}});
    return {{"entries", found.entries},
            {"people", std::move(people)},
            {"lists_that_name_nobody", found.lists},
            {"known", instant_text(known)},
            {"to_be_told", std::move(tell)}};
}

void say(Call& call, const clinic::Affected& found, const std::vector<std::string>& codes,
         const std::vector<clinic::BreachDeadline>& deadlines, Instant known) {
    call.out.line(call.out.inked(fmt::format("{} {} touched", found.people.size(),
                                             found.people.size() == 1 ? "person" : "people"),
                                 Ink::accent) +
                  fmt::format(", by {} entries of the log", found.entries));
    if (!found.people.empty())
        call.out.line(fmt::format("\n{:<14} {:>6} {:>8} {:>10}   {:<21} {}", "code", "looks",
                                  "changes", "passed on", "first", "last"));
    for (std::size_t i = 0; i < found.people.size(); ++i) {
        const auto& one = found.people[i];
        call.out.line(fmt::format("{:<14} {:>6} {:>8} {:>10}   {:<21} {}", codes[i], one.looks,
                                  one.changes, one.disclosures,
                                  one.actions.empty() ? "never opened" : instant_text(one.first),
                                  one.actions.empty() ? "" : instant_text(one.last)));
        if (!one.actions.empty()) call.out.line(fmt::format("  {}", fmt::join(one.actions, ", ")));
    }
    if (!found.lists.empty()) {
        call.out.line("");
        for (const auto& [action, times] : found.lists)
            call.out.line(fmt::format("{} {} times: the log does not say who stood in that list",
                                      action, times));
        call.out.line("Count everybody as seen whom that account could reach then.");
    }
    call.out.line("\nTo be told, counted from " + instant_text(known) + ":");
    for (const auto& one : deadlines)
        call.out.line(fmt::format("  {:<20}  {} – {} ({}; {}: {})",
                                  one.clock.hours == 0 ? "at once" : instant_text(one.until),
                                  one.clock.law, one.clock.to_whom, one.clock.note,
                                  one.clock.source, one.clock.status));
    call.out.line("Which of these laws holds for your centre is for a lawyer to say.");
}

Exit run_affected(Call& call) {
    const auto options = clinic_in(call);
    if (!options) return refuse(call, options.error());
    const auto asked = asked_by(call, *options);
    if (!asked) return refuse(call, asked.error());
    const auto deadlines = clinic::breach_deadlines(packs_of(call.settings), asked->known);
    if (!deadlines) return refuse(call, deadlines.error());
    clinic::Affected found{asked->question};
    const auto done = store::each_audit_entry(*options, 1, [&](const clinic::AuditEntry& entry) {
        found.take(entry);
        return true;
    });
    if (!done) return refuse(call, done.error());
    const auto known_people = store::codes_of_people(*options);
    if (!known_people) return refuse(call, known_people.error());
    // Whoever has the file has also those whom nobody ever opened.
    const auto& question = asked->question;
    if (!question.actor && !question.device && question.until == Instant::max())
        for (const auto& [id, code] : *known_people) found.add(id);
    std::vector<std::string> codes;
    for (const auto& one : found.people) {
        const auto at = known_people->find(one.person);
        codes.push_back(at == known_people->end() ? "(erased)" : at->second);
    }
    if (call.settings.json)
        call.out.line(affected_json(found, codes, *deadlines, asked->known).dump(2));
    else
        say(call, found, codes, *deadlines, asked->known);
    return Exit::answered;
}

}  // namespace

CommandSpec audit_affected_command() {
    return {
        .name = "affected",
        .summary = "whom a breach touches: who was looked at, changed or passed on, by code",
        .about =
            "For the day a password, a tablet or a colleague turns out not to be trusted: "
            "everybody "
            "whose data that account or device reached in a span of time, and by when whom the law "
            "wants told. Only reads, and may run while the service works. Whoever holds a copy of "
            "the file with its key has everybody: ask without --account and --device.",
        .options = {data_option(),
                    {"account", "LOGIN", "only what this account did (everybody's)"},
                    {"device", "TEXT", "only from this device, as the log writes it"},
                    {"from", "WHEN", "from this day or moment on (the beginning)"},
                    {"until", "WHEN", "up to this moment, or to the end of this day"},
                    {"known", "WHEN", "when the breach became known (now)"}},
        .examples = {{"sinew audit affected --account lin --from 2026-11-20",
                      "a password that was lost on that day"},
                     {"sinew audit affected --json > affected.json",
                      "everybody: a copy of the clinic and its key is gone"}},
        .run = run_affected};
}

}  // namespace sinew::cli
