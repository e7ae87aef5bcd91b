#include <sinew/recording/fit_listing.hpp>

#include <sinew/base/content_hash.hpp>
#include <sinew/recording/fit_profile.hpp>
#include <sinew/recording/fit_stream.hpp>
#include <sinew/recording/plain_words.hpp>

#include <algorithm>
#include <map>

namespace sinew::recording {
namespace {

class Lister final : public FitVisitor {
public:
    void on_file(std::size_t) override {}

    void on_message(const FitMessage& message) override {
        Kind& kind = kinds_[message.global()];
        if (kind.listing.messages++ == 0) {
            kind.listing.number = message.global();
            kind.listing.name = fit_name(FitNames::messages, message.global());
        }
        for (const FitField& field : message.fields()) count(message, field, kind);
    }

    std::vector<domain::KindListing> take() {
        std::vector<domain::KindListing> kinds;
        for (auto& [number, kind] : kinds_) kinds.push_back(std::move(kind.listing));
        return kinds;
    }

private:
    struct Kind {
        domain::KindListing listing;
        std::map<int, std::size_t> places;  // key of a field -> index in listing.fields
    };

    /// Developer fields of two apps may share a number: the key holds who made it.
    static int key_of(const FitField& field) {
        const int maker = field.description == nullptr ? 256 : field.description->developer;
        return field.from_developer ? 256 * (1 + maker) + field.number : int{field.number};
    }

    static domain::FieldListing named(const FitMessage& message, const FitField& field) {
        domain::FieldListing listing;
        listing.number = field.number;
        listing.from_developer = field.from_developer;
        if (field.description != nullptr) {
            listing.name = plain_words(field.description->name);
            listing.unit = plain_words(field.description->units);
        } else if (const auto* said = field.from_developer
                                          ? nullptr
                                          : fit_field_name(message.global(), field.number)) {
            listing.name = said->name;
            listing.unit = said->unit;
            listing.withheld = said->privacy != FitPrivacy::open;
        } else {
            listing.withheld = true;  // what nobody has named may be a place
        }
        return listing;
    }

    static void count(const FitMessage& message, const FitField& field, Kind& kind) {
        const auto [place, is_new] =
            kind.places.try_emplace(key_of(field), kind.listing.fields.size());
        if (is_new) kind.listing.fields.push_back(named(message, field));
        domain::FieldListing& listing = kind.listing.fields[place->second];
        if (field.base == FitBase::text) {
            listing.texts += !message.text(field).empty();
            return;
        }
        double scale = 1, offset = 0;
        if (field.description != nullptr) {
            scale = field.description->scale;
            offset = field.description->offset;
        } else if (const auto* said = field.from_developer
                                          ? nullptr
                                          : fit_field_name(message.global(), field.number)) {
            scale = said->scale;
            offset = said->offset;
        }
        for (std::size_t i = 0; i < field.count(); ++i) {
            const auto raw = message.number(field, i);
            if (!raw) continue;
            const double value = (*raw - offset * scale) / scale;
            if (!listing.withheld) {
                listing.lowest = listing.values == 0 ? value : std::min(listing.lowest, value);
                listing.highest = listing.values == 0 ? value : std::max(listing.highest, value);
            }
            ++listing.values;
        }
    }

    std::map<std::uint16_t, Kind> kinds_;
};

}  // namespace

Result<domain::MessageListing> list_fit_messages(std::string_view bytes, const std::string& name) {
    Lister lister;
    SINEW_TRY(const FitReport report, read_fit_stream(bytes, name, lister));
    domain::MessageListing listing;
    listing.format = "fit";
    listing.files = report.files.size();
    for (const FitFileReport& file : report.files) listing.definitions += file.definitions;
    listing.intact = report.intact();
    listing.kinds = lister.take();
    listing.content_hash = content_hash(bytes);
    listing.remarks = report.remarks();
    return listing;
}

}  // namespace sinew::recording
