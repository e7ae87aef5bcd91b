#include <sinew/cli/page_style.hpp>

namespace sinew::cli {

render::TextStyle page_style(const Output& out, bool explain) {
    render::TextStyle style;
    style.columns = out.columns();
    style.colour = out.colour();
    style.explain = explain;
    return style;
}

}  // namespace sinew::cli
