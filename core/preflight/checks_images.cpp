#include <algorithm>

#include "core/base/shown.h"
#include "core/model/image.h"
#include "core/preflight/endpoints.h"
#include "core/preflight/site.h"

namespace core::preflight::detail {
namespace {

using State = Check::State;

/// As a node names it: with the registry and the folder that the runtime adds, and a tag.
/// @source distribution/reference: ParseNormalizedNamed, TagNameOnly
std::string normalized(const std::string& text)
{
    std::optional<model::ImageName> image = model::parseImage(text);
    if (!image) return text;
    if (image->registry.empty() || image->registry == "index.docker.io") image->registry = "docker.io";
    if (image->registry == "docker.io" && image->repository.find('/') == std::string::npos)
        image->repository.insert(0, "library/");
    if (image->tag.empty() && image->digest.empty()) image->tag = "latest";
    return model::toText(*image);
}

bool hasImage(const Json& node, const std::string& image)
{
    const Json::json_pointer at("/status/images");
    if (!node.contains(at) || !node.at(at).is_array()) return false;
    for (const Json& one : node.at(at)) {
        if (!one.is_object() || !one.contains("names") || !one["names"].is_array()) continue;
        for (const Json& name : one["names"])
            if (name.is_string() && normalized(name.get<std::string>()) == image) return true;
    }
    return false;
}

/// Nodes hold fewer images than they name, and a new one holds none: that it is there is told, that it is not is a wait.
/// @source kubelet --node-status-max-images: 50
void checkPulled(const Site& site, const std::string& image, Checks& out)
{
    const model::Found& nodes = site.found(imagesOfNodes());
    const std::string text = "image " + shown(image);
    if (!nodes.there()) {
        if (nodes.state == model::Found::State::Unknown) out.addUnknown("image", "whether nodes have " + text, nodes);
        return;
    }
    const Json& items = nodes.object["items"];
    const std::string wanted = normalized(image);
    std::size_t have = 0;
    std::string example;
    for (const Json& node : items) {
        if (!hasImage(node, wanted)) continue;
        ++have;
        if (example.empty()) example = textAt(node, "/metadata/name");
    }
    const std::string of = std::to_string(items.size()) +
                           (nodes.object.value("complete", false) ? "" : " of its first") +
                           (items.size() == 1 ? " node" : " nodes");
    if (have > 0)
        out.add("image", State::Passes, text + " is on " + std::to_string(have) + " of " + of,
                "Node " + shown(example) + " .status.images");
    else if (!items.empty())
        out.add("image", State::Warns, text + " is on none of " + of + ", as far as they tell: a pull comes first",
                "Node .status.images, at most 50 of each",
                "Pull it ahead (a DaemonSet, or a node pool with a custom image), or allow for the time.");
}

} // namespace

void checkImages(const Site& site, Checks& out)
{
    for (const std::string& image : site.references.images) {
        if (const auto distance = distanceOf(image, site.data.cluster.region))
            out.add("registry", distance->state, "the registry of " + shown(image) + " " + distance->text,
                    "the pod template's image", distance->remedy);
        checkPulled(site, image, out);
    }
}

} // namespace core::preflight::detail
