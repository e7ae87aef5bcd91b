#include <sinew/base/content_hash.hpp>
#include <sinew/knowledge/pack_check.hpp>
#include <sinew/knowledge/schema_check.hpp>

#include <map>

namespace sinew::knowledge {
namespace {

constexpr std::string_view kSchemaFolder = "schema/", kSchemaEnding = ".schema.json";

/// A pack names its shape in `format`; the schema of that shape holds the same word as a constant.
std::map<std::string, Json> schemas_by_format(const PackSource& source, Faults& faults) {
    std::map<std::string, Json> schemas;
    for (const std::string& path : source.all()) {
        if (!path.starts_with(kSchemaFolder)) continue;
        const auto bytes = source.read(path);
        if (!bytes) {
            faults.add(bytes.error());
            continue;
        }
        auto schema = read_json(*bytes, path);
        if (!schema) {
            faults.take(std::move(schema).error());
            continue;
        }
        const Json::json_pointer place{"/properties/format/const"};
        if (schema->contains(place) && schema->at(place).is_string()) {
            (*schema)["x-name"] = path.substr(
                kSchemaFolder.size(), path.size() - kSchemaFolder.size() - kSchemaEnding.size());
            schemas.emplace(schema->at(place).get<std::string>(), *std::move(schema));
        }
    }
    return schemas;
}

bool is_pack(const std::string& path) { return !path.starts_with(kSchemaFolder); }

std::string text_of(const Json& document, const char* key) {
    return document.is_object() && document.contains(key) && document[key].is_string()
               ? document[key].get<std::string>()
               : "";
}

/// Every source key must lead to a citation.
class Citing {
public:
    Citing(const Catalogue& catalogue, Faults& faults) : catalogue_{catalogue}, faults_{faults} {}

    void check(const std::string& where, const std::vector<std::string>& keys) {
        for (const std::string& key : keys)
            if (!catalogue_.citations.contains(key))
                faults_.add(ErrorCode::not_found, where,
                            "the source \"" + key + "\" is not in citations.csv",
                            "add its row, or mend the key");
    }

private:
    const Catalogue& catalogue_;
    Faults& faults_;
};

void check_sources(const Catalogue& catalogue, Faults& faults) {
    Citing citing{catalogue, faults};
    for (const auto& rule : catalogue.screening.rules)
        citing.check("screening/rules.json:" + rule.id, rule.sources);
    for (const auto& rule : catalogue.prescription.rules) {
        citing.check("prescription/rules.json:" + rule.id, rule.sources);
        citing.check("prescription/rules.json:" + rule.id, rule.against);
    }
    for (const auto& exercise : catalogue.exercises.exercises)
        citing.check("exercises/exercises.json:" + exercise.id, exercise.sources);
    for (const auto& [id, instrument] : catalogue.instruments.instruments) {
        citing.check(instrument.pack, instrument.sources);
        for (const auto& equation : instrument.equations)
            if (!equation.source.empty()) citing.check(instrument.pack, {equation.source});
    }
}

/// What a rule says to people must exist in both languages; the text reader saw to the pair.
void check_wording(const Catalogue& catalogue, Faults& faults) {
    const auto want = [&](const std::string& key) {
        if (catalogue.text.strings.find(key) == catalogue.text.strings.end())
            faults.add(ErrorCode::not_found, "text", "no wording for \"" + key + "\"",
                       "add it in en and zh");
    };
    for (const auto& rule : catalogue.screening.rules)
        for (const char* part : {".title", ".say", ".why", ".clears"})
            if (std::string_view{part} != ".clears" || !rule.clears_when.empty())
                want("rule." + rule.id + part);
    for (const auto& rule : catalogue.screening.session_rules) want("ses." + rule.id + ".trigger");
    for (const auto& fact : catalogue.screening.facts)
        for (const char* part : {".label", ".ask", ".why"}) want("question." + fact.name + part);
    for (const auto& form : catalogue.forms.forms) want("form." + form.id + ".name");
}

Parts every_part() {
    Parts parts;
    for (const Part part :
         {Part::screening, Part::prescription, Part::forms, Part::keyframes, Part::exercises,
          Part::text, Part::citations, Part::fhir, Part::load, Part::instruments})
        parts.add(part);
    return parts;
}

}  // namespace

std::vector<PackFile> list_packs(const PackSource& source) {
    Faults ignored;
    const auto schemas = schemas_by_format(source, ignored);
    std::vector<PackFile> list;
    for (const std::string& path : source.all()) {
        if (!is_pack(path)) continue;
        PackFile file{.path = path, .title = {}, .version = {}, .hash = {}, .schema = {}};
        if (const auto bytes = source.read(path)) {
            file.bytes = bytes->size();
            file.hash = content_hash(*bytes);
            if (path.ends_with(".json"))
                if (const auto document = read_json(*bytes, path)) {
                    file.title = text_of(*document, "title");
                    file.version = text_of(*document, "version");
                    if (const auto found = schemas.find(text_of(*document, "format"));
                        found != schemas.end())
                        file.schema = text_of(found->second, "x-name");
                }
        }
        list.push_back(std::move(file));
    }
    return list;
}

PackCheck check_packs(const PackSource& source) {
    PackCheck check;
    auto catalogue = load_catalogue(source, every_part());
    if (catalogue) {
        check_sources(**catalogue, check.faults);
        check_wording(**catalogue, check.faults);
    } else {
        check.faults.take(std::move(catalogue).error());
    }
    const auto schemas = schemas_by_format(source, check.faults);
    for (const std::string& path : source.all()) {
        if (!is_pack(path)) continue;
        ++check.files;
        if (!path.ends_with(".json")) continue;
        const auto bytes = source.read(path);
        const auto document =
            bytes ? read_json(*bytes, path) : Checked<Json>{tl::make_unexpected(Faults{})};
        if (!document) continue;  // its reader said so already
        const auto found = schemas.find(text_of(*document, "format"));
        if (found == schemas.end() || !schemas_can_be_checked()) continue;
        ++check.against_schemas;
        check_against_schema(*document, found->second, path, check.faults);
    }
    return check;
}

}  // namespace sinew::knowledge
