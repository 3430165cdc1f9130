# One target carries the language level, the warnings and the sanitizers of every target of ours.
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # Precompiled headers are told by their time stamps; without these allowances ccache passes every such source by.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} ${CCACHE_PROGRAM})
endif()

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release)
endif()

add_library(build_options INTERFACE)
target_compile_features(build_options INTERFACE cxx_std_20)
target_include_directories(build_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(build_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual
    $<$<BOOL:${BERTH_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 finds these inside its own <string>, on paths that cannot be taken ("text" + name at -O3). The address sanitizer
    # looks for the real ones, and clang, which builds the fuzzers, keeps its own -Warray-bounds.
    target_compile_options(build_options INTERFACE -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds)
endif()
if(CMAKE_UNITY_BUILD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Told of every file but the main one; in a unity build no file of ours is that. And what a file has to itself is global to
    # those behind it: only local names are looked at.
    target_compile_options(build_options INTERFACE -Wno-subobject-linkage -Wno-shadow -Wshadow=local)
endif()
if(CCACHE_PROGRAM)
    # The compiler's half of the same allowance: GCC names the precompiled header in what it preprocesses, clang leaves its time out.
    target_compile_options(build_options INTERFACE
        $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>
        $<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>)
endif()
if(BERTH_SANITIZE)
    target_compile_options(build_options INTERFACE -fsanitize=${BERTH_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(build_options INTERFACE -fsanitize=${BERTH_SANITIZE})
endif()
# Of what fuzzers find their way through (tests/fuzz): they see which branches an input took.
add_library(fuzz_options INTERFACE)
if(BERTH_FUZZ)
    target_compile_options(fuzz_options INTERFACE -fsanitize=fuzzer-no-link)
    target_link_options(build_options INTERFACE -fsanitize=fuzzer-no-link)
    # Programs with sanitizers are large, and ld takes half a minute over one of them.
    find_program(LLD_PROGRAM ld.lld)
    if(LLD_PROGRAM)
        target_link_options(build_options INTERFACE -fuse-ld=lld)
    endif()
endif()

add_library(qt_options INTERFACE)
target_compile_definitions(qt_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_URL_CAST_FROM_STRING)
