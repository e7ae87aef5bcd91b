#include <sinew/knowledge/model_substances.hpp>
#include <sinew/knowledge/table_rows.hpp>

#include <array>

namespace sinew::knowledge {
namespace {

constexpr const char* kFile = "model/substances.csv";
constexpr std::array<std::string_view, 3> kAnswers{"opioid", "stimulant", "none"};

/// The word as the pack writes it.
std::string plain(std::string_view word) {
    std::string text;
    for (const char c : word) {
        if (c == ' ' || c == '-')
            text += '_';
        else
            text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

}  // namespace

const ModelSubstance* substance_named(const std::vector<ModelSubstance>& all,
                                      std::string_view word) noexcept {
    const std::string wanted = plain(word);
    for (const ModelSubstance& one : all)
        if (one.word == wanted) return &one;
    return nullptr;
}

Checked<std::vector<ModelSubstance>> load_model_substances(const PackSource& source) {
    Faults faults;
    SINEW_TRY(const Table table, table_of(source, kFile,
                                          {"word", "answers_as", "borrowed", "reason", "name_en",
                                           "name_zh", "status"}));
    std::vector<ModelSubstance> all;
    TableRows rows{kFile, table, faults};
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        ModelSubstance one;
        one.word = rows.cell(row, "word");
        if (one.word.empty() || one.word != plain(one.word))
            rows.fault(row, "word", "\"" + one.word + "\" is no word",
                       "small letters and underscores");
        rows.once(row, "word", one.word);
        one.answers_as = static_cast<AnswersAs>(rows.word(row, "answers_as", kAnswers));
        one.borrowed = rows.truth(row, "borrowed");
        one.reason = rows.cell(row, "reason");
        if (one.answers_as == AnswersAs::none && one.reason.empty())
            rows.fault(row, "reason", "not in the model, and no reason", "say why");
        one.name_en = rows.cell(row, "name_en");
        one.name_zh = rows.cell(row, "name_zh");
        one.status = rows.cell(row, "status");
        all.push_back(std::move(one));
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return all;
}

}  // namespace sinew::knowledge
