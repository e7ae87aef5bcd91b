#include <sinew/base/folders.hpp>
#include <sinew/cli/clinic_access.hpp>
#include <sinew/store/sqlite_store.hpp>

#include <cstdlib>

namespace sinew::cli {
namespace {

/// Where the desktop keeps what programs remember (XDG base directories).
std::string usual_folder() {
    if (const char* state = std::getenv("XDG_DATA_HOME"); state != nullptr && *state == '/')
        return std::string{state} + "/sinew";
    const char* home = std::getenv("HOME");
    return (home != nullptr && *home != '\0' ? std::string{home} : std::string{"/var/lib"}) +
           "/.local/share/sinew";
}

}  // namespace

Result<std::unique_ptr<clinic::Store>> open_clinic(const Call& call) {
    const std::string folder = call.text("data").value_or(usual_folder());
    if (const auto made = make_folder(folder); !made) return fail(made.error());
    if (const auto made = make_folder(folder + "/key"); !made) return fail(made.error());
    const auto key = call.text("key-file");
    store::Options options;
    options.database = folder + "/clinic.sqlite";
    options.key_file = key.value_or(folder + "/key/clinic.key");
    options.make_key = !key.has_value();
    options.anchor_file = folder + "/audit.anchors";
    if (call.has("commit-each")) options.most_together = 1;
    return store::open_sqlite_store(options);
}

}  // namespace sinew::cli
