#include <sinew/care/knowledge_use.hpp>

namespace sinew::care {

PackSource packs_in(const std::string& folder) {
    return folder.empty() ? PackSource::embedded() : PackSource::folder(folder);
}

Checked<std::unique_ptr<const Catalogue>> open_catalogue(const PackSource& source, Parts parts) {
    return knowledge::load_catalogue(source, parts);
}

}  // namespace sinew::care
