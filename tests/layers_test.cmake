# The layer check, checked: a good tree passes, and each kind of fault is found at its file and line.
cmake_minimum_required(VERSION 3.25)
set(tree "${WORK}/layers-tree")

function(check out)
    execute_process(COMMAND ${CMAKE_COMMAND} -D ROOT=${tree} -P ${SCRIPT} RESULT_VARIABLE code OUTPUT_VARIABLE text ERROR_VARIABLE text)
    set(${out} "${code}" PARENT_SCOPE)
    set(text "${text}" PARENT_SCOPE)
endfunction()

function(good_tree)
    file(REMOVE_RECURSE "${tree}")
    file(WRITE "${tree}/core/model/pod.h" "#pragma once\n\n#include \"core/text/yaml.h\"\n#include \"core/base/result.h\"\n\n#include <string>\n")
    file(WRITE "${tree}/core/snapshot/file.cpp" "#include <fstream>\n")
    file(WRITE "${tree}/core/live/live.cpp" "#include \"core/cloud/cloud.h\"\n#include \"core/object/object.h\"\n")
    file(WRITE "${tree}/ui/widgets/code_view.cpp" "#include <KSyntaxHighlighting/Repository>\n#include \"core/preview/preview.h\"\n")
    file(WRITE "${tree}/ui/screens/screens.cpp" "#include \"ui/screens/editor/editor.h\"\n#include \"ui/session/session.h\"\n")
    file(WRITE "${tree}/tests/core/base/tst_a.cpp" "using namespace core; // fine in a source; TODO: units of age\n#include \"tst_a.moc\"\n")
endfunction()

good_tree()
check(code)
if(NOT code EQUAL 0)
    message(FATAL_ERROR "the good tree does not pass:\n${text}")
endif()

string(REPEAT "\n" 901 long)
# file | what stands in it | what must be said
set(bad
    "core/text/yaml.h|#pragma once\n#include \"core/model/pod.h\"\n|core/text/yaml.h:2: includes core/model/pod.h, not allowed: text does not stand on model"
    "core/apiserver/a.cpp|\n\n#include \"core/schedule/schedule.h\"\n|core/apiserver/a.cpp:3: includes core/schedule/schedule.h"
    "core/model/a.cpp|#include <QString>\n|core/model/a.cpp:1: includes QString, not allowed: core is free of Qt"
    "core/base/a.cpp|#include \"ui/session/session.h\"\n|core never includes ui"
    "core/model/b.cpp|#include \"pod.h\"\n|core/model/b.cpp:1: includes pod.h, not allowed: includes of ours are written from the source root"
    "core/estimate/a.cpp|int a\n#  include <fstream>\n|core/estimate/a.cpp:2: includes fstream, not allowed: estimate neither reads"
    "core/schedule/a.cpp|\nauto t = std::chrono::system_clock::now()\n|core/schedule/a.cpp:2: '_clock::now'"
    "core/misc/a.cpp|#include \"core/base/result.h\"\n|core/misc has no place in the picture"
    "core/model/c.cpp|#include \"core/nowhere/a.h\"\n|there is no room core/nowhere"
    "core/kube/client.h|#pragma once\n#include <curl/curl.h>\n|core/kube/client.h:2: includes curl/curl.h"
    "ui/screens/plan/plan.cpp|#include \"ui/screens/editor/editor.h\"\n|ui/screens/plan/plan.cpp:1: includes ui/screens/editor/editor.h, not allowed: screens do not include screens"
    "ui/screens/plan/rows.cpp|#include \"core/kube/client.h\"\n|ui/screens reads values"
    "ui/widgets/bar.cpp|#include \"ui/screens/plan/plan.h\"\n|ui/widgets is below the screens"
    "ui/screens/plan/view.cpp|#include <KSyntaxHighlighting/Theme>\n|syntax highlighting lives in ui/widgets only"
    "app/cli/main.cpp|#include <QCoreApplication>\n|the command runs without a window"
    "core/base/no_once.h|int a\n|core/base/no_once.h:1: the header has no '#pragma once'"
    "core/base/using.h|#pragma once\n\nusing namespace std\n|core/base/using.h:3: 'using namespace'"
    "core/base/todo.cpp|int a\n// TODO(ada): the rest\n|core/base/todo.cpp:2: a TODO names what is missing"
    "core/live/write.cpp|\nauto right = session.writeRight()\n|core/live/write.cpp:2: only core/change and core/controllers may change a cluster"
    "tests/core/long.cpp|${long}|tests/core/long.cpp:900:")

foreach(row IN LISTS bad)
    string(REGEX MATCH "^([^|]*)[|](.*)[|]([^|]*)$" all "${row}")
    set(name "${CMAKE_MATCH_1}")
    set(bytes "${CMAKE_MATCH_2}")
    set(said "${CMAKE_MATCH_3}")
    good_tree()
    file(WRITE "${tree}/${name}" "${bytes}")
    check(code)
    string(FIND "${text}" "${said}" place)
    string(FIND "${text}" "1 faults in" once)
    if(code EQUAL 0 OR place EQUAL -1 OR once EQUAL -1)
        message(SEND_ERROR "${name} should be refused once with '${said}', but the check said:\n${text}")
    endif()
endforeach()
file(REMOVE_RECURSE "${tree}")
