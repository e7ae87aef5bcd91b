// What all handlers share: the store, the packs, the clock, the settings, and what is kept warm between requests.
#pragma once

#include <sinew/care/knowledge_use.hpp>
#include <sinew/clinic/acting.hpp>
#include <sinew/clinic/caseload_use.hpp>
#include <sinew/clinic/store.hpp>
#include <sinew/server/login_guard.hpp>
#include <sinew/server/metrics.hpp>
#include <sinew/server/server_settings.hpp>
#include <sinew/server/signer_proofs.hpp>

#include <atomic>
#include <functional>
#include <memory>
#include <string>

namespace sinew::server {

class Clinic {
    const ServerSettings settings_;  // first: what follows is made from it

public:
    using Clock = std::function<Instant()>;

    /// @param catalogue  all parts of the packs, @param store  outlives the clinic
    Clinic(clinic::Store& store, std::unique_ptr<const care::Catalogue> catalogue,
           ServerSettings settings, Clock clock);

    [[nodiscard]] clinic::Store& store() const noexcept { return store_; }
    [[nodiscard]] const care::Catalogue& catalogue() const noexcept { return *catalogue_; }
    [[nodiscard]] const ServerSettings& settings() const noexcept { return settings_; }
    [[nodiscard]] Instant now() const { return clock_(); }

    Metrics metrics;
    LoginGuard logins;
    SignerProofs proofs;
    clinic::Caseload caseload;  ///< moves on after every commit about a person
    std::string setup_code;     ///< makes the first administrator; shown on the terminal only
    std::atomic<bool> draining{false};
    std::atomic<bool> has_accounts{false};  ///< once true, for ever true
    /// Fills an empty centre with made-up people; set by the program that serves.
    std::function<Result<void>(clinic::WriteStore&, const clinic::Acting&)> make_demonstration;

    /// What a use case is told of who acts. Languages are the request's to add.
    [[nodiscard]] clinic::Acting acting_as(const clinic::Account& account, Instant now) const;

private:
    clinic::Store& store_;
    std::unique_ptr<const care::Catalogue> catalogue_;
    Clock clock_;
};

}  // namespace sinew::server
