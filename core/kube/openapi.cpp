#include "core/kube/openapi.h"

#include <algorithm>
#include <set>

#include "core/base/shown.h"
#include "core/kube/client_decode.h"
#include "core/kube/url.h"
#include "core/model/hints.h"

namespace core::kube {
namespace {

using simdjson::dom::element;
using Shape = Schema::Shape;

constexpr std::string_view Components = "#/components/schemas/"; // of v3
constexpr std::string_view Definitions = "#/definitions/";       // of v2
constexpr std::size_t MostGaps = 20;
constexpr int NotModified = 304;
constexpr std::size_t MostListed = 256; // keys of a list, values of an enum

bool isTrue(element object, std::string_view key)
{
    bool value = false;
    const auto found = memberOf(object, key);
    return found && found->get(value) == simdjson::SUCCESS && value;
}

std::optional<simdjson::dom::object> objectOf(const std::optional<element>& from)
{
    simdjson::dom::object out;
    if (!from || from->get(out) != simdjson::SUCCESS) return std::nullopt;
    return out;
}

std::vector<std::string> namesOf(element object, std::string_view key)
{
    std::vector<std::string> out;
    for (const element one : elementsOf(object, key)) {
        std::string_view text;
        if (out.size() < MostListed && one.get(text) == simdjson::SUCCESS) out.push_back(shown(text));
    }
    return out;
}

/// Paragraphs stay.
std::string linesOf(std::string_view text, std::size_t most)
{
    std::string out;
    while (out.size() < most) {
        const std::size_t end = text.find('\n');
        out += shown(text.substr(0, end), most - out.size());
        if (end == std::string_view::npos) return out;
        out += '\n';
        text.remove_prefix(end + 1);
    }
    return out;
}

std::string jsonOf(element value)
{
    return shown(simdjson::minify(value), 1024);
}

/// A reference may stand alone, or in the only entry of `allOf` where something stands beside it.
std::string_view referenceOf(element schema)
{
    if (const std::string_view here = textOf(schema, "$ref"); !here.empty()) return here;
    const std::vector<element> all = elementsOf(schema, "allOf");
    return all.size() == 1 ? textOf(all.front(), "$ref") : std::string_view();
}

class Reading {
public:
    explicit Reading(const SchemaLimits& limits)
        : m_limits(limits)
    {}
    /// @return  false: it is no OpenAPI document
    bool read(element document)
    {
        auto components = memberOf(document, "components");
        const auto named = components ? objectOf(memberOf(*components, "schemas")) : std::nullopt;
        const auto old = objectOf(memberOf(document, "definitions"));
        if (!named && !old) return !textOf(document, "openapi").empty();
        m_prefix = named ? Components : Definitions;
        const simdjson::dom::object& all = named ? *named : *old;
        m_out.all.emplace_back(); // what nothing is known of
        m_out.all.front().anyFields = true;
        for (const auto [name, schema] : all) {
            if (m_out.all.size() >= m_limits.schemas) {
                gap("The document has more than " + std::to_string(m_limits.schemas) +
                    " schemas; the rest is left out.");
                break;
            }
            const auto id = static_cast<SchemaId>(m_out.all.size());
            if (!m_named.emplace(name, id).second) continue;
            m_out.all.emplace_back();
            m_out.all.back().name = shown(name, 512);
        }
        for (const auto [name, schema] : all) {
            const auto at = m_named.find(name);
            if (at != m_named.end() && m_done.insert(at->second).second) fillNamed(at->second, schema);
        }
        return true;
    }
    Schemas take() { return std::move(m_out); }

private:
    void gap(std::string sentence)
    {
        if (m_out.gaps.size() >= MostGaps) return;
        if (std::find(m_out.gaps.begin(), m_out.gaps.end(), sentence) == m_out.gaps.end())
            m_out.gaps.push_back(std::move(sentence));
    }
    void fillNamed(SchemaId id, element schema)
    {
        fill(id, schema, 1);
        for (const element one : elementsOf(schema, "x-kubernetes-group-version-kind"))
            m_out.kinds.push_back({std::string(textOf(one, "group")), std::string(textOf(one, "version")),
                                   std::string(textOf(one, "kind")), id});
    }
    /// Of a place where a schema stands: the one it refers to, or one of its own.
    SchemaId at(element schema, std::size_t depth)
    {
        if (const std::string_view reference = referenceOf(schema); !reference.empty()) {
            if (reference.starts_with(m_prefix))
                if (const auto known = m_named.find(reference.substr(m_prefix.size())); known != m_named.end())
                    return known->second;
            gap("The reference " + shown(reference) + " leads to nothing that the document describes.");
            return 0;
        }
        if (depth > m_limits.depth) {
            gap("Schemas deeper than " + std::to_string(m_limits.depth) + " levels are left out.");
            return 0;
        }
        if (m_out.all.size() >= m_limits.schemas) {
            gap("The document has more than " + std::to_string(m_limits.schemas) + " schemas; the rest is left out.");
            return 0;
        }
        const auto id = static_cast<SchemaId>(m_out.all.size());
        m_out.all.emplace_back();
        fill(id, schema, depth);
        return id;
    }
    static Shape shapeOf(element schema)
    {
        const std::string_view format = textOf(schema, "format");
        if (isTrue(schema, "x-kubernetes-int-or-string") || format == "int-or-string") return Shape::IntOrString;
        const std::string_view type = textOf(schema, "type");
        if (type == "object") return Shape::Object;
        if (type == "array") return Shape::List;
        if (type == "string") return Shape::Text;
        if (type == "integer") return Shape::Integer;
        if (type == "number") return Shape::Number;
        if (type == "boolean") return Shape::Boolean;
        if (memberOf(schema, "properties") || memberOf(schema, "additionalProperties")) return Shape::Object;
        return memberOf(schema, "items") ? Shape::List : Shape::Any;
    }
    /// The table grows on the way, so nothing is referred to while it does.
    void fill(SchemaId id, element schema, std::size_t depth)
    {
        Schema out;
        out.name = std::move(m_out.all[id].name);
        out.shape = shapeOf(schema);
        out.format = shown(textOf(schema, "format"), 64);
        out.description = linesOf(textOf(schema, "description"), m_limits.description);
        out.nullable = isTrue(schema, "nullable");
        out.embedded = isTrue(schema, "x-kubernetes-embedded-resource");
        for (const element one : elementsOf(schema, "enum"))
            if (out.choices.size() < MostListed) out.choices.push_back(jsonOf(one));
        if (const auto items = memberOf(schema, "items"); items && items->is_object())
            out.element = at(*items, depth + 1);
        const auto more = memberOf(schema, "additionalProperties");
        bool any = false;
        if (more && more->is_object())
            out.values = at(*more, depth + 1);
        else if (more)
            any = isTrue(schema, "additionalProperties");
        addFields(schema, depth, out);
        const bool describesNone = out.fields.empty() && !out.values;
        out.anyFields = any || isTrue(schema, "x-kubernetes-preserve-unknown-fields") ||
                        (describesNone && (out.shape == Shape::Object || out.shape == Shape::Any));
        m_out.all[id] = std::move(out);
    }
    void addFields(element schema, std::size_t depth, Schema& out)
    {
        const auto properties = objectOf(memberOf(schema, "properties"));
        if (!properties) return;
        const std::vector<std::string> required = namesOf(schema, "required");
        for (const auto [name, one] : *properties) {
            SchemaField field;
            field.name = shown(name, 512);
            field.schema = at(one, depth + 1);
            field.required = std::find(required.begin(), required.end(), field.name) != required.end();
            field.description = linesOf(textOf(one, "description"), m_limits.description);
            if (const auto fallback = memberOf(one, "default")) field.fallback = jsonOf(*fallback);
            field.patchStrategy = shown(textOf(one, "x-kubernetes-patch-strategy"), 64);
            field.mergeKey = shown(textOf(one, "x-kubernetes-patch-merge-key"), 64);
            field.listType = shown(textOf(one, "x-kubernetes-list-type"), 64);
            field.mapType = shown(textOf(one, "x-kubernetes-map-type"), 64);
            field.listKeys = namesOf(one, "x-kubernetes-list-map-keys");
            out.fields.push_back(std::move(field));
        }
        const auto byName = [](const SchemaField& a, const SchemaField& b) { return a.name < b.name; };
        const auto sameName = [](const SchemaField& a, const SchemaField& b) { return a.name == b.name; };
        std::stable_sort(out.fields.begin(), out.fields.end(), byName);
        out.fields.erase(std::unique(out.fields.begin(), out.fields.end(), sameName), out.fields.end());
    }

    const SchemaLimits& m_limits;
    std::string_view m_prefix;
    std::map<std::string_view, SchemaId> m_named;
    std::set<SchemaId> m_done;
    Schemas m_out;
};

std::string closestTo(std::string_view name, const Schema& in)
{
    std::vector<std::string_view> names;
    for (const SchemaField& field : in.fields) names.emplace_back(field.name);
    return model::hints::nearest(name, names).value_or(std::string());
}

/// "apis/apps/v1"
std::string keyOf(const std::string& group, const std::string& version)
{
    return group.empty() ? "api/" + version : "apis/" + group + "/" + version;
}

/// The value of `hash` in "/openapi/v3/apis/apps/v1?hash=8A…"; nothing else of a server's own address is followed.
std::string hashIn(std::string_view address)
{
    const std::size_t at = address.find("?hash=");
    if (at == std::string_view::npos) return {};
    const std::string_view hash = address.substr(at + 6);
    const bool plain =
        hash.size() <= 256 && std::all_of(hash.begin(), hash.end(), [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
        });
    return plain ? std::string(hash) : std::string();
}

bool isPlainPath(std::string_view key)
{
    return (key.starts_with("api/") || key.starts_with("apis/")) && key.size() <= 512 &&
           key.find("..") == std::string_view::npos && std::all_of(key.begin(), key.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                      c == '.' || c == '/';
           });
}

} // namespace

const SchemaField* Schema::field(std::string_view wanted) const
{
    const auto at = std::lower_bound(fields.begin(), fields.end(), wanted,
                                     [](const SchemaField& one, std::string_view text) { return one.name < text; });
    return at != fields.end() && at->name == wanted ? &*at : nullptr;
}

const Schema* Schemas::find(std::string_view group, std::string_view version, std::string_view kind) const
{
    for (const SchemaKind& one : kinds)
        if (one.group == group && one.version == version && one.kind == kind) return &all[one.schema];
    return nullptr;
}

std::string Schemas::typeText(SchemaId id) const
{
    std::string before;
    for (std::size_t steps = 0; steps < 16; ++steps) {
        const Schema& one = all[id];
        if (!one.name.empty()) return before + one.name.substr(one.name.rfind('.') + 1); // npos + 1: all of it
        switch (one.shape) {
        case Shape::Text: return before + "string";
        case Shape::Integer: return before + "integer";
        case Shape::Number: return before + "number";
        case Shape::Boolean: return before + "boolean";
        case Shape::IntOrString: return before + "IntOrString";
        case Shape::Any: return before + "any";
        case Shape::List:
            before += "[]";
            if (!one.element) return before + "any";
            id = *one.element;
            break;
        case Shape::Object:
            if (!one.fields.empty() || !one.values) return before + "Object";
            before += "map[string]";
            id = *one.values;
            break;
        }
    }
    return before + "any";
}

Result<Schemas> readSchemas(std::string_view json, const SchemaLimits& limits)
{
    Decoder decoder;
    const auto document = decoder.padded(std::string(json));
    if (!document) return tl::unexpected(document.error());
    Reading reading(limits);
    if (!reading.read(*document))
        return tl::unexpected(Error{Fault::Malformed,
                                    "This is no OpenAPI document: it has neither components nor "
                                    "definitions.",
                                    ""});
    return reading.take();
}

SchemaId behind(const Schemas& schemas, SchemaId id)
{
    for (std::size_t steps = 0; steps < schemas.all.size(); ++steps) { // a list of itself has no end
        const Schema& one = schemas[id];
        if (one.shape == Shape::List && one.element)
            id = *one.element;
        else if (one.fields.empty() && one.values)
            id = *one.values;
        else
            return id;
    }
    return 0;
}

tl::expected<FoundField, NoField> fieldAt(const Schemas& schemas, const Schema& kind, std::string_view path)
{
    FoundField out{nullptr, static_cast<SchemaId>(&kind - schemas.all.data())};
    std::string walked;
    while (!path.empty()) {
        const std::string_view name = path.substr(0, path.find('.'));
        path.remove_prefix(std::min(path.size(), name.size() + 1));
        const Schema& here = schemas[behind(schemas, out.schema)];
        out.field = here.field(name);
        if (out.field == nullptr) return tl::unexpected(NoField{walked, shown(name), closestTo(name, here)});
        out.schema = out.field->schema;
        walked += (walked.empty() ? "" : ".") + out.field->name;
    }
    return out;
}

SchemaSource::SchemaSource(Session session)
    : m_session(std::move(session))
{}

ApiResult<void> SchemaSource::readIndex(std::stop_token stop)
{
    Request request;
    request.path = "/openapi/v3";
    const ApiResult<Reply> reply = fetch(m_session, request, stop);
    // Before 1.24, and where a proxy does not let it through, there is v2 alone.
    const bool none = !reply && (reply.error().code == 404 || reply.error().code == 406);
    if (!reply && !none) return tl::unexpected(reply.error());
    std::map<std::string, Entry> found;
    m_old = none;
    if (none) {
        found[""] = {.path = "/openapi/v2", .hash = {}, .readHash = {}};
    } else {
        Decoder decoder;
        const auto index = decoder.padded(reply->body);
        const auto paths = index ? objectOf(memberOf(*index, "paths")) : std::nullopt;
        if (!paths)
            return tl::unexpected(troubleOf(Trouble::Malformed, "The answer does not say which schemas there are.",
                                            m_session.name() + " GET /openapi/v3"));
        for (const auto [key, entry] : *paths)
            if (isPlainPath(key))
                found[std::string(key)] = {.path = "/openapi/v3/" + std::string(key),
                                           .hash = hashIn(textOf(entry, "serverRelativeURL")),
                                           .readHash = {}};
    }
    for (auto& [key, entry] : found) {
        const auto before = m_entries.find(key);
        if (before == m_entries.end() || !before->second.read) continue;
        const bool isSame = !entry.hash.empty() && before->second.readHash == entry.hash;
        if (!isSame && before->second.readTag.empty()) continue;
        entry.readHash = before->second.readHash;
        entry.readTag = before->second.readTag;
        entry.read = before->second.read;
        entry.isOld = !isSame;
    }
    m_entries = std::move(found);
    m_asked = true;
    return {};
}

ApiResult<std::shared_ptr<const Schemas>> SchemaSource::readFrom(Entry& entry, std::stop_token stop)
{
    if (entry.read && !entry.isOld) return entry.read;
    Request request;
    request.path = entry.path;
    if (!entry.hash.empty()) request.query.emplace_back("hash", entry.hash);
    if (entry.read) request.knownTag = entry.readTag;
    const ApiResult<Reply> reply = fetch(m_session, request, stop);
    if (!reply) return tl::unexpected(reply.error());
    entry.isOld = false;
    if (reply->code == NotModified && entry.read) {
        entry.readHash = entry.hash;
        return entry.read;
    }
    auto read = readSchemas(reply->body);
    if (!read)
        return tl::unexpected(
            troubleOf(Trouble::Malformed, read.error().what, m_session.name() + " GET " + entry.path));
    entry.read = std::make_shared<const Schemas>(std::move(*read));
    entry.readHash = entry.hash;
    entry.readTag = reply->tag;
    return entry.read;
}

ApiResult<std::shared_ptr<const Schemas>> SchemaSource::of(const std::string& group, const std::string& version,
                                                           std::stop_token stop)
{
    if (!m_asked)
        if (const auto index = readIndex(stop); !index) return tl::unexpected(index.error());
    const auto at = m_entries.find(m_old ? std::string() : keyOf(group, version));
    if (at != m_entries.end()) return readFrom(at->second, stop);
    ApiError none = troubleOf(Trouble::None,
                              "The server publishes no schemas of " + shown(group) + (group.empty() ? "" : "/") +
                                  shown(version) + ".",
                              m_session.name() + " GET /openapi/v3");
    none.error.fault = Fault::NotFound;
    return tl::unexpected(std::move(none));
}

} // namespace core::kube
