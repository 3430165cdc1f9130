#pragma once

#include <string>
#include <vector>

#include "core/change/plan.h"
#include "core/kube/client_error.h"

/// Objects that a server cannot take out of another with the rest of a text; detail of this room. Old ones leave null in the place of an
/// object of a custom resource whose last member goes, and then refuse that null; an empty object in the text changes nothing of it, for
/// the removal runs after the merge. A JSON patch that takes it out before works.
/// @source kubernetes#117447; kube-apiserver 1.20.2
namespace core::change {

/// Those that a server's refusal names: the cluster has an object there, and the text says nothing of it. None of a Secret, and none of
/// which another manager owns a part: that stays.
[[nodiscard]] std::vector<TakenOut> takenOutFor(const kube::ApiError& error, const Json& live, const Json& config);

/// A JSON patch: each is taken out if it is still what was seen.
[[nodiscard]] Json takeOutPatch(const std::vector<TakenOut>& places);
/// Takes out what is still there.
void takeOut(Json& object, const std::vector<TakenOut>& places);
[[nodiscard]] bool isTakenOut(const Json& object, const std::vector<TakenOut>& places);
/// A sentence for whoever reads the plan.
[[nodiscard]] std::string takenOutNote(const TakenOut& one);

/// The step once that was done, and the rest was not: what it saw and shows is without it.
[[nodiscard]] Step afterTakingOut(Step step);

/// Whether a step that was read shows all that it takes out.
[[nodiscard]] bool showsTakenOut(const Step& step);

[[nodiscard]] Json takenOutJson(const std::vector<TakenOut>& places);
/// Of an intent; none where it has none.
[[nodiscard]] std::vector<TakenOut> takenOutOf(const Json& intent);

} // namespace core::change
