#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/context.h"
#include "core/base/result.h"
#include "core/model/issue.h"
#include "core/text/yaml.h"

/// Manifests as they come in: files, folders, standard input.
namespace cli {

/// One text. Documents point into it, so it stays where it is.
struct Text {
    std::string name; ///< as the user wrote it: "deploy.yaml", "standard input"
    std::string bytes;
    core::text::File file;
};

struct Manifest {
    const Text* text{};
    core::text::Document document;
};

struct Manifests {
    std::vector<std::unique_ptr<Text>> texts;
    std::vector<Manifest> documents; ///< in the order of the command line, folders by name

    [[nodiscard]] std::vector<core::Json> values() const;
};

/// Reads `paths` (files, folders with their .yaml, .yml and .json files, "-"); says what is wrong in them.
/// @return nothing where a text cannot be read or has errors.
[[nodiscard]] std::optional<Manifests> readManifests(Context& context, const std::vector<std::string>& paths,
                                                     bool recursive);
/// The same for a text that is there already.
[[nodiscard]] bool addText(Context& context, Manifests& manifests, std::string name, std::string bytes);

/// A file of at most `limit` bytes. @errors NotFound, Denied, TooLarge, Malformed (no regular file).
[[nodiscard]] core::Result<std::string> readFile(const std::string& path, std::size_t limit);

/// An issue at its place. Its path begins with the number of the document, "/3/spec/replicas", or is one of `fallback`.
[[nodiscard]] Message messageOf(const core::model::Issue& issue, const Manifests& manifests,
                                const Manifest* fallback = nullptr);

} // namespace cli
