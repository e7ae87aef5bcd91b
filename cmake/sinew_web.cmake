# Builds web/ with node and puts what comes out into the program, like the packs: one assembler file of .incbin, one table.
# Without SINEW_WEB the table is empty: the service answers as ever, but shows no pages.
option(SINEW_WEB "Build the web app into the program (needs node 18.19 or newer, and npm)" ON)

function(sinew_embed_web target)
  set(dir ${PROJECT_BINARY_DIR}/generated_web)
  set(web ${PROJECT_SOURCE_DIR}/web)
  if(NOT SINEW_WEB)
    file(CONFIGURE OUTPUT ${dir}/web_files.inc CONTENT "" @ONLY)
    file(CONFIGURE OUTPUT ${dir}/web_files_extern.inc CONTENT "" @ONLY)
    target_include_directories(${target} PRIVATE ${dir})
    return()
  endif()
  find_program(SINEW_NODE NAMES node nodejs)
  find_program(SINEW_NPM NAMES npm)
  if(NOT SINEW_NODE OR NOT SINEW_NPM)
    message(FATAL_ERROR "The web app is built with node and npm, which are missing here: "
                        "apt-get install nodejs npm, or build without it: -DSINEW_WEB=OFF")
  endif()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${web}/src/* ${web}/public/* ${web}/staff/* ${web}/class/*)
  list(FILTER sources EXCLUDE REGEX "\\.test\\.ts$")
  list(APPEND sources ${web}/index.html ${web}/vite.config.ts ${web}/svelte.config.js ${web}/tsconfig.json ${web}/tools/embed.mjs)

  # What npm installed is shared by all build folders of this tree: the script does nothing when the lock file is the same.
  add_custom_command(
    OUTPUT ${dir}/packages.stamp
    COMMAND ${SINEW_NODE} ${web}/tools/install.mjs ${SINEW_NPM}
    COMMAND ${CMAKE_COMMAND} -E touch ${dir}/packages.stamp
    DEPENDS ${web}/package-lock.json ${web}/package.json ${web}/tools/install.mjs
    WORKING_DIRECTORY ${web}
    COMMENT "Fetching the packages of the web app" VERBATIM)
  add_custom_command(
    OUTPUT ${dir}/web_files.S ${dir}/web_files.inc ${dir}/web_files_extern.inc
    COMMAND ${CMAKE_COMMAND} -E env SINEW_WEB_OUT=${dir}/files NODE_ENV=production
            ${SINEW_NODE} node_modules/vite/bin/vite.js build --logLevel warn
    COMMAND ${SINEW_NODE} tools/embed.mjs ${dir}/files ${dir}
    DEPENDS ${dir}/packages.stamp ${sources}
    WORKING_DIRECTORY ${web}
    COMMENT "Building the web app" VERBATIM)
  set_source_files_properties(${dir}/web_files.S PROPERTIES OBJECT_DEPENDS ${dir}/web_files.inc)
  target_sources(${target} PRIVATE ${dir}/web_files.S ${dir}/web_files.inc ${dir}/web_files_extern.inc)
  target_include_directories(${target} PRIVATE ${dir})
endfunction()
