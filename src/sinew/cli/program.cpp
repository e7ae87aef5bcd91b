#include <sinew/cli/program.hpp>

namespace sinew::cli {

int run(int, const char* const*) { return 2; }

}  // namespace sinew::cli
