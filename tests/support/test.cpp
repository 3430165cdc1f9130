#include "tests/support/test.h"

#include <cstdio>
#include <map>
#include <string>
#include <vector>

namespace {

std::map<std::string, test::RunTest>& tests()
{
    static std::map<std::string, test::RunTest> all;
    return all;
}

int unknown(const std::string& name)
{
    std::fprintf(stderr, "no test is called \"%s\"; there are:\n", name.c_str());
    for (const auto& [known, run] : tests()) std::fprintf(stderr, "  %s\n", known.c_str());
    return 2;
}

} // namespace

test::Registered::Registered(const char* file, RunTest run)
{
    std::string name(file);
    name.erase(0, name.find_last_of('/') + 1);
    name.resize(name.find_last_of('.'));
    tests().emplace(name, run);
}

int test::run(int argc, char** argv)
{
    if (argc > 1 && argv[1][0] != '-') {
        const auto named = tests().find(argv[1]);
        if (named == tests().end()) return unknown(argv[1]);
        std::vector<char*> words(argv, argv + argc);
        words.erase(words.begin() + 1);
        return named->second(static_cast<int>(words.size()), words.data());
    }
    int failed = 0;
    for (const auto& [name, run] : tests())
        if (run(argc, argv) != 0) ++failed;
    return failed == 0 ? 0 : 1;
}
