#include <sinew/render/drawing_calls.hpp>

#include <dlfcn.h>

namespace sinew::render {
namespace {

/// Part of its binary interface, the same wherever there is Pango 1.
constexpr const char* kLibrary = "libpangocairo-1.0.so.0";

Error unloadable(const std::string& reason) {
    return {ErrorCode::storage, "PNG and PDF are drawn with Pango and Cairo: " + reason, "",
            "install them (Debian: apt-get install libpangocairo-1.0-0); SVG needs neither"};
}

}  // namespace

// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables)
#define SINEW_DEFINE_CALL(name) decltype(&::name) name = nullptr;
SINEW_DRAWING_CALLS(SINEW_DEFINE_CALL)
#undef SINEW_DEFINE_CALL
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)

Result<void> bind_drawing_calls(const char* library) {
    // Never closed: fonts and types stay registered in it until the process ends.
    void* const handle = ::dlopen(library, RTLD_LAZY | RTLD_LOCAL);
    if (handle == nullptr) return fail(unloadable(::dlerror()));
    // dlsym looks through what the library needs, too. All or none are bound.
    std::string missing;
#define SINEW_LOOK_FOR_CALL(name) \
    if (::dlsym(handle, #name) == nullptr) missing += " " #name;
    SINEW_DRAWING_CALLS(SINEW_LOOK_FOR_CALL)
#undef SINEW_LOOK_FOR_CALL
    if (!missing.empty()) return fail(unloadable(std::string{library} + " lacks" + missing));
#define SINEW_BIND_CALL(name) name = reinterpret_cast<decltype(name)>(::dlsym(handle, #name));
    SINEW_DRAWING_CALLS(SINEW_BIND_CALL)
#undef SINEW_BIND_CALL
    return {};
}

const Result<void>& drawing_ready() {
    static const Result<void> ready = bind_drawing_calls(kLibrary);
    return ready;
}

}  // namespace sinew::render
