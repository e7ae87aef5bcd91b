// What a forecast answers for: the recorded substance, or words in its place, put to the classes of the model.
#pragma once

#include <sinew/domain/record.hpp>
#include <sinew/knowledge/model_substances.hpp>
#include <sinew/knowledge/screening_pack.hpp>
#include <sinew/model/parameters.hpp>

#include <string>
#include <vector>

namespace sinew::care {

/// One class the model answers for.
struct Concern {
    std::string word;
    model::DrugClass drug = model::DrugClass::opioid;
    bool borrowed = false;
    bool is_main =
        false;  ///< the recorded substance of main concern: its own days since last use count
};

struct Concerns {
    std::vector<Concern> modelled;  ///< one, or both classes when no main one is named
    std::vector<std::string> not_in_model;
    std::string unmodelled_word,
        why_not;  ///< when nothing is modelled: key under forecast.unmodelled.
};

/// @param words  in the place of the record's main substance; empty: the record's. Several without a main one: each class once.
/// @errors not_found with the words that are known
/// @source docs/methods/forecast.md (substances)
[[nodiscard]] Result<Concerns> concerns_of(const domain::Record& record,
                                           const std::vector<std::string>& words,
                                           const std::vector<knowledge::ModelSubstance>& glossary,
                                           const knowledge::ScreeningPack& screening);

}  // namespace sinew::care
