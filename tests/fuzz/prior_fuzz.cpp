// Any bytes as the words of a prior: read into a prior whose own words read back, or refused with its place.
#include <sinew/base/ensure.hpp>
#include <sinew/bayes/prior.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace {

using namespace sinew;

template <class Prior>
bool refused_in_words(const Result<Prior>& prior) {
    if (prior) return false;
    SINEW_ENSURE(prior.error().where == "--prior", "a fault names its place");
    SINEW_ENSURE(!prior.error().what.empty(), "a fault says what");
    SINEW_ENSURE(!prior.error().hint.empty(), "a fault says how to write it");
    return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(bytes), size};
    if (const auto tau = bayes::read_tau_prior(text, "--prior"); !refused_in_words(tau)) {
        SINEW_ENSURE(!bayes::fault_of(*tau, "--prior"), "what was read is a prior");
        SINEW_ENSURE(bayes::read_tau_prior(bayes::name_of(*tau), "--prior").has_value(),
                     "what a prior of tau says of itself reads back");
    }
    if (const auto mu = bayes::read_normal_prior(text, "--prior"); !refused_in_words(mu)) {
        SINEW_ENSURE(!bayes::fault_of(*mu, "--prior"), "what was read is a prior");
        SINEW_ENSURE(bayes::read_normal_prior(bayes::name_of(*mu), "--prior").has_value(),
                     "what a prior of the effect says of itself reads back");
    }
    return 0;
}
