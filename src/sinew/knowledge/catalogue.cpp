#include <sinew/base/content_hash.hpp>
#include <sinew/base/json_text.hpp>
#include <sinew/knowledge/catalogue.hpp>

namespace sinew::knowledge {
namespace {

/// Packs that decide anything, in the order in which they enter the hash.
constexpr auto kDecidingPacks = std::to_array<std::string_view>(
    {"exercises/exercises.json", "fhir/mapping.csv", "forms/breathing.json", "forms/dose.json",
     "forms/forms.json", "forms/keyframes.json", "prescription/planning.json",
     "prescription/rules.json", "screening/limit_effects.json", "screening/limit_tags.csv",
     "screening/rules.json", "sessions/plan.json"});

class Loader {
public:
    Loader(const PackSource& source, Faults& faults) : source_{source}, faults_{faults} {}

    std::string_view text(const std::string& pack) {
        const auto bytes = source_.read(pack);
        if (bytes) return *bytes;
        faults_.add(bytes.error());
        return {};
    }

    /// Reads one JSON pack with `read(json, name, faults)`.
    template <class Read>
    void json(const std::string& pack, Read&& read) {
        const auto bytes = source_.read(pack);
        if (!bytes) return faults_.add(bytes.error());
        auto document = read_json(*bytes, pack);
        if (!document) return faults_.take(std::move(document).error());
        read(*document, pack, faults_);
    }

private:
    const PackSource& source_;
    Faults& faults_;
};

/// A pack that is not there is a fault of the reader that wants it, not of the hash.
std::string hash_of(const PackSource& source) {
    std::string all;
    for (const std::string_view pack : kDecidingPacks) {
        const auto hash = source.hash(pack);
        if (hash) all += std::string{pack} + " " + *hash + "\n";
    }
    return content_hash(all);
}

/// The forms, and what is said in their ids: breath, dose, and what limits do to them.
void load_forms(Loader& load, Catalogue& c) {
    load.json("forms/forms.json", [&](const Json& forms, const std::string& at, Faults& faults) {
        load.json("forms/keyframes.json",
                  [&](const Json& keyframes, const std::string& keyframes_at, Faults&) {
                      read_forms_pack(forms, at, keyframes, keyframes_at, c.forms, faults);
                  });
    });
    load.json("forms/breathing.json", [&](const Json& json, const std::string& at, Faults& f) {
        read_breathing_pack(json, at, c.breathing, f);
    });
    load.json("forms/dose.json", [&](const Json& json, const std::string& at, Faults& f) {
        read_dose_pack(json, at, c.forms, c.dose, f);
    });
    load.json("screening/limit_effects.json",
              [&](const Json& json, const std::string& at, Faults& f) {
                  read_limit_effects(json, at, c.forms, c.limit_effects, f);
              });
}

/// fitness/ also holds packs of other kinds; each names its kind in `format`.
bool is_instrument(const Json& document, const std::string& path) {
    if (path.starts_with("instruments/") || !document.is_object()) return true;
    const auto format = document.find("format");
    return format == document.end() || *format == "sinew.instrument/1";
}

/// One file an instrument; a new file needs no word here.
void load_instruments(const PackSource& source, InstrumentPack& pack, Faults& faults) {
    for (const std::string& path : source.all()) {
        if (!path.ends_with(".json") ||
            !(path.starts_with("instruments/") || path.starts_with("fitness/")))
            continue;
        const auto bytes = source.read(path);
        if (!bytes) {
            faults.add(bytes.error());
            continue;
        }
        auto document = read_json(*bytes, path);
        if (!document)
            faults.take(std::move(document).error());
        else if (is_instrument(*document, path))
            read_instrument(*document, path, *bytes, pack, faults);
    }
}

}  // namespace

Checked<std::unique_ptr<const Catalogue>> load_catalogue(const PackSource& source, Parts parts) {
    Faults faults;
    Loader load{source, faults};
    auto catalogue = std::make_unique<Catalogue>();
    Catalogue& c = *catalogue;
    c.hash = hash_of(source);
    if (parts.has(Part::sessions))
        for (const Part part : {Part::screening, Part::prescription, Part::forms, Part::exercises})
            parts.add(part);
    // These packs name facts and rules of screening, so they bring that pack along.
    if (parts.meets({Part::screening, Part::prescription, Part::fhir, Part::questions}))
        load.json("screening/rules.json", [&](const Json& json, const std::string& at, Faults& f) {
            read_screening_pack(json, at, c.screening, f);
        });
    if (parts.has(Part::forms)) load_forms(load, c);
    if (parts.has(Part::exercises))
        load.json("exercises/exercises.json",
                  [&](const Json& json, const std::string& at, Faults& f) {
                      read_exercise_pack(json, at, c.exercises, f);
                  });
    if (parts.has(Part::prescription)) {
        load.json("prescription/rules.json",
                  [&](const Json& json, const std::string& at, Faults& f) {
                      read_prescription_pack(json, at, c.screening, c.prescription, f);
                  });
        load.json("prescription/planning.json",
                  [&](const Json& json, const std::string& at, Faults& f) {
                      read_planning_pack(json, at, c.screening.facts, c.planning, f);
                  });
    }
    if (parts.has(Part::sessions))
        load.json("sessions/plan.json", [&](const Json& json, const std::string& at, Faults& f) {
            read_session_plan(json, at, c.forms, c.exercises, c.screening, c.sessions, f);
        });
    if (parts.has(Part::fhir))
        read_fhir_map(load.text("fhir/mapping.csv"), "fhir/mapping.csv", c.screening, c.fhir,
                      faults);
    if (parts.has(Part::questions))
        read_question_order(load.text("screening/questions.csv"), "screening/questions.csv",
                            c.screening, c.questions, faults);
    if (parts.has(Part::instruments)) load_instruments(source, c.instruments, faults);
    if (parts.has(Part::load))
        load.json("fitness/load.json", [&](const Json& json, const std::string& at, Faults& f) {
            read_load_pack(json, at, c.load, f);
        });
    if (parts.has(Part::outcomes))
        load.json("trend/outcomes.json", [&](const Json& json, const std::string& at, Faults& f) {
            read_outcomes_pack(json, at, c.outcomes, f);
        });
    if (parts.has(Part::text))
        for (const char* file :
             {"text/clinical.json",   "text/forms.json",       "text/questions.json",
              "text/programme.json",  "text/records.json",     "text/prescription.json",
              "text/adaptation.json", "text/charts.json",      "text/clinic.json",
              "text/comparison.json", "text/forecast.json",    "text/hrv.json",
              "text/hrv_page.json",   "text/instruments.json", "text/load.json",
              "text/model.json",      "text/proof.json",       "text/recordings.json",
              "text/synthesis.json",  "text/trends.json"})
            load.json(file, [&](const Json& json, const std::string& at, Faults& f) {
                read_text_pack(json, at, c.text, f);
            });
    if (parts.has(Part::keyframes))
        load.json("forms/keyframes.json", [&](const Json& json, const std::string& at, Faults& f) {
            read_keyframes_pack(json, at, c.keyframes, f);
        });
    if (parts.has(Part::citations))
        read_citations(load.text("citations.csv"), "citations.csv", c.citations, faults);
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return catalogue;
}

}  // namespace sinew::knowledge
