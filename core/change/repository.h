#pragma once

#include "core/change/plan.h"
#include "core/text/yaml.h"

/// A plan's change as an edit of texts that are kept elsewhere: the folder of a repository that a GitOps tool reads.
namespace core::change {

/// Whether the document is the object of the step. One without a namespace is: tools (kustomize) put it in.
[[nodiscard]] bool isAbout(const Json& document, const Step& step);

/// The whole text with the document as the step's text says it, whatever the cluster has: values, removals and the order of lists; comments
/// and the order of members stay. What was decided to be left to its owner stays as the document has it. The same text where it says so
/// already.
/// @errors Unsupported: a Secret, whose values a plan does not hold, or a part that is written elsewhere (an alias, a merge); a delete,
///         for which the document is to be removed; NotFound: the document has no place for a field
[[nodiscard]] Result<std::string> changedText(const text::Document& document, const Step& step);

} // namespace core::change
