#include <sinew/base/clock.hpp>
#include <sinew/base/secrets.hpp>
#include <sinew/clinic/demonstration.hpp>
#include <sinew/server/clinic_app.hpp>

namespace sinew::server {

Clinic::Clinic(clinic::Store& store, std::unique_ptr<const care::Catalogue> catalogue,
               ServerSettings settings, Clock clock)
    : settings_{std::move(settings)},
      logins{settings_, metrics.password_hashes},
      store_{store},
      catalogue_{std::move(catalogue)},
      clock_{std::move(clock)} {
    make_demonstration = [this](clinic::WriteStore& to,
                                const clinic::Acting& acting) -> Result<void> {
        clinic::DemonstrationWish wish;
        SINEW_TRY(wish.password_hash, logins.hash(clinic::kDemonstrationPassword));
        if (const auto made = clinic::make_demonstration(to, wish, acting); !made)
            return fail(made.error());
        return {};
    };
}

clinic::Acting Clinic::acting_as(const clinic::Account& account, Instant now) const {
    clinic::Acting acting;
    acting.catalogue = catalogue_.get();
    acting.account = account.id;
    acting.role = account.role;
    acting.person = account.person;
    acting.name = account.name;
    acting.now = now;
    acting.today = std::chrono::floor<std::chrono::days>(now);
    acting.new_id = [] { return new_id(clock_now_ms()); };
    return acting;
}

}  // namespace sinew::server
