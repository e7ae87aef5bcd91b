// Starts the real program and keeps everything it did: two streams and the exit code.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::e2e {

struct Ending {
    int code = -1;  ///< exit code; 128 + signal when a signal ended it
    std::string out, err;
};

struct Surroundings {
    std::string input;  ///< standard input
    std::vector<std::string> environment =
        {};  ///< "NAME=value", on top of an empty environment with PATH and HOME
    bool close_output_early = false;  ///< the reader of standard output leaves after the first byte
    std::string output_file;          ///< standard output goes here instead of being kept
};

[[nodiscard]] Ending run_sinew(const std::vector<std::string>& arguments,
                               const Surroundings& around = {});

/// A folder of its own for one test; gone with the object.
class Folder {
public:
    Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder();
    [[nodiscard]] std::string path(std::string_view name) const { return (root_ / name).string(); }
    /// Writes a file and gives its path.
    [[nodiscard]] std::string file(std::string_view name, std::string_view bytes) const;
    [[nodiscard]] std::vector<std::string> names() const;  ///< sorted

private:
    std::filesystem::path root_;
};

[[nodiscard]] std::string bytes_of(const std::string& path);
[[nodiscard]] std::size_t lines_in(std::string_view text);

}  // namespace sinew::e2e
