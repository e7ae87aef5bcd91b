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
if(BUILD_TESTING)
  find_package(GTest REQUIRED)
endif()
# Pango's -pthread would keep the room that draws from the shared precompiled header; nothing in it starts threads.
set_target_properties(PkgConfig::CAIRO PROPERTIES INTERFACE_COMPILE_OPTIONS "")
find_path(SINEW_VALIJSON valijson/validator.hpp)  # a second opinion in `sinew knowledge check`, where it is there
