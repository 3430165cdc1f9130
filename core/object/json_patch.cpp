#include "core/object/documents.h"
#include "core/object/patch.h"

namespace core::object {

namespace {

using Pointer = Json::json_pointer;

/// One operation of an RFC 6902 patch, read and checked; every place in it is a pointer that parses.
struct Operation {
    std::string op;
    Pointer path;
    Pointer from; ///< of move and copy
    Json value;   ///< of add, replace and test
};

bool begins(const Pointer& path, const Pointer& with)
{
    const std::string a = path.to_string() + "/";
    const std::string b = with.to_string() + "/";
    return a.compare(0, b.size(), b) == 0;
}

Result<Pointer> pointer(const Json& operation, const char* member)
{
    const auto text = operation.find(member);
    if (text == operation.end() || !text->is_string())
        return failure(Fault::Malformed, "the operation needs \"" + std::string(member) + "\", a JSON Pointer");
    try {
        return Pointer(text->get_ref<const std::string&>());
    } catch (const Json::exception&) {
        return failure(Fault::Malformed, "\"" + std::string(member) + "\" is not a JSON Pointer");
    }
}

Result<Operation> read(const Json& operation)
{
    if (!operation.is_object()) return failure(Fault::Malformed, "an operation is a map with \"op\" and \"path\"");
    const auto op = operation.find("op");
    if (op == operation.end() || !op->is_string()) return failure(Fault::Malformed, "the operation has no \"op\"");
    Operation read;
    read.op = op->get<std::string>();
    auto path = pointer(operation, "path");
    if (!path) return tl::unexpected(path.error());
    read.path = *path;
    if (read.op == "move" || read.op == "copy") {
        auto from = pointer(operation, "from");
        if (!from) return tl::unexpected(from.error());
        read.from = *from;
    } else if (read.op == "add" || read.op == "replace" || read.op == "test") {
        if (!operation.contains("value")) return failure(Fault::Malformed, "the operation has no \"value\"");
        read.value = operation.at("value");
    } else if (read.op != "remove") {
        return failure(Fault::Malformed, "\"op\" is add, remove, replace, move, copy or test");
    }
    return read;
}

tl::unexpected<Error> missing(const Pointer& place)
{
    return failure(Fault::NotFound, "there is nothing at \"" + place.to_string() + "\"");
}

/// The value at a place, or null where there is none. "-" (behind the last) is no value.
Json* at(Json& object, const Pointer& place)
{
    try {
        return &object.at(place);
    } catch (const Json::exception&) {
        return nullptr;
    }
}

Result<void> add(Json& object, const Pointer& place, Json value)
{
    if (place.empty()) {
        object = std::move(value);
        return {};
    }
    Json* parent = at(object, place.parent_pointer());
    if (parent == nullptr || !parent->is_structured()) return missing(place.parent_pointer());
    const std::string& last = place.back();
    if (parent->is_object()) {
        (*parent)[last] = std::move(value);
        return {};
    }
    if (last == "-") {
        parent->push_back(std::move(value));
        return {};
    }
    if (last == std::to_string(parent->size())) {
        parent->push_back(std::move(value));
        return {};
    }
    Json* before = at(object, place);
    if (before == nullptr) return missing(place);
    parent->insert(parent->begin() + (before - &parent->front()), std::move(value));
    return {};
}

Result<Json> take(Json& object, const Pointer& place)
{
    Json* found = at(object, place);
    if (found == nullptr) return missing(place);
    if (place.empty()) return failure(Fault::Malformed, "the whole object cannot be taken away");
    Json value = std::move(*found);
    Json& parent = object.at(place.parent_pointer());
    if (parent.is_object())
        parent.erase(place.back());
    else
        parent.erase(parent.begin() + (found - &parent.front()));
    return value;
}

Result<void> perform(Json& object, Operation& operation, std::size_t& copied)
{
    if (operation.op == "add") return add(object, operation.path, std::move(operation.value));
    if (operation.op == "remove") {
        auto taken = take(object, operation.path);
        if (!taken) return tl::unexpected(taken.error());
        return {};
    }
    if (operation.op == "move") {
        if (operation.path == operation.from)
            return at(object, operation.from) ? Result<void>{} : missing(operation.from);
        if (begins(operation.path, operation.from))
            return failure(Fault::Malformed, "a value cannot be moved into itself");
        auto taken = take(object, operation.from);
        if (!taken) return tl::unexpected(taken.error());
        return add(object, operation.path, std::move(*taken));
    }
    const bool copies = operation.op == "copy";
    Json* found = at(object, copies ? operation.from : operation.path);
    if (found == nullptr) return missing(copies ? operation.from : operation.path);
    if (copies) {
        copied += found->dump(-1, ' ', false, Json::error_handler_t::replace).size();
        if (copied > mostCopied)
            return failure(Fault::TooLarge, "the patch copies more than an API server takes (3 MiB)");
        return add(object, operation.path, *found);
    }
    if (operation.op == "replace") {
        *found = std::move(operation.value);
        return {};
    }
    if (*found == operation.value) return {};
    return failure(Fault::Conflict,
                   "what the patch expects at \"" + operation.path.to_string() + "\" is not there any more");
}

} // namespace

Result<Json> applyJsonPatch(const Json& object, const Json& patch)
{
    if (!patch.is_array()) return failure(Fault::Malformed, "a JSON patch is a list of operations");
    if (patch.size() > mostOperations)
        return failure(Fault::TooLarge, "the patch has more operations than an API server takes (10000)");
    if (auto deep = checkDepth(patch, "patch"); !deep) return tl::unexpected(deep.error());
    Json result = object;
    std::size_t copied = 0;
    for (std::size_t i = 0; i < patch.size(); ++i) {
        auto operation = read(patch[i]);
        const Result<void> done =
            operation ? perform(result, *operation, copied) : Result<void>(tl::unexpected(operation.error()));
        if (!done) return failure(done.error().fault, done.error().what, "/" + std::to_string(i));
        // Adds and copies can nest what they copied; each alone is within the limit, their result need not be.
        if (auto deep = checkDepth(result, "patched object"); !deep) return tl::unexpected(deep.error());
    }
    return result;
}

Json jsonPatch(const Json& before, const Json& after)
{
    return Json::diff(before, after);
}

} // namespace core::object
