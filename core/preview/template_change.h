#pragma once

#include <string>

#include "core/base/json.h"
#include "core/model/workload.h"

/// Does a changed manifest replace pods? Detail of this room.
namespace core::preview {

/// Places in a pod template, like "spec/containers/0/image". Both empty: the pods stay.
struct TemplateChange {
    std::string at;      ///< the first difference
    std::string perhaps; ///< there is none; whether this value differs, the snapshot does not tell
    bool operator==(const TemplateChange&) const = default;
};
/// What the API server fills in by default, and annotations that others added, are no difference; quantities are compared by
/// value. Both are compared as a snapshot keeps them: values that it drops by their marks (snapshot/privacy.h), and one that
/// has none, of an older version, does not tell.
/// @param before  as the snapshot has it
[[nodiscard]] TemplateChange templateChange(const model::Workload& before, const model::Workload& after);

/// The new pods ask for the same places as the old ones: requests, rules and volumes are alike, whatever they run.
[[nodiscard]] bool placedAlike(const model::Workload& before, const model::Workload& after);

/// Two values of one field, as a snapshot holds them, are certainly different in the same sense.
/// @param marked  the old one's values that a snapshot drops are marked (core/snapshot/privacy.h)
[[nodiscard]] bool differ(const Json& before, const Json& after, bool marked);

} // namespace core::preview
