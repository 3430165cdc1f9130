// Any bytes as a kubeconfig, and as what an exec program printed. What must hold on every input: the redacted view holds none of the
// secrets, nor does any sentence; sentences are fit to be shown; what was read and written out reads back the same. Paths are not
// opened: entries are judged by what they hold only.
#include <string>

#include "core/base/shown.h"
#include "core/kube/exec_plugin.h"
#include "tests/fuzz/must.h"

namespace {

using namespace core::kube;

bool hasControl(const std::string& text)
{
    for (const char c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return true;
    return false;
}

/// Files named by the input are left alone: a fuzzer must not read what it was told to by chance.
Kubeconfig withoutFiles(Kubeconfig config)
{
    for (auto& [name, cluster] : config.clusters) cluster.caFile.clear();
    for (auto& [name, user] : config.users) {
        user.tokenFile.clear();
        user.certificateFile.clear();
        user.keyFile.clear();
    }
    return config;
}

void checkProblems(const Problems& problems)
{
    for (const Problem& problem : problems) {
        must(!name(problem.reason).empty(), "every reason has a name");
        must(!problem.what.empty(), "every problem has a sentence");
        must(!hasControl(problem.what), "a sentence is fit to be shown");
    }
}

std::string written(const Kubeconfig& config, Show show)
{
    return view(config, show).dump(-1, ' ', false, core::Json::error_handler_t::replace);
}

/// Each user's token becomes one that occurs nowhere else, and is then looked for. A fuzzer that traces comparisons finds the
/// word and writes it into a context's name, where it may well be shown: it grows until the input does not hold it.
void checkRedaction(Kubeconfig config)
{
    std::string canary = "canary-7f3a-of-the-fuzzer";
    for (const std::string before = written(config, Show::Raw); before.find(canary) != std::string::npos;)
        canary += 'z';
    for (auto& [name, user] : config.users) {
        user.token = core::Secret(canary);
        user.password = core::Secret(canary);
        user.keyData = core::Secret(canary);
    }
    must(written(config, Show::Redacted).find(canary) == std::string::npos, "the redacted view holds no secret");
    for (const Problem& problem : validate(config))
        must(problem.what.find(canary) == std::string::npos, "no sentence holds a secret");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = textOf(data, size);
    const Loaded loaded = read(text, "/k/config");
    checkProblems(loaded.problems);
    const Kubeconfig config = withoutFiles(loaded.config);
    checkProblems(validate(config));
    checkRedaction(config);
    const Loaded again =
        read(view(config, Show::Raw).dump(-1, ' ', true, core::Json::error_handler_t::replace), "/k/config");
    must(!again.ok() || again.config.contexts.size() == config.contexts.size(), "what is written out reads back");
    for (const auto& [name, context] : config.contexts) {
        const Chosen chosen = choose(config, name);
        checkProblems(chosen.problems);
        must(chosen.ok() || !chosen.problems.empty(), "a connection that fails says why");
    }
    const ExecAnswer answer = readExecCredential(core::Secret(std::string(text)), "client.authentication.k8s.io/v1");
    must(!hasControl(answer.error.what), "an error is fit to be shown");
    must(answer.fault == ExecFault::None || !answer.error.what.empty(), "a fault has a sentence");
    return 0;
}
