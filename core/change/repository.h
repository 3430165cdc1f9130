#pragma once

#include "core/change/plan.h"
#include "core/text/yaml.h"

/// A plan's change as an edit of texts that are kept elsewhere: the folder of a repository that a GitOps tool reads.
namespace core::change {

/// Whether the document is the object of the step. One without a namespace is: tools (kustomize) put it in.
[[nodiscard]] bool isAbout(const Json& document, const Step& step);

/// The whole text with the step's change in the document: the fields that the plan shows as changed by its text, and nothing else; comments
/// and order stay. The same text where it says so already. Of a step that makes the object, each field that the document says otherwise.
/// @errors Unsupported: a Secret, whose values a plan does not hold, or a part that is written elsewhere (an alias, a merge); a delete,
///         for which the document is to be removed; NotFound: the document has no place for a field
[[nodiscard]] Result<std::string> changedText(const text::Document& document, const Step& step);

} // namespace core::change
