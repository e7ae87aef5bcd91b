#include <sinew/cli/commands.hpp>
#include <sinew/cli/record_work.hpp>

namespace sinew::cli {

CommandSpec record_command() {
    const OptionSpec answers{
        "answers", "FILE", "lay these answers over the record", {}, Completes::file};
    return {
        .name = "record",
        .summary = "a person's record: bring one in, ask what is open",
        .about = "",
        .commands = {
            {.name = "import",
             .summary = "our record from a FHIR R4 bundle, with an account of every entry",
             .about = "Says what each entry became: used, to be asked, shown, not used and why, or "
                      "a code that is not known. "
                      "Nothing is guessed, and a missing entry is never taken for a no. With "
                      "--output the record is "
                      "written, with the questions still open.",
             .arguments = {{"BUNDLE", "a FHIR R4 bundle, our own record, or - for standard input"}},
             .options = {{"output",
                          "FILE",
                          "write the record here (- for standard output)",
                          {},
                          Completes::file,
                          'o'},
                         answers,
                         {"explain", "", "with the notes of the mapping, and what has no bearing"}},
             .examples = {{"zcat bundle.json.gz | sinew record import - -o record.json",
                           "then: sinew record ask record.json"},
                          {"sinew record import bundle.json --json",
                           "the account and the record, for machines"}},
             .run = run_record_import},
            {.name = "ask",
             .summary = "ask the open questions, safety first",
             .about =
                 "One question at a time, in plain words. Each answer is saved before the next "
                 "question, so that a broken-off "
                 "interview goes on where it was. Enter skips, b goes back, ? says why it is "
                 "asked, q stops. Answers may "
                 "also come through a pipe, one a line. Exits 1 while a needed answer is open.",
             .arguments = {{"RECORD", "the record, which is kept up to date"}},
             .options = {{"output",
                          "FILE",
                          "keep the record here and leave the first as it is",
                          {},
                          Completes::file,
                          'o'},
                         answers},
             .examples = {{"sinew record ask record.json", "then: sinew prescribe record.json"},
                          {"sinew record ask bundle.json -o record.json --lang zh",
                           "straight from a bundle, in Chinese"}},
             .run = run_record_ask}}};
}

}  // namespace sinew::cli
