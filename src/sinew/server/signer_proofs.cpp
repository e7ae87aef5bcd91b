#include <sinew/base/secrets.hpp>
#include <sinew/server/signer_proofs.hpp>

namespace sinew::server {

std::string SignerProofs::give(const std::string& session, std::string proved_by, Instant now) {
    std::string proof = random_token();
    const std::scoped_lock guard{mutex_};
    std::erase_if(given_, [now](const auto& one) { return one.second.until <= now; });
    given_.insert_or_assign(
        session, Given{token_hash(proof, "signer proof"), std::move(proved_by), now + kProofLasts});
    return proof;
}

std::optional<std::string> SignerProofs::good(const std::string& session, std::string_view proof,
                                              Instant now) const {
    const std::scoped_lock guard{mutex_};
    const auto found = given_.find(session);
    if (found == given_.end() || found->second.until <= now) return std::nullopt;
    if (!equal_in_constant_time(found->second.hash, token_hash(proof, "signer proof")))
        return std::nullopt;
    return found->second.proved_by;
}

bool SignerProofs::take(const std::string& session, std::string_view proof, Instant now) {
    if (!good(session, proof, now)) return false;
    const std::scoped_lock guard{mutex_};
    return given_.erase(session) > 0;
}

}  // namespace sinew::server
