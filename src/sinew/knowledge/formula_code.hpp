// Formulas checked for their kinds and turned into code: one after the other, each may use what stands before it.
#pragma once

#include <sinew/knowledge/formula_tree.hpp>
#include <sinew/knowledge/instrument_pack.hpp>

#include <map>
#include <optional>
#include <string>

namespace sinew::knowledge {

/// What a formula or a part of it stands for.
struct Compiled {
    ValueKind kind = ValueKind::null;
    bool list = false;
    std::uint16_t at = 0;            ///< register, of lists when `list`
    std::vector<std::string> words;  ///< of a choice
};

/// Gathers the code of one instrument.
class FormulaCompiler {
public:
    /// @param bands  place in the code's band tables by name
    FormulaCompiler(const Instrument& instrument, std::map<std::string, std::uint16_t> bands,
                    ScoreCode& code);

    /// Compiles a formula and, with a name, lets later ones use it.
    /// @errors unknown names, kinds that do not fit, wrong numbers of arguments, with the column
    [[nodiscard]] Result<Compiled> add(std::string_view formula, const std::string& at,
                                       const std::string& name = {});

    [[nodiscard]] bool taken(const std::string& name) const { return names_.contains(name); }

private:
    using Parts = std::vector<Compiled>;
    struct Call;

    Result<Compiled> compile(const Formula& formula);
    Result<Compiled> compile_name(const Formula& formula);
    Result<Compiled> compile_operator(const Formula& formula);
    Result<Compiled> compile_comparison(const Formula& formula);
    Result<Compiled> compile_element(const Formula& formula);
    Result<Compiled> compile_call(const Formula& formula);
    Result<Compiled> compile_if(const Formula& formula);
    Result<Compiled> compile_keyed(const Formula& formula, const Compiled& list);
    Result<Compiled> compile_pick(const Formula& formula, const Compiled& list);
    Result<Compiled> compile_scale(const Formula& formula, const Compiled& list);
    Result<Compiled> compile_band(const Formula& formula);
    Result<Compiled> compile_listed(const Formula& formula, const Parts& parts);
    Result<Compiled> compile_plain(const Formula& formula, const Parts& parts);
    Result<Compiled> place_of_word(const Formula& text, const std::vector<std::string>& words);
    Result<std::vector<std::uint16_t>> places(const Formula& formula, std::size_t from,
                                              std::size_t most);

    [[nodiscard]] tl::unexpected<Error> wrong(const Formula& place, std::string what,
                                              std::string hint) const;
    Compiled constant(double value, ValueKind kind);
    std::uint16_t word(const std::string& text);
    std::uint16_t scalar();
    Compiled emit(ScoreOp op, ValueKind kind, const Parts& parts);
    Compiled emit_list(Instruction step, ValueKind kind);
    Compiled apply(ElementOp op, ValueKind kind, const Compiled& a, const Compiled& b, bool settle);
    [[nodiscard]] const InputSpec* input_of(const Compiled& list) const;

    const Instrument& instrument_;
    std::map<std::string, std::uint16_t> bands_;
    ScoreCode& code_;
    std::map<std::string, Compiled> names_;
    std::map<double, std::uint16_t> constants_;
    std::string at_;  ///< of the formula at hand
};

}  // namespace sinew::knowledge
