#include <sinew/knowledge/pack_source.hpp>

#include <array>

#include "packs_extern.inc"
#include "packs_sha256.inc"

namespace sinew::knowledge {

std::span<const EmbeddedPack> embedded_packs() noexcept {
    static constexpr EmbeddedPack kPacks[] = {
#include "packs.inc"
    };
    return kPacks;
}

}  // namespace sinew::knowledge
