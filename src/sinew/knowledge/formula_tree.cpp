#include <sinew/base/text.hpp>
#include <sinew/knowledge/formula_tree.hpp>

#include <fmt/format.h>

#include <array>
#include <optional>

namespace sinew::knowledge {
namespace {

constexpr std::size_t kLongest = 2000, kDeepest = 48;

bool is_digit(char sign) noexcept { return sign >= '0' && sign <= '9'; }
bool starts_name(char sign) noexcept {
    return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || sign == '_';
}

enum class Mark : std::uint8_t { end, number, text, name, sign };

struct Token {
    Mark mark = Mark::end;
    std::string_view text;
    std::size_t column = 0;
};

/// Recursive descent, one level of precedence a function. The first fault ends the reading.
class Parser {
public:
    Parser(std::string_view text, const std::string& at) : text_{text}, at_{at} {}

    Result<Formula> whole_formula() {
        if (text_.size() > kLongest)
            return fail({ErrorCode::bad_input, "the formula is too long", at_,
                         "split it into named lines"});
        advance();
        Formula formula = disjunction();
        if (!error_ && token_.mark != Mark::end)
            wrong(fmt::format("\"{}\" does not fit here", token_.text), "");
        if (error_) return fail(*std::move(error_));
        return formula;
    }

private:
    void wrong(std::string what, std::string hint) {
        if (error_) return;
        error_ = Error{ErrorCode::bad_input, std::move(what),
                       fmt::format("{}:{}", at_, token_.column), std::move(hint)};
        token_ = {Mark::end, {}, token_.column};
    }

    void advance() {
        if (error_) return;
        while (place_ < text_.size() && (text_[place_] == ' ' || text_[place_] == '\n')) ++place_;
        const std::size_t start = place_;
        token_ = {Mark::end, {}, start + 1};
        if (start == text_.size()) return;
        const char sign = text_[start];
        if (is_digit(sign)) {
            token_.mark = Mark::number;
            while (place_ < text_.size() && (is_digit(text_[place_]) || text_[place_] == '.'))
                ++place_;
        } else if (starts_name(sign)) {
            token_.mark = Mark::name;
            while (place_ < text_.size() && (starts_name(text_[place_]) || is_digit(text_[place_])))
                ++place_;
        } else if (sign == '\'') {
            token_.mark = Mark::text;
            const std::size_t close = text_.find('\'', start + 1);
            if (close == std::string_view::npos)
                return wrong("the text has no end", "close it with '");
            place_ = close + 1;
        } else {
            token_.mark = Mark::sign;
            constexpr auto kDouble = std::to_array<std::string_view>({"<=", ">=", "!="});
            place_ += 1;
            for (const std::string_view pair : kDouble)
                if (text_.substr(start, 2) == pair) place_ = start + 2;
            if (place_ == start + 1 &&
                std::string_view{"+-*/^()[],=<>"}.find(sign) == std::string_view::npos)
                return wrong("a sign that formulas do not have",
                             "use + - * / ^ ( ) [ ] , = != < <= > >=");
        }
        token_.text = text_.substr(start, place_ - start);
    }

    [[nodiscard]] bool at_word(std::string_view word) const {
        return token_.mark == Mark::name && token_.text == word;
    }
    [[nodiscard]] bool at_sign(std::string_view sign) const {
        return token_.mark == Mark::sign && token_.text == sign;
    }
    void expect(std::string_view sign) {
        if (!at_sign(sign)) return wrong(fmt::format("\"{}\" is wanted here", sign), "");
        advance();
    }

    static Formula applied(std::string_view name, std::size_t column, Formula part) {
        Formula formula;
        formula.node = FormulaNode::apply;
        formula.name = name;
        formula.column = column;
        formula.parts.push_back(std::move(part));
        return formula;
    }
    static Formula applied(std::string_view name, std::size_t column, Formula left, Formula right) {
        Formula formula = applied(name, column, std::move(left));
        formula.parts.push_back(std::move(right));
        return formula;
    }

    template <class Next>
    Formula chain(Next&& next, std::initializer_list<std::string_view> signs) {
        Formula left = next();
        while (!error_) {
            std::string_view found;
            for (const std::string_view sign : signs)
                if (at_sign(sign) || at_word(sign)) found = sign;
            if (found.empty()) break;
            const std::size_t column = token_.column;
            advance();
            Formula right = next();
            left = applied(found, column, std::move(left), std::move(right));
        }
        return left;
    }

    Formula disjunction() {
        if (++depth_ > kDeepest) wrong("too many brackets within brackets", "name a part of it");
        Formula formula = chain([this] { return conjunction(); }, {"or"});
        --depth_;
        return formula;
    }
    Formula conjunction() {
        return chain([this] { return negation(); }, {"and"});
    }
    Formula negation() {
        if (!at_word("not")) return comparison();
        const std::size_t column = token_.column;
        if (++depth_ > kDeepest) wrong("too many \"not\"", "");
        advance();
        Formula of = negation();
        --depth_;
        return applied("not", column, std::move(of));
    }
    Formula comparison() {
        Formula left = sum();
        for (const std::string_view sign : {"=", "!=", "<", "<=", ">", ">="}) {
            if (!at_sign(sign)) continue;
            const std::size_t column = token_.column;
            advance();
            Formula right = sum();
            return applied(sign, column, std::move(left), std::move(right));
        }
        return left;
    }
    Formula sum() {
        return chain([this] { return product(); }, {"+", "-"});
    }
    Formula product() {
        return chain([this] { return signed_power(); }, {"*", "/"});
    }
    Formula signed_power() {
        if (!at_sign("-")) return power();
        const std::size_t column = token_.column;
        if (++depth_ > kDeepest) wrong("too many signs in a row", "");
        advance();
        Formula of = signed_power();
        --depth_;
        return applied("-", column, std::move(of));
    }
    Formula power() {
        Formula base = element();
        if (!at_sign("^")) return base;
        const std::size_t column = token_.column;
        if (++depth_ > kDeepest) wrong("too many powers of powers", "");
        advance();
        Formula exponent = signed_power();
        --depth_;
        return applied("^", column, std::move(base), std::move(exponent));
    }
    Formula element() {
        Formula list = primary();
        while (!error_ && at_sign("[")) {
            Formula place;
            place.node = FormulaNode::element;
            place.column = token_.column;
            advance();
            place.parts.push_back(std::move(list));
            place.parts.push_back(disjunction());
            expect("]");
            list = std::move(place);
        }
        return list;
    }

    Formula primary() {
        Formula formula;
        formula.column = token_.column;
        if (token_.mark == Mark::number) {
            const auto number = parse_number(token_.text);
            if (!number) wrong("not a number", "write digits and one point");
            formula.node = FormulaNode::number;
            formula.number = number.value_or(0);
            formula.whole = token_.text.find('.') == std::string_view::npos;
            advance();
        } else if (token_.mark == Mark::text) {
            formula.node = FormulaNode::text;
            formula.name = token_.text.substr(1, token_.text.size() - 2);
            advance();
        } else if (token_.mark == Mark::name) {
            named(formula);
        } else if (at_sign("(")) {
            advance();
            formula = disjunction();
            expect(")");
        } else {
            wrong(token_.mark == Mark::end ? "the formula ends too early"
                                           : fmt::format("\"{}\" does not fit here", token_.text),
                  "a number, a name, a text or a bracket");
        }
        return formula;
    }

    void named(Formula& formula) {
        formula.name = token_.text;
        advance();
        if (formula.name == "null") return;
        if (formula.name == "true" || formula.name == "false") {
            formula.node = FormulaNode::truth;
            formula.number = formula.name == "true" ? 1 : 0;
            return;
        }
        if (formula.name == "and" || formula.name == "or" || formula.name == "not")
            return wrong(fmt::format("\"{}\" stands alone", formula.name), "");
        formula.node = FormulaNode::name;
        if (!at_sign("(")) return;
        formula.node = FormulaNode::call;
        advance();
        if (at_sign(")")) return advance();
        while (!error_) {
            formula.parts.push_back(disjunction());
            if (!at_sign(",")) break;
            advance();
        }
        expect(")");
    }

    std::string_view text_;
    const std::string& at_;
    Token token_;
    std::size_t place_ = 0, depth_ = 0;
    std::optional<Error> error_;
};

}  // namespace

Result<Formula> parse_formula(std::string_view text, const std::string& at) {
    return Parser{text, at}.whole_formula();
}

}  // namespace sinew::knowledge
