// The one function of libfmt that is not in its headers, and what it needs, compiled into the program: Debian ships no static
// libfmt, and the shared one would bring the shared C++ runtime back. Only with SINEW_STATIC_RUNTIME.
#include <fmt/format-inl.h>

template char fmt::detail::decimal_point_impl<char>(fmt::detail::locale_ref);
template fmt::detail::thousands_sep_result<char> fmt::detail::thousands_sep_impl<char>(
    fmt::detail::locale_ref);
