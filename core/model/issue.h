#pragma once

#include <string>
#include <vector>

/// What a reader of a document found wrong in it. Readers never stop at the first fault: they say it and go on with
/// what is left, so that an editor can show every fault at its place and still preview the rest.
namespace core::model {

enum class Severity { Note, Warning, Error };

struct Issue {
    Severity severity = Severity::Error;
    std::string path; ///< JSON Pointer of the value in its document, "/spec/replicas"; text::Document::locate finds it
    std::string what; ///< one plain sentence: what is wrong
    std::string fix;  ///< what to do about it; may be empty

    bool operator==(const Issue&) const = default;
};

using Issues = std::vector<Issue>;

/// True if any of them is an error.
[[nodiscard]] bool hasErrors(const Issues& issues);

} // namespace core::model
