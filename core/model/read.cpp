#include "core/model/read.h"

#include <cmath>

namespace core::model::read {

namespace {

/// What to do about a value of another type.
std::string_view fixOf(std::string_view wanted)
{
    if (wanted == "a text") return "Put it in quotes.";
    if (wanted == "true or false") return "Write true or false, without quotes.";
    if (wanted == "a whole number") return "Write a whole number, without quotes.";
    if (wanted == "a list") return "Put \"- \" before each item.";
    if (wanted == "a mapping") return "Write its fields below it, one a line.";
    return wanted == "a quantity" ? "write it like 500m, 8, 16Gi or 1.5" : "";
}

void wrongType(const std::string& path, std::string_view wanted, const Json& got, Issues& issues)
{
    issues.push_back({Severity::Error, path, "expected " + std::string(wanted) + ", found " + got.type_name(),
                      std::string(fixOf(wanted))});
}

/// The member as an array, or nullptr; a member of another type is an issue.
const Json* list(const Json& object, std::string_view key, const std::string& path, Issues& issues)
{
    const Json* found = member(object, key);
    if (!found) return nullptr;
    if (found->is_array()) return found;
    wrongType(join(path, key), "a list", *found, issues);
    return nullptr;
}

const Json* map(const Json& object, std::string_view key, const std::string& path, Issues& issues)
{
    const Json* found = member(object, key);
    if (!found) return nullptr;
    if (found->is_object()) return found;
    wrongType(join(path, key), "a mapping", *found, issues);
    return nullptr;
}

std::optional<Quantity> quantity(const Json& value, const std::string& path, Issues& issues)
{
    std::string written;
    if (value.is_string())
        written = value.get<std::string>();
    else if (value.is_number())
        written = value.dump();
    else {
        wrongType(path, "a quantity", value, issues);
        return std::nullopt;
    }
    auto parsed = Quantity::parse(written);
    if (parsed) return *parsed;
    issues.push_back({Severity::Error, path, parsed.error().what, "write it like 500m, 8, 16Gi or 1.5"});
    return std::nullopt;
}

std::optional<Requirement::Op> operatorOf(std::string_view name)
{
    using Op = Requirement::Op;
    if (name == "In") return Op::In;
    if (name == "NotIn") return Op::NotIn;
    if (name == "Exists") return Op::Exists;
    if (name == "DoesNotExist") return Op::DoesNotExist;
    if (name == "Gt") return Op::Gt;
    if (name == "Lt") return Op::Lt;
    return std::nullopt;
}

} // namespace

std::string join(std::string_view path, std::string_view key)
{
    std::string out(path);
    out += '/';
    for (const char c : key) {
        if (c == '~')
            out += "~0";
        else if (c == '/')
            out += "~1";
        else
            out += c;
    }
    return out;
}

std::string join(std::string_view path, std::size_t index)
{
    return std::string(path) + "/" + std::to_string(index);
}

const Json* member(const Json& object, std::string_view key)
{
    if (!object.is_object()) return nullptr;
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

std::string text(const Json& object, std::string_view key, const std::string& path, Issues& issues)
{
    const Json* found = member(object, key);
    if (!found) return {};
    if (found->is_string()) return found->get<std::string>();
    wrongType(join(path, key), "a text", *found, issues);
    return {};
}

bool flag(const Json& object, std::string_view key, const std::string& path, Issues& issues, bool otherwise)
{
    const Json* found = member(object, key);
    if (!found) return otherwise;
    if (found->is_boolean()) return found->get<bool>();
    wrongType(join(path, key), "true or false", *found, issues);
    return otherwise;
}

std::optional<std::int64_t> number(const Json& object, std::string_view key, const std::string& path, Issues& issues,
                                   std::int64_t lowest, std::int64_t highest)
{
    const Json* found = member(object, key);
    if (!found) return std::nullopt;
    std::optional<std::int64_t> value;
    bool beyond = false;
    if (found->is_number_unsigned()) {
        beyond = found->get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX);
        if (!beyond) value = static_cast<std::int64_t>(found->get<std::uint64_t>());
    } else if (found->is_number_integer()) {
        value = found->get<std::int64_t>();
    } else if (found->is_number_float()) {
        const double written = found->get<double>();
        if (std::isfinite(written) && std::trunc(written) == written) {
            beyond = std::abs(written) >= 9.2e18;
            if (!beyond) value = static_cast<std::int64_t>(written);
        }
    }
    if (!value && !beyond) {
        wrongType(join(path, key), "a whole number", *found, issues);
        return std::nullopt;
    }
    if (value && *value >= lowest && *value <= highest) return value;
    issues.push_back({Severity::Error, join(path, key), found->dump() + " is out of range",
                      "use a whole number from " + std::to_string(lowest) + " to " + std::to_string(highest)});
    return std::nullopt;
}

std::vector<std::string> texts(const Json& object, std::string_view key, const std::string& path, Issues& issues)
{
    std::vector<std::string> out;
    const Json* items = list(object, key, path, issues);
    if (!items) return out;
    out.reserve(items->size());
    for (std::size_t i = 0; i < items->size(); ++i) {
        const Json& item = (*items)[i];
        if (item.is_string())
            out.push_back(item.get<std::string>());
        else
            wrongType(join(join(path, key), i), "a text", item, issues);
    }
    return out;
}

Labels labels(const Json& object, std::string_view key, const std::string& path, Issues& issues)
{
    Labels out;
    const Json* items = map(object, key, path, issues);
    if (!items) return out;
    for (const auto& [name, value] : items->items()) {
        if (value.is_string())
            out.emplace(name, value.get<std::string>());
        else if (!value.is_null())
            wrongType(join(join(path, key), name), "a text", value, issues);
        else
            out.emplace(name, std::string{});
    }
    return out;
}

ResourceList resources(const Json& object, std::string_view key, const std::string& path, Issues& issues)
{
    ResourceList out;
    const Json* items = map(object, key, path, issues);
    if (!items) return out;
    for (const auto& [name, value] : items->items()) {
        if (value.is_null()) continue;
        if (auto read = quantity(value, join(join(path, key), name), issues)) out.emplace(name, *read);
    }
    return out;
}

Requests amounts(const Json& object, std::string_view key, const std::string& path, Issues& issues)
{
    Requests out;
    for (const auto& [name, value] : resources(object, key, path, issues)) out.emplace(name, amountOf(name, value));
    return out;
}

std::vector<Taint> taints(const Json& object, std::string_view key, const std::string& path, Issues& issues)
{
    std::vector<Taint> out;
    const Json* items = list(object, key, path, issues);
    if (!items) return out;
    for (std::size_t i = 0; i < items->size(); ++i) {
        const std::string at = join(join(path, key), i);
        const Json& item = (*items)[i];
        if (!item.is_object()) {
            wrongType(at, "a mapping", item, issues);
            continue;
        }
        out.push_back(
            {text(item, "key", at, issues), text(item, "value", at, issues), text(item, "effect", at, issues)});
    }
    return out;
}

std::vector<Toleration> tolerations(const Json& object, std::string_view key, const std::string& path, Issues& issues)
{
    std::vector<Toleration> out;
    const Json* items = list(object, key, path, issues);
    if (!items) return out;
    for (std::size_t i = 0; i < items->size(); ++i) {
        const std::string at = join(join(path, key), i);
        const Json& item = (*items)[i];
        if (!item.is_object()) {
            wrongType(at, "a mapping", item, issues);
            continue;
        }
        out.push_back({text(item, "key", at, issues), text(item, "operator", at, issues),
                       text(item, "value", at, issues), text(item, "effect", at, issues)});
    }
    return out;
}

std::vector<Requirement> requirements(const Json& object, std::string_view key, const std::string& path, Issues& issues,
                                      bool& valid)
{
    std::vector<Requirement> out;
    const Json* items = list(object, key, path, issues);
    if (!items) return out;
    for (std::size_t i = 0; i < items->size(); ++i) {
        const std::string at = join(join(path, key), i);
        const Json& item = (*items)[i];
        if (!item.is_object()) {
            wrongType(at, "a mapping", item, issues);
            valid = false;
            continue;
        }
        Requirement requirement;
        requirement.key = text(item, "key", at, issues);
        requirement.values = texts(item, "values", at, issues);
        const std::string written = text(item, "operator", at, issues);
        if (const auto op = operatorOf(written)) {
            requirement.op = *op;
            out.push_back(std::move(requirement));
            continue;
        }
        valid = false;
        issues.push_back({Severity::Error, join(at, "operator"), "\"" + written + "\" is not an operator",
                          "use In, NotIn, Exists, DoesNotExist, Gt or Lt"});
    }
    return out;
}

std::vector<NodeSelectorTerm> nodeSelectorTerms(const Json& object, std::string_view key, const std::string& path,
                                                Issues& issues)
{
    std::vector<NodeSelectorTerm> out;
    const Json* items = list(object, key, path, issues);
    if (!items) return out;
    for (std::size_t i = 0; i < items->size(); ++i) {
        const std::string at = join(join(path, key), i);
        const Json& item = (*items)[i];
        NodeSelectorTerm term;
        if (item.is_object()) {
            term.expressions = requirements(item, "matchExpressions", at, issues, term.valid);
            term.fields = requirements(item, "matchFields", at, issues, term.valid);
        } else {
            wrongType(at, "a mapping", item, issues);
            term.valid = false;
        }
        out.push_back(std::move(term));
    }
    return out;
}

} // namespace core::model::read
