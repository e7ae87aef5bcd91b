#include <sinew/base/content_hash.hpp>
#include <sinew/cli/company.hpp>

#include <fmt/format.h>

#include <charconv>

namespace sinew::cli {
namespace {

/// The first 64 bits of the content's hash.
std::uint64_t sign_of(std::string_view work) {
    const std::string hash = content_hash(work);
    std::uint64_t sign = 0;
    std::from_chars(hash.data(), hash.data() + 16, sign, 16);
    return sign;
}

}  // namespace

bool Company::all_well(Exit mine, std::string_view work) {
    met_ = true;
    trouble_ = ranks_.meet({static_cast<int>(mine), sign_of(work)});
    return !trouble_;
}

Exit Company::code() const noexcept {
    if (!trouble_) return Exit::answered;
    return trouble_->code == 0 ? Exit::refused : static_cast<Exit>(trouble_->code);
}

Exit Company::one_voice(Exit mine, Output& out, Output& notes) {
    if (!met_) (void)all_well(mine, {});
    if (!trouble_) {
        if (first()) return mine;
        out.drop();
        notes.drop();
        return Exit::answered;
    }
    if (trouble_->code == 0) {
        out.drop();
        notes.drop();
        if (first())
            notes.line(
                fmt::format("sinew-mpi: rank {} was given other work than rank 0 (give all "
                            "ranks the same words, files and packs)",
                            trouble_->rank));
    } else if (rank() != trouble_->rank) {
        out.drop();
        notes.drop();
    } else {
        notes.line(fmt::format("sinew-mpi: rank {} of {} failed; all have ended", rank(), count()));
    }
    return code();
}

}  // namespace sinew::cli
