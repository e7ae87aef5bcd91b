#include <sinew/base/text.hpp>
#include <sinew/document/redcap_dictionary.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace sinew::document {
namespace {

using care::AskedAs;
using care::AskedQuestion;
using care::Instrument;
using knowledge::OutputSpec;

constexpr double kNoLimit = 1e9;  ///< beyond this a pack means "no limit"

struct Row {
    std::string variable, form, header, type = "text", label, choices, note, validation, min, max,
                                        required, number, annotation;
};

std::string cell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + "\"";
}

/// Choices are parted by bars and commas: a label must not hold a bar.
std::string choice_label(std::string text) {
    std::replace(text.begin(), text.end(), '|', '/');
    return text;
}

class Dictionary {
public:
    explicit Dictionary(domain::Language language) : language_{language} {
        std::vector<std::string> header;
        for (const std::string_view column : kDictionaryColumns)
            header.push_back(cell(std::string{column}));
        text_ = join(header, ",") + "\r\n";
    }

    void add(const Instrument& instrument) {
        if (names_.empty()) {
            Row key;
            key.variable = unique("record_id");
            key.form = instrument.id;
            key.label = language_ == domain::Language::zh ? "记录编号" : "Record ID";
            key.annotation = "a code, never a name";
            write(key);
        }
        bool first = true;
        for (const AskedQuestion& question : care::asked_questions(instrument, language_)) {
            Row row = asked(instrument, question);
            if (first) row.header = heading(instrument);
            first = false;
            write(row);
        }
        for (const OutputSpec& output : instrument.outputs) write(scored(instrument, output));
    }

    std::string text() && { return std::move(text_); }

private:
    /// Lower case, letters first, at most 26 signs, never twice.
    std::string unique(const std::string& wish) {
        std::string name;
        for (const char c : wish) {
            const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            const bool plain = (low >= 'a' && low <= 'z') || (low >= '0' && low <= '9');
            if (plain)
                name += low;
            else if (!name.empty() && name.back() != '_')
                name += '_';
        }
        name = name.substr(0, kLongestVariable);
        while (!name.empty() && name.back() == '_') name.pop_back();
        std::string tried = name;
        for (int n = 2; !names_.insert(tried).second; ++n) {
            const std::string tail = fmt::format("_{}", n);
            tried = name.substr(0, kLongestVariable - tail.size()) + tail;
        }
        return tried;
    }

    std::string heading(const Instrument& instrument) const {
        return fmt::format("{} ({})", instrument.name.in(language_), instrument.recall);
    }

    Row asked(const Instrument& instrument, const AskedQuestion& question) {
        Row row;
        row.variable = unique(instrument.id + "_" + question.name);
        row.form = instrument.id;
        row.label = question.text;
        row.note = question.unit;
        row.required = question.required ? "y" : "";
        if (question.element) row.number = std::to_string(*question.element + 1);
        row.annotation =
            fmt::format("sinew {} {}; {}{}", instrument.id, instrument.version, question.link,
                        question.loinc.empty() ? "" : "; LOINC " + question.loinc);
        shape(row, question);
        return row;
    }

    void shape(Row& row, const AskedQuestion& question) const {
        // One field holds one value: a list of any length is a text.
        if (question.repeats || question.as == AskedAs::signs) {
            row.type = "notes";
            const std::string how = question.as == AskedAs::row_text
                                        ? "rows such as 15:104, parted by blanks"
                                    : question.repeats ? "values parted by blanks"
                                                       : "one sign a day";
            row.note = row.note.empty() ? how : row.note + "; " + how;
            return;
        }
        switch (question.as) {
            case AskedAs::choice: {
                row.type = "radio";
                std::vector<std::string> choices;
                for (const auto& option : question.options)
                    choices.push_back(option.code + ", " + choice_label(option.label));
                row.choices = join(choices, " | ");
                break;
            }
            case AskedAs::yes_no: row.type = "yesno"; break;
            case AskedAs::clock: row.validation = "time"; break;
            case AskedAs::whole:
            case AskedAs::number:
                row.validation = question.as == AskedAs::whole ? "integer" : "number";
                if (question.rule.low > -kNoLimit) row.min = number_text(question.rule.low);
                if (question.rule.high < kNoLimit) row.max = number_text(question.rule.high);
                break;
            case AskedAs::signs:
            case AskedAs::row_text: break;
        }
    }

    Row scored(const Instrument& instrument, const OutputSpec& output) {
        Row row;
        row.variable = unique(instrument.id + "_" + output.name);
        row.form = instrument.id;
        row.label = output.label.in(language_).empty() ? output.name : output.label.in(language_);
        row.note = output.unit;
        row.annotation =
            fmt::format("@READONLY sinew {} {}; score {}; imported, not calculated here",
                        instrument.id, instrument.version, output.name);
        return row;
    }

    void write(const Row& row) {
        const std::vector<std::string> cells{
            row.variable, row.form, row.header,     row.type, row.label,
            row.choices,  row.note, row.validation, row.min,  row.max,
            "",           "",       row.required,   "",       row.number,
            "",           "",       row.annotation};
        std::vector<std::string> quoted;
        for (const std::string& text : cells) quoted.push_back(cell(text));
        text_ += join(quoted, ",") + "\r\n";
    }

    domain::Language language_;
    std::set<std::string> names_;
    std::string text_;
};

}  // namespace

std::string data_dictionary(const std::vector<const Instrument*>& instruments,
                            domain::Language language) {
    Dictionary dictionary{language};
    for (const Instrument* instrument : instruments) dictionary.add(*instrument);
    return std::move(dictionary).text();
}

}  // namespace sinew::document
