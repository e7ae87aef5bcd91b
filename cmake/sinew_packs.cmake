# Puts knowledge/ into the program as it stands: one assembler file of .incbin, one table of names.
# `sinew --knowledge DIR` reads a folder instead; both go through the same reader.
file(GLOB_RECURSE SINEW_PACK_FILES CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/knowledge
     ${PROJECT_SOURCE_DIR}/knowledge/*.json ${PROJECT_SOURCE_DIR}/knowledge/*.csv)
list(SORT SINEW_PACK_FILES)

function(sinew_embed_packs target)
  set(assembly "    .section .rodata\n")
  set(table "")
  set(externs "")
  set(paths "")
  set(n 0)
  foreach(file IN LISTS SINEW_PACK_FILES)
    set(path ${PROJECT_SOURCE_DIR}/knowledge/${file})
    list(APPEND paths ${path})
    string(APPEND assembly
      "    .global sinew_pack_${n}\n    .global sinew_pack_${n}_end\n    .balign 16\nsinew_pack_${n}:\n    .incbin \"${path}\"\nsinew_pack_${n}_end:\n    .byte 0\n")
    string(APPEND externs "extern \"C\" const char sinew_pack_${n}[];\nextern \"C\" const char sinew_pack_${n}_end[];\n")
    string(APPEND table "    {\"${file}\", sinew_pack_${n}, sinew_pack_${n}_end, SINEW_PACK_${n}_SHA256},\n")
    math(EXPR n "${n} + 1")
  endforeach()
  string(APPEND assembly "    .section .note.GNU-stack,\"\",@progbits\n")
  set(dir ${PROJECT_BINARY_DIR}/generated)
  file(CONFIGURE OUTPUT ${dir}/packs.S CONTENT "${assembly}" @ONLY)
  file(CONFIGURE OUTPUT ${dir}/packs.inc CONTENT "${table}" @ONLY)
  file(CONFIGURE OUTPUT ${dir}/packs_extern.inc CONTENT "${externs}" @ONLY)
  # At build time, so that an edited pack takes its new digest along.
  add_custom_command(OUTPUT ${dir}/packs_sha256.inc
    COMMAND ${CMAKE_COMMAND} -D FOLDER=${PROJECT_SOURCE_DIR}/knowledge -D "PACKS=${SINEW_PACK_FILES}"
            -D OUTPUT=${dir}/packs_sha256.inc -P ${PROJECT_SOURCE_DIR}/cmake/pack_digests.cmake
    DEPENDS ${paths} ${PROJECT_SOURCE_DIR}/cmake/pack_digests.cmake VERBATIM)
  set_source_files_properties(${dir}/packs.S PROPERTIES OBJECT_DEPENDS "${paths}")
  target_sources(${target} PRIVATE ${dir}/packs.S ${dir}/packs_sha256.inc)
  target_include_directories(${target} PRIVATE ${dir})
endfunction()
