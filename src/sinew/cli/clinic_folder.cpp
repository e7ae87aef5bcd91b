#include <sinew/cli/clinic_folder.hpp>

#include <cstdlib>
#include <filesystem>

namespace sinew::cli {
namespace {

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string{} : std::string{value};
}

std::string folder_of(const Call& call) {
    if (const auto given = call.text("data")) return *given;
    if (const std::string set = variable("SINEW_DATA"); !set.empty()) return set;
    if (const std::string shared = variable("XDG_DATA_HOME"); !shared.empty())
        return shared + "/sinew";
    if (const std::string home = variable("HOME"); !home.empty())
        return home + "/.local/share/sinew";
    return {};
}

}  // namespace

OptionSpec data_option() {
    return {"data",
            "FOLDER",
            "the clinic's folder ($SINEW_DATA, else ~/.local/share/sinew)",
            {},
            Completes::folder};
}

Result<store::Options> clinic_in(const Call& call) {
    const std::string folder = folder_of(call);
    if (folder.empty())
        return fail({ErrorCode::bad_input, "no folder for the clinic", "--data",
                     "name one, or set SINEW_DATA"});
    store::Options options;
    options.database = folder + "/clinic.sqlite";
    options.key_file = folder + "/key/clinic.key";
    options.anchor_file = folder + "/audit.anchors";
    const std::string credentials = variable("CREDENTIALS_DIRECTORY");
    std::error_code trouble;
    if (!credentials.empty() && std::filesystem::exists(credentials + "/sinew.key", trouble)) {
        options.key_file = credentials + "/sinew.key";
        options.make_key = false;
    }
    if (const auto given = call.text("key-file")) {
        options.key_file = *given;
        options.make_key = false;
    }
    return options;
}

}  // namespace sinew::cli
