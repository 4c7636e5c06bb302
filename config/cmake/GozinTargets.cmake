# What every target of the house shares: language, warnings, sanitizers, ccache, a fast linker.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})

# -O3 buys nothing measurable here and costs a third more to compile.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

option(GOZIN_SANITIZE "Address and undefined-behaviour sanitizers" OFF)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}
      CCACHE_NOHASHDIR=1 ${CCACHE})
endif()

add_library(gozin_options INTERFACE)
target_include_directories(gozin_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(gozin_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Wold-style-cast -Woverloaded-virtual -Werror
  # g++ 12 sees overlaps and overflows in std::string at -O2 that are not there (GCC bugs 105651,
  # 105329); the sanitized build would see them where they are.
  $<$<CONFIG:Release>:-Wno-restrict> $<$<CONFIG:Release>:-Wno-array-bounds>
  $<$<CONFIG:Release>:-Wno-stringop-overflow> $<$<CONFIG:Release>:-Wno-stringop-overread>)

find_program(MOLD mold)
if(MOLD)
  target_link_options(gozin_options INTERFACE -fuse-ld=mold)
endif()

if(GOZIN_SANITIZE)
  # Without vptr: Debian's SOCI hides its typeinfo, and the check does not link. Without null and
  # alignment, which triple the code and cost a quarter of the build: a null pointer that is used
  # ends the process under the address sanitizer anyway, and only bytes are ever read as bytes.
  set(sanitizers -fsanitize=address,undefined -fno-sanitize=vptr,null,alignment
      -fno-omit-frame-pointer)
  target_compile_options(gozin_options INTERFACE ${sanitizers} -fno-sanitize-recover=all)
  target_link_options(gozin_options INTERFACE ${sanitizers})
endif()

# What stands outside the house and is read by nearly every file, parsed once: half of the time of
# many a test. Not with `dev`, where a header has to name what it needs.
option(GOZIN_PRECOMPILE "Precompile the standard library, Boost and GoogleTest" OFF)
if(GOZIN_PRECOMPILE)
  # ccache takes files that use a precompiled header only with this.
  target_compile_options(gozin_options INTERFACE -fpch-preprocess)
endif()

# gozin_precompile(GROUP LINKS ...): makes precompiled headers for targets that link the same.
function(gozin_precompile group)
  if(GOZIN_PRECOMPILE)
    set(folder ${PROJECT_SOURCE_DIR}/config/cmake/precompiled)
    add_library(gozin_precompiled_${group} OBJECT EXCLUDE_FROM_ALL ${folder}/users.cpp)
    target_link_libraries(gozin_precompiled_${group} PRIVATE gozin_options ${ARGN})
    target_precompile_headers(gozin_precompiled_${group} PRIVATE ${folder}/${group}.hpp)
  endif()
endfunction()

# gozin_precompiled(TARGET GROUP): the target reads the precompiled headers of that group.
function(gozin_precompiled target group)
  if(GOZIN_PRECOMPILE)
    target_precompile_headers(${target} REUSE_FROM gozin_precompiled_${group})
  endif()
endfunction()

# gozin_library(NAME SOURCES ... LINKS ...): one folder, one target, named gozin_NAME.
function(gozin_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
  add_library(gozin_${name} STATIC ${arg_SOURCES})
  target_link_libraries(gozin_${name}
    PUBLIC gozin_options ${arg_LINKS} PRIVATE ${arg_PRIVATE_LINKS})
  gozin_precompiled(gozin_${name} product)
endfunction()

# gozin_test(NAME LABEL [SERVERS] SOURCES ... [APART ...] LINKS ...): one test program; every TEST
# is one ctest entry. APART: which of its files are compiled by themselves, since they give a name
# to another thing than the rest. SERVERS: it needs the servers that tests/support starts.
function(gozin_test name label)
  cmake_parse_arguments(arg "SERVERS" "" "SOURCES;APART;LINKS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  # Tables of refusals are alike: each has its rows.
  set(tables ${arg_SOURCES})
  list(FILTER tables INCLUDE REGEX "refusals?_test")
  set_source_files_properties(${tables} ${arg_APART} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  target_link_libraries(${name} PRIVATE gozin_options ${arg_LINKS} GTest::gmock GTest::gtest_main)
  gozin_precompiled(${name} tests)
  set(properties LABELS ${label} TIMEOUT 400)
  if(arg_SERVERS)
    list(APPEND properties FIXTURES_REQUIRED database_servers
      ENVIRONMENT GOZIN_TEST_SERVERS=${PROJECT_BINARY_DIR}/servers)
  endif()
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST PROPERTIES ${properties})
endfunction()
