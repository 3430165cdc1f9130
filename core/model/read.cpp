#include "core/model/read.h"

#include <cmath>
#include <utility>

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
    return wanted == "a quantity" ? "Write it like 500m, 8, 16Gi or 1.5" : "";
}

Value map(Value object, std::string_view key, const Path& path, Issues& issues)
{
    const Value found = object.member(key);
    if (!found || found.isObject()) return found;
    wrongType(Path(path, key), "a mapping", found, issues);
    return {};
}

std::optional<Quantity> quantity(Value value, const Path& path, Issues& issues)
{
    if (!value.isText() && !value.isNumber()) {
        wrongType(path, "a quantity", value, issues);
        return std::nullopt;
    }
    auto parsed = value.isText() ? Quantity::parse(value.text()) : Quantity::parse(value.document().dump());
    if (parsed) return std::move(*parsed);
    issues.push_back({Severity::Error, path.text(), parsed.error().what, "Write it like 500m, 8, 16Gi or 1.5"});
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

std::string Path::text() const
{
    if (m_above == nullptr) return std::string(m_key);
    return m_index == noIndex ? join(m_above->text(), m_key) : join(m_above->text(), m_index);
}

void wrongType(const Path& path, std::string_view wanted, Value got, Issues& issues)
{
    issues.push_back({Severity::Error, path.text(), "expected " + std::string(wanted) + ", found " + got.typeName(),
                      std::string(fixOf(wanted))});
}

Value list(Value object, std::string_view key, const Path& path, Issues& issues)
{
    const Value found = object.member(key);
    if (!found || found.isArray()) return found;
    wrongType(Path(path, key), "a list", found, issues);
    return {};
}

const Json* member(const Json& object, std::string_view key)
{
    if (!object.is_object()) return nullptr;
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

std::string text(Value object, std::string_view key, const Path& path, Issues& issues)
{
    const Value found = object.member(key);
    if (!found) return {};
    if (found.isText()) return std::string(found.text());
    wrongType(Path(path, key), "a text", found, issues);
    return {};
}

bool flag(Value object, std::string_view key, const Path& path, Issues& issues, bool otherwise)
{
    const Value found = object.member(key);
    if (!found) return otherwise;
    if (found.isFlag()) return found.flag();
    wrongType(Path(path, key), "true or false", found, issues);
    return otherwise;
}

std::optional<std::int64_t> number(Value object, std::string_view key, const Path& path, Issues& issues,
                                   std::int64_t lowest, std::int64_t highest)
{
    const Value found = object.member(key);
    if (!found) return std::nullopt;
    const Json written = found.isNumber() ? found.document() : Json();
    std::optional<std::int64_t> value;
    bool beyond = false;
    if (written.is_number_unsigned()) {
        beyond = written.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX);
        if (!beyond) value = static_cast<std::int64_t>(written.get<std::uint64_t>());
    } else if (written.is_number_integer()) {
        value = written.get<std::int64_t>();
    } else if (written.is_number_float()) {
        const double real = written.get<double>();
        if (std::isfinite(real) && std::trunc(real) == real) {
            beyond = std::abs(real) >= 9.2e18;
            if (!beyond) value = static_cast<std::int64_t>(real);
        }
    }
    if (!value && !beyond) {
        wrongType(Path(path, key), "a whole number", found, issues);
        return std::nullopt;
    }
    if (value && *value >= lowest && *value <= highest) return value;
    issues.push_back({Severity::Error, Path(path, key).text(), written.dump() + " is out of range",
                      "use a whole number from " + std::to_string(lowest) + " to " + std::to_string(highest)});
    return std::nullopt;
}

std::vector<std::string> texts(Value object, std::string_view key, const Path& path, Issues& issues)
{
    std::vector<std::string> out;
    const Value items = list(object, key, path, issues);
    out.reserve(items.size());
    const Path at(path, key);
    std::size_t index = 0;
    items.eachItem([&](Value item) {
        const Path place(at, index++);
        if (item.isText())
            out.emplace_back(item.text());
        else
            wrongType(place, "a text", item, issues);
    });
    return out;
}

Labels labels(Value object, std::string_view key, const Path& path, Issues& issues)
{
    Labels out;
    const Path at(path, key);
    map(object, key, path, issues).eachMember([&](std::string_view name, Value value) {
        if (value.isText() || value.isNull())
            out.emplace_hint(out.end(), name, value.text());
        else
            wrongType(Path(at, name), "a text", value, issues);
    });
    return out;
}

namespace {

/// Calls `take(name, quantity)` for each that can be read, sorted by name.
void eachQuantity(Value object, std::string_view key, const Path& path, Issues& issues, const auto& take)
{
    const Path at(path, key);
    map(object, key, path, issues).eachMember([&](std::string_view name, Value value) {
        if (value.isNull()) return;
        if (auto read = quantity(value, Path(at, name), issues)) take(name, std::move(*read));
    });
}

} // namespace

ResourceList resources(Value object, std::string_view key, const Path& path, Issues& issues)
{
    ResourceList out;
    eachQuantity(object, key, path, issues, [&](std::string_view name, Quantity&& quantity) {
        out.emplace_hint(out.end(), name, std::move(quantity));
    });
    return out;
}

Requests amounts(Value object, std::string_view key, const Path& path, Issues& issues)
{
    Requests out;
    eachQuantity(object, key, path, issues, [&](std::string_view name, const Quantity& quantity) {
        out.emplace_hint(out.end(), name, amountOf(name, quantity));
    });
    return out;
}

std::vector<Taint> taints(Value object, std::string_view key, const Path& path, Issues& issues)
{
    std::vector<Taint> out;
    each(object, key, path, issues, [&](Value item, const Path& at) {
        out.push_back(
            {text(item, "key", at, issues), text(item, "value", at, issues), text(item, "effect", at, issues)});
    });
    return out;
}

std::vector<Toleration> tolerations(Value object, std::string_view key, const Path& path, Issues& issues)
{
    std::vector<Toleration> out;
    each(object, key, path, issues, [&](Value item, const Path& at) {
        out.push_back({text(item, "key", at, issues), text(item, "operator", at, issues),
                       text(item, "value", at, issues), text(item, "effect", at, issues)});
    });
    return out;
}

std::vector<Requirement> requirements(Value object, std::string_view key, const Path& path, Issues& issues, bool& valid)
{
    std::vector<Requirement> out;
    const Path whole(path, key);
    std::size_t index = 0;
    list(object, key, path, issues).eachItem([&](Value item) {
        const Path at(whole, index++);
        if (!item.isObject()) {
            wrongType(at, "a mapping", item, issues);
            valid = false;
            return;
        }
        Requirement requirement;
        requirement.key = text(item, "key", at, issues);
        requirement.values = texts(item, "values", at, issues);
        const std::string written = text(item, "operator", at, issues);
        if (const auto op = operatorOf(written)) {
            requirement.op = *op;
            out.push_back(std::move(requirement));
            return;
        }
        valid = false;
        issues.push_back({Severity::Error, Path(at, "operator").text(), "\"" + written + "\" is not an operator",
                          "use In, NotIn, Exists, DoesNotExist, Gt or Lt"});
    });
    return out;
}

std::vector<NodeSelectorTerm> nodeSelectorTerms(Value object, std::string_view key, const Path& path, Issues& issues)
{
    std::vector<NodeSelectorTerm> out;
    const Path whole(path, key);
    std::size_t index = 0;
    list(object, key, path, issues).eachItem([&](Value item) {
        const Path at(whole, index++);
        NodeSelectorTerm& term = out.emplace_back();
        if (item.isObject()) {
            term.expressions = requirements(item, "matchExpressions", at, issues, term.valid);
            term.fields = requirements(item, "matchFields", at, issues, term.valid);
        } else {
            wrongType(at, "a mapping", item, issues);
            term.valid = false;
        }
    });
    return out;
}

} // namespace core::model::read
