#include <sinew/cli/knowledge_access.hpp>

namespace sinew::cli {

care::PackSource packs_of(const Settings& settings) {
    return care::packs_in(settings.knowledge_folder);
}

Checked<std::unique_ptr<const care::Catalogue>> catalogue_for(const Call& call, care::Parts parts) {
    return care::open_catalogue(packs_of(call.settings), parts);
}

}  // namespace sinew::cli
