#include "app/cli/version.h"

#include "app/cli/commands/commands.h"
#include "app/cli/context.h"

namespace cli {
namespace {

ExitCode version(Context& context, const Arguments& arguments)
{
    const std::string& output = arguments.text("output");
    if (output != "table") {
        context.write(core::Json{{"apiVersion", "berth/v1"},
                                 {"kind", "Version"},
                                 {"version", versionNumber()},
                                 {"build", versionBuild()}},
                      output);
        return ExitCode::Done;
    }
    context.write("berthctl " + std::string(versionNumber()) + " (" + std::string(versionBuild()) + ")\n");
    return ExitCode::Done;
}

} // namespace

std::vector<Verb> versionVerbs()
{
    return {{.path = {"version"},
             .summary = "Prints which version this is",
             .usage = "[-o FORMAT]",
             .flags = {outputFlag({"table", "json", "yaml"})},
             .run = version}};
}

} // namespace cli
