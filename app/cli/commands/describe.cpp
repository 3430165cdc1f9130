#include "core/object/describe.h"
#include "app/cli/commands/commands.h"
#include "app/cli/context.h"
#include "app/cli/get_answers.h"
#include "app/cli/live_source.h"

namespace cli {
namespace {

using core::Json;

/// Events about an object of a cluster; none where they may not be read, which is said.
std::vector<Json> eventsOf(Context& context, const std::vector<core::live::Reached>& cluster, const Json& object,
                           core::kube::Milliseconds most)
{
    const Json metadata = object.value("metadata", Json::object());
    Ask what;
    what.resource = "events";
    what.nameSpace = metadata.value("namespace", "default"); // those of what has no namespace stand there
    what.fields =
        "involvedObject.name=" + metadata.value("name", "") + ",involvedObject.kind=" + object.value("kind", "");
    what.documents = true;
    std::vector<Json> events;
    for (const Answer& answer : ask(cluster, what, most, core::live::systemNow())) {
        if (!answer.error.empty())
            context.say(
                {.weight = Weight::Warning, .what = "Events are not known: " + answer.error, .fix = answer.fix});
        for (const Got& got : answer.rows) events.push_back(got.object);
    }
    // A server that does not know these fields sends all.
    std::erase_if(events, [&](const Json& event) {
        const Json about = event.value("involvedObject", Json::object());
        return about.value("name", "") != metadata.value("name", "") ||
               about.value("kind", "") != object.value("kind", "");
    });
    return events;
}

ExitCode describe(Context& context, const Arguments& arguments)
{
    ExitCode code{};
    std::vector<std::string> words = arguments.all("RESOURCE");
    const auto& names = arguments.all("NAME");
    words.insert(words.end(), names.begin(), names.end());
    const auto what = requestedBy(words);
    if (!what) return context.misused(what.error().what);
    if (what->empty())
        return context.misused("Nothing to describe is named.",
                               "Name it: `" + context.program + " describe deploy qwen3-8b`.");
    const auto most = patience(context, arguments, code);
    if (!most) return code;
    Ask base;
    base.selector = arguments.text("selector");
    base.documents = true;
    const auto asked = askClusters(context, arguments, *what, base, {}, code);
    if (!asked) return code;
    std::string text;
    for (const GetAnswer& one : asked->answers)
        for (const Answer& answer : one.answers) {
            std::vector<core::live::Reached> cluster;
            for (const core::live::Reached& reached : asked->connections->clusters())
                if (reached.name == answer.cluster && (reached.place == core::kube::Place::Fleet) == answer.ofFleet)
                    cluster.push_back(reached);
            for (const Got& got : answer.rows) {
                const Json object = withoutSecrets(got.object);
                text += (text.empty() ? "" : "\n\n") +
                        core::object::described(object, one.form.members ? answer.cluster : std::string(),
                                                eventsOf(context, cluster, object, *most), core::live::systemNow());
            }
        }
    context.write(text);
    if (text.empty() && context.errors() == 0) context.say({.weight = Weight::Note, .what = "No resources found."});
    return context.errors() > 0 ? ExitCode::Failed : ExitCode::Done;
}

} // namespace

std::vector<Verb> describeVerbs()
{
    Verb verb{.path = {"describe"},
              .summary = "Prints all fields of objects of a fleet, and their events",
              .usage = "RESOURCE [NAME...] | RESOURCE/NAME... [-M] [-n NAMESPACE | -A] [flags]",
              .examples = {{"a Deployment in every cluster that has it", "describe deploy qwen3-8b -M"},
                           {"a node of one cluster", "describe node gpu-1 --cluster c-hz-01"}},
              .flags = selectionFlags(),
              .arguments = {{.name = "RESOURCE"}, {.name = "NAME", .repeats = true}},
              .run = describe,
              .note = "Resources are named as for `get`. Values of Secrets are not printed."};
    for (Flag& flag : connectionFlags()) verb.flags.push_back(std::move(flag));
    return {std::move(verb)};
}

} // namespace cli
