# cmake -D FOLDER=... -D "PACKS=a.json;b.csv" -D OUTPUT=packs_sha256.inc -P pack_digests.cmake
# SHA-256 of each pack, numbered as sinew_packs.cmake numbers them.
set(text "")
set(n 0)
foreach(pack IN LISTS PACKS)
  file(SHA256 ${FOLDER}/${pack} digest)
  string(APPEND text "#define SINEW_PACK_${n}_SHA256 \"${digest}\"\n")
  math(EXPR n "${n} + 1")
endforeach()
file(WRITE ${OUTPUT} "${text}")
