#include "app/cli/completion.h"

#include "app/cli/commands/commands.h"
#include "app/cli/context.h"

namespace cli {
namespace {

ExitCode completion(Context& context, const Arguments& arguments)
{
    const std::string& shell = arguments.text("SHELL");
    if (shell == "bash") {
        context.write(bashCompletion());
    } else if (shell == "zsh") {
        context.write(zshCompletion());
    } else if (shell == "fish") {
        context.write(fishCompletion());
    } else {
        return context.misused(shell.empty() ? "No shell is given." : "There is no completion for \"" + shell + "\".",
                               "Name one of: bash, zsh, fish.");
    }
    return ExitCode::Done;
}

} // namespace

std::vector<Verb> completionVerbs()
{
    return {{.path = {"completion"},
             .summary = "Prints a script that completes verbs, flags and values",
             .usage = "bash|zsh|fish",
             .examples = {{"for this shell", "completion bash > ~/.berth-completion; source ~/.berth-completion"}},
             .arguments = {{.name = "SHELL", .choices = {"bash", "zsh", "fish"}}},
             .run = completion}};
}

} // namespace cli
