#include <sinew/base/text.hpp>
#include <sinew/document/synthesis_json.hpp>

namespace sinew::document {
namespace {

/// RFC 4180: quoted only where it must be.
std::string cell_text(const OrderedJson& value) {
    if (value.is_null()) return "NA";
    if (value.is_number_integer()) return std::to_string(value.get<long long>());
    if (value.is_number()) return number_text(value.get<double>());
    if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
    const auto text = value.get<std::string>();
    if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string{"\"\""} : std::string{c};
    return quoted + "\"";
}

std::string line_of(const std::vector<std::string>& cells) { return join(cells, ",") + "\n"; }

/// One line an element, one column a key, in the order given.
std::string table_of(const OrderedJson& list, const std::vector<std::string>& keys) {
    std::string out = line_of(keys);
    for (const OrderedJson& element : list) {
        std::vector<std::string> cells;
        for (const std::string& key : keys) cells.push_back(cell_text(element.at(key)));
        out += line_of(cells);
    }
    return out;
}

OrderedJson part(const OrderedJson& whole, const char* key) {
    return whole.is_null() ? OrderedJson(nullptr) : whole.at(key);
}

}  // namespace

std::string synthesis_cells_csv(const OrderedJson& synthesis) {
    std::string out = line_of({"outcome",
                               "course",
                               "comparison",
                               "modality",
                               "intensity",
                               "control",
                               "substance",
                               "verdict",
                               "k",
                               "n",
                               "measure",
                               "b",
                               "se",
                               "ci_lb",
                               "ci_ub",
                               "method",
                               "rows_used",
                               "better_with",
                               "no_difference",
                               "better_without",
                               "rows_disagree",
                               "not_read",
                               "within",
                               "prior_mean",
                               "prior_sd",
                               "prior_grade",
                               "certainty"});
    for (const OrderedJson& cell : synthesis.at("cells")) {
        std::vector<std::string> cells;
        for (const char* key : {"outcome", "course", "comparison", "modality", "intensity",
                                "control", "substance", "verdict", "k", "n"})
            cells.push_back(cell_text(cell.at(key)));
        for (const char* key : {"measure", "b", "se", "ci_lb", "ci_ub", "method"})
            cells.push_back(cell_text(part(cell.at("own"), key)));
        std::vector<std::string> used;
        for (const OrderedJson& row : cell.at("rows"))
            if (row.at("standing") == "usable") used.push_back(row.at("row").get<std::string>());
        cells.push_back(cell_text(join(used, "; ")));
        for (const char* key : {"exercise", "neither", "control", "mixed", "not_read", "within"})
            cells.push_back(cell_text(cell.at("directions").at(key)));
        for (const char* key : {"mean", "sd", "grade"})
            cells.push_back(cell_text(part(cell.at("prior"), key)));
        cells.push_back(cell_text(part(cell.at("certainty"), "level")));
        out += line_of(cells);
    }
    return out;
}

std::string synthesis_rows_csv(const OrderedJson& synthesis) {
    return table_of(synthesis.at("rows"),
                    {"row",           "study",       "source",    "arm",
                     "versus",        "partner_row", "outcome",   "scale",
                     "course",        "comparison",  "modality",  "subtype",
                     "intensity",     "control",     "substance", "design",
                     "overlap_group", "kind",        "favours",   "direction",
                     "measure",       "yi",          "vi",        "n",
                     "how",           "standing",    "status",    "derivation",
                     "as_printed"});
}

std::string synthesis_published_csv(const OrderedJson& synthesis) {
    return table_of(synthesis.at("published"),
                    {"row",      "review",   "source",    "outcome", "subgroup", "course",
                     "modality", "subtype",  "intensity", "control", "k",        "n",
                     "measure",  "estimate", "ci_lb",     "ci_ub",   "I2",       "sign_flipped",
                     "use",      "status",   "as_printed"});
}

}  // namespace sinew::document
