#pragma once

#include <optional>
#include <string>
#include <string_view>

/// Names of container images in their parts, as overrides change them. Detail of this room.
namespace core::model {

struct ImageName {
    std::string registry;   ///< "registry.example.com:5000"; empty: the container runtime's default
    std::string repository; ///< "team/vllm-openai"
    std::string tag;        ///< "v0.9.1"
    std::string digest;     ///< "sha256:…"
    bool operator==(const ImageName&) const = default;
};

/// Nothing if it is not an image's name. The first part is a registry if it has a dot or a colon, or is "localhost".
[[nodiscard]] std::optional<ImageName> parseImage(std::string_view text);
[[nodiscard]] std::string toText(const ImageName& image);

/// Karmada's imageOverrider: `component` Registry, Repository or Tag (which is the tag or the digest); `operation` add
/// (appends), replace or remove. Nothing if a word is none of these.
[[nodiscard]] std::optional<ImageName> changedImage(ImageName image, std::string_view component,
                                                    std::string_view operation, const std::string& value);

} // namespace core::model
