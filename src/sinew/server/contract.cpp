#include <sinew/server/contract.hpp>

extern "C" const char sinew_contract[];
extern "C" const char sinew_contract_end[];

namespace sinew::server {

std::string_view contract_text() noexcept {
    return {sinew_contract, static_cast<std::size_t>(sinew_contract_end - sinew_contract)};
}

}  // namespace sinew::server
