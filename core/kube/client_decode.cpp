#include "core/kube/client_decode.h"

namespace core::kube {

using simdjson::dom::element;

Result<element> Decoder::object(std::string_view json)
{
    if (m_capacity < json.size() || m_capacity == 0) {
        m_capacity = std::max<std::size_t>(json.size() * 2, 64U << 10U);
        if (m_parser.allocate(std::min(m_capacity, m_parser.max_capacity()), m_depth + 1) != simdjson::SUCCESS)
            return failure(Fault::TooLarge, "There is no memory to read an object of the answer.");
    }
    element root;
    const auto fault = m_parser.parse(json.data(), json.size(), false).get(root);
    if (fault != simdjson::SUCCESS) return failure(Fault::Malformed, "An object of the answer is not JSON.");
    if (!root.is_object()) return failure(Fault::Malformed, "An object of the answer is something else.");
    return root;
}

Result<element> Decoder::padded(std::string json)
{
    const std::size_t size = json.size();
    json.append(SplitPadding, '\0');
    return object(std::string_view(json).substr(0, size)); // what it decodes to is the parser's own
}

std::optional<element> memberOf(element object, std::string_view key)
{
    element found;
    if (!object.is_object() || object.at_key(key).get(found) != simdjson::SUCCESS) return std::nullopt;
    return found;
}

std::vector<element> elementsOf(element object, std::string_view key)
{
    std::vector<element> made;
    const auto array = memberOf(object, key);
    if (!array || !array->is_array()) return made;
    for (const element one : simdjson::dom::array(*array)) made.push_back(one);
    return made;
}

std::string_view textOf(element object, std::string_view key)
{
    std::string_view text;
    const auto found = memberOf(object, key);
    if (!found || found->get(text) != simdjson::SUCCESS) return {};
    return text;
}

namespace {

/// Whether one of the paths is this member; those that go on below it are put into `below`.
bool leavesOut(std::span<const std::string_view> without, std::string_view key, std::vector<std::string_view>& below)
{
    below.clear();
    for (const std::string_view path : without) {
        if (!path.starts_with(key)) continue;
        if (path.size() == key.size()) return true;
        if (path[key.size()] == '/') below.push_back(path.substr(key.size() + 1));
    }
    return false;
}

Json objectOf(simdjson::dom::object object, std::span<const std::string_view> without)
{
    Json made = Json::object();
    std::vector<std::string_view> below;
    for (const auto one : object)
        if (!leavesOut(without, one.key, below)) made.emplace(std::string(one.key), documentOf(one.value, below));
    return made;
}

} // namespace

Json documentOf(element value, std::span<const std::string_view> without)
{
    if (!without.empty() && value.is_object()) return objectOf(value, without);
    return model::Value::ofElement(&value).document();
}

Item::Item(const void* element)
    : m_element(element)
{
    const simdjson::dom::element& object = elementOf(*this);
    m_head.apiVersion = textOf(object, "apiVersion");
    m_head.kind = textOf(object, "kind");
    const auto metadata = memberOf(object, "metadata");
    if (!metadata) return;
    m_head.nameSpace = textOf(*metadata, "namespace");
    m_head.name = textOf(*metadata, "name");
    m_head.uid = textOf(*metadata, "uid");
    m_head.resourceVersion = textOf(*metadata, "resourceVersion");
}

Json Item::document(std::span<const std::string_view> without) const
{
    return documentOf(elementOf(*this), without);
}

} // namespace core::kube
