#include "app/cli/explain_field.h"

#include <algorithm>

#include "app/cli/change_source.h"
#include "app/cli/live_source.h"
#include "app/cli/width.h"
#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/kube/openapi.h"

namespace cli {
namespace {

namespace kube = core::kube;

/// What was asked for, found: a kind, and a field of it or the kind itself.
struct Asked {
    kube::ApiResource resource;
    std::shared_ptr<const kube::Schemas> schemas;
    const kube::Schema* kind{};
    std::string path; ///< "spec.replicas"; empty: the kind
    kube::FoundField found;
};

const kube::ApiResource* resourceNamed(const kube::Discovery& discovery, const std::string& name,
                                       const std::string& apiVersion)
{
    const kube::ApiResource* found = discovery.find(name);
    if (apiVersion.empty() || found == nullptr) return found;
    const std::size_t slash = apiVersion.find('/');
    const std::string group = slash == std::string::npos ? std::string() : apiVersion.substr(0, slash);
    const std::string version = slash == std::string::npos ? apiVersion : apiVersion.substr(slash + 1);
    const kube::ApiResource* other = discovery.byName(group, found->plural, version);
    return other != nullptr ? other : discovery.byKind(group, found->kind, version);
}

Message noFieldMessage(const kube::NoField& none, const kube::ApiResource& resource)
{
    const std::string of = core::shown(resource.kind) + " of " + core::shown(resource.apiVersion());
    return {.what = of + " has no field " + none.name + (none.at.empty() ? "." : " in " + none.at + "."),
            .fix = none.closest.empty() ? "Ask for what is above it: its fields are listed."
                                        : "Did you mean " + none.closest + "?"};
}

/// A group may stand behind the resource (`deployments.apps.spec`), and looks like a field: the shorter name is tried first.
std::optional<Asked> askedFor(Context& context, const kube::Discovery& discovery, kube::SchemaSource& source,
                              const std::string& text, const std::string& apiVersion)
{
    std::optional<Message> why;
    for (std::size_t end = text.find('.');; end = text.find('.', end + 1)) {
        const kube::ApiResource* resource = resourceNamed(discovery, text.substr(0, end), apiVersion);
        if (resource != nullptr) {
            Asked asked;
            asked.resource = *resource;
            asked.path = end == std::string::npos ? std::string() : text.substr(end + 1);
            const auto schemas = source.of(resource->group, resource->version);
            if (!schemas) {
                context.fail(schemas.error().error);
                return std::nullopt;
            }
            asked.schemas = *schemas;
            asked.kind = asked.schemas->find(resource->group, resource->version, resource->kind);
            if (asked.kind == nullptr) {
                context.say({.what = "The server publishes no schema of " + core::shown(resource->kind) + " of " +
                                     core::shown(resource->apiVersion()) + "."});
                return std::nullopt;
            }
            const auto found = kube::fieldAt(*asked.schemas, *asked.kind, asked.path);
            if (found) {
                asked.found = *found;
                return asked;
            }
            if (!why) why = noFieldMessage(found.error(), *resource);
        }
        if (end == std::string::npos) break;
    }
    context.say(why ? *why
                    : Message{.what = "The server serves nothing that is called " + core::shown(text) +
                                      (apiVersion.empty() ? "." : " in " + core::shown(apiVersion) + "."),
                              .fix = "Name a resource as `get` takes it, with its field behind a dot: "
                                     "deployment.spec.replicas."});
    return std::nullopt;
}

/// What stands at a field and what is said of its type are two texts.
std::vector<std::string> descriptionsOf(const Asked& asked)
{
    std::vector<std::string> all;
    if (asked.found.field != nullptr && !asked.found.field->description.empty())
        all.push_back(asked.found.field->description);
    const kube::Schema& type = (*asked.schemas)[kube::behind(*asked.schemas, asked.found.schema)];
    if (!type.description.empty() && std::ranges::find(all, type.description) == all.end())
        all.push_back(type.description);
    return all;
}

/// @source kubectl 1.32 explain/v2/templates/plaintext.tmpl: 76 columns of text
std::string paragraphs(const std::string& text)
{
    constexpr std::size_t columns = 76;
    std::string out;
    std::string_view rest = text.empty() ? std::string_view("<empty>") : std::string_view(text);
    while (true) {
        const std::size_t end = rest.find('\n');
        const std::vector<std::string> lines = wrapped(rest.substr(0, end), columns);
        if (lines.empty()) out += "\n";
        for (const std::string& line : lines) out += line.empty() ? "\n" : "    " + line + "\n";
        if (end == std::string_view::npos) return out;
        rest.remove_prefix(end + 1);
    }
}

const kube::Schema& typeOf(const Asked& asked)
{
    return (*asked.schemas)[kube::behind(*asked.schemas, asked.found.schema)];
}

std::string textOf(const Asked& asked)
{
    const kube::Schemas& all = *asked.schemas;
    std::string out;
    if (!asked.resource.group.empty()) out += "GROUP:      " + core::shown(asked.resource.group) + "\n";
    out += "KIND:       " + core::shown(asked.resource.kind) + "\n";
    out += "VERSION:    " + core::shown(asked.resource.version) + "\n\n";
    if (const kube::SchemaField* field = asked.found.field) {
        out += "FIELD: " + field->name + " <" + all.typeText(field->schema) + ">" +
               (field->required ? " -required-" : "") + "\n";
        const kube::Schema& own = all[field->schema];
        if (!own.choices.empty()) {
            out += "ENUM:\n";
            for (const std::string& choice : own.choices) out += "    " + choice + "\n";
        }
        if (!field->fallback.empty() && field->fallback != "{}") out += "DEFAULT: " + field->fallback + "\n";
        out += "\n";
    }
    out += "DESCRIPTION:\n";
    const std::vector<std::string> said = descriptionsOf(asked);
    if (said.empty()) out += paragraphs({});
    for (const std::string& one : said) out += paragraphs(one);
    const kube::Schema& type = typeOf(asked);
    if (type.fields.empty()) return out;
    out += "\nFIELDS:\n";
    bool first = true;
    for (const kube::SchemaField& field : type.fields) {
        if (!std::exchange(first, false)) out += "\n";
        out += "  " + field.name + "\t<" + all.typeText(field.schema) + ">" + (field.required ? " -required-" : "") +
               "\n" + paragraphs(field.description.empty() ? all[field.schema].description : field.description);
    }
    return out;
}

core::Json jsonOf(const Asked& asked)
{
    const kube::Schemas& all = *asked.schemas;
    core::Json out{
        {"apiVersion", "berth/v1"},
        {"kind", "FieldDescription"},
        {"of", {{"apiVersion", asked.resource.apiVersion()}, {"kind", asked.resource.kind}, {"field", asked.path}}},
        {"type", all.typeText(asked.found.schema)},
        {"description", core::joined(descriptionsOf(asked), "\n")}};
    if (const kube::SchemaField* field = asked.found.field) {
        out["required"] = field->required;
        if (!field->fallback.empty()) out["default"] = core::Json::parse(field->fallback, nullptr, false);
        core::Json choices = core::Json::array();
        for (const std::string& one : all[field->schema].choices)
            choices.push_back(core::Json::parse(one, nullptr, false));
        if (!choices.empty()) out["choices"] = std::move(choices);
    }
    out["fields"] = core::Json::array();
    for (const kube::SchemaField& field : typeOf(asked).fields)
        out["fields"].push_back({{"name", field.name},
                                 {"type", all.typeText(field.schema)},
                                 {"required", field.required},
                                 {"description", field.description}});
    return out;
}

} // namespace

ExitCode explainsField(Context& context, const Arguments& arguments)
{
    for (const char* flag : {"filename", "fleet", "previous"})
        if (arguments.has(flag))
            return context.misused("A field is explained by the server that knows it: --" + std::string(flag) +
                                   " belongs to the other form, which explains a preview.");
    if (arguments.all("cluster").size() > 1) return context.misused("A field is explained by one cluster.");
    ExitCode code{};
    const std::string& wanted = arguments.text("cluster");
    const auto open =
        openClusters(context, arguments, false, code, wanted.empty() ? std::set<std::string>{} : std::set{wanted});
    if (!open) return code;
    const std::string& name = wanted.empty() ? open->preferred : wanted;
    for (const core::live::Reached& one : open->connections->clusters()) {
        if (one.name != name || one.state != core::live::Reached::State::Reached || !one.discovery) continue;
        kube::SchemaSource source(*one.session);
        const auto asked =
            askedFor(context, *one.discovery, source, arguments.text("RESOURCE"), arguments.text("api-version"));
        if (!asked) return ExitCode::Failed;
        const std::string& output = arguments.text("output");
        if (output == "json" || output == "yaml")
            context.write(jsonOf(*asked), output);
        else
            context.write(textOf(*asked));
        return ExitCode::Done;
    }
    context.say({.what = "The fleet has no cluster of this name that is reached.", .where = core::shown(name)});
    return ExitCode::Failed;
}

} // namespace cli
