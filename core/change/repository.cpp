#include "core/change/repository.h"

#include "core/base/shown.h"
#include "core/change/edited.h"

namespace core::change {
namespace {

/// Where the field is, or has to be, in the document; an element that a list does not have comes at its end.
std::string placeOf(const Json& document, const Json& said, const std::string& path)
{
    if (std::string there = pointerAt(document, path); !there.empty()) return there;
    const std::string place = pointerAt(said, path);
    if (place.empty()) return {};
    const Json::json_pointer parent = Json::json_pointer(place).parent_pointer();
    if (document.contains(parent) && document.at(parent).is_array()) return parent.to_string() + "/-";
    return place;
}

Result<void> put(Edited& text, const Step& step, const Difference& one)
{
    if (one.kind == Difference::Kind::Removed) {
        const std::string place = pointerAt(text.value(), one.path);
        return place.empty() ? Result<void>() : text.remove(place);
    }
    const std::string place = placeOf(text.value(), step.object, one.path);
    if (place.empty())
        return failure(Fault::NotFound, "The document has no place for " + shown(one.path) + ".",
                       shown(step.what.kind) + " " + shown(step.what.shortText()));
    return text.set(place, one.after);
}

} // namespace

bool isAbout(const Json& document, const Step& step)
{
    const model::ObjectRef ref = model::refOf(document);
    return ref.kind == step.what.kind && ref.group() == step.what.group() && ref.name == step.what.name &&
           (ref.ns.empty() || ref.ns == step.what.ns);
}

Result<std::string> changedText(const text::Document& document, const Step& step)
{
    const std::string name = shown(step.what.kind) + " " + shown(step.what.shortText());
    if (step.action == Step::Action::Delete)
        return failure(Fault::Unsupported, "The plan deletes the object; remove its document.", name);
    if (isSecret(document.value()) || isSecret(step.object))
        return failure(Fault::Unsupported, "A plan does not hold the values of a Secret, so it cannot write them.",
                       name);
    Json there = withoutServerFields(document.value());
    if (there.is_object() && there["metadata"].is_object() && !step.what.ns.empty())
        there["metadata"]["namespace"] = step.what.ns; // the tool's, where the document has none
    const Diff change = step.seen.there() ? step.diff : diff(there, step.object, step.object);
    Edited text(document);
    for (const Difference& one : change.differences) {
        const bool isOurs = one.why == Difference::Why::Said || one.why == Difference::Why::Unsaid;
        if (!isOurs) continue;
        if (auto done = put(text, step, one); !done) return tl::unexpected(done.error());
    }
    return text.text();
}

} // namespace core::change
