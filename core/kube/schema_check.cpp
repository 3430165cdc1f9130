#include "core/kube/schema_check.h"

#include <algorithm>

#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/model/hints.h"
#include "core/model/read.h"

namespace core::kube {
namespace {

using Shape = Schema::Shape;

constexpr std::size_t MostFaults = 50;
constexpr int Deepest = 100; ///< as core/text reads

class FieldCheck {
public:
    FieldCheck(const Schemas& schemas, std::string kind, model::Issues& issues)
        : m_schemas(schemas)
        , m_kind(std::move(kind))
        , m_issues(issues)
    {}

    /// @param pointer  of the value in its document
    /// @param name     the same as people write it: ".spec.containers[0]"
    void visit(const Schema& schema, const Json& value, const std::string& pointer, const std::string& name, int depth)
    {
        if (value.is_null() || depth > Deepest || m_count >= MostFaults) return;
        if (!fits(schema, value)) return sayType(schema, value, pointer, name);
        if (value.is_object()) return visitMembers(schema, value, pointer, name, depth);
        if (!value.is_array() || !schema.element) return;
        for (std::size_t i = 0; i < value.size(); ++i)
            visit(m_schemas[*schema.element], value[i], model::read::join(pointer, i),
                  name + "[" + std::to_string(i) + "]", depth + 1);
    }

private:
    /// A quantity may be written as a number, whatever its schema says.
    static bool isQuantity(const Schema& schema) { return schema.name.ends_with(".api.resource.Quantity"); }
    static bool fits(const Schema& schema, const Json& value)
    {
        switch (schema.shape) {
        case Shape::Any: return true;
        case Shape::Text: return value.is_string() || (isQuantity(schema) && value.is_number());
        case Shape::Integer: return value.is_number_integer();
        case Shape::Number: return value.is_number();
        case Shape::Boolean: return value.is_boolean();
        case Shape::Object: return value.is_object();
        case Shape::List: return value.is_array();
        case Shape::IntOrString: return value.is_string() || value.is_number_integer();
        }
        return true;
    }
    static const char* wantedBy(Shape shape)
    {
        switch (shape) {
        case Shape::Text: return "a string";
        case Shape::Integer: return "a whole number";
        case Shape::Number: return "a number";
        case Shape::Boolean: return "true or false";
        case Shape::Object: return "a mapping";
        case Shape::List: return "a list";
        case Shape::IntOrString: return "a string or a whole number";
        case Shape::Any: break;
        }
        return "anything";
    }
    static const char* kindOf(const Json& value)
    {
        if (value.is_string()) return "a string";
        if (value.is_number_integer()) return "a whole number";
        if (value.is_number()) return "a number";
        if (value.is_boolean()) return "true or false";
        return value.is_array() ? "a list" : "a mapping";
    }
    void say(const std::string& pointer, std::string what, std::string fix)
    {
        ++m_count;
        m_issues.push_back({model::Severity::Warning, pointer, std::move(what), std::move(fix)});
    }
    void sayType(const Schema& schema, const Json& value, const std::string& pointer, const std::string& name)
    {
        std::string fix;
        if (schema.shape == Shape::Text && value.is_primitive()) fix = "Write it in quotes.";
        if (schema.shape == Shape::List && !value.is_array()) fix = "Write it as a list, with a dash before each item.";
        say(pointer,
            "The server's schema of " + m_kind + " wants " + wantedBy(schema.shape) + " at " + shown(name) +
                ", and this is " + kindOf(value) + ".",
            std::move(fix));
    }
    void visitMembers(const Schema& schema, const Json& value, const std::string& pointer, const std::string& name,
                      int depth)
    {
        for (const auto& [key, member] : value.items()) {
            const std::string at = model::read::join(pointer, key);
            if (const SchemaField* field = schema.field(key))
                visit(m_schemas[field->schema], member, at, name + "." + key, depth + 1);
            else if (schema.values)
                visit(m_schemas[*schema.values], member, at, name + "." + key, depth + 1);
            else if (!schema.anyFields && !(schema.embedded && isOneOf(key, {"apiVersion", "kind", "metadata"})) &&
                     !(depth == 0 && isOneOf(key, {"apiVersion", "kind", "metadata"})) && m_count < MostFaults)
                sayUnknown(schema, key, at, name);
        }
    }
    void sayUnknown(const Schema& schema, const std::string& key, const std::string& pointer, const std::string& name)
    {
        std::vector<std::string_view> names;
        for (const SchemaField& field : schema.fields) names.emplace_back(field.name);
        const auto meant = model::hints::nearest(key, names);
        say(pointer, "The server's schema of " + m_kind + " has no field " + shown(name + "." + key) + ".",
            meant ? "Did you mean " + *meant + "?" : std::string("Correct its name, or remove it."));
    }

    const Schemas& m_schemas;
    std::string m_kind;
    model::Issues& m_issues;
    std::size_t m_count = 0;
};

} // namespace

void checkFields(const Schemas& schemas, const Schema& kind, const Json& object, const std::string& path,
                 model::Issues& issues)
{
    const std::string name = object.is_object() ? object.value("kind", std::string()) : std::string();
    FieldCheck(schemas, shown(name), issues).visit(kind, object, path, {}, 0);
}

} // namespace core::kube
