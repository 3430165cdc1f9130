#include "core/model/image.h"

namespace core::model {
namespace {

bool change(std::string& part, std::string_view operation, const std::string& value)
{
    if (operation == "add")
        part += value;
    else if (operation == "replace")
        part = value;
    else if (operation == "remove")
        part.clear();
    else
        return false;
    return true;
}

bool changeTagOrDigest(ImageName& image, std::string_view operation, const std::string& value)
{
    std::string both = image.tag.empty() ? image.digest : image.tag;
    if (!change(both, operation, value)) return false;
    const bool digest = both.find(':') != std::string::npos;
    image.tag = digest ? std::string() : both;
    image.digest = digest ? both : std::string();
    return true;
}

} // namespace

std::optional<ImageName> parseImage(std::string_view text)
{
    ImageName image;
    if (const auto at = text.find('@'); at != std::string_view::npos) {
        image.digest = text.substr(at + 1);
        text = text.substr(0, at);
        if (image.digest.find(':') == std::string::npos) return std::nullopt;
    }
    if (const auto slash = text.find('/'); slash != std::string_view::npos) {
        const auto first = text.substr(0, slash);
        if (first == "localhost" || first.find_first_of(".:") != std::string_view::npos) {
            image.registry = first;
            text = text.substr(slash + 1);
        }
    }
    if (const auto colon = text.rfind(':'); colon != std::string_view::npos) {
        image.tag = text.substr(colon + 1);
        text = text.substr(0, colon);
        if (image.tag.empty() || image.tag.find('/') != std::string::npos) return std::nullopt;
    }
    image.repository = text;
    constexpr auto allowed = std::string_view("abcdefghijklmnopqrstuvwxyz0123456789._-/");
    if (text.empty() || text.find_first_not_of(allowed) != std::string_view::npos) return std::nullopt;
    return image;
}

std::string toText(const ImageName& image)
{
    std::string out = image.registry.empty() ? image.repository : image.registry + "/" + image.repository;
    if (image.repository.empty()) out = image.registry;
    if (!image.tag.empty()) out += ":" + image.tag;
    if (!image.digest.empty()) out += "@" + image.digest;
    return out;
}

std::optional<ImageName> changedImage(ImageName image, std::string_view component, std::string_view operation,
                                      const std::string& value)
{
    const bool done = component == "Registry"     ? change(image.registry, operation, value)
                      : component == "Repository" ? change(image.repository, operation, value)
                      : component == "Tag"        ? changeTagOrDigest(image, operation, value)
                                                  : false;
    return done ? std::optional(std::move(image)) : std::nullopt;
}

} // namespace core::model
