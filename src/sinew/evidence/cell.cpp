#include <sinew/evidence/cell.hpp>

#include <fmt/format.h>

namespace sinew::evidence {

std::string name_of(const CellKey& key) {
    return fmt::format("{}/{}/{}/{}/{}/{}/{}", key.outcome, domain::name_of(key.course),
                       domain::name_of(key.comparison), key.modality, key.intensity, key.control,
                       key.substance);
}

bool holds(const CellKey& key, const Finding& finding) {
    const auto fits = [](const std::string& wanted, std::string_view is) {
        return wanted == "all" || wanted == is;
    };
    const bool control = key.control == kUsualOrUnspecified
                             ? finding.control == "usual" || finding.control == "NA"
                             : fits(key.control, finding.control);
    return control && finding.row->outcome == key.outcome && finding.row->course == key.course &&
           finding.comparison == key.comparison &&
           fits(key.modality, domain::name_of(*finding.arm->modality)) &&
           fits(key.intensity, domain::name_of(finding.arm->intensity)) &&
           fits(key.substance, finding.study->substance);
}

}  // namespace sinew::evidence
