#pragma once

#include <string>
#include <vector>

#include "core/change/plan.h"
#include "core/text/yaml.h"

/// A plan's change as an edit of texts that are kept elsewhere: the folder of a repository that a GitOps tool reads.
namespace core::change {

/// Whether the document is the object of the step. One without a namespace is: tools (kustomize) put it in.
[[nodiscard]] bool isAbout(const Json& document, const Step& step);

struct Changed {
    std::string text;                 ///< the whole file
    std::vector<std::string> stays;   ///< fields that the document has and the step's text does not
    std::vector<std::string> unasked; ///< that the document has otherwise, where the text says what the cluster has
};

/// The change, which is what the step's text says otherwise than the cluster (`seen`), written into the document: values, additions, the
/// order of lists; comments and the order of members stay. A rendered text says more than its document, which may be the base of
/// overlays, and a partial one less: what is no change stays as the document has it, as does what was decided to be left to its owner.
/// Of an object that there is not yet all that the text says is the change. The same text where it says so already.
/// @param prune  what the text does not say is taken out, too, where both the document and the cluster have it
/// @errors Unsupported: a Secret, whose values a plan does not hold, or a part that is written elsewhere (an alias, a merge); a delete,
///         for which the document is to be removed; NotFound: the document has no place for a field
[[nodiscard]] Result<Changed> changedText(const text::Document& document, const Step& step, bool prune = false);
/// What stays, the first few named, and what to do about it; empty where that is nothing.
[[nodiscard]] std::string staysSentence(const Changed& changed, bool prune);
/// What was not written; empty where that is nothing.
[[nodiscard]] std::string unaskedSentence(const Changed& changed);

} // namespace core::change
