// sinew account: what an administrator can do at the terminal while the clinic is closed.
#include <sinew/base/clock.hpp>
#include <sinew/cli/clinic_folder.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/public_address.hpp>
#include <sinew/server/identity.hpp>

namespace sinew::cli {
namespace {

Result<std::unique_ptr<clinic::Store>> open_clinic(const Call& call) {
    SINEW_TRY(const store::Options where, clinic_in(call));
    return store::open_sqlite_store(where);
}

Result<server::ServerSettings> settings_of(const Call& call) {
    server::ServerSettings settings;
    if (const auto told = call.text("public-url")) {
        SINEW_TRY(PublicAddress address, read_public_address(*told));
        settings.public_url = std::move(address.url);
    }
    return settings;
}

clinic::AuditEntry entry_of(std::string action, const Id& account) {
    clinic::AuditEntry entry;
    entry.at = clock_now();
    entry.action = std::move(action);
    entry.object = account;
    entry.role = "terminal";
    entry.device = "terminal";
    return entry;
}

void say_invited(Call& call, const server::Invited& invited, const Id& account) {
    if (call.settings.json) {
        call.out.line(server::invitation_json(invited, account).dump());
        return;
    }
    call.out.line(call.out.inked(invited.url, Ink::accent));
    call.out.line("Good once, until " + instant_text(invited.expires_at) + ".");
}

/// Writes one change and tells its link.
Exit change(Call& call,
            const std::function<Result<clinic::Account>(clinic::WriteStore&, Instant)>& find,
            const std::string& action) {
    const auto settings = settings_of(call);
    if (!settings) return refuse(call, settings.error());
    auto store = open_clinic(call);
    if (!store) return refuse(call, store.error());
    server::Invited invited;
    Id id;
    const auto done = (*store)->write_and_wait([&](clinic::WriteStore& to) -> Result<void> {
        const Instant now = clock_now();
        SINEW_TRY(const clinic::Account account, find(to, now));
        SINEW_TRY(invited, server::invite(to, account, *settings, now));
        id = account.id;
        return to.append(entry_of(action, id));
    });
    if (!done) return refuse(call, done.error());
    say_invited(call, invited, id);
    return Exit::answered;
}

Exit run_invite(Call& call) {
    const auto role = domain::named<clinic::Role>(call.text("role").value_or("therapist"));
    const std::string name = call.text("name").value_or(call.arguments().front());
    if (!role || *role == clinic::Role::person)
        return refuse(call, {ErrorCode::bad_input, "is no role of staff", "--role",
                             "use one of: therapist, clinician, researcher, administrator"});
    return change(
        call,
        [&](clinic::WriteStore& store, Instant now) {
            return server::new_account(store, *role, name, call.arguments().front(), now);
        },
        "create.account");
}

Exit run_reset(Call& call) {
    return change(
        call,
        [&](clinic::WriteStore& store, Instant) -> Result<clinic::Account> {
            SINEW_TRY(auto account,
                      store.account_of_login(server::plain_login(call.arguments().front())));
            if (!account)
                return fail({ErrorCode::not_found, "no account has this login", "LOGIN",
                             "see: sinew account list"});
            // A lost telephone locks out as surely as a lost password.
            account->totp_secret.clear();
            account->failures = 0;
            account->locked_until = {};
            if (const auto put = store.put(*account); !put) return fail(put.error());
            return *std::move(account);
        },
        "reset.account");
}

Exit run_list(Call& call) {
    auto store = open_clinic(call);
    if (!store) return refuse(call, store.error());
    const auto view = (*store)->snapshot();
    if (!view) return refuse(call, view.error());
    const auto accounts = (*view)->accounts();
    if (!accounts) return refuse(call, accounts.error());
    OrderedJson list = OrderedJson::array();
    for (const clinic::Account& account : *accounts) {
        if (account.role == clinic::Role::person) continue;
        list.push_back(server::account_json(account, clock_now()));
        if (!call.settings.json)
            call.out.line(account.login + "  " + std::string{domain::name_of(account.role)} + "  " +
                          std::string{domain::name_of(account.state)} + "  " + account.name);
    }
    if (call.settings.json) call.out.line(list.dump(2));
    if (!call.settings.json && list.empty())
        call.out.line("No staff account yet: `sinew serve` shows the code for the first one.");
    return Exit::answered;
}

const std::vector<OptionSpec>& place_options() {
    static const std::vector<OptionSpec> kOptions{
        data_option(),
        {"key-file",
         "FILE",
         "the key of the database (FOLDER/key/clinic.key)",
         {},
         Completes::file}};
    return kOptions;
}

std::vector<OptionSpec> with_place(std::vector<OptionSpec> options) {
    options.insert(options.end(), place_options().begin(), place_options().end());
    return options;
}

}  // namespace

CommandSpec account_command() {
    const OptionSpec url{"public-url", "URL", "the address people use (http://127.0.0.1:8080)"};
    const ArgumentSpec login{"LOGIN", "the word the colleague comes in with", true,
                             Completes::nothing};
    return {.name = "account",
            .summary = "invite staff, or let somebody in again, at the terminal",
            .about =
                "For the administrator at the machine itself, while `sinew serve` is closed: one "
                "program at a time works on a clinic's file. In the browser the same is under "
                "accounts. Every change is in the audit log.",
            .commands = {
                {.name = "invite",
                 .summary = "make an account and print its invitation link",
                 .about = "The link is good once, for a week.",
                 .arguments = {login},
                 .options = with_place({{"role",
                                         "ROLE",
                                         "therapist, clinician, researcher or administrator "
                                         "(therapist)",
                                         {"therapist", "clinician", "researcher", "administrator"}},
                                        {"name", "NAME", "as shown to colleagues (the login)"},
                                        url}),
                 .examples = {{"sinew account invite lin --role clinician", "a link for a doctor"}},
                 .run = run_invite},
                {.name = "reset",
                 .summary = "a new invitation for somebody who cannot come in",
                 .about = "Takes away the second factor and the lock; the link sets a new password "
                          "and ends every session of the account.",
                 .arguments = {login},
                 .options = with_place({url}),
                 .examples = {{"sinew account reset lin", "a link that sets a new password"}},
                 .run = run_reset},
                {.name = "list",
                 .summary = "the accounts of staff",
                 .about = "Accounts of people in treatment are not listed.",
                 .options = with_place({}),
                 .examples = {{"sinew account list --json", "for machines"}},
                 .run = run_list}}};
}

}  // namespace sinew::cli
