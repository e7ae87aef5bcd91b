// A signer has just shown who they are: a word good for one signature, for two minutes, of the session that got it. In memory only; after a
// restart the password is asked for again.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/clinic/store.hpp>

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace sinew::server {

inline constexpr std::chrono::seconds kProofLasts{120};  // ours: to read once more what is signed

class SignerProofs {
public:
    /// @param session  hash of the session's token, @param proved_by  "password" or "one_time_code"
    /// @return the proof; one that was not used yet is void from now on
    [[nodiscard]] std::string give(const std::string& session, std::string proved_by, Instant now);
    /// How the signer proved it; nothing for a proof that is wrong, used, too old, or of another session. Uses nothing up.
    [[nodiscard]] std::optional<std::string> good(const std::string& session,
                                                  std::string_view proof, Instant now) const;
    /// Used up: of two signatures with one proof only one is made.
    [[nodiscard]] bool take(const std::string& session, std::string_view proof, Instant now);

private:
    struct Given {
        std::string hash, proved_by;
        Instant until{};
    };
    mutable std::mutex mutex_;
    std::map<std::string, Given> given_;  ///< by session
};

}  // namespace sinew::server
