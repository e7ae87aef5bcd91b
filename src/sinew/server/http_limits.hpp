// How much a request may be. Held by the engine; the transport closes the door a little further out.
#pragma once

#include <chrono>
#include <cstddef>

namespace sinew::server {

inline constexpr std::size_t kLongestTarget = 4096;  ///< path and query, bytes, as sent
inline constexpr std::size_t kMostParameters = 32;
inline constexpr std::size_t kMostHeaders = 64;
inline constexpr std::size_t kLongestHeader = 8192;          ///< one value, bytes
inline constexpr std::size_t kHeadersTogether = 32U << 10U;  ///< names and values, bytes
inline constexpr std::size_t kUsualBody = 256U << 10U;       ///< of a route that says nothing else
inline constexpr std::size_t kLargestBody = 8U << 20U;       ///< of any route: a FHIR bundle
inline constexpr std::size_t kLongestKey = 128;              ///< Idempotency-Key

}  // namespace sinew::server
