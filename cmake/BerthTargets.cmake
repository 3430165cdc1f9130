# berth_moc(ui): the sources of the target are read by moc, alone. It looks for classes of ours, and would else read all that each
# of them includes for every single file, which took longer than to compile some of them.
function(berth_moc target)
    foreach(configuration "" _NONE _RELEASE)
        get_target_property(moc Qt6::moc IMPORTED_LOCATION${configuration})
        if(moc)
            break()
        endif()
    endforeach()
    set(MOC ${moc})
    set(script ${CMAKE_BINARY_DIR}/moc)
    if(moc AND UNIX)
        configure_file(${CMAKE_SOURCE_DIR}/cmake/moc.sh.in ${script} @ONLY
            FILE_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
        set_target_properties(${target} PROPERTIES AUTOMOC_EXECUTABLE ${script})
    endif()
    set_target_properties(${target} PROPERTIES AUTOMOC ON)
endfunction()

# The rooms that read what strangers write: fuzzers (tests/fuzz) find their way through them.
set(fuzzed_rooms text model object snapshot kube change)

# berth_room(text SOURCES a.cpp b.cpp PUBLIC core_base PRIVATE fyaml)
# A room of the engine: one static library core_<room>, linking only what the layer diagram allows.
function(berth_room name)
    cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    add_library(core_${name} STATIC ${ARG_SOURCES})
    target_link_libraries(core_${name} PUBLIC ${ARG_PUBLIC} PRIVATE build_options ${ARG_PRIVATE})
    target_include_directories(core_${name} PUBLIC ${CMAKE_SOURCE_DIR})
    target_compile_features(core_${name} PUBLIC cxx_std_20)
    if(BERTH_FUZZ AND name IN_LIST fuzzed_rooms)
        target_link_libraries(core_${name} PRIVATE fuzz_options)
        target_precompile_headers(core_${name} REUSE_FROM core_pch_fuzzed)
    else()
        target_precompile_headers(core_${name} REUSE_FROM core_pch)
    endif()
endfunction()

# berth_tests(model TESTS tst_quantity tst_labels WHOLE tst_memory LINK core_model rapidcheck)
# One Qt Test program test_<room> from the files tst_*.cpp beside the caller (tests/support/test.h). Each file is a test of
# CTest's, <room>.tst_<what>, labelled by its room; with sanitizers asan.<room>.tst_<what>, so that both builds' can be run at once.
# WHOLE are those that sanitizers cut short: they try fewer cases there (test::rounds), or measure no memory. BERTH_TESTS_TWICE=OFF
# builds of the engine's tests only them.
function(berth_tests room)
    cmake_parse_arguments(ARG "" "" "TESTS;WHOLE;LINK" ${ARGN})
    if(BERTH_TESTS_TWICE OR NOT CMAKE_CURRENT_SOURCE_DIR MATCHES "/tests/core/")
        list(PREPEND ARG_WHOLE ${ARG_TESTS})
    endif()
    set(ARG_TESTS ${ARG_WHOLE})
    if(NOT ARG_TESTS)
        return()
    endif()
    list(TRANSFORM ARG_TESTS APPEND .cpp OUTPUT_VARIABLE sources)
    add_executable(test_${room} ${sources})
    berth_moc(test_${room})
    target_link_libraries(test_${room} PRIVATE ${ARG_LINK} test_main build_options Qt6::Test)
    target_precompile_headers(test_${room} REUSE_FROM test_pch)
    target_link_libraries(test_${room} PRIVATE test_options)
    foreach(name IN LISTS ARG_TESTS)
        set(test ${BERTH_TEST_PREFIX}${room}.${name})
        add_test(NAME ${test} COMMAND test_${room} ${name})
        set_tests_properties(${test} PROPERTIES LABELS ${room} ENVIRONMENT "QT_QPA_PLATFORM=offscreen" TIMEOUT 300)
    endforeach()
endfunction()
