// Wiring only: runs the command and turns a broken contract into exit code 4.
#include <sinew/base/ensure.hpp>
#include <sinew/cli/program.hpp>

#include <cstdio>
#include <exception>

int main(int argc, char** argv) {
    try {
        return sinew::cli::run(argc, argv);
    } catch (const std::exception& bug) {
        std::fprintf(stderr, "sinew: this is a bug in Sinew, not in your input: %s\n", bug.what());
        return 4;
    }
}
