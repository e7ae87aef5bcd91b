# Every outside library, found once. Each is named in one room only (docs/adr/0001).
find_package(PkgConfig REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Threads REQUIRED)
find_package(Eigen3 REQUIRED NO_MODULE)
find_package(pugixml REQUIRED)
find_package(Boost 1.74 REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(CAIRO REQUIRED IMPORTED_TARGET cairo-pdf pangocairo)
# The archives where there are any: a program that looks for fewer libraries starts sooner.
find_library(SINEW_OATH NAMES liboath.a oath REQUIRED)
find_library(SINEW_HTTP_PARSER NAMES libhttp_parser.a http_parser REQUIRED)
find_library(SINEW_CVODE NAMES libsundials_cvode.a sundials_cvode REQUIRED)  # holds the parts of SUNDIALS that it needs
find_path(SINEW_HIGHWAY hwy/highway.h REQUIRED)  # headers only
find_path(SINEW_RESTINIO restinio/all.hpp REQUIRED)
find_path(SINEW_SPDLOG spdlog/async_logger.h REQUIRED)
if(BUILD_TESTING)
  find_package(GTest REQUIRED)
endif()
# Headers only: the libraries are loaded when the first page is drawn (docs/adr/0011).
add_library(sinew_drawing_headers INTERFACE)
target_include_directories(sinew_drawing_headers SYSTEM INTERFACE ${CAIRO_INCLUDE_DIRS})
if(SINEW_STATIC_RUNTIME)
  find_library(SINEW_SODIUM_ARCHIVE libsodium.a)
  if(SINEW_SODIUM_ARCHIVE)
    set_target_properties(PkgConfig::SODIUM PROPERTIES INTERFACE_LINK_LIBRARIES ${SINEW_SODIUM_ARCHIVE})
  endif()
  if(TARGET pugixml::static)
    set_target_properties(pugixml::pugixml PROPERTIES INTERFACE_LINK_LIBRARIES pugixml::static)
  endif()
endif()
find_path(SINEW_VALIJSON valijson/validator.hpp)  # a second opinion in `sinew knowledge check`, where it is there
