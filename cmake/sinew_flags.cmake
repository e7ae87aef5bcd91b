# Flags of all our own targets. Outside headers come in as SYSTEM and are not judged.
add_library(sinew_flags INTERFACE)
add_library(sinew::flags ALIAS sinew_flags)
target_compile_options(sinew_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wswitch-enum -Werror
  -ffp-contract=off   # no fused multiply-add behind our back: the same bits everywhere
)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 sees reads of unset memory inside std::variant and std::optional that are not there; the sanitizer
  # presets and clang watch for real ones.
  target_compile_options(sinew_flags INTERFACE -Wno-maybe-uninitialized)
  add_compile_options(-fpch-preprocess)   # lets ccache see through the precompiled header
else()
  # clang counts sign conversions to -Wconversion in C++, GCC does not: the same is asked of both.
  target_compile_options(sinew_flags INTERFACE -Wno-sign-conversion)
endif()
