#include <sinew/base/table_text.hpp>
#include <sinew/knowledge/model_substances.hpp>

#include <fmt/format.h>

namespace sinew::knowledge {
namespace {

constexpr const char* kFile = "model/substances.csv";

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
    const auto text = source.read(kFile);
    if (!text) {
        faults.add(text.error());
        return tl::make_unexpected(std::move(faults));
    }
    SINEW_TRY(const Table table, read_table(*text, kFile,
                                            {"word", "answers_as", "borrowed", "reason", "name_en",
                                             "name_zh", "status"}));
    std::vector<ModelSubstance> all;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto fault = [&](const char* column, std::string what, std::string hint) {
            faults.add(ErrorCode::bad_input,
                       fmt::format("{}:{}:{}", kFile, table.lines[row], column), std::move(what),
                       std::move(hint));
        };
        ModelSubstance one;
        one.word = table.cell(row, "word");
        if (one.word.empty() || one.word != plain(one.word))
            fault("word", "\"" + one.word + "\" is no word", "small letters and underscores");
        if (substance_named(all, one.word) != nullptr)
            fault("word", one.word + " stands twice", "keep one of them");
        const std::string as = table.cell(row, "answers_as");
        if (as == "opioid")
            one.answers_as = AnswersAs::opioid;
        else if (as == "stimulant")
            one.answers_as = AnswersAs::stimulant;
        else if (as != "none")
            fault("answers_as", "unknown class \"" + as + "\"", "opioid, stimulant or none");
        const std::string borrowed = table.cell(row, "borrowed");
        if (borrowed != "yes" && borrowed != "no")
            fault("borrowed", "\"" + borrowed + "\"", "write yes or no");
        one.borrowed = borrowed == "yes";
        one.reason = table.cell(row, "reason");
        if (one.answers_as == AnswersAs::none && one.reason.empty())
            fault("reason", "not in the model, and no reason", "say why");
        one.name_en = table.cell(row, "name_en");
        one.name_zh = table.cell(row, "name_zh");
        one.status = table.cell(row, "status");
        all.push_back(std::move(one));
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return all;
}

}  // namespace sinew::knowledge
