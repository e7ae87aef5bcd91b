# A room is one folder, one static library, one namespace, one list of rooms it may use.
# tools/check_layers.py reads the MAY_USE lists and holds every #include against them.
function(sinew_room name)
  cmake_parse_arguments(PARSE_ARGV 1 ROOM "" "" "SOURCES;TESTS;MAY_USE;PRIVATE_LINKS;PUBLIC_LINKS;TEST_USES")
  if(ROOM_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "sinew_room(${name}): unknown words: ${ROOM_UNPARSED_ARGUMENTS}")
  endif()
  add_library(sinew_${name} STATIC ${ROOM_SOURCES})
  add_library(sinew::${name} ALIAS sinew_${name})
  target_include_directories(sinew_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  list(TRANSFORM ROOM_MAY_USE PREPEND sinew:: OUTPUT_VARIABLE uses)
  target_link_libraries(sinew_${name}
    PUBLIC ${uses} ${ROOM_PUBLIC_LINKS} fmt::fmt nlohmann_json::nlohmann_json
    PRIVATE sinew::flags ${ROOM_PRIVATE_LINKS})
  sinew_precompile(sinew_${name})
  if(BUILD_TESTING AND ROOM_TESTS)
    list(TRANSFORM ROOM_TEST_USES PREPEND sinew:: OUTPUT_VARIABLE test_uses)
    sinew_test(${name}_test SOURCES ${ROOM_TESTS} LINKS sinew::${name} ${test_uses} LABEL ${name})
  endif()
endfunction()

# One precompiled header for the whole house: the standard library, fmt and JSON, compiled once.
function(sinew_precompile target)
  if(TARGET sinew_base AND NOT target STREQUAL "sinew_base")
    target_precompile_headers(${target} REUSE_FROM sinew_base)
  else()
    target_precompile_headers(${target} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/precompiled.hpp)
  endif()
endfunction()

# A test program: GoogleTest's main, every TEST its own ctest entry.
# Tests find their data through SINEW_SOURCE_DIR, and ../shared through SINEW_SHARED_DIR when it is there.
function(sinew_test name)
  cmake_parse_arguments(PARSE_ARGV 1 T "" "LABEL;TIMEOUT" "SOURCES;LINKS")
  add_executable(${name} ${T_SOURCES})
  if(NOT TARGET sinew_test_headers)
    add_library(sinew_test_headers STATIC ${PROJECT_SOURCE_DIR}/cmake/precompiled_test.cpp)
    target_link_libraries(sinew_test_headers PRIVATE sinew::flags GTest::gtest fmt::fmt nlohmann_json::nlohmann_json)
    target_precompile_headers(sinew_test_headers PRIVATE ${PROJECT_SOURCE_DIR}/cmake/precompiled_test.hpp)
  endif()
  target_precompile_headers(${name} REUSE_FROM sinew_test_headers)
  target_link_libraries(${name} PRIVATE ${T_LINKS} sinew::flags GTest::gtest_main fmt::fmt nlohmann_json::nlohmann_json)
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR}/tests)
  target_compile_definitions(${name} PRIVATE
    SINEW_SOURCE_DIR="${PROJECT_SOURCE_DIR}" SINEW_PROGRAM="$<TARGET_FILE:sinew>")
  add_dependencies(${name} sinew)
  if(NOT T_TIMEOUT)
    set(T_TIMEOUT 300)
  endif()
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST PROPERTIES LABELS ${T_LABEL} TIMEOUT ${T_TIMEOUT})
endfunction()
include(GoogleTest)
