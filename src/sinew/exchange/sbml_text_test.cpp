// The exported SBML before the judges of its own community: libsbml's reader and all its consistency checks, units among them.
#include <sinew/exchange/sbml_text.hpp>

#include <gtest/gtest.h>
#include <sbml/SBMLTypes.h>

#include <memory>

namespace sinew::exchange {
namespace {

const knowledge::ModelPack& pack() {
    static const auto loaded = knowledge::load_model_pack(knowledge::PackSource::embedded());
    return *loaded;
}

std::string text_of(model::DrugClass drug) { return sbml_text(*export_of(pack(), drug)); }

std::unique_ptr<SBMLDocument> read(const std::string& text) {
    return std::unique_ptr<SBMLDocument>{readSBMLFromString(text.c_str())};
}

TEST(SbmlText, passes_every_check_of_libsbml_without_error_or_warning) {
    for (const auto drug : {model::DrugClass::opioid, model::DrugClass::stimulant}) {
        const auto document = read(text_of(drug));
        ASSERT_NE(document, nullptr);
        document->setConsistencyChecks(LIBSBML_CAT_GENERAL_CONSISTENCY, true);
        document->setConsistencyChecks(LIBSBML_CAT_IDENTIFIER_CONSISTENCY, true);
        document->setConsistencyChecks(LIBSBML_CAT_UNITS_CONSISTENCY, true);
        document->setConsistencyChecks(LIBSBML_CAT_MATHML_CONSISTENCY, true);
        document->setConsistencyChecks(LIBSBML_CAT_OVERDETERMINED_MODEL, true);
        document->setConsistencyChecks(LIBSBML_CAT_MODELING_PRACTICE, true);
        document->checkConsistency();
        for (unsigned i = 0; i < document->getNumErrors(); ++i)
            ADD_FAILURE() << document->getError(i)->getSeverityAsString() << " line "
                          << document->getError(i)->getLine() << ": "
                          << document->getError(i)->getMessage();
    }
}

TEST(SbmlText, a_fault_in_it_would_be_found) {
    std::string text = text_of(model::DrugClass::opioid);
    const std::size_t at = text.find("<ci>g_XW</ci>");
    ASSERT_NE(at, std::string::npos);
    text.replace(at, 13, "<ci>g_XV</ci>");
    const auto document = read(text);
    document->checkConsistency();
    EXPECT_GT(document->getNumErrors(LIBSBML_SEV_ERROR), 0U);
}

TEST(SbmlText, holds_every_state_with_a_rate_and_is_level_3_version_2) {
    const RecordedModel recorded = record_slow_layer();
    const auto document = read(text_of(model::DrugClass::opioid));
    EXPECT_EQ(document->getLevel(), 3U);
    EXPECT_EQ(document->getVersion(), 2U);
    const Model* model = document->getModel();
    for (const StateEquation& state : recorded.states) {
        const Rule* rule = model->getRateRuleByVariable(state.symbol);
        ASSERT_NE(rule, nullptr) << state.symbol;
        EXPECT_EQ(model->getParameter(state.symbol)->getValue(), state.start) << state.symbol;
    }
    EXPECT_EQ(model->getNumEvents(), 1U);
    EXPECT_EQ(model->getParameter("tau_W")->getValue(), pack().find("tau_W")->value);
}

}  // namespace
}  // namespace sinew::exchange
