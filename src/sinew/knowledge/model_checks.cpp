#include <sinew/base/json_text.hpp>
#include <sinew/knowledge/model_checks.hpp>
#include <sinew/knowledge/table_rows.hpp>

#include <fmt/format.h>

#include <array>
#include <set>

namespace sinew::knowledge {
namespace {

constexpr const char* kFile = "model/checks.csv";
constexpr const char* kCourses = "model/courses.json";
constexpr std::array<std::string_view, 5> kMeasures{"value", "ratio", "peak_at", "span",
                                                    "half_time"};
constexpr std::array<std::string_view, 2> kKinds{"reproduction", "independent"};

class Reading : public TableRows {
public:
    using TableRows::TableRows;

    [[nodiscard]] FaceCheck row(std::size_t index) {
        FaceCheck check;
        check.id = cell(index, "id");
        once(index, "id", check.id);
        check.independent = word(index, "kind", kKinds) == 1;
        check.known_to_fail = truth(index, "known_to_fail");
        check.course = cell(index, "course");
        check.quantity = cell(index, "quantity");
        check.measure = static_cast<CheckMeasure>(word(index, "measure", kMeasures));
        check.from = number(index, "from");
        check.at = number(index, "at");
        check.low = number(index, "low");
        check.high = number(index, "high");
        if (check.low > check.high || check.from > check.at)
            fault(index, "low", "a range that ends before it begins", "exchange its ends");
        check.sets = cell(index, "sets");
        check.source = cell(index, "source");
        check.fact_en = cell(index, "fact_en");
        check.fact_zh = cell(index, "fact_zh");
        check.unit_en = cell(index, "unit_en");
        check.unit_zh = cell(index, "unit_zh");
        check.status = cell(index, "status");
        return check;
    }
};

}  // namespace

Checked<std::vector<FaceCheck>> load_face_checks(const PackSource& source) {
    Faults faults;
    const auto table = table_of(
        source, kFile,
        {"id", "kind", "known_to_fail", "course", "quantity", "measure", "from", "at", "low",
         "high", "sets", "source", "fact_en", "fact_zh", "unit_en", "unit_zh", "status"});
    if (!table) return tl::make_unexpected(table.error());
    Reading reading{kFile, *table, faults};
    std::vector<FaceCheck> checks;
    for (std::size_t row = 0; row < table->rows.size(); ++row) checks.push_back(reading.row(row));
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return checks;
}

Checked<std::vector<std::pair<std::string, std::string>>> load_model_courses(
    const PackSource& source) {
    Faults faults;
    const auto text = source.read(kCourses);
    if (!text) {
        faults.add(text.error());
        return tl::make_unexpected(std::move(faults));
    }
    const auto json = read_json(*text, kCourses);
    if (!json) return tl::make_unexpected(json.error());
    std::vector<std::pair<std::string, std::string>> courses;
    std::set<std::string> seen;
    const Json::json_pointer list{"/courses"};
    if (!json->contains(list) || !json->at(list).is_array())
        faults.add(ErrorCode::bad_input, kCourses, "no list of courses",
                   "write \"courses\": [...]");
    else
        for (const Json& course : json->at(list)) {
            const bool named =
                course.is_object() && course.contains("id") && course["id"].is_string();
            const std::string id = named ? course["id"].get<std::string>() : "";
            if (!named || !seen.insert(id).second)
                faults.add(ErrorCode::bad_input,
                           fmt::format("{}:/courses/{}", kCourses, courses.size()),
                           named ? id + " stands twice" : "a course without an id",
                           "give each course an id of its own");
            courses.emplace_back(id, course.dump());
        }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return courses;
}

}  // namespace sinew::knowledge
