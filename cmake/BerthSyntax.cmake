# berth_syntax: KSyntaxHighlighting on Qt 6, wherever it comes from. Two places are asked, in this order:
#   1. KF6SyntaxHighlighting, where the distribution has it (Debian 13 and later);
#   2. KF5SyntaxHighlighting built on Qt 6 by installer/syntax.sh, in BERTH_DEPS_DIR or the user's cache.
# The distribution's own KF5 is never taken: it is built on Qt 5, and one program cannot hold both.
#
# With -DBERTH_SYNTAX=OFF there is no such target, and the editor shows its text in one colour.
option(BERTH_SYNTAX "Colour the editor with KSyntaxHighlighting" ON)
set(BERTH_DEPS_DIR "" CACHE PATH "Where installer/syntax.sh keeps what it built; empty: the user's cache")
if(NOT BERTH_SYNTAX)
    return()
endif()

find_package(KF6SyntaxHighlighting CONFIG QUIET)
if(KF6SyntaxHighlighting_FOUND)
    add_library(berth_syntax ALIAS KF6::SyntaxHighlighting)
    return()
endif()

set(berth_deps "${BERTH_DEPS_DIR}")
if(berth_deps STREQUAL "" AND IS_ABSOLUTE "$ENV{XDG_CACHE_HOME}")
    set(berth_deps "$ENV{XDG_CACHE_HOME}/berth")
elseif(berth_deps STREQUAL "")
    set(berth_deps "$ENV{HOME}/.cache/berth")
endif()
find_package(Qt6 6.4 REQUIRED COMPONENTS Gui Network) # both stand in the link line of its static library
file(GLOB berth_syntax_prefixes "${berth_deps}/ksyntaxhighlighting-*-qt${Qt6_VERSION}")
find_package(KF5SyntaxHighlighting CONFIG QUIET NO_DEFAULT_PATH PATHS ${berth_syntax_prefixes})
if(NOT KF5SyntaxHighlighting_FOUND)
    message(FATAL_ERROR "KSyntaxHighlighting for Qt ${Qt6_VERSION} is not there (looked in ${berth_deps}).\n"
        "Build it once with installer/syntax.sh, or leave the editor in one colour with -DBERTH_SYNTAX=OFF.")
endif()
add_library(berth_syntax ALIAS KF5::SyntaxHighlighting)
