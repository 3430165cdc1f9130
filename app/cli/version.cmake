# cmake -DROOT=… -DOUT=… -DVERSION=… -P version.cmake: app/cli/version.h's functions. The file is touched only when it changes.
find_package(Git QUIET)
set(build "")
if(GIT_FOUND)
    # A checkout of another user (the installer as root) is described as well: nothing of it is run.
    execute_process(COMMAND ${GIT_EXECUTABLE} -c safe.directory=* describe --tags --always --dirty --abbrev=12
        WORKING_DIRECTORY ${ROOT} OUTPUT_VARIABLE build OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE code)
    if(NOT code EQUAL 0)
        set(build "")
    endif()
endif()
if(build STREQUAL "")
    set(build unknown)
endif()
set(text "// Made by app/cli/version.cmake.
#include \"app/cli/version.h\"

namespace cli {

std::string_view versionNumber()
{
    return \"${VERSION}\";
}

std::string_view versionBuild()
{
    return \"${build}\";
}

} // namespace cli
")
set(before "")
if(EXISTS "${OUT}")
    file(READ "${OUT}" before)
endif()
if(NOT before STREQUAL text)
    file(WRITE "${OUT}" "${text}")
endif()
