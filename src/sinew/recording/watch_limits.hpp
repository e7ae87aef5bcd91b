// How large a watch file may be. A front door must know before it reads.
#pragma once

#include <cstddef>

namespace sinew::recording {

inline constexpr std::size_t kLargestFit = std::size_t{50} << 20U;   ///< 50 MiB
inline constexpr std::size_t kLargestXml = std::size_t{100} << 20U;  ///< 100 MiB
inline constexpr std::size_t kLargestWatchFile = kLargestXml;

}  // namespace sinew::recording
