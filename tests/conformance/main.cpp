#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/conformance/groups.h"

namespace conformance {

Outcome compare(const core::Json& got, const core::Json& want)
{
    return {got == want, got.dump(), want.dump()};
}

} // namespace conformance

namespace {

using conformance::Groups;

struct Options {
    bool verbose = false;
    std::string only;
    std::vector<std::string> files;
};

struct Counts {
    int passed = 0;
    int failed = 0;
};

std::string groupOf(const core::Json& line)
{
    for (const char* key : {"group", "op"})
        if (const auto found = line.find(key); found != line.end() && found->is_string())
            return found->get<std::string>();
    if (line.contains("files") && line.contains("env")) return "kubeconfig";
    return {};
}

void judge(const core::Json& line, const Groups& groups, const Options& options, Counts& counts)
{
    const std::string id = line.value("id", "(no id)");
    if (!options.only.empty() && id != options.only) return;
    const auto check = groups.find(groupOf(line));
    conformance::Outcome outcome;
    if (check == groups.end())
        outcome = {false, "no room answers the group \"" + groupOf(line) + "\"", "an answer"};
    else
        outcome = check->second(line);
    ++(outcome.passed ? counts.passed : counts.failed);
    if (outcome.passed) return;
    std::printf("FAILED %s\n", id.c_str());
    if (options.verbose) std::printf("  got  %s\n  want %s\n", outcome.got.c_str(), outcome.want.c_str());
}

bool judgeFile(const std::string& path, const Groups& groups, const Options& options, Counts& counts)
{
    std::ifstream in(path);
    if (!in) {
        std::fprintf(stderr, "%s: cannot be read; name files of recorded cases (JSON Lines)\n", path.c_str());
        return false;
    }
    std::string text;
    for (int number = 1; std::getline(in, text); ++number) {
        if (text.find_first_not_of(" \t\r") == std::string::npos) continue;
        const core::Json line = core::Json::parse(text, nullptr, false);
        if (!line.is_object()) {
            std::fprintf(stderr, "%s:%d: not a JSON object\n", path.c_str(), number);
            ++counts.failed;
            continue;
        }
        judge(line, groups, options, counts);
    }
    return true;
}

} // namespace

int main(int argc, char** argv)
{
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string_view arg = argv[i];
        if (arg == "-v" || arg == "--verbose")
            options.verbose = true;
        else if (arg == "--only" && i + 1 < argc)
            options.only = argv[++i];
        else
            options.files.emplace_back(arg);
    }
    if (options.files.empty()) {
        std::fprintf(stderr, "usage: conformance [-v] [--only ID] FILE.jsonl…\n");
        return 2;
    }
    Groups groups;
    conformance::addKubernetesValues(groups);
    conformance::addPodRequests(groups);
    conformance::addKarmada(groups);
    conformance::addEstimators(groups);
    conformance::addFit(groups);
    conformance::addScaleIn(groups);
    conformance::addBinpack(groups);
    conformance::addCycles(groups);
    conformance::addObjects(groups);
    conformance::addKubeconfig(groups);
    Counts counts;
    bool readable = true;
    for (const std::string& file : options.files) readable = judgeFile(file, groups, options, counts) && readable;
    std::printf("%d passed, %d failed\n", counts.passed, counts.failed);
    return readable && counts.failed == 0 ? 0 : 1;
}
