// A folder with a clinic of its own for one test; gone with the object.
#pragma once

#include <sinew/store/sqlite_store.hpp>

#include <stdlib.h>

#include <filesystem>
#include <stdexcept>
#include <string>

namespace sinew::store_test {

class StoreFolder {
public:
    StoreFolder() {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "sinew-store-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error{"no folder"};
        root_ = pattern;
    }
    StoreFolder(const StoreFolder&) = delete;
    StoreFolder& operator=(const StoreFolder&) = delete;
    ~StoreFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(root_, ignored);
    }
    [[nodiscard]] std::string path(const std::string& name) const {
        return (root_ / name).string();
    }
    [[nodiscard]] std::string database() const { return path("clinic.sqlite"); }
    [[nodiscard]] store::Options options() const {
        store::Options options;
        options.database = database();
        options.key_file = path("key/clinic.key");
        return options;
    }

private:
    std::filesystem::path root_;
};

}  // namespace sinew::store_test
