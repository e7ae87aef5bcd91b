// One program on one clinic: a lock file beside the database that says who works on it.
#pragma once

#include <sinew/base/result.hpp>

#include <memory>
#include <string>

namespace sinew::store {

/// Held as long as it lives; the kernel lets go of it when the process ends, however it ends.
class FileLock {
public:
    /// @errors conflict with the number of the process that holds it; storage
    [[nodiscard]] static Result<std::unique_ptr<FileLock>> take(const std::string& database);
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;
    ~FileLock();

private:
    explicit FileLock(int descriptor) : descriptor_{descriptor} {}
    int descriptor_;
};

}  // namespace sinew::store
