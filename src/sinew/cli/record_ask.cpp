#include <sinew/base/clock.hpp>
#include <sinew/base/files.hpp>
#include <sinew/base/text.hpp>
#include <sinew/care/condition_words.hpp>
#include <sinew/care/interview.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/cli/record_input.hpp>
#include <sinew/cli/record_work.hpp>
#include <sinew/document/record_json.hpp>

#include <iostream>

namespace sinew::cli {
namespace {

using care::Question;

/// One interview at a terminal or over a pipe. Every answer is on disk before the next question is asked.
class Asking {
public:
    Asking(Call& call, RecordInput input, std::string path)
        : call_{call},
          input_{std::move(input)},
          path_{std::move(path)},
          words_{input_.catalogue->words(call.settings.language, call.settings.framing)},
          interview_{input_.record, input_.as_of, *input_.catalogue} {}

    Exit run() {
        if (interview_.question() == nullptr)
            call_.out.line(words_("terminal.nothing_to_ask"));
        else if (!call_.settings.quiet)
            call_.out.line(call_.out.inked(words_("terminal.ask_keys"), Ink::faint));
        while (const Question* question = interview_.question()) {
            show(*question);
            const auto typed = next_line();
            if (!typed || *typed == "q") break;
            if (*typed == "?") {
                print("  " + words_("question." + question->key + ".why"));
                continue;
            }
            if (typed->empty()) {
                interview_.skip();
                continue;
            }
            if (*typed == "b" ? !step_back() : !take(*typed)) return Exit::storage;
        }
        return close();
    }

private:
    void print(const std::string& text, Ink ink = Ink::plain) {
        const std::size_t indent = text.find_first_not_of(' ');
        for (const std::string& line : wrap(text.substr(indent), call_.out.columns() - indent))
            call_.out.line(std::string(indent, ' ') + call_.out.inked(line, ink));
    }

    void show(const Question& question) {
        if (shown_ == question.key) {
            prompt();
            return;
        }
        shown_ = question.key;
        call_.out.line("");
        const std::string group =
            words_("question.group." + std::string{domain::name_of(question.group)});
        print(
            group + " · " +
                words_("terminal.questions_left", {{"count", std::to_string(interview_.left())}}) +
                " · " +
                words_("terminal.needed_left",
                       {{"count", std::to_string(interview_.needed_left())}}),
            Ink::faint);
        print(words_("question." + question.key + ".ask"), Ink::strong);
        if (question.fact && question.old)
            print("  " + words_("terminal.said_before", {{"value", old_value(question)}}) + " – " +
                      words_("question.reason." + std::string{domain::name_of(question.reason)}),
                  Ink::faint);
        if (!question.because.empty())
            print("  " + words_("question.because",
                                {{"reasons", care::spoken_list(question.because, words_)}}),
                  Ink::faint);
        print("  " + expected(question), Ink::faint);
        prompt();
    }

    void prompt() {
        call_.out.write(call_.out.inked("> ", Ink::accent));
        call_.out.flush();
    }

    std::string old_value(const Question& question) const {
        const auto& pack = input_.catalogue->screening;
        const std::string value =
            care::fact_value_words(*question.fact, question.old->value, pack, words_);
        if (!question.old_from) return words_("question.old_value_undated", {{"value", value}});
        return words_(
            "question.old_value",
            {{"value", value},
             {"date", day_text(std::chrono::floor<std::chrono::days>(*question.old_from))}});
    }

    /// What may be typed, in the reader's language; lists are numbered, and the number is an answer.
    std::string expected(const Question& question) const {
        if (!question.fact || input_.catalogue->screening.facts[*question.fact].name == "bmi")
            return care::expected_answer(question, *input_.catalogue);
        const auto& pack = input_.catalogue->screening;
        const auto& fact = pack.facts[*question.fact];
        std::string text;
        switch (fact.type) {
            case knowledge::FactType::boolean: text = words_("terminal.answer_y_n"); break;
            case knowledge::FactType::number:
                text = words_("terminal.answer_number",
                              {{"low", number_text(fact.lowest.value_or(0))},
                               {"high", number_text(fact.highest.value_or(0))}});
                break;
            case knowledge::FactType::choice: {
                std::vector<std::string> choices;
                for (std::size_t i = 0; i < fact.values.size(); ++i)
                    choices.push_back(std::to_string(i + 1) + " " +
                                      care::fact_value_words(*question.fact, static_cast<double>(i),
                                                             pack, words_));
                text = words_("terminal.answer_choice", {{"choices", join(choices, " · ")}});
                break;
            }
        }
        return fact.null_means_never ? words_("terminal.answer_never", {{"expected", text}}) : text;
    }

    std::optional<std::string> next_line() {
        std::string line;
        if (!std::getline(std::cin, line)) return std::nullopt;
        return std::string{trim(line)};
    }

    /// @return false when the record could not be saved
    bool take(const std::string& typed) {
        const domain::AsOf now = call_.settings.date ? input_.as_of : domain::AsOf::at(clock_now());
        const auto outcome = interview_.answer(typed, now);
        if (!outcome) {
            Error fault = outcome.error();
            fault.where.clear();
            print("  " + to_line(fault), Ink::careful);
            return true;
        }
        if (*outcome == domain::Outcome::stop_now)
            print("  " + words_("outcome.stop_now"), Ink::bad);
        return save();
    }

    bool step_back() {
        if (!interview_.back()) return true;
        shown_.clear();
        return save();
    }

    bool save() {
        const auto bytes =
            document::record_json(interview_.record(), input_.catalogue->screening).dump(2) + "\n";
        const auto written = write_file_atomically(path_, bytes);
        if (!written) refuse(call_, written.error());
        return written.has_value();
    }

    Exit close() {
        call_.out.line("");
        call_.out.line(
            words_("outcome." + std::string{domain::name_of(interview_.clearance().outcome)}));
        if (interview_.needed_left() > 0)
            call_.out.line(words_("screening.questions_open.count",
                                  {{"count", std::to_string(interview_.needed_left())}}));
        if (!call_.settings.quiet)
            call_.out.line(
                call_.out.inked(words_("terminal.saved", {{"path", path_}}), Ink::faint));
        return interview_.needed_left() == 0 ? Exit::answered : Exit::in_part;
    }

    Call& call_;
    RecordInput input_;
    std::string path_, shown_;
    care::Words words_;
    care::Interview interview_;
};

}  // namespace

Exit run_record_ask(Call& call) {
    const std::string& path = call.arguments().front();
    const std::string target = call.text("output").value_or(path);
    if (target == "-")
        return refuse(call, {ErrorCode::bad_input, "answers are typed on standard input", "-",
                             "name a file to keep the record in"});
    // Questions are answered now, so what is known is judged by its age now.
    auto input = read_record_input(call, path,
                                   {care::Part::screening, care::Part::questions, care::Part::text},
                                   JudgedAt::now);
    if (!input) return refuse(call, input.error());
    if (input->report && !call.has("output"))
        return refuse(call, {ErrorCode::bad_input, "this is a FHIR bundle, which stays as it is",
                             path, "add -o record.json"});
    if (input->record.person.deceased) {
        call.out.line(input->catalogue->words(call.settings.language,
                                              call.settings.framing)("programme.deceased"));
        return Exit::answered;
    }
    return Asking{call, *std::move(input), target}.run();
}

}  // namespace sinew::cli
