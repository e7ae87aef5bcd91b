#include <sinew/base/clock.hpp>
#include <sinew/base/files.hpp>
#include <sinew/base/json_text.hpp>
#include <sinew/base/refused.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/record_input.hpp>
#include <sinew/document/record_json.hpp>
#include <sinew/fhir/bundle.hpp>
#include <sinew/fhir/import.hpp>

namespace sinew::cli {
namespace {

bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1f\x8b"); }

/// The record of a document, before any answers.
Checked<RecordInput> read_either(std::string_view bytes, const std::string& name, bool bundle,
                                 std::optional<Moment> as_of, JudgedAt at,
                                 std::unique_ptr<const care::Catalogue> catalogue) {
    if (bundle) {
        const domain::AsOf moment =
            as_of ? domain::AsOf::of(*as_of) : domain::AsOf::at(clock_now());
        auto import = fhir::import_bundle(bytes, name, moment, *catalogue);
        if (!import) return tl::make_unexpected(std::move(import).error());
        return RecordInput{std::move(catalogue), std::move(import->record), moment,
                           std::move(import->report)};
    }
    SINEW_TRY(const Json json, read_json(bytes, name));
    // A record written by a clock ahead of ours is judged at its own moment, not refused.
    if (const auto own = document::assessed_at_of(json);
        at == JudgedAt::now && as_of && own && own->earliest > as_of->earliest)
        as_of = own;
    SINEW_TRY(auto record, document::read_record(json, name, as_of, *catalogue));
    const domain::AsOf moment = as_of ? domain::AsOf::of(*as_of) : document::as_of_record(record);
    return RecordInput{std::move(catalogue), std::move(record), moment, std::nullopt};
}

}  // namespace

std::optional<Moment> moment_of(const Settings& settings) {
    if (!settings.date) return std::nullopt;
    return Moment{*settings.date, *settings.date + std::chrono::days{1}, false};
}

std::string name_of_input(const std::string& path) { return path == "-" ? "standard input" : path; }

Result<std::string> read_document(const std::string& path) {
    auto bytes = read_file(path);
    if (!bytes) {
        Error fault = std::move(bytes).error();
        fault.where = name_of_input(path);
        return fail(std::move(fault));
    }
    if (is_gzip(*bytes))
        return fail({ErrorCode::bad_input, "this is compressed with gzip", name_of_input(path),
                     "unpack it on the way in: zcat FILE | sinew ... -"});
    return bytes;
}

Checked<Json> read_json_document(const std::string& path) {
    const auto bytes = read_document(path);
    if (!bytes) return refused(bytes.error());
    return read_json(*bytes, name_of_input(path));
}

Checked<RecordInput> read_record_input(const Call& call, const std::string& path, care::Parts parts,
                                       JudgedAt at) {
    const auto bytes = read_document(path);
    if (!bytes) return refused(bytes.error());
    std::optional<Moment> as_of = moment_of(call.settings);
    if (!as_of && at == JudgedAt::now) as_of = Moment{clock_now(), clock_now(), true};
    std::optional<Json> answers;
    Faults faults;
    const auto answers_path = call.text("answers");
    if (answers_path) {
        auto read = read_json_document(*answers_path);
        if (!read)
            faults.take(std::move(read).error());
        else
            answers = *std::move(read);
        if (answers && !as_of) as_of = document::assessed_at_of(*answers);
    }
    const bool bundle = fhir::is_fhir_document(*bytes);
    if (bundle) parts.add(care::Part::fhir);
    SINEW_TRY(auto catalogue, catalogue_for(call, parts));
    auto input = read_either(*bytes, name_of_input(path), bundle, as_of,
                             call.settings.date ? JudgedAt::assessment : at, std::move(catalogue));
    if (!input) faults.take(std::move(input).error());
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    if (!answers) return input;
    // The same moment for the answers as for what they are laid over.
    SINEW_TRY(input->record,
              document::apply_answers(std::move(input->record), *answers,
                                      name_of_input(*answers_path), as_of, *input->catalogue));
    if (!as_of && !bundle) input->as_of = document::as_of_record(input->record);
    return input;
}

}  // namespace sinew::cli
